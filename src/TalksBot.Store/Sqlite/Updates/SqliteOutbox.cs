using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>What is owed to channels, in the file of the facts.</summary>
internal sealed class SqliteOutbox(SqliteStoreFile file) : IOutbox
{
    private const int Owed = (int)DeliveryState.Owed;
    private const int Claimed = (int)DeliveryState.Claimed;
    private const int Sending = (int)DeliveryState.Sending;
    private const int Dropped = (int)DeliveryState.Dropped;

    private const int MaxProblemLength = 500;

    /// <inheritdoc/>
    public Task<long> GetCursorAsync(CancellationToken cancellationToken) => file.WriteAsync(
        session =>
        {
            // While there is no subscription nobody waits for what is logged, and the next one begins with what comes after it.
            session.Execute(
                """
                UPDATE matcher SET cursor = coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'changes'), 0)
                WHERE cursor = 0 AND NOT EXISTS (SELECT 1 FROM subscriptions)
                """);
            return Cursor(session);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> CommitAsync(OutboxCommit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit);
        Check(commit.Drafts);
        return file.WriteAsync(
            session =>
            {
                if (Cursor(session) != commit.From)
                {
                    return false;
                }

                var recordedAt = LastRecordedAt(session);
                foreach (var meeting in commit.RemindersOff)
                {
                    UnsentItems.RemoveReminders(session, meeting, recordedAt);
                }

                AddAll(session, commit.Drafts, cancellationToken);

                // Last, for it may have been told in the same changes that it is withdrawn; one that came back is there again.
                foreach (var fact in commit.Withdrawn.Where(fact => !ToldFacts.IsTold(session, fact)))
                {
                    UnsentItems.RemoveOf(session, fact, recordedAt);
                }

                session.Execute("UPDATE matcher SET cursor = $1", commit.To);
                return true;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task AddAsync(ImmutableArray<DeliveryDraft> drafts, CancellationToken cancellationToken)
    {
        Check(drafts);
        return file.WriteAsync(
            session =>
            {
                AddAll(session, drafts, cancellationToken);
                return true;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<Delivery>> ClaimAsync(OutboxClaim claim, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);

        // Looking locks nobody out, and most looks find nothing.
        if (Read(session => new OwedScan(session, claim.Platform).FindDue(claim), absent: [], cancellationToken).Count == 0)
        {
            return [];
        }

        return await file.WriteAsync<ImmutableArray<Delivery>>(
            session =>
            {
                var rows = new DeliveryRows(session);
                var claimed = ImmutableArray.CreateBuilder<Delivery>();
                foreach (var id in new OwedScan(session, claim.Platform).FindDue(claim))
                {
                    session.Execute($"UPDATE deliveries SET state = {Claimed} WHERE delivery = $1", id);
                    claimed.Add(rows.Find(id)!); // it was just found
                }

                return claimed.ToImmutable();
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<DateTimeOffset?> FindNextDueAsync(string platform, CancellationToken cancellationToken) =>
        ReadAsync(session => new OwedScan(session, platform).FindNextDue(), absent: null, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> BeginSendingAsync(long id, DateTimeOffset at, CancellationToken cancellationToken) => file.WriteAsync(
        session =>
        {
            // A subscription that ended while its delivery could have been posted was not taken out of it then.
            session.Execute(
                $"""
                UPDATE deliveries SET state = {Dropped}, ended_at = $2 WHERE delivery = $1 AND state = {Claimed} AND kind <> {(int)DeliveryKind.Amendment} AND NOT EXISTS (
                    SELECT 1 FROM delivery_items i JOIN subscriptions s ON s.id = i.subscription_id
                    WHERE i.delivery = $1 AND s.state < {(int)SubscriptionState.Ended})
                """,
                id,
                Instants.Of(at));
            return session.Execute(
                $"""
                UPDATE deliveries SET state = {Sending}, attempts = attempts + 1, sending_at = coalesce(sending_at, $2) WHERE delivery = $1 AND state = {Claimed}
                """,
                id,
                Instants.Of(at)) > 0;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task FinishAsync(long id, DeliveryState state, DateTimeOffset at, string? messageId, string? problem, CancellationToken cancellationToken)
    {
        if (state is DeliveryState.Owed or DeliveryState.Claimed or DeliveryState.Sending)
        {
            throw new ArgumentOutOfRangeException(nameof(state), state, "A delivery does not end so.");
        }

        return file.WriteAsync(
            session => session.Execute(
                $"""
                UPDATE deliveries SET state = $2, ended_at = $3, confirmed_at = iif($2 = {(int)DeliveryState.Confirmed}, $3, NULL),
                    message_id = coalesce($4, message_id), problem = coalesce($5, problem), retry_at = NULL
                WHERE delivery = $1 AND state <= {Sending}
                """,
                id,
                (int)state,
                Instants.Of(at),
                messageId,
                Bounded(problem)),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task ReturnAsync(long id, DateTimeOffset retryAt, bool mayBePosted, string? problem, CancellationToken cancellationToken) => file.WriteAsync(
        session => session.Execute(
            $"""
            UPDATE deliveries SET state = {Owed}, retry_at = $2, may_be_posted = max(may_be_posted, $3), problem = coalesce($4, problem),
                sending_at = iif(max(may_be_posted, $3), sending_at, NULL)
            WHERE delivery = $1 AND state IN ({Claimed}, {Sending})
            """,
            id,
            Instants.NotBefore(retryAt),
            mayBePosted,
            Bounded(problem)),
        cancellationToken);

    /// <inheritdoc/>
    public Task<int> RecoverAsync(CancellationToken cancellationToken) => file.WriteAsync(
        session => session.Execute(
            $"UPDATE deliveries SET may_be_posted = max(may_be_posted, state = {Sending}), state = {Owed} WHERE state BETWEEN {Claimed} AND {Sending}"),
        cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<Delivery>> FindToldAsync(ChangedFact fact, int limit, CancellationToken cancellationToken) =>
        ReadAsync(session => new DeliveryRows(session).ListTold(fact, limit), absent: [], cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<(OwedItem Item, Delivery Delivery)>> ListItemsAsync(
        string subscriptionId, IReadOnlyCollection<ChangedFact> facts, CancellationToken cancellationToken) => ReadAsync<ImmutableArray<(OwedItem, Delivery)>>(
        session =>
        {
            var rows = new DeliveryRows(session);
            var found = ImmutableArray.CreateBuilder<(OwedItem, Delivery)>();
            foreach (var fact in facts.Distinct())
            {
                var items = new List<(string Mark, long Change, long Delivery)>();
                using (var reader = session.Query(
                    "SELECT mark, change, delivery FROM delivery_items WHERE subscription_id = $1 AND fact_id = $2 AND fact_kind = $3 AND delivery IS NOT NULL",
                    subscriptionId,
                    fact.Id,
                    (int)fact.Kind))
                {
                    while (reader.Read())
                    {
                        items.Add((reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2)));
                    }
                }

                foreach (var (mark, change, id) in items)
                {
                    if (rows.Find(id) is { } delivery)
                    {
                        found.Add((new OwedItem(subscriptionId, fact, mark, change), delivery));
                    }
                }
            }

            return found.ToImmutable();
        },
        absent: [],
        cancellationToken);

    /// <inheritdoc/>
    public Task<Delivery?> FindDeliveryAsync(long id, CancellationToken cancellationToken) =>
        ReadAsync(session => new DeliveryRows(session).Find(id), absent: null, cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<Delivery>> ListParkedAsync(int limit, CancellationToken cancellationToken) =>
        ReadAsync(session => new DeliveryRows(session).ListLatest(DeliveryState.Parked, limit), absent: [], cancellationToken);

    /// <inheritdoc/>
    public Task<int> RetryParkedAsync(CancellationToken cancellationToken) => file.WriteAsync(
        session => session.Execute($"UPDATE deliveries SET state = {Owed}, ended_at = NULL, retry_at = NULL WHERE state = {(int)DeliveryState.Parked}"),
        cancellationToken);

    /// <inheritdoc/>
    public Task<int> DropParkedAsync(DateTimeOffset at, CancellationToken cancellationToken) => file.WriteAsync(
        session => session.Execute($"UPDATE deliveries SET state = {Dropped}, ended_at = $1 WHERE state = {(int)DeliveryState.Parked}", Instants.Of(at)),
        cancellationToken);

    /// <inheritdoc/>
    public Task<OutboxSummary> GetOutboxSummaryAsync(DateTimeOffset now, CancellationToken cancellationToken) => ReadAsync(
        session =>
        {
            var counts = new long[(int)DeliveryState.Dropped + 1];
            Count("SELECT state, count(*) FROM deliveries WHERE state > 2 GROUP BY state");
            Count("SELECT state, count(*) FROM deliveries WHERE state BETWEEN 1 AND 2 GROUP BY state");
            Count("SELECT state, count(*) FROM deliveries WHERE state = 0 GROUP BY state");
            return new OutboxSummary(
                counts[Owed],
                session.Number("SELECT count(*) FROM deliveries WHERE state = 0 AND due_at <= $1", Instants.Of(now)) ?? 0,
                counts[Claimed],
                counts[Sending],
                counts[(int)DeliveryState.Confirmed],
                counts[(int)DeliveryState.Unclear],
                counts[(int)DeliveryState.Parked],
                counts[Dropped],
                Instants.From(session.Number("SELECT min(due_at) FROM deliveries WHERE state = 0")));

            void Count(string sql)
            {
                using var reader = session.Query(sql);
                while (reader.Read())
                {
                    counts[reader.GetInt32(0)] = reader.GetInt64(1);
                }
            }
        },
        absent: new OutboxSummary(0, 0, 0, 0, 0, 0, 0, 0, null),
        cancellationToken);

    /// <inheritdoc/>
    public Task<int> PruneDeliveriesAsync(DateTimeOffset before, CancellationToken cancellationToken) => file.WriteAsync(
        session =>
        {
            var limit = Instants.Of(before);
            session.Execute(
                "UPDATE delivery_items SET delivery = NULL WHERE delivery IN (SELECT delivery FROM deliveries WHERE state > 2 AND ended_at < $1)", limit);
            var pruned = session.Execute("DELETE FROM deliveries WHERE state > 2 AND ended_at < $1", limit);

            // What is left of a subscription that ended that long ago goes with it.
            session.Execute(
                """
                DELETE FROM delivery_items WHERE delivery IS NULL AND subscription_id IN (
                    SELECT id FROM subscriptions WHERE state = 2 AND state_since < $1)
                """,
                limit);
            session.Execute("DELETE FROM subscriptions WHERE state = 2 AND state_since < $1", limit);
            return pruned;
        },
        cancellationToken);

    private static long Cursor(SqliteSession session) => session.Number("SELECT cursor FROM matcher WHERE only = 1") ?? 0;

    // The end of what was dropped, where nobody says when it is: when the last change was recorded.
    private static long LastRecordedAt(SqliteSession session) => session.Number("SELECT recorded_at FROM changes ORDER BY sequence DESC LIMIT 1") ?? 0;

    private static void AddAll(SqliteSession session, ImmutableArray<DeliveryDraft> drafts, CancellationToken cancellationToken)
    {
        var rows = new DeliveryRows(session);
        foreach (var draft in drafts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows.Add(draft);
        }
    }

    private static void Check(ImmutableArray<DeliveryDraft> drafts)
    {
        foreach (var draft in drafts)
        {
            StoreIds.Check(draft.Channel, nameof(drafts));
            StoreIds.Check(draft.Key, nameof(drafts));
            StoreIds.Check(draft.Group.Length == 0 ? "none" : draft.Group, nameof(drafts));
        }
    }

    private static string? Bounded(string? problem) => problem?.Length > MaxProblemLength ? problem[..MaxProblemLength] : problem;

    private T Read<T>(Func<SqliteSession, T> read, T absent, CancellationToken cancellationToken) =>
        file.ReadSince(StoreMigrations.FirstWithUpdates, read, absent, cancellationToken);

    private Task<T> ReadAsync<T>(Func<SqliteSession, T> read, T absent, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled<T>(cancellationToken) : Task.FromResult(Read(read, absent, cancellationToken));
}
