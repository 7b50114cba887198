using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>A time expression from some atom on.</summary>
/// <param name="End">First atom after it.</param>
/// <param name="Type">What it denotes.</param>
/// <param name="Value">Its TIMEX3 value.</param>
internal readonly record struct TimeMatch(int End, TimeType Type, string Value);

/// <summary>Reads the time expressions of one text, from left to right.</summary>
internal sealed partial class TimeReader
{
    // "the next day" looks back over at most so many atoms.
    private const int AnchorReach = 150;

    private readonly TaggedText _text;
    private readonly List<Atom> _atoms;
    private readonly DateOnly _published;
    private readonly TenseFinder _tenses;

    // The calendar value read last, and the atom it began at: what "the next day" is counted from.
    private string? _anchor;
    private int _anchorAt;

    // The day read last, and the atom it began at: what "that day" is.
    private DateOnly? _day;
    private int _dayAt;

    // First atom after the "April 24" read last, where "and 25" may follow.
    private int _listEnd;

    // The side of the weekday read last.
    private Direction _listedSide;

    public TimeReader(TaggedText text, List<Atom> atoms, DateOnly published)
    {
        _text = text;
        _atoms = atoms;
        _published = published;
        _tenses = new TenseFinder(text);
    }

    /// <summary>The longest time expression that begins at the atom <paramref name="i"/>, or null; atoms are asked in order.</summary>
    public TimeMatch? Read(int i)
    {
        if (!CanBegin(i))
        {
            return null;
        }

        TimeMatch? best = null;
        Longest(ref best, ReadNumericDate(i));
        Longest(ref best, ReadClock(i));
        Longest(ref best, ReadDate(i));
        Longest(ref best, ReadRelative(i));
        Longest(ref best, ReadPeriod(i));
        Longest(ref best, ReadReported(i));
        Longest(ref best, ReadCount(i));
        Longest(ref best, ReadSet(i));
        Longest(ref best, ReadVague(i));
        if (best is not { } match)
        {
            return null;
        }

        // ''60 Minutes'' and "This Week" in quotation marks are names.
        if (match.End == i + 2 && At(i).IsGlued && At(i + 1).Word?.Unit is not (null or '\0') && IsCapital(i + 1) && (IsCapital(i) || At(i).Kind == AtomKind.Number)
            && !IsDash(i - 1))
        {
            return null;
        }

        match = ReadRangeEnd(i, match) ?? match;
        Report(i, match);
        if (match.Type is TimeType.Date or TimeType.Time && new TimeValue(match.Value).TryGetDays(out _, out _))
        {
            _anchor = match.Value;
            _anchorAt = i;
            if (new TimeValue(match.Value) is { IsDay: true } told && told.TryGetDays(out var day, out _))
            {
                _day = day;
                _dayAt = i;
            }
        }

        return match;
    }

    private static void Longest(ref TimeMatch? best, TimeMatch? candidate)
    {
        if (candidate is { } found && (best is not { } held || found.End > held.End))
        {
            best = found;
        }
    }

    // A piece of a word or number begins nothing: the "5" of "2.5" or the "day" of "Friday-day".
    private bool CanBegin(int i)
    {
        var atom = _atoms[i];
        if (atom.Kind == AtomKind.Mark)
        {
            return IsMark(i, '\'') || IsMark(i, '’') || IsMark(i, '‘');
        }

        // Most words are no part of any time.
        if (atom.Kind == AtomKind.Word && atom.Word is null)
        {
            return false;
        }

        if (i == 0 || !atom.IsGlued)
        {
            return true;
        }

        // Two apostrophes are a quotation mark.
        if (IsMark(i - 1, '\'', '’', '`') && IsMark(i - 2, '\'', '’', '`') && _atoms[i - 1].IsGlued)
        {
            return true;
        }

        return _atoms[i - 1].Kind == AtomKind.Mark
            && !IsMark(i - 1, '$') && !IsMark(i - 1, '#') && !IsMark(i - 1, '@') && !IsMark(i - 1, '€') && !IsMark(i - 1, '£')
            && (!_atoms[i - 1].IsGlued || !IsMark(i - 1, '.', ',', ':', '/', '_', '\'', '’'));
    }

    /// <summary>"a to b", "a–b", "between a and b" after the first of the two.</summary>
    private TimeMatch? ReadRangeEnd(int first, TimeMatch match)
    {
        var i = match.End;
        if (match.Type != TimeType.Date || match.Value.Contains('/', StringComparison.Ordinal) || !new TimeValue(match.Value).TryGetDays(out var from, out _))
        {
            return null;
        }

        var isDash = IsDash(i) && (_atoms[i].IsGlued || At(i).Span.Length == 1 && !IsMark(i, '—'));
        var joins = isDash
            || IsAny(i, "through", "thru")
            || (IsAny(i, "to", "until", "till") && Before(first, "from") && !IsMoved(first))
            || (Is(i, "and") && Before(first, "between"));
        if (!joins || i + 1 >= _atoms.Count || _atoms[i].BeginsBlock)
        {
            return null;
        }

        var second = ReadDate(i + 1) ?? ReadYear(i + 1);
        if (second is { } weekday && At(i + 1).Word?.Weekday > 0 && At(first).Word?.Weekday > 0
            && new TimeValue(match.Value).IsDay && new TimeValue(weekday.Value).IsDay && new TimeValue(weekday.Value).TryGetDays(out var day, out _))
        {
            // The weekday that follows the first one.
            var ahead = ((day.DayNumber - from.DayNumber) % 7 + 7) % 7;
            second = Calendar.Shift(from, ahead, 'D') is { } following ? weekday with { Value = following } : null;
        }

        // TIMEX3 tells both years of "between 1982 and 1992"; a war of "1914-1918" is one time.
        if (match.Value.Length == 4 && !isDash && second is { Value.Length: 4 })
        {
            return null;
        }

        return second is { Type: TimeType.Date } to && !to.Value.Contains('/', StringComparison.Ordinal)
            && new TimeValue(to.Value).TryGetDays(out _, out var last) && from <= last && to.Value.Length == match.Value.Length
                ? new TimeMatch(to.End, TimeType.Date, match.Value + "/" + to.Value)
                : null;
    }

    // "moved from March 12 to March 26" names two days, no range.
    private bool IsMoved(int first)
    {
        for (var (i, seen) = (first - 1, 0); i >= 0 && seen < 8; i--, seen++)
        {
            if (_atoms[i].Kind == AtomKind.Word
                && IsAny(i, "moved", "move", "put", "postponed", "shifted", "shift", "delayed", "pushed", "brought", "rescheduled", "changed", "deferred", "extended"))
            {
                return true;
            }

            if (IsMark(i, '.'))
            {
                break;
            }
        }

        return false;
    }

    private Atom At(int i) => i >= 0 && i < _atoms.Count ? _atoms[i] : default;

    private ReadOnlySpan<char> Form(int i) => i >= 0 && i < _atoms.Count ? _text.Text.AsSpan(_atoms[i].Span.Start, _atoms[i].Span.Length) : [];

    // Within one block only: "March" at the end of one paragraph does not join "12" at the start of the next.
    private bool Joins(int i) => i > 0 && i < _atoms.Count && !_atoms[i].BeginsBlock;

    private bool Is(int i, string word) => i >= 0 && i < _atoms.Count && Form(i).Equals(word, StringComparison.OrdinalIgnoreCase);

    private bool IsAny(int i, params ReadOnlySpan<string> words)
    {
        if (i < 0 || i >= _atoms.Count || _atoms[i].Kind != AtomKind.Word)
        {
            return false;
        }

        var form = Form(i);
        foreach (var word in words)
        {
            if (form.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsMark(int i, params ReadOnlySpan<char> marks) =>
        i >= 0 && i < _atoms.Count && _atoms[i].Kind == AtomKind.Mark && marks.Contains(_text.Text[_atoms[i].Span.Start]);

    private bool IsDash(int i) => IsMark(i, '-', '–', '‑', '—');

    private bool IsHyphen(int i) => IsMark(i, '-', '‑', '–') && _atoms[i].IsGlued && At(i + 1).IsGlued;

    private bool IsCapital(int i) => i < _atoms.Count && char.IsUpper(_text.Text[_atoms[i].Span.Start]);

    /// <summary>The word before the atom, articles skipped.</summary>
    private bool Before(int i, params ReadOnlySpan<string> words)
    {
        var at = i - 1;
        return IsAny(at, "the", "a", "an") ? IsAny(at - 1, words) || IsAny(at, words) : IsAny(at, words);
    }

    private string Tag(int i)
    {
        var token = _text.Tokens.TokenAt(At(i).Span.Start);
        return token < _text.Count ? _text.Tags[token] : "";
    }

    private Direction DirectionAt(int first, int end)
    {
        var start = _text.Tokens.TokenAt(At(first).Span.Start);
        var stop = _text.Tokens.TokenAt(At(Math.Max(first, end - 1)).Span.End - 1) + 1;
        return _tenses.DirectionAt(start, Math.Min(stop, _text.Count));
    }

    // "that day", "two days later" look back at a date near by, else at the day of publication.
    private string Anchor(int i) => _anchor is { } value && i - _anchorAt < AnchorReach ? value : Calendar.Day(_published);

    // "that day" is the day told last; with only a month or a year told, no more is known than that.
    private string DayTold(int i) => _day is { } day && i - _dayAt < AnchorReach ? Calendar.Day(day) : Anchor(i);

    private DateOnly AnchorDay(int i) => new TimeValue(Anchor(i)).TryGetDays(out var first, out _) ? first : _published;
}
