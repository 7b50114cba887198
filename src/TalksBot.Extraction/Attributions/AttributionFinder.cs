using System.Collections.Immutable;

namespace TalksBot.Extraction;

/// <summary>Finds attributions with a grammar of source, cue and content over tags; it knows no names.</summary>
public sealed class AttributionFinder : IAttributionFinder
{
    private const int LongestDateline = 14;

    /// <inheritdoc/>
    public ImmutableArray<Attribution> Find(TaggedText text, ImmutableArray<Quotation> quotations)
    {
        ArgumentNullException.ThrowIfNull(text);
        var speech = new SpeechMap(text.Tokens, quotations);
        var drafts = new List<Draft>();
        foreach (var paragraph in text.Tokens.Paragraphs)
        {
            for (var sentence = paragraph.First; sentence < paragraph.End; sentence++)
            {
                var items = new SentenceItems(text, text.Tokens.Sentences[sentence], speech.Outer, isQuoted: false);
                var begin = sentence == paragraph.First ? AfterDateline(items) : 0;
                drafts.AddRange(InSentence(items, sentence, begin));
            }
        }

        new QuotationLinker(text, quotations, speech).Link(drafts);
        var nested = drafts.SelectMany(draft => InsideQuotations(text, speech, draft)).ToList();
        return AttributionBuilder.Build(text, quotations, [.. drafts, .. nested]);
    }

    private static List<Draft> InSentence(SentenceItems items, int sentence, int begin)
    {
        var candidates = new CueFinder(items, sentence).Find();
        var drafts = new ContentFinder(items, candidates, begin).Find();
        drafts.AddRange(FixedPatterns.Find(items, sentence, begin));
        drafts.RemoveAll(draft => IsOnlyMentioned(items, draft));
        return drafts;
    }

    // "Contrary to what Holt said, ...": what follows is not what she said.
    private static bool IsOnlyMentioned(SentenceItems items, Draft draft) => draft.Source is { } source && draft.Lemma is "say" or "tell" or "claim"
        && items.Lemma(source.First - 1) == "what" && items.Lemma(source.First - 2) is "to" or "despite" or "than" or "unlike" or "from";

    // What is reported inside another's quoted words is known through that speaker only.
    private static IEnumerable<Draft> InsideQuotations(TaggedText text, SpeechMap speech, Draft draft)
    {
        foreach (var range in speech.Ranges(draft))
        {
            var first = text.Tokens.SentenceOf(range.First);
            var last = text.Tokens.SentenceOf(range.End - 1);
            for (var sentence = first; sentence <= last; sentence++)
            {
                var whole = text.Tokens.Sentences[sentence];
                var part = new IndexRange(Math.Max(whole.First, range.First), Math.Min(whole.End, range.End));
                if (part.Count < 4)
                {
                    continue;
                }

                var items = new SentenceItems(text, part, speech.Inner, isQuoted: true);
                foreach (var found in InSentence(items, sentence, 0).Where(found => IsThirdPerson(items, found)))
                {
                    found.Around = draft;
                    found.Confidence *= 0.8;
                    yield return found;
                }
            }
        }
    }

    private static bool IsThirdPerson(SentenceItems items, Draft found) =>
        found.Source is { } source && items.Lemma(source.Head) is not ("i" or "we" or "you" or "one" or "me" or "us" or "people" or "everyone" or "everybody" or "anyone");

    /// <summary>First item after a dateline ("PORT KOLM, Feb. 10 (Post) —"); 0 where there is none.</summary>
    internal static int AfterDateline(SentenceItems items)
    {
        for (var i = 1; i < items.Count && i < LongestDateline; i++)
        {
            var tag = items.Tag(i);
            if (tag == ":" && items.Text.Tokens.Form(items[i].Tokens.First)[0] is '—' or '–' or '-' or '―')
            {
                return i + 1;
            }

            if (!char.IsUpper(items.Text.Tokens.Form(items[i].Tokens.First)[0]) && tag is not ("CD" or "," or "." or "-LRB-" or "-RRB-" or "SYM"))
            {
                return 0;
            }
        }

        return 0;
    }
}
