namespace TalksBot.Chat;

/// <summary>
/// When a delivery that failed is tried again, and when it is set aside. Failures while nothing succeeds are the platform's trouble and do not count against a
/// delivery; those beside successes of others do. Kept in memory: after a restart each delivery has all its tries again.
/// </summary>
/// <param name="options">The waits.</param>
/// <param name="time">The clock.</param>
/// <param name="random">Jitter.</param>
internal sealed class RetryPlan(DeliveryOptions options, TimeProvider time, Random random)
{
    // Far more than ever fail at one time but for an outage, in which forgetting does no harm.
    private const int MaxHeld = 100_000;
    private const int MaxDoublings = 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<long, Streak> _streaks = [];
    private long _successes;

    /// <summary>A delivery was confirmed.</summary>
    public void Succeed(long id)
    {
        lock (_lock)
        {
            _successes++;
            _streaks.Remove(id);
        }
    }

    /// <summary>A delivery ended, or waits for something else than luck.</summary>
    public void Forget(long id)
    {
        lock (_lock)
        {
            _streaks.Remove(id);
        }
    }

    /// <summary>A delivery failed.</summary>
    /// <returns>How long to wait, or null when it is to be set aside.</returns>
    public TimeSpan? Fail(long id)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (_streaks.Count >= MaxHeld)
            {
                _streaks.Clear();
            }

            var streak = _streaks.TryGetValue(id, out var held)
                ? held with { Tries = held.Tries + 1, Counted = held.Counted + (held.Successes < _successes ? 1 : 0), Successes = _successes }
                : new Streak(now, Tries: 1, Counted: 1, _successes);
            if (streak.Counted >= options.MaxAttempts || now - streak.Since >= options.ParkAfter)
            {
                _streaks.Remove(id);
                return null;
            }

            _streaks[id] = streak;
            var wait = options.FirstRetry * Math.Pow(2, Math.Min(streak.Tries - 1, MaxDoublings));
            return (wait < options.LongestRetry ? wait : options.LongestRetry) * (0.75 + (random.NextDouble() / 2));
        }
    }

    private sealed record Streak(DateTimeOffset Since, int Tries, int Counted, long Successes);
}
