using System.Text.Json;
using System.Text.Json.Serialization;

namespace TalksBot.Slack;

/// <summary>What an installation gave us. A class and not a record, so that no generated text ever holds its tokens.</summary>
internal sealed class SlackInstallation
{
    /// <summary>The organisation, or null.</summary>
    public string? EnterpriseId { get; init; }

    /// <summary>The workspace; null for an organisation as a whole.</summary>
    public string? TeamId { get; init; }

    /// <summary>Its name for people, or null.</summary>
    public string? TeamName { get; init; }

    /// <summary>Whether it is for the organisation as a whole.</summary>
    public bool IsEnterpriseInstall { get; init; }

    /// <summary>The bot's token.</summary>
    public required string AccessToken { get; init; }

    /// <summary>With which a token that ends is renewed, or null when it does not end.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>When the token ends, or null.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The bot's own user id, or null.</summary>
    public string? BotUserId { get; init; }

    /// <summary>Scopes that were granted, comma-separated.</summary>
    public string? Scope { get; init; }

    /// <summary>The app.</summary>
    public string? AppId { get; init; }

    /// <summary>Who installed it.</summary>
    public string? InstalledBy { get; init; }

    /// <summary>Whose it is.</summary>
    [JsonIgnore]
    public SlackWorkspace Workspace => new(EnterpriseId, TeamId, IsEnterpriseInstall);

    /// <summary>Reads an answer of <c>oauth.v2.access</c>; null when it holds no bot token or no workspace.</summary>
    /// <param name="body">The answer.</param>
    /// <param name="now">Since when the token counts.</param>
    public static SlackInstallation? Read(JsonElement body, DateTimeOffset now)
    {
        var enterprise = body.Text("enterprise", "id");
        var team = body.Text("team", "id");
        if (body.Text("access_token") is not { } token || (team ?? enterprise) is null)
        {
            return null;
        }

        return new SlackInstallation
        {
            EnterpriseId = enterprise,
            TeamId = team,
            TeamName = body.Text("team", "name"),
            IsEnterpriseInstall = body.Flag("is_enterprise_install") || team is null,
            AccessToken = token,
            RefreshToken = body.Text("refresh_token"),
            ExpiresAt = body.Number("expires_in") is { } seconds and > 0 ? now.AddSeconds(seconds) : null,
            BotUserId = body.Text("bot_user_id"),
            Scope = body.Text("scope"),
            AppId = body.Text("app_id"),
            InstalledBy = body.Text("authed_user", "id"),
        };
    }
}
