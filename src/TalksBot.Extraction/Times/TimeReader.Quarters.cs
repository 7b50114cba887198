using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <content>Quarters, halves and the periods that business reports compare.</content>
internal sealed partial class TimeReader
{
    // A report that has told of a quarter goes on with "the quarter" and "a year earlier" for at most so many atoms.
    private const int ReportReach = 250;

    // The quarter that a report tells of, or its year once it has gone on to a longer period, and the atom it began at.
    private string? _reported;
    private int _reportedAt;

    /// <summary>"the third quarter", "third-quarter", "Q3 2025", "the first half of 2026".</summary>
    private TimeMatch? ReadQuarter(int i)
    {
        if (Is(i, "Q") && IsCapital(i) && At(i + 1) is { IsGlued: true, Number: >= 1 and <= 4 and var named })
        {
            var year = YearAfter(i + 2, out var afterNamed);
            return new TimeMatch(year is null ? i + 2 : afterNamed, TimeType.Date, Calendar.Quarter(year ?? QuarterYear(named, i, i + 2), named));
        }

        var at = Is(i, "the") ? i + 1 : i;
        if (at > i && MonthAt(at, out var afterMonth) is var month and > 0 && Is(afterMonth, "quarter"))
        {
            return new TimeMatch(afterMonth + 1, TimeType.Date, $"{OfMonth(month, DirectionAt(i, afterMonth + 1))[..4]}-Q{((month - 1) / 3) + 1}");
        }

        var inYear = 0;
        if (at == i && Is(i, "fiscal") && YearAfter(i, out var afterFiscal) is { } fiscal && At(afterFiscal).Word is { Ordinal: > 0 })
        {
            (inYear, at) = (fiscal, afterFiscal);
        }

        if (at > i && At(at).Span.Length == 4 && YearAfter(at, out var afterYear) is { } before && At(afterYear).Word is { Ordinal: > 0 })
        {
            (inYear, at) = (before, afterYear);
        }

        at = Is(at, "fiscal") ? (IsHyphen(at + 1) ? at + 2 : at + 1) : at;
        if (Is(at, "last") || Is(at, "latter"))
        {
            return Is(at + 1, "half") && YearAfter(at + 2, out var afterHalf) is { } halved
                ? new TimeMatch(afterHalf, TimeType.Date, $"{halved:D4}-H2")
                : null;
        }

        if (At(at).Word is not { Ordinal: > 0 and <= 4 and var ordinal })
        {
            return null;
        }

        var isHyphened = IsHyphen(at + 1);
        var unit = isHyphened ? at + 2 : at + 1;
        unit = Is(unit, "fiscal") ? unit + 1 : unit;
        var isHalf = Is(unit, "half");
        if (!(Is(unit, "quarter") || (isHalf && ordinal <= 2 && (Is(unit + 1, "of") || Before(i, "in", "during")))))
        {
            return null;
        }

        // "the third-quarter loss" is a loss, told apart by "third-quarter" alone.
        if (isHyphened && at == i + 1 && Is(i, "the"))
        {
            return null;
        }

        var ofYear = inYear > 0 ? inYear : YearAfter(unit + 1, out var end) is { } told && (unit = end - 1) > 0 ? told : (int?)null;
        if (isHalf)
        {
            return ofYear is { } year ? new TimeMatch(unit + 1, TimeType.Date, $"{year:D4}-H{ordinal}") : null;
        }

        return new TimeMatch(unit + 1, TimeType.Date, Calendar.Quarter(ofYear ?? QuarterYear(ordinal, i, unit + 1), ordinal));
    }

    // Figures are told for quarters that are over or run; what is still to be done in an earlier quarter is for the next year.
    private int QuarterYear(int quarter, int first, int end)
    {
        var current = Calendar.QuarterOf(_published);
        var isAhead = quarter != current && DirectionAt(first, end) == Direction.Future;
        var year = _published.Year + (isAhead && quarter < current - 1 ? 1 : !isAhead && quarter > current ? -1 : 0);
        return Math.Clamp(year, 1, 9999);
    }

    /// <summary>"the quarter", "the latest period", "the 1988 period", "the full year", "the year ended", "the current fiscal year".</summary>
    private TimeMatch? ReadReported(int i)
    {
        if (!Is(i, "the") || !Joins(i + 1))
        {
            return null;
        }

        var at = i + 1;
        if (At(at) is { Kind: AtomKind.Number, Span.Length: 4, Number: >= 1900 and <= 2099 and var year } && IsAny(at + 1, "period", "quarter"))
        {
            return new TimeMatch(at + 2, TimeType.Date, Calendar.Year(year) + (ReportedQuarter(i) is { } told ? told[4..] : ""));
        }

        var isMost = Is(at, "most") && Is(at + 1, "recent");
        at = isMost ? at + 1 : at;
        var isLatest = IsAny(at, "latest") || isMost;
        var step = isLatest ? -1 : Is(at, "current") ? 0 : Is(at, "full") ? 0 : (int?)null;
        at = step is null ? at : at + 1;
        var isFiscal = Is(at, "fiscal");
        at = isFiscal ? at + 1 : at;
        if (IsHyphen(at + 1) || !Joins(at))
        {
            return null;
        }

        if (Is(at, "quarter") && (step is null or < 0) && !isFiscal)
        {
            return ReadReportedQuarter(i, at, isLatest);
        }

        if (Is(at, "period") && isLatest)
        {
            return ReportedQuarter(i) is { } told ? new TimeMatch(at + 1, TimeType.Date, told) : null;
        }

        if (!Is(at, "year"))
        {
            return null;
        }

        if (IsAny(at + 1, "ended", "ending"))
        {
            return new TimeMatch(at + 1, TimeType.Duration, "P1Y");
        }

        var isWhole = step is not null || isFiscal || (Before(i, "for") && IsMark(at + 1, ',', '.', '”', '"') && ReportedQuarter(i) is not null)
            || (Is(i - 1, "of") && IsAny(i - 2, "months", "half", "quarter", "rest", "remainder"));
        return isWhole && Calendar.Shift(_published, step ?? 0, 'Y') is { } value && !(Is(i + 1, "current") && !isFiscal)
            ? new TimeMatch(at + 1, TimeType.Date, value)
            : null;
    }

    // "the quarter" is the one told before, or the one that "ended Sept. 30".
    private TimeMatch? ReadReportedQuarter(int first, int at, bool isLatest)
    {
        if (ReportedQuarter(first) is null && IsAny(at + 1, "ended", "ending") && MonthAt(at + 2, out var end) is var month and > 0 && OfMonth(month, DirectionAt(first, end)) is var ended)
        {
            return new TimeMatch(at + 1, TimeType.Date, $"{ended[..4]}-Q{((month - 1) / 3) + 1}");
        }

        if (Tag(at + 1) is ['N', ..] && At(at + 1).Kind == AtomKind.Word)
        {
            return null;
        }

        return ReportedQuarter(first) is { } told ? new TimeMatch(at + 1, TimeType.Date, told)
            : isLatest && Calendar.Shift(_published, -1, 'Q') is { } latest ? new TimeMatch(at + 1, TimeType.Date, latest)
            : null;
    }

    private string? ReportedQuarter(int i) => Reported(i) is { Length: > 4 } quarter ? quarter : null;

    private string? Reported(int i) => i - _reportedAt < ReportReach ? _reported : null;

    // What "a year earlier" means in a report: the same quarter of the year before, or the year before.
    private string? ReportedBefore(int i) => Reported(i) is { } told ? Calendar.Shift(told, -1, 'Y') : null;

    // Reports tell of a quarter, then of the nine months or the year it belongs to.
    private void Report(int first, TimeMatch match)
    {
        if (match is { Type: TimeType.Date, Value.Length: 7 } && match.Value[5] == 'Q' && !IsComparison(first, match.End))
        {
            if (_reported is null || string.CompareOrdinal(match.Value, _reported) >= 0 || first - _reportedAt >= ReportReach || _reported.Length == 4)
            {
                // The quarter that runs is told of as what is to come.
                var isRunning = string.CompareOrdinal(match.Value, Calendar.Quarter(_published.Year, Calendar.QuarterOf(_published))) >= 0;
                (_reported, _reportedAt) = (_reported is not null && (isRunning || DirectionAt(first, match.End) == Direction.Future) ? _reported : match.Value, first);
            }
        }
        else if (_reported is not null && match.Type == TimeType.Duration && match.Value is "P9M" or "P6M" && Is(first, "the"))
        {
            (_reported, _reportedAt) = (_reported[..4], first);
        }
    }

    private bool IsComparison(int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (IsAny(i, "ago", "earlier") || (At(i).Kind == AtomKind.Number && At(i).Span.Length == 4))
            {
                return true;
            }
        }

        return false;
    }

    // "year-earlier quarter", "year-ago third quarter", "year-earlier nine months"
    private TimeMatch WithQuarter(TimeMatch year)
    {
        if (ReadQuarter(year.End) is { } quarter)
        {
            return quarter with { Value = year.Value[..4] + quarter.Value[4..] };
        }

        if (ReadCount(year.End) is { Type: TimeType.Duration } months)
        {
            return months;
        }

        return IsAny(year.End, "quarter", "period") ? year with { End = year.End + 1 } : year;
    }
}
