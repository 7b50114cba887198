using System.Collections.Frozen;
using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Reads off the parts of labelled attributions what labels do not tell: heads of sources, acts, polarity, manner.</summary>
internal sealed class LabelledParts
{
    // "Dropped his demand for …", "gave up her objection to …": what somebody no longer holds are not their words.
    private static readonly FrozenSet<string> GivingUp = new[] { "abandon", "drop", "forgo", "relent", "relinquish", "shelve" }.ToFrozenSet(StringComparer.Ordinal);

    // What has not happened yet, or only might.
    private const double ShareOfModal = 0.7;

    private static readonly FrozenDictionary<string, string> Classes = LanguageFile.Map("cue-classes");

    // Verbs whose passive has another speaker than its subject; "is concerned that" has not.
    private static readonly FrozenSet<string> SpokenOf = new[]
    {
        "accuse", "allege", "ask", "believe", "criticise", "criticize", "expect", "inform", "report", "say", "see", "suppose", "suspect", "tell", "think", "urge", "warn",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly TaggedText _text;
    private readonly SpeechMap _speech;
    private readonly Dictionary<int, SentenceItems> _items = [];

    /// <summary>A reader of parts in this text.</summary>
    public LabelledParts(TaggedText text, ImmutableArray<Quotation> quotations) => (_text, _speech) = (text, new SpeechMap(text.Tokens, quotations));

    /// <summary>An attribution with all that can be told without the grammar.</summary>
    public Attribution Alone(LabelledAttribution found)
    {
        var labelled = Mended(found);
        var verb = MainWord(labelled.Cue);
        var lemma = _text.Lemmas[verb] is "said" or "says" ? "say" : _text.Lemmas[verb];
        var entry = CueLexicon.Verb(lemma, verb + 1 < _text.Count ? _text.Lemmas[verb + 1] : "") ?? CueLexicon.Noun(lemma);
        var isWord = _text.Tokens.Tokens[verb].Kind == TokenKind.Word;
        var group = GroupOf(verb);
        var content = Spans(labelled.Content);
        var (head, joined) = HeadsOf(labelled.Source);
        var confidence = labelled.CueSureness * labelled.SourceSureness * labelled.ContentSureness;
        return new Attribution
        {
            Source = labelled.Source.Count > 0 ? _text.Tokens.SpanOf(labelled.Source[0]) : null,
            SourceHead = head,
            JoinedHeads = joined,
            Cue = _text.Tokens.SpanOf(labelled.Cue),
            CueLemma = isWord ? lemma : null,
            Content = content,
            Manner = MannerOf(content),
            Polarity = PolarityOf(entry, lemma, group),
            CueClass = entry?.Class ?? (Classes.TryGetValue(lemma, out var name) ? Enum.Parse<CueClass>(name) : CueClass.Said),
            Confidence = Math.Round(group is { Modal: not ("" or "would") } ? confidence * ShareOfModal : confidence, 3),
        };
    }

    /// <summary>Ranges of tokens as spans of the text.</summary>
    public ImmutableArray<TextSpan> Spans(List<IndexRange> ranges) => [.. ranges.Select(range => _text.Tokens.SpanOf(range)).Order()];

    /// <summary>Whether the labels took somebody for the source of whom others speak or who is spoken to ("Holt is said to have signed", "Holt was told").</summary>
    public bool IsSpokenOf(LabelledAttribution found)
    {
        var verb = MainWord(found.Cue);
        return found.Source.Count > 0 && found.Source[0].First < found.Cue.First && SpokenOf.Contains(_text.Lemmas[verb]) && GroupOf(verb) is { IsPassive: true };
    }

    /// <summary>Whether the labels took for a report that somebody gave up what they had held ("Holt dropped her demand for a lock").</summary>
    public bool IsGivenUp(LabelledAttribution found) =>
        (GivingUp.Contains(_text.Lemmas[MainWord(found.Cue)]) || (_text.Lemmas[MainWord(found.Cue)] == "give" && Enumerable.Range(found.Cue.First, found.Cue.Count).Any(i => _text.Lemmas[i] == "up")))
        && MannerOf(Spans(found.Content)) == Manner.Indirect;

    /// <summary>The words that these spans hold, as indexes of tokens.</summary>
    public List<int> Words(ImmutableArray<TextSpan> spans) => Tokens(spans).Where(token => _text.Tokens.Tokens[token].Kind is TokenKind.Word or TokenKind.Number).ToList();

    /// <summary>How many marks these spans hold.</summary>
    public int Marks(ImmutableArray<TextSpan> spans) => Tokens(spans).Count(token => _text.Tokens.Tokens[token].Kind is not (TokenKind.Word or TokenKind.Number));

    /// <summary>The tokens that these spans touch.</summary>
    public IEnumerable<int> Tokens(ImmutableArray<TextSpan> spans)
    {
        foreach (var span in spans)
        {
            for (var token = _text.Tokens.TokenAt(span.Start); token < _text.Count && _text.Tokens.Tokens[token].Span.Start < span.End; token++)
            {
                yield return token;
            }
        }
    }

    /// <summary>Whether a source is a relative pronoun alone.</summary>
    public bool IsRelative(TextSpan source)
    {
        var token = _text.Tokens.TokenAt(source.Start);
        return _text.Tokens.Tokens[token].Span == source && _text.Lemmas[token] is "who" or "which" or "that";
    }

    /// <summary>Whether a relative clause begins in these words.</summary>
    public bool HasRelative(TextSpan words) => Tokens([words]).Any(token => _text.Tags[token] is "WP" or "WDT" or "WP$");

    // Marks at the edges, and what stands before a dateline's dash, are no part of a source, cue or content.
    private LabelledAttribution Mended(LabelledAttribution found)
    {
        var source = found.Source.Select(range => WithoutRelative(WithoutMarks(range, ":;"))).Where(range => range.Count > 0).ToList();
        var content = found.Content.Select(AfterDateline).Where(range => range.Count > 0).ToList();
        return found with { Source = source, Cue = WithoutMarks(found.Cue, ";"), Content = content };
    }

    private IndexRange WithoutMarks(IndexRange range, string marks)
    {
        var end = range.End;
        while (end > range.First + 1 && _text.Tokens.Form(end - 1) is [var mark] && marks.Contains(mark, StringComparison.Ordinal))
        {
            end--;
        }

        return range with { End = end };
    }

    // "Holt, who"
    private IndexRange WithoutRelative(IndexRange range) =>
        range.Count > 2 && _text.Tags[range.End - 1] is "WP" or "WDT" && _text.Tokens.Form(range.End - 2) is "," ? range with { End = range.End - 2 } : range;

    private IndexRange AfterDateline(IndexRange range)
    {
        var sentence = _text.Tokens.SentenceOf(range.First);
        if (_text.Tokens.Sentences[sentence].First != range.First || _text.Tokens.Paragraphs[_text.Tokens.ParagraphOf(sentence)].First != sentence)
        {
            return range;
        }

        var items = ItemAt(range.First).Items;
        var begin = AttributionFinder.AfterDateline(items);
        return begin > 0 && begin < items.Count ? range with { First = Math.Min(range.End, items[begin].Tokens.First) } : range;
    }

    /// <summary>Whether all, some or none of the words stand in quotation marks of speech.</summary>
    public Manner MannerOf(ImmutableArray<TextSpan> content)
    {
        var (inside, outside) = (false, false);
        foreach (var span in content)
        {
            // "that" before a quotation changes nothing: the words are as they were said.
            var first = _text.Tokens.TokenAt(span.Start);
            for (var token = _text.Lemmas[first] == "that" && !inside ? first + 1 : first; token < _text.Count && _text.Tokens.Tokens[token].Span.Start < span.End; token++)
            {
                if (_text.Tokens.Tokens[token].Kind is TokenKind.Word or TokenKind.Number)
                {
                    inside |= _speech.Outer[token] >= 0;
                    outside |= _speech.Outer[token] < 0;
                }
            }
        }

        return (inside, outside) switch
        {
            (true, false) => Manner.Direct,
            (true, true) => Manner.Mixed,
            _ => Manner.Indirect,
        };
    }

    // The last verb that is no auxiliary; else the last noun; else the first token.
    private int MainWord(IndexRange cue)
    {
        var (verb, noun) = (-1, -1);
        for (var i = cue.First; i < cue.End; i++)
        {
            if (_text.Tags[i] is ['V', 'B', ..] && (verb < 0 || _text.Lemmas[i] is not ("be" or "have" or "do")))
            {
                verb = i;
            }
            else if (_text.Tags[i] is ['N', 'N', ..])
            {
                noun = i;
            }
        }

        return verb >= 0 ? verb : noun >= 0 ? noun : cue.First;
    }

    private static Polarity PolarityOf(CueEntry? entry, string lemma, VerbGroup? group)
    {
        if (group is not { IsNegated: true })
        {
            return entry?.Polarity ?? Polarity.Said;
        }

        return entry is { Polarity: Polarity.Denied } ? Polarity.Said : CueLexicon.IsSilentVerb(lemma) ? Polarity.Declined : Polarity.Denied;
    }

    private VerbGroup? GroupOf(int verb)
    {
        var (items, item) = ItemAt(verb);
        return item >= 0 && items.IsVerb(item) ? VerbGroup.At(items, item) : null;
    }

    private (TextSpan? Head, ImmutableArray<TextSpan> Joined) HeadsOf(List<IndexRange> source)
    {
        if (source.Count == 0)
        {
            return (null, []);
        }

        var range = source[0];
        var (items, first) = ItemAt(range.First);
        if (first >= 0 && SourceFinder.After(items, first) is { } found && items[found.Head].Tokens.First < range.End)
        {
            return (items.SpanOf(found.Head, found.Head + 1),
                [.. found.Joined.Where(joined => items[joined].Tokens.First < range.End).Select(joined => items.SpanOf(joined, joined + 1))]);
        }

        return (_text.Tokens.Tokens[PlainHead(range)].Span, []);
    }

    // The last noun before a comma, preposition or relative pronoun.
    private int PlainHead(IndexRange range)
    {
        var head = -1;
        for (var i = range.First; i < range.End; i++)
        {
            if (_text.Tags[i] is ['N', 'N', ..] or "PRP" or "WP" or "WDT" || (head < 0 && _text.Tags[i] is "DT" or "CD"))
            {
                head = i;
            }
            else if (head >= 0 && _text.Tags[i] is "," or "IN" or "WP" or "WDT" or "VBG" or "VBN")
            {
                break;
            }
        }

        return head >= 0 ? head : range.First;
    }

    private (SentenceItems Items, int Item) ItemAt(int token)
    {
        var sentence = _text.Tokens.SentenceOf(token);
        if (!_items.TryGetValue(sentence, out var items))
        {
            _items[sentence] = items = new SentenceItems(_text, _text.Tokens.Sentences[sentence], _speech.Outer, isQuoted: false);
        }

        var (low, high) = (0, items.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (items[middle].Tokens.First < token)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return (items, low < items.Count && items[low].Tokens.First == token && items[low].Quotation < 0 ? low : -1);
    }
}
