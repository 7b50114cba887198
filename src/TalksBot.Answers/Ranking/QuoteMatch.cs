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
