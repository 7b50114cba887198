namespace TalksBot.Slack;

/// <summary>What we look up of a person.</summary>
/// <param name="TimeZone">IANA name of the zone, or null.</param>
/// <param name="Locale">Language as "en-GB", or null.</param>
/// <param name="IsAdmin">Whether the person administers the workspace.</param>
public sealed record SlackUser(string? TimeZone, string? Locale, bool IsAdmin);
