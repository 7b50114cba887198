using System.Collections.Frozen;

namespace TalksBot.Chat;

/// <summary>The locales of <c>dates.txt</c>.</summary>
internal static class LocaleData
{
    private const int LongestCode = 35;

    private static readonly FrozenDictionary<string, ReaderLocale> ByCode = Load();

    /// <summary>What is taken where nothing else fits.</summary>
    public static ReaderLocale English { get; } = ByCode["en"];

    /// <summary>By its code, else by its code without the last part, and so on; else English.</summary>
    public static ReaderLocale Find(string? code)
    {
        if (code is null || code.Length > LongestCode)
        {
            return English;
        }

        var known = code.Replace('_', '-');
        while (known.Length > 0)
        {
            if (ByCode.TryGetValue(known, out var locale))
            {
                return locale;
            }

            known = known[..Math.Max(0, known.LastIndexOf('-'))];
        }

        return English;
    }

    private static FrozenDictionary<string, ReaderLocale> Load()
    {
        using var stream = typeof(LocaleData).Assembly.GetManifestResourceStream("Locales/dates.txt")
            ?? throw new InvalidOperationException("The resource Locales/dates.txt is missing.");
        using var reader = new StreamReader(stream);
        var locales = new Dictionary<string, ReaderLocale>(StringComparer.OrdinalIgnoreCase);
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        var name = "";
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('['))
            {
                Add(locales, name, entries);
                name = line.Trim('[', ']');
                entries.Clear();
            }
            else if (line.Split(": ", 2) is [var key, var value] && line[0] != '#')
            {
                entries[key] = value;
            }
        }

        Add(locales, name, entries);
        return locales.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    private static void Add(Dictionary<string, ReaderLocale> locales, string name, Dictionary<string, string> entries)
    {
        if (name.Length == 0)
        {
            return;
        }

        var locale = new ReaderLocale(name, entries);
        foreach (var code in entries["for"].Split(' '))
        {
            locales.Add(code, locale);
        }
    }
}
