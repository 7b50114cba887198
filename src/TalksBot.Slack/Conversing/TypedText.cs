using System.Text;

namespace TalksBot.Slack;

/// <summary>What people typed in Slack, as plain text: control sequences become what they show, entities are decoded, phones' characters are made plain.</summary>
internal static class TypedText
{
    // A message may have 40,000 characters; more is of no use to a question.
    private const int MaxLength = 40_000;

    /// <summary>Plain text.</summary>
    /// <param name="text">Text of a command, message or event, in mrkdwn or plain; any text.</param>
    public static string Plain(string text)
    {
        if (text.Length > MaxLength)
        {
            text = text[..MaxLength];
        }

        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '<' && text.IndexOf('>', i + 1) is var end && end > 0 && IsControl(text.AsSpan(i + 1, end - i - 1)))
            {
                Shown(plain, text.AsSpan(i + 1, end - i - 1));
                i = end;
            }
            else if (text[i] == '&')
            {
                i += Entity(plain, text.AsSpan(i));
            }
            else
            {
                Character(plain, text[i]);
            }
        }

        return plain.ToString().Trim();
    }

    // Slack escapes every "<" that a person typed; where escaping is off, "a < b > c" must stay.
    private static bool IsControl(ReadOnlySpan<char> inner) =>
        inner.Length > 1
        && (inner[0] is '@' or '#' or '!' || inner.StartsWith("http:") || inner.StartsWith("https:") || inner.StartsWith("mailto:") || inner.StartsWith("tel:"));

    // A label is what people see; a mention without one is the bot, or a person whose name we do not know.
    private static void Shown(StringBuilder plain, ReadOnlySpan<char> inner)
    {
        var bar = inner.IndexOf('|');
        var label = bar < 0 ? default : inner[(bar + 1)..];
        if (inner[0] == '@')
        {
            plain.Append(label.TrimStart('@'));
        }
        else if (inner[0] == '#')
        {
            plain.Append(label.IsEmpty ? "" : "#").Append(label);
        }
        else if (inner[0] == '!')
        {
            plain.Append(label);
        }
        else
        {
            plain.Append(Plain((label.IsEmpty ? inner : label).ToString()));
        }
    }

    // The three entities that Slack knows. Returns how many characters beyond the first were read.
    private static int Entity(StringBuilder plain, ReadOnlySpan<char> rest)
    {
        ReadOnlySpan<(string Name, char Character)> entities = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>')];
        foreach (var (name, character) in entities)
        {
            if (rest.StartsWith(name, StringComparison.Ordinal))
            {
                plain.Append(character);
                return name.Length - 1;
            }
        }

        plain.Append('&');
        return 0;
    }

    private static void Character(StringBuilder plain, char c)
    {
        switch (c)
        {
            case '“' or '”' or '„' or '‟' or '＂':
                plain.Append('"');
                break;
            case '‘' or '’' or '‚' or '‛':
                plain.Append('\'');
                break;
            case '\u00A0' or '\u202F' or '\u2007' or '\u3000' or '\t' or '\r' or '\n':
                plain.Append(' ');
                break;
            case '\u200B' or '\u200C' or '\u2060' or '\uFEFF':
                break;
            default:
                if (!char.IsControl(c))
                {
                    plain.Append(c);
                }

                break;
        }
    }
}
