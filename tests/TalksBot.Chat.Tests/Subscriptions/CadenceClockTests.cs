using TalksBot.Domain;

namespace TalksBot.Chat.Tests.Subscriptions;

public class CadenceClockTests
{
    private static readonly Cadence HalfPastTwo = new(Weekdays.All, new TimeOnly(2, 30), "Europe/Berlin");

    [Fact]
    public void A_time_that_the_day_leaves_out_comes_at_the_next_moment_there_is()
    {
        // On 30 March 2025 clocks in Berlin went from 2:00 to 3:00.
        var next = CadenceClock.Next(HalfPastTwo, At("2025-03-29T12:00Z"));

        Assert.Equal(At("2025-03-30T01:00Z"), next);
        Assert.Equal(At("2025-03-31T00:30Z"), CadenceClock.Next(HalfPastTwo, next));
    }

    [Fact]
    public void A_time_that_the_day_has_twice_comes_once()
    {
        // On 26 October 2025 clocks in Berlin showed 2:30 at 0:30 and at 1:30 UTC.
        var next = CadenceClock.Next(HalfPastTwo, At("2025-10-25T12:00Z"));

        Assert.Equal(At("2025-10-26T00:30Z"), next);
        Assert.Equal(At("2025-10-27T01:30Z"), CadenceClock.Next(HalfPastTwo, next));
    }

    [Theory]
    [InlineData(Weekdays.Working, "2025-03-14T09:00Z", "2025-03-17T08:30Z")]
    [InlineData(Weekdays.Working, "2025-03-14T08:29Z", "2025-03-14T08:30Z")]
    [InlineData(Weekdays.Friday, "2025-03-14T08:30Z", "2025-03-21T08:30Z")]
    [InlineData(Weekdays.Sunday, "2025-03-14T08:30Z", "2025-03-16T08:30Z")]
    public void The_next_digest_is_on_the_next_of_its_days(Weekdays days, string after, string expected) =>
        Assert.Equal(At(expected), CadenceClock.Next(new Cadence(days, new TimeOnly(8, 30), "UTC"), At(after)));

    [Fact]
    public void The_day_is_the_zones_own() =>
        Assert.Equal(At("2025-03-16T20:30Z"), CadenceClock.Next(new Cadence(Weekdays.Monday, new TimeOnly(9, 30), "Pacific/Auckland"), At("2025-03-15T00:00Z")));

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
}
