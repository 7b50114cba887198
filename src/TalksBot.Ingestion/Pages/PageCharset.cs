using System.Buffers;
using System.Text;

namespace TalksBot.Ingestion;

/// <summary>The encoding that a page says it is in.</summary>
/// <param name="Label">As written.</param>
/// <param name="Encoding">Null where it is none of those that are read.</param>
internal sealed record PageCharset(string Label, Encoding? Encoding)
{
    // The HTML standard looks at the first 1024 bytes; saved pages put comments and scripts before the tag.
    private const int Prefix = 8_192;
    private const int MaxLabel = 40;

    private static readonly SearchValues<char> LabelEnds = SearchValues.Create("\"' ;/>\t\r\n");

    /// <summary>The first charset in the head of the page, or null.</summary>
    internal static PageCharset? Find(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Prefix)]);
        var at = head.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return null;
        }

        var rest = head.AsSpan(at + "charset=".Length).TrimStart("\"' ");
        var end = rest.IndexOfAny(LabelEnds);
        var label = rest[..Math.Min(end < 0 ? rest.Length : end, MaxLabel)].ToString();
        return new PageCharset(label, ToEncoding(label));
    }

    /// <summary>The encoding that a label names; null for none, or one that is not read.</summary>
    internal static Encoding? Of(string? label) => label is { Length: <= MaxLabel } ? ToEncoding(label.Trim()) : null;

    // WHATWG Encoding Standard, section 4.2: what pages call Latin-1 or ASCII is windows-1252.
    private static Encoding? ToEncoding(string label) => label.ToLowerInvariant() switch
    {
        "windows-1252" or "cp1252" or "x-cp1252" or "iso-8859-1" or "iso8859-1" or "latin1" or "ascii" or "us-ascii" => CodePage(1252),
        "iso-8859-15" or "iso8859-15" or "latin9" => CodePage(28605),
        "iso-8859-2" or "latin2" => CodePage(28592),
        "windows-1250" or "cp1250" => CodePage(1250),
        "windows-1251" or "cp1251" => CodePage(1251),
        "windows-1254" or "iso-8859-9" => CodePage(1254),
        "macintosh" or "mac" => CodePage(10000),
        "utf-8" or "utf8" => Encoding.UTF8,
        _ => null,
    };

    private static Encoding? CodePage(int number) => CodePagesEncodingProvider.Instance.GetEncoding(number);
}
