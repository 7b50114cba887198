namespace TalksBot.Slack;

/// <summary>A workspace that the app is installed in, or an organisation that it is installed in as a whole.</summary>
/// <param name="EnterpriseId">The organisation (<c>E…</c>), or null.</param>
/// <param name="TeamId">The workspace (<c>T…</c>), or null for what concerns the organisation.</param>
/// <param name="IsEnterpriseInstall">Whether the app was installed for the organisation as a whole.</param>
public sealed record SlackWorkspace(string? EnterpriseId, string? TeamId, bool IsEnterpriseInstall)
{
    /// <summary>Where the installation is kept: one per organisation, or one per workspace (whose ids are unique in all of Slack).</summary>
    public string Key => IsEnterpriseInstall && EnterpriseId is not null ? $"E:{EnterpriseId}" : $"T:{TeamId}";

    /// <summary>What the chat knows the workspace by; never empty.</summary>
    public string ServerId => TeamId ?? EnterpriseId ?? "unknown";
}
