using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>Everything in store that may answer one question.</summary>
/// <param name="Articles">The articles that may hold the answer, by id, with their sentences.</param>
/// <param name="Statements">Statements in them, and those found by speaker and words.</param>
/// <param name="Proposals">Proposals likewise.</param>
/// <param name="Meetings">Meetings likewise.</param>
public sealed record Candidates(
    IReadOnlyDictionary<ArticleId, ArticleContext> Articles,
    ImmutableArray<Found<Statement>> Statements,
    ImmutableArray<Found<Proposal>> Proposals,
    ImmutableArray<Found<Meeting>> Meetings);

/// <summary>Finds the articles that may answer a question, and reads the facts in them.</summary>
public sealed class CandidateFinder(IFactReader reader)
{
    // Bounds what one question can cost, whatever the store's size.
    private const int MostArticles = 8;
    private const int MostPassages = 40;
    private const int MostFacts = 400;

    /// <summary>What may answer <paramref name="question"/>.</summary>
    public async Task<Candidates> FindAsync(Question question, CancellationToken cancellationToken)
    {
        var votes = new Dictionary<ArticleId, (double Score, ArticleRevision Article)>();
        await VoteBySentencesAsync(question, votes, cancellationToken);
        await VoteByActorsAsync(question, votes, cancellationToken);
        if (votes.Count < MostArticles)
        {
            foreach (var article in await reader.ListArticlesAsync(question.Scope, MostArticles, cancellationToken))
            {
                votes.TryAdd(article.Id, (0, article));
            }
        }

        var chosen = votes.OrderByDescending(vote => vote.Value.Score)
            .ThenByDescending(vote => vote.Value.Article.PublishedOn)
            .ThenBy(vote => vote.Key.Value, StringComparer.Ordinal)
            .Take(MostArticles)
            .Select(vote => vote.Value.Article)
            .ToImmutableArray();
        return await ReadAsync(question.Scope, chosen, cancellationToken);
    }

    /// <summary>The facts of <paramref name="articles"/> with their sentences.</summary>
    public async Task<Candidates> ReadAsync(FactScope scope, ImmutableArray<ArticleRevision> articles, CancellationToken cancellationToken)
    {
        var contexts = new Dictionary<ArticleId, ArticleContext>();
        foreach (var article in articles)
        {
            contexts[article.Id] = new ArticleContext(article, await reader.ReadPassagesAsync(article.Id, 0, int.MaxValue, cancellationToken));
        }

        ImmutableArray<ArticleId> ids = [.. articles.Select(article => article.Id)];
        if (ids.IsEmpty)
        {
            return new Candidates(contexts, [], [], []);
        }

        return new Candidates(
            contexts,
            await reader.FindStatementsAsync(new StatementQuery { Scope = scope, Articles = ids, Limit = MostFacts }, cancellationToken),
            await reader.FindProposalsAsync(new ProposalQuery { Scope = scope, Articles = ids, Limit = MostFacts }, cancellationToken),
            await reader.FindMeetingsAsync(new MeetingQuery { Scope = scope, Articles = ids, Limit = MostFacts }, cancellationToken));
    }

    // Rare words first; as long as too few articles are found the commonest word is let go.
    private async Task VoteBySentencesAsync(Question question, Dictionary<ArticleId, (double Score, ArticleRevision Article)> votes, CancellationToken cancellationToken)
    {
        foreach (var quoted in question.Quoted.Where(words => TermReader.Read(words).Count > 1).Take(2))
        {
            await VoteAsync(question, new TextMatch([], quoted), 10, votes, cancellationToken);
        }

        var words = question.Topic.Concat(question.SubjectTerms)
            .Concat(question.Quoted.SelectMany(quoted => TermReader.Read(quoted)).Where(term => !term.IsStop).Select(term => new TopicTerm(term, 1, 0)))
            .Where(word => word.Weight >= 0.4)
            .OrderBy(word => word.Frequency == 0 ? long.MaxValue : word.Frequency)
            .Take(6)
            .ToList();
        for (var count = Math.Min(4, words.Count); count > 0 && votes.Count < MostArticles; count--)
        {
            var groups = words.Take(count).Select(Alternatives).ToImmutableArray();
            await VoteAsync(question, new TextMatch(groups), count, votes, cancellationToken);
        }

        // Single words: an article may spread the question's words over several sentences.
        foreach (var word in votes.Count >= MostArticles ? words.Take(1) : words.Take(4))
        {
            await VoteAsync(question, new TextMatch([Alternatives(word)]), word.Weight, votes, cancellationToken);
        }
    }

    private async Task VoteByActorsAsync(Question question, Dictionary<ArticleId, (double Score, ArticleRevision Article)> votes, CancellationToken cancellationToken)
    {
        foreach (var actor in question.Actors.Take(3))
        {
            foreach (var name in actor.Names.Take(3))
            {
                var passages = await reader.FindPassagesAsync(new PassageQuery { Scope = question.Scope, Actors = [name], Limit = MostPassages }, cancellationToken);
                Count(passages, 1.5, votes);
            }
        }
    }

    private async Task VoteAsync(Question question, TextMatch match, double weight, Dictionary<ArticleId, (double Score, ArticleRevision Article)> votes, CancellationToken cancellationToken)
    {
        var passages = await reader.FindPassagesAsync(new PassageQuery { Scope = question.Scope, Text = match, Limit = MostPassages }, cancellationToken);
        Count(passages, weight, votes);
    }

    private static void Count(ImmutableArray<Found<Passage>> passages, double weight, Dictionary<ArticleId, (double Score, ArticleRevision Article)> votes)
    {
        foreach (var article in passages.Select(passage => passage.Article).DistinctBy(article => article.Id))
        {
            var score = votes.TryGetValue(article.Id, out var vote) ? vote.Score : 0;
            votes[article.Id] = (score + weight, article);
        }
    }

    private static ImmutableArray<string> Alternatives(TopicTerm word) => [.. Lexicon.FormsOf(word.Term.Folded).Distinct(StringComparer.Ordinal).Take(8)];
}
