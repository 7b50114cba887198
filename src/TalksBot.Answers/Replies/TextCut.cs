namespace TalksBot.Answers;

/// <summary>Shortens text where a reader would pause.</summary>
public static class TextCut
{
    /// <summary>At most <paramref name="length"/> UTF-16 code units of <paramref name="text"/>, cut after a sentence, else between words, with an ellipsis where words are missing.</summary>
    public static string AtSentence(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        // The ellipsis takes one.
        var limit = Math.Max(0, length - 1);
        var cut = SentenceEnd(text, limit);
        if (cut <= limit / 2)
        {
            cut = limit == 0 ? 0 : text.LastIndexOf(' ', limit - 1);
        }

        if (cut <= limit / 2)
        {
            cut = limit;
        }

        if (cut > 0 && char.IsHighSurrogate(text[cut - 1]))
        {
            cut--;
        }

        return string.Concat(text.AsSpan(0, cut), "…");
    }

    // The last place up to the limit behind a sentence; the full stop of "3.5" ends none.
    private static int SentenceEnd(string text, int limit)
    {
        for (var end = limit; end > 0; end--)
        {
            if (text[end - 1] is '!' or '?' or '\n' || (text[end - 1] == '.' && !char.IsLetterOrDigit(text[end])))
            {
                return end;
            }
        }

        return 0;
    }
}
