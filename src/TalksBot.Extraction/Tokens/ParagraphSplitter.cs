using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Cuts a text into paragraphs at its line ends.</summary>
internal static class ParagraphSplitter
{
    /// <summary>Spans of the paragraphs, in order, blank ones left out.</summary>
    /// <remarks>
    /// A line is a paragraph, except in texts that were wrapped at a column: there a blank line or a bullet parts them.
    /// </remarks>
    public static IEnumerable<TextSpan> Split(string text)
    {
        var isWrapped = IsWrapped(text);
        var start = -1;
        var end = 0;
        foreach (var line in Lines(text))
        {
            var isBlank = IsBlank(text, line);
            if (start >= 0 && (isBlank || !isWrapped || BeginsItem(text, line)))
            {
                yield return TextSpan.FromBounds(start, end);
                start = -1;
            }

            if (!isBlank)
            {
                start = start < 0 ? line.Start : start;
                end = line.End;
            }
        }

        if (start >= 0)
        {
            yield return TextSpan.FromBounds(start, end);
        }
    }

    // Wrapped text has many lines of middling length that go on in lower case on the next line.
    private static bool IsWrapped(string text)
    {
        var (inside, goesOn) = (0, 0);
        TextSpan? before = null;
        foreach (var line in Lines(text))
        {
            if (IsBlank(text, line))
            {
                before = null;
                continue;
            }

            if (before is { } last)
            {
                inside++;
                if (last.Length is >= 40 and <= 120 && char.IsLower(text[FirstInk(text, line)]))
                {
                    goesOn++;
                }
            }

            before = line;
        }

        return goesOn >= 2 && goesOn * 3 >= inside;
    }

    private static bool BeginsItem(string text, TextSpan line)
    {
        var first = FirstInk(text, line);
        return text[first] is '•' or '*' or '-' or '–' or '—' or '·' or '▪'
            && first + 1 < line.End && char.IsWhiteSpace(text[first + 1]);
    }

    private static int FirstInk(string text, TextSpan line)
    {
        var i = line.Start;
        while (i < line.End - 1 && char.IsWhiteSpace(text[i]))
        {
            i++;
        }

        return i;
    }

    private static bool IsBlank(string text, TextSpan line) => text.AsSpan(line.Start, line.Length).IsWhiteSpace();

    private static IEnumerable<TextSpan> Lines(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '\n' or '\r' or '\u2028' or '\u2029' or '\u0085' or '\f' or '\v')
            {
                // A carriage return before a line feed ends one line, not two.
                if (text[i] == '\n' && i > 0 && text[i - 1] == '\r')
                {
                    start = i + 1;
                    continue;
                }

                yield return TextSpan.FromBounds(start, i);
                start = i + 1;
            }
        }

        yield return TextSpan.FromBounds(start, text.Length);
    }
}
