using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Ingestion;

/// <summary>Looks at feeds, sitemaps and pages, and takes in what is new in them.</summary>
/// <remarks>
/// An item's page is read even where its headline speaks of something else: a headline and a summary cannot show that nobody of the dossier
/// is quoted further down. What its article is about decides.
/// </remarks>
internal sealed class AddressVisitor(FeedFetcher fetcher, IFeedStore store, IArticleSink sink, TimeProvider time)
{
    // New items of one look; the rest comes with the next one.
    private const int MaxNewItems = 100;

    // After as many failures at the new address, the old one is asked again.
    private const int FailuresUntilBack = 3;

    // An item that is known is noted as seen no more often than this.
    private static readonly TimeSpan TouchEvery = TimeSpan.FromDays(1);

    /// <summary>One look.</summary>
    /// <param name="feed">A feed with an address.</param>
    /// <param name="state">Its state.</param>
    /// <param name="cancellationToken">Stops between two items; those before are kept.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read or written; what was taken in before stays.</exception>
    internal async Task<FeedLook> LookAsync(Feed feed, FeedState state, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var retryAt = await store.FindNextRetryAsync(feed.Dossier, feed.Name, cancellationToken);
        var isConditional = retryAt is null || retryAt > now;
        var address = new Uri(state.MovedTo ?? feed.Url ?? throw new ArgumentException("A folder has no address.", nameof(feed)));
        switch (await fetcher.FetchFeedAsync(address, isConditional ? state.EntityTag : null, isConditional ? state.LastModified : null, cancellationToken))
        {
            case FeedFetch.NotModified unchanged:
                return new FeedLook(Moved(Succeeded(state, now), unchanged.MovedTo, now), unchanged.FreshFor);
            case FeedFetch.Failed failed:
                return new FeedLook(AfterFailure(state, failed.Outcome, now), failed.Outcome.RetryAfter);
            case FeedFetch.Broken broken:
                return new FeedLook(FeedLook.Failed(state, broken.Message, now));
            case FeedFetch.Read { Feed: { Format: FeedFormat.Page } } when state.Articles + state.LeftOut > 1:
                // It gave many articles before: a notice of maintenance or consent stands in its place, and is no article.
                return new FeedLook(FeedLook.Failed(state with { MovedTo = null }, "it answered with a page where its feed stood before; nothing was read", now));
            case FeedFetch.Read { Feed: { Format: FeedFormat.Page } } read:
                return new FeedLook(await TakePageAsync(feed, Moved(Succeeded(state, now), read.Fetched.MovedTo, now), read.Fetched, now, cancellationToken), read.Fetched.FreshFor);
            case FeedFetch.Read read:
                return new FeedLook(await TakeItemsAsync(feed, Moved(Succeeded(state, now), read.Fetched.MovedTo, now), read, !isConditional, now, cancellationToken), read.Fetched.FreshFor);
            default:
                throw new InvalidOperationException("There are four outcomes.");
        }
    }

    private async Task<FeedState> TakeItemsAsync(Feed feed, FeedState state, FeedFetch.Read read, bool hasDue, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var visit = new Visit(feed, read.Feed.Title, now);
        var origin = read.Fetched.Address;
        var met = await MeetAsync(feed, read.Feed.Entries, now, cancellationToken);

        // The newest stand first in most feeds; of those that are read now, the oldest is told first.
        // Those that were never read go first: a list whose items change at every look must not keep new ones out.
        foreach (var item in Enumerable.Reverse(met.OrderBy(item => item.Known is null ? 0 : 1).Take(MaxNewItems).ToList()))
        {
            try
            {
                await TakeItemAsync(visit, origin, item, cancellationToken);
            }
#pragma warning disable CA1031 // Whatever one item brings to light, those behind it are read all the same.
            catch (Exception failure) when (failure is not (OperationCanceledException or StoreUnavailableException))
#pragma warning restore CA1031
            {
                await visit.GiveUpAsync(store, item, $"an item cannot be read ({failure.GetType().Name})", cancellationToken);
            }
        }

        if (hasDue && read.Feed.Problem is null)
        {
            await store.GiveUpUnseenAsync(feed.Dossier, feed.Name, now, cancellationToken);
        }

        var isWhole = met.Count <= MaxNewItems && !visit.HasPutOff && read.Feed.Problem is null;
        state = state with
        {
            EntityTag = isWhole ? read.Fetched.EntityTag : null,
            LastModified = isWhole ? read.Fetched.LastModified : null,
        };
        return (visit.Problem ?? read.Feed.Problem) is { } problem ? FeedLook.WithProblem(state, problem, now) : state;
    }

    // Those that are new, were edited, or are to be tried again, in the feed's order.
    private async Task<List<MetEntry>> MeetAsync(Feed feed, ImmutableArray<FeedEntry> entries, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // An id that several pages bear tells nothing apart.
        var shared = entries.Where(entry => entry.Id is not null).GroupBy(entry => entry.Id ?? "", entry => entry.Address)
            .Where(group => group.Distinct().Skip(1).Any()).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        var all = entries.Select(entry => (Key: entry.Key(entry.Id is not null && shared.Contains(entry.Id)), Entry: entry)).DistinctBy(pair => pair.Key).ToList();
        var known = await store.FindItemsAsync(feed.Dossier, feed.Name, [.. all.Select(pair => pair.Key)], cancellationToken);
        var met = new List<MetEntry>();
        var seen = new List<string>();
        foreach (var (key, entry) in all)
        {
            var item = known.GetValueOrDefault(key);
            var fingerprint = entry.Fingerprint;
            if (item is null || item.Fingerprint != fingerprint || (item.Outcome is FeedItemOutcome.Waiting && item.RetryAt <= now))
            {
                met.Add(new MetEntry(key, fingerprint, entry, item));
            }

            if (item is not null && (item.Outcome is FeedItemOutcome.Waiting || item.SeenAt + TouchEvery <= now))
            {
                seen.Add(key);
            }
        }

        if (seen.Count > 0)
        {
            await store.TouchItemsAsync(feed.Dossier, feed.Name, seen, now, cancellationToken);
        }

        return met;
    }

    private async Task TakeItemAsync(Visit visit, Uri origin, MetEntry met, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(visit.Now.UtcDateTime);
        if (met.Entry.Address is not { } address)
        {
            await visit.GiveUpAsync(store, met, "an item has no link", cancellationToken);
            return;
        }

        if (visit.IsPutOff(address))
        {
            return;
        }

        var reading = new EntryArticle(new ReadSettings { Dossiers = [visit.Feed.Dossier] });
        var outcome = reading.FromContent(met.Entry, origin, visit.FeedTitle, today);
        if (outcome is null)
        {
            switch (await fetcher.FetchPageAsync(address, cancellationToken))
            {
                case FetchOutcome.Fetched page:
                    outcome = reading.FromPage(page, met.Entry, visit.FeedTitle, today);
                    break;
                case FetchOutcome.Failed failed:
                    await visit.FailAsync(store, met, address, failed, cancellationToken);
                    return;
                default:
                    throw new InvalidOperationException("Nothing conditional was asked.");
            }
        }

        if (outcome is ReadOutcome.Read read)
        {
            var taken = await sink.TakeAsync(read.Article, mustConcern: true, cancellationToken);
            await visit.KeepAsync(store, met, taken, cancellationToken);
        }
        else
        {
            await visit.GiveUpAsync(store, met, ((ReadOutcome.Refused)outcome).Message, cancellationToken);
        }
    }

    private async Task<FeedState> TakePageAsync(Feed feed, FeedState state, FetchOutcome.Fetched page, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var outcome = new EntryArticle(new ReadSettings { Dossiers = [feed.Dossier] }).FromPage(page, entry: null, feedTitle: null, DateOnly.FromDateTime(now.UtcDateTime));
        if (outcome is not ReadOutcome.Read read)
        {
            return FeedLook.Failed(state with { SucceededAt = state.SucceededAt }, ((ReadOutcome.Refused)outcome).Message, now);
        }

        var taken = await sink.TakeAsync(read.Article, mustConcern: false, cancellationToken);
        var met = new MetEntry(new FeedEntry { Address = page.Address }.Key(isIdShared: false), KnownArticle.HashOf(read.Article.Body)[..32], new FeedEntry(), Known: null);
        var known = await store.FindItemsAsync(feed.Dossier, feed.Name, [met.Key], cancellationToken);
        await new Visit(feed, FeedTitle: null, now).KeepAsync(store, met with { Known = known.GetValueOrDefault(met.Key) }, taken, cancellationToken);
        return state with { EntityTag = page.EntityTag, LastModified = page.LastModified };
    }

    private static FeedState Succeeded(FeedState state, DateTimeOffset now) => state with { TriedAt = now, SucceededAt = now, Failures = 0, IsGone = false };

    private static FeedState Moved(FeedState state, Uri? movedTo, DateTimeOffset now) => movedTo is null || movedTo.AbsoluteUri == state.MovedTo
        ? state
        : FeedLook.WithProblem(state with { MovedTo = movedTo.AbsoluteUri }, $"it has moved to {FetchAddress.Show(movedTo)}, where it is read now; change its address in the dossier", now);

    private static FeedState AfterFailure(FeedState state, FetchOutcome.Failed failure, DateTimeOffset now)
    {
        state = FeedLook.Failed(state, failure.Message, now) with { IsGone = failure.Reason is FetchFailure.Gone };
        return state.MovedTo is not null && state.Failures >= FailuresUntilBack ? state with { MovedTo = null, EntityTag = null, LastModified = null } : state;
    }

    private sealed record MetEntry(string Key, string Fingerprint, FeedEntry Entry, FeedItem? Known);

    /// <summary>What one look has met with so far.</summary>
    private sealed record Visit(Feed Feed, string? FeedTitle, DateTimeOffset Now)
    {
        private readonly HashSet<string> _putOff = new(StringComparer.OrdinalIgnoreCase);

        internal string? Problem { get; private set; }

        /// <summary>Whether items were left for the next look.</summary>
        internal bool HasPutOff { get; private set; }

        /// <summary>Whether the host of an address had trouble in this look; then the item is left for the next.</summary>
        internal bool IsPutOff(Uri address)
        {
            var isPutOff = _putOff.Contains(address.Authority);
            HasPutOff |= isPutOff;
            return isPutOff;
        }

        internal Task KeepAsync(IFeedStore store, MetEntry met, TakeOutcome taken, CancellationToken cancellationToken)
        {
            var outcome = taken is TakeOutcome.LeftOut ? FeedItemOutcome.LeftOut : FeedItemOutcome.Taken;
            return SaveAsync(store, Item(met, outcome), counts: met.Known?.Outcome != outcome || taken is TakeOutcome.Stored, cancellationToken);
        }

        internal Task GiveUpAsync(IFeedStore store, MetEntry met, string message, CancellationToken cancellationToken)
        {
            Problem = $"an item could not be read: {message}";
            return SaveAsync(store, Item(met, FeedItemOutcome.GivenUp), counts: met.Known?.Outcome != FeedItemOutcome.GivenUp, cancellationToken);
        }

        internal Task FailAsync(IFeedStore store, MetEntry met, Uri address, FetchOutcome.Failed failure, CancellationToken cancellationToken)
        {
            Problem = $"an item could not be read: {FetchAddress.Show(address)}: {failure.Message}";
            if (failure.Reason is FetchFailure.Busy or FetchFailure.Unreachable or FetchFailure.Slow)
            {
                _putOff.Add(address.Authority);
            }

            var item = ItemRetry.After(met.Key, met.Fingerprint, met.Known, failure, Now);
            return SaveAsync(store, item, counts: item.Outcome is FeedItemOutcome.GivenUp && met.Known?.Outcome != FeedItemOutcome.GivenUp, cancellationToken);
        }

        private FeedItem Item(MetEntry met, FeedItemOutcome outcome) => new() { Key = met.Key, Fingerprint = met.Fingerprint, Outcome = outcome, SeenAt = Now };

        private Task SaveAsync(IFeedStore store, FeedItem item, bool counts, CancellationToken cancellationToken) =>
            store.AddItemAsync(Feed.Dossier, Feed.Name, item, counts, cancellationToken);
    }
}
