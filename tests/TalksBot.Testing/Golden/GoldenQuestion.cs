using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TalksBot.Testing.Golden;

/// <summary>A question with what its answer has to be.</summary>
public sealed record GoldenQuestion
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Unique in its file.</summary>
    public required string Id { get; init; }

    /// <summary>As a person types it, a question or a command.</summary>
    public required string Question { get; init; }

    /// <summary>The asker's today.</summary>
    public required DateOnly Now { get; init; }

    /// <summary>"statement", "proposal", "meeting", "position", "timeline" or "unanswerable".</summary>
    public required string Kind { get; init; }

    /// <summary>What the answer has to be.</summary>
    public required GoldenExpectation Expect { get; init; }

    /// <summary>What makes the question worth asking; for readers.</summary>
    public string Why { get; init; } = "";

    /// <summary>Stems of the articles it is about; for readers.</summary>
    public ImmutableArray<string> Articles { get; init; } = [];

    /// <summary>The questions of a file of JSON lines; empty lines are passed over.</summary>
    /// <exception cref="JsonException">A line is no question, or has a key that none has.</exception>
    public static ImmutableArray<GoldenQuestion> Read(string path) =>
    [
        .. File.ReadLines(path)
            .Where(line => !string.IsNullOrWhiteSpace(line))
            .Select(line => JsonSerializer.Deserialize<GoldenQuestion>(line, Format) ?? throw new JsonException($"{path} holds a null.")),
    ];
}

/// <summary>What an answer has to be. A missing list asks for nothing.</summary>
public sealed record GoldenExpectation
{
    /// <summary>Patterns that must all occur in the answer.</summary>
    public ImmutableArray<string> AllOf { get; init; } = [];

    /// <summary>Patterns one of which must occur in the answer.</summary>
    public ImmutableArray<string> AnyOf { get; init; } = [];

    /// <summary>Patterns that must not occur in the answer: wrong names, wrong dates.</summary>
    public ImmutableArray<string> NoneOf { get; init; } = [];

    /// <summary>Words one of which must stand inside one citation.</summary>
    public ImmutableArray<string> CitesAnyOf { get; init; } = [];

    /// <summary>Whether the reply has to refuse; null where both are right.</summary>
    public bool? Refuse { get; init; }
}
