namespace TalksBot.Slack;

/// <summary>Remembers ids for ten minutes, so that what is delivered again has no second effect (Socket Mode and Events API deliver at least once).</summary>
internal sealed class SeenIds
{
    // Ten minutes of Slack's own ceiling of 30,000 events an hour in one workspace are 5,000.
    private const int Capacity = 100_000;
    private const int MaxIdLength = 300;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, long At)> _order = new();

    public SeenIds(TimeProvider time) => _time = time;

    /// <summary>Remembers an id; false when it was seen within the last ten minutes.</summary>
    public bool TryAdd(string id)
    {
        id = id.Length > MaxIdLength ? id[..MaxIdLength] : id;
        lock (_lock)
        {
            while (_order.TryPeek(out var oldest) && (_order.Count >= Capacity || _time.GetElapsedTime(oldest.At) > Kept))
            {
                _order.Dequeue();
                _ids.Remove(oldest.Id);
            }

            if (!_ids.Add(id))
            {
                return false;
            }

            _order.Enqueue((id, _time.GetTimestamp()));
            return true;
        }
    }
}
