using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TalksBot.Slack.Tests;

/// <summary>
/// Slack on this machine, written to its reference: Web API, response_urls, Socket Mode. It notes every rule that is broken in <see cref="Violations"/>.
/// </summary>
internal sealed partial class LoopbackSlack : IAsyncDisposable
{
    public const string BotToken = "xoxb-1-bottoken";
    public const string AppToken = "xapp-1-apptoken";
    public const string SigningSecret = "8f742231b10e8888abcd99yyyzzz85a5";
    public const string ClientId = "123.456";
    public const string ClientSecret = "cl1entsecret";
    public const string TeamId = "T1";
    public const string BotUserId = "U0BOT";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, byte> _tickets = new();
    private readonly Channel<LoopbackSocket> _sockets = Channel.CreateUnbounded<LoopbackSocket>();
    private readonly Channel<ApiCall> _calls = Channel.CreateUnbounded<ApiCall>();
    private readonly Channel<ResponseCall> _responses = Channel.CreateUnbounded<ResponseCall>();
    private int _ticketCount;
    private int _open;
    private int _mostOpen;

    private LoopbackSlack(TimeProvider time, ClientKind kind)
    {
        Time = time;
        Kind = kind;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.UseWebSockets();
        _app.MapPost("/api/{method}", HandleMethodAsync);
        _app.MapPost("/respond/{id}", HandleResponseAsync);
        _app.Map("/link", HandleSocketAsync);
    }

    /// <summary>The clock that limits are counted by; the bot's.</summary>
    public TimeProvider Time { get; }

    /// <summary>Whose client is expected.</summary>
    public ClientKind Kind { get; }

    /// <summary>Rules of the platform that were broken.</summary>
    public ConcurrentQueue<string> Violations { get; } = new();

    public string BaseUrl { get; private set; } = "";

    public string ApiBaseUrl => BaseUrl + "/api/";

    /// <summary>Connections as they are made, hello said (unless it is withheld).</summary>
    public ChannelReader<LoopbackSocket> Sockets => _sockets.Reader;

    /// <summary>Calls of methods, but for apps.connections.open, auth.test and users.info.</summary>
    public ChannelReader<ApiCall> Calls => _calls.Reader;

    public ChannelReader<ResponseCall> Responses => _responses.Reader;

    /// <summary>When tickets were given out.</summary>
    public ConcurrentQueue<long> Openings { get; } = new();

    public int OpenSockets => Volatile.Read(ref _open);

    public int MostOpenSockets => Volatile.Read(ref _mostOpen);

    /// <summary>Whether hello is said at once.</summary>
    public bool SaysHello { get; set; } = true;

    /// <summary>Sent in place of hello, or null.</summary>
    public string? FirstFrame { get; set; }

    /// <summary>How often the server pings; null for never.</summary>
    public TimeSpan? PingEvery { get; set; }

    /// <summary>Faults by method ("response_url" too), taken in turn.</summary>
    public ConcurrentDictionary<string, ConcurrentQueue<Fault>> Faults { get; } = new();

    /// <summary>A fault for every call of a method, until it is taken away.</summary>
    public ConcurrentDictionary<string, Fault> LastingFaults { get; } = new();

    public static async Task<LoopbackSlack> StartAsync(TimeProvider time, ClientKind kind = ClientKind.BuiltIn)
    {
        var slack = new LoopbackSlack(time, kind);
        await slack._app.StartAsync();
        slack.BaseUrl = slack._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.First() ?? "";
        return slack;
    }

    public void Fail(string method, params Fault[] faults)
    {
        var queue = Faults.GetOrAdd(method, _ => new());
        foreach (var fault in faults)
        {
            queue.Enqueue(fault);
        }
    }

    public void Violate(string rule) => Violations.Enqueue(rule);

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    /// <summary>Makes an address that answers an interaction.</summary>
    public string ResponseUrl(string id)
    {
        _respondable[id] = (0, Time.GetTimestamp());
        return $"{BaseUrl}/respond/{id}";
    }

    private string NewTicket()
    {
        var ticket = $"t{Interlocked.Increment(ref _ticketCount)}";
        _tickets[ticket] = 0;
        Openings.Enqueue(Time.GetTimestamp());
        return ticket;
    }

    private async Task HandleSocketAsync(HttpContext context)
    {
        if (!_tickets.TryRemove(context.Request.Query["ticket"].ToString(), out _))
        {
            Violate("a ticket was used twice, or is none");
            context.Response.StatusCode = 400;
            return;
        }

        var pinging = PingEvery is { } every ? new WebSocketAcceptContext { KeepAliveInterval = every, KeepAliveTimeout = TimeSpan.FromMinutes(1) } : new WebSocketAcceptContext { KeepAliveInterval = Timeout.InfiniteTimeSpan };
        using var socket = await context.WebSockets.AcceptWebSocketAsync(pinging);
        var open = Interlocked.Increment(ref _open);
        InterlockedMax(ref _mostOpen, open);
        try
        {
            using var connection = new LoopbackSocket(this, socket, context);
            if (FirstFrame is { } first)
            {
                await connection.SendAsync(first);
            }
            else if (SaysHello)
            {
                await connection.SendHelloAsync(open);
            }

            _sockets.Writer.TryWrite(connection);
            await connection.ReadAsync();
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }

    private static async Task WriteAsync(HttpContext context, object answer)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(JsonSerializer.Serialize(answer));
    }
}
