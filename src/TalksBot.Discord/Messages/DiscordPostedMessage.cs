using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace TalksBot.Discord;

/// <summary>A message that stands in a channel, as far as it matters to find one of ours.</summary>
/// <param name="Id">Its id; counts up with time.</param>
/// <param name="Nonce">What it was posted with, where Discord tells; or null.</param>
/// <param name="CustomIds">Of its buttons and selects.</param>
public sealed record DiscordPostedMessage(string Id, string? Nonce, ImmutableArray<string> CustomIds);

/// <summary>A message as Discord gives it back; anybody's, so anything may be in it.</summary>
internal sealed record WirePostedMessage
{
    [JsonConverter(typeof(LooseTextConverter))]
    public string? Id { get; init; }

    [JsonConverter(typeof(LooseTextConverter))]
    public string? Nonce { get; init; }

    public WirePart?[]? Components { get; init; }

    // Rows may lie in containers; none of ours lies deeper than this.
    private const int MaxDepth = 4;

    public IEnumerable<string> CustomIds() => Ids(Components, MaxDepth);

    private static IEnumerable<string> Ids(WirePart?[]? parts, int depth) =>
        depth == 0 ? [] : (parts ?? []).SelectMany(part => (part?.CustomId is { } id ? (string[])[id] : []).Concat(Ids(part?.Components, depth - 1)));
}

/// <summary>A row, or what is in it.</summary>
internal sealed record WirePart
{
    [JsonConverter(typeof(LooseTextConverter))]
    public string? CustomId { get; init; }

    public WirePart?[]? Components { get; init; }
}
