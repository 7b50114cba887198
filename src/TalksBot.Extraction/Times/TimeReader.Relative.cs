using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <content>Times told by their distance from the day of publication or from a date before them.</content>
internal sealed partial class TimeReader
{
    private TimeMatch? ReadRelative(int i)
    {
        if (At(i).Kind != AtomKind.Word)
        {
            return null;
        }

        return ReadNamedDay(i) is { } day ? WithPart(day) : ReadModified(i) ?? ReadPartOf(i) ?? ReadNeighbour(i) ?? ReadShifted(i);
    }

    private TimeMatch? ReadNamedDay(int i)
    {
        if (IsAny(i, "today", "yesterday", "tomorrow"))
        {
            var off = Is(i, "today") ? 0 : Is(i, "tomorrow") ? 1 : -1;
            return Calendar.Shift(_published, off, 'D') is { } value && !IsHyphen(i + 1) ? new TimeMatch(i + 1, TimeType.Date, value) : null;
        }

        if (Is(i, "tonight"))
        {
            return new TimeMatch(i + 1, TimeType.Time, Calendar.Day(_published) + "TNI");
        }

        if (Is(i, "the") && Is(i + 1, "day") && IsAny(i + 2, "before", "after") && IsAny(i + 3, "yesterday", "tomorrow"))
        {
            return Calendar.Shift(_published, Is(i + 3, "tomorrow") ? 2 : -2, 'D') is { } value ? new TimeMatch(i + 4, TimeType.Date, value) : null;
        }

        return null;
    }

    /// <summary>"early next week", "mid-March", "later this year".</summary>
    private TimeMatch? ReadModified(int i)
    {
        if (!IsAny(i, "early", "late", "mid", "earlier", "later"))
        {
            return null;
        }

        var at = IsHyphen(i + 1) ? i + 2 : i + 1;
        at = Is(at, "in") ? at + 1 : at;
        if (!Joins(at))
        {
            return null;
        }

        var inner = ReadDate(at) ?? ReadNamedDay(at) ?? ReadNeighbour(at) ?? ReadPeriod(at) ?? ReadThe(at);
        if (inner is not { } found || found.Type is TimeType.Duration or TimeType.Set)
        {
            return null;
        }

        // "Later Thursday" is Thursday.
        if (IsAny(i, "earlier", "later") && at == i + 1 && At(at).Word?.Weekday > 0)
        {
            return null;
        }

        var isWeek = found.Value.Length == 8 && found.Value[5] == 'W';
        if (!isWeek || !IsAny(i, "early", "late", "mid") || !new TimeValue(found.Value).TryGetDays(out var monday, out _))
        {
            return found;
        }

        // Early in a week is its first three days, late its last four, the middle what lies between.
        var (from, to) = Is(i, "early") ? (0, 2) : Is(i, "late") ? (3, 6) : (1, 3);
        return found with { Value = Calendar.Shift(monday, from, 'D') + "/" + Calendar.Shift(monday, to, 'D') };
    }

    // "in the week", "in the year" after "later": the present one.
    private TimeMatch? ReadThe(int i) =>
        Is(i, "the") && At(i + 1).Word is { Unit: ('D' or 'W' or 'M' or 'Y') and var unit, IsUnitPlural: false }
            ? new TimeMatch(i + 2, TimeType.Date, Calendar.Shift(_published, 0, unit) ?? "")
            : null;

    /// <summary>"the evening of March 3", "the week of Monday", "the end of the year".</summary>
    private TimeMatch? ReadPartOf(int i)
    {
        var at = Is(i, "the") ? i + 1 : i;
        if (IsAny(at, "end", "beginning", "start", "middle") && Is(at + 1, "of"))
        {
            var period = ReadNeighbour(at + 2) ?? ReadDate(at + 2) ?? ReadPeriod(at + 2) ?? ReadYear(at + 2)
                ?? (Before(i, "by", "until", "at", "before", "since") ? ReadThe(at + 2) : null);
            return period is { Type: TimeType.Date } found && !new TimeValue(found.Value).IsDay ? found : null;
        }

        if ((ReadNthWeekday(i, at) ?? ReadWeekOf(at)) is { } nth)
        {
            return nth;
        }

        if (!Is(at + 1, "of") || (At(at).Word?.Part is null && !Is(at, "week")))
        {
            return null;
        }

        var day = ReadDate(at + 2);
        if (day is not { Type: TimeType.Date } date || !new TimeValue(date.Value).IsDay || !new TimeValue(date.Value).TryGetDays(out var first, out _))
        {
            return null;
        }

        return Is(at, "week")
            ? new TimeMatch(date.End, TimeType.Date, Calendar.Week(first))
            : new TimeMatch(date.End, TimeType.Time, date.Value + "T" + At(at).Word?.Part);
    }

    /// <summary>"the first Monday of November", "the last Friday in June 2027".</summary>
    private TimeMatch? ReadNthWeekday(int i, int at)
    {
        var nth = Is(at, "last") ? 5 : At(at).Word?.Ordinal ?? 0;
        if (nth is < 1 or > 5 || !Joins(at + 1) || At(at + 1).Word is not { Weekday: > 0 and var weekday } || !IsCapital(at + 1) || !IsAny(at + 2, "of", "in"))
        {
            return null;
        }

        if (ReadMonth(at + 3) is not { Value: { Length: 7 } month, End: var end } || !new TimeValue(month).TryGetDays(out var first, out var last))
        {
            return null;
        }

        var day = Is(at, "last")
            ? Calendar.AddDays(last, -(((Calendar.WeekdayOf(last) - weekday) + 7) % 7))
            : Calendar.AddDays(first, (((weekday - Calendar.WeekdayOf(first)) + 7) % 7) + ((nth - 1) * 7));
        return day is { } found && found <= last ? new TimeMatch(end, TimeType.Date, Calendar.Day(found)) : null;
    }

    /// <summary>"the second week of March": the month is as near as its words come.</summary>
    private TimeMatch? ReadWeekOf(int at) =>
        (At(at).Word?.Ordinal is > 0 and <= 5 || IsAny(at, "last", "final")) && IsAny(at + 1, "week", "weeks", "days", "day", "half") && IsAny(at + 2, "of", "in")
            && Joins(at + 3) && ReadMonth(at + 3) is { Type: TimeType.Date, Value.Length: 7 } month
                ? month
                : null;

    /// <summary>"last Thursday", "next week", "this weekend", "the following year", "last March", "this morning".</summary>
    private TimeMatch? ReadNeighbour(int i)
    {
        var at = Is(i, "the") ? i + 1 : i;
        var step = StepAt(ref at, out var isAnchored);
        if (step is not { } off)
        {
            return ReadWeekend(i, Is(i, "the") ? i + 1 : i, null);
        }

        if (at == i + 1 && Is(i, "the") && IsAny(at, "this"))
        {
            return null;
        }

        if (!Joins(at))
        {
            return null;
        }

        var from = isAnchored ? AnchorDay(i) : _published;
        var word = At(at).Word;
        if (ReadWeekend(i, at, off) is { } weekend)
        {
            return weekend;
        }

        if (word is { Weekday: > 0 and var weekday } && IsCapital(at) && At(at).Span.Length > 5)
        {
            var day = NeighbourDay(weekday, off, from, i, at);
            return WithPart(new TimeMatch(at + 1, TimeType.Date, Calendar.Day(day)));
        }

        if (MonthAt(at, out var afterMonth) is var month and > 0)
        {
            var inMonth = off == 0 ? Calendar.Month(_published.Year, month)
                : off < 0 ? Calendar.Month(_published.Year - (month >= _published.Month ? 1 : 0), month)
                : Calendar.Month(_published.Year + (month <= _published.Month ? 1 : 0), month);
            var day = DayAt(afterMonth, out var afterDay);
            return day > 0 && Joins(afterMonth) ? new TimeMatch(afterDay, TimeType.Date, $"{inMonth}-{day:D2}") : new TimeMatch(afterMonth, TimeType.Date, inMonth);
        }

        if (word is { Unit: ('D' or 'W' or 'F' or 'M' or 'Q' or 'Y' or 'E') and var unit, IsUnitPlural: false })
        {
            if (Is(at, "day") && !isAnchored)
            {
                // "the next day" follows the date told before; "this day" and "last day" are no dates.
                return off > 0 && Is(i, "the") && Calendar.Shift(AnchorDay(i), 1, 'D') is { } next ? WithPart(new TimeMatch(at + 1, TimeType.Date, next)) : null;
            }

            if (IsAny(at - 1, "past") && unit != 'Q')
            {
                return new TimeMatch(at + 1, TimeType.Duration, Calendar.Duration(1, unit));
            }

            if (unit == 'Y' && IsMark(at + 1, '\'', '’') && Is(at + 2, "s") && ReadQuarter(at + 3) is { } quarter)
            {
                return quarter with { Value = Calendar.Year(Math.Max(1, _published.Year + off)) + quarter.Value[4..] };
            }

            var value = isAnchored && unit == 'D' && off == 0 ? DayTold(i) : isAnchored ? Calendar.Shift(Anchor(i), off, unit) : Calendar.Shift(_published, off, unit);
            return value is null || IsHyphen(at + 1) ? null : new TimeMatch(at + 1, TimeType.Date, unit == 'Y' && isAnchored ? value[..4] : unit == 'E' ? value[..3] : value);
        }

        if (word?.Season is { } season)
        {
            var year = _published.Year;
            var month2 = season switch { "SP" => 3, "SU" => 6, "FA" => 9, _ => 12 };
            year += off < 0 && month2 + 2 >= _published.Month ? -1 : off > 0 && month2 <= _published.Month ? 1 : 0;
            year -= off == 0 && season == "WI" && _published.Month < 3 ? 1 : 0;
            return new TimeMatch(at + 1, TimeType.Date, $"{Math.Max(1, year):D4}-{season}");
        }

        if (word?.Part is { } part && !word.IsUnitPlural && !IsAny(at, "nights", "mornings", "evenings", "afternoons"))
        {
            var off2 = off < 0 && !IsAny(at - 1, "last") ? 0 : off;
            var told = isAnchored ? DayTold(i) : Calendar.Day(_published);
            return new TimeValue(told).IsDay && new TimeValue(told).TryGetDays(out var on, out _) && Calendar.Shift(on, off2, 'D') is { } day ? new TimeMatch(at + 1, TimeType.Time, day + "T" + part) : null;
        }

        return ReadHoliday(at) is { } holiday
            ? holiday with { Value = ShiftedYear(holiday.Value, off) }
            : null;
    }

    // -1, 0 or 1 for "last", "this", "next" and their like, with what they are counted from; the index moves behind them.
    private int? StepAt(ref int i, out bool isAnchored)
    {
        isAnchored = IsAny(i, "previous", "following", "same", "that", "preceding");
        int? step = null;
        if (IsAny(i, "last", "past", "previous", "preceding"))
        {
            step = -1;
        }
        else if (IsAny(i, "next", "coming", "upcoming", "following"))
        {
            step = 1;
        }
        else if (IsAny(i, "this", "same", "current", "that"))
        {
            step = 0;
        }

        if (step is null || (At(i).IsGlued && i > 0 && IsDash(i - 1)))
        {
            return null;
        }

        i++;
        if (Is(i - 1, "this") && IsAny(i, "past", "coming"))
        {
            step = Is(i, "past") ? -1 : 1;
            i++;
        }
        else if (Is(i - 1, "that") && Is(i, "same"))
        {
            i++;
        }

        return step;
    }

    private DateOnly NeighbourDay(int weekday, int off, DateOnly from, int i, int at)
    {
        var days = weekday - Calendar.WeekdayOf(from);
        if (off < 0)
        {
            // Yesterday is called by its name; "last Thursday" printed on a Friday is the one a week before.
            days -= days >= -1 ? 7 : 0;
        }
        else if (off > 0)
        {
            // "next Thursday" is in the next week, "coming Thursday" the nearest one ahead.
            days += IsAny(at - 1, "next") ? 7 : days <= 0 ? 7 : 0;
        }
        else if (DirectionAt(i, at + 1) == Direction.Future && days < 0)
        {
            days += 7;
        }

        return Calendar.AddDays(from, days) ?? from;
    }

    private TimeMatch? ReadWeekend(int i, int at, int? step)
    {
        if (!Is(at, "weekend") || (step is null && i == at))
        {
            return null;
        }

        var off = step ?? 0;
        if (step is null or 0 && Calendar.WeekdayOf(_published) < 5)
        {
            off = DirectionAt(i, at + 1) == Direction.Future || (step == 0 && DirectionAt(i, at + 1) != Direction.Past) ? 0 : -1;
        }

        return Calendar.AddDays(Calendar.MondayOf(_published), off * 7) is { } monday
            ? new TimeMatch(at + 1, TimeType.Date, Calendar.Week(monday) + "-WE")
            : null;
    }

    /// <summary>"the day after", "the week before": counted from the date told before.</summary>
    private TimeMatch? ReadShifted(int i)
    {
        var at = Is(i, "the") ? i + 1 : -1;
        if (at < 0 || At(at).Word is not { Unit: ('D' or 'W' or 'M' or 'Y') and var unit, IsUnitPlural: false } || !IsAny(at + 1, "before", "after", "earlier", "later"))
        {
            return null;
        }

        // "the day after the vote" names a day that only the vote tells.
        var isAlone = at + 2 >= _atoms.Count || At(at + 2).Kind == AtomKind.Mark || At(at + 2).BeginsBlock || Tag(at + 2) is ['V', ..] or "CC" or "IN";
        var value = isAlone ? Calendar.Shift(Anchor(i), IsAny(at + 1, "after", "later") ? 1 : -1, unit) : null;
        return value is null ? null : new TimeMatch(at + 2, TimeType.Date, value);
    }

    // "last Christmas" is the one before the day of publication, which the nearest may be already.
    private string ShiftedYear(string value, int off) =>
        off != 0 && !(new TimeValue(value).TryGetDays(out var day, out _) && (off < 0 ? day < _published : day > _published)) && int.TryParse(value.AsSpan(0, 4), out var year) && year + off is >= 1 and <= 9999 ? Calendar.Year(year + off) + value[4..] : value;
}
