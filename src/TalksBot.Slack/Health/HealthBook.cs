using TalksBot.Chat;

namespace TalksBot.Slack;

/// <summary>Keeps the figures of <see cref="PlatformHealth"/>; safe from any thread.</summary>
internal sealed class HealthBook
{
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private ConnectionState _state = ConnectionState.Stopped;
    private DateTimeOffset _since;
    private string? _problem;
    private long _heardTicks;
    private long _reconnects;
    private long _answered;
    private long _late;
    private long _limited;

    public HealthBook(TimeProvider time)
    {
        _time = time;
        _since = time.GetUtcNow();
    }

    /// <summary>As it is at this moment.</summary>
    public PlatformHealth Read()
    {
        var heard = Interlocked.Read(ref _heardTicks);
        lock (_lock)
        {
            return new PlatformHealth(
                _state,
                _since,
                heard == 0 ? null : new DateTimeOffset(heard, TimeSpan.Zero),
                Interlocked.Read(ref _reconnects),
                Interlocked.Read(ref _answered),
                Interlocked.Read(ref _late),
                Interlocked.Read(ref _limited),
                _problem);
        }
    }

    /// <summary>Enters a state; <paramref name="problem"/> is one line without secrets, or null.</summary>
    public void Set(ConnectionState state, string? problem = null)
    {
        lock (_lock)
        {
            if (_state != state)
            {
                _since = _time.GetUtcNow();
            }

            (_state, _problem) = (state, problem);
        }
    }

    /// <summary>The other side was heard of.</summary>
    public void Heard() => Interlocked.Exchange(ref _heardTicks, _time.GetUtcNow().UtcTicks);

    /// <summary>A connection was made again.</summary>
    public void Reconnected() => Interlocked.Increment(ref _reconnects);

    /// <summary>An interaction was acknowledged; <paramref name="isLate"/> when after Slack's time.</summary>
    public void Acknowledged(bool isLate)
    {
        Interlocked.Increment(ref isLate ? ref _late : ref _answered);
    }

    /// <summary>Slack said "too many requests".</summary>
    public void Limited() => Interlocked.Increment(ref _limited);
}
