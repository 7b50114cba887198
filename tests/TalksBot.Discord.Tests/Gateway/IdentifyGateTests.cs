using TalksBot.Discord.Tests.Loopback;

namespace TalksBot.Discord.Tests.Gateway;

/// <summary>Turns to identify (platforms D4).</summary>
public class IdentifyGateTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(6);

    [Fact]
    public async Task A_turn_that_nobody_waits_for_any_more_is_the_next_ones()
    {
        var clock = new TestClock();
        var gate = new IdentifyGate(new MonotonicClock(clock));
        gate.Learn(maxConcurrency: 1, remaining: 2, resetAfter: TimeSpan.FromHours(1));
        using var leaving = new CancellationTokenSource();
        await gate.EnterAsync(0, CancellationToken.None);

        var left = gate.EnterAsync(1, leaving.Token);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        Assert.False(gate.IsSpent);
        var next = gate.EnterAsync(2, CancellationToken.None);
        var waited = await clock.JumpAsync();
        await next.WaitAsync(Guard.Patience);

        Assert.InRange(waited, TimeSpan.FromSeconds(5), Soon);
        Assert.True(gate.IsSpent);
    }

    [Fact]
    public async Task Turns_behind_one_that_was_given_up_stay_apart()
    {
        var clock = new TestClock();
        var gate = new IdentifyGate(new MonotonicClock(clock));
        using var leaving = new CancellationTokenSource();
        await gate.EnterAsync(0, CancellationToken.None);
        var left = gate.EnterAsync(1, leaving.Token);
        var behind = gate.EnterAsync(2, CancellationToken.None);

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        var last = gate.EnterAsync(3, CancellationToken.None);
        await clock.JumpAsync();
        await behind.WaitAsync(Guard.Patience);
        var behindAt = clock.Now;
        await clock.JumpAsync();
        await last.WaitAsync(Guard.Patience);

        Assert.InRange(clock.Now - behindAt, TimeSpan.FromSeconds(5), Soon);
    }
}
