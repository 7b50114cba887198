using System.Collections.Frozen;

namespace TalksBot.Answers;

/// <summary>What the answers know of English words, read once from the files in <c>Language/en</c>.</summary>
public static class Lexicon
{
    private static readonly FrozenSet<string> Stop = Words("stop").ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, string> Numbers =
        Lines("numbers").Select(line => line.Split(' ')).ToFrozenDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Bases = ReadBases();
    private static readonly FrozenSet<string> Verbs = Words("verbs").Select(StemOf).ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenDictionary<(string, string), string> Phrasal =
        Lines("phrasal").Select(line => line.Split(' ')).ToFrozenDictionary(parts => (StemOf(parts[0]), parts[1]), parts => StemOf(parts[2]));

    private static readonly FrozenSet<string> Light = Words("light").Select(StemOf).ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, string[]> Synonyms = ReadGroups("synonyms");
    private static readonly FrozenDictionary<string, string[]> Demonyms = ReadGroups("demonyms");

    /// <summary>The stem of the verb that two words mean together ("put", "off" → postpone), or null.</summary>
    /// <param name="stem">Stem of the first word.</param>
    /// <param name="particle">The second word, lower case.</param>
    public static string? PhrasalStem(string stem, string particle) => Phrasal.TryGetValue((stem, particle), out var meant) ? meant : null;

    /// <summary>Whether the stem is that of a verb which a question can turn on.</summary>
    public static bool IsVerb(string stem) => Verbs.Contains(stem);

    /// <summary>Whether <paramref name="word"/> (lower case) carries no subject matter.</summary>
    public static bool IsStop(string word) => Stop.Contains(word);

    /// <summary>Whether the stem is so general that a sentence may answer without it.</summary>
    public static bool IsLight(string stem) => Light.Contains(stem);

    /// <summary>The stem under which all forms of a word meet: figures for number words, base forms for irregular ones.</summary>
    /// <param name="word">Lower case, diacritics folded.</param>
    public static string StemOf(string word) =>
        Numbers.TryGetValue(word, out var figure) ? figure
        : Stemmer.Stem(Bases.TryGetValue(word, out var root) ? root : word);

    /// <summary>Stems that may stand for <paramref name="stem"/>, itself not included.</summary>
    public static IReadOnlyList<string> SynonymsOf(string stem) => Synonyms.TryGetValue(stem, out var others) ? others : [];

    /// <summary>Stems of the place for a people and of the people for a place.</summary>
    public static IReadOnlyList<string> DemonymsOf(string stem) => Demonyms.TryGetValue(stem, out var others) ? others : [];

    /// <summary>All written forms that share a stem with <paramref name="word"/>, for an index that does not know irregular ones.</summary>
    public static IEnumerable<string> FormsOf(string word)
    {
        yield return word;
        var root = Bases.TryGetValue(word, out var found) ? found : word;
        foreach (var (form, other) in Bases)
        {
            if (other == root && form != word)
            {
                yield return form;
            }
        }

        if (root != word)
        {
            yield return root;
        }

        foreach (var (name, figure) in Numbers)
        {
            if (name == word)
            {
                yield return figure;
            }
            else if (figure == word)
            {
                yield return name;
            }
        }
    }

    private static FrozenDictionary<string, string> ReadBases()
    {
        var bases = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var forms in Lines("irregular").Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            foreach (var form in forms.Skip(1))
            {
                bases.TryAdd(form, forms[0]);
            }
        }

        return bases.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static FrozenDictionary<string, string[]> ReadGroups(string name)
    {
        var groups = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var stems in Lines(name).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(StemOf).ToArray()))
        {
            foreach (var stem in stems)
            {
                if (!groups.TryGetValue(stem, out var others))
                {
                    groups[stem] = others = new HashSet<string>(StringComparer.Ordinal);
                }

                others.UnionWith(stems.Where(other => other != stem));
            }
        }

        return groups.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Order(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
    }

    private static IEnumerable<string> Words(string name) =>
        Lines(name).SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    internal static List<string> Lines(string name)
    {
        using var stream = typeof(Lexicon).Assembly.GetManifestResourceStream("en." + name)
            ?? throw new InvalidOperationException($"The language file '{name}' is not part of this build.");
        using var reader = new StreamReader(stream);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                lines.Add(line);
            }
        }

        return lines;
    }
}
