using System.Collections.Frozen;

namespace TalksBot.Ingestion;

/// <summary>Bounds what a page may cost to take apart, before it is.</summary>
internal static class PageBounds
{
    // Reading a page takes time with the square of how many elements stand open or side by side, and stack with how many stand
    // open. Pages of news sites have fewer than 60 elements open and 15,000 tags in all.
    private const int MaxOpen = 500;
    private const int MaxTags = 40_000;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> NeverOpen = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "html", "head", "body", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "option", "optgroup",
        "rp", "rt").GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What is too much, continuing "FILE: " and saying what to do; null when nothing is.</summary>
    /// <remarks>Elements that HTML closes by itself do not count as open.</remarks>
    internal static string? FindExcess(string html)
    {
        var openByName = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        var open = 0;
        var tags = 0;
        for (var i = html.IndexOf('<', StringComparison.Ordinal); i >= 0 && i + 1 < html.Length; i = Next(html, i + 1))
        {
            // All that opens like a tag counts: an end tag without its start becomes an element too (</p>, </br>).
            if (++tags > MaxTags)
            {
                return $"a page of more than {MaxTags} tags; save its text as .txt";
            }

            var isEnd = html[i + 1] == '/';
            var name = Name(html.AsSpan(isEnd ? i + 2 : i + 1));
            if (name.Length == 0)
            {
                continue;
            }

            if (NeverOpen.Contains(name))
            {
                continue;
            }

            var own = openByName.TryGetValue(name, out var count) ? count : 0;
            if (isEnd)
            {
                openByName[name] = Math.Max(0, own - 1);
                open -= Math.Min(own, 1);
            }
            else if (IsRawText(name))
            {
                var end = html.IndexOf($"</{name}", i, StringComparison.OrdinalIgnoreCase);
                if (end < 0)
                {
                    return null;
                }

                i = end;
            }
            else
            {
                openByName[name] = own + 1;
                if (++open > MaxOpen)
                {
                    return $"a page of which more than {MaxOpen} elements are open at once; save its text as .txt";
                }
            }
        }

        return null;
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
