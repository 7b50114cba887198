using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TalksBot.Discord.Tests.Behaviour;

namespace TalksBot.Discord.Tests.Loopback;

/// <summary>
/// A Discord on this machine: its HTTP API and its gateway, written to the published reference. It notes every rule that a client breaks, and fails in
/// every way that a test asks for.
/// </summary>
internal sealed class LoopbackDiscord : IAsyncDisposable
{
    public const string Token = "bot-token-of-the-tests.AbCdEf.0123456789";
    public const string ApplicationId = "811000000000000001";
    public const string BotUserId = "811000000000000002";

    private readonly WebApplication _application;
    private readonly ConcurrentQueue<string> _violations = new();
    private Uri? _address;

    private LoopbackDiscord(WebApplication application, TimeProvider clock, ClientKind kind)
    {
        Kind = kind;
        _application = application;
        Clock = clock;
        Gateway = new LoopbackGateway(this);
        Rest = new LoopbackRest(this);
    }

    /// <summary>Whose client is expected. It changes what is told, never what is allowed, but for what the package decides on the wire by itself.</summary>
    public ClientKind Kind { get; }

    /// <summary>Its time, shared with the client.</summary>
    public TimeProvider Clock { get; }

    public LoopbackGateway Gateway { get; }

    public LoopbackRest Rest { get; }

    /// <summary>Rules that were broken.</summary>
    public string[] Violations => [.. _violations];

    public Uri Address => _address ?? throw new InvalidOperationException("Not started.");

    /// <summary>Options that lead here.</summary>
    public DiscordOptions Options => new() { Token = Token, ApplicationId = ApplicationId, ApiBaseUrl = new Uri(Address, "/api").ToString(), Client = Kind == ClientKind.DiscordNet ? DiscordClients.DiscordNet : DiscordClients.BuiltIn };

    /// <summary>The gateway's address, under a path that tells how it was come by.</summary>
    public string GatewayUrl(string path) => new UriBuilder(Address) { Scheme = "ws", Path = path }.Uri.ToString();

    /// <summary>Starts one on a free port.</summary>
    public static async Task<LoopbackDiscord> StartAsync(TimeProvider? clock = null, ClientKind kind = ClientKind.BuiltIn)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        var application = builder.Build();
        var server = new LoopbackDiscord(application, clock ?? TimeProvider.System, kind);
        application.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
        application.Run(server.HandleAsync);
        await application.StartAsync();
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        server._address = new Uri(addresses?.Addresses.First() ?? throw new InvalidOperationException("The server has no address."));
        return server;
    }

    /// <summary>Notes a broken rule.</summary>
    public void Violate(string rule) => _violations.Enqueue(rule);

    /// <summary>Notes a broken rule unless it is kept.</summary>
    public void Require(bool isKept, string rule)
    {
        if (!isKept)
        {
            Violate(rule);
        }
    }

    /// <summary>Fails with every rule that was broken.</summary>
    public void AssertNothingBroken() => Assert.True(_violations.IsEmpty, string.Join('\n', _violations));

    public async ValueTask DisposeAsync()
    {
        Gateway.CutAll();
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        var agent = context.Request.Headers.UserAgent.ToString();
        Require(
            agent.StartsWith("DiscordBot (", StringComparison.Ordinal) && agent.Contains(", ", StringComparison.Ordinal) && agent.Contains(')', StringComparison.Ordinal),
            $"D1: the user agent of {context.Request.Method} {context.Request.Path.Value?.Split('/')[^1]} is \"{agent}\"");
        if (context.WebSockets.IsWebSocketRequest)
        {
            await Gateway.AcceptAsync(context);
        }
        else
        {
            await Rest.HandleAsync(context);
        }
    }
}
