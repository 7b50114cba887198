using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Ingestion;

/// <summary>How the configured feeds fare.</summary>
/// <param name="feeds">All feeds of all dossiers.</param>
/// <param name="store">Keeps their states.</param>
public sealed class FeedHealth(ImmutableArray<Feed> feeds, IFeedStore store) : IFeedHealth
{
    /// <inheritdoc/>
    public async Task<ImmutableArray<FeedReport>> ListFeedsAsync(FactScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var shown = feeds.Where(feed => scope.Shows([feed.Dossier])).ToList();
        if (shown.Count == 0)
        {
            return [];
        }

        var states = (await store.ListFeedsAsync(cancellationToken)).ToDictionary(state => (state.Dossier, state.Feed));
        return
        [
            .. shown
                .OrderBy(feed => feed.Dossier, StringComparer.Ordinal)
                .ThenBy(feed => feed.Name, StringComparer.Ordinal)
                .Select(feed => new FeedReport(feed, states.GetValueOrDefault((feed.Dossier, feed.Name)))),
        ];
    }
}
