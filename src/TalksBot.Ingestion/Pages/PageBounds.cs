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

        // What has no end behind one place has none behind a later one, and is looked for once.
        var hasBangEnd = true;
        var endless = new HashSet<string>(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = html.IndexOf('<', StringComparison.Ordinal); i >= 0 && i + 1 < html.Length; i = Next(html, i + 1))
        {
            // All that opens like a tag counts: an end tag without its start becomes an element too (</p>, </br>).
            if (++tags > MaxTags)
            {
                return $"a page of more than {MaxTags} tags; save its text as .txt";
            }

            // What stands in comments and attribute values opens nothing.
            if (string.CompareOrdinal(html, i, "<!--", 0, 4) == 0)
            {
                i = CommentEnd(html, i, ref hasBangEnd);
                continue;
            }

            var isEnd = html[i + 1] == '/';
            var name = Name(html.AsSpan(isEnd ? i + 2 : i + 1));
            if (name.Length == 0)
            {
                continue;
            }

            var tagEnd = TagEnd(html, i + (isEnd ? 2 : 1) + name.Length);
            if (NeverOpen.Contains(name))
            {
                i = Math.Max(i, tagEnd - 1);
                continue;
            }

            var own = openByName.TryGetValue(name, out var count) ? count : 0;
            if (isEnd)
            {
                openByName[name] = Math.Max(0, own - 1);
                open -= Math.Min(own, 1);
                i = Math.Max(i, tagEnd - 1);
            }
            else
            {
                // Within a drawing or a formula scripts and styles are elements like others; one that never ends hides nothing.
                var end = IsRawText(name) && !endless.Contains(name) && !IsOpen("svg") && !IsOpen("math") ? html.IndexOf($"</{name}", tagEnd, StringComparison.OrdinalIgnoreCase) : -1;
                if (end >= 0)
                {
                    i = end;
                    continue;
                }

                if (IsRawText(name))
                {
                    endless.Add(name);
                }

                openByName[name] = own + 1;
                if (++open > MaxOpen)
                {
                    return $"a page of which more than {MaxOpen} elements are open at once; save its text as .txt";
                }

                i = Math.Max(i, tagEnd - 1);
            }
        }

        bool IsOpen(string element) => openByName.TryGetValue(element, out var count) && count > 0;

        return null;
    }

    // HTML, "Comment end state" and the states before it: "-->", "--!>", and at once "<!-->" and "<!--->".
    private static int CommentEnd(string html, int start, ref bool hasBangEnd)
    {
        var plain = html.IndexOf("-->", start + 2, StringComparison.Ordinal);
        var bang = hasBangEnd ? html.IndexOf("--!>", start + 4, StringComparison.Ordinal) : -1;
        hasBangEnd &= bang >= 0;
        return plain < 0 && bang < 0 ? html.Length : plain >= 0 && (bang < 0 || plain < bang) ? plain + 2 : bang + 3;
    }

    // HTML, "Before attribute name state" to "Attribute value (unquoted) state": the character behind the tag, or the text's length where it never ends.
    private static int TagEnd(string html, int from)
    {
        var state = Attribute.Before;
        for (var i = from; i < html.Length; i++)
        {
            var c = html[i];
            if (c == '>')
            {
                return i + 1;
            }

            var isBlank = c is ' ' or '\t' or '\n' or '\r' or '\f';
            switch (state)
            {
                case Attribute.BeforeValue when c is '"' or '\'':
                    i = html.IndexOf(c, i + 1);
                    if (i < 0)
                    {
                        return html.Length;
                    }

                    state = Attribute.Before;
                    break;
                case Attribute.BeforeValue:
                    state = isBlank ? state : Attribute.Value;
                    break;
                case Attribute.Value:
                    state = isBlank ? Attribute.Before : state;
                    break;
                case Attribute.Before:
                    state = isBlank || c == '/' ? state : Attribute.Name;
                    break;
                case Attribute.AfterName when isBlank:
                    break;
                default:
                    state = c == '=' ? Attribute.BeforeValue : c == '/' ? Attribute.Before : isBlank ? Attribute.AfterName : Attribute.Name;
                    break;
            }
        }

        return html.Length;
    }

    private enum Attribute
    {
        Before,
        Name,
        AfterName,
        BeforeValue,
        Value,
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
