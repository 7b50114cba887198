using Microsoft.Extensions.Logging.Abstractions;
using TalksBot.Domain;

namespace TalksBot.Chat.Tests.Delivering;

/// <summary>What becomes of a delivery, for every outcome of posting, editing and looking.</summary>
public class DeliveryOutcomeTests
{
    [Fact]
    public async Task A_delivery_is_posted_once_and_confirmed_with_its_message()
    {
        await using var bench = new DispatcherBench();
        var delivery = bench.Owe();

        var ended = await bench.Start().UntilAsync(delivery, DeliveryState.Confirmed);

        var message = Assert.Single(bench.Port.Messages);
        Assert.Equal((message.Id, delivery.Key, "update 1"), (ended.MessageId, message.Key, message.Text));
        Assert.Equal(1, ended.Attempts);
    }

    [Fact]
    public async Task What_is_not_due_waits()
    {
        await using var bench = new DispatcherBench();
        var delivery = bench.Outbox.Owe(DispatcherBench.Channel(1), bench.Time.GetUtcNow() + TimeSpan.FromMinutes(5));

        var ended = await bench.Start().UntilAsync(delivery, DeliveryState.Confirmed);

        Assert.InRange(ended.SendingAt ?? default, delivery.DueAt, delivery.DueAt + TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task What_failed_is_tried_again_with_growing_waits()
    {
        await using var bench = new DispatcherBench();
        var tries = new List<DateTimeOffset>();
        bench.Port.OnPost = (_, number) =>
        {
            tries.Add(bench.Time.GetUtcNow());
            return number < 5 ? Act.Instead(new PostOutcome.Failed("The platform is out of order.")) : Act.Normal;
        };
        var delivery = bench.Owe();

        await bench.Start().UntilAsync(delivery, DeliveryState.Confirmed);

        Assert.Single(bench.Port.Messages);
        var waits = tries.Zip(tries.Skip(1), (one, next) => next - one).ToArray();
        Assert.Equal(4, waits.Length);
        Assert.All(waits.Zip(waits.Skip(1)), pair => Assert.True(pair.Second > pair.First, string.Join(", ", waits)));
    }

    [Fact]
    public async Task What_fails_while_others_succeed_is_set_aside_with_its_reason_and_holds_up_nobody()
    {
        await using var bench = new DispatcherBench();
        var poisoned = bench.Owe(1);
        bench.Port.OnPost = (update, _) => update.Key == poisoned.Key ? Act.Instead(new PostOutcome.Failed("It broke.")) : Act.Normal;
        bench.Start();

        while (bench.Outbox.Get(poisoned.Id).State != DeliveryState.Parked)
        {
            var other = bench.Owe(2);
            await bench.UntilAsync(other, DeliveryState.Confirmed);
            await bench.PassAsync(TimeSpan.FromMinutes(4));
        }

        Assert.InRange(bench.Port.Posts[poisoned.Key], bench.Options.MaxAttempts, 2 * bench.Options.MaxAttempts);
        Assert.Contains("It broke.", bench.Outbox.Get(poisoned.Id).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_outage_of_the_platform_parks_nothing_within_a_day()
    {
        await using var bench = new DispatcherBench();
        var until = bench.Time.GetUtcNow() + TimeSpan.FromHours(20);
        bench.Port.OnPost = (_, _) => bench.Time.GetUtcNow() < until ? Act.Instead(new PostOutcome.Failed("It is down.")) : Act.Normal;
        var one = bench.Owe(1);
        var other = bench.Owe(2);

        await bench.Start().UntilAsync(one, DeliveryState.Confirmed, TimeSpan.FromHours(21));
        await bench.UntilAsync(other, DeliveryState.Confirmed);

        Assert.Equal(2, bench.Port.Messages.Count);
    }

    [Fact]
    public async Task After_a_day_of_failures_it_is_set_aside()
    {
        await using var bench = new DispatcherBench();
        bench.Port.OnPost = (_, _) => Act.Instead(new PostOutcome.Failed("It is down."));
        var delivery = bench.Owe();
        var begun = bench.Time.GetUtcNow();

        await bench.Start().UntilAsync(delivery, DeliveryState.Parked, TimeSpan.FromHours(26));

        Assert.InRange(bench.Time.GetUtcNow() - begun, TimeSpan.FromHours(24), TimeSpan.FromHours(24.5));
    }

    [Fact]
    public async Task A_refused_message_is_set_aside_and_the_next_of_its_channel_goes_out()
    {
        await using var bench = new DispatcherBench();
        bench.Port.OnPost = (update, _) => update.Key == "key1" ? Act.Instead(new PostOutcome.Refused("It is malformed.")) : Act.Normal;
        var refused = bench.Owe();
        var next = bench.Owe();

        await bench.Start().UntilAsync(next, DeliveryState.Confirmed);

        Assert.Equal((DeliveryState.Parked, "It is malformed."), (bench.Outbox.Get(refused.Id).State, bench.Outbox.Get(refused.Id).Problem));
    }

    [Fact]
    public async Task What_cannot_be_composed_is_set_aside_with_a_reference_and_nothing_else_stops()
    {
        await using var bench = new DispatcherBench();
        var poisoned = bench.Owe();
        var next = bench.Owe();
        bench.Compose = delivery => delivery.Id == poisoned.Id ? throw new InvalidOperationException("poison") : DispatcherBench.Saying("fine");

        await bench.Start().UntilAsync(next, DeliveryState.Confirmed);

        var parked = bench.Outbox.Get(poisoned.Id);
        Assert.Equal(DeliveryState.Parked, parked.State);
        Assert.Contains($"delivery {poisoned.Id}", parked.Problem, StringComparison.Ordinal);
        Assert.Equal(0, parked.Attempts);
    }

    [Fact]
    public async Task What_has_nothing_left_to_say_is_dropped()
    {
        await using var bench = new DispatcherBench { Compose = _ => null };
        var delivery = bench.Owe();

        await bench.Start().UntilAsync(delivery, DeliveryState.Dropped);

        Assert.Empty(bench.Port.Posts);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_limit_holds_its_channel_or_all(bool isWholePlatform)
    {
        await using var bench = new DispatcherBench();
        bench.Port.OnPost = (update, number) => update.Key == "key1" && number == 1 ? Act.Instead(new PostOutcome.Limited(TimeSpan.FromSeconds(90), isWholePlatform)) : Act.Normal;
        var limited = bench.Owe(1);
        bench.Start();
        await bench.PassUntilAsync(() => bench.Port.Posts.ContainsKey("key1"));
        var begun = bench.Time.GetUtcNow();
        var other = bench.Owe(2);

        var otherEnded = await bench.UntilAsync(other, DeliveryState.Confirmed);
        var ended = await bench.UntilAsync(limited, DeliveryState.Confirmed);

        Assert.Equal(isWholePlatform, otherEnded.ConfirmedAt - begun >= TimeSpan.FromSeconds(90));
        Assert.InRange((ended.ConfirmedAt - begun) ?? default, TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(100));
        Assert.Equal(2, bench.Port.Messages.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_closed_channel_is_paused_and_gets_what_waits_when_it_opens(bool isGone)
    {
        await using var bench = new DispatcherBench();
        var isOpen = false;
        bench.Port.OnPost = (_, _) => isOpen ? Act.Normal : Act.Instead(isGone ? new PostOutcome.Gone(IsMessage: false, "Gone.") : new PostOutcome.Forbidden("Forbidden."));
        var delivery = bench.Owe();
        bench.Start();
        await bench.PassUntilAsync(() => bench.Outbox.Paused.Count == 1);
        await bench.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(1, bench.Port.Posts[delivery.Key]);
        Assert.Equal(DeliveryState.Owed, bench.Outbox.Get(delivery.Id).State);

        isOpen = true;
        bench.Port.Open(new ChannelKey(DispatcherBench.Platform, "100", ""));
        await bench.UntilAsync(delivery, DeliveryState.Confirmed, TimeSpan.FromSeconds(5));

        Assert.Empty(bench.Outbox.Paused);
        Assert.Single(bench.Port.Messages);
    }

    [Fact]
    public async Task A_closed_channel_is_tried_again_every_few_hours_and_stays_paused_since_the_first_time()
    {
        await using var bench = new DispatcherBench();
        var isOpen = false;
        bench.Port.OnPost = (_, _) => isOpen ? Act.Normal : Act.Instead(new PostOutcome.Forbidden("Forbidden."));
        var delivery = bench.Owe();
        bench.Start();
        await bench.PassUntilAsync(() => bench.Outbox.Paused.Count == 1);
        var first = bench.Outbox.Paused.Values.Single().Since;

        await bench.PassAsync(TimeSpan.FromHours(18.5));

        Assert.Equal(4, bench.Port.Posts[delivery.Key]);
        Assert.Equal(first, bench.Outbox.Paused.Values.Single().Since);
        isOpen = true;
        await bench.UntilAsync(delivery, DeliveryState.Confirmed, TimeSpan.FromHours(7));
        Assert.Empty(bench.Outbox.Paused);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_unclear_is_repeated_under_its_key_while_the_platform_knows_it(bool wasPosted)
    {
        await using var bench = new DispatcherBench(knowsKeys: true);
        bench.Port.OnPost = (_, number) => number == 1 ? wasPosted ? Act.LoseReply : Act.LoseRequest : Act.Normal;
        var delivery = bench.Owe();

        var ended = await bench.Start().UntilAsync(delivery, DeliveryState.Confirmed);

        Assert.Equal(Assert.Single(bench.Port.Messages).Id, ended.MessageId);
        Assert.Empty(bench.Port.Looks);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task What_is_unclear_is_looked_for_where_keys_are_not_known(bool wasPosted, int posts)
    {
        await using var bench = new DispatcherBench(knowsKeys: false);
        bench.Port.OnPost = (_, number) => number == 1 ? wasPosted ? Act.LoseReply : Act.LoseRequest : Act.Normal;
        var delivery = bench.Owe();

        var ended = await bench.Start().UntilAsync(delivery, DeliveryState.Confirmed);

        Assert.Equal(Assert.Single(bench.Port.Messages).Id, ended.MessageId);
        Assert.Equal((posts, 1), (bench.Port.Posts[delivery.Key], bench.Port.Looks.Count));
    }

    [Fact]
    public async Task What_cannot_be_found_out_is_sent_at_most_once()
    {
        await using var bench = new DispatcherBench(knowsKeys: false);
        bench.Port.OnPost = (_, _) => Act.LoseReply;
        bench.Port.OnLook = _ => new PostedLook.Unknown("The history may not be read.");
        var delivery = bench.Owe();

        var ended = await bench.Start().UntilAsync(delivery, DeliveryState.Unclear);

        Assert.Equal("The history may not be read.", ended.Problem);
        Assert.Equal(1, bench.Port.Posts[delivery.Key]);
    }

    [Fact]
    public async Task A_look_that_cannot_be_made_now_is_made_later()
    {
        await using var bench = new DispatcherBench(knowsKeys: false);
        bench.Port.OnPost = (_, _) => Act.LoseReply;
        bench.Port.OnLook = _ => bench.Port.Looks.Count < 3 ? new PostedLook.Later(TimeSpan.FromMinutes(1), "Too many looks.") : null;
        var delivery = bench.Owe();

        await bench.Start().UntilAsync(delivery, DeliveryState.Confirmed);

        Assert.Equal((1, 3), (bench.Port.Posts[delivery.Key], bench.Port.Looks.Count));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task What_a_killed_process_was_sending_is_found_or_sent(bool knowsKeys, bool wasPosted)
    {
        await using var bench = new DispatcherBench(knowsKeys);
        var delivery = bench.Owe();
        bench.Outbox.Set(delivery with { State = DeliveryState.Sending, SendingAt = bench.Time.GetUtcNow(), Attempts = 1 });
        if (wasPosted)
        {
            await bench.Port.PostAsync(new ChannelUpdate(delivery.Channel, delivery.Key, DispatcherBench.Saying("before the kill")), CancellationToken.None);
        }

        var ended = await bench.Start().UntilAsync(delivery, DeliveryState.Confirmed);

        Assert.Equal(Assert.Single(bench.Port.Messages).Id, ended.MessageId);
    }

    [Fact]
    public async Task A_limit_met_while_repeating_does_not_make_it_forget_that_it_may_be_posted()
    {
        await using var bench = new DispatcherBench(knowsKeys: true);
        bench.Port.OnPost = (_, number) => number switch
        {
            1 => Act.LoseReply,
            2 => Act.Instead(new PostOutcome.Limited(TimeSpan.FromMinutes(10), IsWholePlatform: false)),
            _ => Act.Normal,
        };
        var delivery = bench.Owe();

        await bench.Start().UntilAsync(delivery, DeliveryState.Confirmed, TimeSpan.FromMinutes(20));

        Assert.Single(bench.Port.Messages);
        Assert.Single(bench.Port.Looks);
    }

    [Fact]
    public async Task An_amendment_edits_the_message_that_was_told()
    {
        await using var bench = new DispatcherBench();
        var told = bench.Owe();
        await bench.Start().UntilAsync(told, DeliveryState.Confirmed);
        bench.Compose = _ => DispatcherBench.Saying("corrected");
        bench.Port.OnEdit = (_, _) => bench.Port.Edits.Count == 1 ? Act.LoseReply : Act.Normal;

        var amendment = bench.Outbox.Owe(told.Channel, bench.Time.GetUtcNow(), DeliveryKind.Amendment, amends: told.Id);
        await bench.UntilAsync(amendment, DeliveryState.Confirmed);

        Assert.Equal("corrected", Assert.Single(bench.Port.Messages).Text);
        Assert.Equal(2, bench.Port.Edits.Count);
        Assert.Empty(bench.Port.Looks);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_the_message_is_gone_an_amendment_answers_it_once(bool losesReply)
    {
        await using var bench = new DispatcherBench(knowsKeys: false);
        var told = bench.Owe();
        await bench.Start().UntilAsync(told, DeliveryState.Confirmed);
        bench.Port.OnEdit = (_, _) => Act.Instead(new PostOutcome.Gone(IsMessage: true, "It cannot be edited."));
        bench.Port.OnPost = (_, _) => losesReply ? Act.LoseReply : Act.Normal;

        var amendment = bench.Outbox.Owe(told.Channel, bench.Time.GetUtcNow(), DeliveryKind.Amendment, amends: told.Id);
        await bench.UntilAsync(amendment, DeliveryState.Confirmed);

        Assert.Equal([null, "m1"], bench.Port.Messages.Select(message => message.InReplyTo));
        Assert.Equal(1, bench.Port.Posts[amendment.Key]);
    }

    [Fact]
    public async Task An_amendment_whose_message_is_unknown_stands_alone()
    {
        await using var bench = new DispatcherBench();
        var told = bench.Owe();
        bench.Outbox.Set(told with { State = DeliveryState.Unclear });
        var amendment = bench.Outbox.Owe(told.Channel, bench.Time.GetUtcNow(), DeliveryKind.Amendment, amends: told.Id);

        await bench.Start().UntilAsync(amendment, DeliveryState.Confirmed);

        Assert.Null(Assert.Single(bench.Port.Messages).InReplyTo);
    }

    [Fact]
    public async Task What_was_taken_away_before_it_went_out_is_not_sent()
    {
        await using var bench = new DispatcherBench();
        var delivery = bench.Owe();
        bench.Compose = claimed =>
        {
            bench.Outbox.Set(claimed with { State = DeliveryState.Dropped });
            return DispatcherBench.Saying("too late");
        };

        await bench.Start().PassAsync(TimeSpan.FromSeconds(10));

        Assert.Empty(bench.Port.Posts);
        Assert.Equal(DeliveryState.Dropped, bench.Outbox.Get(delivery.Id).State);
    }

    [Fact]
    public async Task A_store_that_fails_for_a_while_loses_and_doubles_nothing()
    {
        await using var bench = new DispatcherBench(knowsKeys: false);
        bench.Port.OnPost = (_, _) =>
        {
            bench.Outbox.IsBroken = true;
            return Act.Normal;
        };
        var delivery = bench.Owe();
        bench.Start();
        await bench.PassUntilAsync(() => bench.Outbox.IsBroken);
        await bench.PassAsync(TimeSpan.FromMinutes(1));

        bench.Outbox.IsBroken = false;
        await bench.UntilAsync(delivery, DeliveryState.Confirmed);

        Assert.Single(bench.Port.Messages);
    }

    [Fact]
    public async Task A_port_that_throws_leaves_it_unclear_what_was_posted()
    {
        await using var bench = new DispatcherBench(knowsKeys: false);
        bench.Port.Before = (_, _) => bench.Port.Looks.Count == 0 ? throw new InvalidOperationException("a defect") : Task.CompletedTask;
        var delivery = bench.Owe();

        await bench.Start().UntilAsync(delivery, DeliveryState.Confirmed);

        Assert.Single(bench.Port.Looks);
        Assert.Single(bench.Port.Messages);
    }

    [Fact]
    public void A_dispatcher_without_platforms_does_no_harm() =>
        Assert.NotNull(new DeliveryDispatcher([], new OutboxInMemory(), new OutboxInMemory(), new DispatcherBench(), null, new DeliveryOptions(), TimeProvider.System, new Random(1), NullLoggerFactory.Instance));
}
