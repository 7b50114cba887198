using Microsoft.Data.Sqlite;
using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>What the articles that are shown say of actors, where dossiers are hidden.</summary>
/// <remarks>The sums that are kept per dossier settle most questions; where dossiers overlap so that they cannot, the articles do.</remarks>
internal sealed class VisibleActors(SqliteSession session, Visibility visibility)
{
    private readonly Dictionary<long, Share> _actors = [];

    /// <summary>Whether an article that is shown knows the actor.</summary>
    public bool Knows(long actor) => ShareOf(actor).IsShown ?? FindLatest(actor, "1", "1") is not null;

    /// <summary>Whether an article that is shown calls the actor so.</summary>
    public bool Knows(long actor, long nameRow, string name)
    {
        var share = new Share();
        using (var reader = session.Query(
            """
            SELECT 0, articles, 0 FROM name_scopes WHERE dossier = 0 AND name_row = $1 UNION ALL
            SELECT d.dossier, s.articles, 0 FROM dossiers d CROSS JOIN name_scopes s ON s.dossier = d.dossier AND s.name_row = $1 WHERE d.dossier > 0
            """,
            nameRow))
        {
            share.Read(reader, visibility);
        }

        return share.IsShown ?? IsCalled(actor, name);
    }

    /// <summary>Passages that are shown and mention the actor; at least so many.</summary>
    public long Mentions(long actor) => ShareOf(actor).Mentions;

    /// <summary>Whether an article that is shown has the actor by a proper name.</summary>
    public bool IsNamed(long actor) => FindLatest(actor, "is_named", "is_named") is not null;

    /// <summary>The actor without aliases, as the newest articles that are shown describe it; null where none knows it.</summary>
    /// <param name="actor">Its number.</param>
    /// <param name="everywhere">What all articles, hidden ones too, say: what none of them says is not looked for.</param>
    public Actor? Describe(long actor, Actor everywhere) => FindLatest(actor, "kind", "1") is long kind
        ? everywhere with
        {
            Kind = (ActorKind)kind,
            Role = everywhere.Role is null ? null : (string?)FindLatest(actor, "role", "role IS NOT NULL"),
            Of = everywhere.Of is null ? null : (string?)FindLatest(actor, "of_name", "of_name IS NOT NULL"),
            IsNamed = everywhere.IsNamed && IsNamed(actor),
        }
        : null;

    private Share ShareOf(long actor)
    {
        if (!_actors.TryGetValue(actor, out var share))
        {
            share = new Share();
            using var reader = session.Query(
                """
                SELECT 0, articles, mentions FROM actor_scopes WHERE dossier = 0 AND actor = $1 UNION ALL
                SELECT d.dossier, s.articles, s.mentions FROM dossiers d CROSS JOIN actor_scopes s ON s.dossier = d.dossier AND s.actor = $1 WHERE d.dossier > 0
                """,
                actor);
            share.Read(reader, visibility);
            _actors.Add(actor, share);
        }

        return share;
    }

    private object? FindLatest(long actor, string column, string condition)
    {
        using var reader = session.Query(
            $"SELECT article, {column} FROM article_actors WHERE actor = $1 AND {condition} ORDER BY first_key DESC",
            actor);
        while (reader.Read())
        {
            if (visibility.Shows(reader.GetInt64(0)))
            {
                return reader.GetValue(1);
            }
        }

        return null;
    }

    private bool IsCalled(long actor, string name)
    {
        using var reader = session.Query("SELECT article, names FROM article_actors WHERE actor = $1 ORDER BY first_key DESC", actor);
        while (reader.Read())
        {
            if (visibility.Shows(reader.GetInt64(0))
                && SqliteFactStore.Parse(reader.GetFieldValue<byte[]>(1), StoreJson.Default.StringArray).Contains(name, StringComparer.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    // Sums over the articles of each dossier. An article may be in several, so that they give bounds.
    private sealed class Share
    {
        private long _all;
        private long _hidden;
        private long _mostHidden;
        private long _shown;
        private long _allMentions;
        private long _hiddenMentions;
        private long _shownMentions;

        /// <summary>Whether an article that is shown is among them; null where the sums cannot tell.</summary>
        public bool? IsShown => _shown > 0 || _all > _hidden ? true : _mostHidden >= _all ? false : null;

        public long Mentions => Math.Max(_shownMentions, _allMentions - _hiddenMentions);

        public void Read(SqliteDataReader reader, Visibility visibility)
        {
            while (reader.Read())
            {
                var (dossier, articles, mentions) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
                if (dossier == Dossiers.Everything)
                {
                    (_all, _allMentions) = (articles, mentions);
                }
                else if (visibility.Hidden.Contains(dossier))
                {
                    _hidden += articles;
                    _hiddenMentions += mentions;
                    _mostHidden = Math.Max(_mostHidden, articles);
                }
                else
                {
                    _shown = Math.Max(_shown, articles);
                    _shownMentions = Math.Max(_shownMentions, mentions);
                }
            }
        }
    }
}
