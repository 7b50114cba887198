using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TalksBot.Testing.Golden;

/// <summary>What people found in an article: the facts that extraction ought to find. Offsets count Unicode code points of the whole file.</summary>
public sealed record GoldArticle
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Who appears.</summary>
    public required ImmutableArray<GoldActor> Actors { get; init; }

    /// <summary>Who said what.</summary>
    public required ImmutableArray<GoldAttribution> Attributions { get; init; }

    /// <summary>Who proposed what.</summary>
    public required ImmutableArray<GoldProposal> Proposals { get; init; }

    /// <summary>Who meets when.</summary>
    public required ImmutableArray<GoldMeeting> Meetings { get; init; }

    /// <summary>Time expressions.</summary>
    public required ImmutableArray<GoldTime> Times { get; init; }

    /// <summary>The gold in a file.</summary>
    /// <exception cref="JsonException">The file is none.</exception>
    public static GoldArticle Read(string path) =>
        JsonSerializer.Deserialize<GoldArticle>(File.ReadAllText(path), Format) ?? throw new JsonException($"{path} holds a null.");
}

/// <summary>Words at [<paramref name="Start"/>, <paramref name="End"/>).</summary>
public sealed record GoldSpan(int Start, int End, string Text);

/// <summary>Somebody, with all names that stand for nobody else.</summary>
public sealed record GoldActor(string Name, ImmutableArray<string> Aliases);

/// <summary>Words with those who speak them, one span per fragment.</summary>
public sealed record GoldAttribution(string Id, ImmutableArray<string> Speakers, ImmutableArray<GoldSpan> Content);

/// <summary>An offer, plan or demand.</summary>
public sealed record GoldProposal(string Id, ImmutableArray<string> Proposers, string What, GoldSpan Span);

/// <summary>A meeting; <paramref name="Date"/> is a day, month or range, or "unknown".</summary>
public sealed record GoldMeeting(string Id, ImmutableArray<string> Participants, string Date, GoldSpan Span);

/// <summary>A time expression with its ISO 8601 or TIMEX3 value.</summary>
[method: JsonConstructor]
public sealed record GoldTime(int Start, int End, string Text, string Value);
