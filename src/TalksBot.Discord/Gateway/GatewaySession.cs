namespace TalksBot.Discord;

/// <summary>What a shard knows of its session, from one connection to the next.</summary>
internal sealed class GatewaySession
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _guilds = new(StringComparer.Ordinal);

    /// <summary>The session's id, or null when there is none to resume.</summary>
    public string? Id { get; private set; }

    /// <summary>Where it is resumed, or null.</summary>
    public string? ResumeUrl { get; private set; }

    /// <summary>Number of the last dispatch, or null before any.</summary>
    public long? Sequence { get; private set; }

    /// <summary>Our own user id, or null before READY.</summary>
    public string? OwnUserId { get; private set; }

    /// <summary>When the session was last heard of.</summary>
    public TimeSpan HeardAt { get; set; }

    /// <summary>When it had last been heard of before its connection was lost.</summary>
    public TimeSpan LostAt { get; private set; }

    /// <summary>A new session began.</summary>
    public void Begin(string id, string? resumeUrl, string ownUserId, IEnumerable<string> guilds)
    {
        (Id, ResumeUrl, OwnUserId) = (id, resumeUrl, ownUserId);
        lock (_lock)
        {
            _guilds.Clear();
            _guilds.UnionWith(guilds);
        }
    }

    /// <summary>The connection is lost; the session may live on.</summary>
    public void Lose() => LostAt = HeardAt;

    /// <summary>The session is void.</summary>
    public void End() => (Id, ResumeUrl, Sequence) = (null, null, null);

    /// <summary>A dispatch arrived.</summary>
    public void Advance(long sequence) => Sequence = sequence;

    /// <summary>Notes a server; true when it was not known.</summary>
    public bool AddGuild(string id)
    {
        lock (_lock)
        {
            return _guilds.Add(id);
        }
    }

    /// <summary>Forgets a server; true when it was known.</summary>
    public bool RemoveGuild(string id)
    {
        lock (_lock)
        {
            return _guilds.Remove(id);
        }
    }
}
