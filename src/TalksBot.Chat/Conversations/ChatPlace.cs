namespace TalksBot.Chat;

/// <summary>Where something was asked, and by whom; all ids are the platform's own, kept as text.</summary>
public sealed record ChatPlace
{
    /// <summary>"discord", "slack".</summary>
    public required string Platform { get; init; }

    /// <summary>The Discord server or Slack workspace; null in a direct message on Discord.</summary>
    public string? ServerId { get; init; }

    /// <summary>The channel, thread or direct conversation.</summary>
    public required string ChannelId { get; init; }

    /// <summary>Who asks.</summary>
    public required string UserId { get; init; }

    /// <summary>Whether nobody but the asker and the bot reads there.</summary>
    public bool IsDirect { get; init; }

    /// <summary>Whether the asker may change what this channel follows.</summary>
    public bool MayManage { get; init; }

    /// <summary>The reader's language as the platform gives it ("en-GB", "uk"), or null.</summary>
    public string? Locale { get; init; }

    /// <summary>The reader's IANA time zone, or null when the platform does not tell it.</summary>
    public string? TimeZone { get; init; }
}
