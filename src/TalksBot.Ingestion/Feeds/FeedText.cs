using System.Net;
using System.Text;
using System.Text.Unicode;

namespace TalksBot.Ingestion;

/// <summary>Bytes of a feed to text, and XML as outlets write it to XML as it should be.</summary>
internal static class FeedText
{
    private const int MaxEntityName = 32;

    /// <summary>The text: by byte order mark, as UTF-8 where it is that, else by the charset of the header, else by that of the XML declaration.</summary>
    /// <remarks>Bytes that fit nowhere become U+FFFD.</remarks>
    internal static string Decode(ReadOnlySpan<byte> bytes, string? charset)
    {
        if (bytes is [0xEF, 0xBB, 0xBF, ..])
        {
            return Encoding.UTF8.GetString(bytes[3..]);
        }

        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return (bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(bytes[2..]);
        }

        if (bytes is [(byte)'<', 0, ..] or [0, (byte)'<', ..])
        {
            return (bytes[0] == 0 ? Encoding.BigEndianUnicode : Encoding.Unicode).GetString(bytes);
        }

        return Utf8.IsValid(bytes)
            ? Encoding.UTF8.GetString(bytes)
            : (PageCharset.Of(charset) ?? PageCharset.Of(Declared(bytes)) ?? Encoding.UTF8).GetString(bytes);
    }

    /// <summary>XML without what readers choke on: text in front, the declaration, control characters, HTML's entities, ampersands that stand for themselves.</summary>
    internal static string Repair(string xml)
    {
        var start = xml.IndexOf('<', StringComparison.Ordinal);
        if (start < 0)
        {
            return "";
        }

        var result = new StringBuilder(xml.Length);
        Span<bool> isOpenForGood = stackalloc bool[Verbatim.Length];
        for (var i = start; i < xml.Length; i++)
        {
            var c = xml[i];
            if (c == '<' && FindVerbatimEnd(xml, i, isOpenForGood) is { } end)
            {
                AppendPlain(result, xml.AsSpan(i, end - i));
                i = end - 1;
            }
            else if (c == '&')
            {
                i += AppendReference(result, xml, i) - 1;
            }
            else if (char.IsSurrogate(c))
            {
                var isPair = i + 1 < xml.Length && char.IsSurrogatePair(c, xml[i + 1]);
                result.Append(isPair ? xml.AsSpan(i, 2) : "\uFFFD");
                i += isPair ? 1 : 0;
            }
            else if (IsPlain(c))
            {
                result.Append(c);
            }
        }

        return result.ToString();
    }

    private static string? Declared(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 200)]);
        var at = head.IndexOf("encoding=", StringComparison.OrdinalIgnoreCase);
        if (at < 0 || at + 10 >= head.Length)
        {
            return null;
        }

        var end = head.IndexOfAny(['"', '\'', '?'], at + 10);
        return end < 0 ? null : head[(at + 10)..end];
    }

    // Comments, CDATA and processing instructions stay as they are, but for characters that XML has no place for.
    // What has no close behind one place has none behind a later one: it is looked for once, else millions of openers would each read to the end.
    private static int? FindVerbatimEnd(string xml, int start, Span<bool> isOpenForGood)
    {
        for (var i = 0; i < Verbatim.Length; i++)
        {
            var (open, close) = Verbatim[i];
            if (string.CompareOrdinal(xml, start, open, 0, open.Length) != 0)
            {
                continue;
            }

            if (isOpenForGood[i])
            {
                return null;
            }

            var end = xml.IndexOf(close, start + open.Length, StringComparison.Ordinal);
            isOpenForGood[i] = end < 0;
            return end < 0 ? null : end + close.Length;
        }

        return null;
    }

    private static readonly (string Open, string Close)[] Verbatim = [("<![CDATA[", "]]>"), ("<!--", "-->"), ("<?", "?>")];

    private static void AppendPlain(StringBuilder result, ReadOnlySpan<char> text)
    {
        // The declaration names an encoding that the text is not in any more.
        if (text.StartsWith("<?xml ", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                result.Append(text[i]).Append(text[++i]);
            }
            else if (char.IsSurrogate(text[i]))
            {
                result.Append('\uFFFD');
            }
            else if (IsPlain(text[i]))
            {
                result.Append(text[i]);
            }
        }
    }

    /// <returns>How many code units of the text it stands for.</returns>
    private static int AppendReference(StringBuilder result, string xml, int start)
    {
        var end = xml.IndexOf(';', start, Math.Min(MaxEntityName, xml.Length - start));
        var name = end < 0 ? "" : xml[(start + 1)..end];
        if (name is "lt" or "gt" or "amp" or "quot" or "apos")
        {
            result.Append(xml, start, name.Length + 2);
            return name.Length + 2;
        }

        if (name.Length > 1 && name[0] == '#')
        {
            AppendCharacter(result, name);
            return name.Length + 2;
        }

        if (name.Length > 0 && name.All(char.IsAsciiLetterOrDigit) && WebUtility.HtmlDecode($"&{name};") is var decoded && decoded[0] != '&')
        {
            result.Append(decoded);
            return name.Length + 2;
        }

        result.Append("&amp;");
        return 1;
    }

    private static void AppendCharacter(StringBuilder result, string name)
    {
        var isHexadecimal = name[1] is 'x' or 'X';
        var digits = name.AsSpan(isHexadecimal ? 2 : 1);
        var isNumber = int.TryParse(
            digits, isHexadecimal ? System.Globalization.NumberStyles.AllowHexSpecifier : System.Globalization.NumberStyles.None, provider: null, out var code);
        if (!isNumber)
        {
            result.Append("&amp;").Append(name).Append(';');
        }
        else if (Rune.IsValid(code) && (code > char.MaxValue || IsPlain((char)code)))
        {
            // As a reference still: it may be a "<".
            result.Append("&#").Append(code).Append(';');
        }
    }

    // XML 1.0, section 2.2.
    private static bool IsPlain(char c) => c is >= ' ' and not ('\uFFFE' or '\uFFFF') or '\t' or '\n' or '\r';
}
