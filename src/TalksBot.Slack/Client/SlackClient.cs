using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using TalksBot.Chat;

namespace TalksBot.Slack;

/// <summary>How calls and events travel.</summary>
internal interface ISlackWiring
{
    /// <summary>Carries calls of the Web API.</summary>
    IWebApiWire MakeWire(ILogger logger);

    /// <summary>Brings events by Socket Mode.</summary>
    ISocketSource MakeSockets(HealthBook health, ISocketListener listener, ILogger logger);
}

/// <summary>Socket Mode or signed HTTP calls for events, the Web API for answers; by the built-in ways or over a library.</summary>
public sealed partial class SlackClient : ISlackClient
{
    // One call a minute is what an app outside the Marketplace has for each.
    private const int MaxPages = 4;

    private readonly SlackOptions _options;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly ILogger _logger;
    private readonly HealthBook _health;
    private readonly WebApiTransport _transport;
    private readonly InstallationDirectory _installations;
    private readonly SlackWebApi _api;
    private readonly SeenIds _seen;
    private readonly SlackEndpoints? _endpoints;
    private readonly InstallEndpoints? _install;
    private readonly ISlackWiring? _wiring;
    private string? _ownUserId;
    private SlackIntake? _intake;
    private ISocketSource? _sockets;

    /// <summary>Connects nothing yet.</summary>
    /// <param name="options">Checked by <see cref="SlackOptions.Validate"/>.</param>
    /// <param name="store">Keeps installations; null when workspaces cannot install the app by OAuth.</param>
    /// <param name="protector">Encrypts what <paramref name="store"/> keeps; null likewise.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Spreads pauses; used under locks or from one place at a time.</param>
    /// <param name="loggers">Where to log.</param>
    public SlackClient(SlackOptions options, IInstallationStore? store, ITokenProtector? protector, TimeProvider time, Random random, ILoggerFactory loggers)
        : this(options, store, protector, time, random, loggers, wiring: null)
    {
    }

    /// <summary>Connects nothing yet.</summary>
    /// <param name="options">As above.</param>
    /// <param name="store">As above.</param>
    /// <param name="protector">As above.</param>
    /// <param name="time">As above.</param>
    /// <param name="random">As above.</param>
    /// <param name="loggers">As above.</param>
    /// <param name="wiring">How calls and events travel; null for the built-in ways.</param>
    internal SlackClient(SlackOptions options, IInstallationStore? store, ITokenProtector? protector, TimeProvider time, Random random, ILoggerFactory loggers, ISlackWiring? wiring)
    {
        _wiring = wiring;
        _options = options;
        _time = time;
        _random = random;
        _logger = loggers.CreateLogger<SlackClient>();
        _health = new HealthBook(time);
        _transport = new WebApiTransport(wiring?.MakeWire(_logger) ?? new HttpWire(options, time, _logger), time, random, _health, _logger);
        var oauth = new OAuthClient(options, _transport, time);
        _installations = new InstallationDirectory(options, store, protector, oauth, time, _logger);
        _api = new SlackWebApi(options, _transport, _installations, time);
        _seen = new SeenIds(time);

        // Served in Socket Mode too when the secret is there: what comes both ways is told by its id.
        if (options.SigningSecret is { Length: > 0 } secret)
        {
            _endpoints = new SlackEndpoints(secret, time, _health, () => Volatile.Read(ref _intake));
        }

        if (options.HasOAuth)
        {
            _installations.Saved += (_, saved) => Installed?.Invoke(this, saved);
            _install = new InstallEndpoints(options, oauth, _installations, time, _logger);
        }
    }

    /// <inheritdoc />
    public event EventHandler<SlackInstalledEventArgs>? Installed;

    /// <inheritdoc />
    public PlatformHealth Health => _health.Read();

    /// <inheritdoc />
    public ImmutableArray<CallbackRoute> Callbacks => [.. _options.Mode == SlackMode.Http ? _endpoints?.Routes ?? [] : [], .. _install?.Routes ?? []];

    /// <summary>How many Socket Mode connections said hello and were not let go.</summary>
    internal int ReadyConnections => _sockets?.ReadyCount ?? 0;

    /// <summary>The endpoints, also where Socket Mode does not have them served; null without a signing secret.</summary>
    internal SlackEndpoints? Endpoints => _endpoints;

    /// <inheritdoc />
    public async Task RunAsync(ISlackListener listener, CancellationToken stopping)
    {
        using var work = new WorkTracker(_logger);
        using var ending = new CancellationTokenSource();
        var intake = new SlackIntake(listener, work, _seen, () => Volatile.Read(ref _ownUserId), _time, _logger);
        string? problem = null;
        _health.Set(ConnectionState.Connecting);
        var stepping = Task.Run(() => FirstSteps.Take(_time), CancellationToken.None);
        var identifying = IdentifyAsync(ending.Token);
        var serving = _options.Mode == SlackMode.Socket ? ServeSocketsAsync(intake, ending.Token) : ServeCallbacksAsync(intake, identifying, ending.Token);
        try
        {
            var stopped = Task.Delay(Timeout.InfiniteTimeSpan, _time, stopping);
            var mute = _installations.OwnRefused;
            var first = await Task.WhenAny(stopped, serving, identifying, mute);
            if (first == identifying)
            {
                await identifying;
                first = await Task.WhenAny(stopped, serving, mute);
            }

            if (first == serving)
            {
                await serving;
            }

            Volatile.Write(ref _intake, null);
            await work.DrainAsync(_options.Timing.Drain, _options.Timing.Farewell, _time);
            if (first == mute)
            {
                // Connected, and unable to answer anything ever again: the operator has to know.
                throw new PlatformRefusedException(SlackCheckup.BotTokenRefused(await mute));
            }
        }
        catch (PlatformRefusedException refused)
        {
            problem = refused.Message;
            throw;
        }
        finally
        {
            Volatile.Write(ref _intake, null);
            await ending.CancelAsync();
            await Task.WhenAll(EndAsync(serving), EndAsync(identifying), EndAsync(stepping));

            // After the connections have ended, which say so themselves.
            _health.Set(problem is null ? ConnectionState.Stopped : ConnectionState.Refused, problem);
        }
    }

    /// <inheritdoc />
    public Task<SlackOutcome> PostAsync(SlackWorkspace workspace, SlackMessage message, bool mayRepeat, CancellationToken cancellationToken) =>
        _api.PostAsync(workspace, message, mayRepeat ? RepeatRule.OnceLate : RepeatRule.Never, cancellationToken);

    /// <inheritdoc />
    public Task<SlackOutcome> PostUpdateAsync(SlackWorkspace workspace, SlackMessage message, CancellationToken cancellationToken) =>
        _api.PostUpdateAsync(workspace, message, cancellationToken);

    /// <inheritdoc />
    public async Task<SlackOutcome> FindUpdateAsync(SlackWorkspace workspace, string channel, string? threadTs, string key, DateTimeOffset since, CancellationToken cancellationToken)
    {
        string? cursor = null;
        for (var page = 0; page < MaxPages; page++)
        {
            var answer = await _api.ListMessagesAsync(workspace, channel, threadTs, since, cursor, cancellationToken);
            if (answer.Failure is { } failure)
            {
                return new SlackOutcome(failure);
            }

            foreach (var message in answer.Body.Items("messages"))
            {
                if (message.Text("metadata", "event_type") == SlackMetadata.UpdateType
                    && message.Member("metadata")?.Member("event_payload") is { } payload && payload.Text("key") == key)
                {
                    return new SlackOutcome(null, message.Text("ts"));
                }
            }

            cursor = answer.Body.Text("response_metadata", "next_cursor");
            if (string.IsNullOrEmpty(cursor))
            {
                return default;
            }
        }

        return new SlackOutcome(SlackFailure.TooManyMessages);
    }

    /// <inheritdoc />
    public Task<SlackOutcome> PostEphemeralAsync(SlackWorkspace workspace, SlackMessage message, CancellationToken cancellationToken) =>
        _api.PostEphemeralAsync(workspace, message, cancellationToken);

    /// <inheritdoc />
    public Task<SlackOutcome> UpdateAsync(SlackWorkspace workspace, SlackMessage message, CancellationToken cancellationToken) =>
        _api.UpdateAsync(workspace, message, cancellationToken);

    /// <inheritdoc />
    public Task<SlackOutcome> RespondAsync(SlackWorkspace workspace, ResponseHandle handle, SlackMessage message, CancellationToken cancellationToken) =>
        _api.RespondAsync(workspace, handle, message, cancellationToken);

    /// <inheritdoc />
    public Task<SlackOutcome> OpenViewAsync(SlackWorkspace workspace, string triggerId, SlackView view, CancellationToken cancellationToken) =>
        _api.OpenViewAsync(workspace, triggerId, view, cancellationToken);

    /// <inheritdoc />
    public Task<SlackOutcome> UpdateViewAsync(SlackWorkspace workspace, string viewId, string? hash, SlackView view, CancellationToken cancellationToken) =>
        _api.UpdateViewAsync(workspace, viewId, hash, view, cancellationToken);

    /// <inheritdoc />
    public Task<SlackOutcome> PublishHomeAsync(SlackWorkspace workspace, string userId, string? hash, SlackView view, CancellationToken cancellationToken) =>
        _api.PublishHomeAsync(workspace, userId, hash, view, cancellationToken);

    /// <inheritdoc />
    public async Task<SlackUser?> FindUserAsync(SlackWorkspace workspace, string userId, CancellationToken cancellationToken) =>
        (await _api.FindUserAsync(workspace, userId, cancellationToken)).User;

    /// <inheritdoc />
    public Task<bool> ForgetAsync(SlackWorkspace workspace, DateTimeOffset? removedAt, CancellationToken cancellationToken) =>
        _installations.RemoveAsync(workspace, removedAt, cancellationToken);

    /// <inheritdoc />
    public Task<ImmutableArray<PlatformFinding>> CheckAsync(CancellationToken cancellationToken) => new SlackCheckup(_options, _api, _time).RunAsync(cancellationToken);

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        _transport.Dispose();
        _installations.Dispose();
        _sockets?.Dispose();
        return ValueTask.CompletedTask;
    }

    // What went wrong was thrown already, or belongs to a stop.
    private static Task<AggregateException?> EndAsync(Task task) => task.ContinueWith(ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private async Task ServeSocketsAsync(SlackIntake intake, CancellationToken ending)
    {
        Volatile.Write(ref _intake, intake);
        _sockets?.Dispose();
        _sockets = _wiring?.MakeSockets(_health, intake, _logger) ?? new SocketPool(_options, _api, _time, _random, _health, intake, _logger);
        await _sockets.RunAsync(ending);
    }

    private async Task ServeCallbacksAsync(SlackIntake intake, Task identifying, CancellationToken ending)
    {
        Volatile.Write(ref _intake, intake);
        await identifying;
        _health.Set(ConnectionState.Connected);
        await Task.Delay(Timeout.InfiniteTimeSpan, _time, ending);
    }

    // Says at the start, and not at the first question, that a token is no good.
    private async Task IdentifyAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(_options.BotToken))
        {
            return;
        }

        var answer = await _api.TestAsync(RepeatRule.Read, cancellationToken);
        if (answer.Failure is { Kind: SlackFailureKind.Refused } failure)
        {
            var message = SlackCheckup.BotTokenRefused(failure.Error);
            _health.Set(ConnectionState.Refused, message);
            throw new PlatformRefusedException(message);
        }

        if (answer.Failure is { } unclear)
        {
            LogNotIdentified(unclear.Error);
        }

        _installations.OwnTeamId = answer.Body.Text("team_id");
        Volatile.Write(ref _ownUserId, answer.Body.Text("user_id"));
        if (answer.Date is { } date && (date - _time.GetUtcNow()).Duration() is var difference && difference > SlackCheckup.ClockTolerance)
        {
            LogClock(difference.TotalSeconds);
        }
    }

    [LoggerMessage(EventId = 6050, Level = LogLevel.Warning, Message = "Slack did not say whose bot token this is ({Error}); going on")]
    private partial void LogNotIdentified(string error);

    [LoggerMessage(EventId = 6051, Level = LogLevel.Warning, Message = "This machine's clock differs from Slack's by {Seconds} s; signed calls are refused when it is 5 minutes off")]
    private partial void LogClock(double seconds);
}
