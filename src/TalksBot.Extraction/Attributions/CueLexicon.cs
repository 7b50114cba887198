using System.Collections.Frozen;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>What is known of a reporting verb.</summary>
/// <param name="Lemma">Its base form.</param>
/// <param name="Class">The act it names.</param>
/// <param name="Polarity">Whether its speaker stands behind what it reports.</param>
/// <param name="Frames">What may follow it, a letter each; see the head of <c>cues.txt</c>.</param>
/// <param name="Prepositions">What may lead a noun phrase that is its content.</param>
/// <param name="Particle">The particle without which it does not report, or "".</param>
internal sealed record CueEntry(string Lemma, CueClass Class, Polarity Polarity, string Frames, string[] Prepositions, string Particle)
{
    /// <summary>Whether the verb may stand in this frame.</summary>
    public bool Takes(char frame) => Frames.Contains(frame, StringComparison.Ordinal);
}

/// <summary>The reporting verbs and nouns.</summary>
internal static class CueLexicon
{
    private static readonly FrozenDictionary<string, CueEntry[]> Verbs = LanguageFile.Lines("cues")
        .Select(Parse)
        .GroupBy(entry => entry.Lemma, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(entry => entry.Particle.Length).ToArray(), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, CueEntry> Nouns = LanguageFile.Lines("nominal-cues")
        .Select(Parse)
        .ToFrozenDictionary(entry => entry.Lemma, StringComparer.Ordinal);

    private static readonly FrozenSet<string> SilentVerbs = LanguageFile.Set("silent-verbs");

    private static readonly FrozenSet<string> SilentObjects = LanguageFile.Set("silent-objects");

    /// <summary>What an unknown verb is taken for where quotation marks show that it reports ("“No,” she thundered.").</summary>
    public static CueEntry Unknown { get; } = new("", CueClass.Said, Polarity.Said, "f", [], "");

    /// <summary>The verb's entry, by its lemma and the word after it; null when it does not report.</summary>
    public static CueEntry? Verb(string lemma, string next)
    {
        if (!Verbs.TryGetValue(lemma, out var entries))
        {
            return null;
        }

        foreach (var entry in entries)
        {
            if (entry.Particle.Length == 0 || entry.Particle == next)
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>The entry of a noun that reports, or null.</summary>
    public static CueEntry? Noun(string lemma) => Nouns.GetValueOrDefault(lemma);

    /// <summary>Whether not doing this is to keep silent.</summary>
    public static bool IsSilentVerb(string lemma) => SilentVerbs.Contains(lemma);

    /// <summary>Whether to give none of this is to keep silent.</summary>
    public static bool IsSilentObject(string lemma) => SilentObjects.Contains(lemma);

    private static CueEntry Parse(string line)
    {
        var columns = line.Split('\t');
        return new CueEntry(
            columns[0],
            Enum.Parse<CueClass>(columns[1]),
            Enum.Parse<Polarity>(columns[2]),
            columns.Length > 3 ? columns[3] : "t",
            columns.Length > 4 ? columns[4].Split('|', StringSplitOptions.RemoveEmptyEntries) : [],
            columns.Length > 5 ? columns[5] : "");
    }
}
