namespace TalksBot.Extraction;

/// <summary>How names are written down.</summary>
internal static class Names
{
    /// <summary>One blank between words, straight apostrophes, no possessive ending.</summary>
    public static string Plain(string text)
    {
        var words = text.Replace('’', '\'').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words);
    }
}
