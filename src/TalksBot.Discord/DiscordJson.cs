using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace TalksBot.Discord;

/// <summary>All JSON that goes to Discord and comes from it; other parts of the room add theirs in files of their own.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(DiscordMessage))]
[JsonSerializable(typeof(ImmutableArray<DiscordCommand>))]
internal sealed partial class DiscordJson : JsonSerializerContext;
