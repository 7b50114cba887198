using System.Buffers;
using System.Text;
using TalksBot.Chat;

namespace TalksBot.Slack;

/// <summary>Writes foreign text so that Slack shows it as it is: no formatting, no mention, no link, no emoji, no date of its own.</summary>
public static class SlackEscape
{
    // Shows nothing and breaks what stands around it; Slack has no escape character for its formatting marks.
    private const char ZeroWidthSpace = '\u200B';

    // All that is escaped or broken below; most lines have none.
    private static readonly SearchValues<char> Signs = SearchValues.Create("&<>*_~`@:");

    private static readonly SearchValues<char> EmojiSigns = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+-'");

    /// <summary>One line for mrkdwn and for the text beside blocks: the three characters that Slack reads are escaped, formatting marks broken.</summary>
    /// <param name="text">Any text.</param>
    public static string Mrkdwn(string text) => Write(text, breakMarks: true, escape: true);

    /// <summary>One line for plain_text objects; escaping is understood there, and emoji names stay when the object says so.</summary>
    /// <param name="text">Any text.</param>
    public static string Plain(string text) => Write(text, breakMarks: false, escape: true);

    /// <summary>One line for an element of a rich text block, which is not parsed: nothing is escaped, control sequences are broken all the same.</summary>
    /// <param name="text">Any text.</param>
    public static string Rich(string text) => Write(text, breakMarks: false, escape: false);

    /// <summary>Something to type, as inline code of mrkdwn.</summary>
    /// <param name="text">Any text.</param>
    public static string Code(string text) => ForeignText.Clean(text) is { Length: > 0 } code ? $"`{Write(code.Replace('`', 'ˋ'), breakMarks: false, escape: true)}`" : "";

    /// <summary>A link in mrkdwn, or its label alone where there is no address.</summary>
    /// <param name="label">Any text.</param>
    /// <param name="url">From <see cref="WebAddress.TryClean"/>, or null.</param>
    public static string Link(string label, string? url)
    {
        var text = Mrkdwn(label.Replace('|', '¦'));
        return url is null || text.Length == 0 ? text : $"<{url.Replace("&", "&amp;", StringComparison.Ordinal)}|{text}>";
    }

    private static string Write(string text, bool breakMarks, bool escape)
    {
        var line = ForeignText.Isolate(ForeignText.Clean(text));
        var start = StartOf(line);
        if (start == 0 && line.AsSpan().IndexOfAny(Signs) < 0)
        {
            return line;
        }

        var result = new StringBuilder(line.Length + 16);
        for (var i = 0; i < line.Length; i++)
        {
            if (breakMarks && line[i] is '*' or '_' or '~' or '`')
            {
                // On both sides: a mark is one where a word begins or ends.
                result.Append(ZeroWidthSpace).Append(line[i]).Append(ZeroWidthSpace);
                continue;
            }

            if (breakMarks && i < start && line[i] is '>' or '-' or '•')
            {
                result.Append(ZeroWidthSpace);
            }

            if (escape && line[i] is '&' or '<' or '>')
            {
                result.Append(Escaped(line[i]));
            }
            else
            {
                result.Append(line[i]);
            }

            if (IsBroken(line, i, escape))
            {
                result.Append(ZeroWidthSpace);
            }
        }

        return result.ToString();
    }

    private static string Escaped(char sign) => sign switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        _ => "&gt;",
    };

    // <!channel>, <@U1>, <#C1>, <https://…> where they are not escaped; @here, @channel; https://… that would grow a link of its own; :emoji:.
    private static bool IsBroken(string line, int at, bool isEscaped)
    {
        var rest = line.AsSpan(at + 1);
        return line[at] switch
        {
            '<' => !isEscaped && rest.Length > 0 && (rest[0] is '!' or '@' or '#' || char.IsAsciiLetter(rest[0])),
            '@' => rest.StartsWith("here", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("channel", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("everyone", StringComparison.OrdinalIgnoreCase),
            ':' => rest.StartsWith("//", StringComparison.Ordinal) || (rest.Length > 0 && (char.IsAsciiLetterOrDigit(rest[0]) || rest[0] is '_' or '+' or '-') && IsEmoji(rest)),
            _ => false,
        };
    }

    // ":smile:", not "14:30: the talks".
    private static bool IsEmoji(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf(':');
        return end > 0 && rest[..end].IndexOfAnyExcept(EmojiSigns) < 0 && rest[..end].IndexOfAnyInRange('a', 'z') >= 0;
    }

    // Blanks and signs in front of the first word, where a quotation or a list could begin.
    private static int StartOf(string line)
    {
        var end = 0;
        while (end < line.Length && (char.IsWhiteSpace(line[end]) || line[end] is '\u2068' or '>' or '-' or '•'))
        {
            end++;
        }

        return end;
    }
}
