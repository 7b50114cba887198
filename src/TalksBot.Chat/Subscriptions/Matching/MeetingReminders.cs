using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>When to remind of a meeting.</summary>
internal static partial class MeetingReminders
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
        return [.. subscription.Reminders.Select(before => CadenceClock.At(zone, day.AddDays(-(int)before.TotalDays), subscription.Cadence.At)).Distinct()];
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
    public static DateTimeOffset? FindInstant(Meeting meeting)
    {
        if (meeting.When is { } when && when.TryGetInstant(out var instant))
        {
            return instant;
        }

        if (meeting.Clock is not { } clock || meeting.When is not { IsDay: true } value || !value.TryGetDays(out var day, out _) || clock.Text.Length > MaxClockLength)
        {
            return null;
        }

        foreach (Match match in Clock().Matches(clock.Text))
        {
            var words = match.Groups["zone"].Value;
            var zone = words.EndsWith(" time", StringComparison.OrdinalIgnoreCase) ? words[..^" time".Length] : words;
            if (ZoneNames.Find(zone) is { } id && ReadTime(match) is { } at)
            {
                return CadenceClock.At(ZoneNames.Get(id), day, at);
            }
        }

        return null;
    }

    private const int MaxClockLength = 200;

    private static DateOnly? FindDay(Meeting meeting) =>
        meeting.When is { } when && when.TryGetDays(out var first, out var last)
        && (first == last || (when.Value.Contains('/', StringComparison.Ordinal) && last.DayNumber - first.DayNumber <= LongestRange)) ? first : null;

    private static TimeOnly? ReadTime(Match match)
    {
        var hour = int.Parse(match.Groups["hour"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        var minute = match.Groups["minute"].Success ? int.Parse(match.Groups["minute"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        var half = match.Groups["half"].Value.ToLowerInvariant();
        if (half.Length > 0)
        {
            hour = hour is < 1 or > 12 ? 24 : (hour % 12) + (half[0] == 'p' ? 12 : 0);
        }

        return hour > 23 || minute > 59 ? null : new TimeOnly(hour, minute);
    }

    // "14:00 GMT", "2 p.m. Kyiv time", "10.30 am UTC"; "local time" is nobody's in particular.
    [GeneratedRegex(@"\b(?<hour>[0-9]{1,2})(?:[:.](?<minute>[0-9]{2}))?\s?(?:(?<half>[apAP])\.?[mM]\.?)?,?\s(?<zone>UTC|GMT|CES?T|EES?T|(?:[A-Z][a-z]+ ){1,2}time)\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Clock();
}
