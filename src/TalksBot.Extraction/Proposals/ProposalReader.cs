using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Finds what a sentence puts forward, and by whom.</summary>
internal sealed partial class ProposalReader(Document document, SentencePhrases phrases, MentionIndex mentions, ProposalClauses clauses)
{
    private readonly TaggedText _text = document.Text;
    private readonly HashSet<string> _actors = [.. document.Actors.Actors.Select(actor => actor.Actor.Name)];
    private readonly HashSet<string> _people = [.. document.Actors.Actors.Where(actor => actor.Actor.Kind == ActorKind.Person).Select(actor => actor.Actor.Name)];
    private readonly HashSet<string> _documents = [.. document.Actors.Actors.Where(actor => actor.Actor.Kind == ActorKind.Document).Select(actor => actor.Actor.Name)];
    private readonly HashSet<string> _officials = [.. document.Actors.Actors.Where(actor => actor.Actor is { Kind: ActorKind.Person, Role: not null }).Select(actor => actor.Actor.Name)];
    private readonly Dictionary<string, string> _belongsTo = Belongings(document);
    private readonly ILookup<int, Attribution> _attributions = BySentence(document);

    /// <summary>The proposals of the sentence, in reading order.</summary>
    public List<ProposalDraft> Read(int sentenceIndex)
    {
        var sentence = _text.Tokens.Sentences[sentenceIndex];
        var found = new List<ProposalDraft>();
        for (var i = sentence.First; i < sentence.End; i++)
        {
            var draft = (phrases.IsVerb(i) && phrases.Tag(i) != "MD") || IsReadyTo(i) ? OfVerb(i, sentence, sentenceIndex) ?? OfPutForward(i, sentenceIndex) : OfBid(i, sentence, sentenceIndex);
            if (draft is not null)
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
        var isFloor = group.IsNegated && IsFloor(verb, lemma, group);
        if ((group.IsNegated && !isFloor) || IsIf(group.First, sentence.First) || (phrases.Tag(verb) == "VBN" && IsPassive(group) && !phrases.IsLikelyFinite(verb) && !IsTold(verb) && !IsOfferedBySpeaker(verb, lemma, group, sentence)))
        {
            return null;
        }

        var (kind, start) = isFloor ? (ProposalKind.Demand, verb + 2) : OfCleft(verb, lemma, group) ?? OfGap(verb, lemma, group) ?? OfForward(verb, lemma, sentence) ?? OfChanged(verb, lemma, sentence) ?? OfPlanText(verb, lemma, group) ?? OfListed(verb, lemma, group, sentence) ?? default;
        if (start > verb && phrases.Is(start, "on", "in", "at", "late", "early") && IsTimeAt(start + 1) && TimeEnd(start + 1) is var after && after < sentence.End && phrases.Is(after, "to", "that"))
        {
            // "offered on Tuesday to license its patents"
            start = after + 1;
        }

        if (start == 0 || start >= sentence.End || phrases.Is(start, ",", ".", "it", "this", ":", ";", "and", "or", "but", "as", "on", "from", "with", "earlier", "after", "before", "because") || (phrases.Is(start, "at") && !phrases.Is(start + 1, "least", "most", "all")) || (IsAsked(group) && !phrases.Is(start - 1, "is", "was")))
        {
            return null;
        }

        if (phrases.Is(start, "what", "whatever", "which", "nothing") && !clauses.HasAmount(clauses.ContentFrom(start, start)))
        {
            return null;
        }

        start = phrases.IsVerb(start) ? start : AfterAddressee(start, lemma, sentence.End);

        var content = start < group.First && GapOf(verb, group) is { } gap && gap.First == start ? gap : clauses.ContentFrom(start, Math.Max(verb, start));
        if (!phrases.Is(content.First, "$", "€", "£") && !(phrases.Is(start - 1, "for") && lemma is not "call") && IsOnlyTime(content))
        {
            // "the 70 boats he had sought last year"
            if (lemma == "call" || phrases.SubjectOf(group) is not [var who] || phrases.PhraseAt(who.First - 1) is not { } thing)
            {
                return null;
            }

            content = new IndexRange(thing.First, thing.End);
        }

        if (content.Count < 3 && !IsOnlyTime(content) && !clauses.HasAmount(content) && !(content.Count == 2 && kind != ProposalKind.Demand && !phrases.Is(content.First, "a", "an")))
        {
            return null;
        }

        var draft = new ProposalDraft { Kind = kind, Content = content, Sentence = sentenceIndex };
        draft.Sentences.Add(sentenceIndex);
        var acting = Proposers(group, lemma);
        if (lemma is "require" or "need" && acting.Any(_documents.Contains))
        {
            return null;
        }

        ProposalDraft.AddTo(draft.By, SpeakerOf(verb).Where(speaker => SpeaksFor(speaker, acting, lemma) || (!phrases.Is(group.First, "had") && !_belongsTo.ContainsKey(speaker) && _officials.Contains(speaker) && !acting.Any(_people.Contains))));
        ProposalDraft.AddTo(draft.By, acting);
        if (ProposalLexicon.Has("given", lemma) && !draft.By.Exists(_actors.Contains))
        {
            // "The strike would end …, Kaal said, provided that …": things do not offer, who speaks of them does.
            draft.By.Clear();
            ProposalDraft.AddTo(draft.By, SpeakerIn(sentenceIndex));
        }

        if (draft.By.Exists(_actors.Contains) && (isFloor || ProposalLexicon.Has("given", lemma)))
        {
            // "The first stoppage would be suspended, Kaal said, if …": Kaal offers it.
            draft.By.RemoveAll(name => !_actors.Contains(name));
        }

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
        if (!ProposalLexicon.Has("forward", lemma) || phrases.GroupAt(verb).Modal is "must" or "should" or "can" or "could" or "may" or "might" || phrases.PhraseAt(verb + 1 + (phrases.Is(verb + 1, "forward") ? 1 : 0)) is not { } phrase || phrase.First > verb + 2
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

        // "called on both towns to open the bridge"
        if (lemma == "call" && phrases.Is(verb + 1, "on", "upon") && phrases.PhraseAt(verb + 2) is { } called && phrases.Is(called.End, "to"))
        {
            return (ProposalKind.Call, called.First);
        }

        var start = verb + 1;
        if (lemma == "ask" && phrases.PhraseAt(start) is { } asked && asked.First == start)
        {
            // "asked both of them for one thing"
            start = phrases.Is(asked.End, "of") && phrases.PhraseAt(asked.End + 1) is { } all ? all.End : asked.End;
        }
        else if (lemma == "ask" && phrases.Is(start, "both", "all", "each") && phrases.Is(start + 1, "of") && phrases.PhraseAt(start + 2) is { } all)
        {
            start = all.End;
        }

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
            if (phrases.Tag(verb) == "VBN" && phrases.Is(verb - 1, "have", "'ve", "’ve"))
            {
                // "would have settled for five" is over.
                return null;
            }

            var isConditional = ((group.Modal is "would" or "will" && clauses.HasCondition(sentence)) || IsOfferedBySpeaker(verb, lemma, group, sentence)) && !ProposalLexicon.Has("settled", lemma);
            var isSettled = ProposalLexicon.Has("settled", lemma) && IsOfferedBySpeaker(verb, lemma, group, sentence);
            return isReady || isConditional || isSettled ? (kind, isReady ? verb : AfterReport(verb, sentence.End) ?? group.First) : null;
        }

        if (lemma is "suggest" && (IsSubjunctive(start, sentence.End) || (phrases.PhraseAt(start) is { } plan && ProposalLexicon.Has("noun", phrases.Lemma(plan.Head)))))
        {
            return (kind, phrases.Is(start, "that") ? start + 1 : start);
        }

        var rest = new IndexRange(start, Math.Min(sentence.End, start + 25));
        if (ProposalLexicon.Has("weak", lemma) && (phrases.Is(start, "to") || phrases.IsVerb(start)))
        {
            // "suggested tying the two together"
            return lemma == "suggest" && phrases.Tag(start) == "VBG" ? (kind, start) : null;
        }

        if (ProposalLexicon.Has("weak", lemma) && !(clauses.HasAmount(rest) && !StartsWithVerbOfSpeech(start)) && !clauses.HasCondition(sentence))
        {
            return null;
        }

        if (lemma == "offer" && phrases.PhraseAt(start) is { } thing && phrases.Lemma(thing.Head) is "condolence" or "support" or "praise" or "reason" or "detail" or "comment" or "explanation" or "apology" or "glimpse")
        {
            return null;
        }

        // "recommended in its report that …", "proposed last week that …"
        for (var i = start; (phrases.Is(start, "in", "on", "at") || IsTimeAt(start)) && i < Math.Min(sentence.End - 1, start + 16); i++)
        {
            if (phrases.Is(i, "that") && phrases.PhraseAt(i + 1) is not null)
            {
                return (kind, i + 1);
            }
        }

        return (kind, phrases.Is(start, "that", "to") ? start + 1 : start);
    }

    // "would not settle for less than 48 hours' notice"
    private bool IsFloor(int verb, string lemma, VerbChain group) =>
        lemma is "settle" or "accept" or "take" && group.Modal is not null && (phrases.Is(verb + 1, "for", "anything") ? phrases.Is(verb + 2, "less") && phrases.Is(verb + 3, "than") : phrases.Is(verb + 1, "less") && phrases.Is(verb + 2, "than"));

    // What somebody says he or his side would do, for an amount or under a condition.
    private bool IsOfferedBySpeaker(int verb, string lemma, VerbChain group, IndexRange sentence)
    {
        if (group.Modal is not ("would" or "will" or "could" or "can") || !ProposalLexicon.Has("given", lemma) || !SpeakerOf(verb).Any(_actors.Contains))
        {
            return false;
        }

        if (clauses.HasCondition(sentence))
        {
            return true;
        }

        var isOwn = mentions.NamesOf(phrases.SubjectOf(group)).Any(_actors.Contains);
        return isOwn && (ProposalLexicon.Has("settled", lemma) || (group.Modal is "would" or "will" && clauses.HasAmount(clauses.ContentFrom(verb, verb))));
    }

    // "could imagine, she said, a board …": what follows the report.
    private int? AfterReport(int verb, int end)
    {
        for (var i = verb + 2; phrases.Is(verb + 1, ",") && i < Math.Min(end - 1, verb + 8); i++)
        {
            if (phrases.Is(i, ","))
            {
                return phrases.PhraseAt(i + 1) is not null ? i + 1 : null;
            }
        }

        return null;
    }

    // "that the lock become …", "that he should leave": put forward, not supposed.
    private bool IsSubjunctive(int that, int end)
    {
        if (!phrases.Is(that, "that") || phrases.PhraseAt(that + 1) is null)
        {
            return false;
        }

        for (var i = that + 2; i < Math.Min(end, that + 14); i++)
        {
            if (!phrases.IsVerb(i))
            {
                continue;
            }

            return phrases.Is(i, "should") || (phrases.Tag(i) is "VB" or "VBP" or "VBN" && phrases.Is(i, phrases.Lemma(i)) && phrases.SubjectOf(phrases.GroupAt(i)) is [var subject]
                && (phrases.Tag(i) == "VB" || phrases.Tag(subject.Head) is "NN" or "NNP"));
        }

        return false;
    }

    private bool IsTimeAt(int token)
    {
        return token < _text.Count && document.Times.StartingIn(_text.Tokens.Tokens[token].Span).Any();
    }

    // "raised its offer for the yard to 90 million"
    private (ProposalKind Kind, int Start)? OfChanged(int verb, string lemma, IndexRange sentence)
    {
        if (!ProposalLexicon.Has("changed", lemma) || phrases.PhraseAt(verb + 1) is not { } phrase || phrase.First != verb + 1 || !ProposalLexicon.Has("bid", phrases.Lemma(phrase.Head))
            || phrases.Tag(phrase.First) != "PRP$" || !clauses.HasAmount(new IndexRange(phrase.End, Math.Min(sentence.End, phrase.End + 15))))
        {
            return null;
        }

        return (phrases.Lemma(phrase.Head) == "demand" ? ProposalKind.Demand : ProposalKind.Offer, phrase.First);
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
