using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Memory;

/// <summary>Recognises a quotation that another article prints longer or shorter.</summary>
/// <remarks>
/// Same speakers, both wholly in quotation marks, published within three days of each other, and all words of the shorter, six at
/// least, stand in the longer one after another, and what the longer has beside them neither denies nor sets a condition. Then both
/// are one statement and bear the id that is stored.
/// </remarks>
internal sealed class QuotationMerger(IFactReader reader)
{
    private const int MinWords = 6;
    private const int DaysApart = 3;
    private const int MaxStored = 200;

    /// <summary>The facts, with the ids of such statements replaced wherever they are used.</summary>
    internal async Task<ArticleFacts> MergeAsync(Article article, ArticleFacts facts, CancellationToken cancellationToken)
    {
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var group in facts.Statements.Where(IsQuotation).GroupBy(statement => statement.Speakers[0], StringComparer.Ordinal))
        {
            var stored = await ReadStoredAsync(article, group.Key, cancellationToken);
            foreach (var statement in group)
            {
                var words = Padded(statement);
                var same = stored.FirstOrDefault(other => IsSame(statement, words, other));
                if (same.Statement is not null && same.Statement.Id != statement.Id)
                {
                    renamed[statement.Id] = same.Statement.Id;
                }
            }
        }

        return renamed.Count == 0 ? facts : facts with { Statements = [.. facts.Statements.Select(Rename)] };

        Statement Rename(Statement statement) => statement with
        {
            Id = renamed.GetValueOrDefault(statement.Id, statement.Id),
            ReportedIn = statement.ReportedIn is { } outer ? renamed.GetValueOrDefault(outer, outer) : null,
        };
    }

    // Oldest first, so that every print takes the id of the first one.
    private async Task<List<(Statement Statement, string Words)>> ReadStoredAsync(
        Article article, string speaker, CancellationToken cancellationToken)
    {
        var found = await reader.FindStatementsAsync(
            new StatementQuery
            {
                Speakers = [speaker],
                Since = article.PublishedOn.AddDays(-Math.Min(DaysApart, article.PublishedOn.DayNumber)),
                Until = article.PublishedOn.AddDays(Math.Min(DaysApart, DateOnly.MaxValue.DayNumber - article.PublishedOn.DayNumber)),
                IncludeReported = false,
                Limit = MaxStored,
            },
            cancellationToken);
        return
        [
            .. found
                .Where(other => IsQuotation(other.Fact) && other.Citations.Any(citation => citation.Article.Id != article.Id))
                .OrderBy(other => other.Article.PublishedOn)
                .ThenBy(other => other.Fact.Id, StringComparer.Ordinal)
                .Select(other => (other.Fact, Padded(other.Fact))),
        ];
    }

    private static bool IsQuotation(Statement statement) =>
        statement is { Manner: Manner.Direct, Content: not null, ReportedIn: null } && !statement.Speakers.IsEmpty;

    private static bool IsSame(Statement one, string words, (Statement Statement, string Words) other)
    {
        var (shorter, longer) = words.Length <= other.Words.Length ? (words, other.Words) : (other.Words, words);
        return one.Polarity == other.Statement.Polarity
            && one.Speakers.Order(StringComparer.Ordinal).SequenceEqual(other.Statement.Speakers.Order(StringComparer.Ordinal))
            && shorter.AsSpan().Count(' ') > MinWords
            && longer.Contains(shorter, StringComparison.Ordinal)
            && WordLikeness.HaveSameTruth(WordLikeness.WordsOf(shorter), WordLikeness.WordsOf(longer));
    }

    // A blank on either side, so that only whole words match: n words have n + 1 blanks.
    private static string Padded(Statement statement) => $" {WordLikeness.Fold(statement.Content!.Text)} "; // IsQuotation saw the content.
}
