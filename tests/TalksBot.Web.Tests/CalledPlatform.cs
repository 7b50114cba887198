using System.Collections.Immutable;
using TalksBot.Chat;

namespace TalksBot.Web.Tests;

/// <summary>A platform that is called over HTTP and does what a test says.</summary>
internal sealed class CalledPlatform(params ImmutableArray<CallbackRoute> routes) : IChatPlatform
{
    public string Name => "called";

    public PlatformHealth Health { get; set; } = new(ConnectionState.Connected, DateTimeOffset.UnixEpoch);

    public ImmutableArray<CallbackRoute> Callbacks => routes;

    public Task RunAsync(CancellationToken stopping) => Task.CompletedTask;

    public Task<ImmutableArray<PlatformFinding>> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(ImmutableArray<PlatformFinding>.Empty);
}
