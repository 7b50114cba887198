using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Turns drafts into attributions: items into spans of the text, order, nesting.</summary>
internal static class AttributionBuilder
{
    /// <summary>The attributions of these drafts; drafts whose spans cross those of a surer one are left out.</summary>
    public static ImmutableArray<Attribution> Build(TaggedText text, ImmutableArray<Quotation> quotations, List<Draft> drafts)
    {
        var built = drafts
            .Select(draft => (Draft: draft, Content: ContentOf(text, quotations, draft)))
            .Where(pair => pair.Content.Length > 0 || pair.Draft.Polarity == Polarity.Declined)
            .OrderBy(pair => Start(pair.Draft, pair.Content))
            .ThenByDescending(pair => pair.Content.IsEmpty ? 0 : pair.Content[^1].End)
            .ThenByDescending(pair => pair.Draft.Confidence)
            .ToList();
        built = WithoutCrossing(built);
        var parents = Parents(built);
        var speechAt = new bool[text.Count];
        foreach (var span in quotations.Where(quotation => quotation is { Kind: QuotationKind.Speech, Depth: 0 }).SelectMany(quotation => quotation.Spans))
        {
            speechAt.AsSpan(text.Tokens.TokenAt(span.Start)..(text.Tokens.TokenAt(span.End - 1) + 1)).Fill(true);
        }

        return [.. built.Select((pair, index) => ToAttribution(text, speechAt, pair.Draft, pair.Content, parents[index]))];
    }

    private static Attribution ToAttribution(TaggedText text, bool[] speechAt, Draft draft, ImmutableArray<TextSpan> content, int? parent)
    {
        var owner = draft.SourceOf ?? draft;
        var items = owner.Items;
        return new Attribution
        {
            Source = owner.Source is { } source ? items.SpanOf(source.First, source.End) : null,
            SourceHead = owner.Source is { } named ? items.SpanOf(named.Head, named.Head + 1) : null,
            JoinedHeads = owner.Source is { } joined ? [.. joined.Joined.Select(head => items.SpanOf(head, head + 1))] : [],
            Cue = draft.Cue.Count > 0 ? draft.Items.SpanOf(draft.Cue.First, draft.Cue.End) : null,
            CueLemma = draft.Cue.Count > 0 ? draft.Lemma : null,
            Content = content,
            Addressee = draft.Addressee.Count > 0 ? draft.Items.SpanOf(draft.Addressee.First, draft.Addressee.End) : null,
            Manner = MannerOf(text, speechAt, content),
            Polarity = draft.Polarity,
            CueClass = draft.Class,
            Parent = parent,
            Confidence = Math.Round(draft.Confidence, 3),
        };
    }

    private static int Start(Draft draft, ImmutableArray<TextSpan> content) => content.IsEmpty
        ? draft.Items.SpanOf(draft.Cue.First, draft.Cue.End).Start
        : content[0].Start;

    private static ImmutableArray<TextSpan> ContentOf(TaggedText text, ImmutableArray<Quotation> quotations, Draft draft)
    {
        var spans = new List<TextSpan>();
        foreach (var range in draft.Content)
        {
            var span = draft.Items.SpanOf(range.First, range.End);
            // A piece of speech brings the whole quotation, which may begin in an earlier sentence and end in a later paragraph.
            for (var item = range.First; item < range.End; item++)
            {
                if (draft.Items[item].Quotation is >= 0 and var index)
                {
                    foreach (var part in quotations[index].Spans)
                    {
                        if (part.Overlaps(span))
                        {
                            span = span.Cover(part);
                        }
                        else
                        {
                            spans.Add(part);
                        }
                    }
                }
            }

            spans.Add(span);
        }

        spans.AddRange(draft.FurtherQuotations.SelectMany(index => quotations[index].Spans));
        return Merged(text, spans);
    }

    private static ImmutableArray<TextSpan> Merged(TaggedText text, List<TextSpan> spans)
    {
        spans.Sort();
        var merged = ImmutableArray.CreateBuilder<TextSpan>(spans.Count);
        foreach (var span in spans)
        {
            if (merged.Count > 0 && span.Start < merged[^1].End)
            {
                merged[^1] = merged[^1].Cover(span);
            }
            else
            {
                merged.Add(span);
            }
        }

        return merged.ToImmutable();
    }

    private static Manner MannerOf(TaggedText text, bool[] speechAt, ImmutableArray<TextSpan> content)
    {
        var (inside, outside) = (false, false);
        foreach (var span in content)
        {
            for (var token = text.Tokens.TokenAt(span.Start); token < text.Count && text.Tokens.Tokens[token].Span.Start < span.End; token++)
            {
                if (text.Tokens.Tokens[token].Kind is TokenKind.Word or TokenKind.Number)
                {
                    inside |= speechAt[token];
                    outside |= !speechAt[token];
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

    // Two attributions may nest; where they overlap by halves the surer one stays.
    private static List<(Draft Draft, ImmutableArray<TextSpan> Content)> WithoutCrossing(List<(Draft Draft, ImmutableArray<TextSpan> Content)> built)
    {
        var dropped = new HashSet<Draft>();
        var open = new List<(TextSpan Span, Draft Draft)>();
        foreach (var (span, draft) in built.SelectMany(pair => pair.Content.Select(span => (span, pair.Draft))).OrderBy(pair => pair.span.Start).ThenByDescending(pair => pair.span.End))
        {
            open.RemoveAll(pair => pair.Span.End <= span.Start || dropped.Contains(pair.Draft));
            foreach (var (other, holder) in open)
            {
                var isSame = other == span && holder != draft;
                if (holder != draft && !dropped.Contains(holder) && !dropped.Contains(draft) && (isSame || (!other.Contains(span) && !span.Contains(other))))
                {
                    dropped.Add(draft.Confidence > holder.Confidence ? holder : draft);
                }
            }

            open.Add((span, draft));
        }

        return [.. built.Where(pair => !dropped.Contains(pair.Draft))];
    }

    // The smallest content around a cue is what it stands in.
    private static int?[] Parents(List<(Draft Draft, ImmutableArray<TextSpan> Content)> built)
    {
        var parents = new int?[built.Count];
        var bySentence = built.Select((pair, index) => (pair.Draft, pair.Content, index)).ToLookup(pair => pair.Draft.Sentence);
        var numbers = built.Select((pair, index) => (pair.Draft, index)).ToDictionary(pair => pair.Draft, pair => pair.index);
        for (var i = 0; i < built.Count; i++)
        {
            var draft = built[i].Draft;
            if (draft.Cue.Count == 0)
            {
                continue;
            }

            var cue = draft.Items.SpanOf(draft.Cue.First, draft.Cue.End);
            var smallest = int.MaxValue;
            foreach (var (other, content, index) in bySentence[draft.Sentence])
            {
                foreach (var span in content)
                {
                    if (other != draft && span.Contains(cue) && span.Length < smallest && index < i)
                    {
                        (smallest, parents[i]) = (span.Length, index);
                    }
                }
            }

            if (parents[i] is null && draft.Around is { } around && numbers.TryGetValue(around, out var parent) && parent < i)
            {
                parents[i] = parent;
            }
        }

        return parents;
    }
}
