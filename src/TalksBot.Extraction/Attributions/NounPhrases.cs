namespace TalksBot.Extraction;

/// <summary>Finds base noun phrases: determiner, adjectives, nouns, possessives with what they own.</summary>
internal static class NounPhrases
{
    private const int LongestTerm = 8;
    private const int LongestBracket = 5;

    /// <summary>Fills in, for each item, where the phrase that holds it begins and ends; -1 where there is none.</summary>
    public static void Chunk(SentenceItems items, int[] from, int[] to)
    {
        Array.Fill(from, -1);
        Array.Fill(to, -1);
        for (var i = 0; i < items.Count;)
        {
            var end = PhraseEnd(items, i);
            for (var j = i; j < end; j++)
            {
                (from[j], to[j]) = (i, end);
            }

            i = Math.Max(end, i + 1);
        }
    }

    private static int PhraseEnd(SentenceItems items, int start)
    {
        if (items.Tag(start) == "PRP")
        {
            return start + (items.Lemma(start + 1) is ['h' or 't' or 'i', .., 's', 'e', 'l', 'f'] ? 2 : 1);
        }

        var (end, hasNoun, hasAny) = (start, false, false);
        while (end < items.Count)
        {
            var next = Step(items, start, end, ref hasNoun);
            if (next == end)
            {
                break;
            }

            hasAny |= hasNoun;
            end = next;
        }

        if (hasAny)
        {
            return end;
        }

        // "this", "both", "neither", "two" stand alone; adjectives do not.
        return items.Tag(start) is "DT" && items.Lemma(start) is not ("the" or "a" or "an" or "every" or "no") ? start + 1
            : items.Tag(start) == "CD" ? end : start;
    }

    private static int Step(SentenceItems items, int start, int at, ref bool hasNoun)
    {
        var tag = items.Tag(at);
        var before = at > start ? items.Tag(at - 1) : "";
        switch (tag)
        {
            case "PDT":
                return at == start ? at + 1 : at;
            case "DT" when hasNoun && IsGaelicParticle(items, at):
                hasNoun = false;
                return at + 1;
            case "DT":
                return at == start || before is "PDT" or "DT" && !hasNoun ? at + 1 : at;
            case "PRP$" or "WP$":
                return at == start || before is "PDT" or "DT" && !hasNoun ? at + 1 : at;
            case "JJ" or "JJR" or "JJS" or "$" or "FW" or "JJ|VBN":
                return !hasNoun ? at + 1 : at;
            case "CD" when items.Lemma(at) == "one" && before is "JJ" && items.Tag(at + 1) is not ("NN" or "NNS" or "NNP" or "CD" or "JJ"):
                // "the first one"
                hasNoun = true;
                return at + 1;
            case "CD":
                return !hasNoun || before is "NNP" ? at + 1 : at;
            case "NN" or "NNS" or "NNP" or "NNPS":
                if (hasNoun && StartsAnew(items, at))
                {
                    return at;
                }

                hasNoun = true;
                return at + 1;
            case "POS":
                if (!hasNoun || at == start)
                {
                    return at;
                }

                hasNoun = false;
                return at + 1;
            case "RB" or "RBR" or "RBS":
                return before is "DT" or "PRP$" or "CD" && items.Tag(at + 1) is "JJ" or "VBN" or "VBG" ? at + 1 : at;
            case "VBN" or "VBG":
                return !hasNoun && before is "DT" or "PRP$" or "JJ" or "POS" or "NN" or "RB" or "CD" && at > start && items.Tag(at + 1) is "NN" or "NNS" or "NNP" or "JJ" ? at + 1 : at;
            case "CC":
                return items.Lemma(at) == "&" || (!hasNoun && before is "JJ" && items.Tag(at + 1) == "JJ") ? at + 1 : at;
            case "IN":
                // "Secretary of State Ann Holt", "Bank of Kolm"
                return hasNoun && items.Lemma(at) == "of" && before is "NNP" && items.Tag(at + 1) is "NNP" && JoinsName(items, start, at) ? at + 1 : at;
            case "PRP":
                return hasNoun && items.Lemma(at) is ['h' or 't' or 'i', .., 's', 'e', 'l', 'f'] or "themselves" ? at + 1 : at;
            case "``":
                return !hasNoun || before is "NN" ? AfterTerm(items, at, ref hasNoun) : at;
            case "-LRB-":
                return hasNoun ? AfterBracket(items, at) : at;
            case SentenceItems.Quote:
                return !hasNoun && at > start && items.Tag(at + 1) is "NN" or "NNS" ? at + 1 : at;
            default:
                return at;
        }
    }

    // A time word and what is no time belong to different phrases: "told reporters | Tuesday", "on Tuesday | the envoy".
    private static bool StartsAnew(SentenceItems items, int at)
    {
        var (before, own) = (items.Lemma(at - 1), items.Lemma(at));
        if (items.Tag(at - 1) == "CD")
        {
            return false;
        }

        return TimeWords.IsTime(before) != TimeWords.IsTime(own) && (items.Tag(at) is "NNP" || items.Tag(at - 1) is "NNP") && items.Tag(at - 1) != "POS"
            && (TimeWords.IsTime(own) || items.Tag(at) is "NNP");
    }

    // "Iain Mac an Rothaich": the article is part of the name.
    private static bool IsGaelicParticle(SentenceItems items, int at) => items.Lemma(at) is "an" or "na" or "a'"
        && items.Lemma(at - 1) is "mac" or "Mac" or "nic" or "Nic" or "ó" or "Ó" or "mhic" or "Mhic" && items.Tag(at + 1) is "NNP" or "NN" or "JJ";

    private static bool JoinsName(SentenceItems items, int start, int at)
    {
        // A name with a determiner ("the Republic of Kolm") or an office; not "in Paris of ...".
        // "Ann Roe of Harbour Research": a person of a firm is no longer name.
        if (at - start == 2 && items.Tag(start) == "NNP" && items.Tag(at - 1) == "NNP" && !IsOfficeOrBody(items, start) && !IsOfficeOrBody(items, at - 1))
        {
            return false;
        }

        return at - start <= 4 && !TimeWords.IsTime(items.Lemma(at + 1));
    }

    private static bool IsOfficeOrBody(SentenceItems items, int at) => items.Lemma(at).ToLowerInvariant() is var word
        && (ActorLexicon.Roles.ContainsKey(word) || ActorLexicon.Bodies.ContainsKey(word) || ActorLexicon.Titles.ContainsKey(word));

    // "(UDW)", "(D-Kolm)": a short form or place after a name.
    private static int AfterBracket(SentenceItems items, int at)
    {
        for (var i = at + 1; i < items.Count && i <= at + LongestBracket; i++)
        {
            if (items.Tag(i) == "-RRB-")
            {
                return i + 1;
            }
        }

        return at;
    }

    private static int AfterTerm(SentenceItems items, int at, ref bool hasNoun)
    {
        for (var i = at + 1; i < items.Count && i <= at + LongestTerm; i++)
        {
            if (items.Tag(i) == "''")
            {
                hasNoun |= items.Tag(i - 1) is "NN" or "NNS" or "NNP" or "NNPS" or "VB" or "JJ";
                return i + 1;
            }
        }

        return at;
    }
}
