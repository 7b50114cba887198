namespace TalksBot.Discord;

/// <summary>Growing, jittered delays between attempts: none before the first, then 1 s doubling to 60 s, ±25 %.</summary>
/// <param name="random">Source of the jitter.</param>
internal sealed class Backoff(Random random)
{
    private const double FirstSeconds = 1;
    private const double MaxSeconds = 60;
    private const double Jitter = 0.25;

    private int _failures;

    /// <summary>Failures since the last reset.</summary>
    public int Failures => _failures;

    /// <summary>Counts one more failure and tells how long to wait before the next attempt.</summary>
    public TimeSpan Next()
    {
        _failures++;
        if (_failures == 1)
        {
            return TimeSpan.Zero;
        }

        // Jitter first, then the cap: no delay is longer than a minute.
        var seconds = FirstSeconds * Math.Pow(2, Math.Min(_failures - 2, 16));
        var jittered = Math.Min(seconds, MaxSeconds) * (1 - Jitter + (2 * Jitter * random.NextDouble()));
        return TimeSpan.FromSeconds(Math.Min(jittered, MaxSeconds));
    }

    /// <summary>It went well for a while, not yet for long: the next delay is the shortest.</summary>
    public void Ease() => _failures = Math.Min(_failures, 1);

    /// <summary>All is well again.</summary>
    public void Reset() => _failures = 0;
}
