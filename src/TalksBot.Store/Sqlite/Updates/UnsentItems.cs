using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>Takes items out of deliveries of which nothing can have been posted.</summary>
/// <remarks>
/// A delivery that is left empty is dropped; one that was claimed is owed again, so that what its dispatcher has composed is not sent.
/// The pair of subscription and event is free again. Amendments are about what is not so any more, and stay.
/// </remarks>
internal static class UnsentItems
{
    private const string IsUnsent = "d.state <= 1 AND d.may_be_posted = 0 AND d.kind <> 3";

    /// <summary>Of a subscription that ended.</summary>
    public static void RemoveOf(SqliteSession session, string subscriptionId, DateTimeOffset at) => Remove(
        session,
        $"""
        SELECT i.subscription_id, i.fact_id, i.fact_kind, i.mark, i.delivery
        FROM delivery_items i JOIN deliveries d ON d.delivery = i.delivery WHERE i.subscription_id = $1 AND {IsUnsent}
        """,
        Instants.Of(at),
        subscriptionId);

    /// <summary>About a fact that is not so any more.</summary>
    public static void RemoveOf(SqliteSession session, ChangedFact fact, long at) => Remove(
        session,
        $"""
        SELECT i.subscription_id, i.fact_id, i.fact_kind, i.mark, i.delivery
        FROM delivery_items i JOIN deliveries d ON d.delivery = i.delivery
        WHERE i.delivery IS NOT NULL AND i.fact_id = $1 AND i.fact_kind = $2 AND i.mark NOT GLOB 'withdrawn:*' AND {IsUnsent}
        """,
        at,
        fact.Id,
        (int)fact.Kind);

    /// <summary>Reminders of a meeting that is not then any more.</summary>
    public static void RemoveReminders(SqliteSession session, string meetingId, long at) => Remove(
        session,
        $"""
        SELECT i.subscription_id, i.fact_id, i.fact_kind, i.mark, i.delivery
        FROM delivery_items i JOIN deliveries d ON d.delivery = i.delivery
        WHERE i.delivery IS NOT NULL AND i.fact_id = $1 AND i.fact_kind = {(int)FactKind.Meeting} AND i.mark GLOB 'reminder:*' AND {IsUnsent}
        """,
        at,
        meetingId);

    private static void Remove(SqliteSession session, string selection, long at, params ReadOnlySpan<object?> values)
    {
        var items = new List<(string Subscription, string Fact, long Kind, string Mark)>();
        var deliveries = new HashSet<long>();
        using (var reader = session.Query(selection, values))
        {
            while (reader.Read())
            {
                items.Add((reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetString(3)));
                deliveries.Add(reader.GetInt64(4));
            }
        }

        foreach (var item in items)
        {
            session.Execute(
                "DELETE FROM delivery_items WHERE subscription_id = $1 AND fact_id = $2 AND fact_kind = $3 AND mark = $4",
                item.Subscription,
                item.Fact,
                item.Kind,
                item.Mark);
        }

        foreach (var delivery in deliveries)
        {
            session.Execute(
                """
                UPDATE deliveries SET
                    ended_at = iif(EXISTS (SELECT 1 FROM delivery_items i WHERE i.delivery = $1), NULL, $2),
                    state = iif(EXISTS (SELECT 1 FROM delivery_items i WHERE i.delivery = $1), 0, 6)
                WHERE delivery = $1
                """,
                delivery,
                at);
        }
    }
}
