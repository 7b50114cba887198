using System.Text.Json;
using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>Deletes a dossier inside one open transaction.</summary>
internal sealed class DossierEraser(SqliteSession session, string name)
{
    private readonly ArticleWriter _writer = new(session, new SaveTerms("", DateTimeOffset.UnixEpoch));
    private readonly HashSet<ChangedFact> _gone = [];
    private readonly SortedSet<long> _actors = [];

    /// <summary>Deletes all that is kept of it.</summary>
    /// <param name="cancellationToken">Stops between two articles; nothing is stored then.</param>
    /// <returns>How many articles went.</returns>
    public int Erase(CancellationToken cancellationToken)
    {
        var erased = 0;
        if (Dossiers.Find(session, name) is { } dossier)
        {
            foreach (var article in Articles(dossier))
            {
                cancellationToken.ThrowIfCancellationRequested();
                erased += EraseFrom(article, dossier) ? 1 : 0;
            }

            _writer.Flush();
            session.Execute("DELETE FROM counts WHERE dossier = $1", dossier);
            session.Execute("DELETE FROM actor_scopes WHERE dossier = $1", dossier);
            session.Execute("DELETE FROM name_scopes WHERE dossier = $1", dossier);
            session.Execute("DELETE FROM dossiers WHERE dossier = $1", dossier);
        }

        EraseFromLog();
        EraseWords();
        EraseFromChannels();
        session.Execute("DELETE FROM feeds WHERE dossier = $1", name);
        session.Execute("DELETE FROM feed_items WHERE dossier = $1", name);
        return erased;
    }

    private List<long> Articles(long dossier)
    {
        var articles = new List<long>();
        using var reader = session.Query("SELECT article FROM article_dossiers WHERE dossier = $1", dossier);
        while (reader.Read())
        {
            articles.Add(reader.GetInt64(0));
        }

        return articles;
    }

    private bool EraseFrom(long article, long dossier)
    {
        var others = _writer.DossiersOf(article);
        others.ExceptWith([dossier, Dossiers.Everything]);
        using (var reader = session.Query("SELECT actor FROM article_actors WHERE article = $1", article))
        {
            while (reader.Read())
            {
                _actors.Add(reader.GetInt64(0));
            }
        }

        var facts = _writer.Rewrite(article, (before, _) => before, others.Count > 0 ? others : null);
        if (others.Count == 0)
        {
            _gone.UnionWith(TellableFacts.Of(facts).Keys);
        }

        return others.Count == 0;
    }

    // Changes of articles that other dossiers have too stay, without its name; one that was for it alone goes.
    private void EraseFromLog()
    {
        var rows = new List<(long Sequence, StoredChange Change)>();
        using (var reader = session.Query("SELECT sequence, data FROM changes WHERE instr(CAST(data AS TEXT), $1) > 0", $"\"{name}\""))
        {
            while (reader.Read())
            {
                rows.Add((reader.GetInt64(0), SqliteFactStore.Parse(reader.GetFieldValue<byte[]>(1), UpdateJson.Default.StoredChange)));
            }
        }

        foreach (var (sequence, change) in rows)
        {
            if (change.Dossiers is [var only] && only == name)
            {
                session.Execute("DELETE FROM changes WHERE sequence = $1", sequence);
                continue;
            }

            var data = JsonSerializer.SerializeToUtf8Bytes(
                change with { Dossiers = Without(change.Dossiers), KnownIn = Without(change.KnownIn), StillIn = Without(change.StillIn) },
                UpdateJson.Default.StoredChange);
            session.Execute("UPDATE changes SET data = $2 WHERE sequence = $1", sequence, data);
        }
    }

    private string[]? Without(string[]? names) => names?.Where(other => other != name).ToArray();

    // Names and words that no article has any more, and what was kept to hide facts that are gone.
    private void EraseWords()
    {
        session.Execute("DELETE FROM terms WHERE passages <= 0");
        foreach (var actor in _actors)
        {
            if (session.Number("SELECT 1 FROM article_actors WHERE actor = $1 LIMIT 1", actor) is null)
            {
                EraseActor(actor);
            }
        }

        session.Execute("DELETE FROM retractions WHERE fact_id NOT IN (SELECT fact_id FROM retraction_articles)");

        // Until an index is merged, words of what was deleted stay in it (https://www.sqlite.org/fts5.html#the_optimize_command).
        foreach (var table in (string[])["passage_words", "statement_words", "proposal_words", "meeting_words"])
        {
            session.Execute($"INSERT INTO {table} ({table}) VALUES ('optimize')");
        }
    }

    private void EraseActor(long actor)
    {
        session.Execute("DELETE FROM name_suffixes WHERE name_row IN (SELECT name_row FROM actor_names WHERE actor = $1)", actor);
        session.Execute("DELETE FROM actor_names WHERE actor = $1", actor);
        session.Execute(
            """
            DELETE FROM part_keys WHERE NOT EXISTS (
                SELECT 1 FROM name_suffixes s WHERE s.suffix = part_keys.part OR (s.suffix > part_keys.part || ' ' AND s.suffix < part_keys.part || '!'))
            """);
        if (!IsMarked(actor))
        {
            session.Execute("DELETE FROM actors WHERE actor = $1", actor);
        }
    }

    // A fact may name somebody of whom its article says nothing.
    private bool IsMarked(long actor) =>
        session.Number("SELECT 1 FROM statement_words WHERE statement_words MATCH $1 LIMIT 1", $"\"{Marks.Speaker(actor)}\" OR \"{Marks.Actor(actor)}\"") is not null
        || session.Number("SELECT 1 FROM proposal_words WHERE proposal_words MATCH $1 LIMIT 1", $"\"{Marks.Proposer(actor)}\" OR \"{Marks.Actor(actor)}\"") is not null
        || session.Number("SELECT 1 FROM meeting_words WHERE meeting_words MATCH $1 LIMIT 1", $"\"{Marks.Actor(actor)}\"") is not null
        || session.Number("SELECT 1 FROM passage_words WHERE passage_words MATCH $1 LIMIT 1", $"\"{Marks.Actor(actor)}\"") is not null;

    // Subscriptions to it with all they were told; of others, what they are still owed and nobody tells any more.
    private void EraseFromChannels()
    {
        session.Execute("DELETE FROM channels WHERE dossier = $1", name);
        session.Execute("DELETE FROM delivery_items WHERE subscription_id IN (SELECT id FROM subscriptions WHERE dossier = $1)", name);
        if (session.Execute("DELETE FROM subscriptions WHERE dossier = $1", name) > 0)
        {
            SqliteSubscriptionStore.CountVersion(session);
        }

        foreach (var fact in _gone.Where(fact => !ToldFacts.IsTold(session, fact)))
        {
            UnsentItems.RemoveOf(session, fact, at: 0);
        }

        session.Execute("DELETE FROM deliveries WHERE NOT EXISTS (SELECT 1 FROM delivery_items i WHERE i.delivery = deliveries.delivery)");
    }
}
