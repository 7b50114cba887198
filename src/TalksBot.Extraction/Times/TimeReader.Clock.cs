using System.Globalization;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <content>Clock times.</content>
internal sealed partial class TimeReader
{
    /// <summary>"4 p.m. Monday", "10.00 local time", "16:30 GMT", "noon", "4 o'clock", "8" after "starts at".</summary>
    private TimeMatch? ReadClock(int i)
    {
        if (IsAny(i, "noon", "midday", "midnight"))
        {
            return Before(i, "past", "until", "by", "at", "around", "before", "after", "about", "to") || At(i + 1).Word?.Weekday > 0 || Is(i, "midnight") || Is(i, "noon")
                ? WithDay(i + 1, Is(i, "midnight") ? "T24:00" : "T12:00")
                : null;
        }

        if (ReadSpelledClock(i) is { } spelled)
        {
            return spelled;
        }

        // "0735 GMT"
        if (At(i) is { Kind: AtomKind.Number, Span.Length: 4, Number: < 2400 and var packed } && packed % 100 < 60 && AfterZone(i + 1) is var afterPacked && afterPacked > i + 1)
        {
            return WithDay(afterPacked, Clock(packed / 100, packed % 100));
        }

        if (At(i) is not { Kind: AtomKind.Number, Number: >= 0 and <= 24 and var hour, Span.Length: <= 2 })
        {
            return null;
        }

        var minutes = 0;
        var end = i + 1;
        var hasMinutes = IsMark(end, ':', '.') && At(end).IsGlued
            && At(end + 1) is { IsGlued: true, Kind: AtomKind.Number, Span.Length: 2, Number: < 60 and var read }
            && (minutes = read) >= 0;
        end = hasMinutes ? end + 2 : end;
        if (HalfDay(end, out var afterHalf) is { } half && hour is >= 1 and <= 12)
        {
            return WithDay(AfterZone(afterHalf), Clock((hour % 12) + (half == 'p' ? 12 : 0), minutes));
        }

        var isAt = IsAny(i - 1, "at", "until", "till", "by", "around", "about", "before", "after", "from", "since") || IsMark(i - 1, '(', '~');
        if (hasMinutes && hour < 24)
        {
            var afterZone = AfterZone(end);
            return afterZone > end || IsAny(end, "hrs", "hours") || (isAt && (IsMark(i + 1, ':') || At(i).Span.Length == 2) && !IsUnitLike(end))
                ? WithDay(IsAny(afterZone, "hrs", "hours") ? afterZone + 1 : afterZone, Clock(hour, minutes))
                : null;
        }

        if (Is(end, "o") && IsMark(end + 1, '\'', '’') && Is(end + 2, "clock"))
        {
            return WithDay(end + 3, Clock(hour == 24 ? 0 : hour, 0));
        }

        if (hour is >= 1 and <= 12 && IsAny(end, "in") && Is(end + 1, "the") && At(end + 2).Word?.Part is { } part && isAt)
        {
            return WithDay(end + 3, Clock((hour % 12) + (part == "MO" ? 0 : 12), 0));
        }

        return hour is >= 1 and <= 12 && !hasMinutes && Is(i - 1, "at") && IsStarting(i - 1) && (IsMark(end, '.', ',', ';', '”', '"', '’', '!', '?') || end >= _atoms.Count || At(end).BeginsBlock)
            && !(At(end + 1).Kind == AtomKind.Number && At(end + 1).IsGlued)
                ? new TimeMatch(end, TimeType.Time, Clock(hour, 0))
                : null;
    }

    /// <summary>"eight o'clock", "eleven a.m.", "six thirty p.m."</summary>
    private TimeMatch? ReadSpelledClock(int i)
    {
        if (At(i).Word is not { Cardinal: >= 1 and <= 12 and var hour })
        {
            return null;
        }

        if (Is(i + 1, "o") && IsMark(i + 2, '\'', '’') && Is(i + 3, "clock"))
        {
            return HalfDay(i + 4, out var afterClock) is { } ofDay
                ? WithDay(AfterZone(afterClock), Clock((hour % 12) + (ofDay == 'p' ? 12 : 0), 0))
                : WithDay(i + 4, Clock(hour, 0));
        }

        var minutes = At(i + 1).Word is { Cardinal: (15 or 20 or 30 or 40 or 45 or 50) and var told } ? told : 0;
        return HalfDay(minutes > 0 ? i + 2 : i + 1, out var end) is { } half
            ? WithDay(AfterZone(end), Clock((hour % 12) + (half == 'p' ? 12 : 0), minutes))
            : null;
    }

    private bool IsStarting(int at)
    {
        for (var i = at - 1; i >= 0 && i >= at - 5; i--)
        {
            if (IsAny(i, "start", "starts", "started", "begin", "begins", "began", "open", "opens", "opened", "close", "closes", "end", "ends", "meet", "meets", "resume", "resumes", "arrive", "arrives", "due"))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsUnitLike(int i) => IsMark(i, '%', '$', '°') || IsAny(i, "percent", "per", "million", "billion", "points", "metres", "meters", "km", "kg", "tonnes", "tons", "euros", "dollars");

    // 'a' or 'p' for "a.m.", "am", "p.m.", "pm", with the full stop that belongs to it.
    private char? HalfDay(int i, out int end)
    {
        end = i;
        if (IsAny(i, "am", "pm"))
        {
            end = i + 1;
            return char.ToLowerInvariant(Form(i)[0]);
        }

        if (IsAny(i, "a", "p") && IsMark(i + 1, '.') && At(i + 1).IsGlued && Is(i + 2, "m") && At(i + 2).IsGlued)
        {
            end = IsMark(i + 3, '.') && At(i + 3).IsGlued ? i + 4 : i + 3;
            return char.ToLowerInvariant(Form(i)[0]);
        }

        return null;
    }

    private int AfterZone(int i)
    {
        if (IsAny(i, "local") && Is(i + 1, "time"))
        {
            return i + 2;
        }

        if (IsAny(i, "eastern", "central", "mountain", "pacific", "standard") || (IsAny(i, "british", "moscow") && Is(i + 1, "summer")))
        {
            var after = IsAny(i + 1, "standard", "daylight", "summer") ? i + 2 : i + 1;
            return Is(after, "time") ? after + 1 : i;
        }

        if (At(i).Word is { IsZone: true } && char.IsUpper(Form(i)[^1]))
        {
            return i + 1;
        }

        return At(i).Kind == AtomKind.Word && IsCapital(i) && Is(i + 1, "time") ? i + 2 : i;
    }

    // "4 p.m. Monday", "4 p.m. on March 3", "noon today".
    private TimeMatch WithDay(int end, string clock)
    {
        if (Is(end, "in") && Is(end + 1, "the") && Joins(end + 2) && IsAny(end + 2, "morning", "afternoon", "evening"))
        {
            (clock, end) = (AtPart(clock, !Is(end + 2, "morning")), end + 3);
        }

        var at = IsMark(end, ',') ? end + 1 : end;
        at = Is(at, "on") ? at + 1 : at;
        if (Joins(at))
        {
            var day = ReadWeekday(at) ?? ReadMonth(at) ?? (Is(at - 1, "on") ? ReadDayMonth(at) : null) ?? ReadNamedDay(at);
            if (Is(at, "tonight") || (Is(at, "this") && IsAny(at + 1, "morning", "afternoon", "evening")))
            {
                return new TimeMatch(Is(at, "tonight") ? at + 1 : at + 2, TimeType.Time, Calendar.Day(_published) + AtPart(clock, Is(at, "this") && !Is(at + 1, "morning")));
            }

            if (day is { Type: TimeType.Date } found && new TimeValue(found.Value).IsDay && !found.Value.Contains('/', StringComparison.Ordinal))
            {
                var part = Joins(found.End) ? At(found.End).Word?.Part : null;
                return part is null || IsAny(found.End, "nights", "mornings", "evenings", "afternoons")
                    ? new TimeMatch(found.End, TimeType.Time, found.Value + clock)
                    : new TimeMatch(found.End + 1, TimeType.Time, found.Value + AtPart(clock, part != "MO"));
            }
        }

        return new TimeMatch(end, TimeType.Time, clock);
    }

    // "four o'clock this afternoon" is 16 hours.
    private static string AtPart(string clock, bool isLate) =>
        isLate && int.Parse(clock.AsSpan(1, 2), NumberStyles.None, CultureInfo.InvariantCulture) is > 0 and < 12 and var hour ? Clock(hour + 12, 0)[..3] + clock[3..] : clock;

    private static string Clock(int hour, int minute) => $"T{hour:D2}:{minute:D2}";
}
