using TalksBot.Testing;

namespace TalksBot.Answers.Tests.Answering;

public sealed class CommandTests
{
    [Theory]
    [InlineData("without a second engineer", "Orla Venn")]
    [InlineData("“Eight is the roof”", "Tobias Marl")]
    [InlineData("dull and right", "Lena Venn")]
    public async Task Who_said_names_the_speaker_of_the_words(string words, string speaker)
    {
        var reply = await AnswerAsync(new WhoSaidRequest(words) { Today = FerryTalks.MidMay });

        Assert.Contains(speaker, Assert.Single(reply.Items).Head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_said_keeps_to_the_speaker_and_to_the_days()
    {
        var request = new WhoSaidRequest("Eight is the roof") { Today = FerryTalks.MidMay };

        Assert.False((await AnswerAsync(request with { Speaker = "Marl" })).IsRefused);
        Assert.True((await AnswerAsync(request with { Speaker = "Calloway" })).IsRefused);
        Assert.False((await AnswerAsync(request with { Since = new DateOnly(2025, 5, 14) })).IsRefused);
        Assert.True((await AnswerAsync(request with { Since = new DateOnly(2025, 5, 15) })).IsRefused);
        Assert.True((await AnswerAsync(request with { Until = new DateOnly(2025, 5, 13) })).IsRefused);
    }

    [Fact]
    public async Task Who_proposed_has_the_newest_and_the_older_offer_on_pages()
    {
        var request = new WhoProposedRequest("a raise") { Today = FerryTalks.MidMay };

        var first = await AnswerAsync(request);
        var second = await AnswerAsync(request with { Page = 1 });

        Assert.Equal(ReplyKind.Proposal, first.Kind);
        Assert.Equal(2, first.PageCount);
        Assert.NotEqual(first.Items[0].FactId, second.Items[0].FactId);
        Assert.Contains("Tobias Marl", first.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_proposed_keeps_to_the_proposer()
    {
        var request = new WhoProposedRequest("a raise") { Today = FerryTalks.MidMay };

        Assert.False((await AnswerAsync(request with { By = "Tobias Marl" })).IsRefused);
        Assert.True((await AnswerAsync(request with { By = "Lena Venn" })).IsRefused);
    }

    [Fact]
    public async Task Upcoming_depends_on_today()
    {
        var request = new MeetingsRequest { Today = FerryTalks.MidMay, When = MeetingWindow.Upcoming, With = "Deckhands’ Guild" };

        var before = await AnswerAsync(request);
        var onTheDay = await AnswerAsync(request with { Today = new DateOnly(2025, 5, 20) });
        var after = await AnswerAsync(request with { Today = new DateOnly(2025, 5, 21) });

        Assert.Contains("20 May 2025", before.ToText(), StringComparison.Ordinal);
        Assert.Contains("20 May 2025", onTheDay.ToText(), StringComparison.Ordinal);
        Assert.True(after.IsRefused);
        Assert.Contains("No upcoming meeting", after.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_past_is_no_longer_upcoming_and_the_other_way_round()
    {
        var request = new MeetingsRequest { Today = FerryTalks.MidMay };

        var past = await AnswerAsync(request with { When = MeetingWindow.Past });
        var upcoming = await AnswerAsync(request with { When = MeetingWindow.Upcoming });
        var all = await AnswerAsync(request with { When = MeetingWindow.All });

        Assert.Contains("by phone", past.ToText(), StringComparison.Ordinal);
        Assert.DoesNotContain("Kelm", past.ToText(), StringComparison.Ordinal);
        Assert.DoesNotContain("by phone", upcoming.ToText(), StringComparison.Ordinal);
        Assert.Equal(3, all.Items.Length);
    }

    [Fact]
    public async Task Without_a_window_the_latest_is_shown_where_nothing_is_to_come()
    {
        var reply = await AnswerAsync(new MeetingsRequest { Today = new DateOnly(2025, 6, 1), With = "Calloway" });

        Assert.False(reply.IsRefused);
        Assert.Contains("No upcoming meeting is known. The latest:", reply.ToText(), StringComparison.Ordinal);
        Assert.Contains("12 May 2025", reply.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_position_is_the_latest_and_the_earlier_ones_are_near()
    {
        var reply = await AnswerAsync(new PositionRequest("Marl") { On = "the raise", Today = FerryTalks.MidMay });

        Assert.Equal(ReplyKind.Position, reply.Kind);
        Assert.Contains("eight per cent", reply.ToText(), StringComparison.Ordinal);
        Assert.DoesNotContain("six per cent", reply.ToText(), StringComparison.Ordinal);
        Assert.Contains(reply.More, item => item.ToText().Contains("six per cent", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_position_on_what_the_actor_never_spoke_of_is_refused()
    {
        Assert.True((await AnswerAsync(new PositionRequest("Lena Venn") { On = "the price of bread", Today = FerryTalks.MidMay })).IsRefused);
    }

    [Fact]
    public async Task Unknown_names_are_refused_by_every_command()
    {
        const string nobody = "Gregor Hamsun";
        Request[] requests =
        [
            new WhoSaidRequest("second engineer") { Speaker = nobody, Today = FerryTalks.MidMay },
            new WhoProposedRequest("a raise") { By = nobody, Today = FerryTalks.MidMay },
            new MeetingsRequest { With = nobody, Today = FerryTalks.MidMay },
            new PositionRequest(nobody) { Today = FerryTalks.MidMay },
            new TimelineRequest { Actor = nobody, Today = FerryTalks.MidMay },
        ];
        foreach (var request in requests)
        {
            var reply = await AnswerAsync(request);

            Assert.True(reply.IsRefused);
            Assert.Contains(nobody, reply.ToText(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_timeline_is_in_order_and_begins_where_it_is_asked_to()
    {
        var request = new TimelineRequest { Today = FerryTalks.MidMay, Since = new DateOnly(2025, 5, 12) };

        var reply = await AnswerAsync(request);

        var days = reply.Items.Select(item => item.When!.Value.TryGetDays(out var first, out _) ? first : default).ToList();
        Assert.NotEmpty(days);
        Assert.Equal(days.Order(), days);
        Assert.All(days, day => Assert.True(day >= request.Since));
    }

    [Fact]
    public async Task A_brief_tells_what_is_new_and_nothing_older()
    {
        var reply = await AnswerAsync(new BriefRequest { Today = FerryTalks.MidMay, Since = new DateOnly(2025, 5, 14) });

        Assert.Contains("eight per cent", reply.ToText(), StringComparison.Ordinal);
        Assert.DoesNotContain("six per cent", reply.ToText(), StringComparison.Ordinal);
        Assert.True((await AnswerAsync(new BriefRequest { Today = FerryTalks.MidMay, Since = new DateOnly(2025, 6, 1) })).IsRefused);
    }

    [Fact]
    public async Task A_brief_counts_and_stands_under_headings_with_what_is_ahead_last()
    {
        var reply = await AnswerAsync(new BriefRequest { Today = FerryTalks.MidMay, Since = new DateOnly(2025, 5, 6) });

        Assert.Equal("10 statements, 2 proposals and 3 meetings in 2 articles, from 6 to 14 May 2025. Most heard: Tobias Marl, Lena Venn and Orla Venn.", reply.Lead);
        Assert.Equal(["Proposals", "In their words", "Held", "Ahead"], reply.Items.Select(item => item.Section).Distinct());
        Assert.InRange(reply.Items.Length, 1, 10);
        Assert.All(reply.Items, item => Assert.NotEmpty(item.Citations));
    }

    [Fact]
    public async Task Sources_are_the_articles_newest_first()
    {
        var reply = await AnswerAsync(new SourcesRequest { Today = FerryTalks.MidMay });

        Assert.Equal(["ferry-2", "ferry-1"], reply.Items.Select(item => item.Citations[0].Article.Stem));
    }

    [Fact]
    public async Task An_empty_store_refuses_everything()
    {
        var answerer = new Answerer(new InMemoryFactStore());
        Request[] requests =
        [
            new AskRequest("Who said “no”?") { Today = FerryTalks.MidMay },
            new WhoSaidRequest("no") { Today = FerryTalks.MidMay },
            new WhoProposedRequest("") { Today = FerryTalks.MidMay },
            new MeetingsRequest { Today = FerryTalks.MidMay },
            new PositionRequest("Marl") { Today = FerryTalks.MidMay },
            new TimelineRequest { Today = FerryTalks.MidMay },
            new BriefRequest { Today = FerryTalks.MidMay },
            new SourcesRequest { Today = FerryTalks.MidMay },
        ];
        foreach (var request in requests)
        {
            Assert.True((await answerer.AnswerAsync(request, TestContext.Current.CancellationToken)).IsRefused);
        }
    }

    private static async Task<Reply> AnswerAsync(Request request) =>
        await new Answerer(await FerryTalks.BothAsync()).AnswerAsync(request, TestContext.Current.CancellationToken);
}
