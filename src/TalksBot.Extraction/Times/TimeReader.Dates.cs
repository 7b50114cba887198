using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <content>Days, weekdays and months.</content>
internal sealed partial class TimeReader
{
    // A date without a year that would lie further away than this on the side its tense tells is taken as the nearest one:
    // newswriting names the year of such a date ("the deadline was March 31", printed on March 20).
    private const int FarDays = 240;

    private TimeMatch? ReadNumericDate(int i)
    {
        if (At(i).Kind != AtomKind.Number || At(i + 2).Kind != AtomKind.Number || At(i + 4).Kind != AtomKind.Number
            || !IsMark(i + 1, '-', '/', '.') || Form(i + 1)[0] != FirstOf(i + 3) || !GluedRun(i + 1, i + 5)
            || (At(i + 6).Kind == AtomKind.Number && At(i + 5).IsGlued && At(i + 6).IsGlued && IsMark(i + 5, '-', '/', '.')))
        {
            return null;
        }

        var (a, b, c) = (At(i).Number, At(i + 2).Number, At(i + 4).Number);
        DateOnly? day;
        if (At(i).Span.Length == 4)
        {
            day = Calendar.TryDay(a, b, c);
        }
        else
        {
            if (At(i + 4).Span.Length is not (2 or 4) || At(i).Span.Length > 2)
            {
                return null;
            }

            var year = At(i + 4).Span.Length == 2 ? c + (c < 60 ? 2000 : 1900) : c;
            var dayFirst = Calendar.TryDay(year, b, a);
            var monthFirst = Form(i + 1)[0] == '.' ? null : Calendar.TryDay(year, a, b);
            day = dayFirst is { } x && monthFirst is { } y ? Nearer(x, y) : dayFirst ?? monthFirst;
        }

        if (day is not { } found)
        {
            return null;
        }

        if (Is(i + 5, "T") && At(i + 5).IsGlued && At(i + 6).Kind == AtomKind.Number && IsMark(i + 7, ':') && At(i + 8).Kind == AtomKind.Number
            && At(i + 6).Number < 24 && At(i + 8).Number < 60)
        {
            return new TimeMatch(i + 9, TimeType.Time, $"{Calendar.Day(found)}T{At(i + 6).Number:D2}:{At(i + 8).Number:D2}");
        }

        return new TimeMatch(i + 5, TimeType.Date, Calendar.Day(found));
    }

    /// <summary>A weekday, month or day of the month, with what belongs to it.</summary>
    private TimeMatch? ReadDate(int i)
    {
        var match = ReadWeekday(i) ?? ReadMonth(i) ?? ReadDayMonth(i);
        return match is { } found ? WithPart(found) : null;
    }

    // "Monday evening", "March 3 in the morning".
    private TimeMatch WithPart(TimeMatch date)
    {
        if (date.Type != TimeType.Date || date.Value.Contains('/', StringComparison.Ordinal) || !new TimeValue(date.Value).IsDay)
        {
            return date;
        }

        var at = IsAny(date.End, "in") && Is(date.End + 1, "the") ? date.End + 2 : date.End;
        return Joins(at) && At(at).Word?.Part is { } part && !IsAny(at, "nights", "mornings", "evenings", "afternoons")
            ? new TimeMatch(at + 1, TimeType.Time, date.Value + "T" + part)
            : date;
    }

    private TimeMatch? ReadWeekday(int i)
    {
        if (At(i).Word is not { Weekday: > 0 and var weekday } || !IsCapital(i))
        {
            return null;
        }

        var isShort = At(i).Span.Length < 6;
        var end = isShort && IsMark(i + 1, '.') && At(i + 1).IsGlued ? i + 2 : i + 1;
        var next = IsMark(end, ',') ? end + 1 : end;
        next = Is(next, "the") && At(next + 1).Kind == AtomKind.Number ? next + 1 : next;
        if (Joins(next) && (ReadMonth(next) ?? ReadDayMonth(next)) is { Type: TimeType.Date } date && new TimeValue(date.Value).IsDay)
        {
            return date;
        }

        if ((isShort && end == i + 1) || IsAny(end, "Times", "Mail", "Telegraph", "Mirror", "Express", "Post", "Herald")
            || Before(i, "Good", "Black", "Ash", "Bloody", "Cyber", "Super", "Palm", "Easter"))
        {
            return null;
        }

        return new TimeMatch(end, TimeType.Date, Calendar.Day(OfWeekday(weekday, DirectionAt(i, end))));
    }

    private DateOnly OfWeekday(int weekday, Direction direction)
    {
        var days = weekday - Calendar.WeekdayOf(_published);
        if (direction == Direction.Future)
        {
            days += days < 0 ? 7 : 0;
        }
        else
        {
            days -= days > 0 ? 7 : 0;
        }

        return Calendar.AddDays(_published, days) ?? _published;
    }

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

        if (At(end).Word is { Ordinal: > 0 and var ordinal } && Joins(end) && Tag(end + 1) is not ['N', ..])
        {
            return DayMatch(i, end + 1, null, month, ordinal, 0);
        }

        if (YearAfter(end, out var afterMonthYear) is { } inYear)
        {
            return new TimeMatch(afterMonthYear, TimeType.Date, Calendar.Month(inYear, month));
        }

        return IsMonthName(i, end)
            ? new TimeMatch(end, TimeType.Date, OfMonth(month, DirectionAt(i, end)))
            : null;
    }

    // "May" and "March" are verbs too, "April" and "June" also people.
    private bool IsMonthName(int i, int end)
    {
        if (At(i).Span.Length == 3 && end == i + 1 && !Is(i, "May"))
        {
            return false;
        }

        var followsName = Tag(end) is "NNP" && At(end).Kind == AtomKind.Word && IsCapital(end) && At(end).Word is null;
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
        if (day == 0 && At(start).Word is { Ordinal: > 0 and var ordinal } && Is(start + 1, "of"))
        {
            (day, end, isOrdinal) = (ordinal, start + 1, true);
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
        if (start == i && _listEnd == i - 1 && i > 0 && IsAny(i - 1, "and", "or") && Tag(end) is not ['N', ..] and not "CD"
            && new TimeValue(_anchor ?? "").TryGetDays(out var listed, out _) && Calendar.TryDay(listed.Year, listed.Month, day) is { } next)
        {
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
        var first = year is { } known ? Calendar.TryDay(known, month, day) : OfMonthDay(month, day, DirectionAt(i, end));
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

    /// <summary>The year that follows a month or day ("2025", ", 2025", "of 2025", "last year", "of that year"), or null.</summary>
    private int? YearAfter(int i, out int end)
    {
        end = i;
        if (!Joins(i))
        {
            return null;
        }

        var at = IsMark(i, ',') || Is(i, "of") ? i + 1 : i;
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
            end = i + 2;
            return 2000;
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

    private DateOnly? OfMonthDay(int month, int day, Direction direction)
    {
        DateOnly? nearest = null;
        DateOnly? sided = null;
        for (var year = _published.Year - 1; year <= _published.Year + 1; year++)
        {
            if (Calendar.TryDay(year, month, day) is not { } candidate)
            {
                continue;
            }

            nearest = nearest is { } held ? Nearer(held, candidate) : candidate;
            if (direction == Direction.Past && candidate <= _published)
            {
                sided = candidate;
            }
            else if (direction == Direction.Future && candidate >= _published)
            {
                sided ??= candidate;
            }
        }

        // February 29 may be some years off.
        for (var off = 2; nearest is null && off <= 8; off++)
        {
            nearest = Calendar.TryDay(_published.Year + off, month, day) ?? Calendar.TryDay(_published.Year - off, month, day);
        }

        return sided is { } found && Math.Abs(found.DayNumber - _published.DayNumber) <= FarDays ? found : nearest;
    }

    private string OfMonth(int month, Direction direction)
    {
        var ahead = month - _published.Month;
        var year = _published.Year;
        if ((direction == Direction.Past && ahead is > 0 and < 4) || (direction == Direction.Future && ahead is < 0 and > -4))
        {
            // Nine months or more off on the side of the tense: reported speech shifts tenses, so only the distance tells.
            direction = Direction.Unknown;
        }

        if (direction == Direction.Past || (direction == Direction.Unknown && ahead >= 4))
        {
            year -= ahead > 0 ? 1 : 0;
        }
        else if (direction == Direction.Future || ahead < -6)
        {
            year += ahead < 0 ? 1 : 0;
        }

        return Calendar.Month(Math.Clamp(year, 1, 9999), month);
    }

    // The month of a bare "the 14th" is this one or its neighbour on the side of the tense.
    private DateOnly? OfDay(int day, Direction direction)
    {
        DateOnly? nearest = null;
        for (var off = -1; off <= 1; off++)
        {
            if (Calendar.AddMonths(new DateOnly(_published.Year, _published.Month, 1), off) is not { } month
                || Calendar.TryDay(month.Year, month.Month, day) is not { } candidate)
            {
                continue;
            }

            if ((direction == Direction.Past && candidate > _published) || (direction == Direction.Future && candidate < _published))
            {
                continue;
            }

            nearest = nearest is { } held ? Nearer(held, candidate) : candidate;
        }

        return nearest;
    }

    private DateOnly Nearer(DateOnly a, DateOnly b) =>
        Math.Abs(a.DayNumber - _published.DayNumber) <= Math.Abs(b.DayNumber - _published.DayNumber) ? a : b;

    private char FirstOf(int i) => i < _atoms.Count ? Form(i)[0] : '\0';

    private bool GluedRun(int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (!At(i).IsGlued)
            {
                return false;
            }
        }

        return true;
    }
}
