using System.Globalization;

namespace TalksBot.Extraction.Tests.Times;

public class TimeTenseTests
{
    // Published on Wednesday 18 June 2025.
    private static readonly DateOnly Published = new(2025, 6, 18);

    private static string Values(string text) => string.Join(
        "; ",
        new TimeFinder().Find(new PerceptronTagger().Tag(Tokenizer.Tokenize(text)), Published)
            .Select(time => string.Create(CultureInfo.InvariantCulture, $"{time.Span.Slice(text)} = {time.Value}")));

    [Theory]
    [InlineData("The merger follows Monday's vote by the owners.", "Monday = 2025-06-16")]
    [InlineData("The price rose over Thursday's close.", "Thursday = 2025-06-12")]
    [InlineData("The impact of Monday's debate is still small.", "Monday = 2025-06-16")]
    [InlineData("The ministers gathered ahead of Friday's summit.", "Friday = 2025-06-20")]
    [InlineData("She will attend Friday's talks.", "Friday = 2025-06-20")]
    [InlineData("He spoke of the victory in Monday night's race.", "Monday night = 2025-06-16TNI")]
    public void What_a_weekday_owns_is_over_unless_it_is_an_occasion_ahead(string text, string expected) => Assert.Equal(expected, Values(text));

    [Theory]
    [InlineData("The accord was announced Friday.", "Friday = 2025-06-13")]
    [InlineData("The accord, announced Friday, is a first.", "Friday = 2025-06-13")]
    [InlineData("The offer had been due to expire Friday evening.", "Friday evening = 2025-06-13TEV")]
    [InlineData("Protesters planned a rally in the capital on Saturday.", "Saturday = 2025-06-21")]
    [InlineData("The firm extended its offer to acquire the yard Friday.", "Friday = 2025-06-13")]
    [InlineData("She flew to Lome to meet the envoy on Friday.", "Friday = 2025-06-13")]
    [InlineData("They agreed to meet the envoy on Friday.", "Friday = 2025-06-20")]
    [InlineData("He could not be reached on Friday.", "Friday = 2025-06-13")]
    [InlineData("She will be named commander on Friday.", "Friday = 2025-06-20")]
    [InlineData("After winning the vote on Friday, the party is strong.", "Friday = 2025-06-13")]
    public void A_plan_looks_ahead_and_what_was_done_back(string text, string expected) => Assert.Equal(expected, Values(text));

    [Theory]
    [InlineData("Her victories on Friday will help her.", "Friday = 2025-06-13")]
    [InlineData("Despite the defeat on Friday night, he remains hopeful.", "Friday night = 2025-06-13TNI")]
    [InlineData("The session on Friday will be long.", "Friday = 2025-06-20")]
    public void An_event_that_is_over_keeps_its_day_whatever_the_verb(string text, string expected) => Assert.Equal(expected, Values(text));

    [Theory]
    [InlineData("The family has until 9 a.m. Tuesday to sign.", "9 a.m. Tuesday = 2025-06-24T09:00")]
    [InlineData("They are ready to leave as soon as Tuesday.", "Tuesday = 2025-06-24")]
    [InlineData("The lenders extended the loan through January.", "January = 2026-01")]
    [InlineData("These are statements made Friday and Thursday.", "Friday = 2025-06-13; Thursday = 2025-06-12")]
    [InlineData("They will meet on Friday and Saturday.", "Friday = 2025-06-20; Saturday = 2025-06-21")]
    public void The_words_before_a_day_tell_its_side(string text, string expected) => Assert.Equal(expected, Values(text));

    [Theory]
    [InlineData("It wants to sell itself under a February agreement.", "February = 2025-02")]
    [InlineData("The index fell below the record set on Jan. 3.", "Jan. 3 = 2025-01-03")]
    [InlineData("In the year ended July 31 it lost money.", "July 31 = 2024-07-31")]
    public void Months_of_what_is_done_are_past(string text, string expected) => Assert.EndsWith(expected, Values(text), StringComparison.Ordinal);
}
