using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>Writes deliveries that are to be made, and reads those there are.</summary>
internal sealed class DeliveryRows(SqliteSession session)
{
    private const string Columns =
        """
        delivery, key, kind, platform, server_id, channel_id, group_name, due_at, state, attempts, retry_at, sending_at, confirmed_at, message_id, amends, problem, may_be_posted
        """;

    // 0 for a subscription that is not known: it was forgotten.
    private readonly Dictionary<string, long> _subscriptions = new(StringComparer.Ordinal);

    /// <summary>Owes a draft's items, but for those already owed or sent and those of subscriptions that have ended or were forgotten.</summary>
    public void Add(DeliveryDraft draft)
    {
        List<OwedItem>? items = null;
        foreach (var item in draft.Items)
        {
            if (MayBeTold(item.SubscriptionId, draft.Kind) && !IsTold(item) && items?.Exists(same => IsSame(same, item)) != true)
            {
                (items ??= []).Add(item);
            }
        }

        if (items is null)
        {
            return;
        }

        var (delivery, place) = FindToJoin(draft) ?? (Insert(draft), 0);
        foreach (var item in items)
        {
            session.Execute(
                "INSERT INTO delivery_items (subscription_id, fact_id, fact_kind, mark, change, place, delivery) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                item.SubscriptionId,
                item.Fact.Id,
                (int)item.Fact.Kind,
                item.Mark,
                item.Change,
                place++,
                delivery);
        }
    }

    /// <summary>The delivery with its items, or null.</summary>
    public Delivery? Find(long id)
    {
        var found = List($"SELECT {Columns} FROM deliveries WHERE delivery = $1", id);
        return found.IsEmpty ? null : found[0];
    }

    /// <summary>Deliveries with a state, newest first.</summary>
    public ImmutableArray<Delivery> ListLatest(DeliveryState state, int limit) =>
        List($"SELECT {Columns} FROM deliveries WHERE state = $1 AND state > 2 ORDER BY delivery DESC LIMIT $2", (int)state, limit);

    /// <summary>Deliveries that told a fact or may be about to, newest first: what is on the wire, or may have been posted, is told before it can be corrected.</summary>
    public ImmutableArray<Delivery> ListTold(ChangedFact fact, int limit) => List(
        $"""
        SELECT {Columns} FROM deliveries WHERE delivery IN (
            SELECT delivery FROM delivery_items WHERE fact_id = $1 AND fact_kind = $2 AND delivery IS NOT NULL)
        AND (state IN ({(int)DeliveryState.Confirmed}, {(int)DeliveryState.Sending}, {(int)DeliveryState.Unclear}) OR (may_be_posted = 1 AND state <= {(int)DeliveryState.Claimed})) ORDER BY delivery DESC LIMIT $3
        """,
        fact.Id,
        (int)fact.Kind,
        limit);

    private ImmutableArray<Delivery> List(string sql, params ReadOnlySpan<object?> values)
    {
        var rows = new List<Delivery>();
        using (var reader = session.Query(sql, values))
        {
            while (reader.Read())
            {
                rows.Add(Read(reader));
            }
        }

        return [.. rows.Select(row => row with { Items = Items(row.Id) })];
    }

    private ImmutableArray<OwedItem> Items(long delivery)
    {
        var items = ImmutableArray.CreateBuilder<OwedItem>();
        using var reader = session.Query(
            "SELECT subscription_id, fact_kind, fact_id, mark, change FROM delivery_items WHERE delivery = $1 ORDER BY place", delivery);
        while (reader.Read())
        {
            items.Add(new OwedItem(
                reader.GetString(0), new ChangedFact((FactKind)reader.GetInt32(1), reader.GetString(2)), reader.GetString(3), reader.GetInt64(4)));
        }

        return items.ToImmutable();
    }

    private static bool IsSame(OwedItem one, OwedItem other) =>
        one.SubscriptionId == other.SubscriptionId && one.Fact == other.Fact && one.Mark == other.Mark;

    // What was delivered is corrected although the channel wants no more.
    private bool MayBeTold(string subscription, DeliveryKind kind)
    {
        if (!_subscriptions.TryGetValue(subscription, out var state))
        {
            state = session.Number("SELECT state + 1 FROM subscriptions WHERE id = $1", subscription) ?? 0;
            _subscriptions.Add(subscription, state);
        }

        return state > 0 && (kind == DeliveryKind.Amendment || state - 1 < (int)SubscriptionState.Ended);
    }

    private bool IsTold(OwedItem item) => session.Number(
        "SELECT 1 FROM delivery_items WHERE subscription_id = $1 AND fact_id = $2 AND fact_kind = $3 AND mark = $4",
        item.SubscriptionId,
        item.Fact.Id,
        (int)item.Fact.Kind,
        item.Mark) is not null;

    // Nothing joins what may have been posted: it would count as told, and not be in the message.
    private (long Delivery, int Place)? FindToJoin(DeliveryDraft draft)
    {
        var delivery = session.Number(
            """
            SELECT delivery FROM deliveries
            WHERE state = 0 AND platform = $1 AND server_id = $2 AND channel_id = $3 AND kind = $4 AND group_name = $5 AND may_be_posted = 0 AND amends IS $6
            ORDER BY delivery LIMIT 1
            """,
            draft.Channel.Platform,
            ChannelColumns.Server(draft.Channel),
            draft.Channel.ChannelId,
            (int)draft.Kind,
            draft.Group,
            draft.Amends);
        return delivery is { } known
            ? (known, (int)session.Number("SELECT coalesce(max(place), -1) + 1 FROM delivery_items WHERE delivery = $1", known)!.Value) // an aggregate has a row
            : null;
    }

    private long Insert(DeliveryDraft draft) => (long)session.Scalar(
        """
        INSERT INTO deliveries (key, kind, platform, server_id, channel_id, group_name, due_at, state, attempts, may_be_posted, amends)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, 0, $8) RETURNING delivery
        """,
        draft.Key,
        (int)draft.Kind,
        draft.Channel.Platform,
        ChannelColumns.Server(draft.Channel),
        draft.Channel.ChannelId,
        draft.Group,
        Instants.NotBefore(draft.DueAt),
        draft.Amends)!; // an insert returns its row

    private static Delivery Read(SqliteDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        Key = reader.GetString(1),
        Kind = (DeliveryKind)reader.GetInt32(2),
        Channel = ChannelColumns.Read(reader, 3),
        Group = reader.GetString(6),
        DueAt = Instants.From(reader.GetInt64(7)),
        State = (DeliveryState)reader.GetInt32(8),
        Attempts = reader.GetInt32(9),
        RetryAt = InstantAt(reader, 10),
        SendingAt = InstantAt(reader, 11),
        ConfirmedAt = InstantAt(reader, 12),
        MessageId = reader.IsDBNull(13) ? null : reader.GetString(13),
        Amends = reader.IsDBNull(14) ? null : reader.GetInt64(14),
        Problem = reader.IsDBNull(15) ? null : reader.GetString(15),
        MayBePosted = reader.GetBoolean(16),
    };

    private static DateTimeOffset? InstantAt(SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : Instants.From(reader.GetInt64(column));
}
