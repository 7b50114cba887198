using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <content>Months and the days of a month.</content>
internal sealed partial class TimeReader
{
    private int MonthAt(int i, out int end)
    {
        end = i;
        if (At(i).Word is not { Month: > 0 and var month } || !IsCapital(i))
        {
            return 0;
        }

        end = (At(i).Span.Length == 3 || Is(i, "sept")) && !Is(i, "may") && IsMark(i + 1, '.') && At(i + 1).IsGlued ? i + 2 : i + 1;
        return month;
    }

    private TimeMatch? ReadMonth(int i)
    {
        var month = MonthAt(i, out var end);
        if (month == 0)
        {
            return null;
        }

        if (DayAt(end, out var afterDay) is var day and > 0 && Joins(end))
        {
            var last = 0;
            var stop = afterDay;
            if ((IsDash(afterDay) || IsAny(afterDay, "to", "through", "thru") || (Is(afterDay, "and") && Before(i, "between")))
                && DayAt(afterDay + 1, out var afterLast) is var second && second > day && MonthAt(afterLast, out _) == 0
                && !IsAny(afterLast, "percent", "per", "a", "p", "am", "pm"))
            {
                (last, stop) = (second, afterLast);
            }

            var year = YearAfter(stop, out var afterYear);
            if (year is { } known && Calendar.TryDay(known, month, day) is null)
            {
                return null;
            }

            var match = DayMatch(i, year is null ? stop : afterYear, year, month, day, last);
            _listEnd = match?.End ?? 0;
            return match;
        }

        if (OrdinalAt(end, out var afterOrdinal) is var ordinal and > 0 && Joins(end))
        {
            var ofYear = YearAfter(afterOrdinal, out var afterSpelled);
            if (ofYear is not null || Tag(afterOrdinal) is not ['N', ..])
            {
                return ofYear is { } told && Calendar.TryDay(told, month, ordinal) is null ? null : DayMatch(i, ofYear is null ? afterOrdinal : afterSpelled, ofYear, month, ordinal, 0);
            }
        }

        if (YearAfter(end, out var afterMonthYear) is { } inYear)
        {
            return new TimeMatch(afterMonthYear, TimeType.Date, Calendar.Month(inYear, month));
        }

        if (!IsMonthName(i, end))
        {
            return null;
        }

        // Goods and papers are dealt in ahead.
        if (IsAny(end, "delivery", "contract", "contracts", "futures"))
        {
            return new TimeMatch(end, TimeType.Date, Calendar.Month(Math.Min(9999, _published.Year + (month < _published.Month ? 1 : 0)), month));
        }

        // "a June agreement" was made in June.
        var isKind = IsAny(i - 1, "a", "an", "its", "their", "his", "her") && Tag(end) is "NN" && At(end).Kind == AtomKind.Word && !TenseWords.Occasions.Contains(Form(end));
        return new TimeMatch(end, TimeType.Date, OfMonth(month, isKind ? Direction.Past : DirectionAt(i, end)));
    }

    // "May" and "March" are verbs too, "April" and "June" also people.
    private bool IsMonthName(int i, int end)
    {
        if (At(i).Span.Length == 3 && end == i + 1 && !Is(i, "May"))
        {
            return false;
        }

        if (i > 1 && IsHyphen(i - 1) && IsAny(i - 2, "early", "late", "mid"))
        {
            return true;
        }

        var followsName = Tag(end) is "NNP" && At(end).Kind == AtomKind.Word && IsCapital(end) && At(end).Word is null;
        // "Theresa May", "Prime Minister May"
        if (IsAny(i, "May", "April", "June", "August") && i > 0 && !At(i).BeginsBlock && IsCapital(i - 1) && At(i - 1) is { Kind: AtomKind.Word, Word: null }
            && Tag(i - 1) is "NNP")
        {
            return false;
        }

        if (IsAny(i - 1, "in", "since", "until", "till", "during"))
        {
            return true;
        }

        // "the March on Washington"
        if (Is(i, "March") && IsAny(end, "for", "of", "on", "against") && !IsAny(i - 1, "last", "next", "this", "early", "late", "mid", "by", "from", "through"))
        {
            return false;
        }

        if (Before(i, "in", "since", "by", "until", "till", "from", "last", "next", "this", "early", "late", "mid", "of", "during", "to", "through", "between", "before", "after", "and"))
        {
            return !followsName || !Is(i, "April") && !Is(i, "June") && !Is(i, "May") && !Is(i, "August");
        }

        return !followsName && Tag(i) is ['N', ..] && (!IsAny(i, "May", "March") || Tag(i) is "NNP");
    }

    private TimeMatch? ReadDayMonth(int i)
    {
        var start = Is(i, "the") ? i + 1 : i;
        var day = DayAt(start, out var end);
        var isOrdinal = end > start + 1;
        if (day == 0 && OrdinalAt(start, out var afterOrdinal) is var ordinal and > 0 && Is(afterOrdinal, "of") && !(start > 0 && IsDash(start - 1)))
        {
            (day, end, isOrdinal) = (ordinal, afterOrdinal, true);
        }

        if (day == 0)
        {
            return null;
        }

        var last = 0;
        var stop = end;
        if ((IsDash(end) || IsAny(end, "to", "through", "and", "or")) && DayAt(end + 1, out var afterLast) is var second && second > day
            && MonthAt(Is(afterLast, "of") ? afterLast + 1 : afterLast, out _) > 0)
        {
            var isList = IsAny(end, "and", "or") && !Before(start, "between");
            if (isList || (Is(end, "to") && Before(start, "from") && IsMoved(start)))
            {
                // Two days: this one alone, with the month that stands behind the second.
                return DayMatch(i, end, null, MonthAt(Is(afterLast, "of") ? afterLast + 1 : afterLast, out _), day, 0);
            }

            (last, stop) = (second, afterLast);
        }

        var at = Is(stop, "of") && !IsMark(stop, '.') ? stop + 1 : stop;
        if (Joins(at) && MonthAt(at, out var afterMonth) is var month and > 0 && !At(at).IsGlued | IsDash(at - 1))
        {
            var year = YearAfter(afterMonth, out var afterYear);
            return DayMatch(i, year is null ? afterMonth : afterYear, year, month, day, last);
        }

        // "April 24 and 25"
        var isListed = IsAny(i - 1, "and", "or") || (IsMark(i - 1, ',') && (IsMark(end, ',') || IsAny(end, "and", "or")) && DayAt(end + 1, out _) > day);
        if (start == i && _listEnd == i - 1 && i > 0 && isListed && Tag(end) is not ['N', ..] and not "CD"
            && new TimeValue(_anchor ?? "").TryGetDays(out var listed, out _) && Calendar.TryDay(listed.Year, listed.Month, day) is { } next)
        {
            _listEnd = end;
            return new TimeMatch(end, TimeType.Date, Calendar.Day(next));
        }

        // "the 14th" alone, but not "the 14th round".
        if (start == i || !isOrdinal || day > 31 || Tag(end) is ['N', ..] or "JJ" or "JJS" or "CD" || IsHyphen(end) || Is(end, "of") || !Before(start, "on", "by", "until", "till", "since", "for", "before", "after", "from"))
        {
            return null;
        }

        return OfDay(day, DirectionAt(i, end)) is { } found ? new TimeMatch(end, TimeType.Date, Calendar.Day(found)) : null;
    }

    private TimeMatch? DayMatch(int i, int end, int? year, int month, int day, int last)
    {
        // What "ended Jan. 31" is over, however long ago.
        var first = year is { } known ? Calendar.TryDay(known, month, day)
            : Is(i - 1, "ended") && OfMonthDay(month, day, Direction.Past, farthest: 366) is { } ended ? ended
            : OfMonthDay(month, day, IsAny(i - 1, "effective") || TenseWords.Occasions.Contains(Form(end)) || TenseWords.Occasions.Contains(Form(end + 1))
                ? Direction.Unknown
                : DirectionAt(i, end));
        if (first is not { } from)
        {
            return null;
        }

        return last > 0 && Calendar.TryDay(from.Year, month, last) is { } to
            ? new TimeMatch(end, TimeType.Date, Calendar.Day(from) + "/" + Calendar.Day(to))
            : new TimeMatch(end, TimeType.Date, Calendar.Day(from));
    }

    /// <summary>The day of the month at the atom ("3", "03", "3rd"), or 0.</summary>
    private int DayAt(int i, out int end)
    {
        end = i + 1;
        if (At(i) is not { Kind: AtomKind.Number, Number: >= 1 and <= 31, Span.Length: <= 2 }
            || (At(i + 1).IsGlued && IsMark(i + 1, '%'))
            || (At(i + 1).IsGlued && At(i + 2).IsGlued && IsMark(i + 1, ':', '.', ',', '/') && At(i + 2).Kind == AtomKind.Number))
        {
            return 0;
        }

        if (At(i + 1).IsGlued && IsAny(i + 1, "st", "nd", "rd", "th"))
        {
            end = i + 2;
        }
        else if (At(i + 1).IsGlued && At(i + 1).Kind == AtomKind.Word)
        {
            return 0;
        }

        return At(i).Number;
    }

    /// <summary>The ordinal in words at the atom ("eighth", "twenty-first"), or 0.</summary>
    private int OrdinalAt(int i, out int end)
    {
        end = i + 1;
        if (At(i).Word is { Ordinal: > 0 and var ordinal })
        {
            return ordinal;
        }

        var ones = IsHyphen(i + 1) ? i + 2 : i + 1;
        if (At(i).Word is { Cardinal: (20 or 30) and var tens } && At(ones).Word is { Ordinal: > 0 and < 10 and var one })
        {
            end = ones + 1;
            return tens + one;
        }

        return 0;
    }

    /// <summary>The year that follows a month or day ("2025", ", 2025", "of 2025", "last year", "of that year"), or null.</summary>
    private int? YearAfter(int i, out int end)
    {
        end = i;
        if (!Joins(i))
        {
            return null;
        }

        var at = IsMark(i, ',') || Is(i, "of") ? i + 1 : i;
        at = Is(at, "fiscal") ? (Is(at + 1, "year") ? at + 2 : at + 1) : at;
        if (At(at) is { Kind: AtomKind.Number, Span.Length: 4, Number: >= 1000 and <= 2999 and var year }
            && !(At(at + 1).IsGlued && At(at + 2).IsGlued && At(at + 2).Kind == AtomKind.Number))
        {
            end = at + 1;
            return year;
        }

        if (SpelledYear(at, out var afterSpelled) is var spelled and > 0)
        {
            end = afterSpelled;
            return spelled;
        }

        if (Is(at + 1, "year") && !IsMark(i, ',') && IsAny(at, "last", "this", "next", "that"))
        {
            end = at + 2;
            return Is(at, "that") ? AnchorDay(i).Year : _published.Year + (Is(at, "last") ? -1 : Is(at, "next") ? 1 : 0);
        }

        return null;
    }

    /// <summary>"nineteen ninety-six", "two thousand", or 0.</summary>
    private int SpelledYear(int i, out int end)
    {
        end = i;
        if (Is(i, "two") && Is(i + 1, "thousand"))
        {
            var isWithOnes = At(i + 2).Word is { Cardinal: >= 1 and <= 19 } && Joins(i + 2);
            end = isWithOnes ? i + 3 : i + 2;
            return 2000 + (isWithOnes ? At(i + 2).Word?.Cardinal ?? 0 : 0);
        }

        if (At(i).Word is not { Cardinal: >= 16 and <= 20 and var century } || At(i + 1).Word is not { Cardinal: >= 10 and <= 99 and var years })
        {
            return 0;
        }

        var units = IsHyphen(i + 2) ? i + 3 : i + 2;
        var ones = years >= 20 && At(units).Word is { Cardinal: >= 1 and <= 9 and var one } ? one : 0;
        end = ones > 0 ? units + 1 : i + 2;
        return (century * 100) + years + ones;
    }
}
