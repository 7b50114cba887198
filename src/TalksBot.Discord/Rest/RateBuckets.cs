using System.Collections.Concurrent;

namespace TalksBot.Discord;

/// <summary>Finds the bucket of each request, learns which routes share one, and forgets those that are not used.</summary>
/// <param name="clock">Time.</param>
internal sealed class RateBuckets(MonotonicClock clock)
{
    private const int SweepThreshold = 2_000;

    private static readonly TimeSpan KeptIdle = TimeSpan.FromDays(1);
    private static readonly TimeSpan KeptIdleWhenMany = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<RouteKey, RateBucket> _byRoute = new();
    private readonly ConcurrentDictionary<(string Bucket, string Major), RateBucket> _byName = new();
    private readonly Lock _learning = new();
    private long _sweptAtMinutes;

    /// <summary>Routes that are remembered at this moment.</summary>
    public int Count => _byRoute.Count;

    /// <summary>Waits until the request may go; the bucket is to be left by <see cref="Leave"/>.</summary>
    public async ValueTask<RateBucket> EnterAsync(DiscordRequest request, bool isAgain, CancellationToken cancellationToken)
    {
        Sweep();
        while (true)
        {
            var bucket = _byRoute.GetOrAdd(Key(request), static (_, clock) => new RateBucket(clock), clock);
            if (await bucket.EnterAsync(isAgain, cancellationToken).ConfigureAwait(false))
            {
                return bucket;
            }

            _byRoute.TryRemove(new KeyValuePair<RouteKey, RateBucket>(Key(request), bucket));
        }
    }

    /// <summary>Gives the place back and takes in what the answer said.</summary>
    /// <param name="request">The request.</param>
    /// <param name="bucket">From <see cref="EnterAsync"/>.</param>
    /// <param name="headers">What the answer said, or null when none came.</param>
    /// <param name="wait">For 429 of this bucket: how long nothing may enter it; else zero.</param>
    public void Leave(DiscordRequest request, RateBucket bucket, RateLimitHeaders? headers, TimeSpan wait)
    {
        if (headers is { Bucket: { Length: > 0 } name })
        {
            lock (_learning)
            {
                var named = _byName.GetOrAdd((name, request.Major), bucket);
                if (named != bucket && _byRoute.TryUpdate(Key(request), named, bucket))
                {
                    // Another route told of this bucket first: what waits here goes there.
                    named.Absorb(headers, wait);
                    bucket.Retire();
                }
            }
        }

        bucket.Leave(headers, wait);
    }

    private static RouteKey Key(DiscordRequest request) => new(request.Method, request.Route, request.Major);

    private void Sweep()
    {
        var minute = (long)clock.Now.TotalMinutes;
        if (Interlocked.Exchange(ref _sweptAtMinutes, minute) == minute)
        {
            return;
        }

        var kept = _byRoute.Count > SweepThreshold ? KeptIdleWhenMany : KeptIdle;
        lock (_learning)
        {
            foreach (var (key, bucket) in _byRoute.Where(entry => entry.Value.IsRetired || entry.Value.IsIdle(kept)))
            {
                // Whoever enters it at this moment is sent on to a fresh one.
                if (_byRoute.TryRemove(new KeyValuePair<RouteKey, RateBucket>(key, bucket)))
                {
                    bucket.Retire();
                    bucket.Dispose();
                }
            }

            foreach (var entry in _byName.Where(entry => entry.Value.IsRetired))
            {
                _byName.TryRemove(entry);
            }
        }
    }

    private readonly record struct RouteKey(HttpMethod Method, string Route, string Major);
}
