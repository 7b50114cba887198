using System.IO.Compression;
using System.Net.WebSockets;
using System.Text;
using TalksBot.Chat;
using TalksBot.Discord.Tests.Loopback;

namespace TalksBot.Discord.Tests.Faults;

/// <summary>Connections that break at every point of their life, and servers that misbehave: it is always back, and nothing is answered twice.</summary>
public class CutTests
{
    [Theory]
    [InlineData("handshake refused")]
    [InlineData("before hello")]
    [InlineData("after hello")]
    [InlineData("after identify")]
    [InlineData("after a heartbeat")]
    [InlineData("in the middle of a message")]
    public async Task A_connection_cut_while_it_is_made_is_made_again(string point)
    {
        await using var server = await LoopbackDiscord.StartAsync();
        var left = 2;
        bool Cuts() => Interlocked.Decrement(ref left) >= 0;
        server.Gateway.HeartbeatInterval = TimeSpan.FromMilliseconds(200);
        server.Gateway.Greet = async peer =>
        {
            switch (point)
            {
                case "before hello" when Cuts():
                    peer.Cut();
                    return true;
                case "after hello" when Cuts():
                    await peer.HelloAsync();
                    peer.Cut();
                    return true;
                case "in the middle of a message" when Cuts():
                    await peer.SendPartAsync();
                    peer.Cut();
                    return true;
                default:
                    return false;
            }
        };
        server.Gateway.Intercept = (peer, frame) =>
        {
            if ((point, frame.GetProperty("op").GetInt32()) is ("after identify", 2) && Cuts())
            {
                peer.Cut();
                return Task.FromResult(true);
            }

            return Task.FromResult(false);
        };
        server.Gateway.OnHeartbeat = peer =>
        {
            if (point == "after a heartbeat" && Cuts())
            {
                peer.Cut();
            }
        };
        server.Gateway.MaxConcurrency = 1;
        if (point == "handshake refused")
        {
            server.Gateway.RefusesTimes = 2;
        }

        await using var bench = await Bench.ReadyAsync(server);
        if (point == "after a heartbeat")
        {
            await bench.EstablishedAsync(3);
        }

        var id = bench.NewId();
        await bench.SendAsync(Payloads.Command(id, "brief"));
        await bench.EditAsync(id);

        Assert.Equal(ConnectionState.Connected, bench.Platform.Health.State);
        Assert.True(bench.Platform.Health.Reconnects >= 2, $"{bench.Platform.Health}");
        server.AssertNothingBroken();
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("no compression")]
    [InlineData("compressed garbage")]
    [InlineData("an array")]
    [InlineData("deep nesting")]
    public async Task A_malformed_frame_ends_its_connection_and_nothing_else(string kind)
    {
        await using var server = await LoopbackDiscord.StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        var peer = server.Gateway.Current;

        await (kind switch
        {
            "no JSON" => peer.SendAsync("{\"op\":0,"),
            "an array" => peer.SendAsync("[1,2,3]"),
            "deep nesting" => peer.SendAsync("{\"op\":0,\"d\":" + new string('[', 100_000)),
            "no compression" => peer.SendBytesAsync(Encoding.UTF8.GetBytes("{\"op\":11}\0\0\u00FF").Concat<byte>([0, 0, 0xFF, 0xFF]).ToArray(), WebSocketMessageType.Binary),
            _ => peer.SendBytesAsync(new byte[] { 0x78, 0x9C, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0xFF, 0xFF }, WebSocketMessageType.Binary),
        });
        await bench.EstablishedAsync(2);
        var id = bench.NewId();
        await bench.SendAsync(Payloads.Command(id, "brief"));
        await bench.EditAsync(id);

        await peer.Gone.WaitAsync(Guard.Patience);
        Assert.Equal(4000, peer.ClosedWith);
        Assert.Equal(1, server.Gateway.Frames.All.Count(frame => frame.Opcode == 6));
        server.AssertNothingBroken();
    }

    /// <summary>A few kilobytes that unpack to more than any message of Discord's.</summary>
    [Fact]
    public void A_message_that_unpacks_to_too_much_is_refused()
    {
        using var packed = new MemoryStream();
        using (var packing = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            packing.Write(new byte[4 * 1024 * 1024]);
            packing.Flush();
            using var inflater = new GatewayInflater(1024 * 1024);

            var refused = Assert.Throws<InvalidDataException>(() => inflater.TryInflate(packed.ToArray(), out _));

            Assert.Contains("longer than", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_message_that_never_ends_is_refused()
    {
        using var inflater = new GatewayInflater(64 * 1024);
        var noise = new byte[16 * 1024];
        new Random(3).NextBytes(noise);

        Assert.Throws<InvalidDataException>(() =>
        {
            for (var i = 0; i < 5; i++)
            {
                Assert.False(inflater.TryInflate(noise, out _));
            }
        });
    }

    /// <summary>Property: however a stream of messages is cut into websocket messages, the same messages come out.</summary>
    [Fact]
    public void Messages_come_out_as_they_went_in_wherever_they_are_cut()
    {
        var random = new Random(11);
        using var packed = new MemoryStream();
        using var packing = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true);
        using var inflater = new GatewayInflater(GatewaySocket.MaxMessageLength);
        for (var round = 0; round < 200; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 400)).Select(_ => (char)random.Next(' ', 0x2FFF)));
            packed.SetLength(0);
            packing.Write(Encoding.UTF8.GetBytes(text));
            packing.Flush();
            var bytes = packed.ToArray();
            var cut = random.Next(0, bytes.Length);

            var early = inflater.TryInflate(bytes.AsSpan(0, cut), out _);
            Assert.True(inflater.TryInflate(bytes.AsSpan(cut), out var message));

            Assert.False(early);
            Assert.Equal(text, Encoding.UTF8.GetString(message.Span));
        }
    }

    /// <summary>A server that stops answering while we wait for its answers.</summary>
    [Fact]
    public async Task A_server_that_stops_answering_does_not_stop_us()
    {
        var clock = new TestClock();
        await using var server = await LoopbackDiscord.StartAsync(clock);
        server.Gateway.HeartbeatInterval = TimeSpan.FromHours(1);
        await using var bench = await Bench.ReadyAsync(server);
        var silence = new TaskCompletionSource();
        server.Rest.Fail(call => call.IsCallback, new RestFault(0) { Until = silence.Task });
        var (hanging, next) = (bench.NewId(), bench.NewId());

        await bench.SendAsync(Payloads.Command(hanging, "brief"));
        await bench.CallbackAsync(hanging);
        await bench.SendAsync(Payloads.Command(next, "brief"));
        await bench.EditAsync(next);
        clock.Advance(TimeSpan.FromSeconds(3));
        await bench.Logs.Written.FirstAsync(line => line.Contains(" 5050 ", StringComparison.Ordinal));

        // It is counted just after it is logged.
        Assert.True(SpinWait.SpinUntil(() => bench.Platform.Health.Late == 1, Guard.Patience));
        silence.SetResult();
        server.AssertNothingBroken();
    }

    /// <summary>429s and 5xx in storms: callbacks are tried as long as they are of use, edits until they are through.</summary>
    [Fact]
    public async Task Storms_of_failures_pass()
    {
        await using var server = await LoopbackDiscord.StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        var busy = new RestFault(429) { Body = """{"message":"x","retry_after":0.05,"global":false}""", Headers = [("Retry-After", "0.05")] };
        server.Rest.Fail(call => call.IsCallback, [.. Enumerable.Repeat(busy, 20)]);
        server.Rest.Fail(call => call.IsEdit, [.. Enumerable.Repeat(busy, 10), .. Enumerable.Repeat(new RestFault(502) { Body = "<html>", ContentType = "text/html" }, 5)]);
        var ids = Enumerable.Range(0, 20).Select(_ => bench.NewId()).ToArray();

        foreach (var id in ids)
        {
            await bench.SendAsync(Payloads.Command(id, "brief"));
        }

        await Task.WhenAll(ids.Select(bench.EditAsync));
        await server.Rest.Calls.CountAsync(call => call.IsEdit, 35);

        server.AssertNothingBroken();
    }

    /// <summary>Clock jumps: the wall clock goes hours ahead and back, and nobody notices.</summary>
    [Fact]
    public async Task Jumps_of_the_wall_clock_change_nothing()
    {
        var clock = new TestClock();
        await using var server = await LoopbackDiscord.StartAsync(clock);
        server.Gateway.HeartbeatInterval = TimeSpan.FromHours(1);
        await using var bench = await Bench.ReadyAsync(server);

        foreach (var offset in new[] { TimeSpan.FromHours(7), TimeSpan.FromHours(-7), TimeSpan.Zero })
        {
            clock.WallOffset = offset;
            var id = Payloads.IdAt(clock.StartAt + clock.Now);
            await bench.SendAsync(Payloads.Command(id, "brief"));
            await bench.EditAsync(id);
            server.Gateway.Record(server.Gateway.Current.Session ?? throw new InvalidOperationException("There is a session."), "GUILD_DELETE", new System.Text.Json.Nodes.JsonObject { ["id"] = "999" });
        }

        Assert.Single(server.Gateway.Peers.All);
        server.AssertNothingBroken();
    }
}
