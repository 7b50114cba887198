using System.Collections.Immutable;

namespace TalksBot.Discord;

/// <summary>
/// A message as it is posted, given as the answer to an interaction, or put in place of another (Create Message, Interaction
/// Callback Data, Edit Webhook Message). Content, embeds and components are always written, so that an edit leaves nothing of
/// the message before.
/// </summary>
public sealed record DiscordMessage
{
    /// <summary>At most 2,000 characters; empty where embeds say it all.</summary>
    public string Content { get; init; } = "";

    /// <summary>At most 10, of 6,000 characters together.</summary>
    public ImmutableArray<DiscordEmbed> Embeds { get; init; } = [];

    /// <summary>At most 5 rows.</summary>
    public ImmutableArray<DiscordActionRow> Components { get; init; } = [];

    /// <summary>Whom it may ping: nobody. Left out, everybody named in it would be pinged.</summary>
    public DiscordAllowedMentions AllowedMentions { get; init; } = DiscordAllowedMentions.Nobody;

    /// <summary>A sum of <see cref="DiscordMessageFlags"/>, or null for none.</summary>
    public int? Flags { get; init; }

    /// <summary>At most 25 characters that tell a repeated post from a new one, or null. Not for interactions.</summary>
    public string? Nonce { get; init; }

    /// <summary>True with a <see cref="Nonce"/>: a repeat posts nothing and returns the first message.</summary>
    public bool? EnforceNonce { get; init; }

    /// <summary>The message this one replies to, or null. Not for interactions.</summary>
    public DiscordMessageReference? MessageReference { get; init; }
}

/// <summary>Flags of a message that a bot may set.</summary>
public static class DiscordMessageFlags
{
    /// <summary>Addresses in it grow no previews.</summary>
    public const int SuppressEmbeds = 4;

    /// <summary>Only the asker sees it; fixed by the first answer to an interaction.</summary>
    public const int Ephemeral = 64;

    /// <summary>Nobody's device makes a sound.</summary>
    public const int SuppressNotifications = 4096;
}

/// <summary>Whom a message may ping.</summary>
public sealed record DiscordAllowedMentions
{
    /// <summary>Nobody.</summary>
    public static DiscordAllowedMentions Nobody { get; } = new();

    /// <summary>Kinds of mentions that are read from the text; empty for none.</summary>
    public ImmutableArray<string> Parse { get; init; } = [];
}

/// <summary>The message that is replied to.</summary>
/// <param name="MessageId">Its id.</param>
public sealed record DiscordMessageReference(string MessageId)
{
    /// <summary>False: the answer is posted all the same when the message was deleted meanwhile.</summary>
    public bool FailIfNotExists { get; init; }
}

/// <summary>A framed part of a message.</summary>
public sealed record DiscordEmbed
{
    /// <summary>At most 256 characters of markdown in one line, or null.</summary>
    public string? Title { get; init; }

    /// <summary>At most 4,096 characters of markdown, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Where the title leads, or null.</summary>
    public string? Url { get; init; }

    /// <summary>Colour of the bar at its side as 0xRRGGBB, or null; never the only sign of anything.</summary>
    public int? Color { get; init; }

    /// <summary>A line in small plain text under it, or null.</summary>
    public DiscordEmbedFooter? Footer { get; init; }

    /// <summary>At most 25 titled parts.</summary>
    public ImmutableArray<DiscordEmbedField>? Fields { get; init; }
}

/// <summary>The line under an embed.</summary>
/// <param name="Text">At most 2,048 characters; plain, markdown is not read.</param>
public sealed record DiscordEmbedFooter(string Text);

/// <summary>A titled part of an embed.</summary>
/// <param name="Name">1 to 256 characters.</param>
/// <param name="Value">1 to 1,024 characters of markdown.</param>
/// <param name="Inline">Whether it may stand beside others.</param>
public sealed record DiscordEmbedField(string Name, string Value, bool Inline = false);
