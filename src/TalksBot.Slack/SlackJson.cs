using System.Text.Json.Serialization;

namespace TalksBot.Slack;

/// <summary>All JSON that goes to Slack and comes from it; other parts of the room add theirs in files of their own.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(SlackMessage))]
[JsonSerializable(typeof(SlackView))]
internal sealed partial class SlackJson : JsonSerializerContext;
