using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>An answer found in a sentence, before it is known which proposal it answers.</summary>
/// <param name="By">Who answers.</param>
/// <param name="Kind">What the answer is.</param>
/// <param name="Object">Tokens of what is answered ("the offer", "any truce"); empty for "it".</param>
/// <param name="Sentence">The sentence that says so.</param>
/// <param name="At">Token of the answering verb.</param>
internal sealed record Answer(ImmutableArray<string> By, ResponseKind Kind, IndexRange Object, int Sentence, int At)
{
    /// <summary>How many sentences back its proposal may stand, or null for the usual.</summary>
    public int? Reach { get; init; }
}

/// <summary>Finds who accepted, refused or set conditions.</summary>
internal sealed class ResponseReader(Document document, SentencePhrases phrases, MentionIndex mentions, ProposalReader proposals)
{
    private readonly TaggedText _text = document.Text;

    /// <summary>The answers of the sentence, in reading order.</summary>
    public List<Answer> Read(int sentenceIndex)
    {
        var sentence = _text.Tokens.Sentences[sentenceIndex];
        var found = new List<Answer>();
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (phrases.IsVerb(i) && phrases.Tag(i) != "MD" && OfVerb(i, sentence, sentenceIndex) is { } answer)
            {
                found.Add(answer);
            }
        }

        return found;
    }

    private Answer? OfVerb(int verb, IndexRange sentence, int sentenceIndex)
    {
        var lemma = phrases.Lemma(verb);
        var pair = lemma + " " + phrases.Lemma(verb + 1);
        var group = phrases.GroupAt(verb);
        var isPair = ProposalLexicon.Has("refuse", pair);
        ResponseKind kind;
        var at = verb + (isPair ? 2 : 1);

        // "turned it down", "ruled that out"
        var isSplit = phrases.Is(verb + 1, "it", "them", "that", "this") && ProposalLexicon.Has("refuse", lemma + " " + phrases.Lemma(verb + 2));
        if (IsUnanswered(verb, lemma, group))
        {
            var silent = mentions.NamesOf(phrases.SubjectOf(group));
            silent = silent.IsEmpty ? proposals.SpeakerOf(verb) : silent;
            return silent.IsEmpty ? null : new Answer(silent, ResponseKind.Conditions, new IndexRange(verb, verb), sentenceIndex, verb) { Reach = 2 };
        }

        if (lemma == "agree" && TryAgree(verb, out at, out var inPrinciple))
        {
            kind = inPrinciple ? ResponseKind.AcceptedInPrinciple : ResponseKind.Accepted;
        }
        else if (lemma == "declare" && phrases.Is(verb + 1, "itself", "himself", "herself", "themselves") && phrases.Is(verb + 2, "ready", "willing", "prepared") && phrases.Is(verb + 3, "for"))
        {
            kind = ResponseKind.Accepted;
            at = verb + 4;
        }
        else if (ProposalLexicon.Has("accept", lemma))
        {
            kind = ResponseKind.Accepted;
        }
        else if (isPair || isSplit || ProposalLexicon.Has("refuse", lemma))
        {
            kind = ResponseKind.Refused;
        }
        else if (ProposalLexicon.Has("consider", lemma) && (group.Modal is "will" or "would" || group.IsInfinitive))
        {
            kind = ResponseKind.Conditions;
        }
        else
        {
            return null;
        }

        if (kind == ResponseKind.Refused && phrases.Is(at, "to") && phrases.Lemma(at + 1) is "accept" or "agree" or "approve" or "endorse")
        {
            at += phrases.Lemma(at + 1) == "agree" && phrases.Is(at + 2, "to") ? 3 : 2;
        }

        if (kind is ResponseKind.Accepted or ResponseKind.AcceptedInPrinciple && !IsMeant(verb, group, sentence.First))
        {
            return null;
        }

        kind = Weigh(kind, group, sentence);
        var target = ObjectOf(at, verb, sentence);
        if (target is null)
        {
            return null;
        }

        kind = kind == ResponseKind.Accepted && IsInPrinciple(at, sentence.End) ? ResponseKind.AcceptedInPrinciple : kind;
        var by = mentions.NamesOf(phrases.SubjectOf(group));
        by = by.IsEmpty ? proposals.SpeakerOf(verb) : by;
        return by.IsEmpty ? null : new Answer(by, kind, target.Value, sentenceIndex, verb);
    }

    // "accepted the offer in principle": to the end of the clause.
    private bool IsInPrinciple(int at, int end)
    {
        for (var i = at; i + 1 < end && !phrases.Is(i, ",", ";"); i++)
        {
            if (phrases.Is(i, "in") && phrases.Is(i + 1, "principle"))
            {
                return true;
            }
        }

        return false;
    }

    // "has not replied", "will sleep on it"; a reply that was asked for by reporters answers no proposal.
    private bool IsUnanswered(int verb, string lemma, VerbChain group)
    {
        if (lemma is "sleep" or "mull" or "reflect" && phrases.Is(verb + 1, "on", "it", "over"))
        {
            return phrases.Is(verb + 2, "it", "that") || phrases.Is(verb + 1, "it");
        }

        var isNamed = phrases.PhraseAt(verb + 1 + (phrases.Is(verb + 1, "to") ? 1 : 0)) is { } target && !phrases.Is(target.Head, "it") && (!IsProposal(target) || phrases.Lemma(target.Head) == "request");
        return group.IsNegated && lemma is "answer" or "reply" or "respond" && !isNamed;
    }

    // "to force it to accept", "to ensure that X accepts" tell of a wish, "is expected to accept" of what may come, not of an answer.
    private bool IsMeant(int verb, VerbChain group, int start)
    {
        for (var i = verb - 1; i >= group.First; i--)
        {
            if (phrases.Lemma(i) is "expect" or "likely" or "suppose" or "due")
            {
                return false;
            }
        }

        for (var i = group.First - 1; i >= start && i >= group.First - 8; i--)
        {
            if (phrases.Lemma(i) is "ensure" or "if" or "whether" or "unless" or "until" or "hope" or "before" or "force" or "urge" or "ask" or "press" or "want" or "up" or "refuse" or "decline")
            {
                return false;
            }

            if (phrases.Is(i, ","))
            {
                break;
            }
        }

        return true;
    }

    // What is not accepted is not refused either, and "would accept … if" sets a condition.
    private ResponseKind Weigh(ResponseKind kind, VerbChain group, IndexRange sentence)
    {
        var isOpen = group.IsNegated || group.Modal is "must" or "should" || group.Modal is "may" or "might" or "could" or "can" || IsPromiseDenied(group.First, sentence.First);
        if (kind == ResponseKind.Refused && group.IsNegated)
        {
            return ResponseKind.Conditions;
        }

        return kind is ResponseKind.Accepted or ResponseKind.AcceptedInPrinciple && (isOpen || group.Modal == "would" || group.IsInfinitive)
            ? ResponseKind.Conditions
            : kind;
    }

    private bool IsPromiseDenied(int at, int start)
    {
        for (var i = at - 1; i >= start && i >= at - 5; i--)
        {
            if (phrases.Is(i, "no", "not", "n't", "n’t", "without"))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryAgree(int verb, out int at, out bool inPrinciple)
    {
        at = verb + 1;
        inPrinciple = phrases.Is(at, "in") && phrases.Is(at + 1, "principle");
        at += inPrinciple ? 2 : 0;
        if (phrases.Is(at, "to") && phrases.PhraseAt(at + 1) is not null)
        {
            at++;
            return true;
        }

        return false;
    }

    // The answered thing: a noun for a proposal, "it", or for "a plan that they would weigh" the noun before.
    private IndexRange? ObjectOf(int at, int verb, IndexRange sentence)
    {
        if (phrases.PhraseAt(at) is { } phrase && phrase.First == at)
        {
            if (phrases.Is(phrase.Head, "it", "that", "this", "them", "one"))
            {
                return new IndexRange(at, at);
            }

            return IsProposal(phrase) ? new IndexRange(phrase.First, EndOf(phrase, sentence.End)) : null;
        }

        for (var i = verb - 1; i >= sentence.First && i >= verb - 10; i--)
        {
            if ((phrases.Is(i, "that", "which") || phrases.Is(i, ",")) && phrases.PhraseAt(i - 1) is { } before && ProposalLexicon.Has("noun", phrases.Lemma(before.Head)) && at < sentence.End && phrases.Is(at, ".", ",", "”"))
            {
                return new IndexRange(before.First, before.End);
            }
        }

        return null;
    }

    private int EndOf(NounPhrase phrase, int end)
    {
        var stop = phrase.End;
        while (stop < end && phrases.Is(stop, "of", "for", "under", "that", "on") && phrases.PhraseAt(stop + 1) is { } more)
        {
            stop = more.End;
        }

        return Math.Min(stop, end);
    }

    private bool IsProposal(NounPhrase phrase)
    {
        var word = phrases.Lemma(phrase.Head);
        return ProposalLexicon.Has("noun", word) || ProposalLexicon.Has("answer", word) || phrases.Tag(phrase.Head) == "CD";
    }
}
