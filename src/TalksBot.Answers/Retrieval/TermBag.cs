namespace TalksBot.Answers;

/// <summary>The stems of a stretch of text, to look terms up in.</summary>
public sealed class TermBag
{
    private const double SynonymQuality = 0.75;
    private const double DemonymQuality = 0.85;
    private const double MisspeltQuality = 0.8;

    private readonly HashSet<string> _stems = new(StringComparer.Ordinal);
    private const double ComparedQuality = 0.6;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _compared = new(StringComparer.Ordinal);

    /// <summary>The words of <paramref name="text"/>.</summary>
    public TermBag(string text)
    {
        Terms = TermReader.Read(text);
        for (var i = 0; i < Terms.Count; i++)
        {
            var term = Terms[i];
            // "up from the 420", "rather than 3": the figure is not what the sentence is about.
            if (term.IsNumber && IsCompared(i))
            {
                _compared.Add(term.Stem);
                continue;
            }

            _stems.Add(term.Stem);
            // "voted down" is a rejection and still a vote.
            _stems.Add(Lexicon.StemOf(term.Folded));
            if (term.IsCapitalised)
            {
                _names.Add(term.Folded);
            }
        }
    }

    /// <summary>The words in order.</summary>
    public IReadOnlyList<Term> Terms { get; }

    /// <summary>How well <paramref name="term"/> is met here: 1 by the same stem, less by a synonym, a demonym or another spelling, 0 not at all.</summary>
    /// <param name="term">The word.</param>
    /// <param name="withSynonyms">Whether another word of like meaning counts.</param>
    public double Match(Term term, bool withSynonyms = true)
    {
        if (_stems.Contains(term.Stem))
        {
            return 1;
        }

        if (term.IsNumber)
        {
            return _compared.Contains(term.Stem) ? ComparedQuality : 0;
        }

        foreach (var other in Lexicon.DemonymsOf(term.Stem))
        {
            if (_stems.Contains(other))
            {
                return DemonymQuality;
            }
        }

        if (term.IsCapitalised && term.Folded.Length >= 5)
        {
            foreach (var name in _names)
            {
                if (IsDemonym(name, term.Folded))
                {
                    return DemonymQuality;
                }

                if (name.Length >= 5 && Likeness.Of(name, term.Folded) >= 0.82)
                {
                    return MisspeltQuality;
                }
            }
        }

        foreach (var other in withSynonyms ? Lexicon.SynonymsOf(term.Stem) : [])
        {
            if (_stems.Contains(other))
            {
                return SynonymQuality;
            }
        }

        return 0;
    }

    private bool IsCompared(int i)
    {
        for (var j = i - 1; j >= 0 && j >= i - 2; j--)
        {
            if (Terms[j].Folded is "from" or "than")
            {
                return j > 0 && Terms[j - 1].Folded is "up" or "down" or "rather" or "instead" or "lowered" or "raised" or "rising" or "cut" or "step";
            }
        }

        return false;
    }

    // "Korvia" and "Korvian": one begins with the other, a few letters apart.
    internal static bool IsDemonym(string left, string right)
    {
        var (shorter, longer) = left.Length <= right.Length ? (left, right) : (right, left);
        var stem = shorter[^1] is 'a' or 'e' or 'y' ? shorter[..^1] : shorter;
        return stem.Length >= 4 && longer.Length - stem.Length <= 4 && longer.StartsWith(stem, StringComparison.Ordinal)
            && (longer.EndsWith('n') || longer.EndsWith("ese", StringComparison.Ordinal) || longer.EndsWith("ish", StringComparison.Ordinal) || longer.EndsWith("er", StringComparison.Ordinal) || longer.EndsWith('i') || longer.EndsWith('s'));
    }
}
