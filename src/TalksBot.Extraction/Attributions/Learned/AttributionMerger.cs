using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Makes one list of what labels and grammar found: parts by the labels, acts and nesting by the grammar.</summary>
internal sealed class AttributionMerger
{
    // Of what the grammar finds alone in news about half is right, measured on PolNeAR dev.
    private const double ShareOfGrammarAlone = 0.5;

    // Below this three in four of what the labels find alone are wrong, measured on PolNeAR dev; without a source sooner.
    private const double LeastAlone = 0.35;

    private const double LeastSureRule = 0.75;

    // Where both name a different source, a wrong name is worse than a doubt: the labels must be this sure.
    private const double LeastAgainstGrammar = 0.85;

    private const double LeastWithoutSource = 0.95;

    private readonly TaggedText _text;
    private readonly ImmutableArray<Attribution> _rules;
    private readonly List<LabelledAttribution> _labelled;
    private readonly LabelledParts _parts;
    private readonly int[] _placeOfRule;
    private readonly int[] _ruleAtCue;
    private readonly int[] _ruleAtWords;
    private readonly int[] _labelledAt;
    private readonly bool[] _isCue;
    private readonly bool[] _isTold;
    private readonly List<(Attribution Attribution, int Rule)> _merged = [];

    /// <summary>A merger of these finds.</summary>
    public AttributionMerger(TaggedText text, ImmutableArray<Quotation> quotations, ImmutableArray<Attribution> rules, List<LabelledAttribution> labelled)
    {
        (_text, _rules, _labelled) = (text, rules, labelled);
        _parts = new LabelledParts(text, quotations);
        _placeOfRule = new int[rules.Length];
        Array.Fill(_placeOfRule, -1);
        (_ruleAtCue, _ruleAtWords, _labelledAt) = (Places(), Places(), Places());
        (_isCue, _isTold) = (new bool[text.Count], new bool[text.Count]);
        for (var rule = rules.Length - 1; rule >= 0; rule--)
        {
            if (rules[rule].Cue is { } cue)
            {
                Fill(_ruleAtCue, [cue], rule);
            }
            else if (rules[rule].Parent is null)
            {
                Fill(_ruleAtWords, rules[rule].Content, rule);
            }
        }

        for (var i = 0; i < labelled.Count; i++)
        {
            _isCue.AsSpan(labelled[i].Cue.First, labelled[i].Cue.Count).Fill(true);
            foreach (var fragment in labelled[i].Content)
            {
                _labelledAt.AsSpan(fragment.First, fragment.Count).Fill(i);
            }
        }
    }

    /// <summary>The attributions, in reading order of their content; nested ones after their parent.</summary>
    public ImmutableArray<Attribution> Merge()
    {
        for (var i = 0; i < _labelled.Count; i++)
        {
            var rule = RuleOf(_labelled[i]);
            var attribution = rule >= 0 ? Both(i, rule) : _parts.Alone(_labelled[i]);
            if (rule >= 0 || (IsWorthwhile(attribution) && !_parts.IsSpokenOf(_labelled[i]) && !_parts.IsGivenUp(_labelled[i])))
            {
                Add(attribution, rule);
            }
        }

        AddGrammarAlone();
        AddNested();
        return InOrder();
    }

    private int[] Places()
    {
        var places = new int[_text.Count];
        Array.Fill(places, -1);
        return places;
    }

    private void Fill(int[] places, ImmutableArray<TextSpan> spans, int value)
    {
        foreach (var token in _parts.Tokens(spans))
        {
            places[token] = value;
        }
    }

    private void Add(Attribution attribution, int rule)
    {
        if (rule >= 0)
        {
            _placeOfRule[rule] = _merged.Count;
        }

        _merged.Add((attribution, rule));
        foreach (var token in _parts.Tokens(attribution.Content))
        {
            _isTold[token] = true;
        }
    }

    private bool IsWorthwhile(Attribution alone) =>
        !alone.Content.IsEmpty && alone.Confidence >= (alone.Source is null ? LeastWithoutSource : LeastAlone) && !IsNoReport(alone);

    // "met to discuss the pier" tells what talks are about. "asked not to be named"; "Asked about the pier, Holt smiled": somebody else asked.
    private bool IsNoReport(Attribution attribution) => attribution.CueLemma == "discuss" ? IsPurpose(attribution) : attribution.CueLemma == "ask" && attribution.Manner != Manner.Direct
        && (attribution.Source is not { } source || source.Start > attribution.Cue?.Start
            || _text.Text.AsSpan(attribution.Content[0].Start, Math.Min(9, attribution.Content[0].Length)).StartsWith("not to be", StringComparison.Ordinal));

    private bool IsPurpose(Attribution attribution) => attribution is { Cue: { } cue, Manner: Manner.Indirect } && _text.Tags[_text.Tokens.TokenAt(cue.Start)] == "TO";

    // The grammar's find with the same cue; where it has none, with most of the content.
    private int RuleOf(LabelledAttribution labelled)
    {
        for (var token = labelled.Cue.First; token < labelled.Cue.End; token++)
        {
            if (_ruleAtCue[token] is >= 0 and var rule && _placeOfRule[rule] < 0)
            {
                return rule;
            }
        }

        foreach (var fragment in labelled.Content)
        {
            for (var token = fragment.First; token < fragment.End; token++)
            {
                if (_ruleAtWords[token] is >= 0 and var rule && _placeOfRule[rule] < 0)
                {
                    return Shared(_rules[rule].Content, _parts.Spans(labelled.Content)) * 2 > Length(_rules[rule].Content) ? rule : -1;
                }
            }
        }

        return -1;
    }

    private Attribution Both(int labelled, int index)
    {
        var (rule, own) = (_rules[index] with { Parent = null }, _parts.Alone(_labelled[labelled]));
        if (own.Content.IsEmpty)
        {
            return rule;
        }

        if (own.Source is { } wide && rule.SourceHead is { } inner && wide.Contains(inner) && rule.Content.Any(wide.Overlaps))
        {
            // What the grammar takes for the content's beginning, the labels took for the source's.
            own = own with { Source = rule.Source, Content = rule.Content };
        }

        var agrees = own.Source is not { } source || rule.SourceHead is not { } head || source.Contains(head);
        // "Holt, who said": the pronoun is the source in the text, the name before it is who spoke.
        var isRelative = own.Source is { } pronoun && rule.Source is not null && _parts.IsRelative(pronoun);
        if (!agrees && !isRelative && ((own.Confidence < LeastAgainstGrammar && rule.Confidence >= LeastSureRule) || _parts.IsSpokenOf(_labelled[labelled])))
        {
            return rule with { Confidence = Math.Round(own.Confidence * ShareOfGrammarAlone, 3) };
        }

        var content = Chosen(labelled, own.Content, rule);
        content = rule.Manner == Manner.Direct && _rules[index].Parent is null ? WithQuotations(labelled, content, rule) : content;
        if (own.Source is null && rule.Source is { } named)
        {
            content = [.. content.Where(span => !span.Overlaps(named))];
            content = content.IsEmpty ? rule.Content : content;
        }

        // "Ann Holt, who is on her way to Kolm, said": what the grammar took for the subject stands inside the clause.
        var isInClause = agrees && own.SourceHead is { } first && rule.SourceHead is { } second && first.End < second.Start && _parts.HasRelative(TextSpan.FromBounds(first.End, second.Start));
        return own with
        {
            Source = own.Source ?? rule.Source,
            SourceHead = (agrees && !isInClause) || isRelative ? rule.SourceHead : own.SourceHead,
            JoinedHeads = (agrees && !isInClause) || isRelative ? rule.JoinedHeads : own.JoinedHeads,
            CueLemma = rule.CueLemma ?? own.CueLemma,
            CueClass = rule.Cue is null ? own.CueClass : rule.CueClass,
            Polarity = rule.Polarity,
            Addressee = rule.Addressee is { } addressee && !content.Any(span => span.Overlaps(addressee)) ? addressee : null,
            Content = content,
            Manner = _parts.MannerOf(content),
        };
    }

    // Where both agree on cue and source, the labels are right about a beginning ("that") that they add and an end that they cut;
    // about all else the grammar is, two times in three (PolNeAR dev).
    private ImmutableArray<TextSpan> Chosen(int index, ImmutableArray<TextSpan> labelled, Attribution rule)
    {
        if (rule.Confidence < LeastSureRule || rule.Content.IsEmpty)
        {
            return labelled;
        }

        var (own, other) = (_parts.Words(labelled), _parts.Words(rule.Content));
        if (own.Count == 0 || other.Count == 0)
        {
            return own.Count == 0 ? rule.Content : labelled;
        }

        var shared = own.Intersect(other).Count();
        var addsBeginning = shared == other.Count && own[^1] == other[^1] && own[0] <= other[0] && own[^1] - own[0] + 1 <= own.Count + _parts.Marks(labelled);
        var cutsEnd = shared == own.Count && own[0] == other[0] && own.Count * 2 >= other.Count;
        var isTaken = other.Exists(token => _labelledAt[token] >= 0 && _labelledAt[token] != index);
        return addsBeginning || cutsEnd || isTaken ? labelled : rule.Content;
    }

    // Quotations that the grammar takes as going on with this speech, where nobody else speaks in them.
    private ImmutableArray<TextSpan> WithQuotations(int index, ImmutableArray<TextSpan> content, Attribution rule)
    {
        var further = rule.Content.Where(span => !content.Any(span.Overlaps) && !_parts.Tokens([span]).Any(token => _isCue[token] || (_labelledAt[token] >= 0 && _labelledAt[token] != index))).ToList();
        return further.Count == 0 ? content : [.. content.Concat(further).Order()];
    }

    private void AddGrammarAlone()
    {
        for (var rule = 0; rule < _rules.Length; rule++)
        {
            var found = _rules[rule];
            if (_placeOfRule[rule] >= 0 || found.Parent is not null || IsTold(found))
            {
                continue;
            }

            var confidence = found.Polarity == Polarity.Declined || found.Manner == Manner.Direct ? found.Confidence : Math.Round(found.Confidence * ShareOfGrammarAlone, 3);
            Add(found with { Confidence = confidence }, rule);
        }
    }

    // Whether its words are already somebody's.
    private bool IsTold(Attribution found) =>
        _parts.Tokens(found.Content).Any(token => _isTold[token]) || (found.Cue is { } cue && _parts.Tokens([cue]).Any(token => _isTold[token]));

    private void AddNested()
    {
        for (var rule = 0; rule < _rules.Length; rule++)
        {
            if (_placeOfRule[rule] >= 0 || _rules[rule].Parent is not { } parent || _placeOfRule[parent] < 0)
            {
                continue;
            }

            var place = _placeOfRule[parent];
            if (Shared(_rules[rule].Content, _merged[place].Attribution.Content) > 0 || _rules[rule].Content.IsEmpty)
            {
                Add(_rules[rule] with { Parent = place }, rule);
            }
        }
    }

    private ImmutableArray<Attribution> InOrder()
    {
        var parents = Enumerable.Range(0, _merged.Count).Select(ParentOf).ToArray();
        var order = Enumerable.Range(0, _merged.Count)
            .OrderBy(place => Start(_merged[Root(place, parents)].Attribution))
            .ThenBy(place => Root(place, parents))
            .ThenBy(place => Depth(place, parents))
            .ThenBy(place => Start(_merged[place].Attribution))
            .ToList();
        var places = new int[order.Count];
        for (var i = 0; i < order.Count; i++)
        {
            places[order[i]] = i;
        }

        return [.. order.Select(place => _merged[place].Attribution with { Parent = parents[place] is { } parent ? places[parent] : null })];
    }

    // By the grammar where it nested; else the content that holds both cue and content.
    private int? ParentOf(int place)
    {
        var (own, rule) = _merged[place];
        if (own.Parent is not null)
        {
            return own.Parent;
        }

        if (rule >= 0 && _rules[rule].Parent is { } parent && _placeOfRule[parent] is >= 0 and var outer
            && Shared(own.Content, _merged[outer].Attribution.Content) == Length(own.Content) && Length(own.Content) > 0)
        {
            return outer;
        }

        return null;
    }

    private static int Root(int place, int?[] parents)
    {
        for (var steps = 0; parents[place] is { } parent && steps < parents.Length; steps++)
        {
            place = parent;
        }

        return place;
    }

    private static int Depth(int place, int?[] parents)
    {
        var depth = 0;
        for (; parents[place] is { } parent && depth < parents.Length; depth++)
        {
            place = parent;
        }

        return depth;
    }

    private static int Start(Attribution attribution) => attribution.Content.IsEmpty ? attribution.Cue?.Start ?? 0 : attribution.Content[0].Start;

    private static int Length(ImmutableArray<TextSpan> spans) => spans.Sum(span => span.Length);

    private static int Shared(ImmutableArray<TextSpan> left, ImmutableArray<TextSpan> right)
    {
        var shared = 0;
        foreach (var span in left)
        {
            foreach (var other in right)
            {
                shared += Math.Max(0, Math.Min(span.End, other.End) - Math.Max(span.Start, other.Start));
            }
        }

        return shared;
    }
}
