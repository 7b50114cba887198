namespace TalksBot.Store.Names;

/// <summary>Damerau-Levenshtein distance (optimal string alignment) in which one vowel for another counts half.</summary>
internal static class EditDistance
{
    /// <summary>Insertions, deletions, substitutions and swaps of neighbours that lead from one word to the other.</summary>
    public static double Between(string left, string right)
    {
        var beforeLast = new double[right.Length + 1];
        var last = new double[right.Length + 1];
        var current = new double[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = last[j - 1] + Substitution(left[i - 1], right[j - 1]);
                cost = Math.Min(cost, Math.Min(last[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    cost = Math.Min(cost, beforeLast[j - 2] + 1);
                }

                current[j] = cost;
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[right.Length];
    }

    private static double Substitution(char left, char right) =>
        left == right ? 0 : IsVowel(left) && IsVowel(right) ? 0.5 : 1;

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';
}
