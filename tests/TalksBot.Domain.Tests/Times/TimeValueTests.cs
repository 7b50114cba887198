namespace TalksBot.Domain.Tests;

public class TimeValueTests
{
    [Theory]
    [InlineData("2025-03-11T14:00Z", "2025-03-11T14:00:00+00:00")]
    [InlineData("2025-03-11T14:00:30+03:00", "2025-03-11T14:00:30+03:00")]
    [InlineData("2025-03-11T23:30-05:00", "2025-03-11T23:30:00-05:00")]
    public void A_time_with_its_offset_is_an_instant(string value, string expected)
    {
        Assert.True(new TimeValue(value).TryGetInstant(out var instant));
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), instant);
    }

    [Theory]
    [InlineData("2025-03-11T14:00")]
    [InlineData("2025-03-11")]
    [InlineData("2025-03-11TEV")]
    [InlineData("2025-03-10/2025-03-12")]
    [InlineData("P3Y")]
    [InlineData("")]
    public void Without_an_offset_it_is_none(string value) => Assert.False(new TimeValue(value).TryGetInstant(out _));
}
