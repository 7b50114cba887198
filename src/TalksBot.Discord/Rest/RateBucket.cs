namespace TalksBot.Discord;

/// <summary>
/// Lets requests of one bucket pass, first come first served. Until the first answer it lets one through at a time; then as many as the window has left,
/// none before the window's end once it has none.
/// </summary>
/// <param name="clock">Time.</param>
internal sealed class RateBucket(MonotonicClock clock) : IDisposable
{
    // The server rounds Reset-After to milliseconds.
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(5);

    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource<bool>> _waiting = new();
    private bool _isLearned;
    private bool _isUnlimited;
    private bool _isRetired;
    private int _limit = 1;
    private int _remaining = 1;
    private int _inFlight;
    private TimeSpan _resetAt = TimeSpan.MaxValue;
    private TimeSpan _blockedUntil;
    private TimeSpan _usedAt = clock.Now;
    private ITimer? _timer;

    /// <summary>Whether another bucket took its place.</summary>
    public bool IsRetired
    {
        get
        {
            lock (_lock)
            {
                return _isRetired;
            }
        }
    }

    /// <summary>Waits for a place.</summary>
    /// <param name="isAgain">Whether the request was sent before and goes ahead of those that wait.</param>
    /// <param name="cancellationToken">Gives the place in the row up.</param>
    /// <returns>True with a place, to be given back by <see cref="Leave"/>; false when another bucket took over and is to be asked.</returns>
    public ValueTask<bool> EnterAsync(bool isAgain, CancellationToken cancellationToken)
    {
        TaskCompletionSource<bool> waiter;
        lock (_lock)
        {
            var now = clock.Now;
            _usedAt = now;
            if (_isRetired)
            {
                return new(false);
            }

            if ((_waiting.Count == 0 || isAgain) && TryTake(now))
            {
                return new(true);
            }

            waiter = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            _ = isAgain ? _waiting.AddFirst(waiter) : _waiting.AddLast(waiter);
            Arm(now);
        }

        return new(WaitAsync(waiter, cancellationToken));
    }

    /// <summary>Gives a place back.</summary>
    /// <param name="headers">What the answer said, or null when none came.</param>
    /// <param name="wait">For 429: how long nothing may enter; else zero.</param>
    public void Leave(RateLimitHeaders? headers, TimeSpan wait)
    {
        lock (_lock)
        {
            var now = clock.Now;
            _inFlight--;
            _usedAt = now;
            if (headers is { } told)
            {
                Learn(told, now);
            }
            else if (_inFlight == 0 && _resetAt == TimeSpan.MaxValue)
            {
                // Nothing is known of the window that these requests opened: ask one at a time again.
                _remaining = Math.Max(_remaining, 1);
            }

            Block(wait, now);
            LetIn(now);
        }
    }

    /// <summary>Takes in what an answer said whose request had its place in another bucket, of a route that proved to share this one.</summary>
    public void Absorb(RateLimitHeaders? headers, TimeSpan wait)
    {
        lock (_lock)
        {
            var now = clock.Now;
            if (headers is { } told)
            {
                Learn(told, now);
            }

            Block(wait, now);
        }
    }

    /// <summary>Sends everybody who waits to another bucket.</summary>
    public void Retire()
    {
        lock (_lock)
        {
            _isRetired = true;
            foreach (var waiter in _waiting)
            {
                waiter.TrySetResult(false);
            }

            _waiting.Clear();
        }
    }

    /// <summary>Whether nothing is lost by forgetting it: not used for a while, nobody in it, no wait to be kept.</summary>
    public bool IsIdle(TimeSpan forThis)
    {
        lock (_lock)
        {
            var now = clock.Now;
            return _inFlight == 0 && _waiting.Count == 0 && now - _usedAt >= forThis && now >= _blockedUntil && (_remaining > 0 || now >= _resetAt);
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

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static async Task<bool> WaitAsync(TaskCompletionSource<bool> waiter, CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.UnsafeRegister(static (state, token) => ((TaskCompletionSource<bool>?)state)?.TrySetCanceled(token), waiter);
        return await waiter.Task.ConfigureAwait(false);
    }

    private void Block(TimeSpan wait, TimeSpan now)
    {
        if (wait > TimeSpan.Zero)
        {
            _blockedUntil = Max(_blockedUntil, now + wait + Rounding);
        }
    }

    private void Learn(RateLimitHeaders told, TimeSpan now)
    {
        if (told.Bucket is null)
        {
            // The route has no limit of its own.
            _isUnlimited = !_isLearned;
            _remaining = Math.Max(_remaining, 1);
            return;
        }

        var resetAt = now + told.ResetAfter + Rounding;
        _isUnlimited = false;
        _limit = told.Limit;
        if (!_isLearned || _resetAt == TimeSpan.MaxValue || resetAt > _resetAt + TimeSpan.FromMilliseconds(200))
        {
            // A window that was not known: others under way may not be counted in it yet.
            _remaining = Math.Max(0, told.Remaining - _inFlight);
            _resetAt = resetAt;
        }
        else
        {
            _remaining = Math.Min(_remaining, told.Remaining);
            _resetAt = Max(_resetAt, resetAt);
        }

        _isLearned = true;
    }

    private bool TryTake(TimeSpan now)
    {
        if (now < _blockedUntil)
        {
            return false;
        }

        if (_isUnlimited)
        {
            _inFlight++;
            return true;
        }

        if (now >= _resetAt)
        {
            // The next window opens with its first request; when it ends, its answer will tell.
            _remaining = Math.Max(1, _limit - _inFlight);
            _resetAt = TimeSpan.MaxValue;
        }

        if (_remaining <= 0 || (!_isLearned && _inFlight > 0))
        {
            return false;
        }

        _remaining--;
        _inFlight++;
        return true;
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
            if (!first.Value.TrySetResult(true))
            {
                // It gave up at this very moment.
                _inFlight--;
                _remaining++;
            }
        }
    }

    private void Arm(TimeSpan now)
    {
        var at = now < _blockedUntil ? _blockedUntil : _remaining <= 0 ? _resetAt : TimeSpan.MaxValue;
        if (at == TimeSpan.MaxValue)
        {
            // Somebody is under way; the next step is taken when that one leaves.
            return;
        }

        var delay = TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling((at - now).TotalMilliseconds)));
        if (_timer is null)
        {
            _timer = clock.Provider.CreateTimer(static state => ((RateBucket?)state)?.OnTimer(), this, delay, Timeout.InfiniteTimeSpan);
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
}
