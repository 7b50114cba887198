namespace TalksBot.Answers;

/// <summary>How alike two words are written.</summary>
public static class Likeness
{
    private const int Longest = 64;

    /// <summary>1 for the same letters, 0 for nothing in common: one minus the edit distance (insertion, deletion, substitution, swap of neighbours) over the longer length.</summary>
    /// <remarks>Optimal string alignment distance, after F. J. Damerau, CACM 7(3), 1964. Words over 64 letters are compared whole only.</remarks>
    public static double Of(string left, string right)
    {
        if (left == right)
        {
            return 1;
        }

        var longer = Math.Max(left.Length, right.Length);
        if (left.Length == 0 || right.Length == 0 || longer > Longest)
        {
            return 0;
        }

        Span<int> before = stackalloc int[Longest + 1];
        Span<int> previous = stackalloc int[Longest + 1];
        Span<int> current = stackalloc int[Longest + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = left[i - 1] == right[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
                }
            }

            previous.CopyTo(before);
            current.CopyTo(previous);
        }

        return 1 - ((double)previous[right.Length] / longer);
    }
}
