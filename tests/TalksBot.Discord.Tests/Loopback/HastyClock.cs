namespace TalksBot.Discord.Tests.Loopback;

/// <summary>The system's time, faster: waits of minutes take milliseconds.</summary>
/// <param name="speed">How many times faster.</param>
internal sealed class HastyClock(double speed) : TimeProvider
{
    private readonly long _startedAt = System.GetTimestamp();
    private readonly DateTimeOffset _startedOn = System.GetUtcNow();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => (long)(System.GetElapsedTime(_startedAt).Ticks * speed);

    public override DateTimeOffset GetUtcNow() => _startedOn + new TimeSpan(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        // Waits are shortened, timeouts are not: a loopback socket is no faster than it is.
        System.CreateTimer(callback, state, state is Task ? Shorten(dueTime) : dueTime, period);

    private TimeSpan Shorten(TimeSpan time) =>
        time <= TimeSpan.Zero ? time : TimeSpan.FromTicks(Math.Max((long)(time.Ticks / speed), TimeSpan.TicksPerMillisecond));
}
