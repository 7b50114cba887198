using System.Collections.Concurrent;
using TalksBot.Benchmarks.Platforms.Wire;

namespace TalksBot.Benchmarks.Platforms;

/// <summary>A platform as one bot sees it, with what the benchmark does to that bot.</summary>
internal abstract class PlatformServer : WireServer
{
    private readonly ManualResetEventSlim _isReady = new(initialState: false, spinCount: 0);
    private long _readyAt;

    /// <summary>"Discord" or "Slack".</summary>
    public abstract string Platform { get; }

    /// <summary>What a bot has to find in its environment.</summary>
    public abstract IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Rules of the platform that were seen broken, and how often.</summary>
    public ConcurrentDictionary<string, int> Violations { get; } = new();

    /// <summary>Requests by method and route, ids left out.</summary>
    public ConcurrentDictionary<string, int> Requests { get; } = new();

    /// <summary>How many connections events can be sent on.</summary>
    public abstract int Connections { get; }

    /// <summary>How many connections were made since the start.</summary>
    public abstract int ConnectionsMade { get; }

    /// <summary>Stopwatch timestamp at which the bot could be sent events for the first time, or null when it never could.</summary>
    public long? WaitReady(TimeSpan patience) => _isReady.Wait(patience) ? Interlocked.Read(ref _readyAt) : null;

    /// <summary>Sends an event; null when there is no connection to send it on.</summary>
    public abstract Exchange? TrySend(Question question);

    /// <summary>Cuts every connection that carries events.</summary>
    public abstract void Drop();

    /// <summary>Asks for every connection to be made anew, where the platform does that.</summary>
    public abstract void Refresh();

    /// <summary>Notes a broken rule.</summary>
    protected void Violate(string rule) => Violations.AddOrUpdate(rule, 1, (_, count) => count + 1);

    /// <summary>Counts a request.</summary>
    protected void Count(string route) => Requests.AddOrUpdate(route, 1, (_, count) => count + 1);

    /// <summary>The bot can be sent events.</summary>
    protected void Become(long readyAt)
    {
        Interlocked.CompareExchange(ref _readyAt, readyAt, 0);
        _isReady.Set();
    }
}
