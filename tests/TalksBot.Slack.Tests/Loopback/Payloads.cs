namespace TalksBot.Slack.Tests;

/// <summary>Payloads as Slack sends them, with members that we do not use among those that we do.</summary>
internal static class Payloads
{
    private static int _count;

    public static Dictionary<string, string> Command(LoopbackSlack slack, string command, string text, string responseId, string user = "U1", string channel = "C1", string team = LoopbackSlack.TeamId) => new(StringComparer.Ordinal)
    {
        ["token"] = "deprecated",
        ["team_id"] = team,
        ["team_domain"] = "harbour",
        ["channel_id"] = channel,
        ["channel_name"] = "general",
        ["user_id"] = user,
        ["user_name"] = "somebody",
        ["command"] = command,
        ["text"] = text,
        ["api_app_id"] = "A1",
        ["is_enterprise_install"] = "false",
        ["response_url"] = slack.ResponseUrl(responseId),
        ["trigger_id"] = $"1.2.{Interlocked.Increment(ref _count)}",
    };

    public static object Event(object inner, string? eventId = null, string team = LoopbackSlack.TeamId, DateTimeOffset? at = null) => new
    {
        token = "deprecated",
        team_id = team,
        context_team_id = team,
        context_enterprise_id = (string?)null,
        api_app_id = "A1",
        @event = inner,
        type = "event_callback",
        event_id = eventId ?? $"Ev{Interlocked.Increment(ref _count)}",
        event_time = (at ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds(),
        authorizations = new[] { new { enterprise_id = (string?)null, team_id = team, user_id = LoopbackSlack.BotUserId, is_bot = true, is_enterprise_install = false } },
        is_ext_shared_channel = false,
        event_context = "4-abc",
    };

    public static object Mention(string text, string ts, string channel = "C1", string user = "U1", string? threadTs = null, string? eventId = null) => Event(
        threadTs is null
            ? new { type = "app_mention", user, text, ts, channel, event_ts = ts, team = LoopbackSlack.TeamId }
            : new { type = "app_mention", user, text, ts, channel, thread_ts = threadTs, event_ts = ts },
        eventId);

    public static object Direct(string text, string ts, string user = "U1") =>
        Event(new { type = "message", channel_type = "im", user, text, ts, channel = "D1", event_ts = ts, client_msg_id = "x" });

    public static object Button(LoopbackSlack slack, string actionId, string responseId, bool isEphemeral = true, string user = "U1", string channel = "C1") => new
    {
        type = "block_actions",
        user = new { id = user, username = "somebody", team_id = LoopbackSlack.TeamId },
        api_app_id = "A1",
        token = "deprecated",
        container = new { type = "message", message_ts = "1700000000.000100", channel_id = channel, is_ephemeral = isEphemeral },
        trigger_id = $"1.2.{Interlocked.Increment(ref _count)}",
        team = new { id = LoopbackSlack.TeamId, domain = "harbour" },
        enterprise = (object?)null,
        is_enterprise_install = false,
        channel = new { id = channel, name = "general" },
        response_url = slack.ResponseUrl(responseId),
        actions = new[] { new { action_id = actionId, block_id = "b1", text = new { type = "plain_text", text = "Next" }, type = "button", action_ts = "1.2" } },
    };

    public static object MessageAction(LoopbackSlack slack, string text, string responseId) => new
    {
        type = "message_action",
        token = "deprecated",
        action_ts = "1.2",
        team = new { id = LoopbackSlack.TeamId, domain = "harbour" },
        user = new { id = "U1", name = "somebody" },
        channel = new { id = "C1", name = "general" },
        is_enterprise_install = false,
        enterprise = (object?)null,
        callback_id = SlackManifest.WhoSaidThis,
        trigger_id = $"1.2.{Interlocked.Increment(ref _count)}",
        response_url = slack.ResponseUrl(responseId),
        message_ts = "1700000000.000100",
        message = new { type = "message", user = "U2", text, ts = "1700000000.000100" },
    };

    public static object Suggestion(string actionId, string value, string callbackId, string? metadata = null) => new
    {
        type = "block_suggestion",
        user = new { id = "U1", team_id = LoopbackSlack.TeamId },
        container = new { type = "view", view_id = "V1" },
        api_app_id = "A1",
        action_id = actionId,
        block_id = actionId.Split('.')[^1],
        value,
        team = new { id = LoopbackSlack.TeamId, domain = "harbour" },
        enterprise = (object?)null,
        is_enterprise_install = false,
        view = new { id = "V1", type = "modal", callback_id = callbackId, private_metadata = metadata ?? "" },
    };

    public static object Submission(string callbackId, string metadata, Dictionary<string, Dictionary<string, object>> values) => new
    {
        type = "view_submission",
        team = new { id = LoopbackSlack.TeamId, domain = "harbour" },
        user = new { id = "U1", team_id = LoopbackSlack.TeamId },
        api_app_id = "A1",
        trigger_id = $"1.2.{Interlocked.Increment(ref _count)}",
        view = new { id = "V1", type = "modal", callback_id = callbackId, private_metadata = metadata, hash = "h1", state = new { values } },
        response_urls = Array.Empty<object>(),
        is_enterprise_install = false,
        enterprise = (object?)null,
    };
}
