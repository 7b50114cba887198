using System.Collections.Immutable;

namespace TalksBot.Discord;

/// <summary>What somebody did.</summary>
public enum DiscordInteractionKind
{
    /// <summary>Sent a command.</summary>
    Command,

    /// <summary>Chose the bot in a message's menu.</summary>
    MessageMenu,

    /// <summary>Pressed a button or chose from a list under one of our messages, or sent a form.</summary>
    Component,

    /// <summary>Is typing an option's value; wants suggestions.</summary>
    Completion,
}

/// <summary>An event that somebody waits for an answer to, within 3 seconds; texts in it are what people sent and not to be trusted.</summary>
public sealed record DiscordInteraction
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>What was done.</summary>
    public required DiscordInteractionKind Kind { get; init; }

    /// <summary>The server, or null in direct messages.</summary>
    public string? GuildId { get; init; }

    /// <summary>The channel, thread or direct conversation.</summary>
    public required string ChannelId { get; init; }

    /// <summary>Who did it.</summary>
    public required string UserId { get; init; }

    /// <summary>Whether it was done in a direct conversation with the bot.</summary>
    public bool IsDirect { get; init; }

    /// <summary>The permission bits of the person in that channel; 0 in direct messages.</summary>
    public ulong Permissions { get; init; }

    /// <summary>The person's language ("en-GB"), or null.</summary>
    public string? Locale { get; init; }

    /// <summary>The command's name, with those of its subcommands after blanks; or the component's custom id.</summary>
    public required string Name { get; init; }

    /// <summary>Values of a command's options by their names.</summary>
    public ImmutableDictionary<string, string> Values { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The option that is being typed, for <see cref="DiscordInteractionKind.Completion"/>; its value so far is among <see cref="Values"/>.</summary>
    public string? FocusedOption { get; init; }

    /// <summary>The text of the message whose menu was used, for <see cref="DiscordInteractionKind.MessageMenu"/>.</summary>
    public string? TargetText { get; init; }

    /// <summary>What the client that made it needs to answer it.</summary>
    internal object? Handle { get; init; }

    /// <summary>Says no more than the id: what people typed and the interaction's token never reach a log.</summary>
    public override string ToString() => $"interaction {Id}";
}

/// <summary>A message that mentions the bot or came to it directly.</summary>
public sealed record DiscordIncomingMessage
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The server, or null in direct messages.</summary>
    public string? GuildId { get; init; }

    /// <summary>The channel, thread or direct conversation.</summary>
    public required string ChannelId { get; init; }

    /// <summary>Who wrote it.</summary>
    public required string UserId { get; init; }

    /// <summary>Its text without the mention of the bot.</summary>
    public required string Text { get; init; }

    /// <summary>Says no more than the id.</summary>
    public override string ToString() => $"message {Id}";
}
