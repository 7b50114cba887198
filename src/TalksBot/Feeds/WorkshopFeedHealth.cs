using System.Collections.Immutable;
using TalksBot.Domain;
using TalksBot.Ingestion;

namespace TalksBot;

/// <summary>How the feeds of the configured dossiers fare; the dossiers are read when somebody asks, for most questions need none.</summary>
internal sealed class WorkshopFeedHealth(Workshop workshop) : IFeedHealth
{
    /// <inheritdoc/>
    public Task<ImmutableArray<FeedReport>> ListFeedsAsync(FactScope scope, CancellationToken cancellationToken) => workshop.DossierErrors.IsEmpty
        ? new FeedHealth([.. workshop.Dossiers.SelectMany(dossier => dossier.Feeds)], workshop.FeedStates).ListFeedsAsync(scope, cancellationToken)
        : Task.FromResult(ImmutableArray<FeedReport>.Empty);
}
