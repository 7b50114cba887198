using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <content>Proposals told by their noun, with author and amount beside it.</content>
internal sealed partial class ProposalReader
{
    // "a motion for early polls, tabled by the union", "the draft was presented by the mediator"
    private ProposalDraft? OfPutForward(int verb, int sentenceIndex)
    {
        var lemma = phrases.Lemma(verb);
        var by = verb + (lemma == "put" && phrases.Is(verb + 1, "forward") ? 2 : 1);
        if (phrases.Tag(verb) is not ("VBN" or "VBD") || !phrases.Is(by, "by") || !(ProposalLexicon.Has("forward", lemma) || ProposalLexicon.Verbs.ContainsKey(lemma))
            || phrases.PhraseAt(by + 1) is not { } who)
        {
            return null;
        }

        var before = phrases.GroupAt(verb).First - 1;
        if (phrases.PhraseAt(phrases.Is(before, ",") ? before - 1 : before) is not { } last)
        {
            return null;
        }

        var outer = last;
        while (phrases.Tag(outer.First - 1) == "IN" && phrases.PhraseAt(outer.First - 2) is { } more && more.First >= phrases.SentenceOf(verb).First)
        {
            outer = more;
        }

        // "the idea, put forward by the mediators on Monday, of placing inspectors aboard"
        var end = last.End;
        for (var i = who.End; phrases.Is(before, ",") && i < who.End + 6; i++)
        {
            if (phrases.Is(i, ",") && phrases.Is(i + 1, "of"))
            {
                return Named(ProposalKind.Plan, UpToClause(clauses.ContentFrom(i + 2, i + 2)), mentions.NamesOf(who), sentenceIndex, isPutForward: true);
            }
        }

        // "A meeting in Karst, proposed by Veska for July 2"
        if (lemma is "propose" or "suggest" or "offer" or "demand" or "float" && phrases.Is(who.End, "for", "on", "in") && end - outer.First > 1 && phrases.PhraseAt(who.End + 1) is { } rest
            && Named(ProposalKind.Plan, new IndexRange(outer.First, phrases.Is(before, ",") ? end : verb), mentions.NamesOf(who), sentenceIndex, isPutForward: true) is { } told)
        {
            told.Words.UnionWith(ProposalDraft.WordsOf(_text, new IndexRange(rest.First, rest.End)));
            return told;
        }

        return ProposalLexicon.Has("noun", phrases.Lemma(outer.Head)) || (ProposalLexicon.Verbs.TryGetValue(lemma, out var entry) && !ProposalLexicon.Has("given", lemma) && entry[3] == "-" && !ProposalLexicon.Has("weak", lemma) && outer.End - outer.First > 1)
            ? Named(ProposalKind.Plan, new IndexRange(outer.First, end), mentions.NamesOf(who), sentenceIndex, isPutForward: true)
            : null;
    }

    // Without a clause of its own that follows: "…, he did not mince his words".
    private IndexRange UpToClause(IndexRange content)
    {
        for (var i = content.First + 1; i < content.End - 1; i++)
        {
            if (phrases.Is(i, ",") && phrases.PhraseAt(i + 1) is { } subject && subject.First == i + 1 && phrases.IsFinite(subject.End))
            {
                return new IndexRange(content.First, i);
            }
        }

        return content;
    }

    // "a first bid, of 24 million crowns, from the club", "the league's offer of 5%"
    private ProposalDraft? OfBid(int head, IndexRange sentence, int sentenceIndex)
    {
        if (phrases.PhraseAt(head) is not { } phrase || phrase.Head != head || !ProposalLexicon.Has("bid", phrases.Lemma(head)))
        {
            return null;
        }

        var by = OwnerOf(phrase);
        var end = ComplementsOf(phrase, sentence.End);
        var content = new IndexRange(phrase.First, end);
        return clauses.HasAmount(new IndexRange(phrase.End, end)) ? Named(phrases.Lemma(head) == "demand" ? ProposalKind.Demand : ProposalKind.Offer, content, by, sentenceIndex) : null;
    }

    // First token after the prepositions and nouns that tell more of the noun.
    private int ComplementsOf(NounPhrase phrase, int stop)
    {
        var end = phrase.End;
        while (end < stop)
        {
            var at = phrases.Is(end, ",") ? end + 1 : end;
            if (!phrases.Is(at, "of", "worth", "for", "from", "by", "to") || phrases.PhraseAt(at + 1) is not { } more || more.End > stop)
            {
                break;
            }

            // "31 crowns a share"
            end = phrases.Is(more.End, "a", "an", "per") && phrases.PhraseAt(more.End + 1) is { } unit && unit.End <= stop && clauses.HasAmount(new IndexRange(more.First, more.End)) ? unit.End : more.End;
            end = phrases.Is(end, ",") && phrases.Is(end + 1, "of", "from", "by") ? end : SkipComma(end, stop);
        }

        return end;
    }

    private int SkipComma(int at, int stop) => at < stop && phrases.Is(at, ",") && phrases.Is(at + 1, "of", "from", "by", "for") ? at + 1 : at;

    private ProposalDraft? Named(ProposalKind kind, IndexRange content, ImmutableArray<string> by, int sentenceIndex, bool isPutForward = false)
    {
        if (content.Count < 2 || by.IsEmpty || !(isPutForward || by.Any(_actors.Contains)))
        {
            return null;
        }

        var draft = new ProposalDraft { Kind = kind, Content = content, Sentence = sentenceIndex };
        draft.Sentences.Add(sentenceIndex);
        ProposalDraft.AddTo(draft.By, by);
        clauses.AddTerms(draft, content);
        clauses.AddConditions(draft, _text.Tokens.Sentences[sentenceIndex]);
        draft.Words.UnionWith(ProposalDraft.WordsOf(_text, content));
        return draft;
    }
}
