using System.Collections.Immutable;
using System.Security.Cryptography;
using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>Writes articles inside one open transaction. <see cref="Flush"/> comes before its end.</summary>
internal sealed class ArticleWriter
{
    private readonly SqliteSession _session;
    private readonly SaveTerms _terms;
    private readonly TermCounts _termCounts = new();
    private readonly FactRows _facts;
    private readonly ActorRows _actors;
    private readonly Retractions _retractions;

    public ArticleWriter(SqliteSession session, SaveTerms terms)
    {
        _session = session;
        _terms = terms;
        _facts = new FactRows(session, _termCounts);
        _actors = new ActorRows(session);
        _retractions = new Retractions(session);
    }

    /// <summary>Stores an article whose spans were checked.</summary>
    public StoreOutcome Save(Article article, ArticleFacts facts)
    {
        var (encoding, bytes) = BodyText.Encode(article.Body);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        facts = _retractions.Filter(facts, article.Body, out var hidden);
        if (Find(article.Id) is not { } known)
        {
            Retractions.Note(_session, hidden, Add(article, facts, encoding, bytes, hash));
            return StoreOutcome.Added;
        }

        var isSameText = known.ContentHash == hash;
        if (isSameText && known.ExtractorVersion == _terms.ExtractorVersion && IsSameData(known, article))
        {
            return StoreOutcome.Unchanged;
        }

        Retractions.Note(_session, hidden, known.Article);
        var dossiers = DossiersOf(known.Article);
        var log = new ChangeRecorder(_session, Before(known), facts);
        log.Observe(NamesOf(known, article));
        _facts.Remove(known.RevisionRow, known.FirstKey, known.LastKey, dossiers);
        _actors.Remove(known.Article, dossiers);
        foreach (var dossier in dossiers)
        {
            FactCounts.Add(_session, dossier, FactCounts.Articles, -1);
        }

        _session.Execute("DELETE FROM article_dossiers WHERE article = $1", known.Article);
        dossiers.UnionWith(article.Dossiers.Select(name => Dossiers.Add(_session, name)));

        var revisionRow = known.RevisionRow;
        if (isSameText)
        {
            UpdateRevision(revisionRow, article);
        }
        else
        {
            revisionRow = AddRevision(known.Article, known.Revision + 1, article, encoding, bytes, hash);
        }

        var (firstKey, pages) = Place(article.PublishedOn, facts, known);
        _session.Execute(
            "UPDATE articles SET revision_row = $2, extractor_version = $3, first_key = $4, last_key = $5 WHERE article = $1",
            known.Article,
            revisionRow,
            _terms.ExtractorVersion,
            firstKey,
            FactKey.At(firstKey, pages, 0));
        AddFacts(known.Article, revisionRow, firstKey, pages, article, facts, dossiers);
        log.Write(Changed(known.Article, revisionRow, article.PublishedOn, NamesOf(known, article)), _terms, isSameText);
        return isSameText ? StoreOutcome.Refreshed : StoreOutcome.Revised;
    }

    /// <summary>Writes an article's facts anew, or takes the article out. Nothing is logged.</summary>
    /// <param name="article">Its number.</param>
    /// <param name="change">Makes the facts that stay, from those there are and the text.</param>
    /// <param name="dossiers">Those it is in from now on, beside <see cref="Dossiers.Everything"/>; null leaves nothing of the article.</param>
    /// <returns>What it told before.</returns>
    public ArticleFacts Rewrite(long article, Func<ArticleFacts, string, ArticleFacts> change, SortedSet<long>? dossiers)
    {
        var (revisionRow, range) = Keys(article);
        var revision = new RevisionReader(_session).Get(revisionRow);
        var before = ArticleFactsReader.ReadAll(_session, article, range, revision.Body);
        var dossiersBefore = DossiersOf(article);
        _facts.Remove(revisionRow, range.First, range.Last, dossiersBefore);
        _actors.Remove(article, dossiersBefore);
        foreach (var dossier in dossiersBefore)
        {
            FactCounts.Add(_session, dossier, FactCounts.Articles, -1);
        }

        _session.Execute("DELETE FROM article_dossiers WHERE article = $1", article);
        if (dossiers is null)
        {
            _session.Execute("DELETE FROM changes WHERE article = $1", article);
            _session.Execute("DELETE FROM retraction_articles WHERE article = $1", article);
            _session.Execute("DELETE FROM revisions WHERE article = $1", article);
            _session.Execute("DELETE FROM articles WHERE article = $1", article);
        }
        else
        {
            var data = new Article { Id = revision.Article.Id, Stem = revision.Article.Stem, PublishedOn = revision.Article.PublishedOn, Body = revision.Body };
            AddFacts(article, revisionRow, range.First, FactKey.PagesOf(range), data, change(before, revision.Body), [.. dossiers, Dossiers.Everything]);
        }

        return before;
    }

    /// <summary>The article's dossiers by number, <see cref="Dossiers.Everything"/> too.</summary>
    public SortedSet<long> DossiersOf(long article)
    {
        var result = new SortedSet<long>();
        using var reader = _session.Query("SELECT dossier FROM article_dossiers WHERE article = $1", article);
        while (reader.Read())
        {
            result.Add(reader.GetInt64(0));
        }

        return result;
    }

    /// <summary>Writes what is summed up over articles.</summary>
    public void Flush() => _termCounts.Flush(_session);

    private long Add(Article article, ArticleFacts facts, int encoding, byte[] body, string hash)
    {
        var log = new ChangeRecorder(_session, before: null, facts);
        log.Observe(article.Dossiers);
        var (firstKey, pages) = Place(article.PublishedOn, facts, known: null);
        var row = (long)_session.Scalar(
            "INSERT INTO articles (id, revision_row, extractor_version, first_key, last_key) VALUES ($1, 0, $2, $3, $4) RETURNING article",
            article.Id.Value,
            _terms.ExtractorVersion,
            firstKey,
            FactKey.At(firstKey, pages, 0))!; // an insert returns its row
        var revisionRow = AddRevision(row, revision: 1, article, encoding, body, hash);
        _session.Execute("UPDATE articles SET revision_row = $2 WHERE article = $1", row, revisionRow);
        var dossiers = new SortedSet<long>(article.Dossiers.Select(name => Dossiers.Add(_session, name))) { Dossiers.Everything };
        AddFacts(row, revisionRow, firstKey, pages, article, facts, dossiers);
        log.Write(Changed(row, revisionRow, article.PublishedOn, article.Dossiers), _terms, isSameText: false);
        return row;
    }

    private ArticleBefore Before(Known known)
    {
        var body = new RevisionReader(_session).Get(known.RevisionRow).Body;
        return new ArticleBefore(known.Article, known.RevisionRow, ArticleFactsReader.Read(_session, new KeyRange(known.FirstKey, known.LastKey), body));
    }

    // A dossier that is not named this time is kept.
    private ImmutableArray<string> NamesOf(Known known, Article article) =>
    [
        .. ToldFacts.DossiersOf(_session, known.Article)
            .Where(name => name != ToldFacts.NoDossier)
            .Union(article.Dossiers, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    private ChangePlace Changed(long row, long revisionRow, DateOnly publishedOn, ImmutableArray<string> dossiers) =>
        new(row, revisionRow, publishedOn, dossiers, _terms.RecordedAt);

    private void AddFacts(long row, long revisionRow, long firstKey, int pages, Article article, ArticleFacts facts, SortedSet<long> dossiers)
    {
        foreach (var dossier in dossiers)
        {
            _session.Execute("INSERT INTO article_dossiers (dossier, first_key, article) VALUES ($1, $2, $3)", dossier, firstKey, row);
            FactCounts.Add(_session, dossier, FactCounts.Articles, 1);
        }

        _actors.Add(row, firstKey, facts, dossiers);
        _facts.Add(new FactPlace(revisionRow, firstKey, pages, article.PublishedOn, dossiers), article.Body, facts, _actors);
    }

    // Keys of the article's facts: those it had, where they fit, so that its place among others stays; else the next of its day.
    private (long FirstKey, int Pages) Place(DateOnly publishedOn, ArticleFacts facts, Known? known)
    {
        var most = Math.Max(Math.Max(facts.Passages.Length, facts.Statements.Length), Math.Max(facts.Proposals.Length, facts.Meetings.Length));
        var pages = FactKey.Pages(most);
        var day = new KeyRange(FactKey.FirstOf(publishedOn), FactKey.LastOf(publishedOn));
        if (known is not null && day.Contains(known.FirstKey) && FactKey.At(known.FirstKey, pages, 0) <= known.LastKey)
        {
            return (known.FirstKey, pages);
        }

        var last = _session.Number("SELECT last_key FROM articles WHERE first_key BETWEEN $1 AND $2 ORDER BY first_key DESC LIMIT 1", day.First, day.Last);
        var firstKey = last is { } taken ? taken + 1 : day.First;
        return FactKey.At(firstKey, pages, 0) <= day.Last
            ? (firstKey, pages)
            : throw new StoreUnavailableException($"No more articles of {FactKey.Text(publishedOn)} can be stored. Nothing was changed; check the dates of the articles.");
    }

    private long AddRevision(long articleRow, int revision, Article article, int encoding, byte[] body, string hash) => (long)_session.Scalar(
        """
        INSERT INTO revisions (article, revision, stem, title, outlet, url, byline, published_on, is_published_assumed, content_hash, encoding, body)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING revision_row
        """,
        articleRow,
        revision,
        article.Stem,
        article.Title,
        article.Outlet,
        article.Url,
        article.Byline,
        FactKey.Text(article.PublishedOn),
        article.IsPublishedAssumed,
        hash,
        encoding,
        body)!; // an insert returns its row

    private void UpdateRevision(long revisionRow, Article article) => _session.Execute(
        """
        UPDATE revisions SET stem = $2, title = $3, outlet = $4, url = $5, byline = $6, published_on = $7, is_published_assumed = $8
        WHERE revision_row = $1
        """,
        revisionRow,
        article.Stem,
        article.Title,
        article.Outlet,
        article.Url,
        article.Byline,
        FactKey.Text(article.PublishedOn),
        article.IsPublishedAssumed);

    private Known? Find(ArticleId id)
    {
        using var reader = _session.Query(
            $"""
            SELECT {RevisionReader.ArticleColumns}, r.byline, r.content_hash, a.extractor_version, a.article, a.revision_row, a.first_key, a.last_key
            FROM articles a JOIN revisions r ON r.revision_row = a.revision_row WHERE a.id = $1
            """,
            id.Value);
        return reader.Read()
            ? new Known(
                RevisionReader.ReadArticle(reader),
                reader.IsDBNull(8) ? null : reader.GetString(8),
                reader.GetString(9),
                reader.GetString(10),
                reader.GetInt64(11),
                reader.GetInt64(12),
                reader.GetInt64(13),
                reader.GetInt64(14))
            : null;
    }

    private bool IsSameData(Known known, Article article)
    {
        // A dossier that is not named this time is kept: it was ingested for that one all the same.
        var dossiers = DossiersOf(known.Article);
        return known.Data == new ArticleRevision(
                article.Id, known.Revision, article.Stem, article.Title, article.Outlet, article.Url, article.PublishedOn, article.IsPublishedAssumed)
            && known.Byline == article.Byline
            && article.Dossiers.All(name => Dossiers.Find(_session, name) is { } dossier && dossiers.Contains(dossier));
    }

    private (long RevisionRow, KeyRange Range) Keys(long article)
    {
        using var reader = _session.Query("SELECT revision_row, first_key, last_key FROM articles WHERE article = $1", article);
        return reader.Read()
            ? (reader.GetInt64(0), new KeyRange(reader.GetInt64(1), reader.GetInt64(2)))
            : throw new DamagedStoreException("An article is missing.");
    }

    private sealed record Known(
        ArticleRevision Data,
        string? Byline,
        string ContentHash,
        string ExtractorVersion,
        long Article,
        long RevisionRow,
        long FirstKey,
        long LastKey)
    {
        public int Revision => Data.Revision;
    }
}
