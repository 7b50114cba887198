namespace TalksBot.Extraction;

/// <summary>A noun with what stands before it.</summary>
/// <param name="First">First token.</param>
/// <param name="End">First token after it.</param>
internal readonly record struct NounPhrase(int First, int End)
{
    /// <summary>Its last token, the noun at its heart.</summary>
    public int Head => End - 1;
}

/// <summary>A verb with its auxiliaries ("has been put", "are to meet", "would not have").</summary>
/// <param name="First">First token of the group.</param>
/// <param name="Verb">The main verb.</param>
/// <param name="IsNegated">Whether "not" or "never" stands in it.</param>
/// <param name="Modal">"will", "would", "may" …, "to" for "are to", or null.</param>
/// <param name="IsInfinitive">Whether it is "to" and a verb, without a finite auxiliary.</param>
internal readonly record struct VerbChain(int First, int Verb, bool IsNegated, string? Modal, bool IsInfinitive);

/// <summary>Noun phrases, verb groups and subjects of a text, read from its tags.</summary>
internal sealed class SentencePhrases
{
    private readonly TaggedText _text;

    // By token: index of the noun phrase that covers it, or -1.
    private readonly int[] _phraseAt;
    private readonly List<NounPhrase> _phrases = [];

    public SentencePhrases(TaggedText text)
    {
        _text = text;
        _phraseAt = new int[text.Count];
        Array.Fill(_phraseAt, -1);
        foreach (var sentence in text.Tokens.Sentences)
        {
            ReadPhrases(sentence);
        }
    }

    /// <summary>The noun phrase that covers the token, or null.</summary>
    public NounPhrase? PhraseAt(int token) =>
        token >= 0 && token < _phraseAt.Length && _phraseAt[token] >= 0 ? _phrases[_phraseAt[token]] : null;

    /// <summary>The sentence that holds the token.</summary>
    public IndexRange SentenceOf(int token) => _text.Tokens.Sentences[_text.Tokens.SentenceOf(token)];

    /// <summary>Whether the token is one of these words, whatever its case.</summary>
    public bool Is(int token, params ReadOnlySpan<string> words)
    {
        if (token < 0 || token >= _text.Count)
        {
            return false;
        }

        var form = _text.Tokens.Form(token);
        foreach (var word in words)
        {
            if (form.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    public string Tag(int token) => token >= 0 && token < _text.Count ? _text.Tags[token] : "";

    public string Lemma(int token) => token >= 0 && token < _text.Count ? _text.Lemmas[token] : "";

    public bool IsVerb(int token) => Tag(token) is ['V', 'B', ..] or "MD";

    public bool IsFinite(int token) => Tag(token) is "VBD" or "VBZ" or "VBP" or "MD";

    /// <summary>The verb group that ends in the verb at <paramref name="verb"/>.</summary>
    public VerbChain GroupAt(int verb)
    {
        var sentence = SentenceOf(verb);
        var first = verb;
        var isNegated = false;
        string? modal = null;
        var isInfinitive = false;
        for (var i = verb - 1; i >= sentence.First && verb - i <= 8; i--)
        {
            if (Is(i, "not", "n't", "n’t", "never", "no"))
            {
                isNegated = true;
            }
            else if (Tag(i) == "MD")
            {
                modal ??= Lemma(i) switch { "'ll" or "’ll" => "will", "'d" or "’d" => "would", "ca" => "can", "wo" => "will", var word => word };
                first = i;
                isInfinitive = false;
                continue;
            }
            else if (Tag(i) == "TO" && (i == verb - 1 || IsBetweenAdverbs(i + 1, verb)))
            {
                isInfinitive = true;
                first = i;
                continue;
            }
            else if (Lemma(i) is "be" or "have" or "do" || (isInfinitive && Is(i, "due", "set", "scheduled", "expected", "going", "supposed", "slated", "planned")))
            {
                if (isInfinitive)
                {
                    modal ??= "to";
                    isInfinitive = !IsFinite(i) && Lemma(i) != "be";
                }

                first = i;
                continue;
            }
            else if (Tag(i) is not "RB" and not "RBR" || Is(i, "when", "where"))
            {
                break;
            }
        }

        return new VerbChain(first, verb, isNegated, modal, isInfinitive);
    }

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

    /// <summary>The words of the phrase without determiners and possessive pronouns.</summary>
    public string NameOf(NounPhrase phrase)
    {
        var first = phrase.First;
        while (first < phrase.Head && ((Tag(first) is "DT" or "PRP$" or "PDT" && !Is(first, "both")) || Is(first, "other", "full")))
        {
            first++;
        }

        return _text.Tokens.SpanOf(new IndexRange(first, phrase.End)).Slice(_text.Text);
    }

    private bool IsBetweenAdverbs(int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (Tag(i) is not ("RB" or "VB" or "VBN" or "VBG"))
            {
                return false;
            }
        }

        return true;
    }

    private void ReadPhrases(IndexRange sentence)
    {
        for (var i = sentence.First; i < sentence.End;)
        {
            var end = PhraseEnd(i, sentence.End);
            if (end <= i)
            {
                i++;
                continue;
            }

            for (var k = i; k < end; k++)
            {
                _phraseAt[k] = _phrases.Count;
            }

            _phrases.Add(new NounPhrase(i, end));
            i = end;
        }
    }

    private int PhraseEnd(int first, int stop)
    {
        if (Tag(first) is "PRP" or "EX")
        {
            return first + 1;
        }

        var end = first;
        for (var i = first; i < stop; i++)
        {
            switch (Tag(i))
            {
                case "NN" or "NNS" or "NNP" or "NNPS":
                    if (end == i && i > first && Tag(i - 1) is ['N', ..] && IsTime(i) && !IsTime(i - 1))
                    {
                        return end;
                    }

                    end = i + 1;
                    break;
                case "CD":
                    if (end == i && i > first && Tag(i - 1) == "NNP" && Tag(i + 1) is ['N', ..] or "JJ")
                    {
                        // "guarantee Ostmark 350 tonnes"
                        return end;
                    }

                    if (end == i && i > first && Is(i, "one") && Is(i + 1, "by") && Is(i + 2, "one"))
                    {
                        return end;
                    }

                    end = i + 1;
                    break;
                case "DT" or "PDT" or "PRP$":
                    if (i > first && Tag(i - 1) is not ("PDT" or "POS" or "DT"))
                    {
                        return end;
                    }

                    break;
                case "POS":
                    if (end != i)
                    {
                        return end;
                    }

                    break;
                case ":" when IsHyphen(i) && end == i && Tag(i + 1) is ['N', ..]:
                    break;
                case "HYPH":
                    if (end != i || Tag(i + 1) is not ['N', ..])
                    {
                        return end;
                    }

                    break;
                case "JJ" or "JJR" or "JJS" or "$" or "#" or "%":
                    if (Tag(i) is "%" or "$" && end == i)
                    {
                        end = i + 1;
                    }
                    else if (end == i && i > first && Tag(i - 1) is ['N', ..] && Tag(i) is "JJ")
                    {
                        return end;
                    }

                    break;
                case "CC" when i > first && end < i && Tag(i - 1) == "JJ" && Tag(i + 1) == "JJ" && Is(i, "and", "or"):
                    // "Danish and Swedish officials"
                    break;
                case "VBN" or "VBG" or "RB":
                    if (i == first || Tag(i - 1) is not ("DT" or "PRP$" or "POS" or "JJ"))
                    {
                        return end;
                    }

                    break;
                case "``" or "''" or "\"" or "“" or "”" or "‘" or "’":
                    // Quoted modifiers: a “night-watch” plan.
                    if (i == first || end == i && Tag(i + 1) is not ['N', ..])
                    {
                        return end;
                    }

                    break;
                default:
                    return end;
            }
        }

        return end;
    }

    // "U.S.-Russia talks"
    private bool IsHyphen(int token) =>
        Is(token, "-", "–") && token > 0 && token + 1 < _text.Count && _text.Tokens.Tokens[token - 1].Span.End == _text.Tokens.Tokens[token].Span.Start
        && _text.Tokens.Tokens[token].Span.End == _text.Tokens.Tokens[token + 1].Span.Start;

    private bool IsTime(int token) => TimeLexicon.Find(_text.Tokens.Form(token)) is { } word && (word.Weekday > 0 || word.Month > 0);
}
