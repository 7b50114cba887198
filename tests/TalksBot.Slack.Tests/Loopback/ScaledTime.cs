namespace TalksBot.Slack.Tests;

/// <summary>The machine's clock, running faster: hours of pauses and limits pass in seconds, with everything in its right order.</summary>
internal sealed class ScaledTime(int scale) : TimeProvider
{
    private readonly long _startedAt = System.GetTimestamp();
    private readonly DateTimeOffset _startedOn = new(2026, 2, 10, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => System.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _startedOn + (System.GetElapsedTime(_startedAt) * scale);

    public override long GetTimestamp() => (System.GetTimestamp() - _startedAt) * scale;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Scale(dueTime), Scale(period));

    // Rounded up: a timer that fires before its time would send callers round in a circle.
    private TimeSpan Scale(TimeSpan span) => span <= TimeSpan.Zero ? span : TimeSpan.FromMilliseconds(Math.Ceiling(span.TotalMilliseconds / scale));
}
