namespace TalksBot.Extraction;

/// <content>Subjects of verbs, and what completes a noun.</content>
internal sealed partial class SentencePhrases
{
    /// <summary>The subject's noun phrases, those joined by "and" one by one; empty where none is found.</summary>
    public List<NounPhrase> SubjectOf(VerbChain group) => SubjectOf(group, depth: 0);

    private List<NounPhrase> SubjectOf(VerbChain group, int depth)
    {
        var sentence = SentenceOf(group.Verb);
        var at = group.First - 1;
        while (at > sentence.First && (Is(at, "itself", "himself", "herself", "themselves") || (Is(at, "+") && PhraseAt(at) is null)) && PhraseAt(at - 1) is not null)
        {
            at--;
        }

        while (at >= sentence.First && (Tag(at) is "RB" || Is(at, "both", "each", "also", ")", "”", "\"", "’")) && PhraseAt(at) is null)
        {
            at--;
        }

        if (at < sentence.First || depth > 3)
        {
            return [];
        }

        // "force it to accept": the object acts.
        if (group.IsInfinitive && PhraseAt(at) is { } forced && Lemma(forced.First - 1) is "force" or "ask" or "urge" or "want" or "press" or "tell" or "order" or "allow" or "invite" or "persuade" or "require" or "for" or "call" or "on" or "to")
        {
            return [forced];
        }

        if (group.IsInfinitive || Tag(group.First) is "VBG" || Tag(at) is "CC" || (Is(at, ",") && Tag(group.First) is "VBN" or "VBG"))
        {
            return Earlier(at, sentence.First, depth);
        }

        if (Tag(at) is "WDT" or "WP" || (Is(at, "that") && PhraseAt(at - 1) is not null))
        {
            if (PhraseAt(at - (Is(at - 1, ",") ? 2 : 1)) is not { } antecedent)
            {
                return [];
            }

            // "It was Kaal, the envoy, who …": the name that the description explains.
            return Is(at - 1, ",") && Tag(antecedent.Head) is "NN" && Is(antecedent.First - 1, ",") && PhraseAt(antecedent.First - 2) is { } named && IsBareName(named)
                ? [named]
                : [antecedent];
        }
        else if (Is(at, ",", "—", "–", "-"))
        {
            // "The round, due in May, has been …": what stands before the insertion; "…, and met": shared subject.
            var open = at - 1;
            while (open >= sentence.First && !Is(open, ",", "—", "–", "-"))
            {
                open--;
            }

            if (open > sentence.First && PhraseAt(Unbracketed(open - 1, sentence.First)) is not null)
            {
                at = Unbracketed(open - 1, sentence.First);
            }
            else
            {
                at--;
            }
        }

        var found = Chain(at, sentence.First);
        return found.Count > 0 ? found : Tag(at) is "," ? [] : Earlier(at, sentence.First, depth);
    }

    /// <summary>First token after ", which last met in …", where the token begins such an insertion; else the token itself.</summary>
    public int SkipEarlierTime(int token)
    {
        if (!Is(token, ",") || !Is(token + 1, "which", "who") || !(Is(token + 2, "last") || Is(token + 3, "last")))
        {
            return token;
        }

        var end = SentenceOf(token).End;
        for (var i = token + 2; i < end; i++)
        {
            if (Is(i, ","))
            {
                return i;
            }
        }

        return end;
    }

    /// <summary>The token before "(NHC)", where the token closes such brackets.</summary>
    public int Unbracketed(int at, int start)
    {
        for (var i = at; Is(at, ")") && i > start && i > at - 6; i--)
        {
            if (Is(i, "("))
            {
                return i - 1;
            }
        }

        return at;
    }

    // A verb without a subject of its own shares that of the finite verb before it.
    private List<NounPhrase> Earlier(int from, int start, int depth)
    {
        for (var i = from; i >= start; i--)
        {
            if (IsFinite(i) || IsLikelyFinite(i))
            {
                var verb = i;
                while (IsVerb(verb + 1) && verb + 1 < _text.Count)
                {
                    verb++;
                }

                return SubjectOf(GroupAt(verb), depth + 1);
            }
        }

        return [];
    }

    /// <summary>Whether a participle after its noun is rather a past tense ("the leaders met in …"): a reduced relative is followed by "by".</summary>
    public bool IsLikelyFinite(int token) => Tag(token) == "VBN" && PhraseAt(token - 1) is not null && !Is(token + 1, "by", "last", "this");

    /// <summary>The noun phrases of the subject that ends at the token: "the leaders of X and Y", "A, B and C".</summary>
    private List<NounPhrase> Chain(int at, int start)
    {
        var found = new List<NounPhrase>();
        while (at >= start && PhraseAt(at) is { } phrase)
        {
            var last = phrase;

            // Complements lead back to what they complete: "pilots of two airlines".
            while (Complemented(phrase, start) is { } outer)
            {
                phrase = outer;
            }

            // "organizations that support X": back over the relative clause.
            if (OfRelative(phrase.First - 1, start) is { } head)
            {
                at = head;
                continue;
            }

            // "the envoys of Veska and Ostmark": both names complete the plural.
            if (found.Count > 0 && phrase != last && Tag(phrase.Head) == "NNS" && IsBareName(last) && found.TrueForAll(IsBareName))
            {
                found.Clear();
            }

            found.Insert(0, phrase);
            var before = phrase.First - 1;
            if (before > start && (Is(before, "and") || Is(before, "or", "&") || (Is(before, ",") && found.Count > 1)))
            {
                at = Is(before - 1, ",") ? before - 2 : before - 1;
                if (Is(before, "and") && PhraseAt(at) is null)
                {
                    break;
                }

                continue;
            }

            break;
        }

        return found;
    }

    private bool IsBareName(NounPhrase phrase) => Tag(phrase.First) is "NNP" or "NNPS" && Tag(phrase.Head) is "NNP" or "NNPS";

    /// <summary>The phrase with the nouns that complete it: "leaders of the union", "envoys of Veska and Ostmark".</summary>
    public NounPhrase Completed(NounPhrase phrase)
    {
        var end = phrase.End;
        for (var more = 0; more < 2 && Is(end, "of", "from") && PhraseAt(end + 1) is { } inner && inner.First == end + 1; more++)
        {
            end = inner.End;
        }

        return end > phrase.End && Tag(phrase.Head) == "NNS" && Is(end, "and") && PhraseAt(end - 1) is { } one && IsBareName(one) && PhraseAt(end + 1) is { } other && IsBareName(other)
            ? new NounPhrase(phrase.First, other.End)
            : new NounPhrase(phrase.First, end);
    }

    // What the phrase completes: "leaders" for "30 countries" in "leaders from around 30 countries".
    private NounPhrase? Complemented(NounPhrase phrase, int start)
    {
        var at = phrase.First - 1;
        if (at > start && Is(at, "around", "about", "nearly", "almost", "some", "over") && Tag(at - 1) == "IN")
        {
            at--;
        }

        // "heads of state, of government and of bodies"
        while (at > start + 2 && Is(at, "of") && Is(at - 1, "and", ",") && PhraseAt(at - 2) is { } earlier && Is(earlier.First - 1, "of"))
        {
            at = earlier.First - 1;
        }

        return at > start && Tag(at) is "IN" or "TO" && !Is(at, "that", "because", "if", "whether", "while", "as", "since", "after", "before", "although", "though", "until", "than", "ago")
            ? PhraseAt(at - 1)
            : null;
    }

    // Last token of the noun that a relative clause ending at the verb or preposition belongs to, or null.
    private int? OfRelative(int at, int start)
    {
        for (var i = at; i > start && i >= at - 4; i--)
        {
            if (Is(i, "that", "who", "which") && IsVerb(i + 1) && PhraseAt(i - 1) is not null)
            {
                return i - 1;
            }

            if (!IsVerb(i) && Tag(i) is not "RB" and not "IN")
            {
                return null;
            }
        }

        return null;
    }
}
