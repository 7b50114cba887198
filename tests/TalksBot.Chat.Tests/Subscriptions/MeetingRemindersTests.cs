using TalksBot.Domain;

namespace TalksBot.Chat.Tests.Subscriptions;

public class MeetingRemindersTests
{
    private static readonly Subscription Subscription = ASubscription.With("s1") with { Reminders = ReminderPhrase.Usual, Cadence = new Cadence(Weekdays.None, new TimeOnly(8, 0), "Europe/Kyiv") };

    [Theory]
    [InlineData("2025-03-11T14:00Z", null, "2025-03-10T14:00Z", "2025-03-11T13:00Z")]
    [InlineData("2025-03-11T14:00+03:00", null, "2025-03-10T11:00Z", "2025-03-11T10:00Z")]
    [InlineData("2025-03-11", null, "2025-03-10T06:00Z", "2025-03-11T06:00Z")]
    [InlineData("2025-03-11", "at 10.00 local time", "2025-03-10T06:00Z", "2025-03-11T06:00Z")]
    [InlineData("2025-03-11", "at 10.00 local time (07:00 GMT)", "2025-03-10T07:00Z", "2025-03-11T06:00Z")]
    [InlineData("2025-03-11", "at 2 p.m. Berlin time", "2025-03-10T13:00Z", "2025-03-11T12:00Z")]
    [InlineData("2025-03-11/2025-03-13", null, "2025-03-10T06:00Z", "2025-03-11T06:00Z")]
    [InlineData("2025-03", null)]
    [InlineData(null, null)]
    public void They_come_by_the_clock_where_it_is_known_and_by_the_day_else(string? when, string? clock, params string[] expected)
    {
        var meeting = AMeeting(when) with { Clock = clock is null ? null : new AnchoredText([new TextSpan(0, clock.Length)], clock) };

        Assert.Equal(expected.Select(At), MeetingReminders.Of(meeting, Subscription));
    }

    [Theory]
    [InlineData(MeetingStatus.Held)]
    [InlineData(MeetingStatus.Cancelled)]
    public void What_is_over_or_called_off_is_not_reminded_of(MeetingStatus status) =>
        Assert.Empty(MeetingReminders.Of(AMeeting("2025-03-11") with { Status = status }, Subscription));

    [Fact]
    public void A_meeting_that_was_put_off_is_reminded_of_at_its_new_date_only()
    {
        var meeting = AMeeting("2025-03-11") with { Status = MeetingStatus.Postponed, Previously = new TimeValue("2025-03-09") };

        Assert.NotEmpty(MeetingReminders.Of(meeting, Subscription));
        Assert.Empty(MeetingReminders.Of(meeting with { When = meeting.Previously }, Subscription));
    }

    private static Meeting AMeeting(string? when) => new() { Id = "m1", Kind = "talks", When = when is null ? null : new TimeValue(when), Evidence = [] };

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
}
