using TalksBot.Chat;
using TalksBot.Discord.Tests.Loopback;

namespace TalksBot.Discord.Tests.Gateway;

/// <summary>What follows when a connection ends (checklist 7 to 12).</summary>
public class ReconnectTests
{
    /// <summary>Checklist 7 and 8.</summary>
    [Fact]
    public async Task After_a_call_to_reconnect_it_resumes_and_handles_what_it_missed_once()
    {
        await using var server = await LoopbackDiscord.StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        var (before, missed) = (bench.NewId(), bench.NewId());
        await bench.SendAsync(Payloads.Command(before, "brief"));
        await bench.EditAsync(before);
        var first = server.Gateway.Current;
        var payload = Payloads.Command(missed, "brief");
        bench.Expect(payload);

        server.Gateway.Record(SessionOf(first), "INTERACTION_CREATE", payload);
        await first.SendAsync("""{"op":7,"d":null}""");
        await bench.EditAsync(missed);
        await first.Gone.WaitAsync(Guard.Patience);

        Assert.Equal(2, bench.Desk.Calls.All.Length);
        Assert.Equal(4000, first.ClosedWith);
        Assert.Equal($"/resume/{SessionOf(first).Id}", server.Gateway.Current.Path);
        Assert.Equal([2, 6], Opcodes(server));
        server.AssertNothingBroken();
    }

    /// <summary>D2.8: what was asked while nothing was heard for long is past its time; ids that hold no time are given the benefit of the doubt.</summary>
    [Fact]
    public async Task A_replayed_interaction_that_is_too_old_is_left_alone()
    {
        var clock = new TestClock();
        await using var server = await LoopbackDiscord.StartAsync(clock);
        await using var bench = await Bench.ReadyAsync(server);
        var first = server.Gateway.Current;
        var old = bench.NewId();
        server.Gateway.Record(SessionOf(first), "INTERACTION_CREATE", Payloads.Command(old, "brief"));
        clock.Advance(TimeSpan.FromSeconds(20));
        var (odd, fresh) = ("17", bench.NewId());
        bench.Expect(Payloads.Command(odd, "brief"));
        bench.Expect(Payloads.Command(fresh, "brief"));
        server.Gateway.Record(SessionOf(first), "INTERACTION_CREATE", Payloads.Command(odd, "brief"));
        server.Gateway.Record(SessionOf(first), "INTERACTION_CREATE", Payloads.Command(fresh, "brief"));

        first.Cut();
        await bench.EditAsync(odd);
        await bench.EditAsync(fresh);

        Assert.Equal(2, bench.Desk.Calls.All.Length);
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 9.</summary>
    [Fact]
    public async Task A_void_session_is_begun_anew_after_one_to_five_seconds()
    {
        var clock = new TestClock();
        await using var server = await LoopbackDiscord.StartAsync(clock);
        await using var bench = await Bench.ReadyAsync(server);
        clock.Advance(TimeSpan.FromSeconds(6));
        var first = server.Gateway.Current;

        await first.SendAsync("""{"op":9,"d":false}""");
        await first.Gone.WaitAsync(Guard.Patience);
        var waited = await clock.JumpAsync(TimeSpan.FromSeconds(5));
        await server.Gateway.Established.NumberAsync(1);

        Assert.InRange(waited, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
        Assert.Equal("/", server.Gateway.Current.Path);
        Assert.Equal([2, 2], Opcodes(server));
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 9.</summary>
    [Fact]
    public async Task A_session_that_is_not_void_is_resumed()
    {
        await using var server = await LoopbackDiscord.StartAsync();
        await using var bench = await Bench.ReadyAsync(server);

        await server.Gateway.Current.SendAsync("""{"op":9,"d":true}""");
        await server.Gateway.Established.NumberAsync(1);

        Assert.Equal([2, 6], Opcodes(server));
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 10.</summary>
    [Theory]
    [InlineData(4004, "Discord:Token")]
    [InlineData(4010, "Discord:Shards")]
    [InlineData(4012, "newer TalksBot")]
    [InlineData(4013, "Discord:Intents")]
    [InlineData(4014, "intent")]
    public async Task A_fatal_code_ends_it_and_says_what_to_do(int code, string advice)
    {
        await using var server = await LoopbackDiscord.StartAsync();
        server.Gateway.Intercept = async (peer, _) =>
        {
            await peer.CloseAsync(code);
            return true;
        };
        await using var bench = Bench.Start(server);

        var refused = await Assert.ThrowsAsync<PlatformRefusedException>(() => bench.Running.WaitAsync(Guard.Patience));

        Assert.Contains(advice, refused.Message, StringComparison.Ordinal);
        Assert.Contains($"{code}", refused.Message, StringComparison.Ordinal);
        Assert.Equal((ConnectionState.Refused, refused.Message), (bench.Platform.Health.State, bench.Platform.Health.Problem));
        Assert.Single(server.Gateway.Peers.All);
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 10: sharding is required.</summary>
    [Fact]
    public async Task It_starts_over_with_more_shards_when_they_are_required()
    {
        var clock = new TestClock();
        await using var server = await LoopbackDiscord.StartAsync(clock);
        server.Gateway.Intercept = async (peer, _) =>
        {
            if (server.Gateway.Shards > 1)
            {
                return false;
            }

            server.Gateway.Shards = 2;
            await peer.CloseAsync(4011);
            return true;
        };
        server.Gateway.HeartbeatInterval = TimeSpan.FromHours(1);
        await using var bench = Bench.Start(server);

        for (var identifies = 1; identifies <= 3; identifies++)
        {
            await server.Gateway.Frames.CountAsync(frame => frame.Opcode == 2, identifies);
            await server.Gateway.Peers.NumberAsync(Math.Min(identifies, 2));
            Task next = identifies < 3 ? clock.JumpAsync(TimeSpan.FromSeconds(6)) : server.Gateway.Established.NumberAsync(1);
            await next;
        }

        Assert.Equal([0, 1], server.Gateway.Established.All.Select(peer => SessionOf(peer).Shard));
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 11.</summary>
    [Theory]
    [InlineData(4003, 2)]
    [InlineData(4007, 2)]
    [InlineData(4000, 6)]
    [InlineData(4001, 6)]
    [InlineData(4002, 6)]
    [InlineData(1001, 6)]
    [InlineData(null, 6)]
    public async Task A_code_decides_whether_the_session_goes_on(int? code, int opcode)
    {
        var clock = new TestClock();
        await using var server = await LoopbackDiscord.StartAsync(clock);
        await using var bench = await Bench.ReadyAsync(server);
        clock.Advance(TimeSpan.FromSeconds(6));

        await EndAsync(server.Gateway.Current, code);
        await server.Gateway.Peers.NumberAsync(1);
        await server.Gateway.Established.NumberAsync(1);

        Assert.Equal([2, opcode], Opcodes(server));
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 11.</summary>
    [Theory]
    [InlineData(4005)]
    [InlineData(4008)]
    [InlineData(4009)]
    public async Task After_our_own_mistakes_it_is_back_within_30_seconds(int code)
    {
        var clock = new TestClock();
        await using var server = await LoopbackDiscord.StartAsync(clock);
        await using var bench = await Bench.ReadyAsync(server);
        var from = clock.Now;

        await EndAsync(server.Gateway.Current, code);
        while (server.Gateway.Established.All.Length < 2)
        {
            await Task.WhenAny(clock.JumpAsync(TimeSpan.FromSeconds(6)), server.Gateway.Established.NumberAsync(1));
        }

        Assert.InRange(clock.Now - from, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 12.</summary>
    [Fact]
    public async Task A_session_that_cannot_be_resumed_three_times_is_begun_anew()
    {
        var clock = new TestClock();
        await using var server = await LoopbackDiscord.StartAsync(clock);
        await using var bench = await Bench.ReadyAsync(server);
        clock.Advance(TimeSpan.FromSeconds(10));
        server.Gateway.Intercept = async (peer, frame) =>
        {
            if (frame.GetProperty("op").GetInt32() != 6)
            {
                return false;
            }

            await peer.CloseAsync(4000);
            return true;
        };

        server.Gateway.Current.Cut();
        while (server.Gateway.Established.All.Length < 2)
        {
            await Task.WhenAny(clock.JumpAsync(TimeSpan.FromSeconds(6)), server.Gateway.Established.NumberAsync(1));
        }

        Assert.Equal([2, 6, 6, 6, 2], Opcodes(server));
        Assert.Equal("/", server.Gateway.Current.Path);
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 12.</summary>
    [Fact]
    public async Task Delays_between_failures_grow_to_a_minute_and_are_jittered()
    {
        var clock = new TestClock();
        await using var server = await LoopbackDiscord.StartAsync(clock);
        server.Gateway.Greet = peer =>
        {
            peer.Cut();
            return Task.FromResult(true);
        };
        await using var bench = Bench.Start(server);
        var delays = new List<double>();

        await server.Gateway.Peers.NumberAsync(1);
        for (var failure = 2; failure < 14; failure++)
        {
            delays.Add((await clock.JumpAsync(TimeSpan.FromSeconds(61))).TotalSeconds);
            await server.Gateway.Peers.NumberAsync(failure);
        }

        for (var i = 0; i < delays.Count; i++)
        {
            var meant = Math.Min(60, Math.Pow(2, i));
            Assert.InRange(delays[i], (meant * 0.75) - 0.01, Math.Min(60, meant * 1.25) + 0.01);
        }

        Assert.True(delays.TakeLast(6).Distinct().Count() > 1, "No delay differs from another.");
        server.AssertNothingBroken();
    }

    private static int[] Opcodes(LoopbackDiscord server) => [.. server.Gateway.Frames.All.Where(frame => frame.Opcode != 1).Select(frame => frame.Opcode)];

    private static LoopbackSession SessionOf(GatewayPeer peer) => peer.Session ?? throw new InvalidOperationException("There is a session.");

    private static Task EndAsync(GatewayPeer peer, int? code)
    {
        if (code is { } told)
        {
            return peer.CloseAsync(told);
        }

        peer.Cut();
        return Task.CompletedTask;
    }
}
