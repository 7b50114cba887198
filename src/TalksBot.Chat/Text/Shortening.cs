using System.Globalization;

namespace TalksBot.Chat;

/// <summary>Shortens what is shown to what a platform takes, where a reader would pause.</summary>
public static class Shortening
{
    /// <summary>
    /// At most <paramref name="length"/> UTF-16 code units (never fewer than code points, whichever a platform counts) of <paramref name="text"/>: cut behind a sentence, else between words,
    /// else between characters as a reader sees them, with an ellipsis where words are missing.
    /// </summary>
    /// <param name="text">Cleaned; not escaped yet, so that nothing is cut inside an escape.</param>
    /// <param name="length">0 or less yields an empty text.</param>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        if (length < 1)
        {
            return "";
        }

        // A blank and the ellipsis take two.
        var sentence = SentenceEnd(text, length - 2);
        if (sentence > length * 2 / 5)
        {
            return string.Concat(text.AsSpan(0, sentence), " …");
        }

        var whole = CharacterEnd(text, length - 1);
        var word = whole;
        while (word > length / 2 && !char.IsWhiteSpace(text[word]))
        {
            word--;
        }

        var kept = text.AsSpan(0, word > length / 2 ? word : whole).TrimEnd().TrimEnd(",;:–-");
        return string.Concat(kept, "…");
    }

    /// <summary>As much of <paramref name="text"/> as <paramref name="write"/> turns into at most <paramref name="length"/> code units.</summary>
    /// <param name="text">Cleaned.</param>
    /// <param name="length">The most that may come out; 0 or less yields an empty text.</param>
    /// <param name="write">Escapes; may lengthen the text, and more of it for more text.</param>
    public static string Fit(string text, int length, Func<string, string> write)
    {
        var taken = Math.Min(length, text.Length);
        while (taken > 0)
        {
            var written = write(Cut(text, taken));
            if (written.Length <= length)
            {
                return written;
            }

            taken = (int)Math.Min(taken - 1L, (long)taken * length / written.Length);
        }

        return "";
    }

    /// <summary>How much of <paramref name="total"/> each may take that wants <paramref name="wanted"/>: those that want little get it whole, the others alike.</summary>
    public static int FairShare(IReadOnlyCollection<int> wanted, int total)
    {
        var left = total;
        var waiting = wanted.Count;
        foreach (var want in wanted.Order())
        {
            if (want > left / waiting)
            {
                return left / waiting;
            }

            left -= want;
            waiting--;
        }

        return int.MaxValue;
    }

    // The last place up to the limit behind a sentence; the full stop of "3.5" ends none.
    private static int SentenceEnd(string text, int limit)
    {
        for (var end = limit; end > 0; end--)
        {
            if (text[end - 1] is '。' or '！' or '？'
                || (char.IsWhiteSpace(text[end]) && (text[end - 1] is '.' or '!' or '?' || (end > 1 && text[end - 1] is '”' or '"' or '’' or ')' && text[end - 2] is '.' or '!' or '?'))))
            {
                return end;
            }
        }

        return 0;
    }

    // The last end of a grapheme cluster up to the limit.
    private static int CharacterEnd(string text, int limit)
    {
        var end = 0;
        while (end < limit)
        {
            var next = end + StringInfo.GetNextTextElementLength(text, end);
            if (next > limit)
            {
                break;
            }

            end = next;
        }

        return end;
    }
}
