using System.Collections.Immutable;

namespace TalksBot.Domain;

/// <summary>What a delivery is.</summary>
public enum DeliveryKind
{
    /// <summary>What one article brought, or several in quick succession.</summary>
    Update,

    /// <summary>What came since the last digest.</summary>
    Digest,

    /// <summary>A meeting is near.</summary>
    Reminder,

    /// <summary>Something that was delivered is not so any more: the earlier message is edited, or answered where it cannot be.</summary>
    Amendment,
}

/// <summary>How far a delivery is. It only ever goes down this list, but for <see cref="Claimed"/> and <see cref="Sending"/>, which go back to <see cref="Owed"/> when it is certain that nothing was posted.</summary>
public enum DeliveryState
{
    /// <summary>To be sent when it is due; further items may join it.</summary>
    Owed,

    /// <summary>A dispatcher has it; nothing is on the wire.</summary>
    Claimed,

    /// <summary>It may be on the wire: recorded before it was sent.</summary>
    Sending,

    /// <summary>The platform has it, under <see cref="Delivery.MessageId"/>.</summary>
    Confirmed,

    /// <summary>It may have been posted and that cannot be found out; it is not sent again.</summary>
    Unclear,

    /// <summary>Set aside: the platform refuses this very message, or it failed too often; an operator sees it in <c>talksbot doctor</c>.</summary>
    Parked,

    /// <summary>Not to be sent any more: its facts were withdrawn, its subscription ended, its time has passed.</summary>
    Dropped,
}

/// <summary>One fact for one subscription in a delivery.</summary>
/// <param name="SubscriptionId">For whom.</param>
/// <param name="Fact">What.</param>
/// <param name="Mark">Which event of the fact: "new", "corrected:…", "replaced:…", "withdrawn:…", "moved:…" or "reminder:…"; the same (subscription, fact, mark) is never owed twice.</param>
/// <param name="Change">Sequence of the change; 0 for a reminder.</param>
public sealed record OwedItem(string SubscriptionId, ChangedFact Fact, string Mark, long Change);

/// <summary>What is owed to a channel.</summary>
public sealed record Delivery
{
    /// <summary>Given by the store, counting up.</summary>
    public required long Id { get; init; }

    /// <summary>The idempotency key: 1 to 25 characters of a-z and 0-9, another one for each delivery ever made.</summary>
    public required string Key { get; init; }

    /// <summary>What it is.</summary>
    public required DeliveryKind Kind { get; init; }

    /// <summary>Whereto.</summary>
    public required ChannelKey Channel { get; init; }

    /// <summary>What belongs together: items of the same channel, kind and group join one owed delivery.</summary>
    public required string Group { get; init; }

    /// <summary>When it is to be sent, UTC.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>What it says.</summary>
    public ImmutableArray<OwedItem> Items { get; init; } = [];

    /// <summary>How far it is.</summary>
    public DeliveryState State { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>Not before this instant is it tried again; null when it was not tried.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>When it was first put on the wire, UTC; null before.</summary>
    public DateTimeOffset? SendingAt { get; init; }

    /// <summary>When the platform confirmed it, UTC; null before.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>The platform's id of the message; null before it is known.</summary>
    public string? MessageId { get; init; }

    /// <summary>Of an amendment: the delivery that it amends; else null.</summary>
    public long? Amends { get; init; }

    /// <summary>What went wrong last, one line without secrets; null when nothing did.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether an earlier attempt may have reached the platform: it must be looked for, or repeated under the same key, before it is sent.</summary>
    public bool MayBePosted { get; init; }
}

/// <summary>Items to be owed.</summary>
/// <param name="Key">For the case that a delivery is made; unused when the items join one.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Channel">Whereto.</param>
/// <param name="Group">See <see cref="Delivery.Group"/>.</param>
/// <param name="DueAt">When it is to be sent; ignored when the items join one.</param>
/// <param name="Items">Those already owed or sent are left out; with none left, no delivery is made.</param>
/// <param name="Amends">Of an amendment: what it amends.</param>
public sealed record DeliveryDraft(
    string Key,
    DeliveryKind Kind,
    ChannelKey Channel,
    string Group,
    DateTimeOffset DueAt,
    ImmutableArray<OwedItem> Items,
    long? Amends = null);

/// <summary>What the matcher made of some changes; stored as a whole or not at all.</summary>
/// <param name="From">The cursor that was read on from; when the store's is another one, somebody else was quicker and nothing is stored.</param>
/// <param name="To">The cursor from now on.</param>
public sealed record OutboxCommit(long From, long To)
{
    /// <summary>What is owed now.</summary>
    public ImmutableArray<DeliveryDraft> Drafts { get; init; } = [];

    /// <summary>Facts that are not to be spoken of any more: unsent items about them are taken out, and deliveries left empty are dropped.</summary>
    public ImmutableArray<ChangedFact> Withdrawn { get; init; } = [];

    /// <summary>Meetings whose unsent reminders are taken out, because they moved, were called off or were held.</summary>
    public ImmutableArray<string> RemindersOff { get; init; } = [];
}

/// <summary>What is asked of the outbox by a dispatcher.</summary>
/// <param name="Platform">"discord", "slack".</param>
/// <param name="Now">What is due at or before it may be claimed.</param>
/// <param name="Limit">How many at the most; one for each channel.</param>
/// <param name="Except">Channels that are being served at this moment.</param>
public sealed record OutboxClaim(string Platform, DateTimeOffset Now, int Limit, IReadOnlySet<ChannelKey> Except);

/// <summary>How many deliveries are in which state.</summary>
public sealed record OutboxSummary(long Owed, long Due, long Claimed, long Sending, long Confirmed, long Unclear, long Parked, long Dropped, DateTimeOffset? OldestDueAt);

/// <summary>What is owed to channels. Deliveries of one channel are handed out one at a time, in the order in which they became due.</summary>
/// <remarks>Every method throws <see cref="StoreUnavailableException"/> when the store cannot be read or written; then nothing changed.</remarks>
public interface IOutbox
{
    /// <summary>Up to which change the matcher has read; a store that never matched begins with the last change there is, so that the past is nobody's news.</summary>
    Task<long> GetCursorAsync(CancellationToken cancellationToken);

    /// <summary>Stores what is owed together with the cursor.</summary>
    /// <returns>False when the cursor was another one; nothing changed.</returns>
    Task<bool> CommitAsync(OutboxCommit commit, CancellationToken cancellationToken);

    /// <summary>Owes something without moving the cursor: reminders of a new subscription, amendments.</summary>
    Task AddAsync(ImmutableArray<DeliveryDraft> drafts, CancellationToken cancellationToken);

    /// <summary>Claims what is due: of each channel the delivery that has been due longest, if none of that channel is claimed or being sent, none of its earlier ones waits to be tried again, and its subscriptions are not all paused.</summary>
    Task<ImmutableArray<Delivery>> ClaimAsync(OutboxClaim claim, CancellationToken cancellationToken);

    /// <summary>When the next delivery of a platform becomes due or may be tried again; null when none is owed.</summary>
    Task<DateTimeOffset?> FindNextDueAsync(string platform, CancellationToken cancellationToken);

    /// <summary>Records that a claimed delivery goes on the wire now.</summary>
    /// <returns>False when it is not claimed any more (its subscription ended, it was forgotten): it must not be sent.</returns>
    Task<bool> BeginSendingAsync(long id, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Records the end of a delivery: <see cref="DeliveryState.Confirmed"/>, <see cref="DeliveryState.Unclear"/>, <see cref="DeliveryState.Parked"/> or <see cref="DeliveryState.Dropped"/>.</summary>
    Task FinishAsync(long id, DeliveryState state, DateTimeOffset at, string? messageId, string? problem, CancellationToken cancellationToken);

    /// <summary>Gives a delivery back, to be tried again.</summary>
    /// <param name="id">The delivery.</param>
    /// <param name="retryAt">Not before.</param>
    /// <param name="mayBePosted">Whether this attempt may have reached the platform.</param>
    /// <param name="problem">What went wrong, or null when nothing did (a stop).</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task ReturnAsync(long id, DateTimeOffset retryAt, bool mayBePosted, string? problem, CancellationToken cancellationToken);

    /// <summary>Gives back what a process that is gone had claimed or was sending (the latter may be posted). To be called by the one worker of a store before it begins.</summary>
    /// <returns>How many.</returns>
    Task<int> RecoverAsync(CancellationToken cancellationToken);

    /// <summary>The deliveries that told a fact, newest first, those on the wire and those that may have been posted among them: to correct them.</summary>
    Task<ImmutableArray<Delivery>> FindToldAsync(ChangedFact fact, int limit, CancellationToken cancellationToken);

    /// <summary>For which of these facts a subscription has an item, with its delivery: to tell why something was or was not sent.</summary>
    Task<ImmutableArray<(OwedItem Item, Delivery Delivery)>> ListItemsAsync(string subscriptionId, IReadOnlyCollection<ChangedFact> facts, CancellationToken cancellationToken);

    /// <summary>One delivery, or null.</summary>
    Task<Delivery?> FindDeliveryAsync(long id, CancellationToken cancellationToken);

    /// <summary>Deliveries that were set aside, newest first.</summary>
    Task<ImmutableArray<Delivery>> ListParkedAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Owes again what was set aside.</summary>
    /// <returns>How many.</returns>
    Task<int> RetryParkedAsync(CancellationToken cancellationToken);

    /// <summary>Drops what was set aside.</summary>
    /// <returns>How many.</returns>
    Task<int> DropParkedAsync(DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Counts by state.</summary>
    Task<OutboxSummary> GetOutboxSummaryAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Deletes deliveries that ended before <paramref name="before"/>, with their items; the pairs (subscription, fact, mark) stay known as told for as long as the subscription lives.</summary>
    /// <returns>How many.</returns>
    Task<int> PruneDeliveriesAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
