namespace TalksBot.Ingestion;

/// <summary>Lets one request to a host pass at a time, with a gap after each.</summary>
/// <param name="gap">From the end of one to the beginning of the next.</param>
/// <param name="time">The clock.</param>
internal sealed class HostGate(TimeSpan gap, TimeProvider time)
{
    // Beyond it, hosts that nobody has asked for since their gap are forgotten.
    private const int MaxHosts = 2_000;

    private readonly TimeSpan _gap = gap;
    private readonly TimeProvider _time = time;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Host> _hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits for the turn; the turn ends when the result is disposed of.</summary>
    internal async Task<IDisposable> EnterAsync(Uri address, CancellationToken cancellationToken)
    {
        var host = Join(address.Authority);
        try
        {
            await host.Turn.WaitAsync(cancellationToken);
        }
        catch
        {
            Leave(host);
            throw;
        }

        var turn = new HostTurn(this, host);
        try
        {
            var wait = host.FreeAt - _time.GetUtcNow();
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, _time, cancellationToken);
            }

            host.FreeAt = _time.GetUtcNow();
            return turn;
        }
        catch
        {
            turn.Release(TimeSpan.Zero);
            throw;
        }
    }

    private Host Join(string name)
    {
        lock (_lock)
        {
            if (_hosts.Count >= MaxHosts)
            {
                var now = _time.GetUtcNow();
                foreach (var idle in _hosts.Where(pair => pair.Value.Guests == 0 && pair.Value.FreeAt <= now).Select(pair => pair.Key).ToList())
                {
                    _hosts.Remove(idle);
                }
            }

            if (!_hosts.TryGetValue(name, out var host))
            {
                _hosts.Add(name, host = new Host());
            }

            host.Guests++;
            return host;
        }
    }

    private void Leave(Host host)
    {
        lock (_lock)
        {
            host.Guests--;
        }
    }

    private sealed class Host
    {
        internal SemaphoreSlim Turn { get; } = new(1, 1);

        internal DateTimeOffset FreeAt { get; set; }

        internal int Guests { get; set; }
    }

    private sealed class HostTurn(HostGate gate, Host host) : IDisposable
    {
        private bool _isReleased;

        public void Dispose() => Release(gate._gap);

        internal void Release(TimeSpan gap)
        {
            if (!_isReleased)
            {
                _isReleased = true;
                if (gap > TimeSpan.Zero)
                {
                    host.FreeAt = gate._time.GetUtcNow() + gap;
                }

                host.Turn.Release();
                gate.Leave(host);
            }
        }
    }
}
