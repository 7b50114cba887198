using System.Text.Json.Serialization;

namespace TalksBot.Slack;

/// <summary>All JSON that goes to Slack and comes from it; the generator reads the attributes of one declaration only, so all types are listed here.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(SlackMessage))]
[JsonSerializable(typeof(SlackView))]
[JsonSerializable(typeof(SlackInstallation))]
internal sealed partial class SlackJson : JsonSerializerContext;
