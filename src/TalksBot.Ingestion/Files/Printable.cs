using System.Globalization;
using System.Text;

namespace TalksBot.Ingestion;

/// <summary>Makes text from outside fit for one line of a message.</summary>
internal static class Printable
{
    private const int MaxLength = 200;

    /// <summary>Control, format (also bidirectional) and unpaired characters become U+FFFD; what is beyond 200 characters is cut.</summary>
    internal static string Of(string text)
    {
        var result = new StringBuilder(Math.Min(text.Length, MaxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (result.Length >= MaxLength)
            {
                return result.Append('…').ToString();
            }

            var isPlain = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
            result.Append(isPlain ? rune : Rune.ReplacementChar);
        }

        return result.ToString();
    }
}
