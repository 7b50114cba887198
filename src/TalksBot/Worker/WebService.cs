using Microsoft.Extensions.Hosting;
using TalksBot.Web;

namespace TalksBot;

/// <summary>Serves HTTP as long as the worker runs.</summary>
internal sealed class WebService(WebServer server) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => server.StartAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => server.StopAsync(cancellationToken);
}
