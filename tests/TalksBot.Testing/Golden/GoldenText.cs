using System.Text;

namespace TalksBot.Testing.Golden;

/// <summary>Text as golden answers are compared: how it is typed does not count.</summary>
public static class GoldenText
{
    /// <summary>Composed where the runtime can, lower case, straight quotation marks, hyphens for all dashes, one blank for any run of blanks, none at the ends.</summary>
    /// <param name="text">Any text; lone surrogates become replacement characters.</param>
    public static string Normalise(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                if (result.Length > 0 && result[^1] != ' ')
                {
                    result.Append(' ');
                }

                continue;
            }

            switch (rune.Value)
            {
                case '“' or '”' or '„' or '«' or '»':
                    result.Append('"');
                    break;
                case '‘' or '’' or '‚' or 'ʼ':
                    result.Append('\'');
                    break;
                case '–' or '—' or '‑' or '−':
                    result.Append('-');
                    break;
                case 'ß':
                    result.Append("ss");
                    break;
                default:
                    result.Append(Rune.ToLowerInvariant(rune).ToString());
                    break;
            }
        }

        // A no-op where the globalization mode is invariant; golden texts are stored composed.
        return result.ToString().TrimEnd(' ').Normalize(NormalizationForm.FormC);
    }
}
