using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Attributions without a reporting verb: "according to", "in the words of", nouns such as "the claim that", a name and a colon.</summary>
internal static class FixedPatterns
{
    /// <summary>The attributions of this kind.</summary>
    /// <param name="items">The sentence.</param>
    /// <param name="sentence">Its index.</param>
    /// <param name="begin">First item after a dateline.</param>
    public static IEnumerable<Draft> Find(SentenceItems items, int sentence, int begin)
    {
        for (var i = begin; i < items.Count; i++)
        {
            var found = items.Lemma(i) switch
            {
                "according" or "accord" when items.Lemma(i + 1) == "to" => AccordingTo(items, sentence, begin, i, 2),
                "in" when items.Lemma(i + 1) == "the" && items.Lemma(i + 2) is "word" or "words" or "view" or "opinion" && items.Lemma(i + 3) == "of" => AccordingTo(items, sentence, begin, i, 4),
                "that" when items.Tag(i) is "IN" || (items.Tag(i) is "WDT" && items.BeginsPhrase(i + 1)) => Noun(items, sentence, i),
                "be" when i > begin && items.Tag(i - 1) == SentenceItems.Quote => WasAll(items, sentence, i),
                _ when items.Tag(i) == ":" => NameAndColon(items, sentence, begin, i),
                _ => null,
            };
            if (found is not null)
            {
                yield return found;
            }
        }
    }

    // “Ask the bank,” was all she would say.
    private static Draft? WasAll(SentenceItems items, int sentence, int be)
    {
        var subject = be + 2;
        if (items.Lemma(be + 1) is not ("all" or "what" or "how") || !items.BeginsPhrase(subject))
        {
            return null;
        }

        var verb = items.PhraseTo(subject);
        verb += items.Tag(verb) == "MD" || items.Lemma(verb) == "have" ? 1 : 0;
        if (items.Lemma(verb) is not ("say" or "put" or "tell" or "answer" or "reply" or "offer"))
        {
            return null;
        }

        var source = new SourceItems(subject, items.PhraseTo(subject), items.Head(subject, items.PhraseTo(subject)), [], subject, 0.9);
        var draft = New(items, sentence, source, verb, 1, [new IndexRange(be - 1, be)]);
        draft.Lemma = items.Lemma(verb);
        return draft;
    }

    private static Draft? AccordingTo(SentenceItems items, int sentence, int begin, int at, int length)
    {
        var name = at + length;
        if (items.Tag(name) == "WP" && items.Tag(at - 1) == "," && items.EndsPhrase(at - 2))
        {
            // "said Holt, according to whom ...": the phrase in front is the source.
            var from = items.PhraseFrom(at - 2);
            var antecedent = new SourceItems(from, at - 1, items.Head(from, at - 1), [], from, 0.85);
            return New(items, sentence, antecedent, at, length, [Trim(items, name + 1, items.Count)]);
        }

        if (SourceFinder.After(items, name) is not { } source || (at > begin && IsRecord(items, source.Head) && TellsBefore(items, begin, at)))
        {
            return null;
        }

        // "a statement by the company": the company speaks.
        if (items.Lemma(source.Head) is "statement" or "announcement" && items.Lemma(source.End) is "by" or "from" && SourceFinder.After(items, source.End + 1) is { } issuer)
        {
            source = issuer with { First = source.First };
        }

        var end = Restriction(items, source.End);
        source = source with { End = end };
        var content = new List<IndexRange>();
        if (at <= begin + 1 && items.Tag(end) == ",")
        {
            content.Add(Trim(items, end + 1, items.Count));
        }
        else if (at > begin)
        {
            content.Add(Trim(items, ClauseBegin(items, begin, at), items.Tag(at - 1) == "," ? at - 1 : at));
            if (items.Tag(end) == "," && items.Tag(at - 1) == "," && !items.HasClause(begin, at))
            {
                content.Add(Trim(items, end + 1, items.Count));
            }
        }

        return New(items, sentence, source, at, length, content);
    }

    // What keeps another's words: "Holt told them so, according to a transcript" is Holt's.
    private static bool IsRecord(SentenceItems items, int head) =>
        items.Lemma(head) is "transcript" or "recording" or "video" or "footage" or "minutes" or "tape" or "readout" or "excerpt" or "excerpts" or "clip" or "translation";

    private static bool TellsBefore(SentenceItems items, int begin, int at)
    {
        for (var i = begin; i < at; i++)
        {
            if (items.IsFinite(i) && items.Tag(i) != "MD" && CueLexicon.Verb(items.Lemma(i), items.Lemma(i + 1)) is { } entry && entry.Takes('t') && SourceFinder.Before(items, i) is not null)
            {
                return true;
            }
        }

        return false;
    }

    // "officials who asked not to be named": the clause belongs to the name when no comma parts them.
    private static int Restriction(SentenceItems items, int end)
    {
        if (items.Tag(end) is not ("WP" or "VBN" or "VBG"))
        {
            return end;
        }

        while (end < items.Count && items.Tag(end) is not ("," or "." or ":" or SentenceItems.Quote or "CC"))
        {
            end++;
        }

        return end;
    }

    private static int ClauseBegin(SentenceItems items, int begin, int at)
    {
        for (var i = at - 1; i > begin; i--)
        {
            if (items.Tag(i) == ":" && items.Text.Tokens.Form(items[i].Tokens.First)[0] is ';' or ':')
            {
                return i + 1;
            }
        }

        return begin;
    }

    // "Holt's claim that", "his fear that", "a warning by the bank that"
    private static Draft? Noun(SentenceItems items, int sentence, int that)
    {
        var noun = that - 1;
        SourceItems? source = null;
        if (items.EndsPhrase(noun) && CueLexicon.Noun(items.Lemma(noun)) is { } direct)
        {
            source = Possessor(items, items.PhraseFrom(noun), noun);
            return source is null ? null : NounDraft(items, sentence, source, new IndexRange(noun, noun + 1), direct, that);
        }

        var from = items.PhraseFrom(noun);
        if (!items.EndsPhrase(noun) || from < 2 || items.Lemma(from - 1) is not ("by" or "from" or "of") || CueLexicon.Noun(items.Lemma(from - 2)) is not { } entry)
        {
            return null;
        }

        source = SourceFinder.After(items, from);
        return source is null || source.End != that ? null : NounDraft(items, sentence, source, new IndexRange(from - 2, from - 1), entry, that);
    }

    private static SourceItems? Possessor(SentenceItems items, int from, int noun)
    {
        for (var i = noun - 1; i > from; i--)
        {
            if (items.Tag(i) == "POS")
            {
                return new SourceItems(from, i, items.Head(from, i), [], from, 0.8);
            }
        }

        return items.Tag(from) == "PRP$" ? new SourceItems(from, from + 1, from, [], from, 0.75) : null;
    }

    private static Draft NounDraft(SentenceItems items, int sentence, SourceItems source, IndexRange cue, CueEntry entry, int that)
    {
        var end = that + 1;
        while (end < items.Count && items.Tag(end) is not ("," or "." or ":"))
        {
            end++;
        }

        var draft = New(items, sentence, source, cue.First, cue.Count, [Trim(items, that + 1, end)]);
        (draft.Lemma, draft.Class, draft.Polarity) = (entry.Lemma, entry.Class, entry.Polarity);
        return draft;
    }

    // Holt: “We will go.”
    private static Draft? NameAndColon(SentenceItems items, int sentence, int begin, int colon)
    {
        if (items.Tag(colon + 1) != SentenceItems.Quote || !items.BeginsPhrase(begin) || items.PhraseTo(begin) != colon
            || items.Text.Tokens.Form(items[colon].Tokens.First)[0] != ':')
        {
            return null;
        }

        var head = items.Head(begin, colon);
        if (items.Tag(head) != "NNP")
        {
            return null;
        }

        var source = new SourceItems(begin, colon, head, [], begin, 0.7);
        var draft = New(items, sentence, source, colon, 1, [Trim(items, colon + 1, items.Count)]);
        draft.Lemma = null;
        return draft;
    }

    private static Draft New(SentenceItems items, int sentence, SourceItems source, int cue, int length, IEnumerable<IndexRange> content)
    {
        var draft = new Draft
        {
            Items = items,
            Sentence = sentence,
            Source = source,
            Cue = new IndexRange(cue, cue + length),
            Lemma = items.Lemma(cue) == "in" ? "words" : "according",
            Class = CueClass.Said,
            Polarity = Polarity.Said,
            Confidence = source.Confidence,
        };
        draft.Content.AddRange(content.Where(range => range.Count > 0));
        return draft;
    }

    private static IndexRange Trim(SentenceItems items, int first, int end)
    {
        while (end > first && items.Tag(end - 1) is "," or "." or ":")
        {
            end--;
        }

        while (first < end && items.Tag(first) is "," or ":" or "CC" or ".")
        {
            first++;
        }

        return new IndexRange(first, Math.Max(first, end));
    }
}
