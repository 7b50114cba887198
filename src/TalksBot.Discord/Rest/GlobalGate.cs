namespace TalksBot.Discord;

/// <summary>Keeps the bot's requests under the global limit, and slows them down when too many of them fail (Rate Limits, "Global Rate Limit", "Invalid Request Limit").</summary>
/// <param name="clock">Time.</param>
internal sealed class GlobalGate(MonotonicClock clock)
{
    /// <summary>Failures of 401, 403 and 429 in 10 minutes from which on requests are sent one a second; Discord blocks the address at 10,000.</summary>
    public const int SlowFrom = 1_000;

    // Discord allows 50 in a second; a few less, so that what bunches up on the way stays below.
    private const int PerWindow = 46;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1.05);
    private static readonly TimeSpan SlowSpacing = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FailureWindow = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly TimeSpan[] _slots = [.. Enumerable.Repeat(TimeSpan.MinValue / 2, PerWindow)];
    private readonly Queue<TimeSpan> _failures = new();
    private int _oldest;
    private TimeSpan _lastSlot = TimeSpan.MinValue / 2;
    private TimeSpan _blockedUntil;

    /// <summary>Answers of 401, 403 and 429 in the last 10 minutes, as far as they count.</summary>
    public int Failures
    {
        get
        {
            lock (_lock)
            {
                Forget(clock.Now);
                return _failures.Count;
            }
        }
    }

    /// <summary>Waits until one more request may go.</summary>
    public async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        TimeSpan slot;
        do
        {
            slot = Reserve();
            if (slot > clock.Now)
            {
                await clock.DelayUntilAsync(slot, cancellationToken).ConfigureAwait(false);
            }
        }
        while (IsBlocked(slot));
    }

    /// <summary>Holds everything for a while: a global 429.</summary>
    public void Block(TimeSpan wait)
    {
        lock (_lock)
        {
            var until = clock.Now + wait;
            _blockedUntil = until > _blockedUntil ? until : _blockedUntil;
        }
    }

    /// <summary>Counts an answer of 401, 403 or 429 (of 429 all but those of scope "shared").</summary>
    public void CountFailure()
    {
        lock (_lock)
        {
            var now = clock.Now;
            Forget(now);
            if (_failures.Count < 10 * SlowFrom)
            {
                _failures.Enqueue(now);
            }
        }
    }

    private TimeSpan Reserve()
    {
        lock (_lock)
        {
            var now = clock.Now;
            Forget(now);
            var slot = Later(Later(now, _blockedUntil), _slots[_oldest] + Window);
            if (_failures.Count >= SlowFrom)
            {
                slot = Later(slot, _lastSlot + SlowSpacing);
            }

            _slots[_oldest] = slot;
            _oldest = (_oldest + 1) % PerWindow;
            _lastSlot = slot;
            return slot;
        }
    }

    private bool IsBlocked(TimeSpan slot)
    {
        lock (_lock)
        {
            return slot < _blockedUntil && clock.Now < _blockedUntil;
        }
    }

    private void Forget(TimeSpan now)
    {
        while (_failures.TryPeek(out var at) && now - at > FailureWindow)
        {
            _failures.Dequeue();
        }
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
