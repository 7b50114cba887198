using TalksBot.Domain;

namespace TalksBot.Answers.Tests.Questions;

public sealed class QuestionTimeReaderTests
{
    // A Wednesday.
    private static readonly DateOnly Today = new(2025, 5, 14);

    [Theory]
    [InlineData("on 2025-05-13", "2025-05-13", "2025-05-13")]
    [InlineData("on 13 May 2025", "2025-05-13", "2025-05-13")]
    [InlineData("on 13th of May 2025", "2025-05-13", "2025-05-13")]
    [InlineData("on May 13, 2025", "2025-05-13", "2025-05-13")]
    [InlineData("in February 2024", "2024-02-01", "2024-02-29")]
    [InlineData("in 2023", "2023-01-01", "2023-12-31")]
    [InlineData("today", "2025-05-14", "2025-05-14")]
    [InlineData("yesterday", "2025-05-13", "2025-05-13")]
    [InlineData("tomorrow", "2025-05-15", "2025-05-15")]
    [InlineData("last week", "2025-05-05", "2025-05-11")]
    [InlineData("this week", "2025-05-12", "2025-05-18")]
    [InlineData("next week", "2025-05-19", "2025-05-25")]
    [InlineData("last month", "2025-04-01", "2025-04-30")]
    [InlineData("next year", "2026-01-01", "2026-12-31")]
    public void A_time_with_a_year_or_counted_from_today_has_its_days(string text, string first, string last)
    {
        var time = Assert.Single(QuestionTimeReader.Read(TermReader.Read(text), Today));

        Assert.Equal(DateOnly.Parse(first), time.First);
        Assert.Equal(DateOnly.Parse(last), time.Last);
    }

    [Theory]
    [InlineData("on Tuesday", "2025-05-13", true)]
    [InlineData("on Tuesday", "2025-05-20", true)]
    [InlineData("on Tuesday", "2025-05-14", false)]
    [InlineData("on May 13", "2025-05-13", true)]
    [InlineData("on May 13", "2024-05-13", true)]
    [InlineData("on May 13", "2025-05-14", false)]
    [InlineData("in May", "2025-05-31", true)]
    [InlineData("in May", "2025-06-01", false)]
    public void A_weekday_or_a_day_without_year_is_that_of_any_week_or_year(string text, string day, bool matches)
    {
        var time = Assert.Single(QuestionTimeReader.Read(TermReader.Read(text), Today));

        Assert.Equal(matches, time.Matches(DateOnly.Parse(day), DateOnly.Parse(day)));
    }

    [Theory]
    [InlineData("May the guild strike?")]
    [InlineData("they may strike")]
    [InlineData("they march to Kelm")]
    [InlineData("2025-02-30 was no day")]
    [InlineData("seven boats")]
    public void What_is_no_time_is_none(string text)
    {
        Assert.Empty(QuestionTimeReader.Read(TermReader.Read(text), Today));
    }

    [Theory]
    [InlineData("2025-03-11", "2025-03-11")]
    [InlineData("11 March", "2025-03-11")]
    [InlineData("11 June", "2024-06-11")]
    [InlineData("yesterday", "2025-05-13")]
    [InlineData("Monday", "2025-05-12")]
    [InlineData("whenever", null)]
    [InlineData("11 March and then some", null)]
    public void A_day_without_year_is_the_last_one_up_to_today(string text, string? day)
    {
        Assert.Equal(day is null ? null : DateOnly.Parse(day), QuestionTimeReader.ReadDay(text, Today));
    }

    [Theory]
    [InlineData("9999-12")]
    [InlineData("9999-12-31")]
    [InlineData("last year this month next week tomorrow yesterday")]
    public void The_ends_of_the_calendar_do_not_throw(string text)
    {
        foreach (var today in new[] { CalendarRange.Nearest(DateOnly.MinValue), CalendarRange.Nearest(DateOnly.MaxValue) })
        {
            foreach (var time in QuestionTimeReader.Read(TermReader.Read(text), today))
            {
                Assert.True(time.First <= time.Last);
            }

            QuestionTimeReader.ReadDay(text, today);
        }
    }

    [Fact]
    public void The_last_day_of_the_calendar_can_be_matched()
    {
        var monday = new QuestionTime((0, 1), Weekday: DayOfWeek.Monday);

        Assert.False(monday.Matches(DateOnly.MaxValue, DateOnly.MaxValue));
    }
}
