using TalksBot.Domain;
using TalksBot.Testing;

namespace TalksBot.Ingestion.Tests.Following;

public class FeedFollowerTests
{
    [Theory]
    [InlineData(LoopbackFormat.Rss)]
    [InlineData(LoopbackFormat.Atom)]
    [InlineData(LoopbackFormat.Json)]
    [InlineData(LoopbackFormat.NewsSitemap)]
    public async Task Items_become_articles_of_their_dossier_under_their_address(LoopbackFormat format)
    {
        await using var follower = new Follower();
        follower.Site.Serve("wire", format);
        follower.Site.Add("wire", Follower.Item("one"));
        follower.Site.Add("wire", Follower.Item("two", "Café “talks” & more"));

        follower.Start(follower.Feed("wire"));
        var state = await follower.LookAsync();

        Assert.Equal((2, null, 0), (state.Articles, state.Problem, state.Failures));
        Assert.Equal([follower.Site.PageUrl("one"), follower.Site.PageUrl("two")], follower.Sink.Taken.Select(article => article.Id.Value));
        var second = follower.Sink.Taken[1];
        Assert.Equal(("Café “talks” & more", "The Loopback Post", new DateOnly(2026, 5, 12), false), (second.Title, second.Outlet, second.PublishedOn, second.IsPublishedAssumed));
        Assert.Equal([Follower.Dossier], second.Dossiers);
        Assert.Equal(second.Id.Value, second.Stem);
        Assert.StartsWith("The harbour talks of two", second.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_known_is_not_fetched_again_and_what_has_not_changed_costs_one_request()
    {
        await using var follower = new Follower();
        follower.Site.Add("wire", Follower.Item("one"));
        follower.Start(follower.Feed("wire"));
        await follower.LookAsync();

        await follower.NextLookAsync();
        follower.Site.Add("wire", Follower.Item("two"));
        follower.Site.Repeat("wire", "one");
        var state = await follower.NextLookAsync();

        Assert.Equal(1, follower.Site.NotModified("wire"));
        Assert.Equal(["/feeds/wire", "/one", "/feeds/wire", "/feeds/wire", "/two"], follower.Site.Server.Paths);
        Assert.Equal(2, state.Articles);
    }

    [Fact]
    public async Task A_look_comes_when_it_is_due_and_not_before()
    {
        await using var follower = new Follower();
        follower.Start(follower.Feed("wire", everySeconds: 300));
        var first = await follower.LookAsync();

        var second = await follower.NextLookAsync();

        Assert.InRange(first.NextAt!.Value - first.TriedAt!.Value, TimeSpan.FromSeconds(300), TimeSpan.FromSeconds(315));
        Assert.True(second.TriedAt >= first.NextAt);
    }

    [Fact]
    public async Task An_edited_item_is_read_again()
    {
        await using var follower = new Follower();
        follower.Site.Add("wire", Follower.Item("one"));
        follower.Start(follower.Feed("wire"));
        await follower.LookAsync();

        follower.Site.Add("wire", Follower.Item("one", words: "The talks broke off, the mediator said.") with { FeedDate = "Wed, 13 May 2026 08:00:00 GMT" });
        var state = await follower.NextLookAsync();

        Assert.Equal((2, 2), (follower.Sink.Taken.Length, (int)state.Articles));
        Assert.Single(follower.Sink.Taken.Select(article => article.Id).Distinct());
        Assert.StartsWith("The talks broke off", follower.Sink.Taken[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_that_carries_the_whole_text_needs_no_page()
    {
        await using var follower = new Follower();
        var item = Follower.Item("one") with { IsFullInFeed = true };
        follower.Site.Add("wire", item with { Html = item.Html + item.Html + item.Html });
        follower.Start(follower.Feed("wire"));

        await follower.LookAsync();

        Assert.Equal(["/feeds/wire"], follower.Site.Server.Paths);
        Assert.Equal((follower.Site.PageUrl("one"), "Headline of one", "The Loopback Post"), (follower.Sink.Taken[0].Url, follower.Sink.Taken[0].Title, follower.Sink.Taken[0].Outlet));
    }

    [Theory]
    [InlineData("Fri, 01 Jan 2100 00:00:00 GMT", "", "2026-05-13", true)]
    [InlineData("Mon, 01 Jan 1601 00:00:00 GMT", "", "2026-05-13", true)]
    [InlineData("soon", "", "2026-05-13", true)]
    [InlineData("Fri, 01 Jan 2100 00:00:00 GMT", null, "2026-05-12", false)]
    [InlineData("Mon, 11 May 2026 09:00:00 GMT", "2099-01-01", "2026-05-11", false)]
    [InlineData("Mon, 11 May 2026 09:00:00 GMT", "", "2026-05-11", false)]
    [InlineData("Thu, 14 May 2026 01:00:00 +1300", "", "2026-05-14", false)]
    public async Task A_date_that_lies_is_not_believed(string inFeed, string? inPage, string expected, bool isAssumed)
    {
        await using var follower = new Follower();
        follower.Site.Add("wire", Follower.Item("one") with { FeedDate = inFeed, PageDate = inPage });
        follower.Start(follower.Feed("wire"));

        await follower.LookAsync();

        Assert.Equal((expected, isAssumed), (follower.Sink.Taken[0].PublishedOn.ToString("yyyy-MM-dd"), follower.Sink.Taken[0].IsPublishedAssumed));
    }

    [Fact]
    public async Task What_does_not_concern_the_dossier_is_counted_and_not_fetched_again()
    {
        await using var follower = new Follower(take: article => article.Title!.Contains("Cake", StringComparison.Ordinal) ? TakeOutcome.LeftOut : null);
        follower.Site.Add("wire", Follower.Item("cake", "Cake recipes"));
        follower.Site.Add("wire", Follower.Item("one"));
        follower.Start(follower.Feed("wire"));
        await follower.LookAsync();

        follower.Site.Add("wire", Follower.Item("two"));
        var state = await follower.NextLookAsync();

        Assert.Equal((2, 1), (state.Articles, state.LeftOut));
        Assert.Single(follower.Site.Server.Paths, path => path == "/cake");
    }

    [Theory]
    [InlineData(LoopbackTrouble.ServerError, "trouble of its own (500)")]
    [InlineData(LoopbackTrouble.NotFound, "not found (404)")]
    [InlineData(LoopbackTrouble.Breaks, "broke off")]
    [InlineData(LoopbackTrouble.Malformed, "XML is broken")]
    public async Task A_feed_that_fails_is_asked_less_and_less_often_until_it_is_well(LoopbackTrouble trouble, string problem)
    {
        await using var follower = new Follower();
        follower.Site.Add("wire", Follower.Item("one"));
        follower.Site.Break("wire", trouble);
        follower.Start(follower.Feed("wire"));

        var states = new List<FeedState> { await follower.LookAsync() };
        for (var i = 1; i < 9; i++)
        {
            states.Add(await follower.NextLookAsync());
        }

        Assert.Equal(Enumerable.Range(1, 9), states.Select(state => state.Failures));
        Assert.All(states, state => Assert.Contains(problem, state.Problem, StringComparison.Ordinal));
        var waits = states.ConvertAll(state => state.NextAt!.Value - state.TriedAt!.Value);
        Assert.InRange(waits[2], TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(5.1));
        Assert.InRange(waits[8], TimeSpan.FromMinutes(45), TimeSpan.FromMinutes(75.1));

        follower.Site.Break("wire", LoopbackTrouble.None);
        var well = await follower.NextLookAsync(TimeSpan.FromMinutes(80));
        Assert.Equal((0, 1), (well.Failures, well.Articles));
    }

    [Fact]
    public async Task A_server_that_asks_to_be_left_alone_is()
    {
        await using var follower = new Follower();
        follower.Site.Break("wire", LoopbackTrouble.TooMany);
        follower.Start(follower.Feed("wire"));

        var state = await follower.LookAsync();

        Assert.Contains("come later (429)", state.Problem, StringComparison.Ordinal);
        Assert.True(state.NextAt - state.TriedAt >= TimeSpan.FromSeconds(300));
    }

    [Fact]
    public async Task A_feed_that_is_gone_is_tried_once_a_day()
    {
        await using var follower = new Follower();
        follower.Site.Break("wire", LoopbackTrouble.Gone);
        follower.Start(follower.Feed("wire"));

        var state = await follower.LookAsync();

        Assert.True(state.IsGone);
        Assert.Contains("gone for good", state.Problem, StringComparison.Ordinal);
        Assert.True(state.NextAt - state.TriedAt >= TimeSpan.FromHours(24));
    }

    [Fact]
    public async Task A_feed_that_moved_is_read_there_and_that_is_said()
    {
        await using var follower = new Follower();
        follower.Site.Add("wire", Follower.Item("one"));
        follower.Site.Move("wire", "new");
        follower.Start(follower.Feed("wire"));

        var state = await follower.LookAsync();
        await follower.NextLookAsync();

        Assert.Equal(follower.Site.Url("new"), state.MovedTo);
        Assert.Contains($"moved to {follower.Site.Url("new")}", state.Problem, StringComparison.Ordinal);
        Assert.Equal(["/feeds/wire", "/feeds/new", "/one", "/feeds/new"], follower.Site.Server.Paths);
    }

    [Fact]
    public async Task A_page_that_fails_is_tried_again_and_at_last_given_up()
    {
        await using var follower = new Follower();
        follower.Site.Add("wire", Follower.Item("bad") with { Trouble = LoopbackTrouble.NotFound });
        follower.Site.Add("wire", Follower.Item("slow") with { Trouble = LoopbackTrouble.NotFound });
        follower.Site.Add("wire", Follower.Item("good"));
        follower.Start(follower.Feed("wire", everySeconds: 600));

        var state = await follower.LookAsync();
        Assert.Equal((1, 2, 0, 0), (state.Articles, state.Waiting, state.GivenUp, state.Failures));

        follower.Site.BreakPage("slow", LoopbackTrouble.None);
        for (var looks = 0; state.Waiting > 0 && looks < 30; looks++)
        {
            state = await follower.NextLookAsync();
        }

        Assert.Equal((2, 0, 1), (state.Articles, state.Waiting, state.GivenUp));
        Assert.Equal(4, follower.Site.Server.Paths.Count(path => path == "/bad"));
    }

    [Fact]
    public async Task A_page_that_waits_and_leaves_the_feed_is_given_up()
    {
        await using var follower = new Follower();
        follower.Site.Add("wire", Follower.Item("bad") with { Trouble = LoopbackTrouble.NotFound });
        follower.Start(follower.Feed("wire"));
        await follower.LookAsync();

        follower.Site.Remove("wire", "bad");
        var state = await follower.NextLookAsync(TimeSpan.FromMinutes(6));

        Assert.Equal((0, 1), (state.Waiting, state.GivenUp));
    }

    [Fact]
    public async Task A_single_page_is_a_feed_of_one()
    {
        await using var follower = new Follower();
        follower.Site.Add("unused", Follower.Item("page"));
        follower.Start(new Feed(Follower.Dossier, follower.Site.PageUrl("page"), Folder: null, TimeSpan.FromMinutes(1)));
        await follower.LookAsync();
        await follower.NextLookAsync();

        follower.Site.Add("unused", Follower.Item("page", words: "They have met again."));
        var state = await follower.NextLookAsync();

        Assert.Equal((2, 2), ((int)state.Articles, follower.Sink.Taken.Length));
    }

    [Fact]
    public async Task A_defect_over_one_item_touches_no_other()
    {
        await using var follower = new Follower(take: article => article.Title == "Trap" ? throw new InvalidOperationException("trap") : null);
        follower.Site.Add("bad", Follower.Item("before"));
        follower.Site.Add("bad", Follower.Item("trap", "Trap"));
        follower.Site.Add("bad", Follower.Item("behind"));
        follower.Site.Add("good", Follower.Item("one"));
        follower.Start(follower.Feed("bad"), follower.Feed("good"));

        FeedState[] states = [await follower.LookAsync(), await follower.LookAsync()];

        var bad = Assert.Single(states, state => state.Feed.EndsWith("bad", StringComparison.Ordinal));
        Assert.Equal((2, 1), (bad.Articles, bad.GivenUp));
        Assert.Equal(1, Assert.Single(states, state => state.Feed.EndsWith("good", StringComparison.Ordinal)).Articles);
    }

    [Fact]
    public async Task A_new_follower_goes_on_where_the_last_one_stopped()
    {
        await using var first = new Follower();
        first.Site.Add("wire", Follower.Item("one"));
        first.Start(first.Feed("wire"));
        await first.LookAsync();
        await first.StopAsync();

        await using var second = new Follower(first.Store);
        second.Start(first.Feed("wire"));
        await second.NextLookAsync(TimeSpan.FromMinutes(2));

        Assert.Empty(second.Sink.Taken);
        Assert.Equal(1, first.Site.NotModified("wire"));
    }

    [Fact]
    public async Task Of_many_new_items_a_hundred_are_read_at_a_look_and_none_is_missed()
    {
        await using var follower = new Follower();
        var item = Follower.Item("x") with { IsFullInFeed = true };
        for (var i = 0; i < 250; i++)
        {
            follower.Site.Add("wire", item with { Slug = $"item-{i}", Html = item.Html + item.Html + item.Html });
        }

        follower.Start(follower.Feed("wire"));

        Assert.Equal(100, (await follower.LookAsync()).Articles);
        Assert.Equal(200, (await follower.NextLookAsync()).Articles);
        Assert.Equal(250, (await follower.NextLookAsync()).Articles);
    }

    [Fact]
    public async Task Robots_keep_feeds_and_pages_out()
    {
        await using var follower = new Follower();
        follower.Site.Robots = "User-agent: *\nDisallow: /one\n";
        follower.Site.Add("wire", Follower.Item("one"));
        follower.Start(follower.Feed("wire"));

        var state = await follower.LookAsync();

        Assert.Equal((0, 1), (state.Articles, state.GivenUp));
        Assert.Contains("robots.txt", state.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_page_claims_of_another_site_is_not_believed()
    {
        await using var follower = new Follower();
        follower.Site.Add("wire", Follower.Item("one", "</title><link rel=canonical href=https://other.example/original>"));
        using var forger = new LoopbackServer(request => request.Path == "/robots.txt"
            ? LoopbackAnswer.Of(404)
            : LoopbackAnswer.Text($"<html><head><title>F</title><link rel=canonical href='https://other.example/original'></head><body><article>{Follower.Item("f").Html}</article></body></html>"));
        follower.Start(new Feed(Follower.Dossier, $"{forger.Root}/page", Folder: null, TimeSpan.FromMinutes(1)));

        await follower.LookAsync();

        Assert.Equal($"{forger.Root}/page", Assert.Single(follower.Sink.Taken).Id.Value);
    }

    [Fact]
    public async Task Hostile_words_are_kept_as_words()
    {
        await using var follower = new Follower();
        follower.Site.Add("wire", Follower.Item("one", "@everyone [x](https://evil.example) \u202E", "@everyone, the mediator said, <script>alert(1)</script>*come* &lt;!channel&gt; <a href='javascript:x'>here</a>."));
        follower.Start(follower.Feed("wire"));

        await follower.LookAsync();

        Assert.StartsWith("@everyone, the mediator said, *come* <!channel> here.", follower.Sink.Taken[0].Body, StringComparison.Ordinal);
    }
}
