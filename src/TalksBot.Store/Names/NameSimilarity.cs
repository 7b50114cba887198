using System.Collections.Frozen;

namespace TalksBot.Store.Names;

/// <summary>How well a name as typed stands for a name as printed. Both are folded; 1 is the same, below 0.5 is another name.</summary>
internal static class NameSimilarity
{
    private const double FoldedEqual = 0.98;
    private const double SoundEqual = 0.9;
    private const double SurnameOnly = 0.92;
    private const double PartOnly = 0.8;

    // Small words that papers write differently or leave out.
    private static readonly FrozenSet<string> Particles = new[]
    {
        "van", "von", "vom", "zu", "der", "den", "dem", "des", "de", "del", "della", "di", "da", "do", "dos", "du", "la", "le", "el", "al", "ul",
        "bin", "ibn", "bint", "ben", "bar", "abu", "the", "of", "and", "af", "av", "ter", "ten", "y", "e",
    }.ToFrozenSet(StringComparer.Ordinal);

    // What people put before a name; a stored name need not have it.
    private static readonly FrozenSet<string> Titles = new[]
    {
        "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "madam", "madame", "president", "premier",
        "chancellor", "minister", "prime", "foreign", "defence", "defense", "finance", "interior", "vice", "deputy", "secretary", "state", "senator",
        "sen", "congressman", "congresswoman", "representative", "rep", "governor", "gov", "mayor", "ambassador", "envoy", "general", "gen", "colonel",
        "col", "admiral", "captain", "capt", "king", "queen", "prince", "princess", "pope", "bishop", "judge", "justice", "commissioner", "director",
        "chairman", "chairwoman", "chair", "spokesman", "spokeswoman", "spokesperson",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a word says nothing about who is meant.</summary>
    public static bool IsMinor(string word) => Particles.Contains(word) || Titles.Contains(word);

    /// <summary>Similarity of <paramref name="typed"/> to <paramref name="name"/>, 0 to 1.</summary>
    /// <param name="typed">Folded, as a person typed it.</param>
    /// <param name="name">Folded, as it is stored.</param>
    public static double Of(string typed, string name)
    {
        if (typed == name)
        {
            return FoldedEqual;
        }

        var asked = typed.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var parts = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var isTaken = new bool[parts.Length];
        var (sum, count, missingParticles, hasLast) = (0.0, 0, 0, false);
        foreach (var word in asked)
        {
            var (best, at) = Best(word, parts, isTaken);
            if (best > 0)
            {
                isTaken[at] = true;
                hasLast |= at == parts.Length - 1;
                if (!Particles.Contains(word))
                {
                    sum += best;
                    count++;
                }
            }
            else if (Particles.Contains(word))
            {
                missingParticles++;
            }
            else if (!Titles.Contains(word))
            {
                return 0;
            }
        }

        if (count == 0)
        {
            return 0;
        }

        var isWhole = true;
        for (var i = 0; i < parts.Length; i++)
        {
            isWhole &= isTaken[i] || Particles.Contains(parts[i]);
        }

        var coverage = isWhole ? 1 : hasLast ? SurnameOnly : PartOnly;
        return Math.Max(0, (FoldedEqual * coverage * sum / count) - (0.02 * missingParticles));
    }

    /// <summary>Similarity of two folded words, 0 to 1; 0 where they are different names.</summary>
    public static double OfWords(string left, string right)
    {
        if (left == right)
        {
            return 1;
        }

        var (a, b) = (NameKeys.Sound(left), NameKeys.Sound(right));
        if (a == b)
        {
            return SoundEqual;
        }

        // Short names that differ at all are different names; longer ones may hold one or two slips.
        var length = Math.Max(a.Length, b.Length);
        var allowed = Math.Min(a.Length, b.Length) switch { < 5 => 0.0, < 8 => 1.0, _ => 2.0 };
        if (allowed == 0 || Math.Abs(a.Length - b.Length) > allowed)
        {
            return 0;
        }

        // A slip in the first letter is rare; there it is mostly another name.
        var distance = EditDistance.Between(a, b) + (a[0] == b[0] ? 0 : 0.5);
        return distance > allowed ? 0 : SoundEqual * (1 - (distance / length));
    }

    private static (double Similarity, int At) Best(string word, string[] parts, bool[] isTaken)
    {
        var (best, at) = (0.0, -1);
        for (var i = 0; i < parts.Length; i++)
        {
            if (isTaken[i])
            {
                continue;
            }

            var isInitial = (word.Length == 1 || parts[i].Length == 1) && word[0] == parts[i][0];
            var similarity = OfWords(word, parts[i]);
            similarity = similarity == 0 && isInitial ? SoundEqual : similarity;
            if (similarity > best)
            {
                (best, at) = (similarity, i);
            }
        }

        return (best, at);
    }
}
