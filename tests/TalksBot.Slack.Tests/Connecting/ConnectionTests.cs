using System.Net.WebSockets;
using TalksBot.Chat;

namespace TalksBot.Slack.Tests;

/// <summary>Statements 37 to 40 and 45 of the conformance checklist.</summary>
public class ConnectionTests
{
    [Fact]
    public async Task S37_Each_connection_is_opened_with_the_app_token_and_a_ticket_of_its_own()
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System, new SlackTiming { Spacing = TimeSpan.FromMilliseconds(20) }, connections: 3);

        bot.Start();
        for (var i = 0; i < 3; i++)
        {
            await slack.Sockets.NextAsync();
        }

        Assert.Equal(3, slack.Openings.Count);
    }

    [Fact]
    public async Task S37_The_second_connection_is_opened_ten_seconds_after_the_first()
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        var spacing = TimeSpan.FromMilliseconds(300);
        await using var bot = Bot.Make(slack, TimeProvider.System, new SlackTiming { Spacing = spacing }, connections: 2);

        bot.Start();
        await slack.Sockets.NextAsync();
        await slack.Sockets.NextAsync();

        var openings = slack.Openings.ToArray();
        Assert.Equal(2, openings.Length);
        Assert.True(TimeProvider.System.GetElapsedTime(openings[0], openings[1]) >= spacing);
        Assert.Equal(TimeSpan.FromSeconds(10), new SlackTiming().Spacing);
    }

    [Fact]
    public async Task S38_Every_envelope_is_acknowledged_once_on_its_own_connection_and_a_payload_goes_only_where_it_is_accepted()
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
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
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);
        var socket = await bot.ConnectAsync();

        Assert.Null(await socket.InteractionAsync(Payloads.Suggestion("who-said.speaker", "ed", "command:who-said"), acceptsPayload: false).Soon());
        Assert.Null(await socket.InteractionAsync(Payloads.Submission("command:who-said", "00 C9", []), acceptsPayload: false).Soon());

        Assert.Equal("chat.postEphemeral", (await slack.Calls.NextAsync()).Method);
    }

    [Fact]
    public async Task S38_An_acknowledgement_does_not_wait_for_the_answer()
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        var never = new TaskCompletionSource<ChatAnswer>();
        await using var bot = Bot.Make(slack, TimeProvider.System, new SlackTiming { Drain = TimeSpan.FromMilliseconds(50) }, desk: new FakeDesk { Answer = (_, stop) => never.Task.WaitAsync(stop) });
        var socket = await bot.ConnectAsync();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => socket.CommandAsync("/who-said", "the harbour", $"r{i}"))).Soon();
    }

    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    [InlineData("a_reason_of_next_year")]
    public async Task S39_The_replacement_says_hello_before_the_old_connection_is_closed_and_both_are_read(string reason)
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System, new SlackTiming { RefreshGrace = TimeSpan.FromSeconds(20), WarningGrace = TimeSpan.FromSeconds(20) });
        var old = await bot.ConnectAsync();

        await old.DisconnectAsync(reason);
        await old.CommandAsync("/who-said", "while it changes", "r1").Soon();
        var replacement = await slack.Sockets.NextAsync();
        Assert.False(old.Closed.IsCompleted);
        await Task.WhenAll(old.CommandAsync("/who-said", "on the old one", "r2"), replacement.CommandAsync("/who-said", "on the new one", "r3")).Soon();
        await old.CloseAsync();

        Assert.Equal(WebSocketCloseStatus.NormalClosure, await old.Closed.Soon());
        string[] answered = [(await slack.Responses.NextAsync()).Id, (await slack.Responses.NextAsync()).Id, (await slack.Responses.NextAsync()).Id];
        Assert.Equal(["r1", "r2", "r3"], answered.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task S39_A_server_that_does_not_close_the_old_connection_has_it_closed_by_the_client()
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System, new SlackTiming { RefreshGrace = TimeSpan.FromMilliseconds(50) });
        var old = await bot.ConnectAsync();

        await old.DisconnectAsync("refresh_requested");
        var replacement = await slack.Sockets.NextAsync();

        Assert.Equal(WebSocketCloseStatus.NormalClosure, await old.Closed.Soon());
        Assert.False(replacement.Closed.IsCompleted);
    }

    [Fact]
    public async Task S40_After_a_drop_envelopes_are_answered_again_at_once()
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);
        var socket = await bot.ConnectAsync();

        for (var i = 0; i < 3; i++)
        {
            var cutAt = TimeProvider.System.GetTimestamp();
            socket.Cut();
            socket = await slack.Sockets.NextAsync();
            await socket.CommandAsync("/who-said", "the harbour", $"r{i}").Soon();
            Assert.True(TimeProvider.System.GetElapsedTime(cutAt) < TimeSpan.FromSeconds(2));
        }
    }

    [Fact]
    public async Task S45_What_bots_and_we_ourselves_write_is_acknowledged_and_ignored()
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
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
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
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
}
