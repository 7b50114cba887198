using System.Text.Json.Serialization;

namespace TalksBot.Discord;

// What comes from Discord, as far as it is read. Every field may be missing, null, or of another kind than documented: then it is null here.

/// <summary>Data of opcode 10.</summary>
internal sealed record WireHello
{
    public double? HeartbeatInterval { get; init; }
}

/// <summary>Data of READY.</summary>
internal sealed record WireReady
{
    [JsonConverter(typeof(LooseTextConverter))]
    public string? SessionId { get; init; }

    [JsonConverter(typeof(LooseTextConverter))]
    public string? ResumeGatewayUrl { get; init; }

    public WireUser? User { get; init; }

    public WireGuild?[]? Guilds { get; init; }
}

/// <summary>A server, or the event of its coming and going.</summary>
internal sealed record WireGuild
{
    [JsonConverter(typeof(LooseTextConverter))]
    public string? Id { get; init; }

    [JsonConverter(typeof(LooseTextConverter))]
    public string? Unavailable { get; init; }
}

/// <summary>A person or bot.</summary>
internal sealed record WireUser
{
    [JsonConverter(typeof(LooseTextConverter))]
    public string? Id { get; init; }

    [JsonConverter(typeof(LooseTextConverter))]
    public string? Bot { get; init; }

    /// <summary>Whether it says that it is a bot.</summary>
    [JsonIgnore]
    public bool IsBot => Bot == "true";
}

/// <summary>A person in a server.</summary>
internal sealed record WireMember
{
    public WireUser? User { get; init; }

    [JsonConverter(typeof(LooseTextConverter))]
    public string? Permissions { get; init; }
}

/// <summary>A message.</summary>
internal sealed record WireMessage
{
    [JsonConverter(typeof(LooseTextConverter))]
    public string? Id { get; init; }

    [JsonConverter(typeof(LooseTextConverter))]
    public string? ChannelId { get; init; }

    [JsonConverter(typeof(LooseTextConverter))]
    public string? GuildId { get; init; }

    [JsonConverter(typeof(LooseTextConverter))]
    public string? WebhookId { get; init; }

    [JsonConverter(typeof(LooseTextConverter))]
    public string? Type { get; init; }

    [JsonConverter(typeof(LooseTextConverter))]
    public string? Content { get; init; }

    public WireUser? Author { get; init; }

    public WireUser?[]? Mentions { get; init; }

    public WireEmbed?[]? Embeds { get; init; }
}

/// <summary>A framed part of a message.</summary>
internal sealed record WireEmbed
{
    [JsonConverter(typeof(LooseTextConverter))]
    public string? Description { get; init; }
}

/// <summary>A channel or a role's server, of events that only say where something changed.</summary>
internal sealed record WirePlace
{
    [JsonConverter(typeof(LooseTextConverter))]
    public string? Id { get; init; }

    [JsonConverter(typeof(LooseTextConverter))]
    public string? GuildId { get; init; }
}

/// <summary>An interaction.</summary>
internal sealed record WireInteraction
{
    [JsonConverter(typeof(LooseTextConverter))]
    public string? Id { get; init; }

    [JsonConverter(typeof(LooseTextConverter))]
    public string? ApplicationId { get; init; }

    [JsonConverter(typeof(LooseTextConverter))]
    public string? Type { get; init; }

    [JsonConverter(typeof(LooseTextConverter))]
    public string? Token { get; init; }

    [JsonConverter(typeof(LooseTextConverter))]
    public string? GuildId { get; init; }

    [JsonConverter(typeof(LooseTextConverter))]
    public string? ChannelId { get; init; }

    public WirePlace? Channel { get; init; }

    public WireMember? Member { get; init; }

    public WireUser? User { get; init; }

    [JsonConverter(typeof(LooseTextConverter))]
    public string? Locale { get; init; }

    [JsonConverter(typeof(LooseTextConverter))]
    public string? Context { get; init; }

    public WireInteractionData? Data { get; init; }
}

/// <summary>What was sent or pressed.</summary>
internal sealed record WireInteractionData
{
    [JsonConverter(typeof(LooseTextConverter))]
    public string? Name { get; init; }

    [JsonConverter(typeof(LooseTextConverter))]
    public string? Type { get; init; }

    [JsonConverter(typeof(LooseTextConverter))]
    public string? CustomId { get; init; }

    [JsonConverter(typeof(LooseTextConverter))]
    public string? TargetId { get; init; }

    public WireOption?[]? Options { get; init; }

    public WireResolved? Resolved { get; init; }
}

/// <summary>An option with its value, or a subcommand with its options.</summary>
internal sealed record WireOption
{
    [JsonConverter(typeof(LooseTextConverter))]
    public string? Name { get; init; }

    [JsonConverter(typeof(LooseTextConverter))]
    public string? Type { get; init; }

    [JsonConverter(typeof(LooseTextConverter))]
    public string? Value { get; init; }

    [JsonConverter(typeof(LooseTextConverter))]
    public string? Focused { get; init; }

    public WireOption?[]? Options { get; init; }
}

/// <summary>What ids in an interaction stand for.</summary>
internal sealed record WireResolved
{
    public Dictionary<string, WireMessage?>? Messages { get; init; }
}

/// <summary>Answer of GET /gateway/bot.</summary>
internal sealed record WireGatewayInfo
{
    [JsonConverter(typeof(LooseTextConverter))]
    public string? Url { get; init; }

    public int? Shards { get; init; }

    public WireSessionStartLimit? SessionStartLimit { get; init; }
}

/// <summary>How many identifies are left.</summary>
internal sealed record WireSessionStartLimit
{
    public int? Total { get; init; }

    public int? Remaining { get; init; }

    public double? ResetAfter { get; init; }

    public int? MaxConcurrency { get; init; }
}

/// <summary>Answer of GET /applications/@me, as far as the check reads it.</summary>
internal sealed record WireApplication
{
    [JsonConverter(typeof(LooseTextConverter))]
    public string? Id { get; init; }

    [JsonConverter(typeof(LooseTextConverter))]
    public string? Name { get; init; }

    [JsonConverter(typeof(LooseTextConverter))]
    public string? VerifyKey { get; init; }

    [JsonConverter(typeof(LooseTextConverter))]
    public string? InteractionsEndpointUrl { get; init; }
}

/// <summary>A first answer that is a message.</summary>
internal sealed record WireMessageCallback(int Type, DiscordMessage Data);

/// <summary>A first answer to a completion.</summary>
internal sealed record WireChoicesCallback(int Type, WireChoices Data);

/// <summary>Values to choose from.</summary>
internal sealed record WireChoices(System.Collections.Immutable.ImmutableArray<DiscordCommandChoice> Choices);
