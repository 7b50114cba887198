using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace TalksBot.Slack;

/// <summary>Runs what is being answered, and knows when all of it is done.</summary>
internal sealed partial class WorkTracker : IDisposable
{
    // Each waits for look-ups and calls, not for a processor; beyond this the machine is overrun and more would only be later still.
    private const int MaxRunning = 4000;

    private readonly ILogger _logger;
    private readonly CancellationTokenSource _cut = new();
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private bool _isDraining;

    public WorkTracker(ILogger logger) => _logger = logger;

    /// <summary>Starts work on the pool and returns at once.</summary>
    /// <returns>False when too much is running; then nothing was started.</returns>
    public bool TryStart(Func<CancellationToken, Task> work)
    {
        lock (_lock)
        {
            if (_running >= MaxRunning)
            {
                LogCrowded(_running);
                return false;
            }

            _running++;
        }

        _ = Task.Run(() => RunAsync(work), CancellationToken.None);
        return true;
    }

    /// <summary>Waits until all work is done, at most for <paramref name="limit"/>; what is left then is cut off, and has a moment to say so.</summary>
    public async Task DrainAsync(TimeSpan limit, TimeSpan farewell, TimeProvider time)
    {
        lock (_lock)
        {
            _isDraining = true;
            if (_running == 0)
            {
                _idle.TrySetResult();
            }
        }

        try
        {
            await _idle.Task.WaitAsync(limit, time);
        }
        catch (TimeoutException)
        {
            LogCut(_running);
            await _cut.CancelAsync();
            await _idle.Task.WaitAsync(farewell, time).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>Cuts off what is running.</summary>
    public void Dispose()
    {
        _cut.Cancel();
        _cut.Dispose();
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "One event that fails must not end the platform; it is logged.")]
    private async Task RunAsync(Func<CancellationToken, Task> work)
    {
        try
        {
            await work(_cut.Token);
        }
        catch (OperationCanceledException)
        {
            // Cut off by a stop.
        }
        catch (Exception failure)
        {
            LogFailed(failure);
        }
        finally
        {
            lock (_lock)
            {
                _running--;
                if (_running == 0 && _isDraining)
                {
                    _idle.TrySetResult();
                }
            }
        }
    }

    [LoggerMessage(EventId = 6040, Level = LogLevel.Error, Message = "An event from Slack could not be handled")]
    private partial void LogFailed(Exception failure);

    [LoggerMessage(EventId = 6041, Level = LogLevel.Warning, Message = "{Count} events from Slack are being handled; one more was not taken")]
    private partial void LogCrowded(int count);

    [LoggerMessage(EventId = 6042, Level = LogLevel.Warning, Message = "Stopped with {Count} events from Slack unfinished")]
    private partial void LogCut(int count);
}
