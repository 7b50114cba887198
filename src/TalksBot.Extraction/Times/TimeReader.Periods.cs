using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <content>Seasons, years, decades, centuries and vague references.</content>
internal sealed partial class TimeReader
{
    private TimeMatch? ReadPeriod(int i) => ReadQuarter(i) ?? ReadSeason(i) ?? ReadHoliday(i) ?? ReadDecade(i) ?? ReadYear(i);

    private TimeMatch? ReadSeason(int i)
    {
        var at = Is(i, "the") ? i + 1 : i;
        if (At(at).Word?.Season is not { } season || IsHyphen(at + 1))
        {
            return null;
        }

        if (YearAfter(at + 1, out var end) is { } year)
        {
            return new TimeMatch(end, TimeType.Date, $"{year:D4}-{season}");
        }

        if (!IsAny(i - 1, "in", "during", "since", "by", "until", "till", "early", "late", "mid", "before", "after", "over", "into", "through", "throughout") || Tag(at) is not ['N', ..] || Tag(at + 1) is ['N', ..]
            || (Is(at, "fall") && at == i))
        {
            return null;
        }

        var month = season switch { "SP" => 3, "SU" => 6, "FA" => 9, _ => 12 };
        var direction = DirectionAt(i, at + 1);
        var inYear = _published.Year;
        inYear += direction == Direction.Past && month > _published.Month ? -1 : direction == Direction.Future && month + 2 < _published.Month ? 1 : 0;
        return new TimeMatch(at + 1, TimeType.Date, $"{Math.Clamp(inYear, 1, 9999):D4}-{season}");
    }

    /// <summary>"the 1990s", "the '90s", "the 20th century".</summary>
    private TimeMatch? ReadDecade(int i)
    {
        var at = Is(i, "the") ? i + 1 : i;
        at = at > i && IsAny(at, "early", "late", "mid") ? (IsHyphen(at + 1) ? at + 2 : at + 1) : at;
        if (At(at) is { Kind: AtomKind.Number, Span.Length: 4, Number: >= 1000 and <= 2990 and var decade } && decade % 10 == 0
            && At(at + 1).IsGlued && Is(at + 1, "s"))
        {
            return new TimeMatch(at + 2, TimeType.Date, Calendar.Year(decade)[..3]);
        }

        if (IsMark(at, '\'', '’', '‘') && At(at + 1) is { Kind: AtomKind.Number, Span.Length: 2, IsGlued: true, Number: var tens } && tens % 10 == 0
            && Is(at + 2, "s") && At(at + 2).IsGlued)
        {
            return new TimeMatch(at + 3, TimeType.Date, Calendar.Year((tens < 30 ? 2000 : 1900) + tens)[..3]);
        }

        if (ReadSpelledDecade(i, at) is { } spelled)
        {
            return spelled;
        }

        var number = DayAt(at, out var end) is var digits && digits > 0 && end > at + 1 ? digits : 0;
        if (number == 0 && At(at).Word is { Ordinal: > 0 and var ordinal })
        {
            (number, end) = (ordinal, at + 1);
        }

        end = IsHyphen(end) ? end + 1 : end;
        return number is > 1 and < 30 && Is(end, "century") ? new TimeMatch(end + 1, TimeType.Date, $"{number - 1:D2}") : null;
    }

    /// <summary>"the nineties", "nineteen eighties"; not "in her sixties", an age.</summary>
    private TimeMatch? ReadSpelledDecade(int i, int at)
    {
        var isFull = At(at).Word is { Cardinal: 18 or 19 };
        var tens = isFull ? at + 1 : at;
        if (At(tens).Word is not { Tens: > 0 and var decade } || (!isFull && (at == i || !Is(i, "the"))))
        {
            return null;
        }

        var century = isFull ? At(at).Word is { Cardinal: 18 } ? 18 : 19 : decade < 30 ? 20 : 19;
        return new TimeMatch(tens + 1, TimeType.Date, Calendar.Year((century * 100) + decade)[..3]);
    }

    private TimeMatch? ReadYear(int i)
    {
        return ReadYearEnd(i) ?? ReadShortYear(i) ?? ReadWholeYear(i);
    }

    /// <summary>"'96" after "in", "since", "the" and their like: the nearest such year, at most ten ahead.</summary>
    private TimeMatch? ReadShortYear(int i)
    {
        if (!IsMark(i, '\'', '’', '‘') || At(i).IsGlued || At(i + 1) is not { Kind: AtomKind.Number, Span.Length: 2, IsGlued: true, Number: var digits }
            || (At(i + 2).IsGlued && At(i + 2).Kind == AtomKind.Word)
            || !IsAny(i - 1, "in", "since", "of", "by", "the", "until", "from", "to", "through", "early", "late", "before", "after", "summer", "spring", "fall", "autumn", "winter"))
        {
            return null;
        }

        var year = (_published.Year - (_published.Year % 100)) + digits;
        year -= year > _published.Year + 10 ? 100 : 0;
        return year < 1 ? null : new TimeMatch(i + 2, TimeType.Date, Calendar.Year(year));
    }

    /// <summary>"year-end", "year end", "year's end" after a preposition: December.</summary>
    private TimeMatch? ReadYearEnd(int i)
    {
        if (!Is(i, "year") || !IsAny(i - 1, "by", "at", "until", "before", "after", "since", "around", "through", "from"))
        {
            return null;
        }

        var end = IsHyphen(i + 1) || IsMark(i + 1, '\'', '’') ? i + 2 : i + 1;
        end = Is(end, "s") && At(end).IsGlued ? end + 1 : end;
        if (!Is(end, "end") || Tag(end + 1) is ['N', ..] && At(end + 1).Kind == AtomKind.Word)
        {
            return null;
        }

        var year = YearAfter(end + 1, out var afterYear);
        var isOver = year is null && DirectionAt(i, end + 1) == Direction.Past && _published.Month < 12;
        return new TimeMatch(year is null ? end + 1 : afterYear, TimeType.Date, Calendar.Month(year ?? Math.Max(1, _published.Year - (isOver ? 1 : 0)), 12));
    }

    private TimeMatch? ReadWholeYear(int i)
    {
        var at = Is(i, "the") && Is(i + 1, "year") ? i + 2 : IsAny(i, "fiscal") ? (Is(i + 1, "year") ? i + 2 : i + 1) : i;
        if (SpelledYear(at, out var end) is var spelled and > 0 && (at > i || spelled != 2000))
        {
            return new TimeMatch(end, TimeType.Date, Calendar.Year(spelled));
        }

        if (At(at) is not { Kind: AtomKind.Number, Span.Length: 4, Number: >= 1500 and <= 2099 and var year })
        {
            return null;
        }

        if (at > i)
        {
            return new TimeMatch(at + 1, TimeType.Date, Calendar.Year(year));
        }

        // "1996-97", "1996/97"
        if (IsMark(i + 1, '-', '–', '/') && GluedRun(i + 1, i + 3) && At(i + 2) is { Kind: AtomKind.Number, Span.Length: 2, Number: var next } && next == (year + 1) % 100
            && !At(i + 3).IsGlued | At(i + 3).Kind == AtomKind.Mark)
        {
            return new TimeMatch(i + 3, TimeType.Date, Calendar.Year(year) + "/" + Calendar.Year(year + 1));
        }

        // A number of things, not a year: "2,000", "$1990", "2000 people", "about 1900 troops".
        if (At(i + 1).IsGlued && ((At(i + 2).IsGlued && At(i + 2).Kind == AtomKind.Number && !IsDash(i + 1)) || IsMark(i + 1, '%') || At(i + 1).Kind == AtomKind.Word))
        {
            return null;
        }

        if (Before(i, "in", "since", "by", "until", "till", "from", "of", "during", "before", "after", "early", "late", "mid", "to", "through", "between", "year", "election", "summer", "spring", "fall", "autumn", "winter")
            && Tag(i + 1) is not "NNS")
        {
            return new TimeMatch(i + 1, TimeType.Date, Calendar.Year(year));
        }

        var isBounded = i == 0 || !IsAny(i - 1, "about", "around", "some", "nearly", "almost", "over", "than", "least", "approximately", "roughly", "number", "no", "page", "room", "route");
        var isOfThings = Tag(i + 1) is "NNS" or "NNPS" && !At(i + 1).BeginsBlock && !Before(i, "the");
        return isBounded && !isOfThings && !IsMark(i - 1, '$', '€', '£', '#') && year >= 1900 && !IsUnitLike(i + 1)
            ? new TimeMatch(i + 1, TimeType.Date, Calendar.Year(year))
            : null;
    }

    /// <summary>"now", "recently", "the future", "in the coming weeks".</summary>
    private TimeMatch? ReadVague(int i)
    {
        if (At(i).Word?.Vague is { } vague)
        {
            // "Now, they say" only opens a sentence, "most recently in May" is May.
            if ((Is(i, "now") && IsCapital(i)) || (Is(i, "recently") && (Is(i - 1, "most") || (Is(i - 1, "as") && Is(i + 1, "as")))))
            {
                return null;
            }

            return !IsHyphen(i + 1) && !(i > 0 && At(i).IsGlued && IsDash(i - 1)) && !(Is(i, "now") && Is(i - 1, "from")) && !(Is(i, "soon") && IsAny(i - 1, "as", "too")) && !(IsAny(i, "soon", "shortly") && IsAny(i + 1, "after", "before", "afterwards", "afterward", "thereafter"))
                ? new TimeMatch(i + 1, TimeType.Date, vague)
                : null;
        }

        var at = Is(i, "the") ? i + 1 : i;
        var isThe = at > i;
        if (IsAny(at, "recent", "coming", "past") && At(at + 1).Word is { IsUnitPlural: true, Unit: ('D' or 'W' or 'M' or 'Y' or 'E' or 'Q') and var unit })
        {
            var end = Is(at + 2, "and") && At(at + 3).Word is { IsUnitPlural: true } ? at + 4 : at + 2;
            return Is(at, "coming")
                ? new TimeMatch(end, TimeType.Date, "FUTURE_REF")
                : new TimeMatch(end, TimeType.Duration, Calendar.Duration(null, unit));
        }

        if (isThe && IsAny(at, "near", "short") && Is(at + 1, "term") && !IsHyphen(at + 1))
        {
            return new TimeMatch(at + 2, TimeType.Date, "FUTURE_REF");
        }

        if (isThe && Is(at, "past") && Tag(at + 1) is not ['N', ..] and not "JJ" and not "CD")
        {
            return new TimeMatch(at + 1, TimeType.Date, "PAST_REF");
        }

        if (isThe && (Is(at, "future") || (Is(at + 1, "future") && IsAny(at, "near", "foreseeable", "immediate", "distant"))) && Tag(Is(at, "future") ? at + 1 : at + 2) is not ['N', ..] && !Is(at + 1, "of"))
        {
            return new TimeMatch(Is(at, "future") ? at + 1 : at + 2, TimeType.Date, "FUTURE_REF");
        }

        if (isThe && IsAny(at, "moment", "present") && Is(i - 1, "at"))
        {
            return new TimeMatch(at + 1, TimeType.Date, "PRESENT_REF");
        }

        if ((Is(i, "present") && Is(i - 1, "at")) || (Is(i, "current") && Tag(i) is "JJ" && !IsHyphen(i + 1)))
        {
            return new TimeMatch(i + 1, TimeType.Date, "PRESENT_REF");
        }

        return IsAny(i, "these") && Is(i + 1, "days") ? new TimeMatch(i + 2, TimeType.Date, "PRESENT_REF") : null;
    }
}
