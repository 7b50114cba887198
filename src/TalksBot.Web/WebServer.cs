using System.Collections.Immutable;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TalksBot.Chat;

namespace TalksBot.Web;

/// <summary>Serves the platforms' endpoints and the health page over HTTP.</summary>
public sealed partial class WebServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly WebOptions _options;
    private readonly ILogger<WebServer> _log;

    /// <summary>A server that does not listen yet.</summary>
    /// <param name="options">Where.</param>
    /// <param name="platforms">Their endpoints and their health are served.</param>
    /// <param name="deliveries">Tells how updates fare; null where none are sent.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Take what goes wrong; never a path with its query, a header or a body.</param>
    public WebServer(WebOptions options, ImmutableArray<IChatPlatform> platforms, DeliveryHealth? deliveries, TimeProvider time, ILoggerFactory loggers)
    {
        _options = options;
        _log = loggers.CreateLogger<WebServer>();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = platforms.SelectMany(platform => platform.Callbacks).Select(route => (long)route.MaxBodyLength).DefaultIfEmpty(1024).Max();
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        });
        builder.WebHost.UseUrls(options.Listen);
        builder.Services.AddSingleton(loggers);
        builder.Services.AddRoutingCore();
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = options.StopTimeout);
        _application = builder.Build();
        foreach (var route in platforms.SelectMany(platform => platform.Callbacks))
        {
            var endpoint = new CallbackEndpoint(route, _log);
            _application.MapMethods(route.Path, [route.Method], endpoint.HandleAsync);
        }

        var health = new HealthPage(platforms, deliveries, time);
        _application.MapGet("/health", (RequestDelegate)health.HandleAsync);
    }

    /// <summary>The addresses that are listened on, with real ports; empty before the start.</summary>
    public IReadOnlyCollection<string> Addresses => [.. _application.Urls];

    /// <summary>Begins to listen.</summary>
    /// <exception cref="WebServerException">The address cannot be listened on.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _application.StartAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            throw new WebServerException($"Http:Listen {_options.Listen} cannot be listened on ({Reason(failure)}); choose another port or address.", failure);
        }

        foreach (var address in Addresses)
        {
            LogListening(address);
        }
    }

    /// <summary>Takes no new calls, waits for those that are being answered, ends.</summary>
    public async Task StopAsync(CancellationToken cancellationToken) => await _application.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static string Reason(Exception failure) => failure is SocketException { SocketErrorCode: var code } ? code.ToString()
        : failure.InnerException is { } inner ? Reason(inner) : "in use, or not ours";

    [LoggerMessage(EventId = 7001, Level = LogLevel.Information, Message = "Listening on {Address}")]
    private partial void LogListening(string address);
}

/// <summary>HTTP cannot be served; the message says what to do.</summary>
public sealed class WebServerException : Exception
{
    /// <summary>With what to do.</summary>
    public WebServerException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
