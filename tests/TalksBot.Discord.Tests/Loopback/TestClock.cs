namespace TalksBot.Discord.Tests.Loopback;

/// <summary>
/// Time that stands still until a test moves it. <see cref="JumpAsync"/> waits for the code under test to wait, and jumps to where it wants to be, so that
/// no test guesses how long something takes.
/// </summary>
internal sealed class TestClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<TestTimer> _timers = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TimeSpan _now;

    /// <summary>Where the wall clock stands at the beginning.</summary>
    public DateTimeOffset StartAt { get; init; } = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    /// <summary>How far the wall clock is off, for clocks that jump.</summary>
    public TimeSpan WallOffset { get; set; }

    /// <summary>Time that has passed.</summary>
    public TimeSpan Now
    {
        get
        {
            lock (_lock)
            {
                return _now;
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => StartAt + Now + WallOffset;

    public override long GetTimestamp() => Now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new TestTimer(this, callback, state);
        lock (_lock)
        {
            _timers.Add(timer);
        }

        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves time on and fires what falls due, in order.</summary>
    public void Advance(TimeSpan by)
    {
        var target = Now + by;
        while (true)
        {
            TestTimer? next;
            lock (_lock)
            {
                next = _timers.Where(timer => timer.DueAt is { } at && at <= target).OrderBy(timer => timer.DueAt).FirstOrDefault();
                _now = next?.DueAt is { } due ? (due > _now ? due : _now) : target;
                next?.Clear();
            }

            if (next is null)
            {
                return;
            }

            next.Fire();
        }
    }

    /// <summary>Waits until something waits for time to pass (a Task.Delay; timeouts do not count), and jumps to the first of these moments.</summary>
    /// <param name="within">Only moments no further away than this count.</param>
    /// <returns>How far it jumped.</returns>
    public async Task<TimeSpan> JumpAsync(TimeSpan? within = null)
    {
        while (true)
        {
            Task changed;
            TimeSpan? due;
            lock (_lock)
            {
                changed = _changed.Task;
                due = _timers.Where(timer => timer.IsDelay && timer.DueAt is { } at && at - _now <= (within ?? TimeSpan.FromDays(2))).Min(timer => timer.DueAt);
            }

            if (due is { } at)
            {
                var by = at - Now;
                Advance(by);
                return by;
            }

            await changed.WaitAsync(Guard.Patience);
        }
    }

    /// <summary>Waits until a timer is set that fires in exactly this time.</summary>
    public Task TimerSetAsync(TimeSpan due) => TimerAsync(left => left == due);

    private async Task TimerAsync(Func<TimeSpan, bool> match)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                changed = _changed.Task;
                if (_timers.Exists(timer => timer.DueAt is { } at && match(at - _now)))
                {
                    return;
                }
            }

            await changed.WaitAsync(Guard.Patience);
        }
    }

    private void Changed()
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            (changed, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.TrySetResult();
    }

    private sealed class TestTimer(TestClock clock, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan? DueAt { get; private set; }

        public bool IsDelay => state is Task;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                DueAt = dueTime < TimeSpan.Zero ? null : clock._now + dueTime;
            }

            clock.Changed();
            return true;
        }

        public void Clear() => DueAt = null;

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (clock._lock)
            {
                DueAt = null;
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
