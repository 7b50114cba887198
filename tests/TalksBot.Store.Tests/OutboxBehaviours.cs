using System.Collections.Immutable;
using System.Diagnostics;
using TalksBot.Domain;

namespace TalksBot.Store.Tests;

/// <summary>How every store keeps what channels wish for and are owed.</summary>
public abstract class OutboxBehaviours(StoreFixture store) : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Now = new(2024, 5, 3, 10, 30, 0, TimeSpan.FromHours(3));
    private static readonly ChannelKey Channel = new("discord", "111", "222");
    private static readonly ChangedFact Fact = new(FactKind.Statement, "s1");
    private static readonly SubscriptionLimits Limits = new(PerChannel: 2, PerServer: 3);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return store.DisposeAsync();
    }

    internal static Subscription ASubscription(string id, ChannelKey? channel = null) => new()
    {
        Id = id,
        Channel = channel ?? Channel,
        Cadence = new Cadence(Weekdays.None, new TimeOnly(8, 30), "Europe/Kyiv"),
        CreatedBy = "42",
        CreatedAt = Now,
        After = 0,
    };

    [Fact]
    public async Task A_subscription_is_read_back_as_it_was_saved()
    {
        var saved = ASubscription("a1") with
        {
            Dossier = "east",
            Actors = ["Ada Brandt"],
            Topics = ["harbour dues", "fish"],
            Kinds = [FactKind.Proposal, FactKind.Meeting],
            Cadence = new Cadence(Weekdays.Working, new TimeOnly(17, 45), "Asia/Tokyo"),
            Reminders = [TimeSpan.FromDays(1), TimeSpan.FromMinutes(90)],
            Locale = "de",
            After = 7,
        };
        Assert.Equal(SubscribeOutcome.Added, await store.Subscriptions.SaveSubscriptionAsync(saved, Limits, None));

        var read = Assert.Single(await store.Subscriptions.ListSubscriptionsAsync(Channel, withEnded: false, None));
        Assert.Equal(saved.Actors, read.Actors);
        Assert.Equal(saved.Topics, read.Topics);
        Assert.Equal(saved.Kinds, read.Kinds);
        Assert.Equal(saved.Reminders, read.Reminders);
        Assert.Equal(
            saved with { Actors = default, Topics = default, Kinds = default, Reminders = default, CreatedAt = Now.ToUniversalTime() },
            read with { Actors = default, Topics = default, Kinds = default, Reminders = default });
    }

    [Fact]
    public async Task A_channel_and_a_server_have_so_many_subscriptions_and_no_more()
    {
        Assert.Equal(SubscribeOutcome.Added, await SubscribeAsync("a1"));
        Assert.Equal(SubscribeOutcome.Added, await SubscribeAsync("a2"));
        Assert.Equal(SubscribeOutcome.ChannelFull, await SubscribeAsync("a3"));
        Assert.Equal(SubscribeOutcome.Added, await SubscribeAsync("a2"));
        Assert.Equal(SubscribeOutcome.Added, await SubscribeAsync("b1", Channel with { ChannelId = "333" }));
        Assert.Equal(SubscribeOutcome.ServerFull, await SubscribeAsync("b2", Channel with { ChannelId = "333" }));
        Assert.True(await store.Subscriptions.EndSubscriptionAsync(Channel, "a1", Now, "no wish", None));
        Assert.False(await store.Subscriptions.EndSubscriptionAsync(Channel, "a1", Now, "no wish", None));
        Assert.Equal(SubscribeOutcome.Added, await SubscribeAsync("a3"));

        Assert.Equal(["a2", "a3"], (await store.Subscriptions.ListSubscriptionsAsync(Channel, withEnded: false, None)).Select(each => each.Id));
        Assert.Equal(["a1", "a2", "a3"], (await store.Subscriptions.ListSubscriptionsAsync(Channel, withEnded: true, None)).Select(each => each.Id));
        Assert.Equal(["a2", "a3", "b1"], (await store.Subscriptions.ListSubscriptionsAsync(None)).Select(each => each.Id));
        await Assert.ThrowsAsync<ArgumentException>(() => SubscribeAsync("a2", Channel with { ChannelId = "444" }));
    }

    [Fact]
    public async Task Whatever_happens_to_a_subscription_changes_the_version_and_nothing_else_does()
    {
        var versions = new List<long> { await store.Subscriptions.GetSubscriptionsVersionAsync(None) };
        await AfterAsync(() => SubscribeAsync("a1"));
        await AfterAsync(() => store.Subscriptions.PauseChannelAsync(Channel, Now, "gone", None));
        await AfterAsync(() => store.Subscriptions.ResumeChannelAsync(Channel with { ChannelId = "" }, None));
        await AfterAsync(() => store.Subscriptions.EndSubscriptionAsync(Channel, "a1", Now, "no wish", None));
        Assert.Equal(5, versions.Distinct().Count());

        await store.Subscriptions.PauseChannelAsync(Channel, Now, "gone", None);
        await OweAsync("k1", "a1", Fact);
        Assert.Equal(versions[^1], await store.Subscriptions.GetSubscriptionsVersionAsync(None));

        async Task AfterAsync(Func<Task> change)
        {
            await change();
            versions.Add(await store.Subscriptions.GetSubscriptionsVersionAsync(None));
        }
    }

    [Fact]
    public async Task What_is_owed_is_stored_with_the_cursor_or_not_at_all()
    {
        await SubscribeAsync("a1");

        Assert.False(await store.Outbox.CommitAsync(new OutboxCommit(5, 9) { Drafts = [Draft("k1", "a1", Fact)] }, None));
        Assert.Empty(await ClaimAsync());

        Assert.True(await store.Outbox.CommitAsync(new OutboxCommit(0, 9) { Drafts = [Draft("k1", "a1", Fact)] }, None));
        Assert.Equal(9, await store.Outbox.GetCursorAsync(None));
        var delivery = Assert.Single(await ClaimAsync());
        Assert.Equal(("k1", Channel, DeliveryState.Claimed, Now.ToUniversalTime()), (delivery.Key, delivery.Channel, delivery.State, delivery.DueAt));
        Assert.Equal([new OwedItem("a1", Fact, "new", 3)], delivery.Items);
    }

    [Fact]
    public async Task The_same_event_is_owed_once_to_each_subscription_even_after_it_was_sent_and_pruned()
    {
        await SubscribeAsync("a1");
        await SubscribeAsync("a2");
        await OweAsync("k1", "a1", Fact);
        var first = Assert.Single(await SendAllAsync());
        await OweAsync("k2", "a1", Fact);
        Assert.Empty(await SendAllAsync());
        Assert.Equal(1, await store.Outbox.PruneDeliveriesAsync(Now.AddDays(1), None));
        Assert.Null(await store.Outbox.FindDeliveryAsync(first.Id, None));

        await OweAsync("k3", "a1", Fact);
        await OweAsync("k4", "a2", Fact);

        Assert.Equal(["k4"], (await SendAllAsync()).Select(each => each.Key));
    }

    [Fact]
    public async Task Items_of_one_group_join_what_is_owed_and_nothing_that_is_under_way()
    {
        await SubscribeAsync("a1");
        await OweAsync("k1", "a1", Fact);
        await OweAsync("k2", "a1", Fact with { Id = "s2" });
        var claimed = Assert.Single(await ClaimAsync());
        Assert.Equal(["s1", "s2"], claimed.Items.Select(item => item.Fact.Id));

        await OweAsync("k3", "a1", Fact with { Id = "s3" });
        await store.Outbox.BeginSendingAsync(claimed.Id, Now, None);
        await store.Outbox.ReturnAsync(claimed.Id, Now, mayBePosted: true, "lost", None);
        await OweAsync("k4", "a1", Fact with { Id = "s4" });

        var sent = await SendAllAsync();
        Assert.Equal(["k1", "k3"], sent.Select(each => each.Key));
        Assert.Equal(["s3", "s4"], sent[1].Items.Select(item => item.Fact.Id));
        Assert.True(sent[0].MayBePosted);
    }

    [Fact]
    public async Task Of_a_channel_one_delivery_is_out_at_a_time_in_the_order_in_which_they_were_due()
    {
        await SubscribeAsync("a1");
        var other = Channel with { ChannelId = "333" };
        await SubscribeAsync("b1", other);
        await store.Outbox.AddAsync([Draft("late", "a1", Fact, group: "1", dueAt: Now), Draft("early", "a1", Fact with { Id = "s2" }, group: "2", dueAt: Now.AddMinutes(-1)), Draft("next", "b1", Fact, channel: other)], None);

        var claimed = await ClaimAsync();
        Assert.Equal(["early", "next"], claimed.Select(each => each.Key));
        Assert.Empty(await ClaimAsync());
        Assert.Null(await store.Outbox.FindNextDueAsync("discord", None));

        await store.Outbox.ReturnAsync(claimed[0].Id, Now.AddMinutes(5), mayBePosted: false, "slow down", None);
        Assert.Empty(await ClaimAsync());
        Assert.Equal(Now.AddMinutes(5), await store.Outbox.FindNextDueAsync("discord", None));
        Assert.Equal(["early"], (await ClaimAsync(Now.AddMinutes(5))).Select(each => each.Key));
    }

    [Fact]
    public async Task A_claim_takes_what_is_due_of_its_platform_and_leaves_channels_that_are_served()
    {
        var other = new ChannelKey("slack", "T1", "222");
        await SubscribeAsync("a1");
        await SubscribeAsync("b1", other);
        await store.Outbox.AddAsync([Draft("k1", "a1", Fact, dueAt: Now.AddSeconds(1)), Draft("k2", "b1", Fact, channel: other)], None);

        Assert.Empty(await ClaimAsync());
        Assert.Equal(Now.AddSeconds(1), await store.Outbox.FindNextDueAsync("discord", None));
        Assert.Empty(await store.Outbox.ClaimAsync(new OutboxClaim("discord", Now.AddDays(1), 9, ImmutableHashSet.Create(Channel)), None));
        Assert.Equal(["k1"], (await ClaimAsync(Now.AddSeconds(1))).Select(each => each.Key));
    }

    [Fact]
    public async Task A_delivery_that_was_under_way_when_the_process_died_is_given_back()
    {
        await SubscribeAsync("a1");
        await OweAsync("k1", "a1", Fact);
        var claimed = Assert.Single(await ClaimAsync());
        Assert.Equal(1, await store.Outbox.RecoverAsync(None));
        Assert.False(await store.Outbox.BeginSendingAsync(claimed.Id, Now, None));

        var again = Assert.Single(await ClaimAsync());
        Assert.False(again.MayBePosted);
        Assert.True(await store.Outbox.BeginSendingAsync(again.Id, Now, None));
        Assert.Equal(1, await store.Outbox.RecoverAsync(None));

        var last = Assert.Single(await ClaimAsync());
        Assert.Equal((true, 1, Now.ToUniversalTime()), (last.MayBePosted, last.Attempts, last.SendingAt));
    }

    [Fact]
    public async Task Ending_a_subscription_takes_its_items_and_leaves_those_of_others()
    {
        await SubscribeAsync("a1");
        await SubscribeAsync("a2");
        await OweAsync("k1", "a1", Fact);
        await OweAsync("k2", "a2", Fact);
        var claimed = Assert.Single(await ClaimAsync());

        await store.Subscriptions.EndSubscriptionAsync(Channel, "a1", Now, "no wish", None);
        Assert.False(await store.Outbox.BeginSendingAsync(claimed.Id, Now, None));
        await OweAsync("k3", "a1", Fact with { Id = "s9" });

        Assert.Equal(["a2"], Assert.Single(await SendAllAsync()).Items.Select(item => item.SubscriptionId));
        await OweAsync("k4", "a2", Fact with { Id = "s2" });
        await store.Subscriptions.EndSubscriptionAsync(Channel, "a2", Now, "no wish", None);
        Assert.Empty(await ClaimAsync());
        Assert.Equal(1, (await store.Outbox.GetOutboxSummaryAsync(Now, None)).Dropped);
    }

    [Fact]
    public async Task A_delivery_that_may_be_posted_is_not_sent_again_once_its_subscription_ended()
    {
        await SubscribeAsync("a1");
        await OweAsync("k1", "a1", Fact);
        var claimed = Assert.Single(await ClaimAsync());
        await store.Outbox.BeginSendingAsync(claimed.Id, Now, None);
        await store.Outbox.ReturnAsync(claimed.Id, Now, mayBePosted: true, "lost", None);
        await store.Subscriptions.EndSubscriptionAsync(Channel, "a1", Now, "no wish", None);

        var again = Assert.Single(await ClaimAsync());
        Assert.False(await store.Outbox.BeginSendingAsync(again.Id, Now, None));
        Assert.Equal(DeliveryState.Dropped, (await store.Outbox.FindDeliveryAsync(again.Id, None))?.State);
    }

    [Fact]
    public async Task What_a_paused_channel_is_owed_waits_until_it_can_be_reached_or_its_time_is_over()
    {
        await SubscribeAsync("a1");
        await OweAsync("k1", "a1", Fact);
        Assert.Equal(1, await store.Subscriptions.PauseChannelAsync(Channel, Now, "gone", None));
        await OweAsync("k2", "a1", Fact with { Id = "s2" });
        Assert.Empty(await ClaimAsync());
        Assert.Null(await store.Outbox.FindNextDueAsync("discord", None));

        Assert.Equal(1, await store.Subscriptions.ResumeChannelAsync(Channel, None));
        Assert.Equal(["s1", "s2"], Assert.Single(await SendAllAsync()).Items.Select(item => item.Fact.Id));

        await OweAsync("k3", "a1", Fact with { Id = "s3" });
        await store.Subscriptions.PauseChannelAsync(Channel, Now, "gone", None);
        Assert.Equal(0, await store.Subscriptions.EndPausedAsync(Now, Now.AddDays(1), "too long", None));
        Assert.Equal(1, await store.Subscriptions.EndPausedAsync(Now.AddSeconds(1), Now.AddDays(1), "too long", None));
        Assert.Equal(0, (await store.Outbox.GetOutboxSummaryAsync(Now, None)).Owed);
        await Assert.ThrowsAsync<ArgumentNullException>(() => store.Subscriptions.ResumeChannelAsync(new ChannelKey("discord", null, ""), None));
    }

    [Fact]
    public async Task What_is_withdrawn_is_taken_out_of_what_was_not_sent_and_may_come_back()
    {
        await SubscribeAsync("a1");
        await OweAsync("k1", "a1", Fact);
        await OweAsync("k2", "a1", Fact with { Id = "s2" });

        Assert.True(await store.Outbox.CommitAsync(new OutboxCommit(0, 1) { Withdrawn = [Fact] }, None));
        Assert.Equal(["s2"], Assert.Single(await SendAllAsync()).Items.Select(item => item.Fact.Id));

        await OweAsync("k3", "a1", Fact);
        Assert.Equal(["s1"], Assert.Single(await SendAllAsync()).Items.Select(item => item.Fact.Id));
    }

    [Fact]
    public async Task What_an_article_still_tells_is_not_taken_out()
    {
        var article = new ArticleBuilder("a", "2024-05-02", "Ada Brandt said the harbour stays open.").Says("Ada Brandt", "the harbour stays open");
        await store.SaveAsync(article);
        await SubscribeAsync("a1");
        var told = Fact with { Id = article.Facts.Statements[0].Id };
        await OweAsync("k1", "a1", told);

        await store.Outbox.CommitAsync(new OutboxCommit(0, 1) { Withdrawn = [told] }, None);

        Assert.Equal([told.Id], Assert.Single(await SendAllAsync()).Items.Select(item => item.Fact.Id));
    }

    [Fact]
    public async Task Reminders_of_a_meeting_that_moved_make_room_for_others()
    {
        await SubscribeAsync("a1");
        var meeting = new ChangedFact(FactKind.Meeting, "m1");
        var reminder = Draft("k1", "a1", meeting, group: "r") with { Kind = DeliveryKind.Reminder, Items = [new OwedItem("a1", meeting, "reminder:1d", 0)] };
        await store.Outbox.AddAsync([reminder], None);

        await store.Outbox.CommitAsync(new OutboxCommit(0, 1) { RemindersOff = ["m1"], Drafts = [reminder with { Key = "k2", DueAt = Now.AddDays(3) }] }, None);

        Assert.Empty(await ClaimAsync());
        Assert.Equal(["k2"], (await ClaimAsync(Now.AddDays(3))).Select(each => each.Key));
    }

    [Fact]
    public async Task What_told_a_fact_is_found_to_be_amended_and_to_say_why()
    {
        await SubscribeAsync("a1");
        await OweAsync("k1", "a1", Fact);
        var sent = Assert.Single(await SendAllAsync());

        var told = Assert.Single(await store.Outbox.FindToldAsync(Fact, 9, None));
        Assert.Equal((sent.Id, "message of k1", Now.ToUniversalTime()), (told.Id, told.MessageId, told.ConfirmedAt));
        Assert.Empty(await store.Outbox.FindToldAsync(Fact with { Kind = FactKind.Proposal }, 9, None));
        var (item, delivery) = Assert.Single(await store.Outbox.ListItemsAsync("a1", [Fact, Fact with { Id = "s2" }], None));
        Assert.Equal((new OwedItem("a1", Fact, "new", 3), sent.Id), (item, delivery.Id));
        Assert.Empty(await store.Outbox.ListItemsAsync("a2", [Fact], None));

        // An amendment goes out although the channel wants no more, and joins nothing but its like.
        await store.Subscriptions.EndSubscriptionAsync(Channel, "a1", Now, "no wish", None);
        var amendment = Draft("k2", "a1", Fact) with { Kind = DeliveryKind.Amendment, Amends = sent.Id, Items = [new OwedItem("a1", Fact, "withdrawn", 9)] };
        await store.Outbox.AddAsync([amendment], None);
        Assert.Equal(sent.Id, Assert.Single(await SendAllAsync()).Amends);
    }

    [Fact]
    public async Task Parked_deliveries_are_listed_and_counted_and_hold_up_nothing()
    {
        await SubscribeAsync("a1");
        await OweAsync("k1", "a1", Fact);
        var claimed = Assert.Single(await ClaimAsync());
        await OweAsync("k2", "a1", Fact with { Id = "s2" });
        await store.Outbox.FinishAsync(claimed.Id, DeliveryState.Parked, Now, messageId: null, "too long", None);

        Assert.Equal("too long", Assert.Single(await store.Outbox.ListParkedAsync(9, None)).Problem);
        var summary = await store.Outbox.GetOutboxSummaryAsync(Now, None);
        Assert.Equal((1L, 1L, 1L, Now.ToUniversalTime()), (summary.Owed, summary.Due, summary.Parked, summary.OldestDueAt));
        Assert.Equal(["k2"], (await ClaimAsync()).Select(each => each.Key));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.Outbox.FinishAsync(claimed.Id, DeliveryState.Owed, Now, null, null, None));
    }

    [Fact]
    public async Task The_past_is_nobodys_news_and_nothing_is_missed_from_the_first_subscription_on()
    {
        await store.SaveAsync(new ArticleBuilder("a", "2024-05-02", "Ada Brandt said rain fell.").Says("Ada Brandt", "rain fell"));
        Assert.Equal(1, await store.Outbox.GetCursorAsync(None));

        await SubscribeAsync("a1");
        await store.SaveAsync(new ArticleBuilder("b", "2024-05-02", "Ada Brandt said snow fell.").Says("Ada Brandt", "snow fell"));
        Assert.Equal(1, await store.Outbox.GetCursorAsync(None));
    }

    [Fact]
    public async Task Ten_thousand_channels_are_owed_and_claimed_in_no_time()
    {
        await SubscribeAsync("a1");
        var drafts = ImmutableArray.CreateBuilder<DeliveryDraft>();
        for (var i = 0; i < 10_000; i++)
        {
            drafts.Add(Draft($"k{i}", "a1", Fact with { Id = $"s{i}" }, channel: new ChannelKey("discord", $"{i / 100}", $"{i}")));
        }

        var watch = Stopwatch.StartNew();
        Assert.True(await store.Outbox.CommitAsync(new OutboxCommit(0, 1) { Drafts = drafts.ToImmutable() }, None));
        var committed = watch.Elapsed;
        watch.Restart();
        Assert.Equal(50, (await store.Outbox.ClaimAsync(new OutboxClaim("discord", Now, 50, ImmutableHashSet<ChannelKey>.Empty), None)).Length);

        // Ten times what a quiet machine takes.
        TestContext.Current.SendDiagnosticMessage($"commit {committed.TotalMilliseconds:0} ms, claim {watch.Elapsed.TotalMilliseconds:0} ms");
        Assert.InRange(committed.TotalSeconds, 0, 5);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 1);
    }

    private Task<SubscribeOutcome> SubscribeAsync(string id, ChannelKey? channel = null) =>
        store.Subscriptions.SaveSubscriptionAsync(ASubscription(id, channel), Limits, None);

    private static DeliveryDraft Draft(string key, string subscription, ChangedFact fact, ChannelKey? channel = null, string group = "g", DateTimeOffset? dueAt = null) =>
        new(key, DeliveryKind.Update, channel ?? Channel, group, dueAt ?? Now, [new OwedItem(subscription, fact, "new", 3)]);

    private Task OweAsync(string key, string subscription, ChangedFact fact) => store.Outbox.AddAsync([Draft(key, subscription, fact)], None);

    private async Task<ImmutableArray<Delivery>> ClaimAsync(DateTimeOffset? now = null) =>
        await store.Outbox.ClaimAsync(new OutboxClaim("discord", now ?? Now, 9, ImmutableHashSet<ChannelKey>.Empty), None);

    private async Task<List<Delivery>> SendAllAsync()
    {
        var sent = new List<Delivery>();
        while (await ClaimAsync() is { IsEmpty: false } claimed)
        {
            foreach (var delivery in claimed)
            {
                Assert.True(await store.Outbox.BeginSendingAsync(delivery.Id, Now, None));
                await store.Outbox.FinishAsync(delivery.Id, DeliveryState.Confirmed, Now, $"message of {delivery.Key}", null, None);
                sent.Add(delivery);
            }
        }

        return sent;
    }
}

public sealed class SqliteOutboxTests : OutboxBehaviours
{
    private readonly SqliteFixture _fixture;

    public SqliteOutboxTests()
        : this(new SqliteFixture())
    {
    }

    private SqliteOutboxTests(SqliteFixture fixture)
        : base(fixture) => _fixture = fixture;

    [Fact]
    public async Task Nothing_that_dispatchers_and_the_matcher_do_looks_at_deliveries_that_have_ended()
    {
        var none = CancellationToken.None;
        var channel = new ChannelKey("discord", "111", "222");
        var fact = new ChangedFact(FactKind.Statement, "s1");
        await _fixture.Subscriptions.SaveSubscriptionAsync(ASubscription("a1"), new SubscriptionLimits(9, 9), none);
        var draft = new DeliveryDraft("k1", DeliveryKind.Update, channel, "g", DateTimeOffset.UnixEpoch, [new OwedItem("a1", fact, "new", 1)]);
        await _fixture.Outbox.CommitAsync(new OutboxCommit(0, 1) { Drafts = [draft], Withdrawn = [fact with { Id = "s2" }], RemindersOff = ["m1"] }, none);
        await _fixture.Outbox.RecoverAsync(none);
        await _fixture.Outbox.FindNextDueAsync("discord", none);
        var claimed = await _fixture.Outbox.ClaimAsync(new OutboxClaim("discord", DateTimeOffset.UnixEpoch, 9, ImmutableHashSet<ChannelKey>.Empty), none);
        await _fixture.Outbox.BeginSendingAsync(claimed[0].Id, DateTimeOffset.UnixEpoch, none);
        await _fixture.Outbox.ReturnAsync(claimed[0].Id, DateTimeOffset.UnixEpoch, mayBePosted: true, null, none);
        await _fixture.Outbox.FinishAsync(claimed[0].Id, DeliveryState.Confirmed, DateTimeOffset.UnixEpoch, "1", null, none);
        await _fixture.Outbox.FindToldAsync(fact, 9, none);
        await _fixture.Outbox.ListItemsAsync("a1", [fact], none);
        await _fixture.Outbox.ListParkedAsync(9, none);

        string[] few = ["deliveries_owed", "deliveries_to_join", "deliveries_busy", "deliveries_ended (state=?)", "PRIMARY KEY"];
        var plans = _fixture.PlansOf("deliveries");
        Assert.True(plans.Count > 10, "It is these that are looked at.");
        Assert.All(plans, plan => Assert.Contains(few, index => plan.Contains(index, StringComparison.Ordinal)));
    }
}
