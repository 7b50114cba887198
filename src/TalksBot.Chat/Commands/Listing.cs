namespace TalksBot.Chat;

/// <summary>Words for messages to people.</summary>
internal static class Listing
{
    private const int ShortLength = 40;

    /// <summary>"a", "a or b", "a, b or c".</summary>
    public static string Or(IReadOnlyList<string> words) => words.Count switch
    {
        0 => "nothing",
        1 => words[0],
        _ => $"{string.Join(", ", words.Take(words.Count - 1))} or {words[^1]}",
    };

    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string And(IReadOnlyList<string> words) => words.Count switch
    {
        0 => "nothing",
        1 => words[0],
        _ => $"{string.Join(", ", words.Take(words.Count - 1))} and {words[^1]}",
    };

    /// <summary>At most 40 characters of what a person typed, to be repeated in a message.</summary>
    public static string Short(string words)
    {
        if (words.Length <= ShortLength)
        {
            return words;
        }

        var length = ShortLength - 1;
        if (char.IsHighSurrogate(words[length - 1]))
        {
            length--;
        }

        return string.Concat(words.AsSpan(0, length), "…");
    }

    /// <summary>The one of <paramref name="known"/> that <paramref name="typed"/> most likely means: it begins with it, or differs in a third of its letters at the most; null when none does.</summary>
    public static string? Nearest(string typed, IEnumerable<string> known)
    {
        var word = typed.ToLowerInvariant();
        if (word.Length is 0 or > ShortLength)
        {
            return null;
        }

        string? best = null;
        var least = int.MaxValue;
        foreach (var candidate in known)
        {
            var distance = word.Length > 1 && candidate.StartsWith(word, StringComparison.Ordinal) ? 1 : Distance(word, candidate);
            if (distance < least && distance <= Math.Max(1, candidate.Length / 3))
            {
                (best, least) = (candidate, distance);
            }
        }

        return best;
    }

    // Optimal string alignment: insert, delete, change, swap neighbours.
    private static int Distance(string a, string b)
    {
        var before = new int[b.Length + 1];
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = a[i - 1] == b[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1] + 1, previous[j] + 1), previous[j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
                }
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[b.Length];
    }
}
