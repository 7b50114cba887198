using Microsoft.Extensions.Hosting;
using TalksBot.Chat;

namespace TalksBot;

/// <summary>Keeps channels up to date: owes them what is new, and sends it.</summary>
/// <param name="matching">Reads changes and owes.</param>
/// <param name="dispatcher">Sends.</param>
internal sealed class UpdateService(UpdateMatching matching, DeliveryDispatcher dispatcher) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host starts its services one after the other; none is to wait for this one.
        await Task.Yield();
        await Task.WhenAll(matching.RunAsync(stoppingToken), dispatcher.RunAsync(stoppingToken));
    }
}
