using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Testing;

/// <summary>A store that forgets: reads back what was saved, by plain loops instead of indexes. Not for use by several threads.</summary>
public sealed class InMemoryFactStore : IFactReader, IFactWriter
{
    private const double LeastSimilarity = 0.5;

    private readonly Dictionary<ArticleId, Entry> _entries = [];
    private readonly Dictionary<(ArticleId Id, int Revision), string> _bodies = [];

    /// <inheritdoc/>
    public Task<KnownArticle?> FindArticleAsync(ArticleId id, CancellationToken cancellationToken) => Task.FromResult(
        _entries.TryGetValue(id, out var entry) ? new KnownArticle(entry.Revision, entry.Hash, entry.ExtractorVersion) { Dossiers = entry.Article.Dossiers } : null);

    /// <inheritdoc/>
    public Task<StoreOutcome> SaveAsync(Article article, ArticleFacts facts, SaveTerms terms, CancellationToken cancellationToken)
    {
        var hash = KnownArticle.HashOf(article.Body);
        _entries.TryGetValue(article.Id, out var known);
        var isSameText = known is not null && known.Hash == hash;
        var number = known is null ? 1 : isSameText ? known.Revision.Revision : known.Revision.Revision + 1;
        var revision = new ArticleRevision(
            article.Id, number, article.Stem, article.Title, article.Outlet, article.Url, article.PublishedOn, article.IsPublishedAssumed);
        var outcome = known is null ? StoreOutcome.Added
            : !isSameText ? StoreOutcome.Revised
            : known.Revision == revision && known.ExtractorVersion == terms.ExtractorVersion && known.Article.Dossiers.SequenceEqual(article.Dossiers) ? StoreOutcome.Unchanged
            : StoreOutcome.Refreshed;
        if (outcome != StoreOutcome.Unchanged)
        {
            _entries[article.Id] = new Entry(article, revision, facts, hash, terms.ExtractorVersion);
            _bodies[(article.Id, number)] = article.Body;
        }

        return Task.FromResult(outcome);
    }

    /// <summary>Changes a stored text behind the citations' back, as a damaged file would.</summary>
    public void Damage(ArticleId id, int revision, string body) => _bodies[(id, revision)] = body;

    /// <inheritdoc/>
    public Task<StoreSummary> GetSummaryAsync(FactScope scope, CancellationToken cancellationToken)
    {
        var seen = Visible(scope).ToList();
        return Task.FromResult(new StoreSummary(
            seen.Count,
            seen.SelectMany(entry => entry.Facts.Statements).DistinctBy(fact => fact.Id).Count(),
            seen.SelectMany(entry => entry.Facts.Proposals).DistinctBy(fact => fact.Id).Count(),
            seen.SelectMany(entry => entry.Facts.Meetings).DistinctBy(fact => fact.Id).Count(),
            ActorsOf(seen).Count,
            seen.Count == 0 ? null : seen.Min(entry => entry.Revision.PublishedOn),
            seen.Count == 0 ? null : seen.Max(entry => entry.Revision.PublishedOn)));
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<ArticleRevision>> ListArticlesAsync(FactScope scope, int limit, CancellationToken cancellationToken) =>
        Task.FromResult(Visible(scope).Select(entry => entry.Revision).Take(limit).ToImmutableArray());

    /// <inheritdoc/>
    public Task<string?> FindBodyAsync(ArticleId id, int revision, CancellationToken cancellationToken) =>
        Task.FromResult(_bodies.GetValueOrDefault((id, revision)));

    /// <inheritdoc/>
    public Task<ImmutableArray<ActorMatch>> FindActorsAsync(FactScope scope, string name, int limit, CancellationToken cancellationToken)
    {
        var matches = new List<ActorMatch>();
        foreach (var (actor, mentions) in ActorsOf(Visible(scope)).Values)
        {
            var (best, similarity) = actor.Aliases.Prepend(actor.Name)
                .Select(known => (known, NameLikeness.Of(name, known)))
                .MaxBy(pair => pair.Item2);
            if (similarity >= LeastSimilarity)
            {
                matches.Add(new ActorMatch(actor, best, similarity, mentions));
            }
        }

        return Task.FromResult(matches
            .OrderByDescending(match => match.Similarity)
            .ThenByDescending(match => match.Mentions)
            .ThenBy(match => match.Actor.Name, StringComparer.Ordinal)
            .Take(limit)
            .ToImmutableArray());
    }

    /// <inheritdoc/>
    public Task<ImmutableDictionary<string, Actor>> GetActorsAsync(FactScope scope, IReadOnlyCollection<string> names, CancellationToken cancellationToken) =>
        Task.FromResult(ActorsOf(Visible(scope))
            .Where(pair => names.Contains(pair.Key))
            .ToImmutableDictionary(pair => pair.Key, pair => pair.Value.Actor, StringComparer.Ordinal));

    /// <inheritdoc/>
    public Task<ImmutableArray<string>> CompleteActorsAsync(FactScope scope, string prefix, int limit, CancellationToken cancellationToken)
    {
        var typed = NameFolding.Fold(prefix);
        return Task.FromResult(ActorsOf(Visible(scope)).Values
            .Where(pair => NameFolding.Fold(pair.Actor.Name).Split(' ').Any(word => word.StartsWith(typed, StringComparison.Ordinal)) || NameLikeness.Of(prefix, pair.Actor.Name) >= 0.6)
            .OrderByDescending(pair => pair.Mentions)
            .ThenBy(pair => pair.Actor.Name, StringComparer.Ordinal)
            .Select(pair => pair.Actor.Name)
            .Take(limit)
            .ToImmutableArray());
    }

    /// <inheritdoc/>
    public Task<ImmutableDictionary<string, long>> CountTermsAsync(IReadOnlyCollection<string> terms, CancellationToken cancellationToken)
    {
        var sentences = _entries.Values.SelectMany(entry => entry.Facts.Passages.Select(passage => WordKeys.Of(passage.Span.Slice(entry.Article.Body)))).ToList();
        return Task.FromResult(terms.Distinct(StringComparer.Ordinal).ToImmutableDictionary(
            term => term,
            term => (long)sentences.Count(sentence => WordKeys.Contains(sentence, WordKeys.Of(term))),
            StringComparer.Ordinal));
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<Found<Statement>>> FindStatementsAsync(StatementQuery query, CancellationToken cancellationToken) => Find(
        query,
        facts => facts.Statements,
        fact => fact.Id,
        fact => fact.Evidence,
        (fact, entry) => (query.Speakers.IsEmpty || query.Speakers.Any(fact.Speakers.Contains))
            && (query.About.IsEmpty || query.About.Any(name => fact.About.Contains(name) || fact.AddresseeName == name))
            && (query.IncludeReported || fact.ReportedIn is null)
            && WordKeys.Matches(query.Text, query.IncludeEvidence ? entry.TextAt(fact.Evidence) : fact.Content?.Text ?? ""));

    /// <inheritdoc/>
    public Task<ImmutableArray<Found<Proposal>>> FindProposalsAsync(ProposalQuery query, CancellationToken cancellationToken) => Find(
        query,
        facts => facts.Proposals,
        fact => fact.Id,
        fact => fact.Evidence,
        (fact, entry) => (query.By.IsEmpty || query.By.Any(fact.By.Contains))
            && (query.Others.IsEmpty || query.Others.Any(name => fact.To.Contains(name) || fact.Responses.Any(response => response.By == name)))
            && WordKeys.Matches(query.Text, entry.TextAt(fact.Evidence)));

    /// <inheritdoc/>
    public async Task<ImmutableArray<Found<Meeting>>> FindMeetingsAsync(MeetingQuery query, CancellationToken cancellationToken)
    {
        var found = await Find(
            query with { Limit = int.MaxValue },
            facts => facts.Meetings,
            fact => fact.Id,
            fact => fact.Evidence,
            (fact, entry) => query.With.All(name => fact.Participants.Contains(name) || fact.Organiser == name)
                && IsWithin(fact.When, query.From, query.To)
                && WordKeys.Matches(query.Text, entry.TextAt(fact.Evidence)));
        return [.. found.OrderBy(meeting => meeting.Fact.When is { } when && when.TryGetDays(out var first, out _) ? first : DateOnly.MaxValue).Take(query.Limit)];
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<Found<Passage>>> FindPassagesAsync(PassageQuery query, CancellationToken cancellationToken) => Find(
        query,
        facts => facts.Passages,
        passage => null,
        passage => [passage.Span],
        (passage, entry) => query.Actors.All(passage.Actors.Contains) && WordKeys.Matches(query.Text, entry.TextAt([passage.Span])));

    /// <inheritdoc/>
    public Task<ImmutableArray<Found<Passage>>> ReadPassagesAsync(ArticleId id, int firstParagraph, int lastParagraph, CancellationToken cancellationToken) =>
        Task.FromResult(_entries.TryGetValue(id, out var entry)
            ? entry.Facts.Passages
                .Where(passage => passage.Paragraph >= firstParagraph && passage.Paragraph <= lastParagraph)
                .Select(passage => new Found<Passage>(passage, entry.Revision, entry.Cite([passage.Span])))
                .ToImmutableArray()
            : []);

    private static bool IsWithin(TimeValue? when, DateOnly? from, DateOnly? to) =>
        when is not { } value || !value.TryGetDays(out var first, out var last) || ((from is null || last >= from) && (to is null || first <= to));

    private IEnumerable<Entry> Visible(FactScope scope) => _entries.Values
        .Where(entry => scope.Shows(entry.Article.Dossiers))
        .OrderByDescending(entry => entry.Revision.PublishedOn)
        .ThenBy(entry => entry.Revision.Id.Value, StringComparer.Ordinal);

    // Facts of the same id are one fact with the citations of all articles that carry it, the newest first.
    private Task<ImmutableArray<Found<T>>> Find<T>(
        FactQuery query,
        Func<ArticleFacts, ImmutableArray<T>> facts,
        Func<T, string?> id,
        Func<T, ImmutableArray<TextSpan>> evidence,
        Func<T, Entry, bool> isWanted)
    {
        var visible = Visible(query.Scope).ToList();
        var found = new List<Found<T>>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in visible.Where(entry => IsAsked(entry, query)))
        {
            foreach (var fact in facts(entry.Facts).Where(fact => isWanted(fact, entry)))
            {
                var citations = entry.Cite(evidence(fact));
                if (id(fact) is { } key)
                {
                    if ((!query.Ids.IsEmpty && !query.Ids.Contains(key)) || !seen.Add(key))
                    {
                        continue;
                    }

                    citations = [.. citations, .. visible
                        .Where(other => other != entry)
                        .SelectMany(other => facts(other.Facts).Where(twin => id(twin) == key).SelectMany(twin => other.Cite(evidence(twin))))];
                }

                found.Add(new Found<T>(fact, entry.Revision, citations));
            }
        }

        return Task.FromResult(found.Take(query.Limit).ToImmutableArray());
    }

    private static bool IsAsked(Entry entry, FactQuery query) =>
        (query.Articles.IsEmpty || query.Articles.Contains(entry.Article.Id))
        && (query.Since is null || entry.Article.PublishedOn >= query.Since)
        && (query.Until is null || entry.Article.PublishedOn <= query.Until);

    // One actor per canonical name, with the aliases of all articles; the newest article's role wins.
    private static Dictionary<string, (Actor Actor, long Mentions)> ActorsOf(IEnumerable<Entry> entries)
    {
        var actors = new Dictionary<string, (Actor Actor, long Mentions)>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            foreach (var (actor, mentions) in entry.Facts.Actors)
            {
                actors[actor.Name] = actors.TryGetValue(actor.Name, out var known)
                    ? (known.Actor with { Role = known.Actor.Role ?? actor.Role, Aliases = [.. known.Actor.Aliases.Union(actor.Aliases)] }, known.Mentions + mentions.Length)
                    : (actor, mentions.Length);
            }
        }

        return actors;
    }

    private sealed record Entry(Article Article, ArticleRevision Revision, ArticleFacts Facts, string Hash, string ExtractorVersion)
    {
        public ImmutableArray<Citation> Cite(ImmutableArray<TextSpan> spans) =>
            [.. spans.Select(span => new Citation(Revision, span, span.Slice(Article.Body)))];

        public string TextAt(ImmutableArray<TextSpan> spans) => string.Join(' ', spans.Select(span => span.Slice(Article.Body)));
    }
}
