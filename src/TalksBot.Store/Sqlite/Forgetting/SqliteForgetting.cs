using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>Hides wrong facts and deletes what is to be forgotten, so that no byte of it is left in the file.</summary>
internal sealed class SqliteForgetting(SqliteStoreFile file) : IForgetting
{
    private const int MaxReasonLength = 1000;

    /// <inheritdoc/>
    public Task<RetractOutcome> RetractAsync(string factId, string reason, DateTimeOffset at, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(factId);
        ArgumentNullException.ThrowIfNull(reason);
        return file.WriteAsync(
            session => new FactRetractor(session).Retract(factId, reason.Length > MaxReasonLength ? reason[..MaxReasonLength] : reason, at), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> UnretractAsync(string factId, CancellationToken cancellationToken) => file.WriteAsync(
        session =>
        {
            // An article of which nothing is known to have been extracted is extracted anew when it comes again.
            session.Execute(
                "UPDATE articles SET extractor_version = '' WHERE article IN (SELECT article FROM retraction_articles WHERE fact_id = $1)", factId);
            session.Execute("DELETE FROM retraction_articles WHERE fact_id = $1", factId);
            return session.Execute("DELETE FROM retractions WHERE fact_id = $1", factId) > 0;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<int> ForgetPersonAsync(string platform, string userId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        return EraseAsync(
            session => session.Execute("UPDATE channels SET set_by = '' WHERE platform = $1 AND set_by = $2", platform, userId)
                + session.Execute("UPDATE subscriptions SET created_by = '' WHERE platform = $1 AND created_by = $2", platform, userId),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<int> ForgetChannelAsync(ChannelKey channel, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentException.ThrowIfNullOrEmpty(channel.ChannelId, nameof(channel));
        return EraseAsync(
            session => ForgetChannels(
                session, "platform = $1 AND server_id = $2 AND channel_id = $3", channel.Platform, ChannelColumns.Server(channel), channel.ChannelId),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<int> ForgetServerAsync(string platform, string serverId, CancellationToken cancellationToken)
    {
        // An empty id stands for no server: the conversations of many people.
        ArgumentException.ThrowIfNullOrEmpty(serverId);
        return EraseAsync(session => ForgetChannels(session, "platform = $1 AND server_id = $2", platform, serverId), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<int> ForgetDossierAsync(string dossier, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(dossier);
        return EraseAsync(session => new DossierEraser(session, dossier).Erase(cancellationToken), cancellationToken);
    }

    private static int ForgetChannels(SqliteSession session, string which, params ReadOnlySpan<object?> values)
    {
        var rows = session.Execute($"DELETE FROM channels WHERE {which}", values);
        session.Execute($"DELETE FROM delivery_items WHERE subscription_id IN (SELECT id FROM subscriptions WHERE {which})", values);
        session.Execute($"DELETE FROM delivery_items WHERE delivery IN (SELECT delivery FROM deliveries WHERE {which})", values);
        rows += session.Execute($"DELETE FROM deliveries WHERE {which}", values);
        var subscriptions = session.Execute($"DELETE FROM subscriptions WHERE {which}", values);
        if (subscriptions > 0)
        {
            SqliteSubscriptionStore.CountVersion(session);
        }

        return rows + subscriptions;
    }

    private async Task<int> EraseAsync(Func<SqliteSession, int> erase, CancellationToken cancellationToken)
    {
        var erased = await file.WriteAsync(
            session =>
            {
                session.Execute("PRAGMA secure_delete = ON"); // what is deleted is overwritten (https://www.sqlite.org/pragma.html#pragma_secure_delete)
                try
                {
                    return erase(session);
                }
                finally
                {
                    session.Execute("PRAGMA secure_delete = OFF");
                }
            },
            cancellationToken);
        await file.EmptyLogAsync(cancellationToken);
        return erased;
    }
}
