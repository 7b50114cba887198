using System.Collections.Immutable;
using System.Text;

namespace TalksBot.Ingestion;

/// <summary>The block between two <c>---</c> lines at the head of a text.</summary>
internal static class FrontMatter
{
    private const int MaxLines = 100;

    /// <summary>Splits a text into its headers and its body.</summary>
    /// <param name="text">The text without byte order mark.</param>
    internal static FrontMatterOutcome Parse(string text)
    {
        var position = 0;
        if (!IsFence(NextLine(text, ref position)))
        {
            return new FrontMatterOutcome.Parsed(new Headers(), BodyStart: 0, Warnings: []);
        }

        var block = new Block();
        for (var number = 2; position < text.Length && number <= MaxLines + 2; number++)
        {
            var line = NextLine(text, ref position);
            if (IsFence(line))
            {
                return new FrontMatterOutcome.Parsed(block.ToHeaders(), position, block.Warnings);
            }

            if (!block.TryAdd(line))
            {
                return new FrontMatterOutcome.Malformed(
                    $"line {number} of its front matter is no \"key: value\"; mend it, or close the block with --- before it");
            }
        }

        return new FrontMatterOutcome.Malformed(
            position < text.Length
                ? $"its front matter has more than {MaxLines} lines; close it with a line --- where the text begins"
                : "its front matter opens with --- on line 1 and never ends; the file may be cut off, or close the block with a line ---");
    }

    private static bool IsFence(ReadOnlySpan<char> line) => line.TrimEnd(" \t") is "---";

    // Lines end as the file has them: CR LF, LF, or CR alone.
    private static ReadOnlySpan<char> NextLine(string text, ref int position)
    {
        var start = position;
        var length = text.AsSpan(start).IndexOfAny('\r', '\n');
        if (length < 0)
        {
            position = text.Length;
            return text.AsSpan(start);
        }

        var end = start + length;
        position = end + (text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1);
        return text.AsSpan(start, length);
    }

    private sealed class Block
    {
        private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);
        private readonly List<string> _warnings = [];

        internal ImmutableArray<string> Warnings => [.. _warnings];

        // Keys that are not ours may hold lists and nested values, as other programs write them.
        internal bool TryAdd(ReadOnlySpan<char> line)
        {
            var trimmed = line.Trim();
            if (trimmed.Length == 0 || trimmed[0] == '#' || line[0] is ' ' or '\t' || trimmed is "-" || trimmed.StartsWith("- "))
            {
                return true;
            }

            var colon = trimmed.IndexOf(':');
            if (colon <= 0 || !IsKey(trimmed[..colon]))
            {
                return false;
            }

            var key = trimmed[..colon].Trim().ToString();
            if (!_values.TryAdd(key, Unquote(trimmed[(colon + 1)..].Trim())))
            {
                _warnings.Add($"its front matter states \"{Printable.Of(key)}\" twice; the first was taken");
            }

            return true;
        }

        internal Headers ToHeaders() => new()
        {
            Title = First("title"),
            Outlet = First("outlet", "source"),
            Byline = First("byline", "author"),
            Date = First("date", "published"),
            Url = First("url"),
        };

        private string? First(params ReadOnlySpan<string> keys)
        {
            foreach (var key in keys)
            {
                if (_values.TryGetValue(key, out var value) && !string.IsNullOrWhiteSpace(value) && value is not ("null" or "~"))
                {
                    return value;
                }
            }

            return null;
        }

        private static bool IsKey(ReadOnlySpan<char> key)
        {
            foreach (var c in key.TrimEnd())
            {
                if (!char.IsLetterOrDigit(c) && c is not ('_' or '-' or '.' or '"'))
                {
                    return false;
                }
            }

            return true;
        }

        // A value is quoted when its quotation marks enclose all of it: a headline may begin with somebody's quoted words.
        private static string Unquote(ReadOnlySpan<char> value)
        {
            if (value.Length < 2 || value[0] is not ('"' or '\'') || value[^1] != value[0])
            {
                return value.ToString();
            }

            var quote = value[0];
            var result = new StringBuilder(value.Length);
            for (var i = 1; i < value.Length - 1; i++)
            {
                var isEscape = quote == '"' ? value[i] == '\\' && value[i + 1] is '"' or '\\' : value[i] == '\'' && value[i + 1] == '\'';
                if (isEscape && i + 1 < value.Length - 1)
                {
                    i++;
                }
                else if (value[i] == quote)
                {
                    return value.ToString();
                }

                result.Append(value[i]);
            }

            return result.ToString();
        }
    }
}

/// <summary>What a front matter is.</summary>
internal abstract record FrontMatterOutcome
{
    private FrontMatterOutcome()
    {
    }

    /// <summary>Read, or absent.</summary>
    /// <param name="Headers">What it states.</param>
    /// <param name="BodyStart">Where the text after it begins; 0 when there is none.</param>
    /// <param name="Warnings">One line each.</param>
    internal sealed record Parsed(Headers Headers, int BodyStart, ImmutableArray<string> Warnings) : FrontMatterOutcome;

    /// <summary>Cut off, or no front matter.</summary>
    /// <param name="Message">Continues "FILE: " and says what to do.</param>
    internal sealed record Malformed(string Message) : FrontMatterOutcome;
}
