namespace TalksBot.Answers;

/// <summary>How far words that a person remembers agree with words of an article.</summary>
public static class QuoteMatch
{
    /// <summary>1 when <paramref name="asked"/> stands in <paramref name="text"/> word for word; else the share of its words that do, in order, those of subject matter counting four times.</summary>
    public static double Of(IReadOnlyList<Term> asked, TermBag text)
    {
        if (asked.Count == 0)
        {
            return 0;
        }

        if (Contains(text.Terms, asked))
        {
            return 1;
        }

        double met = 0, all = 0, inOrder = 0;
        var position = 0;
        foreach (var term in asked)
        {
            var weight = term.IsStop ? 0.25 : 1;
            all += weight;
            var quality = text.Match(term);
            met += weight * quality;
            var at = IndexOf(text.Terms, term.Stem, position);
            if (at >= 0)
            {
                inOrder += weight;
                position = at + 1;
            }
        }

        // Word for word is worth 1; all words in order 0.98; all words in any order 0.9.
        return all <= 0 ? 0 : ((0.9 * met) + (0.08 * inOrder)) / all;
    }

    /// <summary>The share of neighbouring words of <paramref name="asked"/> that stand close together in the same order in <paramref name="text"/>: tells "suspended but not withdrawn" from "withdrawn, not suspended".</summary>
    public static double Adjacency(IReadOnlyList<Term> asked, TermBag text)
    {
        if (asked.Count < 2)
        {
            return 0;
        }

        var met = 0;
        for (var i = 0; i + 1 < asked.Count; i++)
        {
            for (var j = IndexOf(text.Terms, asked[i].Stem, 0); j >= 0; j = IndexOf(text.Terms, asked[i].Stem, j + 1))
            {
                if (IndexOf(text.Terms, asked[i + 1].Stem, j + 1) is var next && next > 0 && next <= j + 3)
                {
                    met++;
                    break;
                }
            }
        }

        return (double)met / (asked.Count - 1);
    }

    /// <summary>How many words are denied in one of the two and not in the other ("not withdrawn").</summary>
    public static int Contradictions(IReadOnlyList<Term> asked, TermBag text)
    {
        var count = 0;
        for (var i = 0; i < asked.Count; i++)
        {
            var at = asked[i].IsStop ? -1 : IndexOf(text.Terms, asked[i].Stem, 0);
            var denied = IsNegated(asked, i);
            var contradicted = at >= 0;
            for (; at >= 0 && contradicted; at = IndexOf(text.Terms, asked[i].Stem, at + 1))
            {
                contradicted = IsNegated(text.Terms, at) != denied;
            }

            count += contradicted ? 1 : 0;
        }

        return count;
    }

    private static bool IsNegated(IReadOnlyList<Term> terms, int i)
    {
        for (var j = i - 1; j >= 0 && j >= i - 2; j--)
        {
            if (terms[j].Folded is "not" or "no" or "never" or "t" or "cannot" or "without")
            {
                return true;
            }
        }

        return false;
    }

    private static bool Contains(IReadOnlyList<Term> text, IReadOnlyList<Term> asked)
    {
        for (var start = 0; start + asked.Count <= text.Count; start++)
        {
            var i = 0;
            while (i < asked.Count && text[start + i].Folded == asked[i].Folded)
            {
                i++;
            }

            if (i == asked.Count)
            {
                return true;
            }
        }

        return false;
    }

    private static int IndexOf(IReadOnlyList<Term> text, string stem, int from)
    {
        for (var i = from; i < text.Count; i++)
        {
            if (text[i].Stem == stem)
            {
                return i;
            }
        }

        return -1;
    }
}
