using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using TalksBot.Chat;

namespace TalksBot.Discord;

/// <summary>The built-in client: a gateway on websockets, or an endpoint that Discord calls, and requests over HTTP.</summary>
public sealed partial class DiscordClient : IDiscordClient
{
    private static readonly TimeSpan NextShardAfter = TimeSpan.FromSeconds(10);

    private readonly DiscordOptions _options;
    private readonly MonotonicClock _clock;
    private readonly Random _random;
    private readonly ILogger _logger;
    private readonly DiscordHttp _http;
    private readonly DiscordRest _rest;
    private readonly SeenIds _seen;
    private readonly ClientHealth _health;
    private readonly IdentifyGate _gate;
    private IDiscordListener? _listener;
    private volatile EventDispatcher? _dispatcher;

    /// <summary>Makes a client; nothing is sent before it runs or acts.</summary>
    /// <param name="options">Where and as whom to connect; valid by <see cref="DiscordOptions.Validate"/>.</param>
    /// <param name="timeProvider">Time.</param>
    /// <param name="random">Jitter.</param>
    /// <param name="loggerFactory">Logs; neither tokens nor texts get there.</param>
    public DiscordClient(DiscordOptions options, TimeProvider timeProvider, Random random, ILoggerFactory loggerFactory)
    {
        _options = options;
        _clock = new MonotonicClock(timeProvider);
        _random = random;
        _logger = loggerFactory.CreateLogger<DiscordClient>();
        _http = new DiscordHttp(options);
        _rest = new DiscordRest(options, _http, _clock, new Random(random.Next()), _logger);
        _seen = new SeenIds(_clock);
        _health = new ClientHealth(timeProvider);
        _gate = new IdentifyGate(_clock);
        Callbacks = options.IsHttp
            ? [new InteractionEndpoint(options.PublicKey, this, _clock, _logger).Route]
            : [];
    }

    /// <inheritdoc/>
    public ImmutableArray<CallbackRoute> Callbacks { get; }

    /// <inheritdoc/>
    public PlatformHealth Health => _health.Snapshot(_rest.Limited);

    /// <inheritdoc/>
    public async Task RunAsync(IDiscordListener listener, CancellationToken stopping)
    {
        // One for each run: what was drained takes nothing any more.
        using var dispatcher = new EventDispatcher(_clock, _logger);
        _listener = listener;
        _dispatcher = dispatcher;
        _health.Change(ConnectionState.Connecting);
        using var leaving = new CancellationTokenSource();
        try
        {
            // The connections outlive the signal to stop: they are closed when nobody waits for an answer any more.
            var serving = _options.IsHttp ? ServeCallsAsync(leaving.Token) : ServeGatewayAsync(leaving.Token);
            var told = Task.Delay(Timeout.InfiniteTimeSpan, stopping);
            var first = await Task.WhenAny(serving, told, _rest.Refused).ConfigureAwait(false);
            await dispatcher.DrainAsync().ConfigureAwait(false);
            await leaving.CancelAsync().ConfigureAwait(false);
            await serving.ConfigureAwait(first == serving ? ConfigureAwaitOptions.None : ConfigureAwaitOptions.SuppressThrowing);
            if (_rest.Refused.IsCompletedSuccessfully)
            {
                throw await _rest.Refused.ConfigureAwait(false);
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
        _rest.Dispose();
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task ServeCallsAsync(CancellationToken leaving)
    {
        _health.Change(ConnectionState.Connected);
        Dispatch((listener, hurry) => listener.OnReadyAsync(hurry));
        await Task.Delay(Timeout.InfiniteTimeSpan, leaving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ServeGatewayAsync(CancellationToken leaving)
    {
        using var directory = new GatewayDirectory(_rest, _gate, _clock, new Random(_random.Next()), _logger);
        for (var count = 0; !leaving.IsCancellationRequested;)
        {
            GatewayInfo info;
            try
            {
                info = await directory.GetAsync(leaving).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            var next = _options.ShardCount ?? info.Shards;
            if (next <= count)
            {
                throw new PlatformRefusedException(GatewayCloseCode.Explain(4011, _options.IntentBits));
            }

            count = next;
            _health.Expect(count);
            try
            {
                await RunShardsAsync(directory, count, leaving).ConfigureAwait(false);
            }
            catch (ReshardException)
            {
                LogReshard(count);
                directory.Forget();
            }
        }
    }

    private async Task RunShardsAsync(GatewayDirectory directory, int count, CancellationToken leaving)
    {
        using var together = CancellationTokenSource.CreateLinkedTokenSource(leaving);
        var shards = new List<Task>(count);
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        for (var index = 0; index < count && !together.IsCancellationRequested && !failed.Task.IsCompleted; index++)
        {
            var shard = new GatewayShard(_options, directory, _gate, this, _clock, new Random(_random.Next()), _logger, index, count);
            shards.Add(RunShardAsync(shard));

            // In order: the next one sets out when this one has its session (Sharding, "Max Concurrency").
            if (index + 1 < count)
            {
                await EstablishedAsync(index).ConfigureAwait(false);
            }
        }

        await Task.WhenAll(shards).ConfigureAwait(false);

        async Task EstablishedAsync(int index)
        {
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(together.Token);
            await Task.WhenAny(_health.FirstEstablished(index), failed.Task, Task.Delay(NextShardAfter, _clock.Provider, waiting.Token)).ConfigureAwait(false);
            await waiting.CancelAsync().ConfigureAwait(false);
        }

        async Task RunShardAsync(GatewayShard shard)
        {
            try
            {
                await shard.RunAsync(together.Token).ConfigureAwait(false);
            }
            catch
            {
                // Whatever it is, nobody serves this shard any more: all end, so that whoever runs us starts all again.
                failed.TrySetResult();
                await together.CancelAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    private bool Dispatch(Func<IDiscordListener, CancellationToken, Task> handle)
    {
        var listener = _listener;
        return listener is not null && _dispatcher is { } dispatcher && dispatcher.TryDispatch(hurry => handle(listener, hurry));
    }

    [LoggerMessage(EventId = 5030, Level = LogLevel.Warning, Message = "Discord asks for more shards than {Count}; starting over")]
    private partial void LogReshard(int count);
}
