using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>Subscriptions, in the file of the facts.</summary>
internal sealed class SqliteSubscriptionStore(SqliteStoreFile file) : ISubscriptionStore
{
    private const int Active = (int)SubscriptionState.Active;
    private const int Paused = (int)SubscriptionState.Paused;
    private const int Ended = (int)SubscriptionState.Ended;

    /// <inheritdoc/>
    public Task<SubscribeOutcome> SaveSubscriptionAsync(Subscription subscription, SubscriptionLimits limits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        ArgumentNullException.ThrowIfNull(limits);
        Check(subscription);
        return file.WriteAsync(session => Save(session, subscription, limits), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<Subscription>> ListSubscriptionsAsync(ChannelKey channel, bool withEnded, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return ReadAsync(
            session => List(
                session,
                "WHERE platform = $1 AND server_id = $2 AND channel_id = $3 AND state <= $4 ORDER BY subscription",
                channel.Platform,
                ChannelColumns.Server(channel),
                channel.ChannelId,
                withEnded ? Ended : Paused),
            absent: [],
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<Subscription>> ListSubscriptionsAsync(CancellationToken cancellationToken) => ReadAsync(
        session => List(session, "WHERE state <= $1 ORDER BY id", Paused),
        absent: [],
        cancellationToken);

    /// <inheritdoc/>
    public Task<long> GetSubscriptionsVersionAsync(CancellationToken cancellationToken) => ReadAsync(
        session => session.Number("SELECT subscriptions_version FROM matcher WHERE only = 1") ?? 0,
        absent: 0,
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> EndSubscriptionAsync(ChannelKey channel, string id, DateTimeOffset at, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return file.WriteAsync(
            session =>
            {
                var ended = session.Execute(
                    $"""
                    UPDATE subscriptions SET state = {Ended}, state_since = $5, state_reason = $6
                    WHERE id = $4 AND platform = $1 AND server_id = $2 AND channel_id = $3 AND state < {Ended}
                    """,
                    channel.Platform,
                    ChannelColumns.Server(channel),
                    channel.ChannelId,
                    id,
                    Instants.Of(at),
                    reason) > 0;
                if (ended)
                {
                    UnsentItems.RemoveOf(session, id, at);
                    CountVersion(session);
                }

                return ended;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<int> PauseChannelAsync(ChannelKey channel, DateTimeOffset at, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return file.WriteAsync(
            session =>
            {
                var paused = session.Execute(
                    $"""
                    UPDATE subscriptions SET state = {Paused}, state_since = $4, state_reason = $5
                    WHERE platform = $1 AND server_id = $2 AND channel_id = $3 AND state = {Active}
                    """,
                    channel.Platform,
                    ChannelColumns.Server(channel),
                    channel.ChannelId,
                    Instants.Of(at),
                    reason);
                return Counted(session, paused);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<int> ResumeChannelAsync(ChannelKey channel, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(channel);
        if (channel.ChannelId.Length == 0)
        {
            // An empty server stands for the conversations of many people that belong to none.
            ArgumentException.ThrowIfNullOrEmpty(channel.ServerId, nameof(channel));
        }

        return file.WriteAsync(
            session => Counted(session, session.Execute(
                $"""
                UPDATE subscriptions SET state = {Active}, state_since = NULL, state_reason = NULL
                WHERE platform = $1 AND server_id = $2 AND ($3 = '' OR channel_id = $3) AND state = {Paused}
                """,
                channel.Platform,
                ChannelColumns.Server(channel),
                channel.ChannelId)),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<int> EndPausedAsync(DateTimeOffset pausedBefore, DateTimeOffset at, string reason, CancellationToken cancellationToken) => file.WriteAsync(
        session =>
        {
            var ids = new List<string>();
            using (var reader = session.Query($"SELECT id FROM subscriptions WHERE state = {Paused} AND state_since < $1", Instants.Of(pausedBefore)))
            {
                while (reader.Read())
                {
                    ids.Add(reader.GetString(0));
                }
            }

            foreach (var id in ids)
            {
                session.Execute(
                    $"UPDATE subscriptions SET state = {Ended}, state_since = $2, state_reason = $3 WHERE id = $1", id, Instants.Of(at), reason);
                UnsentItems.RemoveOf(session, id, at);
            }

            return Counted(session, ids.Count);
        },
        cancellationToken);

    /// <summary>Tells whoever has read the subscriptions that they are others now.</summary>
    public static void CountVersion(SqliteSession session) => session.Execute("UPDATE matcher SET subscriptions_version = subscriptions_version + 1");

    private static int Counted(SqliteSession session, int changed)
    {
        if (changed > 0)
        {
            CountVersion(session);
        }

        return changed;
    }

    private static SubscribeOutcome Save(SqliteSession session, Subscription subscription, SubscriptionLimits limits)
    {
        var (platform, server, channel) = (subscription.Channel.Platform, ChannelColumns.Server(subscription.Channel), subscription.Channel.ChannelId);
        if (session.Number(
            "SELECT 1 FROM subscriptions WHERE id = $1 AND (platform, server_id, channel_id) IS NOT ($2, $3, $4)",
            subscription.Id, platform, server, channel) is not null)
        {
            throw new ArgumentException("Another channel has a subscription with this id.", nameof(subscription));
        }

        if (subscription.State != SubscriptionState.Ended)
        {
            var inChannel = session.Number(
                $"SELECT count(*) FROM subscriptions WHERE platform = $1 AND server_id = $2 AND channel_id = $3 AND state < {Ended} AND id <> $4",
                platform, server, channel, subscription.Id);
            if (inChannel >= limits.PerChannel)
            {
                return SubscribeOutcome.ChannelFull;
            }

            // Conversations of no server are not of one.
            var inServer = server.Length == 0 ? 0 : session.Number(
                $"SELECT count(*) FROM subscriptions WHERE platform = $1 AND server_id = $2 AND state < {Ended} AND id <> $3", platform, server, subscription.Id);
            if (inServer >= limits.PerServer)
            {
                return SubscribeOutcome.ServerFull;
            }
        }

        session.Execute(
            """
            INSERT INTO subscriptions (id, platform, server_id, channel_id, dossier, created_by, created_at, after, state, state_since, state_reason, data)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            ON CONFLICT (id) DO UPDATE SET
                dossier = excluded.dossier, created_by = excluded.created_by, created_at = excluded.created_at, after = excluded.after,
                state = excluded.state, state_since = excluded.state_since, state_reason = excluded.state_reason, data = excluded.data
            """,
            subscription.Id,
            platform,
            server,
            channel,
            subscription.Dossier,
            subscription.CreatedBy,
            Instants.Of(subscription.CreatedAt),
            subscription.After,
            (int)subscription.State,
            Instants.Of(subscription.StateSince),
            subscription.StateReason,
            StoredSubscription.From(subscription));
        CountVersion(session);
        return SubscribeOutcome.Added;
    }

    private static ImmutableArray<Subscription> List(SqliteSession session, string condition, params ReadOnlySpan<object?> values)
    {
        var subscriptions = ImmutableArray.CreateBuilder<Subscription>();
        using var reader = session.Query($"SELECT {StoredSubscription.Columns} FROM subscriptions {condition}", values);
        while (reader.Read())
        {
            subscriptions.Add(StoredSubscription.Read(reader));
        }

        return subscriptions.ToImmutable();
    }

    private static void Check(Subscription subscription)
    {
        StoreIds.Check(subscription.Id, nameof(subscription));
        StoreIds.Check(subscription.Channel, nameof(subscription));
        StoreIds.Check(subscription.Dossier ?? "none", nameof(subscription));
        StoreIds.Check(subscription.CreatedBy, nameof(subscription));
    }

    private Task<T> ReadAsync<T>(Func<SqliteSession, T> read, T absent, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<T>(cancellationToken)
            : Task.FromResult(file.ReadSince(StoreMigrations.FirstWithUpdates, read, absent, cancellationToken));
}
