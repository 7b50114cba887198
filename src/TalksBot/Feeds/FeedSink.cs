using TalksBot.Domain;
using TalksBot.Ingestion;

namespace TalksBot;

/// <summary>Takes the articles of feeds into memory, one at a time: the memory serves one caller.</summary>
/// <param name="workshop">Whose memory.</param>
/// <param name="stored">Told after each article that was stored, so that those who wait for news need not look at the clock.</param>
internal sealed class FeedSink(Workshop workshop, Action stored) : IArticleSink, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <inheritdoc/>
    public async Task<TakeOutcome> TakeAsync(Article article, bool mustConcern, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (mustConcern && !article.Dossiers.Any(name => workshop.Matcher.Concerns(name, article with { Dossiers = [] })))
            {
                return TakeOutcome.LeftOut;
            }

            var remembered = await workshop.Memory.RememberAsync(article, cancellationToken);
            if (remembered.Outcome is StoreOutcome.Unchanged)
            {
                return TakeOutcome.Known;
            }

            stored();
            return TakeOutcome.Stored;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}
