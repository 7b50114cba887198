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

        var limit = Math.Max(1, length - 1);
        var cut = text.LastIndexOfAny(['.', '!', '?', '\n'], limit - 1);
        if (cut < limit / 2)
        {
            cut = text.LastIndexOf(' ', limit - 1) - 1;
        }

        if (cut < limit / 2)
        {
            cut = limit - 1;
        }

        if (char.IsHighSurrogate(text[cut]))
        {
            cut--;
        }

        return string.Concat(text.AsSpan(0, cut + 1), "…");
    }
}
