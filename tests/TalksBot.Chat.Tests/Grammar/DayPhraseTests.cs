namespace TalksBot.Chat.Tests.Grammar;

public class DayPhraseTests
{
    // A Wednesday.
    private static readonly DateOnly Today = new(2026, 5, 13);

    [Theory]
    [InlineData("2025-03-11", "2025-03-11", "2025-03-11")]
    [InlineData("2025-3-1", "2025-03-01", "2025-03-01")]
    [InlineData("2025-02", "2025-02-01", "2025-02-28")]
    [InlineData("2024", "2024-01-01", "2024-12-31")]
    [InlineData("today", "2026-05-13", "2026-05-13")]
    [InlineData("Yesterday", "2026-05-12", "2026-05-12")]
    [InlineData("last week", "2026-05-04", "2026-05-10")]
    [InlineData("this week", "2026-05-11", "2026-05-17")]
    [InlineData("last month", "2026-04-01", "2026-04-30")]
    [InlineData("last year", "2025-01-01", "2025-12-31")]
    [InlineData("monday", "2026-05-11", "2026-05-11")]
    [InlineData("Friday", "2026-05-08", "2026-05-08")]
    [InlineData("wednesday", "2026-05-13", "2026-05-13")]
    [InlineData("last Wednesday", "2026-05-06", "2026-05-06")]
    [InlineData("3 days ago", "2026-05-10", "2026-05-10")]
    [InlineData("two weeks ago", "2026-04-29", "2026-04-29")]
    [InlineData("a month ago", "2026-04-13", "2026-04-13")]
    [InlineData("11 March", "2026-03-11", "2026-03-11")]
    [InlineData("March 11th", "2026-03-11", "2026-03-11")]
    [InlineData("the 11th of March 2025", "2025-03-11", "2025-03-11")]
    [InlineData("Mar. 11, 2025", "2025-03-11", "2025-03-11")]
    [InlineData("11 June", "2025-06-11", "2025-06-11")]
    [InlineData("April", "2026-04-01", "2026-04-30")]
    [InlineData("April 2024", "2024-04-01", "2024-04-30")]
    [InlineData("29 February 2024", "2024-02-29", "2024-02-29")]
    public void Reads_days_as_people_type_them(string text, string first, string last)
    {
        Assert.True(DayPhrase.TryParse(text, Today, out var from, out var to));

        Assert.Equal((DateOnly.Parse(first), DateOnly.Parse(last)), (from, to));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ceasefire")]
    [InlineData("2025-13-40")]
    [InlineData("29 February 2025")]
    [InlineData("32 March")]
    [InlineData("11")]
    [InlineData("ma")]
    [InlineData("March 11 12")]
    [InlineData("99999 years ago")]
    [InlineData("9000 years ago")]
    [InlineData("the day the talks in the town began")]
    public void Refuses_what_is_no_day(string text) => Assert.False(DayPhrase.TryParse(text, Today, out _, out _));
}
