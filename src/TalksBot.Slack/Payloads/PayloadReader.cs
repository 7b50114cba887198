using System.Collections.Immutable;
using System.Text.Json;

namespace TalksBot.Slack;

/// <summary>
/// Turns payloads into events. A payload is the same by socket and by HTTP; it is not to be trusted, and what it lacks makes no event. Unknown members and types are
/// passed over.
/// </summary>
internal static class PayloadReader
{
    /// <summary>A slash command, from the fields of its form.</summary>
    /// <param name="field">The field of a name, or null; never empty.</param>
    /// <param name="time">The clock.</param>
    public static SlackEvent.CommandTyped? Command(Func<string, string?> field, TimeProvider time)
    {
        if (field("command") is not { } command || field("user_id") is not { } user || field("channel_id") is not { } channel)
        {
            return null;
        }

        return new SlackEvent.CommandTyped(
            new SlackWorkspace(field("enterprise_id"), field("team_id"), field("is_enterprise_install") == "true"),
            user,
            channel,
            command,
            field("text") ?? "",
            field("trigger_id"),
            ResponseHandle.Of(field("response_url"), time));
    }

    /// <summary>A button, shortcut, list of suggestions or form.</summary>
    public static SlackEvent? Interaction(JsonElement payload, TimeProvider time)
    {
        if (payload.Text("user", "id") is not { } user)
        {
            return null;
        }

        var workspace = new SlackWorkspace(
            payload.Text("enterprise", "id") ?? payload.Text("team", "enterprise_id"),
            payload.Text("team", "id") ?? payload.Text("user", "team_id"),
            payload.Flag("is_enterprise_install"));
        var response = ResponseHandle.Of(payload.Text("response_url"), time);
        return payload.Text("type") switch
        {
            "block_actions" => Button(payload, workspace, user, response),
            "block_suggestion" => Suggestion(payload, workspace, user),
            "view_submission" => Form(payload, workspace, user),
            "message_action" when payload.Text("channel", "id") is { } channel => new SlackEvent.MessageChosen(
                workspace, user, channel, payload.Text("callback_id"), payload.Text("message", "text") ?? "", response),
            _ => null,
        };
    }

    /// <summary>An event of the Events API, in its wrapper.</summary>
    /// <param name="wrapper">The wrapper.</param>
    /// <param name="ownUserId">The bot's own user, whose messages are passed over; null where only the wrapper tells.</param>
    public static SlackEvent? Event(JsonElement wrapper, string? ownUserId)
    {
        if (wrapper.Member("event") is not { } inner)
        {
            return null;
        }

        var workspace = Installation(wrapper);
        return inner.Text("type") switch
        {
            "app_mention" => Mention(inner, workspace, Author(inner, wrapper, ownUserId)),
            "message" => Direct(inner, workspace, Author(inner, wrapper, ownUserId)),
            "app_home_opened" when inner.Text("tab") is "home" or null && inner.Text("user") is { } user =>
                new SlackEvent.HomeOpened(workspace, user, inner.Text("view", "hash"), inner.Text("view", "private_metadata")),
            "channel_unarchive" or "group_unarchive" when inner.Text("channel") is { } channel => new SlackEvent.ChannelOpened(workspace, channel),
            "member_joined_channel" when inner.Text("user") is { } member && inner.Text("channel") is { } channel && IsOwn(member, wrapper, ownUserId) =>
                new SlackEvent.ChannelOpened(workspace, channel),
            "app_uninstalled" => new SlackEvent.Removed(workspace, HappenedAt(wrapper)),
            "tokens_revoked" when inner.Member("tokens") is { } tokens && tokens.Items("bot").Any() => new SlackEvent.Removed(workspace, HappenedAt(wrapper)),
            _ => null,
        };
    }

    /// <summary>The installation that an event was sent to: in shared channels the workspace that it happened in may be another's.</summary>
    public static SlackWorkspace Installation(JsonElement wrapper)
    {
        foreach (var authorization in wrapper.Items("authorizations"))
        {
            var workspace = new SlackWorkspace(
                authorization.Text("enterprise_id"), authorization.Text("team_id") ?? wrapper.Text("team_id"), authorization.Flag("is_enterprise_install"));
            if (workspace.TeamId is not null || workspace.EnterpriseId is not null)
            {
                return workspace;
            }
        }

        return new SlackWorkspace(wrapper.Text("enterprise_id"), wrapper.Text("team_id"), wrapper.Flag("is_enterprise_install"));
    }

    private static SlackEvent.Mentioned? Mention(JsonElement inner, SlackWorkspace workspace, string? author) =>
        author is { } user && inner.Text("channel") is { } channel && inner.Text("ts") is { } ts
            ? new SlackEvent.Mentioned(workspace, user, channel, inner.Text("text") ?? "", ts, inner.Text("thread_ts"))
            : null;

    private static DateTimeOffset? HappenedAt(JsonElement wrapper) => wrapper.Number("event_time") is { } seconds and > 0 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    // Edits, deletions and messages of bots have a subtype; in channels only mentions are ours.
    private static SlackEvent.DirectMessage? Direct(JsonElement inner, SlackWorkspace workspace, string? author) =>
        inner.Text("channel_type") == "im" && inner.Text("subtype") is null
        && author is { } user && inner.Text("channel") is { } channel && inner.Text("ts") is { } ts
            ? new SlackEvent.DirectMessage(workspace, user, channel, inner.Text("text") ?? "", ts, inner.Text("thread_ts"))
            : null;

    // Null for what a bot wrote, ourselves above all.
    private static string? Author(JsonElement inner, JsonElement wrapper, string? ownUserId)
    {
        if (inner.Text("bot_id") is not null || inner.Member("bot_profile") is not null)
        {
            return null;
        }

        var user = inner.Text("user");
        return IsOwn(user, wrapper, ownUserId) ? null : user;
    }

    // The authorization that an event is sent for is the bot's; a person's says that it is no bot.
    private static bool IsOwn(string? user, JsonElement wrapper, string? ownUserId) =>
        user == ownUserId
            || wrapper.Items("authorizations").Any(authorization => authorization.Text("user_id") == user && !(authorization.TryGetProperty("is_bot", out var isBot) && isBot.ValueKind == JsonValueKind.False));

    private static SlackEvent.ButtonPressed? Button(JsonElement payload, SlackWorkspace workspace, string user, ResponseHandle? response)
    {
        foreach (var action in payload.Items("actions"))
        {
            if (action.Text("action_id") is { } id)
            {
                return new SlackEvent.ButtonPressed(
                    workspace, user, payload.Text("channel", "id") ?? payload.Text("container", "channel_id"), id, action.Text("value"), payload.Text("trigger_id"), response)
                {
                    IsEphemeral = payload.Member("container") is { } container && container.Flag("is_ephemeral"),
                    ThreadTs = payload.Text("container", "thread_ts") ?? payload.Text("message", "thread_ts"),
                    MessageTs = payload.Text("container", "message_ts") ?? payload.Text("message", "ts"),
                };
            }
        }

        return null;
    }

    private static SlackEvent.OptionsWanted? Suggestion(JsonElement payload, SlackWorkspace workspace, string user) =>
        payload.Text("action_id") is { } action
            ? new SlackEvent.OptionsWanted(
                workspace, user, action, payload.Text("block_id") ?? "", payload.Text("value") ?? "", payload.Text("view", "callback_id"), payload.Text("view", "private_metadata"))
            : null;

    private static SlackEvent.FormSent? Form(JsonElement payload, SlackWorkspace workspace, string user)
    {
        if (payload.Member("view") is not { } view)
        {
            return null;
        }

        var fields = ImmutableArray.CreateBuilder<SlackField>();
        if (view.Member("state")?.Member("values") is { } values)
        {
            foreach (var block in values.EnumerateObject().Where(block => block.Value.ValueKind == JsonValueKind.Object))
            {
                foreach (var field in block.Value.EnumerateObject())
                {
                    if (FieldValue(field.Value) is { } value)
                    {
                        fields.Add(new SlackField(block.Name, field.Name, value));
                    }
                }
            }
        }

        return new SlackEvent.FormSent(workspace, user, view.Text("callback_id"), view.Text("private_metadata"), fields.ToImmutable());
    }

    private static string? FieldValue(JsonElement field) =>
        field.Text("value") ?? field.Text("selected_option", "value") ?? field.Text("selected_date") ?? field.Text("selected_conversation") ?? field.Text("selected_channel");
}
