using System.Globalization;
using TalksBot.Domain;

namespace TalksBot.Training;

/// <summary>An attribution as people marked it: fragments of the text, each part empty where there is none.</summary>
internal sealed record GoldAttribution(List<TextSpan> Source, List<TextSpan> Cue, List<TextSpan> Content)
{
    /// <summary>Reads BRAT stand-off annotation: the attributions, and the stretches of text marked as no part of the article.</summary>
    public static (List<GoldAttribution> Attributions, List<TextSpan> Discarded) Read(string path)
    {
        var spans = new Dictionary<string, List<TextSpan>>(StringComparer.Ordinal);
        var discarded = new List<TextSpan>();
        var events = new List<string>();
        foreach (var line in Records(File.ReadAllText(path)))
        {
            var columns = line.Split('\t');
            if (line[0] == 'T')
            {
                var space = columns[1].IndexOf(' ', StringComparison.Ordinal);
                spans[columns[0]] = [.. columns[1][(space + 1)..].Split(';').Select(ToSpan)];
                if (columns[1][..space] == "Discard")
                {
                    discarded.AddRange(spans[columns[0]]);
                }
            }
            else if (line[0] == 'E')
            {
                events.Add(columns[1]);
            }
        }

        var found = events.Select(record => ToAttribution(record, spans)).Where(gold => gold.Source.Count + gold.Cue.Count + gold.Content.Count > 0);
        return ([.. found], discarded);
    }

    // A line that begins no record goes on the one before.
    private static IEnumerable<string> Records(string text) => text.Split('\n')
        .Where(line => line.Length > 2 && char.IsUpper(line[0]) && char.IsDigit(line[1]) && line.Contains('\t', StringComparison.Ordinal));

    private static TextSpan ToSpan(string fragment)
    {
        var ends = fragment.Split(' ');
        return TextSpan.FromBounds(int.Parse(ends[0], CultureInfo.InvariantCulture), int.Parse(ends[1], CultureInfo.InvariantCulture));
    }

    private static GoldAttribution ToAttribution(string record, Dictionary<string, List<TextSpan>> spans)
    {
        var gold = new GoldAttribution([], [], []);
        foreach (var argument in record.Split(' '))
        {
            var parts = argument.Split(':');
            if (parts.Length == 2 && spans.TryGetValue(parts[1], out var fragments))
            {
                var role = parts[0].TrimEnd("0123456789".ToCharArray());
                (role switch { "Source" => gold.Source, "Cue" => gold.Cue, "Content" => gold.Content, _ => [] }).AddRange(fragments);
            }
        }

        return gold;
    }
}
