using System.Collections.Frozen;

namespace TalksBot.Extraction;

/// <summary>The words that tell of meetings, by the part they play.</summary>
internal static class MeetingLexicon
{
    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> Roles = LanguageFile.Lines("meetings")
        .Select(line => line.Split('\t'))
        .GroupBy(fields => fields[0])
        .ToFrozenDictionary(role => role.Key, role => role.ToFrozenDictionary(fields => fields[1], fields => fields[2]));

    /// <summary>Nouns to their class: meeting, talks, round, session, summit, conference, call, video, visit, hearing.</summary>
    public static FrozenDictionary<string, string> Nouns { get; } = Roles["noun"];

    public static FrozenDictionary<string, string> Verbs { get; } = Roles["verb"];

    /// <summary>Whether the word plays the part.</summary>
    public static bool Has(string role, string word) => Roles[role].ContainsKey(word);
}
