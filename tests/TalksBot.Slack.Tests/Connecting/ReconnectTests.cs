using TalksBot.Chat;

namespace TalksBot.Slack.Tests;

/// <summary>Statements 41 to 44 of the conformance checklist, and faults of the network.</summary>
public class ReconnectTests
{
    // Hours in seconds: what is measured on the machine's own clock is given room.
    private static readonly SlackTiming Roomy = new() { Hello = TimeSpan.FromHours(3), Call = TimeSpan.FromHours(3), Spacing = TimeSpan.Zero, RefreshGrace = TimeSpan.FromSeconds(5), Quiet = TimeSpan.FromDays(1) };

    [Fact]
    public async Task S41_With_pongs_withheld_the_connection_is_made_anew()
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System, new SlackTiming { KeepAliveInterval = TimeSpan.FromMilliseconds(100), KeepAliveTimeout = TimeSpan.FromMilliseconds(200) });
        var socket = await bot.ConnectAsync();

        socket.Stall();
        await socket.CommandAsync("/who-said", "the harbour").Soon();
        var next = await slack.Sockets.NextAsync();

        await next.CommandAsync("/who-said", "the harbour", "r2").Soon();
        var timing = new SlackTiming();
        Assert.True(timing.KeepAliveInterval + timing.KeepAliveTimeout < TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task S41_With_pings_withheld_a_connection_that_still_answers_ours_is_replaced_before_it_is_closed()
    {
        var time = new ScaledTime(100);
        await using var slack = await LoopbackSlack.StartAsync(time);
        await using var bot = Bot.Make(slack, time, Roomy with { Quiet = new SlackTiming().Quiet, KeepAliveInterval = TimeSpan.FromMilliseconds(50), KeepAliveTimeout = TimeSpan.FromSeconds(20) });
        var first = await bot.ConnectAsync();

        var second = await slack.Sockets.NextAsync();

        await second.CommandAsync("/who-said", "the harbour").Soon();
        await first.Closed.Soon();
    }

    [Fact]
    public async Task S41_From_the_last_ping_to_a_new_hello_it_takes_a_minute_at_most()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var slack = await LoopbackSlack.StartAsync(time);
        await using var bot = Bot.Make(slack, time);
        await bot.ConnectAsync();
        await slack.Attempted.NextAsync();
        while (bot.Client.ReadyConnections == 0)
        {
            await Task.Yield();
        }

        var hello = new SlackTiming().Hello;
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromMinutes(1) - hello; passed += TimeSpan.FromSeconds(1))
        {
            time.Advance(TimeSpan.FromSeconds(1));
        }

        var next = await slack.Sockets.NextAsync();
        await next.CommandAsync("/who-said", "the harbour").Soon();
        Assert.True(time.GetElapsedTime(slack.Openings.First()) + hello <= TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("invalid_auth")]
    [InlineData("not_authed")]
    [InlineData("account_inactive")]
    [InlineData("not_allowed_token_type")]
    [InlineData("forbidden_team")]
    [InlineData("team_disabled")]
    [InlineData("user_removed_from_team")]
    [InlineData("missing_scope")]
    public async Task S42_A_fatal_error_stops_the_client_with_what_to_do(string error)
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        slack.LastingFaults["apps.connections.open"] = Fault.Of(error);
        await using var bot = Bot.Make(slack, TimeProvider.System, connections: 2);

        var refused = await Assert.ThrowsAsync<PlatformRefusedException>(() => bot.Start().Running.Soon());

        Assert.Contains(error, refused.Message, StringComparison.Ordinal);
        Assert.Single(slack.Attempts);
        Assert.Equal(ConnectionState.Refused, bot.Platform.Health.State);
    }

    [Fact]
    public async Task S42_A_bot_token_that_is_refused_stops_the_client_with_what_to_do()
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        slack.LastingFaults["auth.test"] = Fault.Of("invalid_auth");
        await using var bot = Bot.Make(slack, TimeProvider.System);

        var refused = await Assert.ThrowsAsync<PlatformRefusedException>(() => bot.Start().Running.Soon());

        Assert.Contains("Slack:BotToken", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(LoopbackSlack.BotToken, refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task S42_Socket_Mode_switched_off_stops_the_client_with_what_to_do(bool atOnce)
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        slack.FirstFrame = atOnce ? """{"type":"disconnect","reason":"link_disabled"}""" : null;
        await using var bot = Bot.Make(slack, TimeProvider.System);

        var socket = await bot.ConnectAsync();
        if (!atOnce)
        {
            await socket.DisconnectAsync("link_disabled");
        }

        var refused = await Assert.ThrowsAsync<PlatformRefusedException>(() => bot.Running.Soon());
        Assert.Contains("Slack:Mode", refused.Message, StringComparison.Ordinal);
        Assert.Single(slack.Attempts);
    }

    [Theory]
    [InlineData("internal_error", 200)]
    [InlineData("fatal_error", 200)]
    [InlineData("an_error_of_next_year", 200)]
    [InlineData("service_unavailable", 503)]
    [InlineData("ratelimited", 429)]
    public async Task S42_Other_errors_are_tried_again_with_growing_pauses_and_never_over_fifty_times_a_minute(string error, int status)
    {
        var time = new ScaledTime(100);
        await using var slack = await LoopbackSlack.StartAsync(time);
        slack.LastingFaults["apps.connections.open"] = new Fault { Error = error, Status = status, RetryAfter = status == 429 ? 2 : null };
        await using var bot = Bot.Make(slack, time, Roomy, connections: 2);

        bot.Start();
        await slack.Attempted.NextAsync(count => count >= 9);
        slack.LastingFaults.Clear();
        await slack.Sockets.NextAsync();

        var pauses = slack.Attempts.Zip(slack.Attempts.Skip(1), (before, after) => time.GetElapsedTime(before, after).TotalSeconds).ToArray();
        Assert.True(pauses[0] >= 0.75, $"{pauses[0]}");
        Assert.True(pauses[6] > 20 && pauses[6] > pauses[2], string.Join(' ', pauses));
        Assert.All(slack.Attempts, start => Assert.InRange(slack.Attempts.Count(at => at >= start && time.GetElapsedTime(start, at) < TimeSpan.FromMinutes(1)), 1, 50));
    }

    [Fact]
    public async Task S42_A_connection_without_hello_is_tried_again()
    {
        var time = new ScaledTime(50);
        await using var slack = await LoopbackSlack.StartAsync(time);
        slack.SaysHello = false;
        await using var bot = Bot.Make(slack, time, Roomy with { Hello = new SlackTiming().Hello });

        await bot.ConnectAsync();
        slack.SaysHello = true;
        var second = await slack.Sockets.NextAsync();

        Assert.Equal(TimeSpan.FromSeconds(10), new SlackTiming().Hello);
        await second.CommandAsync("/who-said", "the harbour").Soon();
    }

    [Fact]
    public async Task S42_Too_many_websockets_lead_to_a_pause()
    {
        var time = new ScaledTime(100);
        await using var slack = await LoopbackSlack.StartAsync(time);
        await using var bot = Bot.Make(slack, time, Roomy);
        var socket = await bot.ConnectAsync();

        await socket.DisconnectAsync("too_many_websockets");
        await slack.Sockets.NextAsync();

        var openings = slack.Openings.ToArray();
        Assert.True(time.GetElapsedTime(openings[0], openings[1]) >= TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task S43_It_holds_its_number_of_connections_also_after_a_hundred_forced_reconnects()
    {
        var time = new ScaledTime(400);
        await using var slack = await LoopbackSlack.StartAsync(time);
        await using var bot = Bot.Make(slack, time, Roomy with { RefreshGrace = TimeSpan.Zero }, connections: 2);
        bot.Start();
        var held = new Queue<LoopbackSocket>([await slack.Sockets.NextAsync(), await slack.Sockets.NextAsync()]);

        for (var i = 0; i < 100; i++)
        {
            var old = held.Dequeue();
            if (i % 2 == 0)
            {
                old.Cut();
            }
            else
            {
                await old.DisconnectAsync("refresh_requested");
            }

            held.Enqueue(await slack.Sockets.NextAsync());
            await old.Closed.Soon();
        }

        // One more while it is replaced, one whose end the server has not seen yet.
        Assert.InRange(slack.MostOpenSockets, 2, 4);
        await Task.WhenAll(held.Select(socket => socket.CommandAsync("/who-said", "the harbour"))).Soon();
        Assert.Equal(2, bot.Client.ReadyConnections);
    }

    [Theory]
    [InlineData("refresh_requested")]
    [InlineData("warning")]
    public async Task S43_As_many_connections_as_Slack_allows_are_all_replaced_when_all_are_to_end(string reason)
    {
        var time = new ScaledTime(100);
        await using var slack = await LoopbackSlack.StartAsync(time);
        await using var bot = Bot.Make(slack, time, Roomy with { WarningGrace = TimeSpan.FromSeconds(5) }, connections: SlackOptions.MaxConnections);
        bot.Start();
        var held = new List<LoopbackSocket>();
        while (held.Count < SlackOptions.MaxConnections)
        {
            held.Add(await slack.Sockets.NextAsync());
        }

        await Task.WhenAll(held.Select(socket => socket.DisconnectAsync(reason)));
        var next = new List<LoopbackSocket>();
        while (next.Count < SlackOptions.MaxConnections)
        {
            next.Add(await slack.Sockets.NextAsync());
        }

        await Task.WhenAll(held.Select(socket => socket.Closed)).Soon();
        await Task.WhenAll(next.Select((socket, i) => socket.CommandAsync("/who-said", "the harbour", $"r{i}"))).Soon();
        Assert.Equal(SlackOptions.MaxConnections, slack.MostOpenSockets);
    }

    [Fact]
    public async Task S44_An_event_is_handled_once_whichever_way_and_however_often_it_comes()
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System, new SlackTiming { Spacing = TimeSpan.Zero }, connections: 2);
        bot.Start();
        var first = await slack.Sockets.NextAsync();
        var second = await slack.Sockets.NextAsync();
        var mention = Payloads.Mention("<@U0BOT> the harbour", "7.000001", eventId: "Ev_same");

        await first.EventAsync(mention).Soon();
        await first.EventAsync(mention, retry: 1).Soon();
        await second.EventAsync(mention, retry: 2).Soon();
        Assert.NotNull(bot.Client.Endpoints);
        var reply = await bot.Client.Endpoints.HandleAsync(Signed.Event(mention, TimeProvider.System, retry: 3), CancellationToken.None);
        await first.SendEnvelopeAsync("slash_commands", Payloads.Command(slack, "/who-said", "twice", "r1"), acceptsPayload: true, id: "same").Soon();
        await second.SendEnvelopeAsync("slash_commands", Payloads.Command(slack, "/who-said", "twice", "r1"), acceptsPayload: true, id: "same").Soon();
        await bot.StopAsync();

        Assert.Equal(200, reply.Status);
        Assert.Equal(2, bot.Desk.CallCount);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"envelope_id\":\"e\",\"type\":\"events_api\"} trailing")]
    public async Task A_malformed_frame_ends_the_connection_and_nothing_else(string frame)
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);
        var socket = await bot.ConnectAsync();

        await socket.SendAsync(frame);
        var next = await slack.Sockets.NextAsync();

        await next.CommandAsync("/who-said", "the harbour").Soon();
        Assert.Null(await socket.Closed.Soon());
    }

    [Fact]
    public async Task An_oversized_frame_ends_the_connection_and_nothing_else()
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);
        var socket = await bot.ConnectAsync();

        await socket.SendPartAsync(new byte[SocketConnection.MaxFrameLength / 2]);
        await socket.SendPartAsync(new byte[(SocketConnection.MaxFrameLength / 2) + 1]);
        var next = await slack.Sockets.NextAsync();

        await next.CommandAsync("/who-said", "the harbour").Soon();
    }

    [Theory]
    [InlineData("""{"type":"events_api"}""")]
    [InlineData("""{"envelope_id":null,"type":"slash_commands","payload":{}}""")]
    [InlineData("""{"envelope_id":5,"type":"slash_commands","payload":null}""")]
    [InlineData("""{"type":"of_next_year","what":{"ever":[1,2,{}]}}""")]
    [InlineData("{}")]
    public async Task A_frame_that_is_not_known_is_passed_over(string frame)
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);
        var socket = await bot.ConnectAsync();

        await socket.SendAsync(frame);
        await socket.CommandAsync("/who-said", "the harbour").Soon();

        Assert.False(socket.Closed.IsCompleted);
    }

    [Fact]
    public async Task A_thousand_reconnects_leave_nothing_behind()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("TALKSBOT_RECONNECTS"), out var asked) ? asked : 1000;
        var time = new ScaledTime(1000);
        await using var slack = await LoopbackSlack.StartAsync(time);
        await using var bot = Bot.Make(slack, time, Roomy with { RefreshGrace = TimeSpan.Zero });
        var socket = await bot.ConnectAsync();
        var before = 0L;
        var handlesBefore = 0;

        for (var i = 0; i < count; i++)
        {
            var old = socket;
            switch (i % 4)
            {
                case 0:
                    old.Cut();
                    break;
                case 1:
                    await old.DisconnectAsync("refresh_requested");
                    break;
                case 2:
                    await old.CloseAsync();
                    break;
                default:
                    await old.SendAsync("{");
                    break;
            }

            socket = await slack.Sockets.NextAsync();
            await old.Closed.Soon();
            if (i == count / 5)
            {
                bot.Logs.Lines.Clear();
                before = GC.GetTotalMemory(forceFullCollection: true);
                handlesBefore = OpenHandles();
            }
        }

        await socket.CommandAsync("/who-said", "the harbour").Soon();
        bot.Logs.Lines.Clear();
        var after = GC.GetTotalMemory(forceFullCollection: true);
        var handlesAfter = OpenHandles();
        TestContext.Current.TestOutputHelper?.WriteLine($"{count} reconnects; {before:N0} bytes after a fifth of them, {after:N0} at the end; {handlesBefore} handles, {handlesAfter} at the end; {bot.Platform.Health.Reconnects} counted");
        Assert.Equal(1, bot.Client.ReadyConnections);
        Assert.True(after - before < 4 * 1024 * 1024, $"{before:N0} -> {after:N0}");
        Assert.InRange(handlesAfter, 0, handlesBefore + 50);
    }

    // Sockets among them; 0 where the system does not tell.
    private static int OpenHandles() => Directory.Exists("/proc/self/fd") ? Directory.GetFileSystemEntries("/proc/self/fd").Length : 0;
}
