using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <content>What is put forward where it does not simply follow its verb.</content>
internal sealed partial class ProposalReader
{
    // "What she proposes is a floor of three marks"
    private (ProposalKind Kind, int Start)? OfCleft(int verb, string lemma, VerbChain group) =>
        phrases.Is(verb + 1, "is", "was") && lemma is "propose" or "offer" or "demand" or "suggest" or "want" && phrases.SubjectOf(group) is [var subject] && phrases.Is(subject.First - 1, "what")
            ? (lemma switch { "offer" => ProposalKind.Offer, "propose" or "suggest" => ProposalKind.Plan, _ => ProposalKind.Demand }, phrases.Is(verb + 2, "that", "for") ? verb + 3 : verb + 2)
            : null;

    // "which countries had offered troops" asks; nobody offers.
    private bool IsAsked(VerbChain group) =>
        phrases.SubjectOf(group) is [var subject] && (phrases.Is(subject.First, "what", "which", "whose") || (phrases.Is(subject.First - 1, "what", "which", "whose") && phrases.PhraseAt(subject.First - 2) is null));

    // "a truce of forty days that Veska had proposed", "the money Brandt had asked for": what is put forward stands before the verb.
    private (ProposalKind Kind, int Start)? OfGap(int verb, string lemma, VerbChain group) =>
        lemma is "propose" or "offer" or "demand" or "suggest" or "float" or "promise" or "pledge" or "want" && group.Modal is null && GapOf(verb, group) is { } gap
            ? (lemma switch { "demand" or "want" => ProposalKind.Demand, "offer" or "promise" or "pledge" => ProposalKind.Offer, _ => ProposalKind.Plan }, gap.First)
            : null;

    // The noun with its complements that "that" and a subject stand between it and the verb, or null.
    private IndexRange? GapOf(int verb, VerbChain group)
    {
        // "the limit it wants on each load"
        if (phrases.PhraseAt(group.First - 1) is { } owner && phrases.Tag(owner.Head) == "PRP" && phrases.PhraseAt(owner.First - 1) is { } wanted && phrases.Is(wanted.First, "the", "its", "their", "his", "her")
            && phrases.Tag(wanted.Head) is "NN" or "NNS" && phrases.Is(verb + 1, "on", "for", "from"))
        {
            return new IndexRange(wanted.First, clauses.ContentFrom(wanted.First, verb).End);
        }

        if (phrases.PhraseAt(phrases.Unbracketed(group.First - 1, 0)) is not { } subject || !phrases.Is(subject.First - 1, "that", "which") || phrases.PhraseAt(subject.First - (phrases.Is(subject.First - 2, ",") ? 3 : 2)) is not { } last
            || !(phrases.Is(verb + 1, ".", ",", ";", "”", "\"", "and", "but") || IsTimeAt(verb + 1) || phrases.Is(verb + 1, "in", "on", "at", "earlier", "last")))
        {
            return null;
        }

        var outer = last;
        while (phrases.Tag(outer.First - 1) == "IN" && phrases.PhraseAt(outer.First - 2) is { } more && more.First >= phrases.SentenceOf(verb).First)
        {
            outer = more;
        }

        return phrases.Tag(outer.Head) is "NN" or "NNS" or "CD" ? new IndexRange(outer.First, last.End) : null;
    }

    // "The chair proposed last week that …": no participle, for a clause follows.
    private bool IsTold(int verb) => phrases.GroupAt(verb).First == verb && phrases.PhraseAt(verb - 1) is not null && IsTimeAt(verb + 1) && phrases.Is(TimeEnd(verb + 1), "that", "to");

    // "prepared to free 60 men", "willing to hand over the hall": verbs that look like nouns or adjectives.
    private bool IsReadyTo(int token) =>
        phrases.Tag(token) is "NN" or "JJ" && phrases.Tag(token - 1) == "TO" && ProposalLexicon.Has("given", phrases.Lemma(token)) && IsReady(token - 1);

    // "offered Brandt a seat", "promised him last week that …", "urged them to …": what is put forward begins after whom it is put to.
    private int AfterAddressee(int start, string lemma, int end)
    {
        var at = start;
        if (phrases.PhraseAt(at) is { } to && to.First == at)
        {
            var isPronoun = phrases.Tag(to.Head) == "PRP";
            var isDouble = lemma is "offer" or "promise" or "pledge" or "guarantee" or "give" or "pay" or "grant" or "lend" or "sell" or "send"
                && mentions.Of(to) is { Actors.IsEmpty: false } && (IsTimeAt(to.End) || (phrases.PhraseAt(to.End) is { } thing && thing.First == to.End));
            at = isPronoun && to.End < end && !phrases.IsFinite(to.End) && !phrases.Is(to.End, ",", ".") ? to.End : isDouble ? to.End : at;
        }

        // "offered Wednesday to go back", "promised last summer that …"
        if (IsTimeAt(at) && TimeEnd(at) is var after && after < end && phrases.Is(after, "to", "that"))
        {
            at = after;
        }

        return at == start ? start : phrases.Is(at, "that") || (phrases.Is(at, "to") && lemma is not ("urge" or "ask" or "call" or "press" or "push" or "want")) ? at + 1 : at;
    }

    private int TimeEnd(int token)
    {
        var time = document.Times.StartingIn(_text.Tokens.Tokens[token].Span).First();
        return _text.Tokens.TokenAt(time.Span.End - 1) + 1;
    }
}
