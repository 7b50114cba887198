using System.Globalization;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <content>Counted units: durations, distances from another time, and sets.</content>
internal sealed partial class TimeReader
{
    /// <summary>"three years", "30-day", "several weeks ago", "an hour later", "the past two months", "ten days" after "in".</summary>
    private TimeMatch? ReadCount(int i)
    {
        if (ReadHalf(i) is { } half)
        {
            return half;
        }

        var counted = AfterBound(i);
        return counted == i ? ReadExactCount(i)
            : Joins(counted) && ReadExactCount(counted) is { Type: TimeType.Duration or TimeType.Date } found && (found.Type == TimeType.Duration || Is(found.End - 1, "ago")) ? found
            : null;
    }

    // First atom after "more than", "less than", "at least" and their like; the value is the one that they bound.
    private int AfterBound(int i)
    {
        if (Is(i, "no") && IsAny(i + 1, "more", "less", "fewer", "longer", "later") && Is(i + 2, "than"))
        {
            return i + 3;
        }

        return (IsAny(i, "more", "less", "fewer") && Is(i + 1, "than")) || (Is(i, "at") && IsAny(i + 1, "least", "most")) ? i + 2
            : IsAny(i, "nearly", "almost") ? i + 1
            : i;
    }

    /// <summary>"half an hour", "half an hour later", "half a century ago".</summary>
    private TimeMatch? ReadHalf(int i)
    {
        if (!Is(i, "half") || !IsAny(i + 1, "a", "an") || !Joins(i + 2) || IsHyphen(i + 3))
        {
            return null;
        }

        var unit = At(i + 2).Word?.Unit;
        if (Is(i + 3, "ago") && unit is 'C' or 'E' && Calendar.Shift(_published, unit == 'C' ? -50 : -5, 'Y') is { } year)
        {
            return new TimeMatch(i + 4, TimeType.Date, year);
        }

        var value = unit switch { 'h' => "PT30M", 'm' => "PT30S", 'D' => "PT12H", 'Y' => "P6M", 'E' => "P5Y", 'C' => "P50Y", _ => null };
        return value is null ? null : new TimeMatch(IsAny(i + 3, "later", "earlier", "ago") ? i + 4 : i + 3, TimeType.Duration, value);
    }

    private TimeMatch? ReadExactCount(int i)
    {
        var at = Is(i, "the") ? i + 1 : i;
        var isBound = at > i;
        if (IsAny(at, "past", "last", "next", "coming", "first", "final", "previous", "following", "latest", "opening") && !IsHyphen(at + 1))
        {
            at++;
            isBound = true;
        }

        if (!Joins(at) && at > i)
        {
            return null;
        }

        if (isBound && Is(at, "year") && IsHyphen(at + 1) && ReadLong(at) is { } yearAgo)
        {
            // "the year-ago loss" is a loss, told apart by "year-ago" alone.
            return IsAny(yearAgo.End - 1, "ago", "earlier") ? null : yearAgo;
        }

        if (!ReadAmount(at, out var amount, out var unitAt, out var isOne))
        {
            return ReadLong(i);
        }

        var isHyphened = IsHyphen(unitAt);
        if (isHyphened && at == i + 1 && Is(i, "the"))
        {
            // "the two-week pause" is a pause, told apart by "two-week" alone.
            return null;
        }

        unitAt = isHyphened ? unitAt + 1 : unitAt;
        if (!isHyphened && IsAny(unitAt, "more", "consecutive", "straight", "full", "working", "business", "additional", "whole", "calendar", "long", "further"))
        {
            unitAt++;
        }

        if (At(unitAt).Word is not { Unit: not '\0' and var unit } word || (!Joins(unitAt) && unitAt > i)
            || (isOne && unit is 's' or 'Q' && !word.IsUnitPlural)
            || (unit is 's' or 'Q' && amount is null && !word.IsUnitPlural)
            || (unit == 'Q' && !word.IsUnitPlural && !isHyphened)
            || (At(unitAt).Span.Length <= 3 && !Is(unitAt, "day") && amount is null)
            || (unit == 'Q' && word.IsUnitPlural && (isHyphened || IsAny(at, "some", "various", "many")))
            || (isOne && at > 0 && IsHyphen(at - 1))
            || (isOne && isBound && IsAny(at, "a", "an")))
        {
            return null;
        }

        var end = unitAt + 1;
        if (IsHyphen(end) && (IsAny(end + 1, "old", "olds", "to", "by") || (isOne && IsAny(end + 1, "earlier", "ago"))))
        {
            return null;
        }

        if (Is(end, "old") && (isHyphened || !IsAny(end + 1, "man")))
        {
            return null;
        }

        if (IsHyphen(end) && Is(end + 1, "long"))
        {
            end += 2;
        }

        if (Is(end, "and") && Is(end + 1, "a") && Is(end + 2, "half") && amount is not null)
        {
            return new TimeMatch(end + 3, TimeType.Duration, Lasting(null, amount + ".5", unit));
        }

        var isAbout = Is(end, "or") && Is(end + 1, "so");
        end = isAbout ? end + 2 : end;
        long? count = amount is not null && long.TryParse(amount, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : null;
        if (!isBound && ReadDistance(i, end, unit, amount is null ? null : count, amount) is { } distance)
        {
            return distance;
        }

        // "in two weeks' time"
        if (!isBound && Is(i - 1, "in") && Is(end + 1, "time") && IsMark(end, '\'', '’') && At(end).IsGlued && count is { } inTime
            && Calendar.Shift(_published, inTime, unit) is { } then)
        {
            return new TimeMatch(end + 2, TimeType.Date, then);
        }

        // "one day" is some day, unless something counts it.
        if (Is(at, "one") && Is(unitAt, "day") && !isBound && !isHyphened && !IsAny(i - 1, "for", "in", "within", "just", "only", "than", "after", "least"))
        {
            return null;
        }

        // "24 hours a day" is a rate.
        if (IsAny(end, "a", "an", "per", "every") && At(end + 1).Word is { Unit: not '\0', IsUnitPlural: false } && !isBound)
        {
            return null;
        }

        if (isOne && at == i && IsPerUnit(at))
        {
            return IsAny(at - 1, "once", "twice", "times") ? new TimeMatch(end, TimeType.Set, Calendar.Duration(1, unit)) : null;
        }

        // "in ten days" of what will be is a date, of what was a duration.
        if (!isBound && !isHyphened && count is { } ahead && unit is 'D' or 'W' or 'M' or 'Y' && Is(i - 1, "in") && !Is(i - 2, "time") && !Is(i - 2, "once")
            && DirectionAt(i, end) == Direction.Future && Calendar.Shift(_published, count.GetValueOrDefault(), unit) is { } date && !Is(end, "of"))
        {
            return new TimeMatch(end, TimeType.Date, date);
        }

        return new TimeMatch(end, TimeType.Duration, Lasting(count, amount, unit));
    }

    // An hour and a half is an hour and thirty minutes, as TIMEX3 has it.
    private static string Lasting(long? count, string? amount, char unit) =>
        unit is 'h' or 'm' && amount is [.., '.', '5'] ? $"PT{amount[..^2]}{(unit == 'h' ? "H30M" : "M30S")}"
        : count is null && amount is not null ? Calendar.Duration(null, unit).Replace("X", amount, StringComparison.Ordinal) : Calendar.Duration(count, unit);

    /// <summary>"… ago", "… earlier", "… later", "… from now".</summary>
    private TimeMatch? ReadDistance(int i, int end, char unit, long? count, string? amount)
    {
        var at = IsHyphen(end) ? end + 1 : end;

        // "a week from Friday"
        if (at == end && Is(at, "from") && count is { } further && unit is 'D' or 'W' or 'M' && (ReadWeekday(at + 1) ?? ReadNamedDay(at + 1)) is { Type: TimeType.Date } start
            && new TimeValue(start.Value).IsDay && Calendar.Shift(FirstDay(start.Value), unit == 'W' ? further * 7 : further, unit == 'W' ? 'D' : unit) is { } later)
        {
            return new TimeMatch(start.End, TimeType.Date, later);
        }

        var isAgo = Is(at, "ago");
        var isFromNow = (Is(at, "from") && IsAny(at + 1, "now", "today")) || (Is(at, "hence") && at == end);
        var isEarlier = IsAny(at, "earlier", "previously")
            || (Is(at, "before") && at == end && (IsMark(at + 1, '.', ',', ';', '”', '"') || at + 1 >= _atoms.Count || At(at + 1).BeginsBlock));
        var isLater = IsAny(at, "later", "afterwards", "afterward") && at == end;
        if (!isAgo && !isFromNow && !isEarlier && !isLater)
        {
            return null;
        }

        var stop = at + (Is(at, "from") ? 2 : 1);

        // "three days later than planned" is a delay, no day.
        if ((isEarlier || isLater) && Is(stop, "than"))
        {
            return new TimeMatch(end, TimeType.Duration, Lasting(count, amount, unit));
        }

        if (char.IsAsciiLetterLower(unit))
        {
            return new TimeMatch(stop, TimeType.Duration, Lasting(count, amount, unit));
        }

        if (count is not { } number)
        {
            // "some days later" is counted from a moment that the text leaves open.
            return isLater ? new TimeMatch(stop, TimeType.Duration, Lasting(count, amount, unit))
                : new TimeMatch(stop, TimeType.Date, isFromNow ? "FUTURE_REF" : "PAST_REF");
        }

        if (unit == 'Y' && number == 1 && (isAgo || isEarlier) && ReportedBefore(i) is { } compared)
        {
            return new TimeMatch(stop, TimeType.Date, compared);
        }

        var isCompared = isEarlier || isLater;
        var from = isCompared ? Anchor(i) : Calendar.Day(_published);
        var signed = isAgo || isEarlier ? -number : number;
        var value = unit == 'Y' && !isCompared || from.Length == 10 ? Calendar.Shift(FirstDay(from), signed, unit) : Calendar.Shift(from, signed, unit);
        return value is null ? null : new TimeMatch(stop, TimeType.Date, value);
    }

    private DateOnly FirstDay(string value) => new TimeValue(value).TryGetDays(out var first, out _) ? first : _published;

    // "year-long", "yearlong"-like words, "year-earlier", "years" after "for".
    private TimeMatch? ReadLong(int i)
    {
        if (At(i).Word?.Lasting is { } lasting)
        {
            return new TimeMatch(i + 1, TimeType.Duration, lasting);
        }

        if (At(i).Word is not { Unit: not '\0' and var unit } word)
        {
            return null;
        }

        if (!word.IsUnitPlural)
        {
            if (IsHyphen(i + 1) && Is(i + 2, "long"))
            {
                return new TimeMatch(i + 3, TimeType.Duration, Calendar.Duration(1, unit));
            }

            return unit == 'Y' && IsHyphen(i + 1) && IsAny(i + 2, "earlier", "ago") && ReadDistance(i, i + 1, unit, 1, "1") is { } before
                ? WithQuarter(before)
                : null;
        }

        if (IsHyphen(i + 1) && Is(i + 2, "long"))
        {
            return new TimeMatch(i + 3, TimeType.Duration, Calendar.Duration(null, unit));
        }

        if (unit is 's' || Is(i + 1, "old"))
        {
            return null;
        }

        return ReadDistance(i, i + 1, unit, null, null)
            ?? (IsAny(i - 1, "for", "in", "within", "over", "after", "of", "through", "take", "takes", "last", "lasted") && unit is not 'Q'
                ? new TimeMatch(i + 1, TimeType.Duration, Calendar.Duration(null, unit))
                : null);
    }

    // "twice a week", and rates as "$50,000 a year", "24 hours a day", which tell no time.
    private bool IsPerUnit(int i)
    {
        if (!IsAny(i, "a", "an"))
        {
            return false;
        }

        return IsAny(i - 1, "once", "twice", "times", "percent", "cent", "cents", "million", "billion", "trillion", "dollars", "euros")
            || IsMark(i - 1, '%')
            || At(i - 1).Kind == AtomKind.Number
            || (Tag(i - 1) is "NNS" && At(i - 1).Word?.Weekday is not > 0);
    }

    /// <summary>"every month", "each Monday", "daily", "Mondays".</summary>
    private TimeMatch? ReadSet(int i)
    {
        if (At(i).Word is { } word)
        {
            if (word.Frequency is { } frequency)
            {
                // "The Daily Herald" is no set.
                // Neither is a "quarterly dividend": it names a kind.
                return (IsCapital(i) && IsCapital(i + 1) && At(i + 1).Kind == AtomKind.Word) || (Is(i, "quarterly") && Tag(i) is "JJ") ? null : new TimeMatch(i + 1, TimeType.Set, frequency);
            }

            if (word.Weekdays > 0)
            {
                return new TimeMatch(i + 1, TimeType.Set, $"XXXX-WXX-{word.Weekdays}");
            }

            if (word.Weekday > 0 && IsAny(i + 1, "nights", "mornings", "evenings", "afternoons"))
            {
                return new TimeMatch(i + 2, TimeType.Set, $"XXXX-WXX-{word.Weekday}T{At(i + 1).Word?.Part}");
            }
        }

        if (!IsAny(i, "every", "each"))
        {
            return null;
        }

        var at = i + 1;
        var count = 1L;
        if (Is(at, "other"))
        {
            (count, at) = (2, at + 1);
        }
        else if (ReadNumber(at, out var amount, out var afterAmount) && long.TryParse(amount, NumberStyles.None, CultureInfo.InvariantCulture, out var read))
        {
            (count, at) = (read, afterAmount);
        }

        return At(at).Word switch
        {
            { Unit: not '\0' and var unit } when Joins(at) && !(unit == 's' && count == 1) => new TimeMatch(at + 1, TimeType.Set, Calendar.Duration(count, unit)),
            { Weekday: > 0 and var weekday } when IsCapital(at) => new TimeMatch(at + 1, TimeType.Set, $"XXXX-WXX-{weekday}"),
            { Month: > 0 and var month } when IsCapital(at) => new TimeMatch(at + 1, TimeType.Set, $"XXXX-{month:D2}"),
            { Season: { } season } => new TimeMatch(at + 1, TimeType.Set, $"XXXX-{season}"),
            { Part: { } part } => new TimeMatch(at + 1, TimeType.Set, $"XXXX-XX-XXT{part}"),
            _ => null,
        };
    }
}
