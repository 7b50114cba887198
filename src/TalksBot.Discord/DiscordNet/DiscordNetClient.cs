using System.Collections.Immutable;
using System.Net;
using global::Discord.Net.WebSockets;
using global::Discord.WebSocket;
using Microsoft.Extensions.Logging;
using TalksBot.Chat;
using Net = global::Discord;

namespace TalksBot.Discord;

/// <summary>
/// The client over Discord.Net: gateway, reconnecting, caching and rate limits are the package's. It is compiled with <c>-p:ChatSdks=true</c>; the adapter does not notice
/// the difference.
/// </summary>
public sealed partial class DiscordNetClient : IDiscordClient
{
    private static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(1);

    private readonly DiscordOptions _options;
    private readonly MonotonicClock _clock;
    private readonly Random _random;
    private readonly ILoggerFactory _loggerFactory;
    private readonly ILogger _logger;
    private readonly DiscordShardedClient _client;
    private readonly SeenIds _seen;
    private readonly ClientHealth _health;
    private readonly TaskCompletionSource<PlatformRefusedException> _refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _loggingIn = new(1, 1);
    private TaskCompletionSource? _closed;
    private IDiscordListener? _listener;
    private volatile EventDispatcher? _dispatcher;
    private long _limited;
    private int _connected;

    /// <summary>Makes a client; nothing is sent before it runs.</summary>
    /// <param name="options">Where and as whom to connect; valid by <see cref="DiscordOptions.Validate"/>.</param>
    /// <param name="timeProvider">Time; the package keeps its own.</param>
    /// <param name="random">Jitter.</param>
    /// <param name="loggerFactory">Logs; neither tokens nor texts get there.</param>
    public DiscordNetClient(DiscordOptions options, TimeProvider timeProvider, Random random, ILoggerFactory loggerFactory)
    {
        _options = options;
        _clock = new MonotonicClock(timeProvider);
        _random = random;
        _loggerFactory = loggerFactory;
        _logger = loggerFactory.CreateLogger<DiscordNetClient>();
        _seen = new SeenIds(_clock);
        _health = new ClientHealth(timeProvider);
        _client = new DiscordShardedClient(new DiscordSocketConfig
        {
            RestClientProvider = PackageTransport.Provider(options),
            WebSocketProvider = MakeSocket,
            GatewayIntents = (Net.GatewayIntents)options.IntentBits,
            TotalShards = options.ShardCount,
            DefaultRetryMode = Net.RetryMode.RetryRatelimit,
            DefaultRatelimitCallback = CountLimitAsync,
            LogGatewayIntentWarnings = false,

            // Whether it is too late is Discord's to say; clocks differ.
            UseInteractionSnowflakeDate = false,
            ResponseInternalTimeCheck = false,

            // Handlers return at once, and what comes in need not wait for all servers to be told of.
            HandlerTimeout = null,
            MaxWaitBetweenGuildAvailablesBeforeReady = 0,
        });
        Subscribe();
    }

    /// <inheritdoc/>
    public ImmutableArray<CallbackRoute> Callbacks => [];

    /// <inheritdoc/>
    public PlatformHealth Health => _health.Snapshot(Interlocked.Read(ref _limited));

    /// <inheritdoc/>
    public async Task RunAsync(IDiscordListener listener, CancellationToken stopping)
    {
        using var dispatcher = new EventDispatcher(_clock, _logger);
        _listener = listener;
        _dispatcher = dispatcher;
        _health.Change(ConnectionState.Connecting);
        try
        {
            if (await LogInAsync(stopping).ConfigureAwait(false))
            {
                _health.Expect(_client.Shards.Count);
                await _client.StartAsync().ConfigureAwait(false);
                await Task.WhenAny(Task.Delay(Timeout.InfiniteTimeSpan, stopping), _refused.Task).ConfigureAwait(false);
                await dispatcher.DrainAsync().ConfigureAwait(false);
                await CloseAsync().ConfigureAwait(false);
            }

            if (_refused.Task.IsCompletedSuccessfully)
            {
                throw await _refused.Task.ConfigureAwait(false);
            }

            _health.Change(ConnectionState.Stopped);
        }
        catch (PlatformRefusedException refused)
        {
            _health.Change(ConnectionState.Refused, refused.Message);
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _loggingIn.Dispose();
        return _client.DisposeAsync();
    }

    private static IWebSocketClient MakeSocket()
    {
        var socket = DefaultWebSocketProvider.Create(WebRequest.DefaultWebProxy)();
        socket.SetHeader("user-agent", Net.DiscordConfig.UserAgent);
        return socket;
    }

    private Task CountLimitAsync(Net.IRateLimitInfo info)
    {
        if (info.RetryAfter is not null)
        {
            Interlocked.Increment(ref _limited);
        }

        return Task.CompletedTask;
    }

    /// <summary>Logs in, until Discord can be reached. The package reconnects by itself, but gives up at the first login.</summary>
    /// <returns>False when it was told to stop or was refused.</returns>
    private async Task<bool> LogInAsync(CancellationToken stopping)
    {
        var backoff = new Backoff(_random);
        while (!stopping.IsCancellationRequested && !_refused.Task.IsCompleted)
        {
            try
            {
                await BeLoggedInAsync(stopping).ConfigureAwait(false);
                return true;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return false;
            }
            catch (Exception exception) when (PackageErrors.Translate(exception, "the login", RequestKind.Bot) is { } failure)
            {
                NoteRefusal(failure);
                _health.Change(ConnectionState.Connecting, failure.Message);
                LogNotLoggedIn(failure.Message);
            }

            await _clock.DelayAsync(backoff.Next(), stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return false;
    }

    /// <summary>Logs in unless that was done: until then the package has no REST client to give. Posts may come before the first session.</summary>
    private async Task BeLoggedInAsync(CancellationToken cancellationToken)
    {
        if (_client.LoginState == Net.LoginState.LoggedIn)
        {
            return;
        }

        await _loggingIn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_client.LoginState != Net.LoginState.LoggedIn)
            {
                await _client.LoginAsync(Net.TokenType.Bot, _options.Token, validateToken: false).ConfigureAwait(false);
            }
        }
        finally
        {
            _loggingIn.Release();
        }
    }

    private void NoteRefusal(DiscordException failure)
    {
        if (failure.Kind == DiscordErrorKind.Refused)
        {
            _refused.TrySetResult(new PlatformRefusedException(GatewayCloseCode.Explain(4004, _options.IntentBits)));
        }
    }

    private async Task CloseAsync()
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _closed = closed;
        await _client.StopAsync().ConfigureAwait(false);
        if (Volatile.Read(ref _connected) > 0)
        {
            // The package closes on its own thread. A peer that is gone does not hold the stop up.
            await Task.WhenAny(closed.Task, Task.Delay(CloseWithin)).ConfigureAwait(false);
        }
    }

    [LoggerMessage(EventId = 5062, Level = LogLevel.Warning, Message = "Discord.Net could not log in; trying again unless it was refused: {Reason}")]
    private partial void LogNotLoggedIn(string reason);
}
