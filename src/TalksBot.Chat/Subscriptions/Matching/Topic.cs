using System.Collections.Immutable;
using TalksBot.Answers;

namespace TalksBot.Chat;

/// <summary>Subjects and texts compared by the stems of their words.</summary>
internal static class Topic
{
    /// <summary>The stems that must all occur: of the words that carry a meaning, or of all where none does.</summary>
    public static ImmutableArray<string> Stems(string topic)
    {
        var terms = TermReader.Read(topic);
        var telling = terms.Where(term => !term.IsStop).ToList();
        return [.. (telling.Count > 0 ? telling : terms).Select(term => term.Stem).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The stems of a text.</summary>
    public static HashSet<string> TextStems(string text)
    {
        var stems = new HashSet<string>(StringComparer.Ordinal);
        foreach (var term in TermReader.Read(text))
        {
            stems.Add(term.Stem);
            // "voted down" is a rejection and still a vote.
            stems.Add(Lexicon.StemOf(term.Folded));
        }

        return stems;
    }
}
