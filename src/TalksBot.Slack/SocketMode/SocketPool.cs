using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using TalksBot.Chat;

namespace TalksBot.Slack;

/// <summary>
/// Holds the Socket Mode connections. Each place is refilled by itself: a connection that is about to end is replaced before it is let go (unless
/// as many are held as Slack allows: then after), one that dropped is made anew at once, and what fails is tried again with growing pauses.
/// </summary>
internal sealed partial class SocketPool : ISocketSource
{
    private const int Nobody = -1;

    private static readonly TimeSpan CrowdedPause = TimeSpan.FromSeconds(30);

    private readonly SlackOptions _options;
    private readonly SlackWebApi _api;
    private readonly TimeProvider _time;
    private readonly HealthBook _health;
    private readonly ISocketListener _listener;
    private readonly ILogger _logger;
    private readonly OpenGate _gate;
    private readonly SemaphoreSlim _places = new(SlackOptions.MaxConnections, SlackOptions.MaxConnections);
    private readonly Lock _lock = new();
    private readonly HashSet<SocketConnection> _ready = [];
    private readonly HashSet<Task> _retiring = [];
    private readonly CancellationTokenSource _ending = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _leader = Nobody;

    public SocketPool(SlackOptions options, SlackWebApi api, TimeProvider time, Random random, HealthBook health, ISocketListener listener, ILogger logger)
    {
        _options = options;
        _api = api;
        _time = time;
        _health = health;
        _listener = listener;
        _logger = logger;
        _gate = new OpenGate(options.Timing.Spacing, time, random);
    }

    /// <inheritdoc/>
    public int ReadyCount
    {
        get
        {
            lock (_lock)
            {
                return _ready.Count;
            }
        }
    }

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken stopping)
    {
        _health.Set(ConnectionState.Connecting);
        await using var stop = stopping.Register(_ending.Cancel);
        var places = Enumerable.Range(0, _options.Connections).Select(place => RunPlaceAsync(place, _ending.Token)).ToArray();
        try
        {
            // The first place that ends has been refused, or all were stopped.
            await await Task.WhenAny(places);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Said to stop: the places close what they hold.
        }
        finally
        {
            await _ending.CancelAsync();
            await Task.WhenAll(places).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            Task[] retiring;
            lock (_lock)
            {
                retiring = [.. _retiring];
            }

            await Task.WhenAll(retiring);
        }
    }

    /// <summary>Frees what it holds; to be called after <see cref="RunAsync"/> has ended.</summary>
    public void Dispose()
    {
        _ending.Dispose();
        _places.Dispose();
    }

    private async Task RunPlaceAsync(int place, CancellationToken stopping)
    {
        SocketConnection? current = null;
        var failures = 0;
        var hurries = 0;
        try
        {
            while (true)
            {
                await Task.Delay(_gate.PauseAfter(failures + hurries), _time, stopping);
                if (current is null)
                {
                    await WaitForTurnAsync(place, stopping);
                }

                var (next, error) = await OpenAsync(stopping);
                if (next is null)
                {
                    failures++;
                    LogNotOpened(error, failures);
                    continue;
                }

                if (current is not null)
                {
                    Retire(current, await current.Notice);
                }

                current = next;
                failures = 0;
                var notice = await current.Notice.WaitAsync(stopping);
                LogNotice(notice);
                if (notice == SocketNotice.LinkDisabled)
                {
                    throw Refused("link_disabled");
                }

                // Drops that come thick and fast are slowed down as if the opening had failed.
                hurries = _gate.TryGoAtOnce() ? 0 : hurries + 1;
                _health.Reconnected();
                if (notice is SocketNotice.Dropped or SocketNotice.TooMany)
                {
                    await current.DisposeAsync();
                    _places.Release();
                    current = null;
                }
                else if (_options.Connections == SlackOptions.MaxConnections)
                {
                    // No place is free for a replacement beside it, and none ever would be once all wait for one; the others hear meanwhile.
                    Leave(current);
                    await current.CloseAsync("replaced");
                    _places.Release();
                    current = null;
                }

                if (notice == SocketNotice.TooMany)
                {
                    await Task.Delay(CrowdedPause + _gate.PauseAfter(1), _time, stopping);
                }
            }
        }
        finally
        {
            if (current is not null)
            {
                await current.CloseAsync("stopping");
                _places.Release();
            }
        }
    }

    // Null and why, when it failed; throws when Slack will not have us.
    private async Task<(SocketConnection? Connection, string Error)> OpenAsync(CancellationToken stopping)
    {
        SocketConnection? connection = null;
        var isKept = false;
        await _places.WaitAsync(stopping);
        try
        {
            await _gate.WaitForRateAsync(stopping);
            var (url, failure) = await _api.OpenConnectionAsync(stopping);
            if (url is null)
            {
                return failure is { Kind: SlackFailureKind.Refused } or { Error: "missing_scope" } ? throw Refused(failure.Error) : (null, failure?.Error ?? "unknown_error");
            }

            connection = new SocketConnection(_options.Timing, _time, _health, _listener, _logger);
            var counted = await connection.OpenAsync(url, stopping);
            Join(connection, counted);
            isKept = true;
            return (connection, "");
        }
        catch (Exception failed) when (failed is WebSocketException or TimeoutException or IOException)
        {
            return connection?.Notice is { IsCompletedSuccessfully: true, Result: SocketNotice.LinkDisabled } ? throw Refused("link_disabled") : (null, SocketConnection.Describe(failed));
        }
        finally
        {
            if (!isKept)
            {
                if (connection is not null)
                {
                    await connection.DisposeAsync();
                }

                _places.Release();
            }
        }
    }

    // While nothing is ready one place leads, until it has a connection, and loses no time; the others wait for it. Beside one that is
    // ready an opening keeps its distance from the last, so that the connections do not expire together.
    private async Task WaitForTurnAsync(int place, CancellationToken stopping)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_ready.Count == 0 && (_leader == Nobody || _leader == place))
                {
                    _leader = place;
                    return;
                }

                changed = _ready.Count == 0 ? _changed.Task : Task.CompletedTask;
            }

            if (!changed.IsCompleted)
            {
                await changed.WaitAsync(stopping);
            }
            else if (_gate.TakeSpacing() is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, _time, stopping);
            }
            else
            {
                return;
            }
        }
    }

    private void Join(SocketConnection connection, int counted)
    {
        int held;
        lock (_lock)
        {
            _ready.Add(connection);
            _leader = Nobody;
            held = _ready.Count;
        }

        _ = LeaveAtEndAsync(connection);
        _gate.Opened();
        _health.Set(ConnectionState.Connected);
        Changed();
        LogReady(held, counted);
        if (counted > SlackOptions.MaxConnections - _places.CurrentCount)
        {
            LogGhosts(counted, held);
        }
    }

    private async Task LeaveAtEndAsync(SocketConnection connection)
    {
        await connection.Ended;
        Leave(connection);
    }

    private void Leave(SocketConnection connection)
    {
        lock (_lock)
        {
            if (_ready.Remove(connection) && _ready.Count == 0)
            {
                _health.Set(ConnectionState.Reconnecting);
            }
        }

        Changed();
    }

    private void Changed()
    {
        lock (_lock)
        {
            _changed.TrySetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    // Read on until the other side closes it, within its grace; then it is closed from here.
    private void Retire(SocketConnection connection, SocketNotice notice)
    {
        Leave(connection);
        var task = RetireAsync(connection, notice);
        lock (_lock)
        {
            _retiring.RemoveWhere(done => done.IsCompleted);
            _retiring.Add(task);
        }
    }

    private async Task RetireAsync(SocketConnection connection, SocketNotice notice)
    {
        var grace = notice switch
        {
            SocketNotice.Warning => _options.Timing.WarningGrace,
            SocketNotice.Refresh => _options.Timing.RefreshGrace,
            _ => TimeSpan.Zero,
        };
        try
        {
            await connection.Ended.WaitAsync(grace, _time, _ending.Token);
        }
        catch (Exception over) when (over is TimeoutException or OperationCanceledException)
        {
            // It had its time.
        }

        await connection.CloseAsync("replaced");
        _places.Release();
    }

    private PlatformRefusedException Refused(string error)
    {
        var message = SlackCheckup.AppTokenRefused(error);
        _health.Set(ConnectionState.Refused, message);
        return new PlatformRefusedException(message);
    }

    [LoggerMessage(EventId = 6030, Level = LogLevel.Information, Message = "A Socket Mode connection is ready; {Held} held, Slack counts {Counted}")]
    private partial void LogReady(int held, int counted);

    [LoggerMessage(EventId = 6031, Level = LogLevel.Information, Message = "A Socket Mode connection is to be replaced: {Notice}")]
    private partial void LogNotice(SocketNotice notice);

    [LoggerMessage(EventId = 6032, Level = LogLevel.Warning, Message = "A Socket Mode connection could not be opened ({Error}), {Failures} in a row")]
    private partial void LogNotOpened(string error, int failures);

    [LoggerMessage(EventId = 6033, Level = LogLevel.Warning, Message = "Slack counts {Counted} connections, {Held} are held: envelopes may go missing until dropped ones time out")]
    private partial void LogGhosts(int counted, int held);
}
