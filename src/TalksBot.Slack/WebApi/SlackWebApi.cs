using System.Text.Json;

namespace TalksBot.Slack;

/// <summary>The Web API methods that we use, with the token of the right workspace, each within its rate.</summary>
internal sealed class SlackWebApi
{
    private readonly SlackOptions _options;
    private readonly WebApiTransport _transport;
    private readonly InstallationDirectory _installations;
    private readonly ChannelPace _pace;

    public SlackWebApi(SlackOptions options, WebApiTransport transport, InstallationDirectory installations, TimeProvider time)
    {
        _options = options;
        _transport = transport;
        _installations = installations;
        _pace = new ChannelPace(time);
    }

    /// <summary>Asks for the address of one Socket Mode connection; it holds a ticket that serves once.</summary>
    public async Task<(Uri? Url, SlackFailure? Failure)> OpenConnectionAsync(CancellationToken cancellationToken)
    {
        const string Method = "apps.connections.open";
        var call = new WebApiCall(Method, _options.MethodUrl(Method), default, WebApiCall.Form)
        {
            Authorization = ("Bearer", _options.AppToken ?? ""),
            IsSingleTry = true,
        };
        var answer = await _transport.SendAsync(call, cancellationToken);
        if (answer.Failure is { } failure)
        {
            return (null, failure);
        }

        return Uri.TryCreate(answer.Body.Text("url"), UriKind.Absolute, out var url) && url.Scheme is "ws" or "wss" ? (url, null) : (null, SlackFailure.Unreadable);
    }

    /// <summary>Who the configured bot token is.</summary>
    public Task<WebApiAnswer> TestAsync(RepeatRule repeat, CancellationToken cancellationToken)
    {
        const string Method = "auth.test";
        return _transport.SendAsync(
            new WebApiCall(Method, _options.MethodUrl(Method), default, WebApiCall.Form) { Authorization = ("Bearer", _options.BotToken ?? ""), Repeat = repeat },
            cancellationToken);
    }

    /// <summary>Posts a message, in its channel's turn.</summary>
    /// <returns>With the message's <c>ts</c>.</returns>
    public async Task<SlackOutcome> PostAsync(SlackWorkspace workspace, SlackMessage message, RepeatRule repeat, CancellationToken cancellationToken)
    {
        var crowded = WebApiAnswer.Failed(SlackFailure.Crowded);
        var answer = await _pace.RunAsync(
            workspace.Key,
            message.Channel ?? "",
            () => CallAsync(workspace, "chat.postMessage", Write(message), WebApiCall.Json, repeat, cancellationToken),
            crowded,
            cancellationToken);
        return new SlackOutcome(answer.Failure, answer.Body.Text("ts"));
    }

    /// <summary>Posts an update, in its channel's turn; a stop ends waiting, and what is on the wire is finished.</summary>
    /// <returns>With the message's <c>ts</c>.</returns>
    public async Task<SlackOutcome> PostUpdateAsync(SlackWorkspace workspace, SlackMessage message, CancellationToken cancellationToken)
    {
        var answer = await _pace.RunAsync(
            workspace.Key,
            message.Channel ?? "",
            () => CallAsync(workspace, "chat.postMessage", Write(message), WebApiCall.Json, RepeatRule.Never, cancellationToken, finishesOnWire: true),
            WebApiAnswer.Failed(SlackFailure.Crowded),
            cancellationToken);
        return new SlackOutcome(answer.Failure, answer.Body.Text("ts"));
    }

    /// <summary>The messages of a channel, or of a thread in it, since a moment, with their metadata; newest first, of a thread oldest first.</summary>
    /// <param name="workspace">Where.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="threadTs">The thread, or null for the channel itself.</param>
    /// <param name="oldest">Since when.</param>
    /// <param name="cursor">Of the page before, or null for the first.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<WebApiAnswer> ListMessagesAsync(SlackWorkspace workspace, string channel, string? threadTs, DateTimeOffset oldest, string? cursor, CancellationToken cancellationToken)
    {
        // 15 is what apps outside the Marketplace get at most ("Rate limit changes for non-Marketplace apps").
        List<(string Name, string Value)> fields =
        [
            ("channel", channel),
            ("oldest", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{oldest.ToUnixTimeSeconds()}.000000")),
            ("limit", "15"),
            ("include_all_metadata", "true"),
        ];
        if (threadTs is not null)
        {
            fields.Add(("ts", threadTs));
        }

        if (cursor is not null)
        {
            fields.Add(("cursor", cursor));
        }

        return CallAsync(
            workspace,
            threadTs is null ? "conversations.history" : "conversations.replies",
            FormBody.Write([.. fields]),
            WebApiCall.Form,
            RepeatRule.Read,
            cancellationToken,
            waitsForLimits: false);
    }

    /// <summary>Posts a message that one person alone sees.</summary>
    public async Task<SlackOutcome> PostEphemeralAsync(SlackWorkspace workspace, SlackMessage message, CancellationToken cancellationToken)
    {
        var answer = await CallAsync(workspace, "chat.postEphemeral", Write(message), WebApiCall.Json, RepeatRule.OnceLate, cancellationToken);
        return new SlackOutcome(answer.Failure, answer.Body.Text("message_ts"));
    }

    /// <summary>Changes a message of ours; doing it twice is the same as once.</summary>
    public async Task<SlackOutcome> UpdateAsync(SlackWorkspace workspace, SlackMessage message, CancellationToken cancellationToken)
    {
        var answer = await CallAsync(workspace, "chat.update", Write(message), WebApiCall.Json, RepeatRule.Read, cancellationToken);
        return new SlackOutcome(answer.Failure, answer.Body.Text("ts"));
    }

    /// <summary>Deletes a message of ours.</summary>
    public async Task<SlackOutcome> DeleteAsync(SlackWorkspace workspace, string channel, string ts, CancellationToken cancellationToken)
    {
        var body = WriteObject(writer =>
        {
            writer.WriteString("channel", channel);
            writer.WriteString("ts", ts);
        });
        return new SlackOutcome((await CallAsync(workspace, "chat.delete", body, WebApiCall.Json, RepeatRule.Read, cancellationToken)).Failure);
    }

    /// <summary>Answers by a <c>response_url</c>: no token, one of its five uses.</summary>
    public async Task<SlackOutcome> RespondAsync(SlackWorkspace workspace, ResponseHandle handle, SlackMessage message, CancellationToken cancellationToken)
    {
        if (_installations.IsRemoved(workspace))
        {
            return new SlackOutcome(SlackFailure.NotInstalled);
        }

        if (!handle.TryUse())
        {
            return new SlackOutcome(SlackFailure.UsedUp);
        }

        var call = new WebApiCall("response_url", handle.Url, Write(message), WebApiCall.Json)
        {
            Workspace = workspace.Key,
            Repeat = RepeatRule.OnceLate,
            AnswersJson = false,
            MayTry = handle.TryUse,
        };
        return new SlackOutcome((await _transport.SendAsync(call, cancellationToken)).Failure);
    }

    /// <summary>Opens a modal. The trigger lasts 3 s and serves once, so it is tried once and waits for nothing.</summary>
    /// <returns>With the view's id.</returns>
    public async Task<SlackOutcome> OpenViewAsync(SlackWorkspace workspace, string triggerId, SlackView view, CancellationToken cancellationToken)
    {
        var body = WriteObject(writer =>
        {
            writer.WriteString("trigger_id", triggerId);
            WriteView(writer, view);
        });
        var answer = await CallAsync(workspace, "views.open", body, WebApiCall.Json, RepeatRule.Never, cancellationToken, waitsForLimits: false);
        return new SlackOutcome(answer.Failure, answer.Body.Text("view", "id"));
    }

    /// <summary>Changes an open view.</summary>
    public async Task<SlackOutcome> UpdateViewAsync(SlackWorkspace workspace, string viewId, string? hash, SlackView view, CancellationToken cancellationToken)
    {
        var body = WriteObject(writer =>
        {
            writer.WriteString("view_id", viewId);
            WriteHash(writer, hash);
            WriteView(writer, view);
        });
        var answer = await CallAsync(workspace, "views.update", body, WebApiCall.Json, RepeatRule.Read, cancellationToken);
        return new SlackOutcome(answer.Failure, answer.Body.Text("view", "id"));
    }

    /// <summary>Shows a person's Home tab.</summary>
    public async Task<SlackOutcome> PublishHomeAsync(SlackWorkspace workspace, string userId, string? hash, SlackView view, CancellationToken cancellationToken)
    {
        var body = WriteObject(writer =>
        {
            writer.WriteString("user_id", userId);
            WriteHash(writer, hash);
            WriteView(writer, view);
        });
        var answer = await CallAsync(workspace, "views.publish", body, WebApiCall.Json, RepeatRule.Read, cancellationToken);
        return new SlackOutcome(answer.Failure, answer.Body.Text("view", "id"));
    }

    /// <summary>Looks a person up.</summary>
    public async Task<(SlackUser? User, SlackFailure? Failure)> FindUserAsync(SlackWorkspace workspace, string userId, CancellationToken cancellationToken)
    {
        var answer = await CallAsync(
            workspace, "users.info", FormBody.Write(("user", userId), ("include_locale", "true")), WebApiCall.Form, RepeatRule.Never, cancellationToken, waitsForLimits: false);
        if (answer.Failure is not null || answer.Body.Member("user") is not { } user)
        {
            return (null, answer.Failure ?? SlackFailure.Unreadable);
        }

        return (new SlackUser(user.Text("tz"), user.Text("locale"), user.Flag("is_admin") || user.Flag("is_owner")), null);
    }

    private async Task<WebApiAnswer> CallAsync(
        SlackWorkspace workspace, string method, byte[] body, string contentType, RepeatRule repeat, CancellationToken cancellationToken, bool waitsForLimits = true, bool finishesOnWire = false)
    {
        for (var isSecond = false; ; isSecond = true)
        {
            if (await _installations.FindTokenAsync(workspace, cancellationToken) is not { } token)
            {
                return WebApiAnswer.Failed(SlackFailure.NotInstalled);
            }

            var call = new WebApiCall(method, _options.MethodUrl(method), body, contentType)
            {
                Authorization = ("Bearer", token),
                Workspace = workspace.Key,
                Repeat = repeat,
                WaitsForLimits = waitsForLimits,
                FinishesOnWire = finishesOnWire,
                MayTry = () => !_installations.IsRemoved(workspace),
            };
            var answer = await _transport.SendAsync(call, cancellationToken);
            var isRefused = answer.Failure is { Kind: SlackFailureKind.Refused };
            if (!isRefused || answer.Failure is not { } failure || !await _installations.OnRefusedAsync(workspace, token, failure, cancellationToken) || isSecond)
            {
                return answer;
            }
        }
    }

    private static byte[] Write(SlackMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, SlackJson.Default.SlackMessage);

    private static void WriteView(Utf8JsonWriter writer, SlackView view)
    {
        writer.WritePropertyName("view");
        JsonSerializer.Serialize(writer, view, SlackJson.Default.SlackView);
    }

    private static void WriteHash(Utf8JsonWriter writer, string? hash)
    {
        if (hash is not null)
        {
            writer.WriteString("hash", hash);
        }
    }

    private static byte[] WriteObject(Action<Utf8JsonWriter> members)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }
}
