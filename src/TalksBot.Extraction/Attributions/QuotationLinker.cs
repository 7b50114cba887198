using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Gives quotations that stand alone, without a cue of their own, to the speaker before them.</summary>
internal sealed class QuotationLinker(TaggedText text, ImmutableArray<Quotation> quotations, SpeechMap speech)
{
    private const int LeastWords = 2;

    /// <summary>Adds them to the drafts of the sentence before, or as drafts of their own where that one is no plain statement.</summary>
    public void Link(List<Draft> drafts)
    {
        var taken = drafts.SelectMany(SpeechMap.QuotationsOf).ToHashSet();
        var bySentence = drafts.ToLookup(draft => draft.Sentence);
        var speakers = new Dictionary<int, Draft>();
        for (var i = 0; i < quotations.Length; i++)
        {
            if (taken.Contains(i) || quotations[i].Kind != QuotationKind.Speech || quotations[i].Depth > 0)
            {
                continue;
            }

            var first = text.Tokens.TokenAt(quotations[i].Spans[0].Start);
            var last = text.Tokens.TokenAt(quotations[i].Spans[^1].End - 1);
            var (from, to) = (text.Tokens.SentenceOf(first), text.Tokens.SentenceOf(last));
            if (!StandsAlone(from, first, last, to))
            {
                continue;
            }

            if (Speaker(from, bySentence, speakers, out var isSure) is { } before)
            {
                var own = Give(i, before, from, isSure, drafts);
                for (var sentence = from; sentence <= to; sentence++)
                {
                    speakers[sentence] = own;
                }
            }
        }
    }

    private bool StandsAlone(int from, int first, int last, int to)
    {
        var words = 0;
        for (var token = first; token <= last && words < LeastWords; token++)
        {
            words += text.Tokens.Tokens[token].Kind == TokenKind.Word ? 1 : 0;
        }

        return words >= LeastWords
            && IsBare(text.Tokens.Sentences[from].First, first)
            && IsBare(last + 1, text.Tokens.Sentences[to].End);
    }

    private bool IsBare(int first, int end)
    {
        for (var token = first; token < end; token++)
        {
            if (speech.Outer[token] < 0 && text.Tokens.Tokens[token].Kind is TokenKind.Word or TokenKind.Number)
            {
                return false;
            }
        }

        return true;
    }

    private Draft? Speaker(int sentence, ILookup<int, Draft> bySentence, Dictionary<int, Draft> speakers, out bool isSure)
    {
        isSure = false;
        if (sentence == 0)
        {
            return null;
        }

        var before = sentence - 1;
        if (speakers.TryGetValue(before, out var linked))
        {
            isSure = text.Tokens.ParagraphOf(before) == text.Tokens.ParagraphOf(sentence);
            return linked;
        }

        var outer = bySentence[before].Where(draft => draft.Source is not null && !IsInsideAnother(draft, bySentence[before])).ToList();
        if (outer.Count == 0)
        {
            return null;
        }

        var isSameParagraph = text.Tokens.ParagraphOf(before) == text.Tokens.ParagraphOf(sentence);
        var quoted = outer.FindLast(draft => SpeechMap.QuotationsOf(draft).Any());
        if (!isSameParagraph)
        {
            // Only words that run on: a paragraph that ended with this speaker's own words.
            return quoted;
        }

        isSure = quoted is not null || outer.TrueForAll(draft => draft.Source!.Head == outer[0].Source!.Head);
        return quoted ?? outer[^1];
    }

    private static bool IsInsideAnother(Draft draft, IEnumerable<Draft> others) =>
        others.Any(other => other != draft && other.Items == draft.Items && other.Content.Any(range => range.Contains(draft.Cue.First) && draft.Cue.Count > 0));

    private Draft Give(int quotation, Draft before, int sentence, bool isSure, List<Draft> drafts)
    {
        var isSameParagraph = text.Tokens.ParagraphOf(before.Sentence) == text.Tokens.ParagraphOf(sentence);
        var isPlain = before.Polarity == Polarity.Said && before.Class is CueClass.Said or CueClass.Believes or CueClass.Asked && before.Content.Count > 0;
        if (isSure && isSameParagraph && (isPlain || before.FurtherQuotations.Count > 0))
        {
            before.FurtherQuotations.Add(quotation);
            return before;
        }

        var root = before.SourceOf ?? before;
        var own = new Draft
        {
            Items = before.Items,
            Sentence = sentence,
            SourceOf = root,
            Confidence = Math.Min(root.Confidence, isSameParagraph ? isSure ? 0.8 : 0.6 : 0.5),
        };
        own.FurtherQuotations.Add(quotation);
        drafts.Add(own);
        return own;
    }
}
