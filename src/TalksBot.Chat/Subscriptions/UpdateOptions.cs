using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>How channels are kept up to date.</summary>
public sealed record UpdateOptions
{
    /// <summary>How many subscriptions there may be; <c>Updates:PerChannel</c> and <c>Updates:PerServer</c>.</summary>
    public SubscriptionLimits Limits { get; init; } = new(PerChannel: 20, PerServer: 200);

    /// <summary>An article that was published longer before the day on which it was read brings no news; <c>Updates:MaxAge</c>.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(3);

    /// <summary>From one message at once of a channel to the next; what comes meanwhile is told together; <c>Updates:MinInterval</c>.</summary>
    public TimeSpan MinInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>After so long without reaching its channel a subscription ends; <c>Updates:PausedFor</c>.</summary>
    public TimeSpan PausedFor { get; init; } = TimeSpan.FromDays(14);

    /// <summary>How long changes and deliveries are kept, to tell why something was or was not sent.</summary>
    public TimeSpan KeptFor { get; init; } = TimeSpan.FromDays(30);

    /// <summary>A reminder that is later than this is of no use any more.</summary>
    public TimeSpan ReminderLateness { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How often the change log is looked at when nobody said that it grew.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);
}
