using System.Collections.Frozen;

namespace TalksBot.Domain;

/// <summary>Time zones as people call them: by city, by IANA name, by an abbreviation that means one zone only.</summary>
public static class ZoneNames
{
    /// <summary>The zone in which a cadence counts where nobody knows a better one.</summary>
    public const string Utc = "UTC";

    /// <summary>Words of the longest name ("Argentina/Buenos Aires").</summary>
    public const int MaxWords = 4;

    // Each stands for several zones (IST: India, Israel, Ireland) or, like EST, for another one in summer than people mean.
    private static readonly FrozenSet<string> Ambiguous =
        "ist cst cdt bst est edt et pst pdt pt mst mdt ast adt gst sst wst amt ect bt pht act aest aedt eastern central mountain pacific".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Abbreviations = new(StringComparer.Ordinal)
    {
        ["utc"] = Utc,
        ["gmt"] = Utc,
        ["z"] = Utc,
        ["cet"] = "CET",
        ["cest"] = "CET",
        ["eet"] = "EET",
        ["eest"] = "EET",
        ["wet"] = "WET",
        ["west"] = "WET",
    };

    // Seats of governments and talks that give no zone its name.
    private static readonly Dictionary<string, string> Cities = new(StringComparer.Ordinal)
    {
        ["kiev"] = "Europe/Kyiv",
        ["washington"] = "America/New_York",
        ["washington dc"] = "America/New_York",
        ["ottawa"] = "America/Toronto",
        ["beijing"] = "Asia/Shanghai",
        ["new delhi"] = "Asia/Kolkata",
        ["delhi"] = "Asia/Kolkata",
        ["mumbai"] = "Asia/Kolkata",
        ["islamabad"] = "Asia/Karachi",
        ["ankara"] = "Europe/Istanbul",
        ["geneva"] = "Europe/Zurich",
        ["bern"] = "Europe/Zurich",
        ["the hague"] = "Europe/Amsterdam",
        ["munich"] = "Europe/Berlin",
        ["frankfurt"] = "Europe/Berlin",
        ["strasbourg"] = "Europe/Paris",
        ["abu dhabi"] = "Asia/Dubai",
        ["doha"] = "Asia/Qatar",
        ["jeddah"] = "Asia/Riyadh",
        ["hanoi"] = "Asia/Ho_Chi_Minh",
        ["tel aviv"] = "Asia/Jerusalem",
        ["canberra"] = "Australia/Sydney",
        ["brasilia"] = "America/Sao_Paulo",
        ["abuja"] = "Africa/Lagos",
        ["rabat"] = "Africa/Casablanca",
        ["pretoria"] = "Africa/Johannesburg",
        ["wellington"] = "Pacific/Auckland",
        ["st petersburg"] = "Europe/Moscow",
        ["lviv"] = "Europe/Kyiv",
        ["odesa"] = "Europe/Kyiv",
    };

    private static readonly Lazy<FrozenDictionary<string, string?>> Known = new(ReadSystem);

    /// <summary>Whether <paramref name="words"/> is an abbreviation that stands for several zones.</summary>
    public static bool IsAmbiguous(string words) => Ambiguous.Contains(Fold(words)) || (Known.Value.TryGetValue(Fold(words), out var id) && id is null);

    /// <summary>The IANA name of the zone that <paramref name="words"/> names, or null.</summary>
    /// <param name="words">"Kyiv", "New York", "Europe/Berlin", "CET"; in any case.</param>
    public static string? Find(string words)
    {
        var folded = Fold(words);
        return Ambiguous.Contains(folded) ? null
            : Abbreviations.TryGetValue(folded, out var id) || Cities.TryGetValue(folded, out id) ? id
            : Known.Value.GetValueOrDefault(folded);
    }

    /// <summary>How a zone is called: "UTC", "Kyiv time", its IANA name where its city alone would not find it again.</summary>
    /// <param name="id">IANA name.</param>
    public static string Print(string id)
    {
        if (id is Utc or "CET" or "EET" or "WET")
        {
            return id;
        }

        var city = id[(id.LastIndexOf('/') + 1)..].Replace('_', ' ');
        return city.Length < id.Length && Find(city) == id ? $"{city} time" : id;
    }

    /// <summary>The zone called <paramref name="id"/>; UTC where this machine does not know it.</summary>
    public static TimeZoneInfo Get(string? id) => id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;

    // By city and by whole name; a city of two zones stands for neither.
    private static FrozenDictionary<string, string?> ReadSystem()
    {
        var zones = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var id in TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Where(id => id.Contains('/', StringComparison.Ordinal)))
        {
            var city = Fold(id[(id.LastIndexOf('/') + 1)..]);
            zones[city] = zones.TryGetValue(city, out var other) && other != id ? null : id;
        }

        foreach (var id in TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id))
        {
            zones[Fold(id)] = id;
        }

        return zones.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string Fold(string words) => NameFolding.Fold(words.Replace('_', ' ').Replace('/', ' '));
}
