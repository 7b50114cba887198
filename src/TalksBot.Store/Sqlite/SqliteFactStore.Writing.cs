using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

public sealed partial class SqliteFactStore
{
    /// <inheritdoc/>
    public async Task<StoreOutcome> SaveAsync(Article article, ArticleFacts facts, SaveTerms terms, CancellationToken cancellationToken)
    {
        var outcomes = await SaveManyAsync([(article, facts)], terms, cancellationToken);
        return outcomes[0];
    }

    /// <summary>Stores many articles in one transaction, which is several times as fast as one each.</summary>
    /// <param name="articles">Articles with their facts; quickest in the order of publication.</param>
    /// <param name="terms">What the facts were made with, and when.</param>
    /// <param name="cancellationToken">A stop leaves the store as it was.</param>
    /// <returns>What became of each, in the order given.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be written; nothing changed.</exception>
    public Task<IReadOnlyList<StoreOutcome>> SaveManyAsync(
        IEnumerable<(Article Article, ArticleFacts Facts)> articles,
        SaveTerms terms,
        CancellationToken cancellationToken) => _file.WriteAsync<IReadOnlyList<StoreOutcome>>(
        session =>
        {
            var writer = new ArticleWriter(session, terms);
            var outcomes = new List<StoreOutcome>();
            foreach (var (article, facts) in articles)
            {
                cancellationToken.ThrowIfCancellationRequested();
                FactBounds.Check(article, facts);
                outcomes.Add(writer.Save(article, facts));
            }

            writer.Flush();
            cancellationToken.ThrowIfCancellationRequested();
            return outcomes;
        },
        cancellationToken);
}
