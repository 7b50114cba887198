using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Answers.Tests.Phrasing;

public class FeedPhrasingTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 13, 12, 0, 0, TimeSpan.Zero);
    private static readonly Feed Wire = new("ferry", "https://example.org/rss?key=abc", Folder: null, TimeSpan.FromMinutes(5)) { ShownUrl = "https://example.org/rss" };

    [Fact]
    public void A_feed_that_is_well_is_told_in_one_line() => Assert.Equal(
        "https://example.org/rss: last read 12 minutes ago; 1,234 articles, 5 left out as not of these talks. Next try in 3 minutes.",
        FeedPhrasing.Line(new FeedReport(Wire, State with { Articles = 1234, LeftOut = 5 }), Now));

    [Fact]
    public void A_feed_that_fails_is_told_with_its_last_error_and_the_next_try() => Assert.Equal(
        "https://example.org/rss: last read 2 hours ago, 7 failures since; 1 article, 2 to be tried again, 3 that could not be read. Its server is busy (503) (just now). Next try now.",
        FeedPhrasing.Line(
            new FeedReport(Wire, State with
            {
                SucceededAt = Now.AddHours(-2),
                Failures = 7,
                Problem = "its server is busy (503)",
                ProblemAt = Now.AddSeconds(-30),
                NextAt = Now.AddSeconds(-1),
                Articles = 1,
                Waiting = 2,
                GivenUp = 3,
            }),
            Now));

    [Fact]
    public void Before_the_first_look_nothing_is_told_and_before_the_first_success_that()
    {
        Assert.Equal("folder inbox: not looked at yet.", FeedPhrasing.Line(new FeedReport(new Feed("ferry", Url: null, "inbox", TimeSpan.FromSeconds(5)), State: null), Now));
        Assert.Contains("never read so far, 1 failure since", FeedPhrasing.Line(new FeedReport(Wire, State with { SucceededAt = null, Failures = 1 }), Now), StringComparison.Ordinal);
    }

    [Fact]
    public void What_went_wrong_long_ago_is_over()
    {
        var state = State with { Problem = "an item could not be read", ProblemAt = Now.AddDays(-8) };

        Assert.DoesNotContain("could not", FeedPhrasing.Line(new FeedReport(Wire, state), Now), StringComparison.Ordinal);
        Assert.Contains("could not", FeedPhrasing.Line(new FeedReport(Wire, state with { ProblemAt = Now.AddDays(-6) }), Now), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sources_tell_of_feeds_on_the_first_page_and_ask_for_the_asker_s_scope_alone()
    {
        var feeds = new Feeds();
        var answerer = new Answerer(await FerryTalks.BothAsync(), feeds, new FixedTime());

        var reply = await answerer.AnswerAsync(new SourcesRequest { Today = FerryTalks.MidMay, Scope = new FactScope(null) { Hidden = ["secret"] } }, TestContext.Current.CancellationToken);

        Assert.Contains("https://example.org/rss: last read 12 minutes ago", reply.Lead, StringComparison.Ordinal);
        Assert.Equal(2, reply.Items.Length);
        Assert.Equal(["secret"], Assert.Single(feeds.Asked).Hidden);
    }

    [Fact]
    public async Task In_an_empty_store_the_feeds_are_told_too()
    {
        var reply = await new Answerer(new Testing.InMemoryFactStore(), new Feeds(), new FixedTime())
            .AnswerAsync(new SourcesRequest { Today = FerryTalks.MidMay }, TestContext.Current.CancellationToken);

        Assert.True(reply.IsRefused);
        Assert.Contains("\nhttps://example.org/rss: ", reply.Lead, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_feeds_those_in_trouble_come_first()
    {
        var reports = Enumerable.Range(0, 15)
            .Select(i => new FeedReport(Wire with { ShownUrl = $"https://example.org/{i}" }, State with { Failures = i == 14 ? 1 : 0 })).ToImmutableArray();

        var lines = FeedPhrasing.List(reports, Now).Split('\n');

        Assert.StartsWith("https://example.org/14: ", lines[0], StringComparison.Ordinal);
        Assert.Equal((11, "… and 5 more feeds."), (lines.Length, lines[^1]));
    }

    private static FeedState State => new()
    {
        Dossier = "ferry",
        Feed = Wire.Name,
        TriedAt = Now.AddMinutes(-12),
        SucceededAt = Now.AddMinutes(-12),
        NextAt = Now.AddMinutes(3),
    };

    private sealed class Feeds : IFeedHealth
    {
        public List<FactScope> Asked { get; } = [];

        public Task<ImmutableArray<FeedReport>> ListFeedsAsync(FactScope scope, CancellationToken cancellationToken)
        {
            Asked.Add(scope);
            return Task.FromResult<ImmutableArray<FeedReport>>([new FeedReport(Wire, State)]);
        }
    }

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
