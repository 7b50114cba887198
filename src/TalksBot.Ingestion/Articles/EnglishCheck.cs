using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace TalksBot.Ingestion;

/// <summary>Tells texts that are not English, from their most frequent words.</summary>
internal static class EnglishCheck
{
    // Below these a text says too little about its language, and passes.
    private const int MinWords = 40;
    private const int MinLetters = 100;

    // English news has 15 to 30 function words of this list in a hundred, Scandinavian texts at the most 3 ("for", "over").
    private const double MinShare = 0.06;

    // Words that are frequent in English and rare in other languages of the Latin script.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> FunctionWords = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "the", "and", "to", "that", "for", "with", "by", "from", "which", "this", "but", "not", "have", "has", "they", "are",
        "their", "been", "who", "its", "his", "she", "would", "could", "should", "said", "there", "what", "when", "than", "into",
        "about", "after", "were", "our", "your", "you", "these", "those", "while", "where", "because", "between", "against",
        "if", "how", "other", "before", "through", "says", "my", "does", "did").GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Why the text is not taken for English, or null when it is, or is too short to tell.</summary>
    /// <returns>The figure that decided, without a guess at the language.</returns>
    internal static string? FindReason(string text)
    {
        var (letters, latin) = CountLetters(text);
        if (letters >= MinLetters && latin * 2 < letters)
        {
            return $"{Percent(letters - latin, letters)} of its letters are not Latin";
        }

        var (words, known) = CountWords(text);
        return words >= MinWords && known < words * MinShare
            ? $"only {known} of its {words} words are among the most frequent English ones"
            : null;
    }

    private static (int Letters, int Latin) CountLetters(string text)
    {
        var letters = 0;
        var latin = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetter(rune))
            {
                letters++;
                latin += rune.Value is < 0x250 or (>= 0x1E00 and < 0x1F00) ? 1 : 0;
            }
        }

        return (letters, latin);
    }

    private static (int Words, int Known) CountWords(string text)
    {
        var words = 0;
        var known = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var start = i;
            while (i < text.Length && IsWordPart(text[i]))
            {
                i++;
            }

            if (i > start)
            {
                words++;
                known += FunctionWords.Contains(text.AsSpan(start, i - start)) ? 1 : 0;
            }
        }

        return (words, known);
    }

    private static bool IsWordPart(char c) =>
        char.IsLetter(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark;

    private static string Percent(int part, int whole) => $"{(int)Math.Round(100.0 * part / whole)} %";
}
