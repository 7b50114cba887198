using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Finds what a sentence puts forward, and by whom.</summary>
internal sealed class ProposalReader(Document document, SentencePhrases phrases, MentionIndex mentions, ProposalClauses clauses)
{
    private readonly TaggedText _text = document.Text;
    private readonly HashSet<string> _actors = [.. document.Actors.Actors.Select(actor => actor.Actor.Name)];
    private readonly ILookup<int, Attribution> _attributions = BySentence(document);

    /// <summary>The proposals of the sentence, in reading order.</summary>
    public List<ProposalDraft> Read(int sentenceIndex)
    {
        var sentence = _text.Tokens.Sentences[sentenceIndex];
        var found = new List<ProposalDraft>();
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (phrases.IsVerb(i) && phrases.Tag(i) != "MD" && OfVerb(i, sentence, sentenceIndex) is { } draft)
            {
                found.Add(draft);
                i = Math.Max(i, draft.Content.End - 1);
            }
        }

        return found;
    }

    private ProposalDraft? OfVerb(int verb, IndexRange sentence, int sentenceIndex)
    {
        var group = phrases.GroupAt(verb);
        var lemma = phrases.Lemma(verb);
        if (group.IsNegated || IsIf(group.First, sentence.First) || (phrases.Tag(verb) == "VBN" && IsPassive(group) && !phrases.IsLikelyFinite(verb)))
        {
            return null;
        }

        var (kind, start) = OfForward(verb, lemma, sentence) ?? OfPlanText(verb, lemma, group) ?? OfListed(verb, lemma, group, sentence) ?? default;
        if (start == 0 || start >= sentence.End || phrases.Is(start, ",", ".", "it", "this"))
        {
            return null;
        }

        var content = clauses.ContentFrom(start, Math.Max(verb, start));
        if (IsOnlyTime(content))
        {
            // "the 70 boats he had sought last year"
            if (phrases.SubjectOf(group) is not [var who] || phrases.PhraseAt(who.First - 1) is not { } thing)
            {
                return null;
            }

            content = new IndexRange(thing.First, thing.End);
        }

        if (content.Count < 2 && !clauses.HasAmount(content))
        {
            return null;
        }

        var draft = new ProposalDraft { Kind = kind, Content = content, Sentence = sentenceIndex };
        draft.Sentences.Add(sentenceIndex);
        ProposalDraft.AddTo(draft.By, SpeakerOf(verb));
        ProposalDraft.AddTo(draft.By, Proposers(group, lemma));
        AddAddressee(draft, verb, lemma);
        clauses.AddTerms(draft, content);
        clauses.AddConditions(draft, sentence);
        draft.Words.UnionWith(ProposalDraft.WordsOf(_text, content));
        draft.IsWithdrawn = IsPlanText(group) && IsGone(phrases.SubjectOf(group)[0]);
        if (draft.By.Count == 0)
        {
            return IsPlanText(group) ? draft : null;
        }

        // "The problem demands …", "the rules call for …": only those who appear as actors put something forward.
        return draft.By.Exists(_actors.Contains) || draft.Kind == ProposalKind.Offer ? draft : null;
    }

    private bool IsOnlyTime(IndexRange content)
    {
        var span = _text.Tokens.SpanOf(content);
        foreach (var time in document.Times.StartingIn(span))
        {
            if (time.Span.Start - span.Start is >= 0 and < 5 && time.Span.End >= span.End)
            {
                return true;
            }
        }

        return span.Length == 0;
    }

    // "put a counter-proposal on the table", "presented a draft that …"
    private (ProposalKind Kind, int Start)? OfForward(int verb, string lemma, IndexRange sentence)
    {
        if (!ProposalLexicon.Has("forward", lemma) || phrases.PhraseAt(verb + 1 + (phrases.Is(verb + 1, "forward") ? 1 : 0)) is not { } phrase || phrase.First > verb + 2
            || !ProposalLexicon.Has("noun", phrases.Lemma(phrase.Head)) || phrase.End >= sentence.End)
        {
            return null;
        }

        return (ProposalKind.Plan, phrase.First);
    }

    private (ProposalKind Kind, int Start)? OfListed(int verb, string lemma, VerbChain group, IndexRange sentence)
    {
        if (!ProposalLexicon.Verbs.TryGetValue(lemma, out var entry) || verb + 1 >= sentence.End)
        {
            return null;
        }

        var start = verb + 1;
        if (entry[3] != "-")
        {
            if (!phrases.Is(start, entry[3]))
            {
                return null;
            }

            start++;
        }
        else if (lemma == "call")
        {
            return null;
        }

        var kind = entry[2] switch { "offer" => ProposalKind.Offer, "demand" => ProposalKind.Demand, "call" => ProposalKind.Call, _ => ProposalKind.Plan };
        var isReady = group.IsInfinitive && IsReady(group.First);
        if (ProposalLexicon.Has("given", lemma))
        {
            // "would guarantee … if", "is ready to guarantee"; a plain "gave" put nothing forward.
            var isConditional = group.Modal is "would" or "will" && clauses.HasCondition(sentence);
            return isReady || isConditional ? (kind, isReady ? verb : group.First) : null;
        }

        var rest = new IndexRange(start, Math.Min(sentence.End, start + 25));
        if (ProposalLexicon.Has("weak", lemma) && (phrases.Is(start, "to") || phrases.IsVerb(start)))
        {
            return null;
        }

        if (ProposalLexicon.Has("weak", lemma) && !(clauses.HasAmount(rest) && !StartsWithVerbOfSpeech(start)) && !clauses.HasCondition(sentence))
        {
            return null;
        }

        if (lemma == "offer" && phrases.PhraseAt(start) is { } thing && phrases.Lemma(thing.Head) is "condolence" or "support" or "praise" or "reason" or "detail" or "comment" or "explanation" or "apology" or "glimpse")
        {
            return null;
        }

        // "recommended in its report that …"
        for (var i = start; phrases.Is(start, "in", "on", "at") && i < Math.Min(sentence.End - 1, start + 16); i++)
        {
            if (phrases.Is(i, "that") && phrases.PhraseAt(i + 1) is not null)
            {
                return (kind, i + 1);
            }
        }

        return (kind, phrases.Is(start, "that", "to") ? start + 1 : start);
    }

    // "The package contains a fund of …", "the plan would create …": the text itself is the plan.
    private (ProposalKind Kind, int Start)? OfPlanText(int verb, string lemma, VerbChain group) =>
        IsPlanText(group) && (lemma is "offer" or "include" or "contain" or "foresee" or "envisage" or "provide" or "require" || (group.Modal is "would" && phrases.Tag(verb) == "VB" && lemma is not "be"))
            ? (ProposalKind.Plan, lemma is "offer" or "include" or "contain" ? verb + 1 : verb)
            : null;

    private bool IsPlanText(VerbChain group) => phrases.SubjectOf(group) is [var subject] && ProposalLexicon.Has("noun", phrases.Lemma(subject.Head));

    // "the rejected deal"
    private bool IsGone(NounPhrase phrase)
    {
        for (var i = phrase.First; i < phrase.Head; i++)
        {
            if (phrases.Is(i, "rejected", "failed", "abandoned", "withdrawn", "scrapped", "discarded"))
            {
                return true;
            }
        }

        return false;
    }

    private ImmutableArray<string> Proposers(VerbChain group, string lemma)
    {
        _ = lemma;
        var subject = phrases.SubjectOf(group);
        if (subject is not [var phrase] || !ProposalLexicon.Has("noun", phrases.Lemma(phrase.Head)))
        {
            return mentions.NamesOf(subject);
        }

        // "The port's plan would …": its owner.
        return OwnerOf(phrase);
    }

    /// <summary>Whose the phrase says the thing is ("Veska's offer"); empty where it does not.</summary>
    public ImmutableArray<string> OwnerOf(NounPhrase phrase)
    {
        foreach (var mention in mentions.StartingIn(_text.Tokens.SpanOf(new IndexRange(phrase.First, phrase.Head))))
        {
            var last = _text.Tokens.TokenAt(mention.Span.End - 1);
            if (last < phrase.Head && (phrases.Tag(last + 1) == "POS" || phrases.Tag(last) is "PRP$" or "POS"))
            {
                return mention.Actors;
            }
        }

        return [];
    }

    /// <summary>Who reports the words at the token: the source of the innermost attribution around it.</summary>
    public ImmutableArray<string> SpeakerOf(int token)
    {
        var at = _text.Tokens.Tokens[token].Span;
        Attribution? best = null;
        foreach (var attribution in _attributions[_text.Tokens.SentenceOf(token)])
        {
            if (attribution.Source is not null && attribution.CueClass is not CueClass.Asked && attribution.Content.Any(span => span.Contains(at))
                && (best is null || attribution.Parent is not null))
            {
                best = attribution;
            }
        }

        return best?.Source is { } source && mentions.At(source) is { } mention ? mention.Actors : [];
    }

    // Under every sentence that its content touches.
    private static ILookup<int, Attribution> BySentence(Document document)
    {
        var tokens = document.Text.Tokens;
        return document.Attributions
            .SelectMany(attribution => attribution.Content.Where(span => span.Length > 0).SelectMany(span =>
            {
                var first = tokens.SentenceOf(tokens.TokenAt(span.Start));
                var last = tokens.SentenceOf(Math.Min(tokens.TokenAt(span.End - 1), tokens.Tokens.Length - 1));
                return Enumerable.Range(first, Math.Max(0, last - first + 1)).Select(sentence => (sentence, attribution));
            }))
            .ToLookup(pair => pair.sentence, pair => pair.attribution);
    }

    private void AddAddressee(ProposalDraft draft, int verb, string lemma)
    {
        if (phrases.PhraseAt(verb + 1) is { } first && (phrases.PhraseAt(first.End) is not null || phrases.Is(first.End, "to")) && mentions.Of(first) is { Actors.IsEmpty: false } to
            && lemma is "offer" or "guarantee" or "urge" or "ask" or "promise" or "pay" or "give")
        {
            ProposalDraft.AddTo(draft.To, to.Actors);
        }

        for (var i = draft.Content.First; i < draft.Content.End; i++)
        {
            if (phrases.Is(i, "to", "from") && phrases.PhraseAt(i + 1) is { } who && mentions.Of(who) is { Actors.IsEmpty: false, Kind: not MentionKind.Pronoun } named && lemma is "offer" or "propose" or "demand")
            {
                ProposalDraft.AddTo(draft.To, named.Actors);
            }
        }
    }

    private bool IsReady(int to)
    {
        for (var i = to - 1; i >= Math.Max(0, to - 3); i--)
        {
            if (ProposalLexicon.Has("ready", _text.Tokens.Form(i).ToString().ToLowerInvariant()))
            {
                return true;
            }
        }

        return false;
    }

    private bool StartsWithVerbOfSpeech(int start) => phrases.Is(start, "to") && phrases.Lemma(start + 1) is "know" or "see" or "say" or "be" or "make" or "tell" or "thank";

    private bool IsPassive(VerbChain group)
    {
        for (var i = group.First; i < group.Verb; i++)
        {
            if (phrases.Lemma(i) == "be" && !phrases.Is(i, "being") && phrases.Tag(group.Verb) == "VBN")
            {
                return true;
            }
        }

        return group.First == group.Verb;
    }

    private bool IsIf(int at, int start)
    {
        for (var i = at - 1; i >= start && i >= at - 8; i--)
        {
            if (phrases.Is(i, "if", "unless", "whether"))
            {
                return true;
            }

            if (phrases.Is(i, ","))
            {
                return false;
            }
        }

        return false;
    }
}
