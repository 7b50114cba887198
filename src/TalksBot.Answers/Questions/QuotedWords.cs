using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>Finds words between quotation marks in what a person typed.</summary>
public static class QuotedWords
{
    /// <summary>The spans between paired marks, marks left out, of at least one letter.</summary>
    public static List<TextSpan> Find(string text)
    {
        var spans = new List<TextSpan>();
        for (var i = 0; i < text.Length; i++)
        {
            var close = text[i] switch
            {
                '"' or '“' or '„' => "\"”“",
                '«' => "»",
                '‘' => "’'",
                '\'' when i == 0 || !char.IsLetterOrDigit(text[i - 1]) => "'’",
                _ => null,
            };
            if (close is null)
            {
                continue;
            }

            var end = Closing(text, i + 1, close);
            if (end > i + 1)
            {
                spans.Add(TextSpan.FromBounds(i + 1, end));
                i = end;
            }
        }

        return spans;
    }

    private static int Closing(string text, int from, string close)
    {
        var apostrophe = close.Contains('’', StringComparison.Ordinal);
        for (var i = from; i < text.Length; i++)
        {
            // An apostrophe inside a word closes nothing.
            if (close.Contains(text[i], StringComparison.Ordinal) && !(apostrophe && i + 1 < text.Length && char.IsLetterOrDigit(text[i + 1])))
            {
                return i;
            }
        }

        return -1;
    }
}
