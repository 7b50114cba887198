using System.Collections.Immutable;

namespace TalksBot.Domain;

/// <summary>How a feed fares. Instants are UTC.</summary>
public sealed record FeedState
{
    /// <summary>Name of the dossier.</summary>
    public required string Dossier { get; init; }

    /// <summary><see cref="Feed.Name"/>.</summary>
    public required string Feed { get; init; }

    /// <summary>When it is looked at next; null when it never was.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>When it was last looked at, with whatever success; null for never.</summary>
    public DateTimeOffset? TriedAt { get; init; }

    /// <summary>When it could last be read; null for never.</summary>
    public DateTimeOffset? SucceededAt { get; init; }

    /// <summary>Looks that failed since it could be read.</summary>
    public int Failures { get; init; }

    /// <summary>What went wrong last, in plain words and in one line without secrets; null when nothing did. It may be an item of a feed that could be read.</summary>
    public string? Problem { get; init; }

    /// <summary>When that was; null when nothing did.</summary>
    public DateTimeOffset? ProblemAt { get; init; }

    /// <summary>Entity tag of what was read last, to be told when it has not changed (RFC 9110, section 8.8.3); null for none.</summary>
    public string? EntityTag { get; init; }

    /// <summary>Last-Modified of what was read last, as sent; null for none.</summary>
    public string? LastModified { get; init; }

    /// <summary>Where it has moved for good, as it is fetched; null while it is where the dossier says.</summary>
    public string? MovedTo { get; init; }

    /// <summary>Whether its server says that it is gone for good.</summary>
    public bool IsGone { get; init; }

    /// <summary>Articles taken in, new revisions included.</summary>
    public long Articles { get; init; }

    /// <summary>Items that do not concern the dossier.</summary>
    public long LeftOut { get; init; }

    /// <summary>Items that could not be read and are not tried any more.</summary>
    public long GivenUp { get; init; }

    /// <summary>Items that could not be read and are tried again. Filled when read, not written.</summary>
    public long Waiting { get; init; }
}

/// <summary>What became of an item of a feed.</summary>
public enum FeedItemOutcome
{
    /// <summary>Its article is stored.</summary>
    Taken,

    /// <summary>It does not concern the dossier.</summary>
    LeftOut,

    /// <summary>It could not be read and is tried again at <see cref="FeedItem.RetryAt"/>.</summary>
    Waiting,

    /// <summary>It could not be read and is not tried again unless it changes.</summary>
    GivenUp,
}

/// <summary>An item of a feed that was met.</summary>
public sealed record FeedItem
{
    /// <summary>Its id in the feed, its address or its file; at most <see cref="MaxKeyLength"/> code units.</summary>
    public required string Key { get; init; }

    /// <summary>Another one when the item was edited.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>What became of it.</summary>
    public required FeedItemOutcome Outcome { get; init; }

    /// <summary>How often in a row it could not be read.</summary>
    public int Failures { get; init; }

    /// <summary>When it is tried again; null but for <see cref="FeedItemOutcome.Waiting"/>.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>When the feed last showed it, UTC.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>Code units of <see cref="Key"/>, at the most.</summary>
    public const int MaxKeyLength = 200;
}

/// <summary>Keeps the state of feeds over restarts, by dossier and feed.</summary>
/// <remarks>Every method throws <see cref="StoreUnavailableException"/> when the store cannot be read or written; then nothing changed.</remarks>
public interface IFeedStore
{
    /// <summary>The state of a feed, or null when it was never looked at.</summary>
    Task<FeedState?> FindFeedAsync(string dossier, string feed, CancellationToken cancellationToken);

    /// <summary>The states of all feeds, by dossier and name.</summary>
    Task<ImmutableArray<FeedState>> ListFeedsAsync(CancellationToken cancellationToken);

    /// <summary>Keeps the state of a feed; the counts stay what <see cref="AddItemAsync"/> has made them.</summary>
    Task SaveFeedAsync(FeedState state, CancellationToken cancellationToken);

    /// <summary>Which of these items were met.</summary>
    Task<ImmutableDictionary<string, FeedItem>> FindItemsAsync(string dossier, string feed, IReadOnlyCollection<string> keys, CancellationToken cancellationToken);

    /// <summary>Keeps an item and counts it in its feed, in one go: <paramref name="counts"/> is whether it is an article, left out or given up that was not counted before.</summary>
    Task AddItemAsync(string dossier, string feed, FeedItem item, bool counts, CancellationToken cancellationToken);

    /// <summary>Notes that the feed still shows these items.</summary>
    Task TouchItemsAsync(string dossier, string feed, IReadOnlyCollection<string> keys, DateTimeOffset seenAt, CancellationToken cancellationToken);

    /// <summary>When the first of the items that wait is to be tried again; null when none waits.</summary>
    Task<DateTimeOffset?> FindNextRetryAsync(string dossier, string feed, CancellationToken cancellationToken);

    /// <summary>Gives up items that were to be tried again by <paramref name="now"/> and that the feed, looked at then, does not show any more; they are counted.</summary>
    /// <returns>How many.</returns>
    Task<int> GiveUpUnseenAsync(string dossier, string feed, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Forgets the items that no feed has shown since <paramref name="before"/>.</summary>
    /// <returns>How many.</returns>
    Task<int> PruneItemsAsync(DateTimeOffset before, CancellationToken cancellationToken);
}

/// <summary>A feed that is followed and how it fares.</summary>
/// <param name="Feed">The feed.</param>
/// <param name="State">Null when it was never looked at.</param>
public sealed record FeedReport(Feed Feed, FeedState? State);

/// <summary>Tells how feeds fare.</summary>
public interface IFeedHealth
{
    /// <summary>The feeds of the dossiers that <paramref name="scope"/> shows, by dossier and name.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    Task<ImmutableArray<FeedReport>> ListFeedsAsync(FactScope scope, CancellationToken cancellationToken);
}
