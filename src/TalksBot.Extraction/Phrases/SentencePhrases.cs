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
internal sealed partial class SentencePhrases
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
