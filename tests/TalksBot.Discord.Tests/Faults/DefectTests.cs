using TalksBot.Chat;
using TalksBot.Discord.Tests.Loopback;

namespace TalksBot.Discord.Tests.Faults;

/// <summary>Defects of ours that end a connection's loop: the run ends with them, and the host's next run is as good as the first.</summary>
public class DefectTests
{
    [Fact]
    public async Task A_second_run_hears_and_answers()
    {
        var clock = new TestClock();
        await using var server = await LoopbackDiscord.StartAsync(clock);
        server.Gateway.HeartbeatInterval = TimeSpan.FromHours(1);
        await using var bench = await Bench.ReadyAsync(server);
        FailOnce(bench.Logs);
        server.Gateway.Current.Cut();
        await Assert.ThrowsAsync<IOException>(() => bench.Running.WaitAsync(Guard.Patience));
        using var stopping = new CancellationTokenSource();

        var again = bench.Platform.RunAsync(stopping.Token);
        await clock.JumpAsync(TimeSpan.FromSeconds(6));
        await bench.EstablishedAsync(2);
        var id = bench.NewId();
        await bench.SendAsync(Payloads.Command(id, "brief"));
        await bench.EditAsync(id);
        await stopping.CancelAsync();
        await again.WaitAsync(Guard.Patience);

        Assert.Equal(ConnectionState.Stopped, bench.Platform.Health.State);
        server.AssertNothingBroken();
    }

    [Fact]
    public async Task A_defect_in_one_shard_ends_the_run_for_all()
    {
        await using var server = await LoopbackDiscord.StartAsync();
        server.Gateway.Shards = 2;
        server.Gateway.MaxConcurrency = 2;
        await using var bench = Bench.Start(server);
        await bench.EstablishedAsync(2);
        var peers = server.Gateway.Peers.All;
        FailOnce(bench.Logs);

        peers[0].Cut();
        await Assert.ThrowsAsync<IOException>(() => bench.Running.WaitAsync(Guard.Patience));
        await peers[1].Gone.WaitAsync(Guard.Patience);

        Assert.Equal(1000, peers[1].ClosedWith);
        server.AssertNothingBroken();
    }

    // Any exception will do; a log on a full disk throws where one is least expected.
    private static void FailOnce(RecordingLogs logs)
    {
        var left = 1;
        logs.OnWrite = line =>
        {
            if (line.Contains(" 5011 ", StringComparison.Ordinal) && Interlocked.Decrement(ref left) >= 0)
            {
                throw new IOException("No space is left.");
            }
        };
    }
}
