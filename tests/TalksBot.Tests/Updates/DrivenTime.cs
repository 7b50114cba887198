using System.Diagnostics;
using System.Diagnostics.Tracing;

namespace TalksBot.Tests.Updates;

/// <summary>
/// A clock that stands still while the program works and jumps to the next timer when it only waits: a day passes in as long as its work takes.
/// </summary>
/// <remarks>
/// The program waits when no thread of the pool works, nothing is queued for one, and no HTTP request of this process is open. A request that is open for
/// <see cref="Stalled"/> of real time while nothing else happens waits for time itself (a server that never answers), so time goes on.
/// Threads of the pool that are blocked for good (a test runner that reads from a pipe) are told from working ones by what gets done.
/// Timers fire on the pool, never on the driver's own thread.
/// </remarks>
internal sealed class DrivenTime : TimeProvider, IDisposable
{
    // No single piece of the program's work takes so long.
    private static readonly TimeSpan Blocked = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan Stalled = TimeSpan.FromMilliseconds(100);

    // A day has as many jumps as this goes into it, and not as many as there are timers; a timer may be so much late, as timers are.
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<DrivenTimer, (long Due, long Number)> _timers = new();
    private readonly OpenRequests _requests = new();
    private readonly long _start;
    private long _now;
    private int _blocked;
    private long _numbers;

    public DrivenTime(DateTimeOffset start)
    {
        _start = start.UtcTicks;
        _now = _start;
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _now), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _now) - _start;

    /// <summary>How many times it jumped.</summary>
    public long Jumps { get; private set; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new DrivenTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets time pass until <paramref name="end"/>, or until <paramref name="isDone"/> (asked whenever the program waits). Blocks: call it on a thread of its own.</summary>
    public void RunUntil(DateTimeOffset end, Func<bool>? isDone = null)
    {
        while (true)
        {
            WaitForIdle();
            if (GetUtcNow() >= end || isDone?.Invoke() == true)
            {
                return;
            }

            Jump(end.UtcTicks);
        }
    }

    /// <inheritdoc cref="RunUntil"/>
    public Task RunUntilAsync(DateTimeOffset end, Func<bool>? isDone = null)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                RunUntil(end, isDone);
                done.SetResult();
            }
#pragma warning disable CA1031 // Whatever it is, the test that waits is told.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                done.SetException(failure);
            }
        })
        { IsBackground = true, Name = "driven time" };
        thread.Start();
        return done.Task;
    }

    public void Dispose() => _requests.Dispose();

    private void WaitForIdle()
    {
        var spin = default(SpinWait);
        var waiting = Stopwatch.StartNew();
        var completed = ThreadPool.CompletedWorkItemCount;
        for (var quiet = 0; quiet < 3;)
        {
            var busy = BusyThreads();
            if (busy > _blocked || ThreadPool.PendingWorkItemCount > 0)
            {
                if (ThreadPool.CompletedWorkItemCount is var now && now != completed)
                {
                    completed = now;
                    waiting.Restart();
                }
                else if (waiting.Elapsed > Blocked)
                {
                    // These wait for something outside, such as the test runner's pipe.
                    _blocked = busy;
                }

                quiet = 0;
                spin.SpinOnce();
            }
            else if (_requests.Count > 0 && waiting.Elapsed < Stalled)
            {
                quiet = 0;
                spin.SpinOnce();
            }
            else
            {
                quiet++;
                Thread.Yield();
            }
        }
    }

    private int BusyThreads()
    {
        ThreadPool.GetMaxThreads(out var most, out _);
        ThreadPool.GetAvailableThreads(out var free, out _);
        _blocked = Math.Min(_blocked, most - free);
        return most - free;
    }

    private void Jump(long end)
    {
        lock (_lock)
        {
            while (_timers.TryPeek(out var first, out var place) && !first.IsDueAt(place.Due, place.Number))
            {
                _timers.Dequeue();
            }

            Jumps++;
            var to = _timers.TryPeek(out _, out var next) ? Math.Max(next.Due, _now + Step.Ticks) : end;
            Interlocked.Exchange(ref _now, Math.Max(Math.Min(to, end), _now));
            while (_timers.TryPeek(out var timer, out var due) && due.Due <= _now)
            {
                _timers.Dequeue();
                if (timer.IsDueAt(due.Due, due.Number))
                {
                    timer.Fire();
                }
            }
        }
    }

    private sealed class DrivenTimer(DrivenTime time, TimerCallback callback, object? state) : ITimer
    {
        private long _due = long.MaxValue;
        private long _number;
        private long _period;

        public bool IsDueAt(long due, long number) => _due == due && _number == number;

        public void Fire()
        {
            ThreadPool.UnsafeQueueUserWorkItem(_ => callback(state), null);
            Set(_period > 0 ? time._now + _period : long.MaxValue);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                _period = period > TimeSpan.Zero ? period.Ticks : 0;
                Set(dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : time._now + Math.Max(0, dueTime.Ticks));
                return true;
            }
        }

        public void Dispose()
        {
            lock (time._lock)
            {
                _due = long.MaxValue;
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        private void Set(long due)
        {
            _due = due;
            _number = ++time._numbers;
            if (due != long.MaxValue)
            {
                time._timers.Enqueue(this, (_due, _number));
            }
        }
    }

    // The HTTP client tells when a request begins and ends (event source "System.Net.Http").
    private sealed class OpenRequests : EventListener
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        protected override void OnEventSourceCreated(EventSource source)
        {
            if (source.Name == "System.Net.Http")
            {
                EnableEvents(source, EventLevel.Informational);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs written)
        {
            switch (written.EventName)
            {
                case "RequestStart":
                    Interlocked.Increment(ref _count);
                    break;
                case "RequestStop":
                    Interlocked.Decrement(ref _count);
                    break;
            }
        }
    }
}
