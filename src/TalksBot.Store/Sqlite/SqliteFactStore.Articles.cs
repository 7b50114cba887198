using System.Collections.Immutable;
using TalksBot.Domain;
using TalksBot.Store.Text;

namespace TalksBot.Store.Sqlite;

public sealed partial class SqliteFactStore
{
    /// <inheritdoc/>
    public Task<StoreSummary> GetSummaryAsync(FactScope scope, CancellationToken cancellationToken) => ReadAsync(
        session =>
        {
            if (Visibility.Of(session, scope) is not { } visibility)
            {
                return new StoreSummary(0, 0, 0, 0, 0, null, null);
            }

            var dossier = visibility.Dossier;

            var counts = new Dictionary<string, long>(StringComparer.Ordinal);
            using (var reader = session.Query("SELECT kind, number FROM counts WHERE dossier = $1", dossier))
            {
                while (reader.Read())
                {
                    counts[reader.GetString(0)] = reader.GetInt64(1);
                }
            }

            var summary = new StoreSummary(
                counts.GetValueOrDefault(FactCounts.Articles),
                counts.GetValueOrDefault(FactCounts.Statements),
                counts.GetValueOrDefault(FactCounts.Proposals),
                counts.GetValueOrDefault(FactCounts.Meetings),
                counts.GetValueOrDefault(FactCounts.Actors),
                PublishedAt("min"),
                PublishedAt("max"));
            return visibility.HasHidden ? new VisibleCounts(session, visibility).Count(summary) : summary;

            DateOnly? PublishedAt(string end) => session.Scalar(
                $"""
                SELECT r.published_on FROM article_dossiers d JOIN articles a ON a.article = d.article JOIN revisions r ON r.revision_row = a.revision_row
                WHERE d.dossier = $1 AND d.first_key = (SELECT {end}(first_key) FROM article_dossiers WHERE dossier = $1)
                """,
                dossier) is string day ? FactKey.Day(day) : null;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<ArticleRevision>> ListArticlesAsync(FactScope scope, int limit, CancellationToken cancellationToken) => ReadAsync(
        session =>
        {
            var articles = ImmutableArray.CreateBuilder<ArticleRevision>();
            if (limit > 0 && Visibility.Of(session, scope) is { } visibility)
            {
                using var reader = session.Query(
                    $"""
                    SELECT {RevisionReader.ArticleColumns}, d.article
                    FROM article_dossiers d CROSS JOIN articles a ON a.article = d.article CROSS JOIN revisions r ON r.revision_row = a.revision_row
                    WHERE d.dossier = $1 ORDER BY d.first_key DESC LIMIT $2
                    """,
                    visibility.Dossier,
                    visibility.HasHidden ? -1 : limit);
                while (articles.Count < limit && reader.Read())
                {
                    if (!visibility.HasHidden || visibility.Shows(reader.GetInt64(8)))
                    {
                        articles.Add(RevisionReader.ReadArticle(reader));
                    }
                }
            }

            return articles.ToImmutable();
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<string?> FindBodyAsync(ArticleId id, int revision, CancellationToken cancellationToken) => ReadAsync(
        session =>
        {
            using var reader = session.Query(
                "SELECT r.encoding, r.body FROM articles a JOIN revisions r ON r.article = a.article WHERE a.id = $1 AND r.revision = $2",
                id.Value,
                revision);
            return reader.Read() ? BodyText.Decode(reader.GetInt32(0), reader.GetFieldValue<byte[]>(1)) : null;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<KnownArticle?> FindArticleAsync(ArticleId id, CancellationToken cancellationToken) => ReadAsync(
        session =>
        {
            using var reader = session.Query(
                $"""
                SELECT {RevisionReader.ArticleColumns}, r.content_hash, a.extractor_version
                FROM articles a JOIN revisions r ON r.revision_row = a.revision_row WHERE a.id = $1
                """,
                id.Value);
            if (!reader.Read())
            {
                return null;
            }

            var known = new KnownArticle(RevisionReader.ReadArticle(reader), reader.GetString(8), reader.GetString(9));
            return known with { Dossiers = DossiersOf(session, id) };
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<ArticleRevision?> FindByStemAsync(string stem, CancellationToken cancellationToken) => ReadAsync(
        session =>
        {
            using var reader = session.Query(
                $"""
                SELECT {RevisionReader.ArticleColumns}
                FROM revisions r JOIN articles a ON a.revision_row = r.revision_row WHERE r.stem = $1 LIMIT 1
                """,
                stem);
            return reader.Read() ? RevisionReader.ReadArticle(reader) : null;
        },
        cancellationToken);

    private static ImmutableArray<string> DossiersOf(SqliteSession session, ArticleId id)
    {
        using var reader = session.Query(
            """
            SELECT d.name FROM article_dossiers x JOIN dossiers d ON d.dossier = x.dossier JOIN articles a ON a.article = x.article
            WHERE a.id = $1 AND d.dossier <> 0 ORDER BY d.name
            """,
            id.Value);
        var names = ImmutableArray.CreateBuilder<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names.ToImmutable();
    }

    /// <inheritdoc/>
    public Task<ImmutableDictionary<string, long>> CountTermsAsync(IReadOnlyCollection<string> terms, CancellationToken cancellationToken) => ReadAsync(
        session =>
        {
            var counts = ImmutableDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
            foreach (var term in terms)
            {
                counts[term] = TermCounts.Count(session, TermAnalyzer.Alternatives(term));
            }

            return counts.ToImmutable();
        },
        cancellationToken);
}
