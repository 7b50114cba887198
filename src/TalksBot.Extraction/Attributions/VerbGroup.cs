namespace TalksBot.Extraction;

/// <summary>A verb with its auxiliaries.</summary>
/// <param name="First">First item, auxiliaries and adverbs between them included.</param>
/// <param name="Verb">The main verb.</param>
internal readonly record struct VerbGroup(int First, int Verb)
{
    /// <summary>Whether it is negated ("did not say", "never said").</summary>
    public bool IsNegated { get; init; }

    /// <summary>The modal or "do" in it, or "".</summary>
    public string Modal { get; init; } = "";

    /// <summary>"was told"</summary>
    public bool IsPassive { get; init; }

    /// <summary>"to say"</summary>
    public bool IsInfinitive { get; init; }

    /// <summary>"saying", without an auxiliary.</summary>
    public bool IsParticiple { get; init; }

    /// <summary>Reads the group whose main verb is at <paramref name="verb"/>.</summary>
    public static VerbGroup At(SentenceItems items, int verb)
    {
        var (first, negated, modal, passive, infinitive, hasAuxiliary) = (verb, false, "", false, false, false);
        for (var i = verb - 1; i >= 0; i--)
        {
            var (tag, lemma) = (items.Tag(i), items.Lemma(i));
            var isNeither = lemma == "neither" && items.Tag(i - 1) is "MD" or "VBD" or "VBZ" or "VBP";
            if ((tag is "RB" or "RBR" && items.PhraseFrom(i) < 0) || isNeither)
            {
                negated |= lemma is "not" or "n't" or "never" or "neither";
                if (lemma is "not" or "n't" or "never" && items.Tag(i - 1) is not ("MD" or "VBD" or "VBZ" or "VBP" or "VB" or "TO" or "RB"))
                {
                    first = i;
                }

                continue;
            }

            var isAuxiliary = tag == "MD" || lemma is "have" or "be" or "do" or "'ve" or "'re" or "'d" or "'ll";
            if (tag == "TO")
            {
                infinitive = true;
                first = i;
            }
            else if (isAuxiliary && (tag == "MD" || items.IsVerb(i)))
            {
                hasAuxiliary = true;
                first = i;
                modal = tag == "MD" ? lemma : modal;
                passive |= lemma == "be" && items.Tag(verb) is "VBN" or "VBD" && i < verb;
                continue;
            }

            break;
        }

        // Adverbs between subject and verb ("also said") are not part of the group's auxiliaries, but a negation is.
        return new VerbGroup(first, verb)
        {
            IsNegated = negated,
            Modal = modal,
            IsPassive = passive,
            IsInfinitive = infinitive,
            IsParticiple = items.Tag(verb) == "VBG" && !hasAuxiliary && !infinitive,
        };
    }
}
