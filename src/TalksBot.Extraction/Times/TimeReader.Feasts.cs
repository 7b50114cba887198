using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <content>Feasts.</content>
internal sealed partial class TimeReader
{
    private TimeMatch? ReadHoliday(int i)
    {
        var (month, day, end) = (0, 0, i + 1);
        if (Is(i, "New") && Is(i + 1, "Year") && IsMark(i + 2, '\'', '’') && Is(i + 3, "s") && IsCapital(i))
        {
            var isEve = Is(i + 4, "Eve");
            (month, day, end) = isEve ? (12, 31, i + 5) : (1, 1, Is(i + 4, "Day") ? i + 5 : i + 4);
        }
        else if (Is(i, "Christmas") && IsCapital(i))
        {
            (month, day, end) = Is(i + 1, "Eve") ? (12, 24, i + 2) : (12, 25, Is(i + 1, "Day") ? i + 2 : i + 1);
        }
        else if (At(i).Word?.Holiday is { } fixedDay && IsCapital(i) && (!Is(i, "Valentine") || IsMark(i + 1, '\'', '’')))
        {
            (month, day) = (int.Parse(fixedDay.AsSpan(0, 2)), int.Parse(fixedDay.AsSpan(3, 2)));
            end = IsMark(i + 1, '\'', '’') && Is(i + 3, "Day") ? i + 4 : i + 1;
        }
        else if (Is(i, "May") && Is(i + 1, "Day"))
        {
            (month, day, end) = (5, 1, i + 2);
        }

        if (month == 0)
        {
            return ReadThanksgiving(i) ?? ReadEaster(i);
        }

        if (YearAfter(end, out var afterYear) is { } year && Calendar.TryDay(year, month, day) is { } found)
        {
            return new TimeMatch(afterYear, TimeType.Date, Calendar.Day(found));
        }

        return OfMonthDay(month, day, DirectionAt(i, end)) is { } nearest ? new TimeMatch(end, TimeType.Date, Calendar.Day(nearest)) : null;
    }

    // The fourth Thursday of November.
    private TimeMatch? ReadThanksgiving(int i)
    {
        if (!Is(i, "Thanksgiving") || !IsCapital(i))
        {
            return null;
        }

        return ReadMovable(i, Is(i + 1, "Day") ? i + 2 : i + 1, offEaster: null);
    }

    /// <summary>"Easter", "Easter Monday", "Good Friday", "Palm Sunday".</summary>
    private TimeMatch? ReadEaster(int i)
    {
        if (!IsCapital(i))
        {
            return null;
        }

        var (off, end) = Is(i, "Easter") ? Is(i + 1, "Monday") ? (1, i + 2) : (0, IsAny(i + 1, "Sunday") ? i + 2 : i + 1)
            : Is(i, "Good") && Is(i + 1, "Friday") ? (-2, i + 2)
            : Is(i, "Palm") && Is(i + 1, "Sunday") ? (-7, i + 2)
            : (0, 0);
        var isName = Is(i, "Easter") && end == i + 1 && (!Before(i, "at", "by", "before", "after", "until", "since", "over", "on", "last", "next", "this") || Tag(end) is ['N', ..]);
        return end == 0 || isName ? null : ReadMovable(i, end, off);
    }

    private TimeMatch? ReadMovable(int i, int end, int? offEaster)
    {
        if (YearAfter(end, out var afterYear) is { } told and >= 1600 and <= 9998)
        {
            return new TimeMatch(afterYear, TimeType.Date, Calendar.Day(MovableDay(told, offEaster)));
        }

        var direction = DirectionAt(i, end);
        DateOnly? nearest = null;
        for (var year = Math.Max(1, _published.Year - 1); year <= Math.Min(9998, _published.Year + 1); year++)
        {
            var day = MovableDay(year, offEaster);
            if ((direction != Direction.Past || day <= _published) && (direction != Direction.Future || day >= _published))
            {
                nearest = nearest is { } held ? Nearer(held, day) : day;
            }
        }

        return nearest is { } found ? new TimeMatch(end, TimeType.Date, Calendar.Day(found)) : null;
    }

    // So many days after Easter, or the fourth Thursday of November.
    private static DateOnly MovableDay(int year, int? offEaster)
    {
        var first = offEaster is null ? new DateOnly(year, 11, 1) : Calendar.EasterOf(year);
        return first.AddDays(offEaster ?? (((4 - Calendar.WeekdayOf(first) + 7) % 7) + 21));
    }
}
