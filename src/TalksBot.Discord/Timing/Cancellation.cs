namespace TalksBot.Discord;

/// <summary>Timers that cancel.</summary>
internal static class Cancellation
{
    /// <summary>Cancels the source that is the timer's state; a timer may fire while what it watches over is being disposed of, which is no fault.</summary>
    public static TimerCallback Cancel { get; } = static state =>
    {
        try
        {
            (state as CancellationTokenSource)?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It was over in time.
        }
    };
}
