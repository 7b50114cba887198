using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Testing;

/// <summary>Words as the in-memory store compares them: folded, with the commonest English endings cut. Coarser than a real stemmer, the same idea.</summary>
internal static class WordKeys
{
    private static readonly ImmutableArray<string> Endings = ["ations", "ation", "ments", "ment", "ings", "ing", "ies", "ed", "es", "s", "e", "y"];

    /// <summary>The keys of all words in <paramref name="text"/>, in order.</summary>
    public static ImmutableArray<string> Of(string text) =>
        [.. NameFolding.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Cut)];

    /// <summary>Whether each group of <paramref name="match"/> and its phrase occur in <paramref name="text"/>.</summary>
    public static bool Matches(TextMatch match, string text)
    {
        if (match.Groups.IsEmpty && match.Phrase is null)
        {
            return true;
        }

        var words = Of(text);
        return match.Groups.All(group => group.Any(word => Contains(words, Of(word))))
            && (match.Phrase is null || Contains(words, Of(match.Phrase)));
    }

    /// <summary>Whether <paramref name="words"/> stand next to each other in <paramref name="text"/>; no words occur nowhere.</summary>
    public static bool Contains(ImmutableArray<string> text, ImmutableArray<string> words)
    {
        for (var start = 0; !words.IsEmpty && start + words.Length <= text.Length; start++)
        {
            if (text.AsSpan(start, words.Length).SequenceEqual(words.AsSpan()))
            {
                return true;
            }
        }

        return false;
    }

    private static string Cut(string word)
    {
        foreach (var ending in Endings)
        {
            if (word.Length >= ending.Length + 3 && word.EndsWith(ending, StringComparison.Ordinal))
            {
                return word[..^ending.Length];
            }
        }

        return word;
    }
}
