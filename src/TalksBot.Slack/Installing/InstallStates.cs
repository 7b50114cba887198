using System.Security.Cryptography;
using System.Text;

namespace TalksBot.Slack;

/// <summary>States of installations under way: each bound to a browser's cookie, used once, gone after ten minutes.</summary>
internal sealed class InstallStates
{
    // Anybody may begin one; beyond this the oldest are given up.
    private const int Capacity = 10_000;

    private readonly TimeSpan _lifetime;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string Cookie, long At)> _states = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    public InstallStates(TimeSpan lifetime, TimeProvider time)
    {
        _lifetime = lifetime;
        _time = time;
    }

    /// <summary>Begins one.</summary>
    public void Add(string state, string cookie)
    {
        lock (_lock)
        {
            while (_order.TryPeek(out var oldest) && (_order.Count >= Capacity || !_states.TryGetValue(oldest, out var held) || IsOver(held.At)))
            {
                _states.Remove(_order.Dequeue());
            }

            _states[state] = (cookie, _time.GetTimestamp());
            _order.Enqueue(state);
        }
    }

    /// <summary>Ends one; false when it is unknown, was used, is too old, or belongs to another browser.</summary>
    public bool TryUse(string state, string cookie)
    {
        lock (_lock)
        {
            if (!_states.TryGetValue(state, out var held) || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(held.Cookie), Encoding.UTF8.GetBytes(cookie)))
            {
                return false;
            }

            _states.Remove(state);
            return !IsOver(held.At);
        }
    }

    private bool IsOver(long at) => _time.GetElapsedTime(at) > _lifetime;
}
