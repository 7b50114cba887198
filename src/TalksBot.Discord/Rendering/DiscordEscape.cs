using System.Buffers;
using System.Text;
using TalksBot.Chat;

namespace TalksBot.Discord;

/// <summary>Writes foreign text so that Discord shows it as it is: no formatting, no mention, no link, no emoji, no timestamp of its own.</summary>
public static class DiscordEscape
{
    // Shows nothing and breaks what stands around it.
    private const char ZeroWidthSpace = '\u200B';

    // All that is escaped or broken below wherever it stands; many lines have none.
    private static readonly SearchValues<char> Signs = SearchValues.Create("\\*_~`|[]()<>@:.");

    /// <summary>One line for content, embed titles, descriptions and field values, where markdown is read.</summary>
    /// <param name="text">Any text.</param>
    public static string Markdown(string text) => Escape(ForeignText.Isolate(ForeignText.Clean(text)));

    /// <summary>One line for places where markdown is not read (footers, button labels, names of choices); mentions are broken all the same.</summary>
    /// <param name="text">Any text.</param>
    public static string Plain(string text) => BreakMentions(ForeignText.Isolate(ForeignText.Clean(text)));

    /// <summary>Something to type, as inline code.</summary>
    /// <param name="text">Any text.</param>
    public static string Code(string text) => ForeignText.Clean(text) is { Length: > 0 } code ? $"`{code.Replace('`', 'ˋ')}`" : "";

    /// <summary>A link, or its label alone where there is no address.</summary>
    /// <param name="label">Any text.</param>
    /// <param name="url">From <see cref="WebAddress.TryClean"/>, or null.</param>
    public static string Link(string label, string? url)
    {
        var text = Markdown(label);
        return url is null || text.Length == 0 ? text : $"[{text}]({url.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal)})";
    }

    private static string Escape(string line)
    {
        var start = StartOf(line);
        var listMark = ListMarkOf(line, start);
        if (start == 0 && listMark < 0 && line.AsSpan().IndexOfAny(Signs) < 0)
        {
            return line;
        }

        var result = new StringBuilder(line.Length + 16);
        for (var i = 0; i < line.Length; i++)
        {
            var sign = line[i];
            if (sign is '\\' or '*' or '_' or '~' or '`' or '|' or '[' or ']' or '(' or ')' or '<' or '>' || (sign is '#' or '-' or '+' && i < start) || i == listMark)
            {
                result.Append('\\');
            }

            result.Append(sign);
            if (IsBroken(line, i))
            {
                result.Append(ZeroWidthSpace);
            }
        }

        return result.ToString();
    }

    private static string BreakMentions(string line)
    {
        var result = new StringBuilder(line.Length + 4);
        for (var i = 0; i < line.Length; i++)
        {
            result.Append(line[i]);
            if (IsBroken(line, i))
            {
                result.Append(ZeroWidthSpace);
            }
        }

        return result.ToString();
    }

    // Whether a character that shows nothing goes behind this one: @everyone, <@1>, </ask:1>, <t:1>, :smile:, https://…, discord.gg/…
    private static bool IsBroken(string line, int at)
    {
        var rest = line.AsSpan(at + 1);
        return line[at] switch
        {
            '@' => rest.StartsWith("everyone", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("here", StringComparison.OrdinalIgnoreCase),
            '<' => rest.Length > 0 && (rest[0] is '@' or '#' or ':' or '/' || char.IsAsciiLetter(rest[0])),
            ':' => rest.StartsWith("//", StringComparison.Ordinal) || (rest.Length > 0 && (char.IsAsciiLetter(rest[0]) || rest[0] is '_' or '+' or '-') && rest[1..].IndexOf(':') >= 0),
            '.' => rest.StartsWith("gg/", StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
    }

    // How much of the line stands in front of its first word: a heading, a list mark or a quotation could begin there.
    private static int StartOf(string line)
    {
        var end = 0;
        while (end < line.Length && (char.IsWhiteSpace(line[end]) || line[end] is '\u2068' or '-' or '#' or '+' or '>' or '*'))
        {
            end++;
        }

        return end;
    }

    // Where the full stop of "1. " stands at the start of a line, or -1.
    private static int ListMarkOf(string line, int start)
    {
        var end = start;
        while (end < line.Length && char.IsAsciiDigit(line[end]))
        {
            end++;
        }

        return end > start && end < line.Length && line[end] == '.' ? end : -1;
    }
}
