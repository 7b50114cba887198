using System.Net;
using System.Reflection;

namespace TalksBot.Discord;

/// <summary>The HTTP connections to Discord: one set for first answers to interactions, one for all else, so that the former never wait for the latter.</summary>
internal sealed class DiscordHttp : IDisposable
{
    /// <summary>Version of the API that the client is written for.</summary>
    public const int ApiVersion = 10;

    // A burst of interactions shares these; more connections cost more to open than their answers wait for each other.
    private const int MaxCallbackConnections = 16;

    /// <summary>Connects to where the options say, by way of the proxy of the environment if it names one.</summary>
    public DiscordHttp(DiscordOptions options)
    {
        BaseAddress = new Uri($"{options.ApiBaseUrl.TrimEnd('/')}/v{ApiVersion}/");
        Callbacks = new HttpMessageInvoker(CreateHandler(MaxCallbackConnections));
        Others = new HttpMessageInvoker(CreateHandler(int.MaxValue));
    }

    /// <summary>What every request and handshake calls itself (API Reference, "User Agent").</summary>
    public static string UserAgent { get; } = $"DiscordBot (https://github.com/talksbot/talksbot, {Version()})";

    /// <summary>Where the API is, version included, with a slash at its end.</summary>
    public Uri BaseAddress { get; }

    /// <summary>For first answers to interactions.</summary>
    public HttpMessageInvoker Callbacks { get; }

    /// <summary>For everything else.</summary>
    public HttpMessageInvoker Others { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Callbacks.Dispose();
        Others.Dispose();
    }

    private static SocketsHttpHandler CreateHandler(int connections) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        MaxConnectionsPerServer = connections,
        EnableMultipleHttp2Connections = true,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(10),
        PooledConnectionLifetime = TimeSpan.FromHours(1),
        AutomaticDecompression = DecompressionMethods.None,
        MaxResponseHeadersLength = 64,
    };

    private static string Version() =>
        typeof(DiscordHttp).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "1.0.0";
}
