using System.Globalization;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <content>Counted units: durations, distances from another time, and sets.</content>
internal sealed partial class TimeReader
{
    /// <summary>"three years", "30-day", "several weeks ago", "an hour later", "the past two months", "ten days" after "in".</summary>
    private TimeMatch? ReadCount(int i)
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

        if (isBound && Is(at, "year") && IsHyphen(at + 1) && ReadLong(at) is { Type: TimeType.Date } yearAgo)
        {
            return yearAgo;
        }

        if (!ReadAmount(at, out var amount, out var unitAt, out var isOne))
        {
            return ReadLong(i);
        }

        var isHyphened = IsHyphen(unitAt);
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
            || (isOne && isBound && IsAny(at, "a", "an")))
        {
            return null;
        }

        var end = unitAt + 1;
        if (IsHyphen(end) && IsAny(end + 1, "old", "olds"))
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
            return new TimeMatch(end + 3, TimeType.Duration, Calendar.Duration(null, unit).Replace("X", amount + ".5", StringComparison.Ordinal));
        }

        long? count = amount is not null && long.TryParse(amount, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : null;
        if (!isBound && ReadDistance(i, end, unit, amount is null ? null : count, amount) is { } distance)
        {
            return distance;
        }

        // "one day" is some day, unless something counts it.
        if (Is(at, "one") && Is(unitAt, "day") && !isBound && !isHyphened && !IsAny(i - 1, "for", "in", "within", "just", "only", "than", "after", "least"))
        {
            return null;
        }

        if (isOne && IsPerUnit(at))
        {
            return new TimeMatch(end, TimeType.Set, Calendar.Duration(1, unit));
        }

        // "in ten days" of what will be is a date, of what was a duration.
        if (!isBound && !isHyphened && count is { } ahead && unit is 'D' or 'W' or 'M' or 'Y' && Is(i - 1, "in") && !Is(i - 2, "time") && !Is(i - 2, "once")
            && DirectionAt(i, end) == Direction.Future && Calendar.Shift(_published, count.GetValueOrDefault(), unit) is { } date && !Is(end, "of"))
        {
            return new TimeMatch(end, TimeType.Date, date);
        }

        return new TimeMatch(end, TimeType.Duration, Lasting(count, amount, unit));
    }

    private static string Lasting(long? count, string? amount, char unit) =>
        count is null && amount is not null ? Calendar.Duration(null, unit).Replace("X", amount, StringComparison.Ordinal) : Calendar.Duration(count, unit);

    /// <summary>"… ago", "… earlier", "… later", "… from now".</summary>
    private TimeMatch? ReadDistance(int i, int end, char unit, long? count, string? amount)
    {
        var at = IsHyphen(end) ? end + 1 : end;
        var isAgo = Is(at, "ago");
        var isFromNow = (Is(at, "from") && IsAny(at + 1, "now", "today")) || (Is(at, "hence") && at == end);
        var isEarlier = IsAny(at, "earlier", "previously");
        var isLater = IsAny(at, "later", "afterwards", "afterward") && at == end;
        if (!isAgo && !isFromNow && !isEarlier && !isLater)
        {
            return null;
        }

        var stop = at + (Is(at, "from") ? 2 : 1);
        if (char.IsAsciiLetterLower(unit))
        {
            return new TimeMatch(stop, TimeType.Duration, Lasting(count, amount, unit));
        }

        if (count is not { } number)
        {
            return new TimeMatch(stop, TimeType.Date, isAgo || isEarlier ? "PAST_REF" : "FUTURE_REF");
        }

        // Reports on a quarter compare it with the one a year ago.
        var isCompared = isEarlier || isLater || (isAgo && unit == 'Y' && number == 1 && Anchor(i).Contains("-Q", StringComparison.Ordinal) && i - _anchorAt < 60);
        var from = isCompared ? Anchor(i) : Calendar.Day(_published);
        var signed = isAgo || isEarlier ? -number : number;
        var value = unit == 'Y' && !isCompared || from.Length == 10 ? Calendar.Shift(FirstDay(from), signed, unit) : Calendar.Shift(from, signed, unit);
        return value is null ? null : new TimeMatch(stop, TimeType.Date, value);
    }

    private DateOnly FirstDay(string value) => new TimeValue(value).TryGetDays(out var first, out _) ? first : _published;

    // "year-long", "yearlong"-like words, "year-earlier", "years" after "for".
    private TimeMatch? ReadLong(int i)
    {
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

    // "year-earlier quarter", "year-ago third quarter"
    private TimeMatch WithQuarter(TimeMatch year)
    {
        if (ReadQuarter(year.End) is { } quarter)
        {
            return quarter with { Value = year.Value[..4] + quarter.Value[4..] };
        }

        return IsAny(year.End, "quarter", "period") ? year with { End = year.End + 1 } : year;
    }

    /// <summary>The amount before a unit.</summary>
    /// <param name="i">Its first atom.</param>
    /// <param name="amount">Digits, or null where the amount is vague ("several").</param>
    /// <param name="end">First atom after it.</param>
    /// <param name="isOne">Whether it is only an article.</param>
    private bool ReadAmount(int i, out string? amount, out int end, out bool isOne)
    {
        (amount, end, isOne) = (null, i, false);
        if (IsAny(i, "several", "many", "few", "some", "various"))
        {
            end = i + 1;
            return At(end).Word?.IsUnitPlural == true;
        }

        if (IsAny(i, "a", "an"))
        {
            if (Is(i + 1, "few") || (Is(i + 1, "couple") && At(i + 2).Word?.IsUnitPlural == true))
            {
                (end, amount) = (i + 2, Is(i + 1, "couple") ? "2" : null);
                return true;
            }

            if (IsAny(i + 1, "couple", "number") && Is(i + 2, "of"))
            {
                (end, amount) = (i + 3, Is(i + 1, "couple") ? "2" : null);
                return true;
            }

            (amount, end, isOne) = ("1", i + 1, true);
            return true;
        }

        if (ReadNumber(i, out amount, out end))
        {
            // "two to three weeks", "two or three years", "5-10 days"
            if ((IsAny(end, "to", "or") || IsDash(end)) && ReadNumber(end + 1, out var upper, out var afterUpper) && upper is not null
                && (At(afterUpper).Word?.Unit is not (null or '\0') || (IsHyphen(afterUpper) && At(afterUpper + 1).Word?.Unit is not (null or '\0'))))
            {
                (amount, end) = (null, afterUpper);
            }

            return true;
        }

        return false;
    }

    private bool ReadNumber(int i, out string? amount, out int end)
    {
        (amount, end) = (null, i);
        if (At(i) is { Kind: AtomKind.Number, Number: >= 0 and var digits })
        {
            end = i + 1;
            amount = digits.ToString(CultureInfo.InvariantCulture);
            if (IsMark(end, ',') && At(end).IsGlued && At(end + 1) is { IsGlued: true, Kind: AtomKind.Number, Span.Length: 3 })
            {
                amount += Form(end + 1).ToString();
                end += 2;
            }
            else if (IsMark(end, '.') && At(end).IsGlued && At(end + 1) is { IsGlued: true, Kind: AtomKind.Number, Span.Length: <= 3 })
            {
                amount += "." + Form(end + 1).ToString();
                end += 2;
            }

            return true;
        }

        if (At(i).Word is not { Cardinal: >= 0 and var value })
        {
            return false;
        }

        end = i + 1;
        var ones = IsHyphen(end) ? end + 1 : end;
        if (value >= 20 && At(ones).Word is { Cardinal: >= 1 and <= 9 and var one })
        {
            value += one;
            end = ones + 1;
        }

        if (Is(end, "hundred"))
        {
            value *= 100;
            end++;
        }

        amount = value.ToString(CultureInfo.InvariantCulture);
        return true;
    }

    // "$50,000 a year", "twice a week"
    private bool IsPerUnit(int i)
    {
        if (!IsAny(i, "a", "an"))
        {
            return false;
        }

        if (IsAny(i - 1, "once", "twice", "times", "barrels", "hours", "days", "percent", "million", "billion", "dollars", "euros", "tonnes", "tons") || IsMark(i - 1, '%'))
        {
            return true;
        }

        return At(i - 1).Kind == AtomKind.Number && i >= 2 && (IsMark(i - 2, '$', '€', '£', ',', '.'));
    }

    /// <summary>"every month", "each Monday", "daily", "Mondays".</summary>
    private TimeMatch? ReadSet(int i)
    {
        if (At(i).Word is { } word)
        {
            if (word.Frequency is { } frequency)
            {
                // "The Daily Herald" is no set.
                return IsCapital(i) && IsCapital(i + 1) && At(i + 1).Kind == AtomKind.Word ? null : new TimeMatch(i + 1, TimeType.Set, frequency);
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
            { Unit: not '\0' and not 'Q' and var unit } when Joins(at) && !(unit == 's' && count == 1) => new TimeMatch(at + 1, TimeType.Set, Calendar.Duration(count, unit)),
            { Weekday: > 0 and var weekday } when IsCapital(at) => new TimeMatch(at + 1, TimeType.Set, $"XXXX-WXX-{weekday}"),
            { Month: > 0 and var month } when IsCapital(at) => new TimeMatch(at + 1, TimeType.Set, $"XXXX-{month:D2}"),
            { Season: { } season } => new TimeMatch(at + 1, TimeType.Set, $"XXXX-{season}"),
            { Part: { } part } => new TimeMatch(at + 1, TimeType.Set, $"XXXX-XX-XXT{part}"),
            _ => null,
        };
    }
}
