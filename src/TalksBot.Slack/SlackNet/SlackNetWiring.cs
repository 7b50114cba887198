using Microsoft.Extensions.Logging;

namespace TalksBot.Slack;

/// <summary>
/// Calls and events over the package SlackNet: its API client, its Socket Mode client, its reconnecting. It is compiled with <c>-p:ChatSdks=true</c>; what is above does not
/// notice the difference.
/// </summary>
internal sealed class SlackNetWiring(SlackOptions options, TimeProvider time) : ISlackWiring
{
    /// <inheritdoc/>
    public IWebApiWire MakeWire(ILogger logger) => new PackageWire(options, time);

    /// <inheritdoc/>
    public ISocketSource MakeSockets(HealthBook health, ISocketListener listener, ILogger logger) => new PackageSockets(options, time, health, listener, logger);
}
