using System.Text.Json.Nodes;
using TalksBot.Chat;
using TalksBot.Discord.Tests.Loopback;

namespace TalksBot.Discord.Tests.Gateway;

/// <summary>Opening, heartbeats and everyday frames of the gateway (checklist 1 to 6, 13 to 17).</summary>
public class GatewayLifeTests
{
    private const string AskForHeartbeat = """{"op":1,"d":null}""";

    /// <summary>Checklist 1, 2, 17: version, encoding, order and token are checked by the server.</summary>
    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task It_opens_the_address_that_it_was_told_and_identifies_once(string compression)
    {
        await using var server = await LoopbackDiscord.StartAsync();
        await using var bench = await Bench.ReadyAsync(server, options => options with { Compression = compression });
        var id = bench.NewId();

        await bench.SendAsync(Payloads.Command(id, "brief"));
        await bench.EditAsync(id);

        var peer = Assert.Single(server.Gateway.Peers.All);
        Assert.Equal(("/", compression == "true"), (peer.Path, peer.IsCompressed));
        var identify = Assert.Single(server.Gateway.Frames.All, frame => frame.Opcode == 2);
        Assert.Equal(DiscordOptions.DefaultIntents, identify.Json.GetProperty("d").GetProperty("intents").GetInt32());
        Assert.Equal(ConnectionState.Connected, bench.Platform.Health.State);
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 2: a server that is slow to say Hello hears nothing until then.</summary>
    [Fact]
    public async Task Nothing_is_sent_before_hello()
    {
        var clock = new TestClock();
        await using var server = await LoopbackDiscord.StartAsync(clock);
        server.Gateway.SaysHello = false;
        await using var bench = Bench.Start(server);
        var peer = await server.Gateway.Peers.NumberAsync(0);

        await peer.SendAsync("""{"op":99,"d":{"x":[1]},"s":null,"t":null}""");
        await peer.HelloAsync();
        await server.Gateway.Established.NumberAsync(0);

        Assert.Equal(2, Assert.Single(server.Gateway.Frames.All).Opcode);
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 3: over 24 connections the first heartbeats are spread over the interval, the later ones keep it.</summary>
    [Fact]
    public async Task Heartbeats_begin_anywhere_in_the_interval_and_keep_it()
    {
        var clock = new TestClock();
        await using var server = await LoopbackDiscord.StartAsync(clock);
        var interval = TimeSpan.FromSeconds(8);
        server.Gateway.HeartbeatInterval = interval;
        await using var bench = Bench.Start(server);
        var firsts = new List<TimeSpan>();

        for (var number = 0; number < 24; number++)
        {
            await bench.EstablishedAsync(number + 1);
            var peer = server.Gateway.Current;
            var beats = new List<TimeSpan>();
            for (var beat = 0; beat < 4; beat++)
            {
                await clock.JumpAsync(interval * 1.01);
                beats.Add((await server.Gateway.Frames.CountAsync(frame => frame.Peer == peer && frame.Opcode == 1, beat + 1))[beat].At);
                await bench.SettleAsync();
            }

            firsts.Add(beats[0] - peer.HelloAt);
            Assert.All(beats.Zip(beats.Skip(1)), pair => Assert.InRange((pair.Second - pair.First) / interval, 0.95, 1.05));
            await peer.SendAsync("""{"op":7,"d":null}""");
        }

        Assert.All(firsts, first => Assert.InRange(first, TimeSpan.Zero, interval));
        Assert.Contains(firsts, first => first < interval / 4);
        Assert.Contains(firsts, first => first > interval * 3 / 4);
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 4.</summary>
    [Fact]
    public async Task A_heartbeat_says_the_last_sequence_or_null()
    {
        var clock = new TestClock();
        await using var server = await LoopbackDiscord.StartAsync(clock);
        server.Gateway.HeartbeatInterval = TimeSpan.FromSeconds(8);
        server.Gateway.SaysHello = false;
        server.Gateway.Intercept = async (peer, frame) =>
        {
            // READY is held back until a heartbeat was asked for.
            if (frame.GetProperty("op").GetInt32() == 2)
            {
                await peer.SendAsync(AskForHeartbeat);
            }

            return false;
        };
        await using var bench = Bench.Start(server);
        await (await server.Gateway.Peers.NumberAsync(0)).HelloAsync();
        await server.Gateway.Established.NumberAsync(0);
        await server.Gateway.Frames.FirstAsync(frame => frame.Opcode == 1);
        var id = bench.NewId();
        await bench.SendAsync(Payloads.Command(id, "brief"));
        await bench.EditAsync(id);

        await server.Gateway.Current.SendAsync(AskForHeartbeat);
        var beats = await server.Gateway.Frames.CountAsync(frame => frame.Opcode == 1, 2);

        Assert.Equal("null", beats[0].Json.GetProperty("d").GetRawText());
        Assert.Equal("2", beats[1].Json.GetProperty("d").GetRawText());
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 5: without any time passing.</summary>
    [Fact]
    public async Task A_servers_heartbeat_is_answered_at_once()
    {
        var clock = new TestClock();
        await using var server = await LoopbackDiscord.StartAsync(clock);
        await using var bench = await Bench.ReadyAsync(server);

        await server.Gateway.Current.SendAsync(AskForHeartbeat);
        var beat = await server.Gateway.Frames.FirstAsync(frame => frame.Opcode == 1);

        Assert.Equal(TimeSpan.Zero, beat.At);
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 6.</summary>
    [Fact]
    public async Task A_connection_that_acknowledges_nothing_is_left_and_resumed()
    {
        var clock = new TestClock();
        await using var server = await LoopbackDiscord.StartAsync(clock);
        server.Gateway.HeartbeatInterval = TimeSpan.FromSeconds(8);
        server.Gateway.AcknowledgesHeartbeats = false;
        await using var bench = await Bench.ReadyAsync(server);
        var dead = server.Gateway.Current;

        await clock.JumpAsync(TimeSpan.FromSeconds(8));
        await server.Gateway.Frames.FirstAsync(frame => frame.Opcode == 1);
        await clock.JumpAsync(TimeSpan.FromSeconds(8));
        var resume = await server.Gateway.Frames.FirstAsync(frame => frame.Opcode == 6);
        await dead.Gone.WaitAsync(Guard.Patience);

        Assert.Equal(4000, dead.ClosedWith);
        Assert.Equal(1, resume.Peer.Number);
        Assert.Equal(1, server.Gateway.Frames.All.Count(frame => frame.Opcode == 2));
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 13: a server that asks for heartbeats all the time does not make us break the limit, and timed ones still go out.</summary>
    [Fact]
    public async Task No_more_frames_are_sent_than_allowed()
    {
        var clock = new TestClock();
        await using var server = await LoopbackDiscord.StartAsync(clock);
        server.Gateway.HeartbeatInterval = TimeSpan.FromSeconds(8);
        await using var bench = await Bench.ReadyAsync(server);
        var peer = server.Gateway.Current;

        for (var i = 0; i < 300; i++)
        {
            await peer.SendAsync(AskForHeartbeat);
        }

        await bench.SettleAsync();
        await server.Gateway.Frames.CountAsync(frame => frame.Opcode == 1, SendBudget.PerWindow - SendBudget.ReservedForHeartbeats - 1);
        await clock.JumpAsync(TimeSpan.FromSeconds(8));
        var beat = await server.Gateway.Frames.FirstAsync(frame => frame.Opcode == 1 && frame.At > TimeSpan.Zero);

        Assert.True(server.Gateway.Frames.All.Length <= 120, $"{server.Gateway.Frames.All.Length} frames were sent.");
        Assert.Equal(peer, beat.Peer);
        server.AssertNothingBroken();
    }

    /// <summary>A heartbeat that the limit kept back is no sign of a dead connection.</summary>
    [Fact]
    public async Task A_heartbeat_that_was_not_sent_is_not_missed()
    {
        var clock = new TestClock();
        await using var server = await LoopbackDiscord.StartAsync(clock);
        server.Gateway.HeartbeatInterval = TimeSpan.FromSeconds(4);
        await using var bench = await Bench.ReadyAsync(server);
        var peer = server.Gateway.Current;
        for (var i = 0; i < 300; i++)
        {
            await peer.SendAsync(AskForHeartbeat);
        }

        await bench.SettleAsync();
        await server.Gateway.Frames.CountAsync(frame => frame.Opcode == 1, SendBudget.PerWindow - SendBudget.ReservedForHeartbeats - 1);
        for (var beats = 1; clock.Now < TimeSpan.FromSeconds(61); beats++)
        {
            await clock.JumpAsync(TimeSpan.FromSeconds(4));
            await server.Gateway.Frames.CountAsync(frame => frame.At > TimeSpan.Zero, Math.Min(beats, SendBudget.ReservedForHeartbeats));
            await bench.SettleAsync();
        }

        await server.Gateway.Frames.FirstAsync(frame => frame.At >= TimeSpan.FromSeconds(61));

        Assert.Equal(SendBudget.ReservedForHeartbeats, server.Gateway.Frames.All.Count(frame => frame.At > TimeSpan.Zero && frame.At < TimeSpan.FromSeconds(61)));
        Assert.Single(server.Gateway.Peers.All);
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 14.</summary>
    [Fact]
    public async Task Shards_identify_in_order_and_five_seconds_apart_for_each_key()
    {
        var clock = new TestClock();
        await using var server = await LoopbackDiscord.StartAsync(clock);
        server.Gateway.Shards = 4;
        server.Gateway.MaxConcurrency = 2;
        server.Gateway.HeartbeatInterval = TimeSpan.FromHours(1);
        await using var bench = Bench.Start(server);

        await server.Gateway.Frames.CountAsync(frame => frame.Opcode == 2, 2);
        await clock.JumpAsync(TimeSpan.FromSeconds(6));
        var identifies = await server.Gateway.Frames.CountAsync(frame => frame.Opcode == 2, 4);

        Assert.Equal([0, 1, 2, 3], identifies.Select(frame => frame.Json.GetProperty("d").GetProperty("shard")[0].GetInt32()));
        Assert.All(identifies, frame => Assert.Equal(4, frame.Json.GetProperty("d").GetProperty("shard")[1].GetInt32()));
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 15: a desk that blocks its thread for as long as the test likes.</summary>
    [Fact]
    public async Task A_handler_that_blocks_delays_nobody_else()
    {
        await using var server = await LoopbackDiscord.StartAsync();
        server.Gateway.HeartbeatInterval = TimeSpan.FromMilliseconds(250);
        using var release = new ManualResetEventSlim();
        var desk = new ScriptedDesk
        {
            OnReceive = call =>
            {
                if (call is ChatCall.Named { Command: "block" })
                {
                    release.Wait();
                }

                return new ChatTask(call, IsPrivate: false, AnswerPlacement.New);
            },
        };
        await using var bench = await Bench.ReadyAsync(server, desk: desk);
        var (blocked, other) = (bench.NewId(), bench.NewId());

        await bench.SendAsync(Payloads.Command(blocked, "block"));
        await desk.Calls.NumberAsync(0);
        await bench.SendAsync(Payloads.Command(other, "brief"));
        await bench.EditAsync(other);
        await server.Gateway.Frames.CountAsync(frame => frame.Opcode == 1, 3);

        Assert.Single(server.Gateway.Peers.All);
        Assert.DoesNotContain(server.Rest.Calls.All, call => call.Path.Contains(blocked, StringComparison.Ordinal));
        server.AssertNothingBroken();
        release.Set();
        await bench.CallbackAsync(blocked);
    }

    /// <summary>Checklist 16.</summary>
    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task A_large_event_in_many_fragments_is_read_on_every_connection(string compression)
    {
        await using var server = await LoopbackDiscord.StartAsync();
        await using var bench = await Bench.ReadyAsync(server, options => options with { Compression = compression });
        var noise = new Random(5);

        for (var connection = 1; connection <= 3; connection++)
        {
            server.Gateway.FragmentLength = 1000;
            var members = new JsonArray([.. Enumerable.Range(0, 60_000).Select(_ => (JsonNode)noise.NextInt64())]);
            await server.Gateway.DispatchAsync(server.Gateway.Current, "GUILD_CREATE", new JsonObject { ["id"] = $"{900 + connection}", ["members"] = members, ["name"] = new string('é', 500_000) });
            server.Gateway.FragmentLength = null;
            var id = bench.NewId();
            await bench.SendAsync(Payloads.Command(id, "brief"));
            await bench.EditAsync(id);
            server.Gateway.Current.Cut();
            await server.Gateway.Established.NumberAsync(connection);
        }

        Assert.Equal(1, server.Gateway.Frames.All.Count(frame => frame.Opcode == 2));
        server.AssertNothingBroken();
    }

    [Fact]
    public async Task Odd_frames_are_passed_over()
    {
        await using var server = await LoopbackDiscord.StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        var peer = server.Gateway.Current;
        string[] odd =
        [
            """{"op":11}""",
            """{"op":0,"s":2,"t":"FUTURE_EVENT","d":[[[[]]]],"extra":{"a":1}}""",
            """{"d":{"id":5,"guild_id":null},"t":"GUILD_DELETE","s":3,"op":0}""",
            """{"op":0,"s":4,"t":"INTERACTION_CREATE","d":{"id":{},"type":[],"data":"no"}}""",
            """{"op":0,"s":5,"t":"INTERACTION_CREATE","d":null}""",
            """{"op":0,"s":6,"t":"MESSAGE_CREATE","d":{"id":1,"channel_id":2,"content":null,"author":null,"mentions":null}}""",
            """{"op":0,"s":7,"t":null,"d":null}""",
            """{"op":12345,"d":7}""",
        ];

        foreach (var frame in odd)
        {
            await peer.SendAsync(frame);
        }

        (peer.Session ?? throw new InvalidOperationException("There is a session.")).Sequence = 7;
        var id = bench.NewId();
        await bench.SendAsync(Payloads.Command(id, "brief"));
        await bench.EditAsync(id);

        Assert.Single(server.Gateway.Peers.All);
        server.AssertNothingBroken();
    }
}
