using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using TalksBot.Testing.Golden;

namespace TalksBot.Tests.Golden;

/// <summary>What passes: the ids of the questions by kind, and the gold facts that are found by article.</summary>
internal sealed record GoldenResult
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        // Read by people: letters stay letters.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Ids of the questions whose reply is right, by kind.</summary>
    public required ImmutableSortedDictionary<string, ImmutableArray<string>> Questions { get; init; }

    /// <summary>What was found, by stem.</summary>
    public required ImmutableSortedDictionary<string, FactScore> Facts { get; init; }

    /// <summary>What the file holds.</summary>
    public static GoldenResult Read(string path) =>
        JsonSerializer.Deserialize<GoldenResult>(File.ReadAllText(path), Format) ?? throw new JsonException($"{path} holds a null.");

    /// <summary>Writes the file.</summary>
    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Format) + "\n");
}
