using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using TalksBot.Domain;

namespace TalksBot.Memory;

/// <summary>Takes articles into memory: known or not, whose dossier, which facts, who is meant, stored.</summary>
/// <remarks>One instance may be used by one caller at a time; the store is only ever used by one call at once.</remarks>
public sealed class RememberArticle
{
    private readonly IExtractor _extractor;
    private readonly IFactWriter _writer;
    private readonly IFactReader _reader;
    private readonly DossierMatcher _dossiers;
    private readonly ActorLinker _linker;
    private readonly QuotationMerger _quotations;
    private readonly SpeechMerger _speech;
    private readonly MeetingMerger _meetings;
    private readonly EditPairing _edits;
    private readonly TimeProvider _time;

    /// <summary>A memory over this store.</summary>
    /// <param name="extractor">Used from several threads at once.</param>
    /// <param name="writer">The store.</param>
    /// <param name="reader">The same store.</param>
    /// <param name="dossiers">Tells the dossiers of an article and their actors.</param>
    /// <param name="time">Tells when something is recorded.</param>
    public RememberArticle(IExtractor extractor, IFactWriter writer, IFactReader reader, DossierMatcher dossiers, TimeProvider time)
    {
        _extractor = extractor;
        _writer = writer;
        _reader = reader;
        _dossiers = dossiers;
        _edits = new EditPairing(reader);
        _time = time;
        _linker = new ActorLinker(reader);
        _quotations = new QuotationMerger(reader);
        _speech = new SpeechMerger(reader);
        _meetings = new MeetingMerger(reader);
    }

    /// <summary>Takes one article in.</summary>
    /// <param name="article">As read.</param>
    /// <param name="cancellationToken">A stop leaves the store as it was.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read or written; nothing changed.</exception>
    public async Task<Remembered> RememberAsync(Article article, CancellationToken cancellationToken)
    {
        var prepared = await PrepareAsync(article, cancellationToken);
        return await StoreAsync(prepared, prepared.Extract(_extractor), cancellationToken);
    }

    /// <summary>Takes articles in, in their order; facts are extracted on all cores, ahead of the one that is being written.</summary>
    /// <param name="articles">Read as they are needed, some ahead.</param>
    /// <param name="progress">Told after each article, or null.</param>
    /// <param name="cancellationToken">Stops between two articles; those that were yielded are stored, no other is.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read or written; what was yielded stays stored.</exception>
    public async IAsyncEnumerable<Remembered> RememberAllAsync(
        IAsyncEnumerable<Article> articles, IProgress<RememberProgress>? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Twice the cores, so that one long article does not leave the others without work.
        var ahead = 2 * Environment.ProcessorCount;
        var pending = new Queue<(Prepared Article, Task<ArticleFacts?> Facts)>(ahead);
        var count = 0;
        await foreach (var article in articles.WithCancellation(cancellationToken))
        {
            var prepared = await PrepareAsync(article, cancellationToken);
            pending.Enqueue((prepared, Task.Run(() => prepared.Extract(_extractor), cancellationToken)));
            if (pending.Count == ahead)
            {
                yield return await NextAsync();
            }
        }

        while (pending.Count > 0)
        {
            yield return await NextAsync();
        }

        async Task<Remembered> NextAsync()
        {
            var (prepared, facts) = pending.Dequeue();
            var remembered = await StoreAsync(prepared, await facts, cancellationToken);
            progress?.Report(new RememberProgress(++count, remembered));
            return remembered;
        }
    }

    private async Task<Prepared> PrepareAsync(Article article, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var known = await _writer.FindArticleAsync(article.Id, cancellationToken);
        var membership = _dossiers.Match(article, known?.Dossiers ?? []);
        article = article with { Dossiers = membership.Dossiers };
        if (known is not null && article.IsPublishedAssumed)
        {
            // A copy of the file has a later date of its own; the first one was nearer.
            article = article with { PublishedOn = known.Article.PublishedOn, IsPublishedAssumed = known.Article.IsPublishedAssumed };
        }

        return new Prepared(article, known, membership.Actors, Version(membership.Actors));
    }

    private async Task<Remembered> StoreAsync(Prepared prepared, ArticleFacts? facts, CancellationToken cancellationToken)
    {
        var article = prepared.Article;
        if (facts is null)
        {
            return new Remembered(
                article with { Stem = prepared.Known!.Article.Stem }, // Only what is known is not extracted.
                StoreOutcome.Unchanged,
                Facts: null,
                Warnings(article, facts));
        }

        article = article with { Stem = await ArticleStems.FindFreeAsync(article, prepared.Known, _reader, cancellationToken) };
        var linked = await _linker.FindAsync(facts, prepared.Actors, article.Dossiers, cancellationToken);
        if (!linked.IsEmpty)
        {
            facts = _extractor.Extract(article, KnownActors.With(prepared.Actors, linked));
        }

        facts = await _quotations.MergeAsync(article, facts, cancellationToken);
        facts = await _speech.MergeAsync(article, facts, cancellationToken);
        facts = FactCoalescer.Coalesce(await _meetings.MergeAsync(article, facts, cancellationToken));
        ImmutableArray<FactCorrection> corrections = [];
        if (prepared.IsEdited)
        {
            (facts, corrections) = await _edits.PairAsync(article, facts, cancellationToken);
        }

        var terms = new SaveTerms(prepared.Version, _time.GetUtcNow()) { Corrections = corrections };
        var outcome = await _writer.SaveAsync(article, facts, terms, cancellationToken);
        return new Remembered(article, outcome, facts, Warnings(article, facts));
    }

    private ImmutableArray<string> Warnings(Article article, ArticleFacts? facts)
    {
        var warnings = ImmutableArray.CreateBuilder<string>();
        warnings.AddRange(article.Dossiers
            .Where(name => !_dossiers.Has(name))
            .Select(name => $"no dossier \"{name}\" is configured; the article was stored for it, its actors come from the text alone"));
        if (facts is { Statements: [], Proposals: [], Meetings: [] })
        {
            warnings.Add("nobody says, proposes or meets in it as far as TalksBot can tell; only its sentences can be searched");
        }

        return warnings.DrainToImmutable();
    }

    // Facts depend on the actors that were known as well: a dossier that was edited refreshes the articles it is for.
    private string Version(ImmutableArray<Actor> actors)
    {
        if (actors.IsEmpty)
        {
            return _extractor.Version;
        }

        var text = new StringBuilder();
        foreach (var actor in actors)
        {
            text.Append($"{actor.Name}\u001f{actor.Kind}\u001f{actor.Role}\u001f{actor.Of}\u001f{string.Join('\u001f', actor.Aliases)}\u001e");
        }

        return $"{_extractor.Version}+{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..8]}";
    }

    private sealed record Prepared(Article Article, KnownArticle? Known, ImmutableArray<Actor> Actors, string Version)
    {
        /// <summary>Null where the store has these facts already.</summary>
        internal ArticleFacts? Extract(IExtractor extractor) => IsUnchanged() ? null : extractor.Extract(Article, Actors);

        /// <summary>Whether another text of it is stored.</summary>
        internal bool IsEdited => Known is not null && Known.ContentHash != KnownArticle.HashOf(Article.Body);

        private bool IsUnchanged() =>
            Known is { Article: var stored }
            && Known.ExtractorVersion == Version
            && (stored.Title, stored.Outlet, stored.Url, stored.PublishedOn, stored.IsPublishedAssumed)
                == (Article.Title, Article.Outlet, Article.Url, Article.PublishedOn, Article.IsPublishedAssumed)
            && Article.Dossiers.All(name => Known.Dossiers.Contains(name))
            && Known.ContentHash == KnownArticle.HashOf(Article.Body);
    }
}
