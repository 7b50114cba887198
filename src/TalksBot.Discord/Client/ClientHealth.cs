using TalksBot.Chat;

namespace TalksBot.Discord;

/// <summary>Keeps account of the connections.</summary>
/// <param name="timeProvider">Time.</param>
internal sealed class ClientHealth(TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, TaskCompletionSource> _introduced = [];
    private readonly HashSet<int> _established = [];
    private ConnectionState _state = ConnectionState.Stopped;
    private DateTimeOffset _since = timeProvider.GetUtcNow();
    private long _heardAtTicks;
    private long _reconnects;
    private int _shards = 1;
    private string? _problem;

    /// <summary>So many shards are to be connected.</summary>
    public void Expect(int shards)
    {
        lock (_lock)
        {
            _shards = shards;
            _established.Clear();
            _introduced.Clear();
        }
    }

    /// <summary>Ends when a shard has had READY for the first time.</summary>
    public Task FirstEstablished(int shard)
    {
        lock (_lock)
        {
            return Introduction(shard).Task;
        }
    }

    /// <summary>The other side was heard of.</summary>
    public void Hear() => Interlocked.Exchange(ref _heardAtTicks, timeProvider.GetUtcNow().Ticks);

    /// <summary>A shard has READY or RESUMED.</summary>
    public void Establish(int shard)
    {
        lock (_lock)
        {
            _established.Add(shard);
            Introduction(shard).TrySetResult();
            if (_established.Count == _shards)
            {
                Set(ConnectionState.Connected, null);
            }
        }
    }

    /// <summary>A shard lost its connection.</summary>
    public void Lose(int shard, string problem)
    {
        lock (_lock)
        {
            _established.Remove(shard);
            _reconnects++;
            Set(ConnectionState.Reconnecting, problem);
        }
    }

    /// <summary>The state as a whole changed.</summary>
    public void Change(ConnectionState state, string? problem = null)
    {
        lock (_lock)
        {
            Set(state, problem);
        }
    }

    /// <summary>As it is now.</summary>
    public PlatformHealth Snapshot(long limited)
    {
        var heard = Interlocked.Read(ref _heardAtTicks);
        lock (_lock)
        {
            return new PlatformHealth(_state, _since, heard == 0 ? null : new DateTimeOffset(heard, TimeSpan.Zero), _reconnects, Limited: limited, Problem: _problem);
        }
    }

    private TaskCompletionSource Introduction(int shard)
    {
        if (!_introduced.TryGetValue(shard, out var introduction))
        {
            _introduced[shard] = introduction = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return introduction;
    }

    private void Set(ConnectionState state, string? problem)
    {
        if (_state != state)
        {
            (_state, _since) = (state, timeProvider.GetUtcNow());
        }

        _problem = problem;
    }
}
