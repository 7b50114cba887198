using System.Collections.Frozen;
using System.Text;

namespace TalksBot.Extraction;

/// <summary>Reads the word lists that are embedded as <c>en.name</c>.</summary>
/// <remarks>
/// One entry a line; a line that begins with # and an empty line are comments. Columns are set apart by tabs.
/// </remarks>
public static class LanguageFile
{
    /// <summary>The lines of the list <paramref name="name"/>, comments left out, in file order.</summary>
    /// <exception cref="ArgumentException">There is no such list.</exception>
    public static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(LanguageFile).Assembly.GetManifestResourceStream("en." + name)
            ?? throw new ArgumentException($"There is no language file {name}.", nameof(name));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line.TrimEnd();
            }
        }
    }

    /// <summary>The lines of the list <paramref name="name"/> as a set; upper and lower case differ.</summary>
    public static FrozenSet<string> Set(string name) => Lines(name).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>First column to second column of the list <paramref name="name"/>; a later line wins over an earlier one.</summary>
    public static FrozenDictionary<string, string> Map(string name)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in Lines(name))
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            map[tab < 0 ? line : line[..tab]] = tab < 0 ? "" : line[(tab + 1)..];
        }

        return map.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
