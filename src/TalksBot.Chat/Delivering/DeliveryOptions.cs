namespace TalksBot.Chat;

/// <summary>How deliveries are sent.</summary>
public sealed record DeliveryOptions
{
    /// <summary>How many deliveries of a platform are composed and posted at once. Discord lets 50 leave in a second, and each holds its place until its answer came.</summary>
    public int Parallel { get; init; } = 64;

    /// <summary>How many failures of one delivery, while others succeed, set it aside; <c>Updates:MaxAttempts</c>.</summary>
    public int MaxAttempts { get; init; } = 10;

    /// <summary>A delivery that failed for so long is set aside, whatever others do.</summary>
    public TimeSpan ParkAfter { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The wait after a first failure; it doubles.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait after a failure.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long after an attempt whose reply was lost the platform is given to have it in its channel.</summary>
    public TimeSpan SettleFor { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>From one message of a channel to the next: both platforms take one a second in the long run.</summary>
    public TimeSpan ChannelGap { get; init; } = TimeSpan.FromMilliseconds(1050);

    /// <summary>A delivery that is on its way for longer does not keep others from being sent.</summary>
    public TimeSpan SlowAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often paused channels are tried again when nothing said that they are open; <c>Updates:ProbeEvery</c>.</summary>
    public TimeSpan ProbeEvery { get; init; } = TimeSpan.FromHours(6);

    /// <summary>The longest time for which nobody looks whether something is due.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a stop waits for what is on the wire; what is not recorded by then is looked for at the next start.</summary>
    public TimeSpan StopWithin { get; init; } = TimeSpan.FromSeconds(3.5);
}
