namespace TalksBot.Discord;

/// <summary>Spaces identifies: one in 5 s for each key, and no more a day than Discord allows (Gateway, "Session Start Limit Object", Sharding).</summary>
/// <param name="clock">Time.</param>
internal sealed class IdentifyGate(MonotonicClock clock)
{
    // 5 s and a little, so that the second identify does not overtake the first on its way.
    private static readonly TimeSpan Spacing = TimeSpan.FromSeconds(5.1);

    private readonly Lock _lock = new();
    private readonly Dictionary<int, TimeSpan> _nextByKey = [];
    private int _keys = 1;
    private int _remaining = int.MaxValue;
    private long _learned;
    private TimeSpan _refilledAt = TimeSpan.MaxValue;
    private long _identifies;

    /// <summary>Identifies so far.</summary>
    public long Identifies => Interlocked.Read(ref _identifies);

    /// <summary>Whether the address is to be asked for anew, since nothing is known to be left.</summary>
    public bool IsSpent
    {
        get
        {
            lock (_lock)
            {
                return _remaining <= 0;
            }
        }
    }

    /// <summary>Takes in what Discord said.</summary>
    /// <param name="maxConcurrency">Number of keys, at least 1.</param>
    /// <param name="remaining">Identifies that are left.</param>
    /// <param name="resetAfter">When there are more.</param>
    public void Learn(int maxConcurrency, int remaining, TimeSpan resetAfter)
    {
        lock (_lock)
        {
            _keys = Math.Max(1, maxConcurrency);
            _remaining = remaining;
            _learned++;
            _refilledAt = clock.Now + resetAfter;
        }
    }

    /// <summary>Waits until there are identifies left.</summary>
    public async Task WaitUntilRefilledAsync(CancellationToken cancellationToken)
    {
        TimeSpan at;
        lock (_lock)
        {
            if (_remaining > 0)
            {
                return;
            }

            at = _refilledAt;
        }

        await clock.DelayUntilAsync(at, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits for a shard's turn; on return one identify is spent.</summary>
    /// <param name="shard">Whose turn.</param>
    /// <param name="cancellationToken">Gives the turn up; nothing is spent then.</param>
    public async Task EnterAsync(int shard, CancellationToken cancellationToken)
    {
        TimeSpan at;
        int key;
        long? counted;
        lock (_lock)
        {
            counted = _remaining is > 0 and < int.MaxValue ? _learned : null;
            key = shard % _keys;
            at = clock.Now;
            if (_nextByKey.TryGetValue(key, out var next) && next > at)
            {
                at = next;
            }

            _nextByKey[key] = at + Spacing;
            _remaining = _remaining is int.MaxValue ? _remaining : Math.Max(0, _remaining - 1);
        }

        try
        {
            await clock.DelayUntilAsync(at, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            GiveBack(key, at, counted);
            throw;
        }

        lock (_lock)
        {
            // Counted from when it really goes out, should the wait have been longer; the keys may be others by now.
            key = shard % _keys;
            var next = clock.Now + Spacing;
            _nextByKey[key] = _nextByKey.TryGetValue(key, out var reserved) && reserved > next ? reserved : next;
        }

        Interlocked.Increment(ref _identifies);
    }

    /// <summary>A turn is not taken: whoever comes next may have it, unless others have lined up behind it.</summary>
    private void GiveBack(int key, TimeSpan at, long? counted)
    {
        lock (_lock)
        {
            // What Discord has told since does not count this one anyhow.
            if (counted == _learned)
            {
                _remaining++;
            }

            if (_nextByKey[key] == at + Spacing)
            {
                _nextByKey[key] = at;
            }
        }
    }
}
