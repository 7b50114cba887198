using System.Globalization;
using System.Text.RegularExpressions;

namespace TalksBot.Domain;

/// <summary>When on its day a meeting begins, as far as its article tells it.</summary>
public static partial class MeetingClock
{
    private const int MaxLength = 200;

    /// <summary>The instant at which a meeting begins, where its zone is told as well.</summary>
    /// <param name="when">Its day, or null.</param>
    /// <param name="clock">The clock times in the words of the text, or null: what is longer than 200 code units is not read.</param>
    /// <returns>Null where it is not known: a time of day alone is another instant in each zone.</returns>
    public static DateTimeOffset? FindInstant(TimeValue? when, string? clock)
    {
        if (when is not { } value)
        {
            return null;
        }

        if (value.TryGetInstant(out var instant))
        {
            return instant;
        }

        if (clock is null || clock.Length > MaxLength || !value.IsDay || !value.TryGetDays(out var day, out _))
        {
            return null;
        }

        foreach (Match match in Zoned().Matches(clock))
        {
            var words = match.Groups["zone"].Value;
            var zone = words.EndsWith(" time", StringComparison.OrdinalIgnoreCase) ? words[..^" time".Length] : words;
            if (ZoneNames.Find(zone) is { } id && ReadTime(match) is { } at)
            {
                return LocalTime.At(ZoneNames.Get(id), day, at);
            }
        }

        return null;
    }

    /// <summary>Whether two texts tell other hours in the same words, as "at 2 p.m. local time" and "at 16:00 local time" do.</summary>
    /// <param name="before">Clock times as one text gives them, or null.</param>
    /// <param name="after">As the other does.</param>
    /// <returns>False where the words differ: they may speak of two zones.</returns>
    public static bool IsOtherHour(string? before, string? after)
    {
        if (before is null || after is null || before.Length > MaxLength || after.Length > MaxLength)
        {
            return false;
        }

        var (then, now) = (Time().Matches(before), Time().Matches(after));
        return then.Count > 0 && then.Count == now.Count
            && Frame(before) == Frame(after)
            && then.Select(ReadTime).Zip(now.Select(ReadTime)).Any(pair => pair is ({ } old, { } other) && old != other);
    }

    private static string Frame(string clock) => Time().Replace(clock, "#").Trim().ToLowerInvariant();

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
    private static partial Regex Zoned();

    [GeneratedRegex(@"\b(?<hour>[0-9]{1,2})(?:[:.](?<minute>[0-9]{2}))?(?:\s?(?<half>[apAP])(?:\.[mM]\.|[mM]\b\.?))?(?![0-9])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Time();
}
