using System.Globalization;

namespace TalksBot.Extraction.Tests.Times;

public class TimePeriodTests
{
    // Published on Wednesday 5 November 2025, in the fourth quarter.
    private static readonly DateOnly Published = new(2025, 11, 5);

    private static string Values(string text) => string.Join(
        "; ",
        new TimeFinder().Find(new PerceptronTagger().Tag(Tokenizer.Tokenize(text)), Published)
            .Select(time => string.Create(CultureInfo.InvariantCulture, $"{time.Span.Slice(text)} = {time.Value}")));

    [Theory]
    [InlineData("Profit rose in the third quarter.", "the third quarter = 2025-Q3")]
    [InlineData("The port told of a third-quarter loss.", "third-quarter = 2025-Q3")]
    [InlineData("The third-quarter loss was small.", "third-quarter = 2025-Q3")]
    [InlineData("The yard will reopen in the first quarter.", "the first quarter = 2026-Q1")]
    [InlineData("It lost money in the 2024 second quarter.", "the 2024 second quarter = 2024-Q2")]
    [InlineData("Output fell in the last half of 2024.", "the last half of 2024 = 2024-H2")]
    [InlineData("Sales fell in the quarter ended Sept. 30.", "the quarter = 2025-Q3; Sept. 30 = 2025-09-30")]
    public void Quarters_are_those_told_of(string text, string expected) => Assert.Equal(expected, Values(text));

    [Theory]
    [InlineData("The mine lost money in the third quarter. Output in the quarter fell.", "the quarter = 2025-Q3")]
    [InlineData("The mine lost money in the third quarter. A year ago it had a profit.", "A year ago = 2024-Q3")]
    [InlineData("The mine told of a third-quarter loss. Sales fell from a year-earlier total.", "year-earlier = 2024-Q3")]
    [InlineData("The mine told of a third-quarter loss. In the year-earlier period it had a profit.", "the year-earlier period = 2024-Q3")]
    [InlineData("The mine told of a third-quarter loss. In the 2024 period it had a profit.", "the 2024 period = 2024-Q3")]
    [InlineData("The mine told of a third-quarter loss. The latest period had two strikes.", "The latest period = 2025-Q3")]
    [InlineData("The mine told of a third-quarter loss. For the nine months, it had a profit, against a loss a year ago.", "a year ago = 2024")]
    public void Reports_go_on_with_the_quarter_they_told_of(string text, string expected) => Assert.EndsWith(expected, Values(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("A year ago the mayor resigned.", "A year ago = 2024")]
    [InlineData("They lost money in the year ended March 31.", "the year = P1Y; March 31 = 2025-03-31")]
    [InlineData("Sales for the full year will rise.", "the full year = 2025")]
    [InlineData("Sales rose in the current fiscal year.", "the current fiscal year = 2025")]
    [InlineData("She spoke for the first nine months of the year.", "the first nine months = P9M; the year = 2025")]
    [InlineData("The man of the year spoke.", "")]
    [InlineData("The quarter finals were long.", "")]
    public void Years_are_told_by_what_stands_around_them(string text, string expected) => Assert.Equal(expected, Values(text));

    [Theory]
    [InlineData("The trip lasted more than four hours.", "more than four hours = PT4H")]
    [InlineData("They need at least 20 more days.", "at least 20 more days = P20D")]
    [InlineData("It took less than a decade.", "less than a decade = P10Y")]
    [InlineData("She left almost two years ago.", "almost two years ago = 2023")]
    [InlineData("They commented on the two-week pause.", "two-week = P2W")]
    [InlineData("It was ruled so for a hundred years.", "a hundred years = P100Y")]
    [InlineData("They will rest for the next couple of weeks.", "the next couple of weeks = P2W")]
    [InlineData("It took 5 1/2 hours.", "5 1/2 hours = PT5H30M")]
    [InlineData("It lasted two years or so.", "two years or so = P2Y")]
    [InlineData("Prices fell in recent months.", "recent months = PXM")]
    [InlineData("The village has stood for centuries.", "centuries = PXC")]
    [InlineData("The train came three days later than planned.", "three days = P3D")]
    [InlineData("Some days later the mayor resigned.", "Some days later = PXD")]
    public void Lengths_keep_the_words_that_bound_them(string text, string expected) => Assert.Equal(expected, Values(text));

    [Theory]
    [InlineData("\u201CLast week was hard,\u201D she said.", "Last week = 2025-W44")]
    [InlineData("''Next year will be better,'' she said.", "Next year = 2026")]
    [InlineData("In August Harris met the envoy.", "August = 2025-08")]
    [InlineData("The late-October trip was long.", "late-October = 2025-10")]
    [InlineData("She was found last Christmas.", "last Christmas = 2024-12-25")]
    public void Times_are_found_at_the_head_of_a_quotation_and_before_a_name(string text, string expected) => Assert.Equal(expected, Values(text));

    [Theory]
    [InlineData("They eat about three-quarters of it.")]
    [InlineData("It pays $1.76 a share and $2 million a year.")]
    [InlineData("The store is open 24 hours a day.")]
    [InlineData("They work six days a week.")]
    [InlineData("She joined the March on the capital.")]
    [InlineData("It declared a quarterly dividend.")]
    [InlineData("Prime Minister Theresa May spoke.")]
    [InlineData("He wrote for the Las Vegas Sun.")]
    [InlineData("She was on \"This Week\" and ''60 Minutes''.")]
    [InlineData("They help on a day-to-day basis.")]
    [InlineData("The storm was fierce in some quarters.")]
    [InlineData("This is dear to the future of our peoples.")]
    [InlineData("She previously led the recent talks.")]
    public void What_tells_no_time_is_left_alone(string text) => Assert.Equal("", Values(text));
}
