using Microsoft.Extensions.Logging;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>Reads the change log on from its cursor and owes each channel what its subscriptions want. One at a time per store; a second one is harmless.</summary>
public sealed partial class UpdateMatching : IDisposable
{
    // Read at once, and owed in one transaction at the most (one article may bring more).
    private const int ChangesAtOnce = 200;
    private const int ItemsAtOnce = 20_000;
    private const int TimesTried = 3;

    private static readonly TimeSpan HousekeepingInterval = TimeSpan.FromHours(1);

    // Trying again at once would meet the same fault.
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    private readonly IChangeLog _changes;
    private readonly ISubscriptionStore _subscriptions;
    private readonly IOutbox _outbox;
    private readonly IFactReader _reader;
    private readonly ChatOptions _chat;
    private readonly UpdateOptions _options;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly ILogger<UpdateMatching> _log;
    private readonly SemaphoreSlim _woken = new(0, 1);
    private readonly Dictionary<ChannelKey, ChannelTurn> _turns = [];

    private SubscriptionMatcher? _matcher;
    private (long Sequence, int Times) _failing;
    private long _version;
    private DateTimeOffset _tidiedAt = DateTimeOffset.MinValue;

    /// <summary>A matcher over a store.</summary>
    /// <param name="changes">What is read.</param>
    /// <param name="subscriptions">Who wants what.</param>
    /// <param name="outbox">Takes what is owed, together with the cursor.</param>
    /// <param name="reader">Tells when a meeting is, for reminders.</param>
    /// <param name="chat">The dossiers and who may see them.</param>
    /// <param name="options">Ages and intervals.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Makes the keys of deliveries; safe for one thread is enough.</param>
    /// <param name="log">Takes counts and failures.</param>
    public UpdateMatching(
        IChangeLog changes,
        ISubscriptionStore subscriptions,
        IOutbox outbox,
        IFactReader reader,
        ChatOptions chat,
        UpdateOptions options,
        TimeProvider time,
        Random random,
        ILogger<UpdateMatching> log)
    {
        _changes = changes;
        _subscriptions = subscriptions;
        _outbox = outbox;
        _reader = reader;
        _chat = chat;
        _options = options;
        _time = time;
        _random = random;
        _log = log;
    }

    /// <summary>Says that the change log grew, so that it is looked at now and not at the next poll. From any thread.</summary>
    public void Wake()
    {
        try
        {
            _woken.Release();
        }
        catch (SemaphoreFullException)
        {
            // It was told already and has not looked yet.
        }
    }

    /// <summary>Matches until it is told to stop. A store that fails is tried again.</summary>
    /// <param name="stopping">Ends it between two batches; the next run goes on where it ended.</param>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var pause = _options.PollInterval;
            try
            {
                if (await RunOnceAsync(stopping))
                {
                    continue;
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The loop of a service: whatever broke is logged and tried again; the cursor did not move.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogFailed(failure);
                pause = AfterFailure;
            }

            await WaitAsync(pause, stopping);
        }
    }

    /// <summary>Matches one batch, and tidies up when that is due.</summary>
    /// <returns>Whether there may be more to do at once.</returns>
    /// <exception cref="StoreUnavailableException">The store failed; the cursor stands where the last stored batch ended.</exception>
    public async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        if (now - _tidiedAt >= HousekeepingInterval)
        {
            await TidyAsync(now, cancellationToken);
            _tidiedAt = now;
        }

        var cursor = await _outbox.GetCursorAsync(cancellationToken);
        var changes = await _changes.ReadChangesAsync(cursor, ChangesAtOnce, cancellationToken);
        if (changes.IsEmpty)
        {
            return false;
        }

        // After the changes: a subscription that is not there yet began later than they came.
        var matcher = await RefreshAsync(cancellationToken);
        var batch = new MatchBatch(matcher, _outbox, _reader, _chat, _options, _random, _turns, now);
        for (var i = 0; i < changes.Length; i++)
        {
            try
            {
                await batch.TakeAsync(changes[i], cancellationToken);
            }
#pragma warning disable CA1031 // A defect over one change must not keep all that come after it from everybody.
            catch (Exception failure) when (failure is not (OperationCanceledException or StoreUnavailableException) && IsHopeless(changes[i].Sequence))
#pragma warning restore CA1031
            {
                LogSetAside(failure, changes[i].Sequence);
            }

            var isLast = i + 1 == changes.Length;
            if (!isLast && (changes[i + 1].Article == changes[i].Article || batch.Count < ItemsAtOnce))
            {
                continue;
            }

            if (!await _outbox.CommitAsync(batch.ToCommit(cursor, changes[i].Sequence), cancellationToken))
            {
                LogOvertaken(cursor);
                return true;
            }

            if (batch.Count > 0)
            {
                LogOwed(batch.Count, changes[i].Sequence);
            }

            cursor = changes[i].Sequence;
            batch = new MatchBatch(matcher, _outbox, _reader, _chat, _options, _random, _turns, now);
        }

        return true;
    }

    // It may be the moment's fault: the whole batch is tried again before one change is left out.
    private bool IsHopeless(long sequence)
    {
        _failing = _failing.Sequence == sequence ? (sequence, _failing.Times + 1) : (sequence, 1);
        return _failing.Times >= TimesTried;
    }

    /// <inheritdoc/>
    public void Dispose() => _woken.Dispose();

    private async Task<SubscriptionMatcher> RefreshAsync(CancellationToken cancellationToken)
    {
        var version = await _subscriptions.GetSubscriptionsVersionAsync(cancellationToken);
        if (_matcher is null || version != _version)
        {
            _matcher = new SubscriptionMatcher(await _subscriptions.ListSubscriptionsAsync(cancellationToken), _chat);
            _version = version;
        }

        return _matcher;
    }

    private async Task TidyAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var days = (int)_options.PausedFor.TotalDays;
        var ended = await _subscriptions.EndPausedAsync(now - _options.PausedFor, now, $"its channel could not be reached for {days} days", cancellationToken);
        var changes = await _changes.PruneChangesAsync(now - _options.KeptFor, cancellationToken);
        var deliveries = await _outbox.PruneDeliveriesAsync(now - _options.KeptFor, cancellationToken);
        foreach (var channel in _turns.Where(pair => now - pair.Value.At > _options.MinInterval).Select(pair => pair.Key).ToList())
        {
            _turns.Remove(channel);
        }

        if (ended + changes + deliveries > 0)
        {
            LogTidied(ended, changes, deliveries);
        }
    }

    private async Task WaitAsync(TimeSpan pause, CancellationToken stopping)
    {
        using var timer = new CancellationTokenSource(pause, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stopping);
        try
        {
            await _woken.WaitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // The poll is due, or it is over: the loop looks.
        }
    }

    [LoggerMessage(EventId = 3101, Level = LogLevel.Debug, Message = "Owed {Count} items up to change {Sequence}")]
    private partial void LogOwed(int count, long sequence);

    [LoggerMessage(EventId = 3102, Level = LogLevel.Warning, Message = "Changes after {Cursor} were matched by somebody else; reading on from there")]
    private partial void LogOvertaken(long cursor);

    [LoggerMessage(EventId = 3105, Level = LogLevel.Critical, Message = "Change {Sequence} cannot be matched by a defect of ours; it is left out, and matching goes on behind it")]
    private partial void LogSetAside(Exception failure, long sequence);

    [LoggerMessage(EventId = 3103, Level = LogLevel.Error, Message = "Matching of changes failed and is tried again")]
    private partial void LogFailed(Exception failure);

    [LoggerMessage(EventId = 3104, Level = LogLevel.Information, Message = "Ended {Ended} subscriptions whose channel was gone, deleted {Changes} old changes and {Deliveries} old deliveries")]
    private partial void LogTidied(int ended, int changes, int deliveries);
}
