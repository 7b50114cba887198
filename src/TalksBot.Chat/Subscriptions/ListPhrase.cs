using System.Collections.Immutable;

namespace TalksBot.Chat;

/// <summary>Lists as people type them: "Ukraine, Marco Rubio and “Trinidad and Tobago”".</summary>
internal static class ListPhrase
{
    /// <summary>The items, without quotation marks; what stands in quotation marks is one item.</summary>
    public static ImmutableArray<string> Split(string words) => [.. Commas(words).SelectMany(part => Ands(part.Words, part.IsQuoted))];

    /// <summary>What commas and semicolons part; "and" may still stand within.</summary>
    public static IEnumerable<(string Words, bool IsQuoted)> Commas(string words)
    {
        var start = 0;
        for (var i = 0; i <= words.Length; i++)
        {
            if (i < words.Length && QuotationMarks.Opens(words[i]) && QuotationMarks.FindClosing(words, i) is var closing and > 0)
            {
                i = closing;
                continue;
            }

            if (i < words.Length && words[i] is not (',' or ';' or '،'))
            {
                continue;
            }

            var raw = words[start..i].Trim();
            var stripped = QuotationMarks.Strip(raw).Trim();
            // "Ukraine, Russia, and France"
            if (stripped.StartsWith("and ", StringComparison.OrdinalIgnoreCase))
            {
                stripped = stripped[4..].Trim();
            }

            if (stripped.Length > 0)
            {
                yield return (stripped, stripped.Length < raw.Length && QuotationMarks.Opens(raw[0]));
            }

            start = i + 1;
        }
    }

    /// <summary>What "and" parts.</summary>
    public static IEnumerable<string> Ands(string words, bool isQuoted) => isQuoted
        ? [words]
        : words.Split([" and ", " & ", " AND "], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(item => QuotationMarks.Strip(item));
}
