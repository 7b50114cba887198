namespace TalksBot.Slack;

/// <summary>
/// Decides when a connection may be opened: never more than 50 a minute (the tier of <c>apps.connections.open</c>), at once after a drop unless drops come thick and
/// fast, else after a pause that grows from 1 s to 60 s; first openings at least 10 s apart.
/// </summary>
internal sealed class OpenGate
{
    /// <summary>Openings in a minute at the most; Slack allows 50.</summary>
    internal const int MaxInMinute = 45;

    private const int MaxAtOnce = 10;
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(61);
    private static readonly TimeSpan AtOnceEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly TimeSpan _spacing;
    private readonly Lock _lock = new();
    private readonly Queue<long> _openings = new();
    private double _atOnce = MaxAtOnce;
    private long _atOnceCountedAt;
    private long? _lastOpenedAt;

    public OpenGate(TimeSpan spacing, TimeProvider time, Random random)
    {
        _spacing = spacing;
        _time = time;
        _random = random;
        _atOnceCountedAt = time.GetTimestamp();
    }

    /// <summary>The pause before the next try after <paramref name="failures"/> in a row: 1 s doubling to 60 s, give or take a quarter.</summary>
    public TimeSpan PauseAfter(int failures)
    {
        if (failures <= 0)
        {
            return TimeSpan.Zero;
        }

        var seconds = Math.Min(Math.Pow(2, Math.Min(failures - 1, 16)), LongestPause.TotalSeconds / 1.25);
        lock (_lock)
        {
            return TimeSpan.FromSeconds(seconds * (0.75 + (_random.NextDouble() / 2)));
        }
    }

    /// <summary>Whether a dropped connection may be made anew without delay; false when that happened ten times of late.</summary>
    public bool TryGoAtOnce()
    {
        lock (_lock)
        {
            var elapsed = _time.GetElapsedTime(_atOnceCountedAt);
            _atOnceCountedAt = _time.GetTimestamp();
            _atOnce = Math.Min(MaxAtOnce, _atOnce + (elapsed / AtOnceEvery));
            if (_atOnce < 1)
            {
                return false;
            }

            _atOnce--;
            return true;
        }
    }

    /// <summary>A connection became ready.</summary>
    public void Opened()
    {
        lock (_lock)
        {
            _lastOpenedAt = _time.GetTimestamp();
        }
    }

    /// <summary>How long an opening beside others that are ready has to wait, so that they do not expire together; takes its place when it need not.</summary>
    public TimeSpan TakeSpacing()
    {
        lock (_lock)
        {
            if (_lastOpenedAt is { } last && _spacing - _time.GetElapsedTime(last) is var wait && wait > TimeSpan.Zero)
            {
                return wait;
            }

            _lastOpenedAt = _time.GetTimestamp();
            return TimeSpan.Zero;
        }
    }

    /// <summary>Returns when one more opening keeps to the rate, and counts it.</summary>
    public async Task WaitForRateAsync(CancellationToken cancellationToken)
    {
        while (TakePlace() is { } wait)
        {
            await Task.Delay(wait, _time, cancellationToken);
        }
    }

    private TimeSpan? TakePlace()
    {
        lock (_lock)
        {
            while (_openings.TryPeek(out var oldest) && _time.GetElapsedTime(oldest) >= Minute)
            {
                _openings.Dequeue();
            }

            if (_openings.Count >= MaxInMinute)
            {
                return Minute - _time.GetElapsedTime(_openings.Peek()) + TimeSpan.FromMilliseconds(1);
            }

            _openings.Enqueue(_time.GetTimestamp());
            return null;
        }
    }
}
