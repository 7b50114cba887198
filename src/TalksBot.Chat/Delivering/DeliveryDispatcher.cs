using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>A platform that deliveries can be sent on.</summary>
/// <param name="Name">"discord", "slack".</param>
/// <param name="Port">Its way to post.</param>
public sealed record DeliveryPlatform(string Name, IUpdatePort Port);

/// <summary>
/// Sends what the outbox holds. What a killed process left is looked for before it is sent again; what fails is tried again with growing waits; channels that
/// are closed are paused, what can never be sent is set aside, and neither holds up anything else.
/// </summary>
public sealed partial class DeliveryDispatcher
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UpkeepEvery = TimeSpan.FromHours(1);

    private readonly IOutbox _outbox;
    private readonly ServerRemoval? _removal;
    private readonly DeliveryOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly WakeSignal _opening;
    private readonly WakeSignal _trying;
    private readonly ConcurrentDictionary<ChannelKey, byte> _opened = new();
    private readonly ImmutableArray<Branch> _branches;

    /// <summary>Prepares; nothing is sent before <see cref="RunAsync"/>.</summary>
    /// <param name="platforms">Where to send.</param>
    /// <param name="outbox">What is owed.</param>
    /// <param name="subscriptions">Paused where a channel is closed.</param>
    /// <param name="composer">Says what a delivery says.</param>
    /// <param name="removal">Forgets servers that sent the bot away for good; null to keep them.</param>
    /// <param name="options">Waits and bounds.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Jitter.</param>
    /// <param name="loggers">Logs ids and reasons; no texts.</param>
    public DeliveryDispatcher(
        IReadOnlyCollection<DeliveryPlatform> platforms,
        IOutbox outbox,
        ISubscriptionStore subscriptions,
        IUpdateComposer composer,
        ServerRemoval? removal,
        DeliveryOptions options,
        TimeProvider time,
        Random random,
        ILoggerFactory loggers)
    {
        _outbox = outbox;
        _removal = removal;
        _options = options;
        _time = time;
        _logger = loggers.CreateLogger<DeliveryDispatcher>();
        _opening = new WakeSignal(time);
        _trying = new WakeSignal(time);
        _branches =
        [
            .. platforms.Select(platform =>
            {
                var doors = new ClosedDoors(platform.Name, subscriptions, time, _logger);
                var sender = new DeliverySender(platform.Name, platform.Port, outbox, composer, doors, new RetryPlan(options, time, random), options, time, _logger);
                return new Branch(platform, doors, new DeliveryLane(platform.Name, outbox, sender, options, time, _logger));
            }),
        ];
    }

    /// <summary>Whether it only waits for time to pass or for somebody to wake it.</summary>
    internal bool IsIdle => _opened.IsEmpty && _opening.IsWaiting && _trying.IsWaiting && _branches.All(branch => branch.Lane.IsIdle);

    /// <summary>Looks now whether something is due; to be called when something was owed.</summary>
    public void Wake()
    {
        foreach (var branch in _branches)
        {
            branch.Lane.Wake();
        }
    }

    /// <summary>Sends until told to stop. At a stop nothing new leaves; what is on the wire is finished and recorded within <see cref="DeliveryOptions.StopWithin"/>.</summary>
    /// <param name="stopping">Ends it in order.</param>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var ending = new CancellationTokenSource();
        foreach (var branch in _branches)
        {
            branch.Platform.Port.Opened += OnOpened;
        }

        try
        {
            await RecoverAsync(stopping).ConfigureAwait(false);
            var work = Task.WhenAll([
                OpenAsync(stopping),
                TryClosedAsync(stopping),
                .. _branches.Select(branch => Task.Run(() => branch.Lane.RunAsync(stopping, ending.Token), CancellationToken.None)),
            ]);
            await Task.WhenAny(work, Task.Delay(Timeout.InfiniteTimeSpan, _time, stopping)).ConfigureAwait(false);
            await Task.WhenAny(work, Task.Delay(_options.StopWithin, _time, CancellationToken.None)).ConfigureAwait(false);
            await ending.CancelAsync().ConfigureAwait(false);
            if (work.IsCompleted)
            {
                await work.ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopped before anything was sent.
        }
        finally
        {
            foreach (var branch in _branches)
            {
                branch.Platform.Port.Opened -= OnOpened;
            }
        }
    }

    private async Task RecoverAsync(CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                var recovered = await _outbox.RecoverAsync(stopping).ConfigureAwait(false);
                if (recovered > 0)
                {
                    LogRecovered(recovered);
                }

                return;
            }
            catch (StoreUnavailableException failure)
            {
                LogStore(failure.Message);
            }

            await Task.Delay(AfterFailure, _time, stopping).ConfigureAwait(false);
        }
    }

    private void OnOpened(object? sender, ChannelOpenedEventArgs opened)
    {
        _opened.TryAdd(opened.Channel, 0);
        _opening.Raise();
    }

    // Each channel once, however often the platform tells of it.
    private async Task OpenAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var wait = UpkeepEvery;
            foreach (var channel in _opened.Keys)
            {
                _opened.TryRemove(channel, out _);
                if (_branches.FirstOrDefault(branch => branch.Platform.Name == channel.Platform) is not { } branch)
                {
                    continue;
                }

                if (await GuardAsync(() => branch.Doors.OpenAsync(channel, stopping)).ConfigureAwait(false) is not { } resumed)
                {
                    _opened.TryAdd(channel, 0);
                    wait = AfterFailure;
                }
                else if (resumed > 0)
                {
                    branch.Lane.Wake();
                }
            }

            await WaitAsync(() => _opening.WaitAsync(wait, stopping)).ConfigureAwait(false);
        }
    }

    private async Task TryClosedAsync(CancellationToken stopping)
    {
        var tryAt = _time.GetUtcNow() + _options.ProbeEvery;
        while (!stopping.IsCancellationRequested)
        {
            await WaitAsync(() => _trying.WaitAsync(UpkeepEvery < _options.ProbeEvery ? UpkeepEvery : _options.ProbeEvery, stopping)).ConfigureAwait(false);
            if (stopping.IsCancellationRequested)
            {
                return;
            }

            if (_removal is { } removal && await GuardAsync(() => removal.ForgetLostAsync(stopping)).ConfigureAwait(false) is > 0 and var lost)
            {
                LogLost(lost);
            }

            if (_time.GetUtcNow() < tryAt)
            {
                continue;
            }

            tryAt = _time.GetUtcNow() + _options.ProbeEvery;
            foreach (var branch in _branches)
            {
                if (await GuardAsync(() => branch.Doors.TryAllAsync(stopping)).ConfigureAwait(false) is > 0 and var tried)
                {
                    LogTrying(tried, branch.Platform.Name);
                    branch.Lane.Wake();
                }
            }
        }
    }

    /// <summary>Does something with the store; null when it failed.</summary>
    private async Task<int?> GuardAsync(Func<Task<int>> act)
    {
        try
        {
            return await act().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (StoreUnavailableException failure)
        {
            LogStore(failure.Message);
            return null;
        }
    }

    private static async Task WaitAsync(Func<Task> wait)
    {
        try
        {
            await wait().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The loop sees that it is to stop.
        }
    }

    [LoggerMessage(EventId = 3131, Level = LogLevel.Information, Message = "Took over {Count} deliveries that an earlier run had not finished")]
    private partial void LogRecovered(int count);

    [LoggerMessage(EventId = 3132, Level = LogLevel.Error, Message = "Updates wait for the store: {Reason}")]
    private partial void LogStore(string reason);

    [LoggerMessage(EventId = 3133, Level = LogLevel.Information, Message = "Trying {Count} paused channels on {Platform} again")]
    private partial void LogTrying(int count, string platform);

    [LoggerMessage(EventId = 3134, Level = LogLevel.Information, Message = "Deleted what was kept of {Count} servers that removed the bot a week ago")]
    private partial void LogLost(int count);

    private sealed record Branch(DeliveryPlatform Platform, ClosedDoors Doors, DeliveryLane Lane);
}
