using System.Collections.Immutable;
using System.Globalization;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>When to remind of a meeting.</summary>
internal static class MeetingReminders
{
    /// <summary>Marks of reminders begin so.</summary>
    public const string Mark = "reminder:";

    // A range of days has a day to remind of; a month or a season has none.
    private const int LongestRange = 14;

    /// <summary>The instants at which a subscription is reminded of <paramref name="meeting"/>, each once; those that have passed too.</summary>
    /// <param name="meeting">Nothing comes of one that is not planned, or of which no day is known.</param>
    /// <param name="subscription">Its reminders; where only the day is known, a day before means the day before at the cadence's local time, and an hour before the morning of the day.</param>
    public static ImmutableArray<DateTimeOffset> Of(Meeting meeting, Subscription subscription)
    {
        if (subscription.Reminders.IsEmpty || !IsToCome(meeting))
        {
            return [];
        }

        if (FindInstant(meeting) is { } at)
        {
            return [.. subscription.Reminders.Select(before => (at - before).ToUniversalTime()).Distinct()];
        }

        if (FindDay(meeting) is not { } day)
        {
            return [];
        }

        var zone = ZoneNames.Get(subscription.Cadence.TimeZone);
        return [.. subscription.Reminders.Select(before => LocalTime.At(zone, day.AddDays(-(int)before.TotalDays), subscription.Cadence.At)).Distinct()];
    }

    /// <summary>The mark of an item that reminds at <paramref name="dueAt"/>.</summary>
    /// <param name="dueAt">UTC.</param>
    /// <param name="change">Sequence of the move that it follows, or 0; the reminders of a moved meeting are others than those that were taken back.</param>
    public static string MarkOf(DateTimeOffset dueAt, long change)
    {
        var at = dueAt.UtcDateTime.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);
        return change == 0 ? $"{Mark}{at}" : string.Create(CultureInfo.InvariantCulture, $"{Mark}{at}:{change}");
    }

    /// <summary>Whether a meeting can be reminded of at all.</summary>
    public static bool IsToCome(Meeting meeting) => meeting.Status == MeetingStatus.Planned || (meeting.Status == MeetingStatus.Postponed && meeting.When is not null && meeting.When != meeting.Previously);

    /// <summary>The instant at which it begins, where its article tells it with its zone.</summary>
    public static DateTimeOffset? FindInstant(Meeting meeting) => MeetingClock.FindInstant(meeting.When, meeting.Clock?.Text);

    private static DateOnly? FindDay(Meeting meeting) =>
        meeting.When is { } when && when.TryGetDays(out var first, out var last)
        && (first == last || (when.Value.Contains('/', StringComparison.Ordinal) && last.DayNumber - first.DayNumber <= LongestRange)) ? first : null;
}
