using System.Collections.Frozen;

namespace TalksBot.Extraction;

/// <summary>Words that make a phrase a time rather than a person or thing.</summary>
internal static class TimeWords
{
    private static readonly FrozenSet<string> Words = LanguageFile.Set("time-words");

    /// <summary>Whether the lemma is a day, month, part of a day or the like.</summary>
    public static bool IsTime(string lemma) => Words.Contains(lemma.EndsWith('.') ? lemma[..^1] : lemma);
}
