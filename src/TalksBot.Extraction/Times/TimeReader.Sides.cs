namespace TalksBot.Extraction;

/// <content>Which of the days, months and years that a name fits is meant.</content>
internal sealed partial class TimeReader
{
    // A date without a year that would lie further away than this on the side its tense tells is taken as the nearest one:
    // newswriting names the year of such a date ("the deadline was March 31", printed on March 20).
    private const int FarDays = 240;

    // Unless the nearest one is itself further away than this.
    private const int NearDays = 60;

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

    private DateOnly? OfMonthDay(int month, int day, Direction direction, int farthest = FarDays)
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

        return sided is { } found
            && (DaysOff(found) <= farthest || (nearest is { } near && DaysOff(near) > NearDays)) ? found : nearest;
    }

    private int DaysOff(DateOnly day) => Math.Abs(day.DayNumber - _published.DayNumber);

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
}
