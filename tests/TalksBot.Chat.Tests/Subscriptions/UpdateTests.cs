using TalksBot.Domain;

namespace TalksBot.Chat.Tests.Subscriptions;

public class UpdateTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task One_article_is_one_message_however_many_subscriptions_want_it()
    {
        using var bench = await UpdateBench.OpenAsync();
        await bench.AskAsync("/subscribe");
        await bench.AskAsync("/subscribe topics:boats");
        await bench.ReadAsync(FerryNews.Opening());
        await bench.MatchAsync();

        GoldenFile.AssertSame("update", Assert.Single(await bench.SendAsync()));
    }

    [Fact]
    public async Task The_past_is_not_told_to_a_new_subscription()
    {
        using var bench = await UpdateBench.OpenAsync();
        await bench.AskAsync("/subscribe kinds:statements", UpdateBench.APlace("99"));
        await bench.ReadAsync(FerryNews.Opening());
        await bench.AskAsync("/subscribe reminders:none");
        await bench.MatchAsync();

        Assert.Equal("99", Assert.Single(await SentToAsync(bench)));
    }

    [Fact]
    public async Task Old_articles_are_no_news()
    {
        using var bench = await UpdateBench.OpenAsync();
        await bench.AskAsync("/subscribe reminders:none");
        bench.Time.Advance(4 * Day);
        await bench.ReadAsync(FerryNews.Opening());
        await bench.MatchAsync();

        Assert.Empty(await bench.SendAsync());
    }

    [Fact]
    public async Task What_came_while_a_channel_could_not_be_reached_is_one_message()
    {
        using var bench = await UpdateBench.OpenAsync();
        await bench.AskAsync("/subscribe reminders:none");
        var channel = new ChannelKey("discord", "1", "10");
        await bench.Store.Subscriptions.PauseChannelAsync(channel, bench.Time.GetUtcNow(), "gone", UpdateBench.Token);
        foreach (var article in new[] { FerryNews.Opening(), FerryNews.Refusal(), FerryNews.Acceptance() })
        {
            await bench.ReadAsync(article);
            await bench.MatchAsync();
            bench.Time.Advance(Day);
        }

        Assert.Empty(await bench.SendAsync());
        await bench.Store.Subscriptions.ResumeChannelAsync(channel, UpdateBench.Token);

        var told = Assert.Single(await bench.SendAsync());
        Assert.Contains("A good day", told, StringComparison.Ordinal);
        Assert.Contains("second engineer", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_does_not_repeat_what_was_retracted()
    {
        using var bench = await UpdateBench.OpenAsync();
        await bench.AskAsync("/subscribe reminders:none");
        await bench.ReadAsync(FerryNews.Opening());
        await bench.MatchAsync();
        await bench.SendAsync();
        Assert.Contains("second engineer", UpdateBench.TextOf(await bench.AskAsync("/subscriptions why:engineer")), StringComparison.Ordinal);
        var wrong = (await bench.Store.FindStatementsAsync(new StatementQuery { Speakers = ["Orla Venn"] }, UpdateBench.Token))[0].Fact.Id;
        Assert.Equal(RetractOutcome.Retracted, await bench.Store.Forgetting.RetractAsync(wrong, "misread", bench.Time.GetUtcNow(), UpdateBench.Token));

        var told = UpdateBench.TextOf(await bench.AskAsync("/subscriptions why:engineer"));

        Assert.DoesNotContain("second engineer", told.Replace("“engineer”", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("not told any more", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_digest_names_no_earlier_position_out_of_a_dossier_that_is_hidden_here()
    {
        var secret = new Dossier { Name = "secret", Title = "Secret talks", VisibleTo = ["discord:2"] };
        using var bench = await UpdateBench.OpenAsync(new ChatOptions { Dossiers = [secret] });
        await bench.AskAsync("/subscribe how:\"daily at 8:30\" reminders:none");
        bench.Time.Advance(Day);
        var refusal = FerryNews.Refusal();
        await bench.Store.SaveAsync(refusal.Article with { Dossiers = ["secret"] }, refusal.Facts, new SaveTerms("by hand", bench.Time.GetUtcNow()), UpdateBench.Token);
        bench.Time.Advance(Day);
        await bench.ReadAsync(FerryNews.Acceptance());
        await bench.MatchAsync();
        bench.Time.Advance(Day);

        var digest = Assert.Single(await bench.SendAsync());

        Assert.Contains("accepted", digest, StringComparison.Ordinal);
        Assert.DoesNotContain("refused", digest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_cannot_be_matched_keeps_nothing_else_from_anybody()
    {
        using var bench = await UpdateBench.OpenAsync();
        await bench.AskAsync("/subscribe");
        await bench.ReadAsync(FerryNews.Opening());
        var broken = System.Reflection.DispatchProxy.Create<IFactReader, BrokenReader>();
        using var matching = new UpdateMatching(
            bench.Store.Changes, bench.Store.Subscriptions, bench.Store.Outbox, broken, bench.Options, bench.Updates, bench.Time, new Random(3), Microsoft.Extensions.Logging.Abstractions.NullLogger<UpdateMatching>.Instance);

        // The meeting's reminders are looked up, and that breaks; the batch is tried again before it is given up.
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => matching.RunOnceAsync(UpdateBench.Token));
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => matching.RunOnceAsync(UpdateBench.Token));
        while (await matching.RunOnceAsync(UpdateBench.Token))
        {
        }

        Assert.Contains("second engineer", Assert.Single(await bench.SendAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_message_that_told_a_retracted_meeting_is_corrected()
    {
        using var bench = await UpdateBench.OpenAsync();
        await bench.AskAsync("/subscribe");
        await bench.ReadAsync(FerryNews.Opening());
        await bench.MatchAsync();
        await bench.SendAsync();
        bench.Time.Advance(new DateTimeOffset(2025, 5, 12, 5, 1, 0, TimeSpan.Zero) - bench.Time.GetUtcNow());
        await bench.SendAsync();
        Assert.Equal([DeliveryKind.Update, DeliveryKind.Reminder], bench.Sent.Select(sent => sent.Delivery.Kind));

        Assert.Equal(RetractOutcome.Retracted, await bench.Store.Forgetting.RetractAsync("mkelm", "misread", bench.Time.GetUtcNow(), UpdateBench.Token));
        await bench.MatchAsync();
        var corrections = await bench.SendAsync();

        Assert.Equal(2, corrections.Count);
        Assert.All(corrections, correction => Assert.Contains("Withdrawn", correction, StringComparison.Ordinal));
        Assert.Equal(bench.Sent.Take(2).Select(sent => (long?)sent.Delivery.Id).Order(), bench.Sent.Skip(2).Select(sent => sent.Delivery.Amends).Order());
    }

    [Fact]
    public async Task What_is_withdrawn_while_its_message_is_on_the_wire_is_corrected_after_it()
    {
        using var bench = await UpdateBench.OpenAsync();
        await bench.AskAsync("/subscribe reminders:none");
        await bench.ReadAsync(FerryNews.Opening());
        await bench.MatchAsync();
        var delivery = Assert.Single(await bench.Store.Outbox.ClaimAsync(new OutboxClaim("discord", bench.Time.GetUtcNow(), 10, new HashSet<ChannelKey>()), UpdateBench.Token));
        Assert.True(await bench.Store.Outbox.BeginSendingAsync(delivery.Id, bench.Time.GetUtcNow(), UpdateBench.Token));

        await bench.Store.Forgetting.RetractAsync("mkelm", "misread", bench.Time.GetUtcNow(), UpdateBench.Token);
        await bench.MatchAsync();
        await bench.Store.Outbox.FinishAsync(delivery.Id, DeliveryState.Confirmed, bench.Time.GetUtcNow(), "77", null, UpdateBench.Token);

        Assert.Contains("Withdrawn", Assert.Single(await bench.SendAsync()), StringComparison.Ordinal);
        Assert.Equal(delivery.Id, Assert.Single(bench.Sent).Delivery.Amends);
    }

    [Fact]
    public async Task Articles_in_quick_succession_share_the_next_message()
    {
        using var bench = await UpdateBench.OpenAsync();
        await bench.AskAsync("/subscribe reminders:none");
        await bench.ReadAsync(FerryNews.Opening());
        await bench.MatchAsync();
        Assert.Single(await bench.SendAsync());
        bench.Time.Advance(TimeSpan.FromSeconds(10));
        await bench.ReadAsync(FerryNews.Refusal());
        await bench.MatchAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(10));
        await bench.ReadAsync(FerryNews.Acceptance());
        await bench.MatchAsync();

        Assert.Empty(await bench.SendAsync());
        bench.Time.Advance(TimeSpan.FromSeconds(40));
        GoldenFile.AssertSame("update-of-two-articles", Assert.Single(await bench.SendAsync()));
    }

    [Fact]
    public async Task A_message_holds_ten_items_and_counts_the_rest()
    {
        using var bench = await UpdateBench.OpenAsync();
        await bench.AskAsync("/subscribe kinds:statements");
        await bench.ReadAsync(FerryNews.Many(14));
        await bench.MatchAsync();

        var sent = Assert.Single(await bench.SendAsync());

        Assert.Contains("… and 4 more.\nAll that is new: /brief since:2025-05-07", sent, StringComparison.Ordinal);
        Assert.Contains("# 14 statements", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_digest_gathers_a_day_and_marks_who_changed_position()
    {
        using var bench = await UpdateBench.OpenAsync();
        await bench.AskAsync("/subscribe how:daily at:\"17:00 Kyiv time\" reminders:none");
        await bench.ReadAsync(FerryNews.Opening());
        await bench.MatchAsync();
        Assert.Empty(await bench.SendAsync());
        bench.Time.Advance(TimeSpan.FromHours(5));
        GoldenFile.AssertSame("digest", Assert.Single(await bench.SendAsync()));

        await bench.ReadAsync(FerryNews.Refusal());
        await bench.MatchAsync();
        bench.Time.Advance(Day);
        GoldenFile.AssertSame("digest-with-move", Assert.Single(await bench.SendAsync()));

        await bench.ReadAsync(FerryNews.Acceptance());
        await bench.MatchAsync();
        bench.Time.Advance(Day);
        GoldenFile.AssertSame("digest-with-change", Assert.Single(await bench.SendAsync()));

        bench.Time.Advance(3 * Day);
        Assert.Empty(await bench.SendAsync());
    }

    [Fact]
    public async Task Reminders_come_the_day_before_and_on_the_day_and_not_late()
    {
        using var bench = await UpdateBench.OpenAsync();
        await bench.ReadAsync(FerryNews.Opening());
        await bench.AskAsync("/subscribe kinds:meetings at:7:30");

        bench.Time.Advance(new DateTimeOffset(2025, 5, 12, 4, 30, 0, TimeSpan.Zero) - bench.Time.GetUtcNow());
        GoldenFile.AssertSame("reminder", Assert.Single(await bench.SendAsync()));
        bench.Time.Advance(Day + TimeSpan.FromMinutes(31));
        Assert.Empty(await bench.SendAsync());
    }

    [Fact]
    public async Task An_hour_that_a_later_article_adds_or_changes_is_told_and_reminded_of()
    {
        using var bench = await UpdateBench.OpenAsync();
        await bench.AskAsync("/subscribe kinds:meetings");
        await bench.ReadAsync(FerryNews.Opening());
        await bench.MatchAsync();
        await bench.SendAsync();
        bench.Time.Advance(Day);

        await bench.ReadAsync(FerryNews.Hour("ferry-4", "14:00 GMT"));
        await bench.MatchAsync();
        Assert.Contains("* Moved: talks between Sound Line and Guild, was on Tuesday 13 May 2025 in Kelm, now on Tuesday 13 May 2025 at 14:00 UTC in Kelm", Assert.Single(await bench.SendAsync()), StringComparison.Ordinal);
        bench.Time.Advance(TimeSpan.FromHours(1));
        await bench.ReadAsync(FerryNews.Hour("ferry-5", "4 p.m. GMT"));
        await bench.MatchAsync();
        Assert.Contains("was on Tuesday 13 May 2025 at 14:00 UTC in Kelm, now on Tuesday 13 May 2025 at 16:00 UTC in Kelm", Assert.Single(await bench.SendAsync()), StringComparison.Ordinal);

        GoTo(bench, 12, 15, 59);
        Assert.Empty(await bench.SendAsync());
        GoTo(bench, 12, 16, 0);
        Assert.Contains("# Reminder: in a day", Assert.Single(await bench.SendAsync()), StringComparison.Ordinal);
        GoTo(bench, 13, 14, 59);
        Assert.Empty(await bench.SendAsync());
        GoTo(bench, 13, 15, 0);
        Assert.Contains("# Reminder: in an hour", Assert.Single(await bench.SendAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_hour_that_a_later_article_leaves_out_costs_no_reminder()
    {
        using var bench = await UpdateBench.OpenAsync();
        await bench.AskAsync("/subscribe kinds:meetings");
        await bench.ReadAsync(FerryNews.Hour("ferry-4", "14:00 GMT"));
        await bench.MatchAsync();
        await bench.SendAsync();
        bench.Time.Advance(Day);
        await bench.ReadAsync(FerryNews.Hour("ferry-5", hour: null));
        await bench.MatchAsync();
        Assert.Empty(await bench.SendAsync());

        GoTo(bench, 12, 14, 0);
        Assert.Contains("# Reminder: tomorrow", Assert.Single(await bench.SendAsync()), StringComparison.Ordinal);
        GoTo(bench, 13, 13, 0);
        Assert.Contains("# Reminder: today", Assert.Single(await bench.SendAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reminder_by_the_day_comes_although_the_hour_was_read_and_not_matched_yet()
    {
        using var bench = await UpdateBench.OpenAsync();
        await bench.AskAsync("/subscribe kinds:meetings");
        await bench.ReadAsync(FerryNews.Opening());
        await bench.MatchAsync();
        await bench.SendAsync();
        await bench.ReadAsync(FerryNews.Hour("ferry-4", "14:00 GMT"));

        GoTo(bench, 13, 5, 0);

        Assert.Contains("# Reminder: in 9 hours", string.Join('\n', await bench.SendAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_meeting_that_moves_is_told_and_reminded_of_anew()
    {
        using var bench = await UpdateBench.OpenAsync();
        await bench.AskAsync("/subscribe kinds:meetings");
        await bench.ReadAsync(FerryNews.Opening());
        await bench.MatchAsync();
        Assert.Single(await bench.SendAsync());
        bench.Time.Advance(Day);
        await bench.ReadAsync(FerryNews.Refusal());
        await bench.MatchAsync();

        GoldenFile.AssertSame("moved", Assert.Single(await bench.SendAsync()));
        bench.Time.Advance(new DateTimeOffset(2025, 5, 14, 0, 0, 0, TimeSpan.Zero) - bench.Time.GetUtcNow());
        Assert.Empty(await bench.SendAsync());
        bench.Time.Advance(new DateTimeOffset(2025, 5, 20, 5, 0, 0, TimeSpan.Zero) - bench.Time.GetUtcNow());
        Assert.Contains("# Reminder: today", string.Join('\n', await bench.SendAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_withdrawn_is_taken_back_in_the_message_that_told_it()
    {
        using var bench = await UpdateBench.OpenAsync();
        await bench.AskAsync("/subscribe kinds:statements");
        await bench.ReadAsync(FerryNews.Opening());
        await bench.MatchAsync();
        await bench.SendAsync();
        var first = bench.Sent[0].Delivery;
        bench.Time.Advance(TimeSpan.FromHours(1));

        await bench.ReadAsync(FerryNews.Opening("“The boats will not sail without a second cook,”"), new FactCorrection(
            new ChangedFact(FactKind.Statement, StableId.Of('s', "Orla Venn", FerryNews.Sail)), StableId.Of('s', "Orla Venn", "“The boats will not sail without a second cook,”")));
        await bench.MatchAsync();
        GoldenFile.AssertSame("corrected", Assert.Single(await bench.SendAsync()));
        Assert.Equal((DeliveryKind.Amendment, (long?)first.Id), (bench.Sent[1].Delivery.Kind, bench.Sent[1].Delivery.Amends));

        bench.Time.Advance(TimeSpan.FromHours(1));
        await bench.ReadAsync(FerryNews.Many(1) is var other ? new Testing.ArticleSketch("ferry-1", "2025-05-07", other.Article.Body) : other);
        await bench.MatchAsync();
        GoldenFile.AssertSame("withdrawn", Assert.Single(await bench.SendAsync()));
        Assert.Equal(first.Id, bench.Sent[2].Delivery.Amends);
    }

    [Fact]
    public async Task Buttons_tell_why_and_stop_after_any_time_and_only_for_those_who_may()
    {
        using var bench = await UpdateBench.OpenAsync();
        await bench.ReadAsync(FerryNews.Many(1));
        await bench.MatchAsync();
        await bench.AskAsync("/subscribe \"Orla Venn\"");
        await bench.ReadAsync(FerryNews.Opening());
        await bench.MatchAsync();
        await bench.SendAsync();
        var (delivery, answer) = bench.Sent[0];
        var id = await bench.LastIdAsync();
        Assert.StartsWith(UpdateButtons.StartOf(delivery.Key), answer.Buttons[0].Key, StringComparison.Ordinal);

        Assert.Contains($"{id}: everything new with Orla Venn", UpdateBench.TextOf(await bench.PressAsync(answer.Buttons[0].Key, UpdateBench.APlace(mayManage: false))), StringComparison.Ordinal);
        Assert.Equal(AnswerKind.Problem, (await bench.PressAsync(answer.Buttons[1].Key, UpdateBench.APlace(mayManage: false))).Kind);
        Assert.Contains("older than", UpdateBench.TextOf(await bench.PressAsync(answer.Buttons[0].Key, UpdateBench.APlace("11"))), StringComparison.Ordinal);
        Assert.Contains("too old", UpdateBench.TextOf(await bench.PressAsync(answer.Buttons[1].Key.Replace(delivery.Key, "0123456789", StringComparison.Ordinal))), StringComparison.Ordinal);
        Assert.Contains($"# Ended: {id}", UpdateBench.TextOf(await bench.PressAsync(answer.Buttons[1].Key)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_move_is_told_by_what_the_channel_saw_before_and_not_at_all_where_it_saw_none()
    {
        var secret = new Dossier { Name = "secret", Title = "Secret talks", VisibleTo = ["discord:2"] };
        using var bench = await UpdateBench.OpenAsync(new ChatOptions { Dossiers = [secret, new Dossier { Name = "ferry", Title = "Ferry talks" }] });
        await bench.AskAsync("/subscribe kinds:meetings reminders:none");
        await bench.ReadAsync(FerryNews.Day("open", "2025-05-06", 13, "ferry"));
        await bench.ReadAsync(FerryNews.Day("hidden", "2025-05-06", 17, "secret"));
        await bench.MatchAsync();
        await bench.SendAsync();
        bench.Time.Advance(Day);

        await bench.ReadAsync(FerryNews.Day("hidden-again", "2025-05-07", 18, "secret"));
        await bench.MatchAsync();
        Assert.Empty(await bench.SendAsync());
        bench.Time.Advance(TimeSpan.FromHours(1));

        await bench.ReadAsync(FerryNews.Day("both", "2025-05-08", 20, "secret", "ferry"));
        await bench.MatchAsync();
        Assert.Contains("was on Tuesday 13 May 2025 in Kelm, now on Tuesday 20 May 2025 in Kelm", Assert.Single(await bench.SendAsync()), StringComparison.Ordinal);
    }

    // A time of May 2025, UTC.
    private static void GoTo(UpdateBench bench, int day, int hour, int minute) =>
        bench.Time.Advance(new DateTimeOffset(2025, 5, day, hour, minute, 0, TimeSpan.Zero) - bench.Time.GetUtcNow());

    private static async Task<IEnumerable<string>> SentToAsync(UpdateBench bench)
    {
        await bench.SendAsync();
        return bench.Sent.Select(sent => sent.Delivery.Channel.ChannelId);
    }

    /// <summary>A reader with a defect.</summary>
    public class BrokenReader : System.Reflection.DispatchProxy
    {
        protected override object? Invoke(System.Reflection.MethodInfo? targetMethod, object?[]? args) => throw new InvalidTimeZoneException("As the test wants.");
    }
}
