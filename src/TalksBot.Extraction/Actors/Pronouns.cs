using System.Collections.Frozen;

namespace TalksBot.Extraction;

/// <summary>Whom a pronoun can stand for.</summary>
internal enum PronounClass
{
    He,
    She,
    It,
    They,
    I,
    We,
}

/// <summary>English pronouns and small numbers.</summary>
internal static class Pronouns
{
    private static readonly FrozenDictionary<string, PronounClass> Classes = new Dictionary<string, PronounClass>(StringComparer.Ordinal)
    {
        ["he"] = PronounClass.He,
        ["him"] = PronounClass.He,
        ["his"] = PronounClass.He,
        ["himself"] = PronounClass.He,
        ["she"] = PronounClass.She,
        ["her"] = PronounClass.She,
        ["hers"] = PronounClass.She,
        ["herself"] = PronounClass.She,
        ["it"] = PronounClass.It,
        ["its"] = PronounClass.It,
        ["itself"] = PronounClass.It,
        ["they"] = PronounClass.They,
        ["them"] = PronounClass.They,
        ["their"] = PronounClass.They,
        ["theirs"] = PronounClass.They,
        ["themselves"] = PronounClass.They,
        ["i"] = PronounClass.I,
        ["me"] = PronounClass.I,
        ["my"] = PronounClass.I,
        ["mine"] = PronounClass.I,
        ["myself"] = PronounClass.I,
        ["we"] = PronounClass.We,
        ["us"] = PronounClass.We,
        ["our"] = PronounClass.We,
        ["ours"] = PronounClass.We,
        ["ourselves"] = PronounClass.We,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int> Numbers = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["one"] = 1,
        ["two"] = 2,
        ["three"] = 3,
        ["four"] = 4,
        ["five"] = 5,
        ["six"] = 6,
        ["seven"] = 7,
        ["eight"] = 8,
        ["nine"] = 9,
        ["ten"] = 10,
        ["1"] = 1,
        ["2"] = 2,
        ["3"] = 3,
        ["4"] = 4,
        ["5"] = 5,
        ["6"] = 6,
        ["7"] = 7,
        ["8"] = 8,
        ["9"] = 9,
        ["10"] = 10,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether <paramref name="lower"/> is a personal or possessive pronoun.</summary>
    public static bool IsPronoun(string lower) => Classes.ContainsKey(lower);

    /// <summary>Class of the pronoun <paramref name="lower"/>.</summary>
    public static PronounClass ClassOf(string lower) => Classes[lower];

    /// <summary>1 to 10; 0 for other words; -1 for a number without a small value.</summary>
    public static int NumberOf(string lower) => Numbers.GetValueOrDefault(lower, -1);
}
