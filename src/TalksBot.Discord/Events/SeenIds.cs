namespace TalksBot.Discord;

/// <summary>Remembers ids for 15 minutes, so that nothing is answered twice (platforms D7).</summary>
/// <param name="clock">Time.</param>
internal sealed class SeenIds(MonotonicClock clock)
{
    private const int MaxHeld = 200_000;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(15);

    private readonly Lock _lock = new();
    private HashSet<string> _current = new(StringComparer.Ordinal);
    private HashSet<string> _previous = new(StringComparer.Ordinal);
    private TimeSpan _turnedAt = clock.Now;

    /// <summary>Notes an id; false when it was seen in the last 15 minutes.</summary>
    public bool TryAdd(string id)
    {
        lock (_lock)
        {
            var now = clock.Now;
            if (now - _turnedAt >= Kept || _current.Count >= MaxHeld)
            {
                // Each set lives on for one more period after its own, so that an id stays for 15 minutes at least.
                _previous = now - _turnedAt >= 2 * Kept ? [] : _current;
                _current = new(StringComparer.Ordinal);
                _turnedAt = now;
            }

            return !_previous.Contains(id) && _current.Add(id);
        }
    }

    /// <summary>Forgets an id that was noted just now, as nothing was done about it.</summary>
    public void Remove(string id)
    {
        lock (_lock)
        {
            // The sets may have turned since.
            _ = _current.Remove(id) || _previous.Remove(id);
        }
    }
}
