using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>Counts what is shown where dossiers are hidden: all there is, less what stands in hidden articles alone.</summary>
internal sealed class VisibleCounts(SqliteSession session, Visibility visibility)
{
    /// <summary><paramref name="all"/> without what is hidden; exact.</summary>
    public StoreSummary Count(StoreSummary all)
    {
        var articles = HiddenArticles();
        return new StoreSummary(
            all.Articles - articles.Count,
            all.Statements - Facts("statements", "key", articles),
            all.Proposals - Facts("proposals", "key", articles),
            all.Meetings - Facts("meetings", "fact_key", articles),
            all.Actors - Actors(articles),
            PublishedAt("ASC"),
            PublishedAt("DESC"));
    }

    private Dictionary<long, KeyRange> HiddenArticles()
    {
        var articles = new Dictionary<long, KeyRange>();
        foreach (var dossier in visibility.Hidden)
        {
            using var reader = session.Query(
                "SELECT a.article, a.first_key, a.last_key FROM article_dossiers x CROSS JOIN articles a ON a.article = x.article WHERE x.dossier = $1",
                dossier);
            while (reader.Read())
            {
                var article = reader.GetInt64(0);
                if (!visibility.Shows(article))
                {
                    articles[article] = new KeyRange(reader.GetInt64(1), reader.GetInt64(2));
                }
            }
        }

        return articles;
    }

    // A fact is hidden when all its occurrences are. Most have one only, which is all that is remembered of them.
    private long Facts(string table, string keyColumn, Dictionary<long, KeyRange> articles)
    {
        var hidden = 0L;
        var shared = new Dictionary<string, (long Hidden, long All)>(StringComparer.Ordinal);
        foreach (var range in articles.Values)
        {
            using var reader = session.Query(
                $"SELECT f.id, (SELECT count(*) FROM {table} o WHERE o.id = f.id) FROM {table} f WHERE f.{keyColumn} BETWEEN $1 AND $2",
                range.First,
                range.Last);
            while (reader.Read())
            {
                var occurrences = reader.GetInt64(1);
                if (occurrences == 1)
                {
                    hidden++;
                }
                else
                {
                    var id = reader.GetString(0);
                    shared[id] = (shared.GetValueOrDefault(id).Hidden + 1, occurrences);
                }
            }
        }

        return hidden + shared.Values.Count(fact => fact.Hidden == fact.All);
    }

    private long Actors(Dictionary<long, KeyRange> articles)
    {
        var hidden = new Dictionary<long, long>();
        foreach (var article in articles.Keys)
        {
            using var reader = session.Query("SELECT actor FROM article_actors WHERE article = $1", article);
            while (reader.Read())
            {
                var actor = reader.GetInt64(0);
                hidden[actor] = hidden.GetValueOrDefault(actor) + 1;
            }
        }

        return hidden.Count(actor => session.Number("SELECT articles FROM actor_scopes WHERE dossier = 0 AND actor = $1", actor.Key) == actor.Value);
    }

    private DateOnly? PublishedAt(string order)
    {
        using var reader = session.Query(
            $"""
            SELECT a.article, r.published_on FROM article_dossiers x CROSS JOIN articles a ON a.article = x.article
            CROSS JOIN revisions r ON r.revision_row = a.revision_row WHERE x.dossier = 0 ORDER BY x.first_key {order}
            """);
        while (reader.Read())
        {
            if (visibility.Shows(reader.GetInt64(0)))
            {
                return FactKey.Day(reader.GetString(1));
            }
        }

        return null;
    }
}
