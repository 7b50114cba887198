using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TalksBot.Chat;

namespace TalksBot;

/// <summary>Keeps one platform running; its end is its own and no other platform's.</summary>
/// <param name="platform">The platform.</param>
/// <param name="outcome">Told when the platform refuses us.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Takes what happens.</param>
internal sealed partial class PlatformService(IChatPlatform platform, WorkerOutcome outcome, TimeProvider time, ILogger<PlatformService> log) : BackgroundService
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host starts its services one after the other; the platform must not hold up the next.
        await Task.Yield();
        for (var delay = FirstDelay; ; delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay)
        {
            try
            {
                await platform.RunAsync(stoppingToken);
                return;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (PlatformRefusedException refused)
            {
                LogRefused(platform.Name, refused.Message);
                outcome.Refused(platform.Name, refused.Message);
                return;
            }
#pragma warning disable CA1031 // The loop of a service: a defect of ours in one platform is logged and must not take the process down.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogFailed(failure, platform.Name, delay.TotalSeconds);
            }

            await Task.Delay(delay, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    [LoggerMessage(EventId = 8001, Level = LogLevel.Critical, Message = "Stopped {Platform}: {Reason}")]
    private partial void LogRefused(string platform, string reason);

    [LoggerMessage(EventId = 8002, Level = LogLevel.Error, Message = "{Platform} broke down by a defect of ours; trying again in {Seconds} s")]
    private partial void LogFailed(Exception failure, string platform, double seconds);
}
