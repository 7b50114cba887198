using TalksBot.Discord.Tests.Loopback;

namespace TalksBot.Discord.Tests.Faults;

/// <summary>Tests that measure the whole process.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public class Alone;

/// <summary>Many connections in a row leave nothing behind.</summary>
[Collection(nameof(Alone))]
public class SoakTests
{
    // All 10,000 take some minutes: TALKSBOT_SOAK=10000 runs them, an ordinary run does fewer.
    private static int Reconnects => int.TryParse(Environment.GetEnvironmentVariable("TALKSBOT_SOAK"), out var count) ? count : 400;

    [Fact]
    public async Task Reconnecting_over_and_over_leaks_no_sockets_tasks_or_memory()
    {
        await using var server = await LoopbackDiscord.StartAsync(new HastyClock(speed: 2000));
        server.Gateway.HeartbeatInterval = TimeSpan.FromHours(10);
        server.Gateway.IdentifiesLeft = 1_000_000;
        var cuts = 0;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Gateway.KeepsPeers = false;
        server.Gateway.OnEstablished = async peer =>
        {
            var number = Interlocked.Increment(ref cuts);
            if (number > Reconnects)
            {
                done.TrySetResult();
                return;
            }

            switch (number % 4)
            {
                case 0:
                    peer.Cut();
                    break;
                case 1:
                    await peer.CloseAsync(4000);
                    break;
                case 2:
                    await peer.SendAsync("""{"op":7,"d":null}""");
                    break;
                default:
                    await peer.SendAsync("""{"op":9,"d":true}""");
                    break;
            }
        };
        await using var bench = Bench.Start(server);
        await server.Gateway.Established.CountAsync(_ => true, Math.Min(100, Reconnects / 2));
        var before = Measure();

        await done.Task.WaitAsync(TimeSpan.FromMinutes(20));
        var after = Measure();

        Assert.True(after.Sockets <= before.Sockets + 20, $"{before.Sockets} sockets, then {after.Sockets}.");
        Assert.True(after.Bytes <= before.Bytes + (16 * 1024 * 1024), $"{before.Bytes} bytes, then {after.Bytes}.");
        Assert.Equal(Reconnects, bench.Platform.Health.Reconnects);
        server.AssertNothingBroken();
    }

    private static (int Sockets, long Bytes) Measure()
    {
        var bytes = GC.GetTotalMemory(forceFullCollection: true);
        var sockets = Directory.Exists("/proc/self/fd")
            ? Directory.EnumerateFiles("/proc/self/fd").Count(IsSocket)
            : 0;
        return (sockets, bytes);
    }

    private static bool IsSocket(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: false)?.Name.StartsWith("socket:", StringComparison.Ordinal) == true;
        }
        catch (FileNotFoundException)
        {
            // Closed since it was listed.
            return false;
        }
    }
}
