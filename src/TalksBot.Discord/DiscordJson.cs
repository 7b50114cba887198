using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace TalksBot.Discord;

/// <summary>All JSON that goes to Discord and comes from it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(DiscordMessage))]
[JsonSerializable(typeof(ImmutableArray<DiscordCommand>))]
[JsonSerializable(typeof(WireMessageCallback))]
[JsonSerializable(typeof(WireChoicesCallback))]
[JsonSerializable(typeof(WireHello))]
[JsonSerializable(typeof(WireReady))]
[JsonSerializable(typeof(WireGuild))]
[JsonSerializable(typeof(WirePlace))]
[JsonSerializable(typeof(WireMessage))]
[JsonSerializable(typeof(WirePostedMessage))]
[JsonSerializable(typeof(WirePostedMessage[]))]
[JsonSerializable(typeof(WireInteraction))]
[JsonSerializable(typeof(WireGatewayInfo))]
[JsonSerializable(typeof(WireApplication))]
internal sealed partial class DiscordJson : JsonSerializerContext;
