using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace TalksBot.Discord;

/// <summary>Brings events to the listener away from the connection that they came by, so that neither waits for the other.</summary>
internal sealed partial class EventDispatcher : IDisposable
{
    /// <summary>The most events that are handled at once; what comes beyond is dropped, as nobody could answer it in time.</summary>
    public const int MaxInFlight = 1_000;

    // Of the 5 s that a stop may take; the rest is for telling people and for closing.
    private static readonly TimeSpan HurryAfter = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LeaveAfter = TimeSpan.FromSeconds(4);

    private readonly MonotonicClock _clock;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _hurry = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private int _inFlight;
    private bool _isClosed;

    public EventDispatcher(MonotonicClock clock, ILogger logger)
    {
        _clock = clock;
        _logger = logger;
    }

    /// <summary>Events that are being handled.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Handles an event on another thread.</summary>
    /// <returns>False when we are stopping or too much is under way; the event is then lost.</returns>
    public bool TryDispatch(Func<CancellationToken, Task> handle)
    {
        lock (_lock)
        {
            if (_isClosed || _inFlight >= MaxInFlight)
            {
                if (!_isClosed)
                {
                    LogOverload(MaxInFlight);
                }

                return false;
            }

            _inFlight++;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static state => _ = state.Dispatcher.RunAsync(state.Handle), (Dispatcher: this, Handle: handle), preferLocal: false);
        return true;
    }

    /// <summary>Takes no more events and waits until all are handled, 4 seconds at most.</summary>
    public async Task DrainAsync()
    {
        lock (_lock)
        {
            _isClosed = true;
            if (_inFlight == 0)
            {
                _drained.TrySetResult();
            }
        }

        using var hurry = _clock.Provider.CreateTimer(Cancellation.Cancel, _hurry, HurryAfter, Timeout.InfiniteTimeSpan);
        try
        {
            await _drained.Task.WaitAsync(LeaveAfter, _clock.Provider).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            LogLeft(InFlight);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _hurry.Dispose();

    [SuppressMessage("Design", "CA1031", Justification = "The last line before the thread pool: a listener's fault must not end the process.")]
    private async Task RunAsync(Func<CancellationToken, Task> handle)
    {
        try
        {
            await handle(_hurry.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogFault(exception.GetType().Name, exception);
        }
        finally
        {
            lock (_lock)
            {
                _inFlight--;
                if (_isClosed && _inFlight == 0)
                {
                    _drained.TrySetResult();
                }
            }
        }
    }

    [LoggerMessage(EventId = 5020, Level = LogLevel.Error, Message = "An event was dropped: {Count} are being handled already")]
    private partial void LogOverload(int count);

    [LoggerMessage(EventId = 5021, Level = LogLevel.Warning, Message = "Stopping although {Count} events are not finished")]
    private partial void LogLeft(int count);

    [LoggerMessage(EventId = 5022, Level = LogLevel.Error, Message = "Handling an event failed with {Fault}")]
    private partial void LogFault(string fault, Exception exception);
}
