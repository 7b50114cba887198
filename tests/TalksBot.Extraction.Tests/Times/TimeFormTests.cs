using System.Globalization;

namespace TalksBot.Extraction.Tests.Times;

public class TimeFormTests
{
    // Published on Thursday 5 March 2026.
    private static readonly DateOnly Published = new(2026, 3, 5);

    private static string Values(string text) => string.Join(
        "; ",
        new TimeFinder().Find(new PerceptronTagger().Tag(Tokenizer.Tokenize(text)), Published)
            .Select(time => string.Create(CultureInfo.InvariantCulture, $"{time.Span.Slice(text)} = {time.Value}")));

    [Theory]
    [InlineData("It grew in the nineteen eighties.", "the nineteen eighties = 198")]
    [InlineData("It grew in the nineties.", "the nineties = 199")]
    [InlineData("She is in her sixties.", "")]
    [InlineData("They met on March eighth, nineteen ninety-eight.", "March eighth, nineteen ninety-eight = 1998-03-08")]
    [InlineData("They met on the twenty-first of May.", "the twenty-first of May = 2025-05-21")]
    [InlineData("It opened in two thousand one.", "two thousand one = 2001")]
    [InlineData("He ran in '96.", "'96 = 1996")]
    [InlineData("It stood for a hundred and fifty years.", "a hundred and fifty years = P150Y")]
    [InlineData("The yearlong study is over.", "yearlong = P1Y")]
    public void Numbers_in_words_are_read(string text, string expected) => Assert.Equal(expected, Values(text));

    [Theory]
    [InlineData("It began at eight o'clock this morning.", "eight o'clock this morning = 2026-03-05T08:00")]
    [InlineData("It began at nine o'clock Monday night.", "nine o'clock Monday night = 2026-03-02T21:00")]
    [InlineData("It began at six thirty p.m. Monday.", "six thirty p.m. Monday = 2026-03-02T18:30")]
    [InlineData("It ends at midnight tonight.", "midnight tonight = 2026-03-05T24:00")]
    [InlineData("It began at 0735 GMT.", "0735 GMT = T07:35")]
    [InlineData("It began at 4 in the morning.", "4 in the morning = T04:00")]
    [InlineData("It began at 6 p.m. eastern time.", "6 p.m. eastern time = T18:00")]
    public void Clock_times_in_words_join_their_day(string text, string expected) => Assert.Equal(expected, Values(text));

    [Theory]
    [InlineData("They vote on the first Monday of November.", "the first Monday of November = 2026-11-02")]
    [InlineData("They voted on the last Friday in June 2025.", "the last Friday in June 2025 = 2025-06-27")]
    [InlineData("They will meet in the second week of April.", "the second week of April = 2026-04")]
    [InlineData("They will meet in two weeks' time.", "two weeks' time = 2026-W12")]
    [InlineData("They will meet a week from Friday.", "a week from Friday = 2026-03-13")]
    [InlineData("It will open by year-end.", "year-end = 2026-12")]
    [InlineData("Orders for January delivery rose.", "January = 2027-01")]
    [InlineData("It was dry in the winter of 1996-97.", "1996-97 = 1996/1997")]
    [InlineData("By Monday, forty ships had left.", "Monday = 2026-03-02")]
    [InlineData("Until Friday, they had not called him a suspect.", "Friday = 2026-02-27")]
    [InlineData("They met on March 2. In 2019 it was cold, and that day it was warm.", "that day = 2026-03-02")]
    [InlineData("It fell in 1987, and that day is not forgotten.", "that day = 1987")]
    [InlineData("By Monday, forty ships will leave.", "Monday = 2026-03-09")]
    [InlineData("It rose from December, when it was low.", "December = 2025-12")]
    public void Days_are_counted_from_where_the_words_say(string text, string expected) => Assert.EndsWith(expected, Values(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("Talks will resume after Easter.", "Easter = 2026-04-05")]
    [InlineData("They met on Good Friday.", "Good Friday = 2025-04-18")]
    [InlineData("The port will close on Easter Monday.", "Easter Monday = 2026-04-06")]
    [InlineData("It was cold on Thanksgiving 2019.", "Thanksgiving 2019 = 2019-11-28")]
    public void Feasts_move_with_the_year(string text, string expected) => Assert.Equal(expected, Values(text));

    [Theory]
    [InlineData("They waited half an hour.", "half an hour = PT30M")]
    [InlineData("Half a century ago there was a war.", "Half a century ago = 1976")]
    [InlineData("It took two-and-a-half years.", "two-and-a-half years = P2.5Y")]
    [InlineData("It took an hour and a half.", "an hour and a half = PT1H30M")]
    public void Halves_are_counted(string text, string expected) => Assert.Equal(expected, Values(text));

    [Theory]
    [InlineData("The mine expects to lose money in the first quarter of fiscal 2027.", "the first quarter of fiscal 2027 = 2027-Q1")]
    [InlineData("The mine lost money in the December quarter.", "the December quarter = 2025-Q4")]
    [InlineData("They met on March 3, 4 and 5.", "March 3 = 2026-03-03; 4 = 2026-03-04; 5 = 2026-03-05")]
    [InlineData("Output fell between 1982 and 1992.", "1982 = 1982; 1992 = 1992")]
    [InlineData("The 1982-1992 plan was long.", "1982-1992 = 1982/1992")]
    [InlineData("It rose as recently as last month.", "last month = 2026-02")]
    public void Lists_and_fiscal_periods_are_read_whole(string text, string expected) => Assert.Equal(expected, Values(text));
}
