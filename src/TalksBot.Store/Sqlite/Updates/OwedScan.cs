using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>Looks through what is owed on a platform, longest due first. Of each channel only the first counts: the others wait for it.</summary>
internal sealed class OwedScan
{
    private readonly SqliteSession _session;
    private readonly string _platform;
    private readonly HashSet<(string Server, string Channel)> _closed = [];

    public OwedScan(SqliteSession session, string platform)
    {
        (_session, _platform) = (session, platform);

        // The planner knows nothing of how few these are among a million that have ended: it is told.
        Close("SELECT server_id, channel_id FROM deliveries INDEXED BY deliveries_busy WHERE state BETWEEN 1 AND 2 AND platform = $1");
        Close(
            """
            SELECT p.server_id, p.channel_id FROM subscriptions p INDEXED BY subscriptions_paused WHERE p.state = 1 AND p.platform = $1 AND NOT EXISTS (
                SELECT 1 FROM subscriptions a WHERE a.platform = p.platform AND a.server_id = p.server_id AND a.channel_id = p.channel_id AND a.state = 0)
            """);
    }

    /// <summary>Deliveries that may go out now.</summary>
    public List<long> FindDue(OutboxClaim claim)
    {
        var found = new List<long>();
        var now = Instants.Of(claim.Now);
        foreach (var channel in claim.Except)
        {
            _closed.Add((ChannelColumns.Server(channel), channel.ChannelId));
        }

        using var reader = _session.Query(
            """
            SELECT delivery, server_id, channel_id, retry_at FROM deliveries INDEXED BY deliveries_owed
            WHERE state = 0 AND platform = $1 AND due_at <= $2 ORDER BY due_at, delivery
            """,
            _platform,
            now);
        while (found.Count < claim.Limit && reader.Read())
        {
            if (_closed.Add((reader.GetString(1), reader.GetString(2))) && (reader.IsDBNull(3) || reader.GetInt64(3) <= now))
            {
                found.Add(reader.GetInt64(0));
            }
        }

        return found;
    }

    /// <summary>When the first of what waits may go out; null for nothing.</summary>
    public DateTimeOffset? FindNextDue()
    {
        long? next = null;
        using var reader = _session.Query(
            "SELECT due_at, server_id, channel_id, retry_at FROM deliveries INDEXED BY deliveries_owed WHERE state = 0 AND platform = $1 ORDER BY due_at, delivery",
            _platform);
        while (reader.Read())
        {
            var dueAt = reader.GetInt64(0);
            if (next <= dueAt)
            {
                break;
            }

            if (_closed.Add((reader.GetString(1), reader.GetString(2))))
            {
                var readyAt = reader.IsDBNull(3) ? dueAt : Math.Max(dueAt, reader.GetInt64(3));
                next = next is { } known ? Math.Min(known, readyAt) : readyAt;
            }
        }

        return Instants.From(next);
    }

    private void Close(string sql)
    {
        using var reader = _session.Query(sql, _platform);
        while (reader.Read())
        {
            _closed.Add((reader.GetString(0), reader.GetString(1)));
        }
    }
}
