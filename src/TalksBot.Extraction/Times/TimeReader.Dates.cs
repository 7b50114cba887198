using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <content>Dates in figures and weekdays.</content>
internal sealed partial class TimeReader
{
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

        // "the Las Vegas Sun." is a paper.
        if (isShort && i > 0 && IsCapital(i - 1) && At(i - 1) is { Kind: AtomKind.Word, Word: null } && !At(i).BeginsBlock)
        {
            return null;
        }

        if ((isShort && end == i + 1) || IsAny(end, "Times", "Mail", "Telegraph", "Mirror", "Express", "Post", "Herald")
            || Before(i, "Good", "Black", "Ash", "Bloody", "Cyber", "Super", "Palm", "Easter"))
        {
            return null;
        }

        // "on Monday and Tuesday" are on one side.
        var isListed = i >= 2 && IsAny(i - 1, "and", "or") && At(i - 2).Word?.Weekday > 0;
        _listedSide = isListed ? _listedSide : DirectionAt(i, end);
        return new TimeMatch(end, TimeType.Date, Calendar.Day(OfWeekday(weekday, _listedSide)));
    }

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
