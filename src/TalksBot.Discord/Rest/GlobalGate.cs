namespace TalksBot.Discord;

/// <summary>
/// Keeps the bot's requests under the global limit, and slows them down when too many of them fail (Rate Limits, "Global Rate Limit", "Invalid Request
/// Limit"). A request counts from when it leaves until a second after its answer came: so however long requests are on their way, Discord never gets
/// more in a second than there are places.
/// </summary>
/// <param name="clock">Time.</param>
internal sealed class GlobalGate(MonotonicClock clock) : IDisposable
{
    /// <summary>Failures of 401, 403 and 429 in 10 minutes from which on requests are sent one a second; Discord blocks the address at 10,000.</summary>
    public const int SlowFrom = 1_000;

    // Discord allows 50 in a second.
    private const int Places = 50;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1.005);
    private static readonly TimeSpan SlowSpacing = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FailureWindow = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource> _waiting = new();
    private readonly Queue<TimeSpan> _freeAt = new();
    private readonly Queue<TimeSpan> _failures = new();
    private int _inFlight;
    private TimeSpan _lastEntry = TimeSpan.MinValue / 2;
    private TimeSpan _blockedUntil;
    private ITimer? _timer;

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

    /// <summary>Waits for a place, to be given back by <see cref="Leave"/>.</summary>
    public ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource waiter;
        lock (_lock)
        {
            var now = clock.Now;
            if (_waiting.Count == 0 && TryTake(now))
            {
                return ValueTask.CompletedTask;
            }

            waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.AddLast(waiter);
            Arm(now);
        }

        return new(WaitAsync(waiter, cancellationToken));
    }

    /// <summary>The answer came, or none will.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            var now = clock.Now;
            _inFlight--;
            _freeAt.Enqueue(now + Window);
            LetIn(now);
        }
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

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _timer?.Dispose();
            _timer = null;
        }
    }

    private static async Task WaitAsync(TaskCompletionSource waiter, CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.UnsafeRegister(static (state, token) => ((TaskCompletionSource?)state)?.TrySetCanceled(token), waiter);
        await waiter.Task.ConfigureAwait(false);
    }

    private bool TryTake(TimeSpan now)
    {
        while (_freeAt.TryPeek(out var at) && at <= now)
        {
            _freeAt.Dequeue();
        }

        if (NextEntry(now) > now || _inFlight + _freeAt.Count >= Places)
        {
            return false;
        }

        _lastEntry = now;
        _inFlight++;
        return true;
    }

    // When the next request may go, places aside.
    private TimeSpan NextEntry(TimeSpan now)
    {
        Forget(now);
        return _failures.Count >= SlowFrom && _lastEntry + SlowSpacing > _blockedUntil ? _lastEntry + SlowSpacing : _blockedUntil;
    }

    // One moment for both: what was not yet due for the one must not be past for the other.
    private void LetIn(TimeSpan now)
    {
        while (_waiting.First is { } first)
        {
            if (first.Value.Task.IsCompleted)
            {
                _waiting.RemoveFirst();
                continue;
            }

            if (!TryTake(now))
            {
                Arm(now);
                return;
            }

            _waiting.RemoveFirst();
            if (!first.Value.TrySetResult())
            {
                // It gave up at this very moment.
                _inFlight--;
            }
        }
    }

    private void Arm(TimeSpan now)
    {
        var at = NextEntry(now);
        if (at <= now && !_freeAt.TryPeek(out at))
        {
            // All places are taken by requests under way; the next step is taken when one of them leaves.
            return;
        }

        var delay = TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling((at - now).TotalMilliseconds)));
        if (_timer is null)
        {
            _timer = clock.Provider.CreateTimer(static state => ((GlobalGate?)state)?.OnTimer(), this, delay, Timeout.InfiniteTimeSpan);
        }
        else
        {
            _timer.Change(delay, Timeout.InfiniteTimeSpan);
        }
    }

    private void OnTimer()
    {
        lock (_lock)
        {
            LetIn(clock.Now);
        }
    }

    private void Forget(TimeSpan now)
    {
        while (_failures.TryPeek(out var at) && now - at > FailureWindow)
        {
            _failures.Dequeue();
        }
    }
}
