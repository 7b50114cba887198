using TalksBot.Domain;

namespace TalksBot.Store.Tests;

/// <summary>How every store keeps the state of feeds.</summary>
public abstract class FeedBehaviours(StoreFixture store) : IAsyncDisposable
{
    private const string Dossier = "fish";
    private const string Feed = "https://example.org/fish.rss";

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Now = new(2024, 5, 3, 10, 30, 15, 250, TimeSpan.Zero);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return store.DisposeAsync();
    }

    [Fact]
    public async Task A_state_is_read_as_it_was_saved_last()
    {
        Assert.Null(await store.Feeds.FindFeedAsync(Dossier, Feed, None));
        await store.Feeds.SaveFeedAsync(new FeedState { Dossier = Dossier, Feed = Feed, Failures = 3, Problem = "x" }, None);
        var state = new FeedState
        {
            Dossier = Dossier,
            Feed = Feed,
            NextAt = Now.AddMinutes(1),
            TriedAt = Now.AddMinutes(-1),
            SucceededAt = Now.AddMinutes(-2),
            Failures = 2,
            Problem = "its server is busy",
            ProblemAt = Now.AddMinutes(-3),
            EntityTag = "W/\"1\"",
            LastModified = "Fri, 03 May 2024 10:00:00 GMT",
            MovedTo = "https://example.org/new?key=1",
            IsGone = true,
        };

        await store.Feeds.SaveFeedAsync(state, None);

        Assert.Equal(state, await store.Feeds.FindFeedAsync(Dossier, Feed, None));
        Assert.Equal([state], await store.Feeds.ListFeedsAsync(None));
        Assert.Null(await store.Feeds.FindFeedAsync("rail", Feed, None));
    }

    [Fact]
    public async Task Items_are_kept_and_counted_in_one_go_and_saving_a_state_leaves_the_counts()
    {
        await AddAsync("a", FeedItemOutcome.Taken, counts: true);
        await AddAsync("a", FeedItemOutcome.Taken, counts: false);
        await AddAsync("b", FeedItemOutcome.LeftOut, counts: true);
        await AddAsync("c", FeedItemOutcome.GivenUp, counts: true);
        await AddAsync("d", FeedItemOutcome.Waiting, counts: false, retryAt: Now.AddMinutes(5));
        await store.Feeds.SaveFeedAsync(new FeedState { Dossier = Dossier, Feed = Feed, Articles = 99 }, None);

        var state = Assert.Single(await store.Feeds.ListFeedsAsync(None));
        Assert.Equal((1, 1, 1, 1), (state.Articles, state.LeftOut, state.GivenUp, state.Waiting));
        var items = await store.Feeds.FindItemsAsync(Dossier, Feed, ["a", "d", "unknown"], None);
        Assert.Equal(["a", "d"], items.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(new FeedItem { Key = "d", Fingerprint = "f-d", Outcome = FeedItemOutcome.Waiting, Failures = 4, RetryAt = Now.AddMinutes(5), SeenAt = Now }, items["d"]);
        Assert.Empty(await store.Feeds.FindItemsAsync("rail", Feed, ["a"], None));
    }

    [Fact]
    public async Task What_waits_is_found_and_given_up_when_the_feed_shows_it_no_more()
    {
        await AddAsync("a", FeedItemOutcome.Waiting, counts: false, retryAt: Now.AddMinutes(5));
        await AddAsync("b", FeedItemOutcome.Waiting, counts: false, retryAt: Now.AddMinutes(3));
        await AddAsync("c", FeedItemOutcome.Waiting, counts: false, retryAt: Now.AddMinutes(60));
        Assert.Equal(Now.AddMinutes(3), await store.Feeds.FindNextRetryAsync(Dossier, Feed, None));

        await store.Feeds.TouchItemsAsync(Dossier, Feed, ["a", "unknown"], Now.AddMinutes(10), None);

        Assert.Equal(1, await store.Feeds.GiveUpUnseenAsync(Dossier, Feed, Now.AddMinutes(10), None));
        var items = await store.Feeds.FindItemsAsync(Dossier, Feed, ["a", "b", "c"], None);
        Assert.Equal((FeedItemOutcome.Waiting, FeedItemOutcome.GivenUp, FeedItemOutcome.Waiting), (items["a"].Outcome, items["b"].Outcome, items["c"].Outcome));
        Assert.Equal((2, 1), ((await store.Feeds.FindFeedAsync(Dossier, Feed, None))!.Waiting, (await store.Feeds.FindFeedAsync(Dossier, Feed, None))!.GivenUp));
    }

    [Fact]
    public async Task What_no_feed_has_shown_for_long_is_forgotten()
    {
        await AddAsync("a", FeedItemOutcome.Taken, counts: true);
        await AddAsync("b", FeedItemOutcome.Taken, counts: true);
        await store.Feeds.TouchItemsAsync(Dossier, Feed, ["b"], Now.AddDays(80), None);

        Assert.Equal(1, await store.Feeds.PruneItemsAsync(Now.AddDays(1), None));
        Assert.Equal(["b"], (await store.Feeds.FindItemsAsync(Dossier, Feed, ["a", "b"], None)).Keys);
        Assert.Equal(2, (await store.Feeds.FindFeedAsync(Dossier, Feed, None))!.Articles);
    }

    [Fact]
    public async Task A_key_has_a_bound()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => AddAsync(new string('x', FeedItem.MaxKeyLength + 1), FeedItemOutcome.Taken, counts: true));
        await Assert.ThrowsAsync<ArgumentException>(() => AddAsync("", FeedItemOutcome.Taken, counts: true));

        await AddAsync(new string('x', FeedItem.MaxKeyLength), FeedItemOutcome.Taken, counts: true);
    }

    private Task AddAsync(string key, FeedItemOutcome outcome, bool counts, DateTimeOffset? retryAt = null) => store.Feeds.AddItemAsync(
        Dossier, Feed, new FeedItem { Key = key, Fingerprint = $"f-{key}", Outcome = outcome, Failures = 4, RetryAt = retryAt, SeenAt = Now }, counts, None);
}

public sealed class SqliteFeedTests() : FeedBehaviours(new SqliteFixture());
