namespace TalksBot.Discord;

/// <summary>Time that only goes forward, whatever the wall clock does.</summary>
/// <param name="timeProvider">Where it comes from.</param>
internal sealed class MonotonicClock(TimeProvider timeProvider)
{
    // Timers count whole milliseconds and wait no longer than this.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(40);

    private readonly long _origin = timeProvider.GetTimestamp();

    /// <summary>The provider, for timers and the wall clock.</summary>
    public TimeProvider Provider => timeProvider;

    /// <summary>Time since this clock was made.</summary>
    public TimeSpan Now => timeProvider.GetElapsedTime(_origin);

    /// <summary>Waits until <see cref="Now"/> is <paramref name="at"/> or later, never less.</summary>
    public async Task DelayUntilAsync(TimeSpan at, CancellationToken cancellationToken)
    {
        for (var left = at - Now; left > TimeSpan.Zero; left = at - Now)
        {
            var milliseconds = Math.Ceiling(Math.Min(left.TotalMilliseconds, LongestDelay.TotalMilliseconds));
            await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits a while, never less.</summary>
    public Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken) => DelayUntilAsync(Now + delay, cancellationToken);
}
