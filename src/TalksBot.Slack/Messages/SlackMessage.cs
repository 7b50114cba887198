using System.Collections.Immutable;

namespace TalksBot.Slack;

/// <summary>
/// A message as it is posted (<c>chat.postMessage</c>, <c>chat.postEphemeral</c>, <c>chat.update</c>), sent to a response_url or given in the
/// acknowledgement of a slash command. Fields that a way of sending does not know stay null.
/// </summary>
/// <param name="Text">The whole gist in mrkdwn, escaped, at most 4,000 characters: notifications and screen readers have nothing else.</param>
public sealed record SlackMessage(string Text)
{
    /// <summary>At most 50, of 12,000 characters together.</summary>
    public ImmutableArray<SlackBlock> Blocks { get; init; } = [];

    /// <summary>The conversation it is posted to; null for answers.</summary>
    public string? Channel { get; init; }

    /// <summary>The person who alone sees it (<c>chat.postEphemeral</c>), or null.</summary>
    public string? User { get; init; }

    /// <summary>The message to change (<c>chat.update</c>), or null.</summary>
    public string? Ts { get; init; }

    /// <summary>The thread it goes into, or null.</summary>
    public string? ThreadTs { get; init; }

    /// <summary>Who sees an answer: <see cref="SlackResponseType"/>; null for posts.</summary>
    public string? ResponseType { get; init; }

    /// <summary>What we know the message by later, or null.</summary>
    public SlackMetadata? Metadata { get; init; }

    /// <summary>Whether it takes the place of the message whose button was pressed; null for posts.</summary>
    public bool? ReplaceOriginal { get; init; }

    /// <summary>True where the message whose button was pressed is to go, else null.</summary>
    public bool? DeleteOriginal { get; init; }

    /// <summary>False: addresses in it grow no previews.</summary>
    public bool UnfurlLinks { get; init; }

    /// <summary>False: nor do pictures and films.</summary>
    public bool UnfurlMedia { get; init; }
}

/// <summary>What programs may keep with a message; people do not see it ("Message metadata").</summary>
/// <param name="EventType">What kind of thing it tells.</param>
/// <param name="EventPayload">Which one.</param>
public sealed record SlackMetadata(string EventType, SlackMetadataPayload EventPayload)
{
    /// <summary>The type of all updates.</summary>
    public const string UpdateType = "talksbot_update";

    /// <summary>An update's.</summary>
    /// <param name="key">The delivery's idempotency key.</param>
    public static SlackMetadata OfUpdate(string key) => new(UpdateType, new SlackMetadataPayload(key));
}

/// <summary>Which update it is.</summary>
/// <param name="Key">The delivery's idempotency key.</param>
public sealed record SlackMetadataPayload(string Key);

/// <summary>Values of <see cref="SlackMessage.ResponseType"/>.</summary>
public static class SlackResponseType
{
    /// <summary>Only the asker sees it.</summary>
    public const string Ephemeral = "ephemeral";

    /// <summary>Everybody in the channel sees it.</summary>
    public const string InChannel = "in_channel";
}
