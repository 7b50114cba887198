using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>The change log, in the file of the facts.</summary>
internal sealed class SqliteChangeLog(SqliteStoreFile file) : IChangeLog
{
    private const string Columns =
        "c.sequence, c.kind, c.fact_kind, c.fact_id, a.id, c.revision_row, c.published_on, c.recorded_at, c.data, c.article FROM changes c CROSS JOIN articles a ON a.article = c.article";

    /// <inheritdoc/>
    public Task<ImmutableArray<Change>> ReadChangesAsync(long after, int limit, CancellationToken cancellationToken) => ReadAsync<ImmutableArray<Change>>(
        session => Read(session, $"SELECT {Columns} WHERE c.sequence > $1 ORDER BY c.sequence", limit, isWhole: true, after),
        absent: [],
        cancellationToken);

    /// <inheritdoc/>
    public Task<long> GetLastChangeAsync(CancellationToken cancellationToken) => ReadAsync(
        session => session.Number("SELECT seq FROM sqlite_sequence WHERE name = 'changes'") ?? 0,
        absent: 0,
        cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<Change>> ListChangesAsync(DateTimeOffset since, DateTimeOffset until, int limit, CancellationToken cancellationToken) => ReadAsync(
        session => Read(
            session,
            $"SELECT {Columns} WHERE c.recorded_at >= $1 AND c.recorded_at < $2 ORDER BY c.recorded_at DESC, c.sequence DESC",
            limit,
            isWhole: false,
            Instants.NotBefore(since),
            Instants.NotBefore(until)),
        absent: [],
        cancellationToken);

    /// <inheritdoc/>
    public Task<int> PruneChangesAsync(DateTimeOffset before, CancellationToken cancellationToken) => file.WriteAsync(
        session => session.Execute(
            "DELETE FROM changes WHERE recorded_at < $1 AND sequence <= (SELECT cursor FROM matcher WHERE only = 1)", Instants.NotBefore(before)),
        cancellationToken);

    private static ImmutableArray<Change> Read(SqliteSession session, string sql, int limit, bool isWhole, params ReadOnlySpan<object?> values)
    {
        var changes = ImmutableArray.CreateBuilder<Change>();
        var revisions = new RevisionReader(session);
        using var reader = session.Query(sql, values);
        var article = -1L;
        while (reader.Read() && (changes.Count < limit || (isWhole && reader.GetInt64(9) == article)))
        {
            article = reader.GetInt64(9);
            var stored = SqliteFactStore.Parse(reader.GetFieldValue<byte[]>(8), UpdateJson.Default.StoredChange);
            var body = revisions.Get(reader.GetInt64(5)).Body;
            changes.Add(new Change
            {
                Sequence = reader.GetInt64(0),
                Kind = (ChangeKind)reader.GetInt32(1),
                Fact = new ChangedFact((FactKind)reader.GetInt32(2), reader.GetString(3)),
                ReplacedId = stored.ReplacedId,
                Before = stored.Before?.ToBefore(),
                Article = new ArticleId(reader.GetString(4)),
                PublishedOn = FactKey.Day(reader.GetString(6)),
                RecordedAt = Instants.From(reader.GetInt64(7)),
                Dossiers = Spans.Names(stored.Dossiers),
                KnownIn = Spans.Names(stored.KnownIn),
                StillIn = Spans.Names(stored.StillIn),
                Actors = Spans.Names(stored.Actors),
                Text = StoredChange.Cut(body, stored.Text, Change.MaxTextLength),
                Words = StoredChange.Cut(body, stored.Words, Change.MaxWordsLength),
            });
        }

        return changes.ToImmutable();
    }

    private Task<T> ReadAsync<T>(Func<SqliteSession, T> read, T absent, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<T>(cancellationToken)
            : Task.FromResult(file.ReadSince(StoreMigrations.FirstWithUpdates, read, absent, cancellationToken));
}
