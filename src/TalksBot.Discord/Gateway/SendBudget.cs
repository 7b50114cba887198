namespace TalksBot.Discord;

/// <summary>Counts the frames sent on one connection: Discord closes it at more than 120 in 60 s (Gateway, "Rate Limiting").</summary>
/// <param name="clock">Time.</param>
internal sealed class SendBudget(MonotonicClock clock)
{
    /// <summary>Frames in a window; a few fewer than Discord counts, for what bunches up on the way.</summary>
    public const int PerWindow = 116;

    /// <summary>Frames that only timed heartbeats may use.</summary>
    public const int ReservedForHeartbeats = 5;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(61);

    private readonly Lock _lock = new();
    private readonly Queue<TimeSpan> _sent = new();

    /// <summary>Takes one frame's place, if there is one.</summary>
    /// <param name="isTimedHeartbeat">Whether it may use the reserve.</param>
    public bool TryTake(bool isTimedHeartbeat)
    {
        lock (_lock)
        {
            var now = clock.Now;
            while (_sent.TryPeek(out var at) && now - at >= Window)
            {
                _sent.Dequeue();
            }

            if (_sent.Count >= PerWindow - (isTimedHeartbeat ? 0 : ReservedForHeartbeats))
            {
                return false;
            }

            _sent.Enqueue(now);
            return true;
        }
    }
}
