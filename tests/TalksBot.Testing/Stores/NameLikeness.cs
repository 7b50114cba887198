using TalksBot.Domain;

namespace TalksBot.Testing;

/// <summary>How well a typed name stands for a stored one, for the in-memory store.</summary>
internal static class NameLikeness
{
    private const double Folded = 0.98;
    private const double PartOfName = 0.92;

    /// <summary>1 for the same letters, less for the same without diacritics, for one word of several and for slips; 0 for another name.</summary>
    public static double Of(string typed, string name)
    {
        if (typed == name)
        {
            return 1;
        }

        var (left, right) = (NameFolding.Fold(typed), NameFolding.Fold(name));
        if (left.Length == 0 || right.Length == 0)
        {
            return 0;
        }

        if (left == right)
        {
            return Folded;
        }

        var words = right.Split(' ');
        return left.Contains(' ', StringComparison.Ordinal) || words.Length == 1
            ? Slips(left, right)
            : PartOfName * Slips(left, words[^1]);
    }

    private static double Slips(string left, string right)
    {
        var longer = Math.Max(left.Length, right.Length);
        var distances = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = distances[0];
            distances[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substituted = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = distances[j];
                distances[j] = Math.Min(substituted, Math.Min(distances[j], distances[j - 1]) + 1);
            }
        }

        return 1 - ((double)distances[^1] / longer);
    }
}
