using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>Which articles a scope shows; each is looked up once per query.</summary>
internal sealed class Visibility
{
    private readonly SqliteSession _session;
    private readonly Dictionary<long, bool> _articles = [];
    private readonly Dictionary<long, bool> _revisions = [];

    private Visibility(SqliteSession session, long dossier, ImmutableArray<long> hidden)
    {
        _session = session;
        Dossier = dossier;
        Hidden = hidden;
    }

    /// <summary>The only dossier that is shown, or <see cref="Dossiers.Everything"/>.</summary>
    public long Dossier { get; }

    /// <summary>Dossiers that are hidden; none where <see cref="Dossier"/> is one of its own.</summary>
    public ImmutableArray<long> Hidden { get; }

    /// <summary>Whether the sums kept for <see cref="Dossier"/> count what is hidden too.</summary>
    public bool HasHidden => !Hidden.IsEmpty;

    /// <summary>What <paramref name="scope"/> shows, or null where that is nothing.</summary>
    public static Visibility? Of(SqliteSession session, FactScope scope)
    {
        if (scope.Dossier is { } chosen)
        {
            return !scope.Hidden.Contains(chosen) && Dossiers.Find(session, chosen) is { } dossier ? new Visibility(session, dossier, []) : null;
        }

        // A hidden dossier of which nothing is stored hides nothing: then all is as fast as without it.
        return new Visibility(session, Dossiers.Everything, [.. scope.Hidden.Select(name => Dossiers.Find(session, name)).OfType<long>()]);
    }

    /// <summary>Whether the article is shown.</summary>
    public bool Shows(long article) => Shows(_articles, article, "SELECT dossier FROM article_dossiers WHERE article = $1");

    /// <summary>Whether the article of that revision is shown.</summary>
    public bool ShowsRevision(long revisionRow) => Shows(
        _revisions,
        revisionRow,
        "SELECT x.dossier FROM revisions r CROSS JOIN article_dossiers x ON x.article = r.article WHERE r.revision_row = $1");

    private bool Shows(Dictionary<long, bool> known, long row, string sql)
    {
        if (Dossier == Dossiers.Everything && Hidden.IsEmpty)
        {
            return true;
        }

        if (!known.TryGetValue(row, out var isShown))
        {
            isShown = ShowsAny(sql, row);
            known.Add(row, isShown);
        }

        return isShown;
    }

    private bool ShowsAny(string sql, long row)
    {
        var isHidden = false;
        using var reader = _session.Query(sql, row);
        while (reader.Read())
        {
            var dossier = reader.GetInt64(0);
            if (dossier == Dossiers.Everything)
            {
                continue;
            }

            if (Dossier == Dossiers.Everything ? !Hidden.Contains(dossier) : dossier == Dossier)
            {
                return true;
            }

            isHidden = true;
        }

        return Dossier == Dossiers.Everything && !isHidden;
    }
}
