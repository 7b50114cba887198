using System.Collections.Frozen;

namespace TalksBot.Ingestion;

/// <summary>Bounds what a page may cost to take apart, before it is.</summary>
internal static class PageDepth
{
    // Parsing and reading a page take time with the square of how many elements stand open, and stack with their number.
    // Pages of news sites stay under 60.
    internal const int MaxOpen = 500;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> NeverOpen = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "html", "head", "body", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "option", "optgroup",
        "rp", "rt").GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether more than <see cref="MaxOpen"/> elements may stand open at once; elements that HTML closes by itself do not count.</summary>
    internal static bool IsTooDeep(string html)
    {
        var open = 0;
        for (var i = html.IndexOf('<', StringComparison.Ordinal); i >= 0 && i + 1 < html.Length; i = Next(html, i + 1))
        {
            var isEnd = html[i + 1] == '/';
            var name = Name(html.AsSpan(isEnd ? i + 2 : i + 1));
            if (name.Length == 0 || NeverOpen.Contains(name))
            {
                continue;
            }

            if (isEnd)
            {
                open = Math.Max(0, open - 1);
            }
            else if (IsRawText(name))
            {
                var end = html.IndexOf($"</{name}", i, StringComparison.OrdinalIgnoreCase);
                if (end < 0)
                {
                    return false;
                }

                i = end;
            }
            else if (++open > MaxOpen)
            {
                return true;
            }
        }

        return false;
    }

    private static int Next(string html, int from) => from < html.Length ? html.IndexOf('<', from) : -1;

    private static ReadOnlySpan<char> Name(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && length < 32 && char.IsAsciiLetterOrDigit(text[length]))
        {
            length++;
        }

        return text[..length];
    }

    private static bool IsRawText(ReadOnlySpan<char> name) =>
        name.Equals("script", StringComparison.OrdinalIgnoreCase) || name.Equals("style", StringComparison.OrdinalIgnoreCase);
}
