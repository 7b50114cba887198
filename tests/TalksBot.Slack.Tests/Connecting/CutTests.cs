using Microsoft.Extensions.Time.Testing;
using TalksBot.Chat;

namespace TalksBot.Slack.Tests;

/// <summary>Connections that are cut at each point of their life, storms of errors, clocks that jump.</summary>
public class CutTests
{
    [Fact]
    public async Task Cut_while_the_ticket_is_fetched_it_connects_all_the_same()
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        slack.Fail("apps.connections.open", new Fault { Cut = true }, new Fault { Status = 500 });
        await using var bot = Bot.Make(slack, TimeProvider.System);

        var socket = await bot.ConnectAsync();

        await socket.CommandAsync("/who-said", "the harbour").Soon();
    }

    [Theory]
    [InlineData(CutPoint.BeforeHello)]
    [InlineData(CutPoint.AfterHello)]
    [InlineData(CutPoint.WithinAFrame)]
    [InlineData(CutPoint.WithAnEnvelopeOnTheWay)]
    [InlineData(CutPoint.AfterAWarning)]
    [InlineData(CutPoint.WhileItCloses)]
    [InlineData(CutPoint.WhileAnAnswerIsMade)]
    public async Task Cut_at_any_point_it_is_back_at_once_and_answers(CutPoint point)
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        slack.SaysHello = point != CutPoint.BeforeHello;
        var found = new TaskCompletionSource<ChatAnswer>();
        await using var bot = Bot.Make(slack, TimeProvider.System, desk: new FakeDesk { Answer = (_, _) => found.Task });
        var socket = await bot.ConnectAsync();
        slack.SaysHello = true;

        switch (point)
        {
            case CutPoint.WithinAFrame:
                await socket.SendPartAsync("{\"envelope_id\":\"e1\",\"type\":\"events_"u8.ToArray());
                break;
            case CutPoint.WithAnEnvelopeOnTheWay:
                _ = socket.CommandAsync("/who-said", "lost", "r0");
                break;
            case CutPoint.AfterAWarning:
                await socket.DisconnectAsync("warning");
                break;
            case CutPoint.WhileItCloses:
                await socket.CloseAsync();
                break;
            case CutPoint.WhileAnAnswerIsMade:
                await socket.CommandAsync("/who-said", "kept", "r0").Soon();
                await bot.Desk.Calls.NextAsync();
                break;
        }

        var cutAt = TimeProvider.System.GetTimestamp();
        socket.Cut();
        var next = await slack.Sockets.NextAsync();
        await next.CommandAsync("/who-said", "the harbour", "r1").Soon();
        var deaf = TimeProvider.System.GetElapsedTime(cutAt);
        found.SetResult(FakeDesk.Text("An answer"));

        Assert.True(deaf < TimeSpan.FromSeconds(2), $"{deaf}");
        await slack.Responses.NextAsync(response => response.Id == "r1");
        if (point == CutPoint.WhileAnAnswerIsMade)
        {
            // The answer goes another way than the connection that the question came by.
            await bot.StopAsync();
            Assert.Equal(2, bot.Desk.CallCount);
        }
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_storm_of_errors_delays_answers_and_doubles_none(int status)
    {
        var time = new ScaledTime(50);
        await using var slack = await LoopbackSlack.StartAsync(time);
        slack.Fail("response_url", [.. Enumerable.Repeat(new Fault { Status = status, RetryAfter = status == 429 ? 1 : null }, 10)]);
        slack.LastingFaults["users.info"] = new Fault { Status = status };
        await using var bot = Bot.Make(slack, time, new SlackTiming { Call = TimeSpan.FromHours(1), Hello = TimeSpan.FromHours(1), Quiet = TimeSpan.FromDays(1), Patience = TimeSpan.FromHours(1), Drain = TimeSpan.FromHours(1) });
        var socket = await bot.ConnectAsync();

        for (var i = 0; i < 10; i++)
        {
            await socket.CommandAsync("/who-said", "the harbour", $"r{i}").Soon();
        }

        var answered = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            answered.Add((await slack.Responses.NextAsync()).Id);
        }

        await bot.StopAsync();
        Assert.Equal(10, answered.Distinct(StringComparer.Ordinal).Count());
        Assert.False(slack.Responses.TryRead(out _));
    }

    [Fact]
    public void An_id_is_a_repeat_for_ten_minutes_whatever_the_wall_clock_does()
    {
        var time = new JumpingTime();
        var seen = new SeenIds(time);

        Assert.True(seen.TryAdd("event:1"));
        time.Jump(TimeSpan.FromDays(400));
        Assert.False(seen.TryAdd("event:1"));
        time.Jump(TimeSpan.FromDays(-800));
        time.Advance(TimeSpan.FromMinutes(9.9));
        Assert.False(seen.TryAdd("event:1"));
        time.Advance(TimeSpan.FromMinutes(0.2));
        Assert.True(seen.TryAdd("event:1"));
    }

    [Fact]
    public void A_limit_and_a_response_url_keep_their_time_whatever_the_wall_clock_does()
    {
        var time = new JumpingTime();
        var gate = new RateGate(time, new Random(1));
        var handle = new ResponseHandle(new Uri("https://hooks.example.org/a"), time);
        gate.Hold("chat.update", "T1", TimeSpan.FromSeconds(3));

        time.Jump(TimeSpan.FromDays(400));
        Assert.InRange(gate.Remaining("chat.update", "T1").TotalSeconds, 3, 4);
        Assert.True(handle.IsUsable);
        time.Jump(TimeSpan.FromDays(-800));
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(TimeSpan.Zero, gate.Remaining("chat.update", "T1"));
        time.Advance(TimeSpan.FromMinutes(30));
        Assert.False(handle.IsUsable);
    }

    [Fact]
    public void Ids_are_remembered_within_bounds()
    {
        var seen = new SeenIds(new FakeTimeProvider());
        for (var i = 0; i < 250_000; i++)
        {
            Assert.True(seen.TryAdd($"event:{i}"));
        }

        Assert.False(seen.TryAdd("event:249999"));
        Assert.True(seen.TryAdd("event:0"));
    }

    public enum CutPoint
    {
        BeforeHello,
        AfterHello,
        WithinAFrame,
        WithAnEnvelopeOnTheWay,
        AfterAWarning,
        WhileItCloses,
        WhileAnAnswerIsMade,
    }

    /// <summary>A wall clock that is set back and forth, while time goes on as ever.</summary>
    private sealed class JumpingTime : TimeProvider
    {
        private TimeSpan _passed;
        private TimeSpan _jumped = TimeSpan.FromDays(1000);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Jump(TimeSpan by) => _jumped += by;

        public void Advance(TimeSpan by) => _passed += by;

        public override long GetTimestamp() => _passed.Ticks;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + _passed + _jumped;
    }
}
