using System.Collections.Frozen;
using System.Globalization;

namespace TalksBot.Extraction;

/// <summary>What a word can be in a time expression; a word may play several parts ("second", "may").</summary>
internal sealed record TimeWord
{
    public int Month { get; set; }

    public int Weekday { get; set; }

    public int Weekdays { get; set; }

    public int Cardinal { get; set; } = -1;

    public int Ordinal { get; set; }

    public char Unit { get; set; }

    public bool IsUnitPlural { get; set; }

    public string? Season { get; set; }

    public string? Part { get; set; }

    public string? Holiday { get; set; }

    public string? Vague { get; set; }

    public string? Frequency { get; set; }

    public int Tens { get; set; }

    public string? Lasting { get; set; }

    public bool IsZone { get; set; }
}

/// <summary>The words of time expressions.</summary>
internal static class TimeLexicon
{
    private static readonly FrozenDictionary<string, TimeWord> Words = Read();

    private static readonly FrozenDictionary<string, TimeWord>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The word, whatever its case; null when it has no part in time expressions.</summary>
    public static TimeWord? Find(ReadOnlySpan<char> word) => Lookup.TryGetValue(word, out var found) ? found : null;

    private static FrozenDictionary<string, TimeWord> Read()
    {
        var words = new Dictionary<string, TimeWord>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in LanguageFile.Lines("times"))
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var form in fields.AsSpan(2))
            {
                if (!words.TryGetValue(form, out var word))
                {
                    words.Add(form, word = new TimeWord());
                }

                Set(word, role: fields[0], value: fields[1], form);
            }
        }

        return words.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    private static void Set(TimeWord word, string role, string value, string form)
    {
        switch (role)
        {
            case "month":
                word.Month = Number(value);
                break;
            case "weekday":
                word.Weekday = Number(value);
                break;
            case "weekdays":
                word.Weekdays = Number(value);
                break;
            case "unit":
                word.Unit = value[0];
                word.IsUnitPlural = form[^1] == 's';
                break;
            case "cardinal":
                word.Cardinal = Number(value);
                break;
            case "ordinal":
                word.Ordinal = Number(value);
                break;
            case "season":
                word.Season = value;
                break;
            case "part":
                word.Part = value;
                break;
            case "holiday":
                word.Holiday = value;
                break;
            case "vague":
                word.Vague = value;
                break;
            case "frequency":
                word.Frequency = value;
                break;
            case "tens":
                word.Tens = Number(value);
                break;
            case "lasting":
                word.Lasting = value;
                break;
            case "opener":
                break;
            case "zone":
                word.IsZone = true;
                break;
            default:
                throw new InvalidDataException($"times: the role '{role}' is not known.");
        }
    }

    private static int Number(string value) => int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture);
}
