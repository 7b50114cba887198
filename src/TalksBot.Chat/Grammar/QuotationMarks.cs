namespace TalksBot.Chat;

/// <summary>Quotation marks as people type and paste them.</summary>
internal static class QuotationMarks
{
    private const string Opening = "\"“„«‹‟";

    /// <summary>Whether <paramref name="c"/> opens a quotation that may hold blanks and colons.</summary>
    public static bool Opens(char c) => Opening.Contains(c, StringComparison.Ordinal);

    /// <summary>Index of the mark that closes the one at <paramref name="start"/>, or -1.</summary>
    public static int FindClosing(string text, int start) => text[start] switch
    {
        '«' => text.IndexOf('»', start + 1),
        '‹' => text.IndexOf('›', start + 1),
        '"' => text.IndexOf('"', start + 1),
        _ => text.IndexOfAny(['”', '“', '"', '‟'], start + 1),
    };

    /// <summary>Words of an article as they stand between double marks of ours: without marks around them, those within single.</summary>
    public static string Bare(string text) => Strip(text).Trim(',', ' ').Replace('“', '‘').Replace('”', '’').Replace('"', '’');

    /// <summary><paramref name="text"/> without a pair of marks around all of it; single marks count only here, where no apostrophe can be meant.</summary>
    public static string Strip(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length < 2)
        {
            return trimmed;
        }

        if (Opens(trimmed[0]) && FindClosing(trimmed, 0) == trimmed.Length - 1)
        {
            return trimmed[1..^1].Trim();
        }

        return (trimmed[0], trimmed[^1]) is ('\'', '\'') or ('‘', '’') or ('‚', '‘') or ('‚', '’') ? trimmed[1..^1].Trim() : trimmed;
    }
}
