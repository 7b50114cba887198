using System.Globalization;
using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>What channels chose, beside the facts.</summary>
internal sealed class SqliteChannelStore(SqliteStoreFile file) : IChannelStore
{
    /// <inheritdoc/>
    public Task<string?> FindDossierAsync(ChannelKey channel, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<string?>(cancellationToken)
            : Task.FromResult(file.ReadSince(
                StoreMigrations.FirstWithChannels,
                session => (string?)session.Scalar(
                    "SELECT dossier FROM channels WHERE platform = $1 AND server_id = $2 AND channel_id = $3",
                    channel.Platform,
                    channel.ServerId ?? "",
                    channel.ChannelId),
                absent: null,
                cancellationToken));
    }

    /// <inheritdoc/>
    public Task SetDossierAsync(ChannelKey channel, string? dossier, string setBy, DateTimeOffset setAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(channel);
        if (dossier is null)
        {
            return ForgetChannelAsync(channel, cancellationToken);
        }

        StoreIds.Check(channel, nameof(channel));
        StoreIds.Check(dossier, nameof(dossier));
        StoreIds.Check(setBy, nameof(setBy));
        return file.WriteAsync(
            session => session.Execute(
                """
                INSERT INTO channels (platform, server_id, channel_id, dossier, set_by, set_at) VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (platform, server_id, channel_id) DO UPDATE SET dossier = excluded.dossier, set_by = excluded.set_by, set_at = excluded.set_at
                """,
                channel.Platform,
                channel.ServerId ?? "",
                channel.ChannelId,
                dossier,
                setBy,
                setAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> ForgetChannelAsync(ChannelKey channel, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return file.WriteAsync(
            session => session.Execute(
                "DELETE FROM channels WHERE platform = $1 AND server_id = $2 AND channel_id = $3",
                channel.Platform,
                channel.ServerId ?? "",
                channel.ChannelId) > 0,
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<int> ForgetServerAsync(string platform, string serverId, CancellationToken cancellationToken)
    {
        // An empty id stands for no server: the conversations of many people.
        ArgumentException.ThrowIfNullOrEmpty(serverId);
        return file.WriteAsync(
            session => session.Execute("DELETE FROM channels WHERE platform = $1 AND server_id = $2", platform, serverId),
            cancellationToken);
    }
}
