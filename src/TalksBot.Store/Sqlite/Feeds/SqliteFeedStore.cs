using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Data.Sqlite;
using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>The state of feeds, beside the facts.</summary>
internal sealed class SqliteFeedStore(SqliteStoreFile file) : IFeedStore
{
    // From this schema on there are feeds; before it, none was ever looked at.
    private const long FirstWithFeeds = 4;

    private const string Columns =
        "dossier, feed, next_at, tried_at, succeeded_at, failures, problem, problem_at, entity_tag, last_modified, moved_to, is_gone, articles, left_out, given_up, "
        + "(SELECT count(*) FROM feed_items i WHERE i.dossier = f.dossier AND i.feed = f.feed AND i.retry_at IS NOT NULL)";

    /// <inheritdoc/>
    public Task<FeedState?> FindFeedAsync(string dossier, string feed, CancellationToken cancellationToken) => ReadAsync(
        session =>
        {
            using var reader = session.Query($"SELECT {Columns} FROM feeds f WHERE dossier = $1 AND feed = $2", dossier, feed);
            return reader.Read() ? State(reader) : null;
        },
        absent: null,
        cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<FeedState>> ListFeedsAsync(CancellationToken cancellationToken) => ReadAsync(
        session =>
        {
            var states = ImmutableArray.CreateBuilder<FeedState>();
            using var reader = session.Query($"SELECT {Columns} FROM feeds f ORDER BY dossier, feed");
            while (reader.Read())
            {
                states.Add(State(reader));
            }

            return states.ToImmutable();
        },
        absent: [],
        cancellationToken);

    /// <inheritdoc/>
    public Task SaveFeedAsync(FeedState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        return file.WriteAsync(
            session => session.Execute(
                """
                INSERT INTO feeds (dossier, feed, next_at, tried_at, succeeded_at, failures, problem, problem_at, entity_tag, last_modified, moved_to, is_gone)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
                ON CONFLICT (dossier, feed) DO UPDATE SET next_at = excluded.next_at, tried_at = excluded.tried_at, succeeded_at = excluded.succeeded_at,
                    failures = excluded.failures, problem = excluded.problem, problem_at = excluded.problem_at, entity_tag = excluded.entity_tag,
                    last_modified = excluded.last_modified, moved_to = excluded.moved_to, is_gone = excluded.is_gone
                """,
                state.Dossier,
                state.Feed,
                Instant(state.NextAt),
                Instant(state.TriedAt),
                Instant(state.SucceededAt),
                state.Failures,
                state.Problem,
                Instant(state.ProblemAt),
                state.EntityTag,
                state.LastModified,
                state.MovedTo,
                state.IsGone ? 1 : 0),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableDictionary<string, FeedItem>> FindItemsAsync(
        string dossier, string feed, IReadOnlyCollection<string> keys, CancellationToken cancellationToken) => ReadAsync(
        session =>
        {
            var items = ImmutableDictionary.CreateBuilder<string, FeedItem>(StringComparer.Ordinal);
            foreach (var key in keys)
            {
                using var reader = session.Query(
                    "SELECT fingerprint, outcome, failures, retry_at, seen_at FROM feed_items WHERE dossier = $1 AND feed = $2 AND key = $3", dossier, feed, key);
                if (reader.Read())
                {
                    items[key] = new FeedItem
                    {
                        Key = key,
                        Fingerprint = reader.GetString(0),
                        Outcome = (FeedItemOutcome)reader.GetInt32(1),
                        Failures = reader.GetInt32(2),
                        RetryAt = Instant(reader, 3),
                        SeenAt = Instant(reader, 4) ?? default,
                    };
                }
            }

            return items.ToImmutable();
        },
        absent: ImmutableDictionary<string, FeedItem>.Empty,
        cancellationToken);

    /// <inheritdoc/>
    public Task AddItemAsync(string dossier, string feed, FeedItem item, bool counts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item.Key.Length is 0 or > FeedItem.MaxKeyLength)
        {
            throw new ArgumentException($"The key of an item has 1 to {FeedItem.MaxKeyLength} characters; this has {item.Key.Length}.", nameof(item));
        }

        return file.WriteAsync(
            session =>
            {
                session.Execute(
                    """
                    INSERT INTO feed_items (dossier, feed, key, fingerprint, outcome, failures, retry_at, seen_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                    ON CONFLICT (dossier, feed, key) DO UPDATE SET fingerprint = excluded.fingerprint, outcome = excluded.outcome,
                        failures = excluded.failures, retry_at = excluded.retry_at, seen_at = excluded.seen_at
                    """,
                    dossier,
                    feed,
                    item.Key,
                    item.Fingerprint,
                    (int)item.Outcome,
                    item.Failures,
                    Instant(item.RetryAt),
                    Instant(item.SeenAt));
                return session.Execute(
                    """
                    INSERT INTO feeds (dossier, feed, articles, left_out, given_up) VALUES ($1, $2, $3, $4, $5)
                    ON CONFLICT (dossier, feed) DO UPDATE SET articles = articles + excluded.articles, left_out = left_out + excluded.left_out,
                        given_up = given_up + excluded.given_up
                    """,
                    dossier,
                    feed,
                    counts && item.Outcome is FeedItemOutcome.Taken ? 1 : 0,
                    counts && item.Outcome is FeedItemOutcome.LeftOut ? 1 : 0,
                    counts && item.Outcome is FeedItemOutcome.GivenUp ? 1 : 0);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task TouchItemsAsync(
        string dossier, string feed, IReadOnlyCollection<string> keys, DateTimeOffset seenAt, CancellationToken cancellationToken) => file.WriteAsync(
        session =>
        {
            foreach (var key in keys)
            {
                session.Execute("UPDATE feed_items SET seen_at = $4 WHERE dossier = $1 AND feed = $2 AND key = $3", dossier, feed, key, Instant(seenAt));
            }

            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<DateTimeOffset?> FindNextRetryAsync(string dossier, string feed, CancellationToken cancellationToken) => ReadAsync(
        session =>
        {
            using var reader = session.Query(
                "SELECT min(retry_at) FROM feed_items WHERE dossier = $1 AND feed = $2 AND retry_at IS NOT NULL", dossier, feed);
            return reader.Read() ? Instant(reader, 0) : null;
        },
        absent: null,
        cancellationToken);

    /// <inheritdoc/>
    public Task<int> GiveUpUnseenAsync(string dossier, string feed, DateTimeOffset now, CancellationToken cancellationToken) => file.WriteAsync(
        session =>
        {
            var count = session.Execute(
                "UPDATE feed_items SET outcome = $4, retry_at = NULL WHERE dossier = $1 AND feed = $2 AND retry_at <= $3 AND seen_at < $3",
                dossier,
                feed,
                Instant(now),
                (int)FeedItemOutcome.GivenUp);
            if (count > 0)
            {
                session.Execute("UPDATE feeds SET given_up = given_up + $3 WHERE dossier = $1 AND feed = $2", dossier, feed, count);
            }

            return count;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<int> PruneItemsAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        file.WriteAsync(session => session.Execute("DELETE FROM feed_items WHERE seen_at < $1", Instant(before)), cancellationToken);

    private static FeedState State(SqliteDataReader reader) => new()
    {
        Dossier = reader.GetString(0),
        Feed = reader.GetString(1),
        NextAt = Instant(reader, 2),
        TriedAt = Instant(reader, 3),
        SucceededAt = Instant(reader, 4),
        Failures = reader.GetInt32(5),
        Problem = Text(reader, 6),
        ProblemAt = Instant(reader, 7),
        EntityTag = Text(reader, 8),
        LastModified = Text(reader, 9),
        MovedTo = Text(reader, 10),
        IsGone = reader.GetInt32(11) != 0,
        Articles = reader.GetInt64(12),
        LeftOut = reader.GetInt64(13),
        GivenUp = reader.GetInt64(14),
        Waiting = reader.GetInt64(15),
    };

    private static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static DateTimeOffset? Instant(SqliteDataReader reader, int column) => reader.IsDBNull(column)
        ? null
        : DateTimeOffset.TryParseExact(
            reader.GetString(column), "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : throw new DamagedStoreException("An instant is none.");

    // Text of one width sorts as time does.
    private static string? Instant(DateTimeOffset? instant) => instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private Task<T> ReadAsync<T>(Func<SqliteSession, T> read, T absent, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<T>(cancellationToken)
            : Task.FromResult(file.ReadSince(FirstWithFeeds, read, absent, cancellationToken));
}
