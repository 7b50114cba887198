using System.Collections.Immutable;
using System.Text.Json;
using TalksBot.Domain;
using TalksBot.Store.Names;

namespace TalksBot.Store.Sqlite;

/// <summary>Writes actors and their names, and the sums that are searched.</summary>
internal sealed class ActorRows(SqliteSession session)
{
    private readonly Dictionary<string, long> _rows = new(StringComparer.Ordinal);

    /// <summary>The number of the actor; it is added when it is new.</summary>
    public long Get(string name)
    {
        if (!_rows.TryGetValue(name, out var row))
        {
            row = session.Number("SELECT actor FROM actors WHERE name = $1", name)
                ?? (long)session.Scalar("INSERT INTO actors (name) VALUES ($1) RETURNING actor", name)!; // an insert returns its row
            _rows.Add(name, row);
        }

        return row;
    }

    /// <summary>Adds what an article says of its actors.</summary>
    public void Add(long article, long firstKey, ArticleFacts facts, SortedSet<long> dossiers)
    {
        var mentions = facts.Passages
            .SelectMany(passage => passage.Actors.Distinct(StringComparer.Ordinal))
            .CountBy(name => name, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
        foreach (var group in facts.Actors.Select(actor => actor.Actor).GroupBy(actor => actor.Name, StringComparer.Ordinal))
        {
            var actor = group.First();
            var names = group.SelectMany(same => same.Aliases).Prepend(actor.Name).Distinct(StringComparer.Ordinal).ToArray();
            AddActor(article, firstKey, actor, names, mentions.GetValueOrDefault(actor.Name), dossiers);
        }
    }

    /// <summary>Takes back what an article says of its actors, in these dossiers.</summary>
    public void Remove(long article, SortedSet<long> dossiers)
    {
        var said = new List<(long Actor, long FirstKey, long Mentions, string[] Names)>();
        using (var reader = session.Query("SELECT actor, first_key, mentions, names FROM article_actors WHERE article = $1", article))
        {
            while (reader.Read())
            {
                var names = JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(3), StoreJson.Default.StringArray) ?? [];
                said.Add((reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), names));
            }
        }

        session.Execute("DELETE FROM article_actors WHERE article = $1", article);
        foreach (var (actor, firstKey, mentions, names) in said)
        {
            foreach (var dossier in dossiers)
            {
                TakeBack(dossier, actor, firstKey, mentions);
                foreach (var name in names)
                {
                    var row = session.Number("SELECT name_row FROM actor_names WHERE actor = $1 AND name = $2", actor, name);
                    session.Execute("UPDATE name_scopes SET articles = articles - 1 WHERE dossier = $1 AND name_row = $2", dossier, row);
                    session.Execute("DELETE FROM name_scopes WHERE dossier = $1 AND name_row = $2 AND articles <= 0", dossier, row);
                }
            }
        }
    }

    private void AddActor(long article, long firstKey, Actor actor, string[] names, long mentions, SortedSet<long> dossiers)
    {
        var row = Get(actor.Name);
        session.Execute(
            """
            INSERT INTO article_actors (article, actor, first_key, kind, role, of_name, is_named, mentions, names)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            article,
            row,
            firstKey,
            (int)actor.Kind,
            actor.Role,
            actor.Of,
            actor.IsNamed,
            mentions,
            JsonSerializer.SerializeToUtf8Bytes(names, StoreJson.Default.StringArray));

        var nameRows = names.Select(name => GetName(row, name, actor.IsNamed)).ToList();
        foreach (var dossier in dossiers)
        {
            AddToScope(dossier, row, firstKey, actor, mentions);
            foreach (var name in nameRows)
            {
                session.Execute(
                    """
                    INSERT INTO name_scopes (dossier, name_row, articles) VALUES ($1, $2, 1)
                    ON CONFLICT (dossier, name_row) DO UPDATE SET articles = articles + 1
                    """,
                    dossier,
                    name);
            }
        }
    }

    // What the newest article says of an actor holds; what it does not say is kept from older ones.
    private void AddToScope(long dossier, long row, long firstKey, Actor actor, long mentions)
    {
        var isNew = session.Number(
            """
            INSERT INTO actor_scopes (dossier, actor, kind, role, of_name, is_named, mentions, articles, described_key)
            VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8)
            ON CONFLICT (dossier, actor) DO UPDATE SET
                kind = iif(excluded.described_key >= described_key, excluded.kind, kind),
                role = iif(excluded.described_key >= described_key, coalesce(excluded.role, role), coalesce(role, excluded.role)),
                of_name = iif(excluded.described_key >= described_key, coalesce(excluded.of_name, of_name), coalesce(of_name, excluded.of_name)),
                is_named = max(is_named, excluded.is_named),
                mentions = mentions + excluded.mentions,
                articles = articles + 1,
                described_key = max(described_key, excluded.described_key)
            RETURNING articles
            """,
            dossier,
            row,
            (int)actor.Kind,
            actor.Role,
            actor.Of,
            actor.IsNamed,
            mentions,
            firstKey) == 1;
        if (isNew)
        {
            FactCounts.Add(session, dossier, FactCounts.Actors, 1);
        }
    }

    private void TakeBack(long dossier, long actor, long firstKey, long mentions)
    {
        session.Execute(
            "UPDATE actor_scopes SET mentions = mentions - $3, articles = articles - 1 WHERE dossier = $1 AND actor = $2",
            dossier,
            actor,
            mentions);
        if (session.Execute("DELETE FROM actor_scopes WHERE dossier = $1 AND actor = $2 AND articles <= 0", dossier, actor) > 0)
        {
            FactCounts.Add(session, dossier, FactCounts.Actors, -1);
            return;
        }

        Describe(dossier, actor, firstKey);
    }

    // Describes the actor by the articles that are left, where the newest of them was taken back or may have given the role.
    private void Describe(long dossier, long actor, long removedKey)
    {
        var latest = LatestSaying(dossier, actor, "1");
        var role = session.Scalar("SELECT role FROM actor_scopes WHERE dossier = $1 AND actor = $2", dossier, actor);
        if (latest is null || (role is null && latest > removedKey))
        {
            return;
        }

        session.Execute(
            """
            UPDATE actor_scopes SET
                described_key = $3,
                kind = (SELECT kind FROM article_actors WHERE actor = $2 AND first_key = $3),
                role = (SELECT role FROM article_actors WHERE actor = $2 AND first_key = $4),
                of_name = (SELECT of_name FROM article_actors WHERE actor = $2 AND first_key = $5)
            WHERE dossier = $1 AND actor = $2
            """,
            dossier,
            actor,
            latest,
            LatestSaying(dossier, actor, "x.role IS NOT NULL"),
            LatestSaying(dossier, actor, "x.of_name IS NOT NULL"));
    }

    private long? LatestSaying(long dossier, long actor, string condition) => session.Number(
        $"""
        SELECT x.first_key FROM article_actors x CROSS JOIN article_dossiers d ON d.article = x.article AND d.dossier = $1
        WHERE x.actor = $2 AND {condition} ORDER BY x.first_key DESC LIMIT 1
        """,
        dossier,
        actor);

    private long GetName(long actor, string name, bool isNamed)
    {
        if (session.Number("SELECT name_row FROM actor_names WHERE actor = $1 AND name = $2", actor, name) is { } known)
        {
            return known;
        }

        var folded = NameFolding.Fold(name);
        var row = (long)session.Scalar(
            "INSERT INTO actor_names (actor, name, folded) VALUES ($1, $2, $3) RETURNING name_row", actor, name, folded)!; // an insert returns its row
        foreach (var (suffix, part) in Suffixes(folded))
        {
            session.Execute("INSERT OR IGNORE INTO name_suffixes (suffix, name_row) VALUES ($1, $2)", suffix, row);
            if (isNamed && !NameSimilarity.IsMinor(part))
            {
                foreach (var key in NameKeys.Of(part))
                {
                    session.Execute("INSERT OR IGNORE INTO part_keys (key, part) VALUES ($1, $2)", key, part);
                }
            }
        }

        return row;
    }

    // Names are short; where one is not (hostile text), its first words are enough to find it.
    private static IEnumerable<(string Suffix, string Part)> Suffixes(string folded)
    {
        const int most = 8;
        var start = 0;
        for (var i = 0; i < most && start < folded.Length; i++)
        {
            var end = folded.IndexOf(' ', start);
            end = end < 0 ? folded.Length : end;
            yield return (folded[start..], folded[start..end]);
            start = end + 1;
        }
    }
}
