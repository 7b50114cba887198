using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>Hides a fact for good, inside one open transaction.</summary>
internal sealed class FactRetractor(SqliteSession session)
{
    private readonly ArticleWriter _writer = new(session, new SaveTerms("", DateTimeOffset.UnixEpoch));

    /// <summary>Hides it wherever it is told, and logs that.</summary>
    public RetractOutcome Retract(string factId, string reason, DateTimeOffset at)
    {
        if (session.Number("SELECT 1 FROM retractions WHERE fact_id = $1", factId) is not null)
        {
            return RetractOutcome.Already;
        }

        if (Find(factId) is not { } retraction)
        {
            return RetractOutcome.Unknown;
        }

        retraction.Insert(session, reason, at);
        var hidden = new Dictionary<ChangedFact, SortedDictionary<string, Teller>>();
        foreach (var article in Tellers(retraction))
        {
            Hide(article, retraction, hidden);
        }

        _writer.Flush();
        foreach (var (fact, tellers) in hidden)
        {
            Log(fact, tellers, at);
        }

        return RetractOutcome.Retracted;
    }

    private Retraction? Find(string id)
    {
        foreach (var (kind, table, keyColumn) in Tables)
        {
            using var reader = session.Query($"SELECT revision_row, data FROM {table} WHERE id = $1 ORDER BY {keyColumn} DESC LIMIT 1", id);
            if (reader.Read())
            {
                var revision = new RevisionReader(session).Get(reader.GetInt64(0));
                return Read(kind, id, reader.GetFieldValue<byte[]>(1), revision.Body);
            }
        }

        return null;
    }

    private static readonly ImmutableArray<(FactKind Kind, string Table, string KeyColumn)> Tables =
        [(FactKind.Statement, "statements", "key"), (FactKind.Proposal, "proposals", "key"), (FactKind.Meeting, "meetings", "fact_key")];

    private static Retraction Read(FactKind kind, string id, byte[] data, string body) => kind switch
    {
        FactKind.Statement => Retraction.Of(SqliteFactStore.Parse(data, StoreJson.Default.StoredStatement).ToStatement(id, body)),
        FactKind.Proposal => Retraction.Of(SqliteFactStore.Parse(data, StoreJson.Default.StoredProposal).ToProposal(id, body)),
        _ => Retraction.Of(SqliteFactStore.Parse(data, StoreJson.Default.StoredMeeting).ToMeeting(id, body), body),
    };

    // Articles with a fact of that kind by one of these actors; which of them tell it is seen when they are written anew.
    private SortedSet<long> Tellers(Retraction retraction)
    {
        var articles = new SortedSet<long>();
        var (table, words, mark) = retraction.Fact.Kind switch
        {
            FactKind.Statement => ("statements", "statement_words", (Func<long, string>)Marks.Speaker),
            FactKind.Proposal => ("proposals", "proposal_words", Marks.Proposer),
            _ => ("meetings", "meeting_words", Marks.Actor),
        };
        AddAll($"SELECT DISTINCT r.article FROM {table} f JOIN revisions r ON r.revision_row = f.revision_row WHERE f.id = $1", retraction.Fact.Id);
        if (retraction.Actors.IsEmpty)
        {
            return articles;
        }

        // By any of the names that may stand for the first of them.
        var marks = new HashSet<string>(StringComparer.Ordinal);
        using (var reader = session.Query("SELECT actor, name FROM actors"))
        {
            while (reader.Read())
            {
                if (Retraction.IsSameName(retraction.Actors[0], NameFolding.Fold(reader.GetString(1))))
                {
                    marks.Add($"\"{mark(reader.GetInt64(0))}\"");
                }
            }
        }

        if (marks.Count > 0)
        {
            AddAll(
                $"""
                SELECT DISTINCT r.article FROM {words} CROSS JOIN {table} f ON f.key = {words}.rowid
                JOIN revisions r ON r.revision_row = f.revision_row WHERE {words} MATCH $1
                """,
                string.Join(" OR ", marks));
        }

        return articles;

        void AddAll(string sql, string value)
        {
            using var reader = session.Query(sql, value);
            while (reader.Read())
            {
                articles.Add(reader.GetInt64(0));
            }
        }
    }

    private void Hide(long article, Retraction retraction, Dictionary<ChangedFact, SortedDictionary<string, Teller>> hidden)
    {
        var (body, facts) = Stored(article);
        var hit = new HashSet<string>(StringComparer.Ordinal);
        var stays = TellableFacts.Of(Retractions.Filter(facts, body.Text, [retraction], hit));
        if (hit.Count == 0)
        {
            return;
        }

        var dossiers = ToldFacts.DossiersOf(session, article);
        foreach (var told in TellableFacts.Of(facts).Values.Where(told => !stays.ContainsKey(told.Fact)))
        {
            if (!hidden.TryGetValue(told.Fact, out var tellers))
            {
                hidden.Add(told.Fact, tellers = new SortedDictionary<string, Teller>(StringComparer.Ordinal));
            }

            foreach (var dossier in dossiers.Where(dossier => !tellers.TryGetValue(dossier, out var newest) || newest.PublishedOn <= body.PublishedOn))
            {
                tellers[dossier] = new Teller(told, article, body.RevisionRow, body.PublishedOn);
            }
        }

        _writer.Rewrite(article, (before, text) => Retractions.Filter(before, text, [retraction], hit), WithoutEverything(_writer.DossiersOf(article)));
        Retractions.Note(session, hit, article);
    }

    private static SortedSet<long> WithoutEverything(SortedSet<long> dossiers)
    {
        dossiers.Remove(Dossiers.Everything);
        return dossiers;
    }

    private ((string Text, long RevisionRow, DateOnly PublishedOn) Body, ArticleFacts Facts) Stored(long article)
    {
        long revisionRow, first, last;
        using (var reader = session.Query("SELECT revision_row, first_key, last_key FROM articles WHERE article = $1", article))
        {
            if (!reader.Read())
            {
                throw new DamagedStoreException("An article is missing.");
            }

            (revisionRow, first, last) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
        }

        var revision = new RevisionReader(session).Get(revisionRow);
        return ((revision.Body, revisionRow, revision.Article.PublishedOn), ArticleFactsReader.Read(session, new KeyRange(first, last), revision.Body));
    }

    // To each dossier in the words of an article that it sees: what another one says of it may be hidden from its readers.
    private void Log(ChangedFact fact, SortedDictionary<string, Teller> tellers, DateTimeOffset at)
    {
        if (ToldFacts.IsTold(session, fact))
        {
            return;
        }

        var known = new StoredChange { KnownIn = [.. tellers.Keys] };
        foreach (var (dossier, teller) in tellers)
        {
            ImmutableArray<string> dossiers = dossier == ToldFacts.NoDossier ? [] : [dossier];
            var place = new ChangePlace(teller.Article, teller.RevisionRow, teller.PublishedOn, dossiers, at);
            ChangeRows.Insert(session, place, ChangeKind.Withdrawn, teller.Told, teller.RevisionRow, known);
        }
    }

    // A fact that goes, as an article told it.
    private sealed record Teller(TellableFact Told, long Article, long RevisionRow, DateOnly PublishedOn);
}
