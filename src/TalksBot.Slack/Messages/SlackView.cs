using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace TalksBot.Slack;

/// <summary>A modal or a Home tab.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SlackModal), "modal")]
[JsonDerivedType(typeof(SlackHome), "home")]
public abstract record SlackView
{
    /// <summary>At most 100.</summary>
    public ImmutableArray<SlackBlock> Blocks { get; init; } = [];

    /// <summary>At most 255 characters that come back, or null.</summary>
    public string? CallbackId { get; init; }

    /// <summary>At most 3,000 characters that come back, to be authenticated; or null.</summary>
    public string? PrivateMetadata { get; init; }
}

/// <summary>A form over the conversation.</summary>
/// <param name="Title">1 to 24 characters.</param>
public sealed record SlackModal(SlackPlainText Title) : SlackView
{
    /// <summary>1 to 24 characters; needed where there are fields, else null.</summary>
    public SlackPlainText? Submit { get; init; }

    /// <summary>1 to 24 characters, or null.</summary>
    public SlackPlainText? Close { get; init; }
}

/// <summary>What a person sees who opens the app.</summary>
public sealed record SlackHome : SlackView;
