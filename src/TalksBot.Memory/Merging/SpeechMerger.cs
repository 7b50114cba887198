using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Memory;

/// <summary>Recognises statements and proposals that another article reports in nearly the same words.</summary>
/// <remarks>
/// Same people, same polarity, published within three days of each other, and words that differ in nothing but articles, tense and
/// spelling: then both bear the id that is stored. In an article that prints the other's text, words may also have been left out.
/// Never with other numbers, dates, negations or conditions; <see cref="WordLikeness"/> says what counts as the same.
/// </remarks>
internal sealed class SpeechMerger(IFactReader reader)
{
    private const int DaysApart = 3;
    private const int MaxStored = 200;

    /// <summary>The facts, with the ids of what is known replaced wherever they are used.</summary>
    internal async Task<ArticleFacts> MergeAsync(Article article, ArticleFacts facts, CancellationToken cancellationToken)
    {
        var look = new Look(article, new CopyDetector(reader), new Lazy<HashSet<int>>(() => CopyDetector.RunsOf(article.Body)));
        var statements = await FindStatementsAsync(look, facts.Statements, cancellationToken);
        var proposals = await FindProposalsAsync(look, facts.Proposals, cancellationToken);
        return facts with
        {
            Statements =
            [
                .. facts.Statements.Select(statement => statement with
                {
                    Id = statements.GetValueOrDefault(statement.Id, statement.Id),
                    ReportedIn = statement.ReportedIn is { } outer ? statements.GetValueOrDefault(outer, outer) : null,
                }),
            ],
            Proposals = [.. facts.Proposals.Select(proposal => proposal with { Id = proposals.GetValueOrDefault(proposal.Id, proposal.Id) })],
        };
    }

    private async Task<Dictionary<string, string>> FindStatementsAsync(Look look, ImmutableArray<Statement> statements, CancellationToken cancellationToken)
    {
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        var own = statements.Select(statement => statement.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var group in statements.Where(IsComparable).GroupBy(statement => statement.Speakers[0], StringComparer.Ordinal))
        {
            var query = Within(new StatementQuery { Speakers = [group.Key], IncludeReported = false, Limit = MaxStored }, look.Article);
            var stored = (await reader.FindStatementsAsync(query, cancellationToken))
                .Where(found => IsComparable(found.Fact) && !own.Contains(found.Fact.Id))
                .Select(found => new Candidate<Statement>(found.Fact, found.Fact.Id, WordLikeness.WordsOf(found.Fact.Content!.Text), found.Citations)) // it is comparable
                .ToList();
            foreach (var statement in group)
            {
                var words = WordLikeness.WordsOf(statement.Content!.Text); // as above
                if (await FindSameAsync(look, words, stored, other => IsSameAct(statement, other), cancellationToken) is { } id)
                {
                    renamed[statement.Id] = id;
                }
            }
        }

        return renamed;
    }

    private async Task<Dictionary<string, string>> FindProposalsAsync(Look look, ImmutableArray<Proposal> proposals, CancellationToken cancellationToken)
    {
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        var own = proposals.Select(proposal => proposal.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var group in proposals.Where(proposal => !proposal.By.IsEmpty).GroupBy(proposal => proposal.By[0], StringComparer.Ordinal))
        {
            var query = Within(new ProposalQuery { By = [group.Key], Limit = MaxStored }, look.Article);
            var stored = (await reader.FindProposalsAsync(query, cancellationToken))
                .Where(found => !own.Contains(found.Fact.Id))
                .Select(found => new Candidate<Proposal>(found.Fact, found.Fact.Id, WordLikeness.WordsOf(found.Fact.Content.Text), found.Citations))
                .ToList();
            foreach (var proposal in group)
            {
                var words = WordLikeness.WordsOf(proposal.Content.Text);
                if (await FindSameAsync(look, words, stored, other => IsSameAct(proposal, other), cancellationToken) is { } id)
                {
                    renamed[proposal.Id] = id;
                }
            }
        }

        return renamed;
    }

    // The oldest of those in nearly the same words; of those that a copy shortens there must be only one.
    private static async Task<string?> FindSameAsync<T>(
        Look look, ImmutableArray<string> words, List<Candidate<T>> stored, Func<T, bool> isSameAct, CancellationToken cancellationToken)
    {
        var others = stored.Where(other => isSameAct(other.Fact) && other.IsOfAnother(look.Article)).ToList();
        var same = others
            .Where(other => WordLikeness.IsSame(words, other.Words))
            .OrderBy(other => other.Citations.Min(citation => citation.Article.PublishedOn))
            .ThenBy(other => other.Id, StringComparer.Ordinal)
            .FirstOrDefault();
        if (same is not null)
        {
            return same.Id;
        }

        var shortened = new List<string>();
        foreach (var other in others.Where(other => WordLikeness.IsShortened(words, other.Words)))
        {
            foreach (var print in other.Citations.Select(citation => citation.Article).DistinctBy(print => print.Id))
            {
                if (await look.Copies.IsCopyAsync(look.Article, look.Runs.Value, print, cancellationToken))
                {
                    shortened.Add(other.Id);
                    break;
                }
            }
        }

        return shortened.Count == 1 ? shortened[0] : null;
    }

    private static T Within<T>(T query, Article article)
        where T : FactQuery => query with
        {
            Since = article.PublishedOn.AddDays(-Math.Min(DaysApart, article.PublishedOn.DayNumber)),
            Until = article.PublishedOn.AddDays(Math.Min(DaysApart, DateOnly.MaxValue.DayNumber - article.PublishedOn.DayNumber)),
        };

    private static bool IsComparable(Statement statement) => statement is { Content: not null, ReportedIn: null } && !statement.Speakers.IsEmpty;

    private static bool IsSameAct(Statement one, Statement other) =>
        one.Polarity == other.Polarity && one.CueClass == other.CueClass
        && IsSameOrUnsaid(one.When?.Value, other.When?.Value) && IsSameOrUnsaid(one.AddresseeName, other.AddresseeName)
        && AreSame(one.Speakers, other.Speakers);

    private static bool IsSameAct(Proposal one, Proposal other) =>
        one.IsWithdrawn == other.IsWithdrawn && IsSameOrUnsaid(one.When?.Value, other.When?.Value) && AreSame(one.By, other.By)
        && (one.To.IsEmpty || other.To.IsEmpty || AreSame(one.To, other.To))
        && (one.Conditions.IsEmpty || other.Conditions.IsEmpty || WordLikeness.IsSame(Conditions(one), Conditions(other)));

    private static ImmutableArray<string> Conditions(Proposal proposal) =>
        WordLikeness.WordsOf(string.Join(' ', proposal.Conditions.Select(condition => condition.Text)));

    private static bool IsSameOrUnsaid(string? one, string? other) => one is null || other is null || one == other;

    private static bool AreSame(ImmutableArray<string> one, ImmutableArray<string> other) =>
        one.Order(StringComparer.Ordinal).SequenceEqual(other.Order(StringComparer.Ordinal), StringComparer.Ordinal);

    private sealed record Look(Article Article, CopyDetector Copies, Lazy<HashSet<int>> Runs);

    private sealed record Candidate<T>(T Fact, string Id, ImmutableArray<string> Words, ImmutableArray<Citation> Citations)
    {
        internal bool IsOfAnother(Article article) => Citations.Any(citation => citation.Article.Id != article.Id);
    }
}
