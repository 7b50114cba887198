using Microsoft.Extensions.Hosting;
using TalksBot.Ingestion;

namespace TalksBot;

/// <summary>Follows the feeds as long as the worker runs.</summary>
internal sealed class FeedService(FeedFollower follower) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => follower.RunAsync(stoppingToken);
}
