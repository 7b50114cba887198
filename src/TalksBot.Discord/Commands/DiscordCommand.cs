using System.Collections.Immutable;

namespace TalksBot.Discord;

/// <summary>Kinds of commands.</summary>
public enum DiscordCommandType
{
    /// <summary>Typed with a slash.</summary>
    ChatInput = 1,

    /// <summary>In the menu of a message.</summary>
    Message = 3,
}

/// <summary>A command as it is registered (Application Command Structure).</summary>
public sealed record DiscordCommand
{
    /// <summary>1 to 32 characters; of typed ones lower case without blanks.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required DiscordCommandType Type { get; init; }

    /// <summary>1 to 100 characters; null for a message's menu.</summary>
    public string? Description { get; init; }

    /// <summary>At most 25, required ones first; null for a message's menu.</summary>
    public ImmutableArray<DiscordCommandOption>? Options { get; init; }

    /// <summary>The permission bits that a member needs unless the server decides otherwise, a decimal string; null for everybody.</summary>
    public string? DefaultMemberPermissions { get; init; }

    /// <summary>Where it can be used: 0 servers, 1 direct messages with the bot, 2 other direct messages.</summary>
    public ImmutableArray<int> Contexts { get; init; } = [];

    /// <summary>For which kinds of installation: 0 to a server, 1 to a user.</summary>
    public ImmutableArray<int> IntegrationTypes { get; init; } = [];
}

/// <summary>An option of a command.</summary>
/// <param name="Name">1 to 32 characters, lower case.</param>
/// <param name="Description">1 to 100 characters.</param>
public sealed record DiscordCommandOption(string Name, string Description)
{
    /// <summary>3, text: every option of ours is typed or chosen as text and checked by us.</summary>
    public int Type { get; init; } = 3;

    /// <summary>True where the command cannot be sent without it, else null.</summary>
    public bool? Required { get; init; }

    /// <summary>The only values there are, at most 25; null where anything may be typed.</summary>
    public ImmutableArray<DiscordCommandChoice>? Choices { get; init; }

    /// <summary>True where we are asked for values while the person types, else null.</summary>
    public bool? Autocomplete { get; init; }

    /// <summary>The most characters, 1 to 6,000; or null.</summary>
    public int? MaxLength { get; init; }
}

/// <summary>A value to choose, of an option or of an autocomplete answer.</summary>
/// <param name="Name">1 to 100 characters that people see.</param>
/// <param name="Value">1 to 100 characters that are sent.</param>
public sealed record DiscordCommandChoice(string Name, string Value);
