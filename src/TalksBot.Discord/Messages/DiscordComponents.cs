using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace TalksBot.Discord;

/// <summary>A row of buttons, or one select.</summary>
/// <param name="Components">1 to 5 buttons, or one select.</param>
public sealed record DiscordActionRow(ImmutableArray<DiscordComponent> Components)
{
    /// <summary>1, an action row.</summary>
    public int Type { get; } = 1;
}

/// <summary>What can be pressed or chosen in a row.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(DiscordButton), 2)]
[JsonDerivedType(typeof(DiscordSelect), 3)]
public abstract record DiscordComponent;

/// <summary>How a button looks.</summary>
public enum DiscordButtonStyle
{
    /// <summary>Stands out.</summary>
    Primary = 1,

    /// <summary>Grey.</summary>
    Secondary = 2,

    /// <summary>Green.</summary>
    Success = 3,

    /// <summary>Red.</summary>
    Danger = 4,

    /// <summary>Leads to an address and sends no interaction.</summary>
    Link = 5,
}

/// <summary>A button.</summary>
/// <param name="Style">How it looks; what it does is said by the label.</param>
/// <param name="Label">1 to 80 characters of plain text.</param>
public sealed record DiscordButton(DiscordButtonStyle Style, string Label) : DiscordComponent
{
    /// <summary>1 to 100 characters, unique in the message, comes back when it is pressed; null for links.</summary>
    public string? CustomId { get; init; }

    /// <summary>Where a link leads, at most 512 characters; null for others.</summary>
    public string? Url { get; init; }

    /// <summary>True where it cannot be pressed, else null.</summary>
    public bool? Disabled { get; init; }
}

/// <summary>A list to choose from.</summary>
/// <param name="CustomId">1 to 100 characters, unique in the message.</param>
/// <param name="Options">1 to 25.</param>
public sealed record DiscordSelect(string CustomId, ImmutableArray<DiscordSelectOption> Options) : DiscordComponent
{
    /// <summary>Shown while nothing is chosen, at most 150 characters; or null.</summary>
    public string? Placeholder { get; init; }
}

/// <summary>One line of a list.</summary>
/// <param name="Label">1 to 100 characters of plain text.</param>
/// <param name="Value">1 to 100 characters, unique in the list.</param>
public sealed record DiscordSelectOption(string Label, string Value)
{
    /// <summary>At most 100 characters, or null.</summary>
    public string? Description { get; init; }
}
