using TalksBot.Chat;

namespace TalksBot.Slack.Tests;

/// <inheritdoc/>
public sealed class BuiltInContractTests() : ContractTests(ClientKind.BuiltIn);

/// <inheritdoc/>
public sealed class SlackNetContractTests() : ContractTests(ClientKind.SlackNet);

/// <summary>What <see cref="ISlackClient"/> promises, whoever keeps it (statements 37, 38, 40 and 45 of the conformance checklist).</summary>
public abstract class ContractTests(ClientKind kind) : ClientBehaviour(kind)
{
    [Fact]
    public async Task S37_Each_connection_is_opened_with_the_app_token_and_a_ticket_of_its_own()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System, new SlackTiming { Spacing = TimeSpan.FromMilliseconds(20) }, connections: 3);

        bot.Start();
        for (var i = 0; i < 3; i++)
        {
            await slack.Sockets.NextAsync();
        }

        Assert.Equal(3, slack.Openings.Count);
    }

    [Fact]
    public async Task S38_Every_envelope_is_acknowledged_once_on_its_own_connection_and_a_payload_goes_only_where_it_is_accepted()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System, new SlackTiming { Spacing = TimeSpan.Zero }, connections: 2);
        bot.Start();
        var sockets = new[] { await slack.Sockets.NextAsync(), await slack.Sockets.NextAsync() };

        var acknowledged = Enumerable.Range(0, 100).SelectMany(i => new[]
        {
            sockets[i % 2].CommandAsync("/who-said", "the harbour", $"r{i}", user: $"U{i % 5}"),
            sockets[(i + 1) % 2].EventAsync(Payloads.Direct("the harbour", $"17000000{i:00}.000100")),
            sockets[i % 2].InteractionAsync(Payloads.Button(slack, "key", $"b{i}")),
            sockets[i % 2].InteractionAsync(Payloads.Suggestion("who-said.speaker", "ed", "command:who-said"), acceptsPayload: true),
            sockets[i % 2].SendEnvelopeAsync("interactive", Payloads.Submission("command:who-said", "", []), acceptsPayload: true),
            sockets[i % 2].SendEnvelopeAsync("a_type_of_next_year", new { }, acceptsPayload: false),
        }).ToArray();
        await Task.WhenAll(acknowledged).Soon();
    }

    [Fact]
    public async Task S38_No_payload_is_sent_where_none_is_accepted_whatever_the_envelope_holds()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);
        var socket = await bot.ConnectAsync();

        Assert.Null(await socket.InteractionAsync(Payloads.Suggestion("who-said.speaker", "ed", "command:who-said"), acceptsPayload: false).Soon());
        Assert.Null(await socket.InteractionAsync(Payloads.Submission("command:who-said", "00 C9", []), acceptsPayload: false).Soon());

        Assert.Equal("chat.postEphemeral", (await slack.Calls.NextAsync()).Method);
    }

    [Fact]
    public async Task S38_An_acknowledgement_does_not_wait_for_the_answer()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        var never = new TaskCompletionSource<ChatAnswer>();
        await using var bot = Bot.Make(slack, TimeProvider.System, new SlackTiming { Drain = TimeSpan.FromMilliseconds(50) }, desk: new FakeDesk { Answer = (_, stop) => never.Task.WaitAsync(stop) });
        var socket = await bot.ConnectAsync();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => socket.CommandAsync("/who-said", "the harbour", $"r{i}"))).Soon();
    }

    [Fact]
    public async Task S45_What_bots_and_we_ourselves_write_is_acknowledged_and_ignored()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);
        var socket = await bot.ConnectAsync();

        await socket.EventAsync(Payloads.Event(new { type = "message", channel_type = "im", user = LoopbackSlack.BotUserId, text = "ours", ts = "1.000001", channel = "D1" })).Soon();
        await socket.EventAsync(Payloads.Event(new { type = "message", channel_type = "im", user = "U2", bot_id = "B1", text = "a bot's", ts = "1.000002", channel = "D1" })).Soon();
        await socket.EventAsync(Payloads.Event(new { type = "message", channel_type = "im", subtype = "message_changed", text = "an edit", ts = "1.000003", channel = "D1" })).Soon();
        await socket.EventAsync(Payloads.Event(new { type = "message", channel_type = "channel", user = "U2", text = "not to us", ts = "1.000004", channel = "C1" })).Soon();
        await socket.EventAsync(Payloads.Event(new { type = "app_mention", user = "U2", bot_id = "B2", text = "a bot's", ts = "1.000005", channel = "C1" })).Soon();
        await socket.EventAsync(new { team_id = "T1", event_id = "EvOld", @event = new { type = "message", channel_type = "im", user = LoopbackSlack.BotUserId, text = "ours, and nothing says so", ts = "1.000007", channel = "D1" } }).Soon();
        await socket.EventAsync(Payloads.Direct("to us", "1.000006")).Soon();

        Assert.Equal("to us", Assert.IsType<ChatCall.Line>(await bot.Desk.Calls.NextAsync()).Text);
        Assert.Equal(1, bot.Desk.CallCount);
    }

    [Fact]
    public async Task S45_A_mention_is_answered_once_in_its_thread()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);
        var socket = await bot.ConnectAsync();

        await socket.EventAsync(Payloads.Mention($"<@{LoopbackSlack.BotUserId}> who spoke of the harbour?", "5.000001")).Soon();
        await socket.EventAsync(Payloads.Mention($"<@{LoopbackSlack.BotUserId}> who spoke of the harbour?", "5.000001")).Soon();
        await socket.EventAsync(Payloads.Mention($"and since then, <@{LoopbackSlack.BotUserId}>?", "6.000001", channel: "C2", threadTs: "4.000001")).Soon();
        var first = await slack.Calls.NextAsync();
        var second = await slack.Calls.NextAsync();

        ApiCall[] inOrder = [.. new[] { first, second }.OrderBy(call => call.Text("channel"), StringComparer.Ordinal)];
        Assert.Equal([("C1", "5.000001"), ("C2", "4.000001")], inOrder.Select(call => (call.Text("channel"), call.Text("thread_ts"))));
        Assert.All(inOrder, call => Assert.Equal("chat.postMessage", call.Method));
        Assert.Equal(2, bot.Desk.CallCount);
        Assert.All(new[] { await bot.Desk.Calls.NextAsync(), await bot.Desk.Calls.NextAsync() }, call => Assert.True(Assert.IsType<ChatCall.Line>(call).IsPublic));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task S40_After_a_drop_or_a_refresh_envelopes_are_answered_again(bool isCut)
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);
        var socket = await bot.ConnectAsync();

        if (isCut)
        {
            socket.Cut();
        }
        else
        {
            await socket.DisconnectAsync("refresh_requested");
            await socket.CloseAsync();
        }

        var next = await slack.Sockets.NextAsync();
        await next.CommandAsync("/who-said", "the harbour", "r1").Soon();

        Assert.Equal("r1", (await slack.Responses.NextAsync()).Id);
        Assert.Equal(ConnectionState.Connected, bot.Platform.Health.State);
    }

    [Fact]
    public async Task A_bot_token_that_is_refused_ends_it_and_says_what_to_do()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        slack.LastingFaults["auth.test"] = Fault.Of("invalid_auth");
        await using var bot = Bot.Make(slack, TimeProvider.System);

        var refused = await Assert.ThrowsAsync<PlatformRefusedException>(() => bot.Start().Running.Soon());

        Assert.Contains("Slack:BotToken", refused.Message, StringComparison.Ordinal);
        Assert.Equal(ConnectionState.Refused, bot.Platform.Health.State);
    }

    [Theory]
    [InlineData("invalid_auth")]
    [InlineData("missing_scope")]
    public async Task An_app_token_that_is_refused_ends_it_and_says_what_to_do(string error)
    {
        await using var slack = await StartAsync(TimeProvider.System);
        slack.LastingFaults["apps.connections.open"] = Fault.Of(error);
        await using var bot = Bot.Make(slack, TimeProvider.System);

        var refused = await Assert.ThrowsAsync<PlatformRefusedException>(() => bot.Start().Running.Soon());

        Assert.Contains("Slack:AppToken", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Socket_Mode_that_is_switched_off_ends_it_and_says_what_to_do()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);
        var socket = await bot.ConnectAsync();

        await socket.DisconnectAsync("link_disabled");
        var refused = await Assert.ThrowsAsync<PlatformRefusedException>(() => bot.Running.Soon());

        Assert.Contains("link_disabled", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("channel_not_found", SlackFailureKind.Gone)]
    [InlineData("not_in_channel", SlackFailureKind.Forbidden)]
    [InlineData("restricted_action_read_only_channel", SlackFailureKind.Forbidden)]
    [InlineData("message_limit_exceeded", SlackFailureKind.Limited)]
    [InlineData("internal_error", SlackFailureKind.Transient)]
    [InlineData("invalid_blocks", SlackFailureKind.Ours)]
    [InlineData("token_revoked", SlackFailureKind.Refused)]
    public async Task A_refusal_is_told_by_its_meaning(string error, SlackFailureKind meaning)
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);
        slack.Fail("chat.postMessage", Fault.Of(error));

        var outcome = await bot.Client.PostUpdateAsync(Workspace, new SlackMessage("a") { Channel = "C1" }, CancellationToken.None).Soon();

        Assert.Equal(new SlackFailure(meaning, error), outcome.Failure);
    }

    [Fact]
    public async Task A_post_that_is_limited_waits_as_told_and_stands_once()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);
        slack.Fail("chat.postMessage", new Fault { Status = 429, RetryAfter = 1 });

        var outcome = await bot.Client.PostAsync(Workspace, new SlackMessage("a") { Channel = "C1" }, mayRepeat: false, CancellationToken.None).Soon();

        Assert.True(outcome.IsDone);
        Assert.NotNull(outcome.Id);
        Assert.Equal(1, bot.Platform.Health.Limited);
    }

    [Fact]
    public async Task A_post_whose_reply_is_lost_is_said_to_be_unclear()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);
        slack.Fail("chat.postMessage", new Fault { Cut = true });

        var outcome = await bot.Client.PostUpdateAsync(Workspace, new SlackMessage("a") { Channel = "C1" }, CancellationToken.None).Soon();

        Assert.Equal(SlackFailure.Unclear, outcome.Failure);
    }

    [Fact]
    public async Task A_good_configuration_is_said_to_be_good()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);

        Assert.All(await bot.Platform.CheckAsync(CancellationToken.None), finding => Assert.True(finding.IsGood, finding.Message));
    }

    private static SlackWorkspace Workspace { get; } = new(null, LoopbackSlack.TeamId, IsEnterpriseInstall: false);
}
