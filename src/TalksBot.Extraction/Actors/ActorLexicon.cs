using System.Collections.Frozen;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>What English words and well-known names say about actors. All keys are lower case unless said otherwise.</summary>
internal static class ActorLexicon
{
    /// <summary>Titles of address ("mr", "dr", "queen") to gender: m, f or -.</summary>
    public static FrozenDictionary<string, string> Titles { get; } = LanguageFile.Map("titles");

    /// <summary>Nouns for a person by office or trade, singular, to gender.</summary>
    public static FrozenDictionary<string, string> Roles { get; } = LanguageFile.Map("roles");

    /// <summary>Nouns of kinship to gender.</summary>
    public static FrozenDictionary<string, string> Kin { get; } = LanguageFile.Map("kin");

    /// <summary>First names, folded, to gender.</summary>
    public static FrozenDictionary<string, string> FirstNames { get; } = Folded("first-names");

    /// <summary>Nouns for a body that acts: n (in names only), c (as a common noun only) or b.</summary>
    public static FrozenDictionary<string, string> Bodies { get; } = LanguageFile.Map("organisations");

    /// <summary>Plural nouns that speak together.</summary>
    public static FrozenSet<string> Groups { get; } = LanguageFile.Set("groups");

    /// <summary>Nouns for a text.</summary>
    public static FrozenSet<string> Documents { get; } = LanguageFile.Set("documents");

    /// <summary>Capitalised words that name nobody.</summary>
    public static FrozenSet<string> NotNames { get; } = LanguageFile.Set("not-names");

    /// <summary>Last words of names of places, events and things.</summary>
    public static FrozenSet<string> Things { get; } = LanguageFile.Set("things");

    /// <summary>Folded names of places that are no countries.</summary>
    public static FrozenSet<string> Places { get; } = LanguageFile.Lines("places").Select(name => NameFolding.Fold(name)).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Folded names of well-known bodies to their canonical name.</summary>
    public static FrozenDictionary<string, string> WellKnown { get; } = Folded("bodies");

    /// <summary>A role to the narrower roles that it may stand for.</summary>
    public static FrozenDictionary<string, string[]> Narrower { get; } = LanguageFile.Map("wider-roles")
        .ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Folded names and demonyms of countries to the country.</summary>
    public static FrozenDictionary<string, Country> Countries { get; } = ReadCountries();

    /// <summary>Whether <paramref name="lower"/> is a noun for one person.</summary>
    public static bool IsPerson(string lower) => Roles.ContainsKey(lower) || Kin.ContainsKey(lower) || HasPersonEnding(lower);

    /// <summary>Singular of <paramref name="lower"/> when that is a noun for one person, else null.</summary>
    public static string? PersonOfPlural(string lower) => Singulars(lower).FirstOrDefault(IsPerson);

    /// <summary>Singular of <paramref name="lower"/> when that is a noun for a body, else null.</summary>
    public static string? BodyOfPlural(string lower) => Singulars(lower).FirstOrDefault(Bodies.ContainsKey);

    /// <summary>m, f or - for a noun that names one person.</summary>
    public static char GenderOf(string lower)
    {
        if (Roles.TryGetValue(lower, out var gender) || Kin.TryGetValue(lower, out gender) || Titles.TryGetValue(lower, out gender))
        {
            return gender[0];
        }

        return lower.EndsWith("woman", StringComparison.Ordinal) ? 'f' : lower.EndsWith("man", StringComparison.Ordinal) && !IsNoMan(lower) ? 'm' : '-';
    }

    // "German Chancellor Ann Roe", "human rights lawyer Ann Roe": the ending tells nothing.
    private static bool IsNoMan(string lower) => lower is "human" or "roman" or "norman" or "ottoman" || Countries.ContainsKey(lower);

    /// <summary>m, f or - for a first name as printed.</summary>
    public static char GenderOfName(string folded)
    {
        if (FirstNames.TryGetValue(folded, out var gender))
        {
            return gender[0];
        }

        // "Jean-Luc", "Anne-Marie": the first part decides.
        var blank = folded.IndexOf(' ', StringComparison.Ordinal);
        return blank > 0 && FirstNames.TryGetValue(folded[..blank], out gender) ? gender[0] : '-';
    }

    private static bool HasPersonEnding(string lower) => lower.Length > 6
        && (lower.EndsWith("woman", StringComparison.Ordinal) || lower.EndsWith("sman", StringComparison.Ordinal)
            || lower.EndsWith("person", StringComparison.Ordinal) || lower.EndsWith("ologist", StringComparison.Ordinal));

    private static IEnumerable<string> Singulars(string lower)
    {
        if (lower.EndsWith("men", StringComparison.Ordinal))
        {
            yield return string.Concat(lower.AsSpan(0, lower.Length - 3), "man");
        }

        if (lower.EndsWith("ies", StringComparison.Ordinal))
        {
            yield return string.Concat(lower.AsSpan(0, lower.Length - 3), "y");
        }

        if (lower.EndsWith('s') && lower.Length > 3)
        {
            yield return lower[..^1];
            if (lower.EndsWith("es", StringComparison.Ordinal))
            {
                yield return lower[..^2];
            }
        }

        if (lower is "people")
        {
            yield return "person";
        }
    }

    private static FrozenDictionary<string, string> Folded(string list)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in LanguageFile.Map(list))
        {
            var key = NameFolding.Fold(name);
            map[key] = map.TryGetValue(key, out var other) && other != value ? "-" : value;
        }

        return map.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static FrozenDictionary<string, Country> ReadCountries()
    {
        var map = new Dictionary<string, Country>(StringComparer.Ordinal);
        foreach (var line in LanguageFile.Lines("countries"))
        {
            var columns = line.Split('\t');
            Add(columns, 0, CountryForm.Name);
            Add(columns, 3, CountryForm.Name);
            Add(columns, 1, CountryForm.Capital);
            Add(columns, 2, CountryForm.Demonym);
        }

        return map.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(string[] columns, int column, CountryForm form)
        {
            if (column < columns.Length)
            {
                foreach (var name in columns[column].Split(',', StringSplitOptions.RemoveEmptyEntries))
                {
                    map.TryAdd(NameFolding.Fold(name), new Country(columns[0], form));
                }
            }
        }
    }
}

/// <summary>How a word stands for a country.</summary>
internal enum CountryForm
{
    /// <summary>The country's own name.</summary>
    Name,

    /// <summary>The capital, for the government in it.</summary>
    Capital,

    /// <summary>"French", "Veldorian".</summary>
    Demonym,
}

/// <summary>A country behind a word.</summary>
/// <param name="Name">Canonical name.</param>
/// <param name="Form">How the word stands for it.</param>
internal readonly record struct Country(string Name, CountryForm Form);
