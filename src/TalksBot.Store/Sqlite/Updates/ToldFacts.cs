using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>Which articles tell a fact. Speech known through another speaker only does not count.</summary>
internal static class ToldFacts
{
    /// <summary>Stands for articles that belong to no dossier.</summary>
    public const string NoDossier = "";

    /// <summary>Whether any article tells it.</summary>
    public static bool IsTold(SqliteSession session, ChangedFact fact) => Articles(session, fact).Count > 0;

    /// <summary>The dossiers of the articles that tell it, in ordinal order, but for those of <paramref name="except"/>.</summary>
    public static SortedSet<string> DossiersOf(SqliteSession session, ChangedFact fact, long? except)
    {
        var dossiers = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var article in Articles(session, fact))
        {
            if (article != except)
            {
                dossiers.UnionWith(DossiersOf(session, article));
            }
        }

        return dossiers;
    }

    /// <summary>The dossiers of an article, or the one that stands for none.</summary>
    public static List<string> DossiersOf(SqliteSession session, long article)
    {
        var names = new List<string>();
        using (var reader = session.Query(
            "SELECT d.name FROM article_dossiers x CROSS JOIN dossiers d ON d.dossier = x.dossier WHERE x.article = $1 AND x.dossier > 0", article))
        {
            while (reader.Read())
            {
                names.Add(reader.GetString(0));
            }
        }

        return names.Count == 0 ? [NoDossier] : names;
    }

    /// <summary>The articles that tell it, the newest publication first.</summary>
    public static List<long> Articles(SqliteSession session, ChangedFact fact) => fact.Kind switch
    {
        FactKind.Statement => Articles(session, "statements", "key", "AND f.is_reported = 0", fact.Id, isTold: null),
        FactKind.Proposal => Articles(session, "proposals", "key", "", fact.Id, isTold: null),
        FactKind.Meeting => Articles(session, "meetings", "fact_key", "", fact.Id, isTold: null),
        FactKind.Response => Articles(session, "proposals", "key", "", ChangedFact.ProposalOf(fact.Id), proposal => HasResponse(proposal, fact.Id)),
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact.Kind, "No such kind of fact."),
    };

    private static List<long> Articles(SqliteSession session, string table, string keyColumn, string condition, string id, Func<byte[], bool>? isTold)
    {
        var articles = new List<long>();
        using var reader = session.Query(
            $"""
            SELECT r.article, f.data FROM {table} f CROSS JOIN revisions r ON r.revision_row = f.revision_row
            WHERE f.id = $1 {condition} ORDER BY f.{keyColumn} DESC
            """,
            id);
        while (reader.Read())
        {
            var article = reader.GetInt64(0);
            if (!articles.Contains(article) && isTold?.Invoke(reader.GetFieldValue<byte[]>(1)) != false)
            {
                articles.Add(article);
            }
        }

        return articles;
    }

    private static bool HasResponse(byte[] data, string responseId)
    {
        var proposal = ChangedFact.ProposalOf(responseId);
        return (SqliteFactStore.Parse(data, StoreJson.Default.StoredProposal).Responses ?? [])
            .Any(response => ChangedFact.ResponseId(proposal, response.By, (ResponseKind)response.Kind) == responseId);
    }
}
