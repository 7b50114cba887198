using System.Collections.Frozen;

namespace TalksBot.Extraction;

/// <summary>The words that put something forward or answer it, by the part they play.</summary>
internal static class ProposalLexicon
{
    private static readonly FrozenDictionary<string, FrozenDictionary<string, string[]>> Roles = LanguageFile.Lines("proposals")
        .Select(line => line.Split('\t'))
        .GroupBy(fields => fields[0])
        .ToFrozenDictionary(role => role.Key, role => role.ToFrozenDictionary(fields => fields[1]));

    /// <summary>Verbs that put something forward: their line of the list.</summary>
    public static FrozenDictionary<string, string[]> Verbs { get; } = Roles["verb"];

    /// <summary>Whether the word, or two words joined by a blank, plays the part.</summary>
    public static bool Has(string role, string word) => Roles[role].ContainsKey(word);
}
