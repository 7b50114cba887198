using System.Globalization;
using System.Text;

namespace TalksBot.Terminal;

/// <summary>Makes text from outside fit for a terminal.</summary>
public static class Printable
{
    /// <summary>One line: line ends and all control and formatting characters (bidirectional ones too) become U+FFFD.</summary>
    public static string Line(string text) => Clean(text, keepLines: false);

    /// <summary>As <see cref="Line"/>, but line feeds stay.</summary>
    public static string Text(string text) => Clean(text, keepLines: true);

    private static string Clean(string text, bool keepLines)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var harmless = rune.Value == '\n' && keepLines
                || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                    or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse);

            // A soft hyphen and the joiners of emoji and many scripts are formatting that shows nothing and moves nothing.
            if (harmless || rune.Value is 0x200c or 0x200d or 0xad)
            {
                result.Append(rune);
            }
            else
            {
                result.Append(rune.Value is '\t' or '\n' or '\r' ? ' ' : '\ufffd');
            }
        }

        return result.ToString();
    }
}
