using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Testing.Golden;

/// <summary>Compares the facts of one article with its gold.</summary>
public sealed class FactScorer
{
    private const int LongestLooseRange = 31;

    private readonly GoldArticle _gold;
    private readonly GoldNames _names;
    private readonly int[] _wordStarts;
    private readonly int[] _units;
    private readonly int _bodyStart;

    /// <summary>A scorer for one article.</summary>
    /// <param name="gold">Its gold.</param>
    /// <param name="file">The whole file, whose code points the gold counts.</param>
    /// <param name="body">The article's text, the end of <paramref name="file"/>; the facts point into it.</param>
    /// <exception cref="ArgumentException"><paramref name="file"/> does not end with <paramref name="body"/>, or a gold span does not hold its words.</exception>
    public FactScorer(GoldArticle gold, string file, string body)
    {
        if (!file.EndsWith(body, StringComparison.Ordinal))
        {
            throw new ArgumentException("The text is not the end of its file.", nameof(body));
        }

        _gold = gold;
        _names = new GoldNames(gold.Actors);
        _bodyStart = file.Length - body.Length;
        _units = UnitsOf(file);
        _wordStarts = [.. Enumerable.Range(0, body.Length).Where(i => char.IsLetterOrDigit(body[i]) && (i == 0 || !char.IsLetterOrDigit(body[i - 1])))];
        foreach (var span in gold.Attributions.SelectMany(fact => fact.Content).Concat(gold.Proposals.Select(fact => fact.Span)).Concat(gold.Meetings.Select(fact => fact.Span)))
        {
            if (SpanOf(span.Start, span.End).Slice(body) != span.Text)
            {
                throw new ArgumentException($"The gold says “{span.Text}” where the text says “{SpanOf(span.Start, span.End).Slice(body)}”.", nameof(gold));
            }
        }
    }

    /// <summary>Compares <paramref name="facts"/>.</summary>
    public FactScore Score(ArticleFacts facts)
    {
        var attributions = _gold.Attributions.Select(gold => (Gold: gold, Words: WordsIn(gold.Content.Select(SpanOf)))).ToList();
        var statements = facts.Statements.Select(statement => (Fact: statement, Words: WordsIn(statement.Content?.Spans ?? statement.Evidence))).ToList();
        return new FactScore
        {
            Attributions = [.. attributions.Where(pair => IsFound(pair.Gold, pair.Words, statements)).Select(pair => pair.Gold.Id)],
            Proposals = [.. _gold.Proposals.Where(gold => facts.Proposals.Any(found => IsSame(found, gold))).Select(gold => gold.Id)],
            Meetings = [.. _gold.Meetings.Where(gold => facts.Meetings.Any(found => IsSame(found, gold))).Select(gold => gold.Id)],
            Times = [.. _gold.Times.Where(gold => facts.Times.Any(found => IsSame(found, gold))).Select(gold => $"{gold.Text}@{gold.Start}")],
            StrayAttributions = statements.Count(pair => !attributions.Exists(gold => Counts(pair.Fact, pair.Words, gold.Gold, gold.Words))),
            StrayProposals = facts.Proposals.Count(found => !_gold.Proposals.Any(gold => IsSame(found, gold))),
            StrayMeetings = facts.Meetings.Count(found => !_gold.Meetings.Any(gold => IsSame(found, gold))),
        };
    }

    // Statements of the right speaker hold half of the words; those that are mostly about something else do not help.
    private bool IsFound(GoldAttribution gold, HashSet<int> words, List<(Statement Fact, HashSet<int> Words)> statements)
    {
        var held = statements
            .Where(pair => Counts(pair.Fact, pair.Words, gold, words))
            .SelectMany(pair => pair.Words)
            .Where(words.Contains)
            .Distinct()
            .Count();
        return held * 2 >= words.Count;
    }

    private bool Counts(Statement statement, HashSet<int> words, GoldAttribution gold, HashSet<int> goldWords) =>
        words.Count > 0
        && words.Count(goldWords.Contains) * 2 >= words.Count
        && SpeakersOf(statement).Any(speaker => gold.Speakers.Any(name => _names.IsSame(speaker, name)));

    private static ImmutableArray<string> SpeakersOf(Statement statement) =>
        statement.Speakers.IsEmpty ? [statement.Source?.Text ?? ""] : statement.Speakers;

    private bool IsSame(Proposal found, GoldProposal gold)
    {
        if (!found.By.Any(name => gold.Proposers.Any(proposer => _names.IsLike(name, proposer))))
        {
            return false;
        }

        var words = SubjectMatter(found.Content.Text);
        var what = SubjectMatter(gold.What);
        var common = words.Intersect(SubjectMatter($"{gold.What} {gold.Span.Text}"), StringComparer.Ordinal).Count();
        return common > 0 && common * 2 >= Math.Min(words.Count, what.Count);
    }

    private bool IsSame(Meeting found, GoldMeeting gold)
    {
        if (!IsSameDate(found.When, gold.Date))
        {
            return false;
        }

        // Where the sentence names nobody ("both sides"), the place in the text says that it is this meeting.
        if (!gold.Participants.Any(name => _names.IsNamedIn(gold.Span.Text, name)))
        {
            return found.Evidence.Any(SpanOf(gold.Span).Overlaps);
        }

        return gold.Participants.Count(name => found.Participants.Any(other => _names.IsLike(other, name))) * 2 >= gold.Participants.Length;
    }

    private bool IsSame(TimeExpression found, GoldTime gold) =>
        found.Span.Overlaps(SpanOf(gold.Start, gold.End)) && (found.Value.Value == gold.Value || (HasDays(gold.Value) && IsSameDate(found.Value, gold.Value)));

    private static bool HasDays(string value) => new TimeValue(value).TryGetDays(out _, out _);

    // A day of the range that gold gives is right, and so is a range of at most a month around the days that gold gives.
    private static bool IsSameDate(TimeValue? found, string gold)
    {
        if (!new TimeValue(gold).TryGetDays(out var first, out var last))
        {
            return found is not { } value || !value.TryGetDays(out _, out _);
        }

        if (found is not { } when || !when.TryGetDays(out var from, out var to))
        {
            return false;
        }

        return (first <= from && to <= last) || (first != last && from <= first && last <= to && to.DayNumber - from.DayNumber <= LongestLooseRange);
    }

    private static HashSet<string> SubjectMatter(string text) =>
    [
        .. NameFolding.Fold(text).Split(' ').Where(word => word.Length > 3 || word.Any(char.IsDigit)),
    ];

    private HashSet<int> WordsIn(IEnumerable<TextSpan> spans)
    {
        var words = new HashSet<int>();
        foreach (var span in spans)
        {
            var at = Array.BinarySearch(_wordStarts, span.Start);
            for (var i = at < 0 ? ~at : at; i < _wordStarts.Length && _wordStarts[i] < span.End; i++)
            {
                words.Add(_wordStarts[i]);
            }
        }

        return words;
    }

    private TextSpan SpanOf(GoldSpan span) => SpanOf(span.Start, span.End);

    private TextSpan SpanOf(int start, int end) => TextSpan.FromBounds(_units[start] - _bodyStart, _units[end] - _bodyStart);

    // Code point → UTF-16 code unit, the end of the text included.
    private static int[] UnitsOf(string text)
    {
        var units = new List<int>(text.Length + 1);
        for (var i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1)
        {
            units.Add(i);
        }

        units.Add(text.Length);
        return [.. units];
    }
}
