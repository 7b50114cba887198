using TalksBot.Chat;
using TalksBot.Discord.Tests.Behaviour;
using TalksBot.Discord.Tests.Loopback;

namespace TalksBot.Discord.Tests.Interactions;

/// <inheritdoc/>
public sealed class BuiltInStopTests() : StopTests(ClientKind.BuiltIn);

/// <inheritdoc/>
public sealed class DiscordNetStopTests() : StopTests(ClientKind.DiscordNet);

/// <summary>An orderly end (checklist 59).</summary>
public abstract class StopTests(ClientKind kind) : ClientBehaviour(kind)
{
    /// <summary>Checklist 59.</summary>
    [Fact]
    public async Task Fifty_open_answers_are_finished_before_it_closes()
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        var store = new TaskCompletionSource<ChatAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Desk.OnAnswer = (_, _) => store.Task;
        for (var i = 0; i < 50; i++)
        {
            await bench.SendAsync(Payloads.Command(bench.NewId(), "brief"));
        }

        await server.Rest.Calls.CountAsync(call => call.IsCallback, 50);
        bench.TellToStop();
        var peer = server.Gateway.Current;
        Assert.False(peer.Gone.IsCompleted);
        store.SetResult(ScriptedDesk.Answer("Found."));
        await bench.Running.WaitAsync(Guard.Patience);
        await peer.Gone.WaitAsync(Guard.Patience);

        Assert.Equal(50, server.Rest.Calls.All.Count(call => call.IsEdit && call.Body.Contains("Found", StringComparison.Ordinal)));
        Assert.Equal(1000, peer.ClosedWith);
        Assert.Equal(ConnectionState.Stopped, bench.Platform.Health.State);
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 59: a store that hangs does not hold the stop up, and nobody looks at "thinking…" for ever.</summary>
    [Fact]
    public async Task What_cannot_be_finished_in_time_is_told()
    {
        var clock = new TestClock();
        await using var server = await StartAsync(clock);
        server.Gateway.HeartbeatInterval = TimeSpan.FromHours(1);
        await using var bench = await Bench.ReadyAsync(server);
        var never = new TaskCompletionSource<ChatAnswer>();
        bench.Desk.OnAnswer = (_, _) => never.Task;
        var id = bench.NewId();
        await bench.SendAsync(Payloads.Command(id, "brief"));
        await bench.CallbackAsync(id);

        bench.TellToStop();

        // The wait that the stop gives up after; the one that hurries people up is set before it.
        await clock.TimerSetAsync(TimeSpan.FromSeconds(4));
        clock.Advance(TimeSpan.FromSeconds(3));
        var edit = await bench.EditAsync(id);
        await bench.Running.WaitAsync(Guard.Patience);

        Assert.Contains("restarted", edit.Body, StringComparison.Ordinal);
        Assert.True(clock.Now < TimeSpan.FromSeconds(5), $"It took {clock.Now}.");
        server.AssertNothingBroken();
    }
}
