using System.Collections.Immutable;
using CsCheck;
using TalksBot.Domain;

namespace TalksBot.Chat.Tests.Subscriptions;

public class SubscribeTests
{
    [Fact]
    public async Task A_confirmation_says_what_comes_when_and_how_often_it_would_have_come()
    {
        using var bench = await UpdateBench.OpenAsync();
        await bench.AskAsync("/subscribe", UpdateBench.APlace("99"));
        await bench.ReadAsync(FerryNews.Opening());
        bench.Time.Advance(TimeSpan.FromDays(8));
        await bench.ReadAsync(new Testing.ArticleSketch("ferry-4", "2025-05-15", "Orla Venn said that the boats were ready.").Actor("Orla Venn").Says("Orla Venn", "the boats were ready", "said"));

        var answer = await bench.AskAsync("/subscribe \"Orla Venn\" how:\"every weekday\" at:\"8:30 Kyiv time\" reminders:none");

        GoldenFile.AssertSame("confirmation-of-digest", Known(UpdateBench.TextOf(answer), await bench.LastIdAsync()));
        Assert.Equal(["Undo"], answer.Buttons.Select(button => button.Label));
        Assert.Contains("# Ended", UpdateBench.TextOf(await bench.PressAsync(answer.Buttons[0].Key)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_log_is_young_stored_facts_are_counted_by_their_dates()
    {
        using var bench = await UpdateBench.OpenAsync();
        await bench.ReadAsync(FerryNews.Opening());
        await bench.ReadAsync(FerryNews.Refusal());

        GoldenFile.AssertSame("confirmation-at-once", Known(UpdateBench.TextOf(await bench.AskAsync("/subscribe topics:raise")), await bench.LastIdAsync()));
    }

    [Fact]
    public async Task A_preview_saves_nothing()
    {
        using var bench = await UpdateBench.OpenAsync();
        await bench.ReadAsync(FerryNews.Opening());

        GoldenFile.AssertSame("preview", UpdateBench.TextOf(await bench.AskAsync("/subscribe Marl kinds:statements,proposals how:\"weekly on Friday\" at:17:00 preview:yes")));
        Assert.Empty(await bench.Store.Subscriptions.ListSubscriptionsAsync(UpdateBench.Token));
    }

    [Fact]
    public async Task The_same_filter_again_changes_when_it_speaks_instead_of_doubling()
    {
        using var bench = await UpdateBench.OpenAsync();
        await bench.ReadAsync(FerryNews.Opening());
        await bench.AskAsync("/subscribe Marl topics:\"raise, boats\"");
        var id = await bench.LastIdAsync();

        var changed = UpdateBench.TextOf(await bench.AskAsync("/subscribe \"Tobias Marl\" topics:\"boats and raise\" how:daily at:9:00 reminders:none"));

        var only = Assert.Single(await bench.Store.Subscriptions.ListSubscriptionsAsync(UpdateBench.Token));
        Assert.Equal((id, Weekdays.All, "Europe/Kyiv"), (only.Id, only.Cadence.Days, only.Cadence.TimeZone));
        GoldenFile.AssertSame("changed", Known(changed, id));
    }

    [Theory]
    [InlineData("/subscribe Orla Vern", "did you mean Orla Venn?")]
    [InlineData("/subscribe \"Zed Quux\"", "Nobody called “Zed Quux” is known here yet. For a subject, type topics:\"Zed Quux\"")]
    [InlineData("/subscribe how:sometimes", "“sometimes” is not clear to me. Try “at once”")]
    [InlineData("/subscribe kinds:weather", "“kinds” takes statements, proposals, responses and meetings, not “weather”.")]
    [InlineData("/subscribe kinds:statements reminders:\"an hour\"", "Reminders come before meetings, but “kinds” leaves meetings out.")]
    [InlineData("/subscribe topics:\"…\"", "has no word to look for")]
    public async Task What_cannot_be_kept_to_is_refused_with_the_next_step(string line, string expected)
    {
        using var bench = await UpdateBench.OpenAsync();
        await bench.ReadAsync(FerryNews.Opening());

        var answer = await bench.AskAsync(line);

        Assert.Contains(expected, UpdateBench.TextOf(answer), StringComparison.Ordinal);
        Assert.Equal(AnswerKind.Problem, answer.Kind);
        Assert.Empty(await bench.Store.Subscriptions.ListSubscriptionsAsync(UpdateBench.Token));
    }

    [Fact]
    public async Task Only_those_who_may_manage_the_channel_change_what_it_is_told()
    {
        using var bench = await UpdateBench.OpenAsync();
        var reader = UpdateBench.APlace(mayManage: false);

        Assert.Equal(AnswerKind.Problem, (await bench.AskAsync("/subscribe", reader)).Kind);
        Assert.Equal(AnswerKind.Problem, (await bench.AskAsync("/unsubscribe all", reader)).Kind);
        Assert.Equal(AnswerKind.Help, (await bench.AskAsync("/subscriptions", reader)).Kind);
        Assert.Equal(AnswerKind.Help, (await bench.AskAsync("/subscribe", reader with { IsDirect = true })).Kind);
    }

    [Fact]
    public async Task A_channel_and_a_server_have_limits_that_are_said()
    {
        using var bench = await UpdateBench.OpenAsync(updates: new UpdateOptions { Limits = new SubscriptionLimits(PerChannel: 2, PerServer: 3) });
        await bench.AskAsync("/subscribe topics:a1");
        await bench.AskAsync("/subscribe topics:a2");

        Assert.Contains("has 2 subscriptions already", UpdateBench.TextOf(await bench.AskAsync("/subscribe topics:a3")), StringComparison.Ordinal);
        await bench.AskAsync("/subscribe topics:a3", UpdateBench.APlace("11"));
        Assert.Contains("This server has 3 subscriptions already", UpdateBench.TextOf(await bench.AskAsync("/subscribe topics:a4", UpdateBench.APlace("11"))), StringComparison.Ordinal);
        Assert.Contains("# Changed", UpdateBench.TextOf(await bench.AskAsync("/subscribe topics:a3 how:daily", UpdateBench.APlace("11"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subscriptions_are_listed_and_ended_by_id_or_all()
    {
        using var bench = await UpdateBench.OpenAsync();
        Assert.Contains("has no subscription", UpdateBench.TextOf(await bench.AskAsync("/subscriptions")), StringComparison.Ordinal);
        await bench.AskAsync("/subscribe daily at 8:30");
        var first = await bench.LastIdAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        await bench.AskAsync("/subscribe topics:boats");
        var second = await bench.LastIdAsync();

        GoldenFile.AssertSame("list", Known(Known(UpdateBench.TextOf(await bench.AskAsync("/subscriptions")), first), second));
        Assert.Equal(3, (await bench.Desk.CompleteAsync(UpdateBench.APlace(), "unsubscribe", "id", "", UpdateBench.Token)).Length);
        Assert.Contains("has no subscription “s0”", UpdateBench.TextOf(await bench.AskAsync("/unsubscribe s0")), StringComparison.Ordinal);
        await bench.AskAsync($"/unsubscribe {second}", UpdateBench.APlace("11"));
        Assert.Equal(2, (await bench.Store.Subscriptions.ListSubscriptionsAsync(UpdateBench.Token)).Length);
        Assert.Contains($"# Ended: {second}", UpdateBench.TextOf(await bench.AskAsync($"/unsubscribe id:\"{second}: everything new about “boats”\"")), StringComparison.Ordinal);
        Assert.Contains($"# Ended: {first}", UpdateBench.TextOf(await bench.AskAsync("/unsubscribe all")), StringComparison.Ordinal);
        Assert.Empty(await bench.Store.Subscriptions.ListSubscriptionsAsync(UpdateBench.Token));
    }

    [Fact]
    public async Task A_channel_can_ask_why_something_was_or_was_not_sent()
    {
        using var bench = await UpdateBench.OpenAsync();
        await bench.AskAsync("/subscribe kinds:statements");
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        await bench.AskAsync("/subscribe kinds:meetings reminders:none");
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        await bench.AskAsync("/subscribe topics:cooks");
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        await bench.AskAsync("/subscribe how:daily reminders:none");
        await bench.ReadAsync(FerryNews.Opening());
        await bench.MatchAsync();
        await bench.SendAsync();
        await bench.AskAsync("/subscribe Marl reminders:none");
        var text = UpdateBench.TextOf(await bench.AskAsync("/subscriptions why:\"second engineer\""));

        foreach (var subscription in await bench.Store.Subscriptions.ListSubscriptionsAsync(UpdateBench.Token))
        {
            text = text.Replace(subscription.Id, "(id)", StringComparison.Ordinal);
        }

        GoldenFile.AssertSame("why", text);
        Assert.Contains("Nothing of the last 30 days has the words “submarines”", UpdateBench.TextOf(await bench.AskAsync("/subscriptions why:submarines")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Actors_complete_one_by_one_and_cadences_by_example()
    {
        using var bench = await UpdateBench.OpenAsync();
        await bench.ReadAsync(FerryNews.Opening());

        Assert.Contains("Guild, Orla Venn", await bench.Desk.CompleteAsync(UpdateBench.APlace(), "subscribe", "actors", "Guild, Orl", UpdateBench.Token));
        Assert.Equal(["daily at 8:30"], await bench.Desk.CompleteAsync(UpdateBench.APlace(), "subscribe", "how", "dai", UpdateBench.Token));
        Assert.Equal(["meetings, proposals"], await bench.Desk.CompleteAsync(UpdateBench.APlace(), "subscribe", "kinds", "meetings, pro", UpdateBench.Token));
    }

    [Fact]
    public async Task Any_text_in_any_option_has_a_plain_answer()
    {
        using var bench = await UpdateBench.OpenAsync();
        await bench.ReadAsync(FerryNews.Opening());
        var text = Gen.OneOf(Gen.String, Gen.String[",;&\"“”and 0123:/.-%_*<>@"], Gen.Const(string.Join(", ", Enumerable.Repeat("Orla Venn", 400))));

        await Gen.Select(ASubscription.OneOf("subscribe.actors", "subscribe.topics", "subscribe.kinds", "subscribe.how", "subscribe.at", "subscribe.reminders", "unsubscribe.id", "subscriptions.why"), text).SampleAsync(
            async (option, value) =>
            {
                var call = new ChatCall.Named(UpdateBench.APlace(), option.Split('.')[0], ImmutableDictionary<string, string>.Empty.Add(option.Split('.')[1], value));
                var answer = await bench.Desk.AnswerAsync(bench.Desk.Receive(call), UpdateBench.Token);

                Assert.DoesNotContain("Sorry", UpdateBench.TextOf(answer), StringComparison.Ordinal);
            },
            iter: 150,
            threads: 1);
    }

    private static string Known(string text, string id) => text.Replace(id, "(id)", StringComparison.Ordinal);
}
