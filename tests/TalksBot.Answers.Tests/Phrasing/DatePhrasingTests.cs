using TalksBot.Domain;

namespace TalksBot.Answers.Tests.Phrasing;

public sealed class DatePhrasingTests
{
    [Theory]
    [InlineData("2025-05-13", "on Tuesday 13 May 2025")]
    [InlineData("2025-05-13T10:00", "on Tuesday 13 May 2025")]
    [InlineData("2025-11", "in November 2025")]
    [InlineData("2024-02", "in February 2024")]
    [InlineData("2025", "in 2025")]
    [InlineData("2025/2027", "from 2025 to 2027")]
    [InlineData("2026-02-16/2026-02-18", "from 16 to 18 February 2026")]
    [InlineData("2026-02-27/2026-03-02", "from 27 February to 2 March 2026")]
    [InlineData("2025-12-30/2026-01-02", "from 30 December 2025 to 2 January 2026")]
    [InlineData("2025-W20", "from 12 to 18 May 2025")]
    [InlineData("9999-12-01/9999-12-31", "in December 9999")]
    public void Days_are_written_out(string value, string phrase)
    {
        Assert.Equal(phrase, DatePhrasing.When(new TimeValue(value)));
    }

    [Theory]
    [InlineData("P3Y")]
    [InlineData("PRESENT_REF")]
    [InlineData("2025-05-31/2025-05-01")]
    [InlineData("")]
    public void What_names_no_days_has_no_phrase(string value)
    {
        Assert.Null(DatePhrasing.When(new TimeValue(value)));
        Assert.Null(DatePhrasing.When(null));
    }
}
