namespace TalksBot.Slack;

/// <summary>Keeps to one message a second in each channel (Slack, "Rate limits": posting messages).</summary>
internal sealed class ChannelPace
{
    private const int MaxWaiting = 60;
    private const int PruneAt = 256;

    // Counted from the end of one call to the start of the next: then no delay of the network brings two together.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(1020);

    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Workspace, string Channel), Lane> _lanes = [];

    public ChannelPace(TimeProvider time) => _time = time;

    /// <summary>Runs <paramref name="post"/> when the channel's turn has come.</summary>
    /// <returns>Its result, or <paramref name="crowded"/> when too many wait already.</returns>
    public async Task<T> RunAsync<T>(string workspace, string channel, Func<Task<T>> post, T crowded, CancellationToken cancellationToken)
    {
        if (Enter((workspace, channel)) is not { } lane)
        {
            return crowded;
        }

        try
        {
            await lane.Turn.WaitAsync(cancellationToken);
            try
            {
                if (lane.LastAt is { } last && Interval - _time.GetElapsedTime(last) is var wait && wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait, _time, cancellationToken);
                }

                try
                {
                    return await post();
                }
                finally
                {
                    lane.LastAt = _time.GetTimestamp();
                }
            }
            finally
            {
                lane.Turn.Release();
            }
        }
        finally
        {
            lock (_lock)
            {
                lane.Users--;
            }
        }
    }

    private Lane? Enter((string Workspace, string Channel) key)
    {
        lock (_lock)
        {
            if (_lanes.Count >= PruneAt)
            {
                foreach (var idle in _lanes.Where(entry => entry.Value.Users == 0 && IsOver(entry.Value)).Select(entry => entry.Key).ToArray())
                {
                    _lanes.Remove(idle);
                }
            }

            if (!_lanes.TryGetValue(key, out var lane))
            {
                _lanes.Add(key, lane = new Lane());
            }

            if (lane.Users >= MaxWaiting)
            {
                return null;
            }

            lane.Users++;
            return lane;
        }
    }

    private bool IsOver(Lane lane) => lane.LastAt is not { } last || _time.GetElapsedTime(last) > Interval;

    private sealed class Lane
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public long? LastAt { get; set; }

        public int Users { get; set; }
    }
}
