using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace TalksBot.Discord;

/// <summary>Registers the commands once a run, and goes on trying while Discord only cannot: a session lives for weeks, and without commands nobody can ask.</summary>
/// <param name="client">The way to Discord.</param>
/// <param name="commands">What is registered; none to leave the registered ones alone.</param>
/// <param name="timeProvider">Time.</param>
/// <param name="logger">Logs.</param>
/// <param name="stopping">Ends it at once; a request on the wire may still be done.</param>
internal sealed partial class CommandRegistration(IDiscordClient client, ImmutableArray<DiscordCommand> commands, TimeProvider timeProvider, ILogger logger, CancellationToken stopping)
{
    // Without jitter: one bot registers from one place, and the repeats of each request below have theirs.
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(5);

    private int _isBegun;

    /// <summary>Ends with the last try; never fails.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <summary>Begins, unless it has begun; returns at the first wait.</summary>
    public void Begin()
    {
        if (!commands.IsEmpty && Interlocked.Exchange(ref _isBegun, 1) == 0)
        {
            Ended = RegisterAsync();
        }
    }

    private async Task RegisterAsync()
    {
        try
        {
            for (var delay = FirstDelay; !await TryAsync(delay).ConfigureAwait(false); delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay)
            {
                await Task.Delay(delay, timeProvider, stopping).ConfigureAwait(false);
            }
        }
        catch (DiscordException exception)
        {
            // The commands of before work on.
            LogNotRegistered(exception.Message);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The next run registers them.
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or AccessViolationException))
        {
            LogFault(exception.GetType().Name, exception);
        }
    }

    /// <summary>Tries once; false when it is worth trying again.</summary>
    private async Task<bool> TryAsync(TimeSpan delay)
    {
        try
        {
            if (await client.RegisterCommandsAsync(commands, stopping).ConfigureAwait(false))
            {
                LogRegistered(commands.Length);
            }

            return true;
        }
        catch (DiscordException exception) when (exception.Kind is DiscordErrorKind.Transient or DiscordErrorKind.Limited)
        {
            LogNotYet(delay.TotalSeconds, exception.Message);
            return false;
        }
    }

    [LoggerMessage(EventId = 5051, Level = LogLevel.Information, Message = "Registered {Count} commands")]
    private partial void LogRegistered(int count);

    [LoggerMessage(EventId = 5052, Level = LogLevel.Error, Message = "The commands could not be registered and will not be before the next start: {Reason}")]
    private partial void LogNotRegistered(string reason);

    [LoggerMessage(EventId = 5058, Level = LogLevel.Warning, Message = "The commands could not be registered; trying again in {Seconds} s: {Reason}")]
    private partial void LogNotYet(double seconds, string reason);

    [LoggerMessage(EventId = 5059, Level = LogLevel.Error, Message = "Registering the commands failed with {Fault}")]
    private partial void LogFault(string fault, Exception exception);
}
