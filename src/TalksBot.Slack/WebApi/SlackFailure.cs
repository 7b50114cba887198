namespace TalksBot.Slack;

/// <summary>What a failed call means for us.</summary>
public enum SlackFailureKind
{
    /// <summary>The channel, person or message is no more, or closed to us for good.</summary>
    Gone,

    /// <summary>We may not do this here: not in the channel, a scope is missing, an administrator forbids it.</summary>
    Forbidden,

    /// <summary>Too fast.</summary>
    Limited,

    /// <summary>Slack's trouble or the network's; the call may have succeeded.</summary>
    Transient,

    /// <summary>Our defect: what we sent is not right, or came too late.</summary>
    Ours,

    /// <summary>The installation in this workspace is gone or barred; nothing more may be sent there.</summary>
    Refused,
}

/// <summary>Why a call failed.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="Error">Slack's own word ("channel_not_found"), or ours ("no_connection"); a-z, 0-9, '_' and '.', at most 64 characters.</param>
public sealed record SlackFailure(SlackFailureKind Kind, string Error)
{
    /// <summary>Nobody has installed the app there, or it was removed.</summary>
    public static SlackFailure NotInstalled { get; } = new(SlackFailureKind.Refused, "not_installed");

    /// <summary>The network failed before anything was sent.</summary>
    public static SlackFailure NoConnection { get; } = new(SlackFailureKind.Transient, "no_connection");

    /// <summary>The connection broke or the answer did not come in time: the call may have succeeded.</summary>
    public static SlackFailure Unclear { get; } = new(SlackFailureKind.Transient, "no_answer");

    /// <summary>The answer was no JSON object of the Web API.</summary>
    public static SlackFailure Unreadable { get; } = new(SlackFailureKind.Transient, "unreadable_answer");

    /// <summary>Too many calls wait already.</summary>
    public static SlackFailure Crowded { get; } = new(SlackFailureKind.Limited, "too_many_waiting");

    /// <summary>More messages came since than are looked through.</summary>
    public static SlackFailure TooManyMessages { get; } = new(SlackFailureKind.Ours, "too_many_messages");

    /// <summary>The <c>response_url</c> was called five times, or is older than 30 minutes.</summary>
    public static SlackFailure UsedUp { get; } = new(SlackFailureKind.Ours, "response_url_used_up");

    /// <summary>The failure that a Web API error string stands for (Slack reference, S13).</summary>
    /// <param name="error">As Slack sent it; any text.</param>
    public static SlackFailure Of(string? error)
    {
        var name = Clean(error);
        var kind = name switch
        {
            "channel_not_found" or "is_archived" or "messages_tab_disabled" or "cannot_dm_bot" or "user_disabled" or "user_not_found"
                or "user_not_visible" or "message_not_found" or "cant_update_message" or "edit_window_closed" => SlackFailureKind.Gone,
            "not_in_channel" or "user_not_in_channel" or "missing_scope" or "ekm_access_denied" or "not_enabled" or "no_permission" => SlackFailureKind.Forbidden,
            "ratelimited" or "rate_limited" or "message_limit_exceeded" => SlackFailureKind.Limited,
            "internal_error" or "fatal_error" or "service_unavailable" or "request_timeout" or "http_5xx" => SlackFailureKind.Transient,
            "account_inactive" or "token_revoked" or "token_expired" or "invalid_auth" or "not_authed" or "team_not_found" or "app_access_restricted"
                or "access_denied" or "org_login_required" or "team_access_not_granted" or "not_allowed_token_type" or "forbidden_team" or "team_disabled"
                or "user_removed_from_team" => SlackFailureKind.Refused,
            _ => name.StartsWith("restricted_action", StringComparison.Ordinal) ? SlackFailureKind.Forbidden : SlackFailureKind.Ours,
        };
        return new SlackFailure(kind, name);
    }

    // What Slack says goes into logs and messages: only words of its own kind do.
    private static string Clean(string? error)
    {
        if (string.IsNullOrEmpty(error) || error.Length > 64)
        {
            return "unknown_error";
        }

        return error.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '.') ? error : "unknown_error";
    }
}
