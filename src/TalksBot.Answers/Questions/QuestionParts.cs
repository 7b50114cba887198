namespace TalksBot.Answers;

/// <summary>Takes questions apart that ask two things: "Who proposed it, and has the union answered?"</summary>
public static class QuestionParts
{
    private static readonly HashSet<string> Openers = new(StringComparer.Ordinal)
    {
        "who", "whom", "whose", "what", "which", "when", "where", "why", "how", "did", "does", "do", "has", "have", "had", "will", "would", "is", "are", "was", "were", "from",
    };

    /// <summary>Whether the part asks only who is behind what the part before it asked ("from whom is this heard").</summary>
    public static bool AsksForReporter(string part)
    {
        var words = TermReader.Read(part);
        return words.Count is > 0 and <= 6 && words.Exists(word => word.Folded is "who" or "whom")
            && words.Exists(word => word.Folded is "so" or "it" or "that" or "this" or "heard" or "known")
            && !words.Exists(word => word.Folded.StartsWith("den", StringComparison.Ordinal));
    }

    /// <summary>Whether the part asks only who contradicts what the part before it asked ("who denies it").</summary>
    public static bool AsksForDenier(string part)
    {
        var words = TermReader.Read(part);
        return words.Count is > 0 and <= 6 && words.Exists(word => word.Folded is "who") && words.Exists(word => word.Folded is "denies" or "denied" or "deny" or "disputes" or "disputed");
    }

    /// <summary>Whether the part asks only if what the part before it asked was confirmed or denied ("did her office confirm it").</summary>
    public static bool AsksForConfirmation(string part)
    {
        var words = TermReader.Read(part);
        return words.Count is > 0 and <= 8 && words[0].Folded is "did" or "does" or "has" or "have" or "was" or "is"
            && words.Exists(word => word.Folded is "confirm" or "confirmed" or "deny" or "denied" or "comment" or "respond" or "answer") && words.Exists(word => word.Folded is "it" or "this" or "that" or "so");
    }

    // "Is it true? Who says so?"
    private static IEnumerable<string> SplitAtMarks(string text)
    {
        var start = 0;
        for (var i = 0; i + 2 < text.Length; i++)
        {
            if (text[i] == '?' && text[i + 1] == ' ')
            {
                yield return text[start..(i + 1)];
                start = i + 2;
            }
        }

        yield return text[start..];
    }

    /// <summary>The questions in <paramref name="text"/>, in order; the text itself when it asks one thing ("when and where" is one).</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var quoted = QuotedWords.Find(text);
        var parts = new List<string>();
        var start = 0;
        for (var i = text.IndexOf(", and ", StringComparison.OrdinalIgnoreCase); i > 0; i = text.IndexOf(", and ", i + 1, StringComparison.OrdinalIgnoreCase))
        {
            var at = i;
            var rest = text[(i + 6)..].TrimStart();
            var end = rest.IndexOf(' ', StringComparison.Ordinal);
            var first = end < 0 ? rest : rest[..end];
            // "…, and at what price": a preposition in front of the question word.
            if (end > 0 && first is "at" or "on" or "in" or "under" or "by" or "for" or "with" or "to")
            {
                var second = rest[(end + 1)..].TrimStart();
                first = second.IndexOf(' ', StringComparison.Ordinal) is var stop && stop > 0 && second[..stop] is "what" or "which" or "whom" ? second[..stop] : "";
            }

            if (end > 0 && Openers.Contains(first.ToLowerInvariant()) && !quoted.Exists(span => span.Contains(at)) && rest.Count(c => c == ' ') >= 2)
            {
                parts.Add(text[start..i]);
                start = text.Length - rest.Length;
            }
        }

        parts.Add(text[start..]);
        return [.. parts.SelectMany(SplitAtMarks)];
    }
}
