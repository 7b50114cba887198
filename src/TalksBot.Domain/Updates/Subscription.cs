using System.Collections.Immutable;

namespace TalksBot.Domain;

/// <summary>Days of the week on which a digest comes.</summary>
[Flags]
public enum Weekdays
{
    /// <summary>None: not a digest.</summary>
    None = 0,

    /// <summary>Monday.</summary>
    Monday = 1,

    /// <summary>Tuesday.</summary>
    Tuesday = 2,

    /// <summary>Wednesday.</summary>
    Wednesday = 4,

    /// <summary>Thursday.</summary>
    Thursday = 8,

    /// <summary>Friday.</summary>
    Friday = 16,

    /// <summary>Saturday.</summary>
    Saturday = 32,

    /// <summary>Sunday.</summary>
    Sunday = 64,

    /// <summary>Monday to Friday.</summary>
    Working = 31,

    /// <summary>Every day.</summary>
    All = 127,
}

/// <summary>When a subscription speaks.</summary>
/// <param name="Days">Days of a digest; <see cref="Weekdays.None"/> for at once.</param>
/// <param name="At">Local time of a digest, and of reminders of meetings of which only the day is known.</param>
/// <param name="TimeZone">IANA name of the zone in which <paramref name="At"/> and days count.</param>
public sealed record Cadence(Weekdays Days, TimeOnly At, string TimeZone)
{
    /// <summary>Whether it speaks as soon as something happens.</summary>
    public bool IsAtOnce => Days == Weekdays.None;
}

/// <summary>What became of a subscription.</summary>
public enum SubscriptionState
{
    /// <summary>It speaks.</summary>
    Active,

    /// <summary>Its channel cannot be reached: what it is owed is matched on and waits until it can, and after a grace time it ends.</summary>
    Paused,

    /// <summary>It was ended; kept for 30 days to tell why nothing comes.</summary>
    Ended,
}

/// <summary>A channel's standing wish.</summary>
public sealed record Subscription
{
    /// <summary>Short enough to be typed: a letter and digits.</summary>
    public required string Id { get; init; }

    /// <summary>Where it speaks.</summary>
    public required ChannelKey Channel { get; init; }

    /// <summary>The dossier that it follows, or null for all that its channel may see.</summary>
    public string? Dossier { get; init; }

    /// <summary>Canonical names, one of which must act in the fact; empty for all.</summary>
    public ImmutableArray<string> Actors { get; init; } = [];

    /// <summary>Subjects, of one of which all words must occur; empty for all.</summary>
    public ImmutableArray<string> Topics { get; init; } = [];

    /// <summary>Kinds of fact; empty for all.</summary>
    public ImmutableArray<FactKind> Kinds { get; init; } = [];

    /// <summary>When it speaks.</summary>
    public required Cadence Cadence { get; init; }

    /// <summary>How long before a meeting it reminds, longest first; empty for no reminders.</summary>
    public ImmutableArray<TimeSpan> Reminders { get; init; } = [];

    /// <summary>The readers' language, or null for English.</summary>
    public string? Locale { get; init; }

    /// <summary>Id of the person who made it or changed it last.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Only changes with a greater sequence are for it: it begins with what comes next.</summary>
    public required long After { get; init; }

    /// <summary>Whether it speaks.</summary>
    public SubscriptionState State { get; init; }

    /// <summary>Since when it is paused or ended, UTC; null while it is active.</summary>
    public DateTimeOffset? StateSince { get; init; }

    /// <summary>Why it is paused or ended, in plain words; null while it is active.</summary>
    public string? StateReason { get; init; }
}

/// <summary>How many subscriptions there may be.</summary>
/// <param name="PerChannel">Not ended, in one channel.</param>
/// <param name="PerServer">Not ended, in one server or workspace.</param>
public sealed record SubscriptionLimits(int PerChannel, int PerServer);

/// <summary>Whether a subscription was taken.</summary>
public enum SubscribeOutcome
{
    /// <summary>It is stored.</summary>
    Added,

    /// <summary>The channel has as many as it may have.</summary>
    ChannelFull,

    /// <summary>The server has as many as it may have.</summary>
    ServerFull,
}

/// <summary>Keeps subscriptions.</summary>
/// <remarks>Every method throws <see cref="StoreUnavailableException"/> when the store cannot be read or written; then nothing changed.</remarks>
public interface ISubscriptionStore
{
    /// <summary>Stores a subscription, or the new form of one (same id, same channel), if its channel and server may have it.</summary>
    Task<SubscribeOutcome> SaveSubscriptionAsync(Subscription subscription, SubscriptionLimits limits, CancellationToken cancellationToken);

    /// <summary>The subscriptions of a channel that are not ended, oldest first; with <paramref name="withEnded"/> those too.</summary>
    Task<ImmutableArray<Subscription>> ListSubscriptionsAsync(ChannelKey channel, bool withEnded, CancellationToken cancellationToken);

    /// <summary>All that are not ended, by id.</summary>
    Task<ImmutableArray<Subscription>> ListSubscriptionsAsync(CancellationToken cancellationToken);

    /// <summary>A number that is another one after any subscription was added, changed, paused, resumed, ended or forgotten, by whatever process.</summary>
    Task<long> GetSubscriptionsVersionAsync(CancellationToken cancellationToken);

    /// <summary>Ends a subscription; what it was owed and is not on its way is dropped.</summary>
    /// <returns>False when there is no such one in that channel that was not ended already.</returns>
    Task<bool> EndSubscriptionAsync(ChannelKey channel, string id, DateTimeOffset at, string reason, CancellationToken cancellationToken);

    /// <summary>Pauses all active subscriptions of a channel; what they are owed waits.</summary>
    /// <returns>How many.</returns>
    Task<int> PauseChannelAsync(ChannelKey channel, DateTimeOffset at, string reason, CancellationToken cancellationToken);

    /// <summary>Lets the paused subscriptions of a channel (or, with an empty <see cref="ChannelKey.ChannelId"/>, of a whole server) speak again; changes that came meanwhile are for them.</summary>
    /// <returns>How many.</returns>
    Task<int> ResumeChannelAsync(ChannelKey channel, CancellationToken cancellationToken);

    /// <summary>Ends what has been paused since before <paramref name="pausedBefore"/>.</summary>
    /// <returns>How many.</returns>
    Task<int> EndPausedAsync(DateTimeOffset pausedBefore, DateTimeOffset at, string reason, CancellationToken cancellationToken);
}
