using System.Collections.Immutable;
using TalksBot.Domain;
using TalksBot.Testing;

namespace TalksBot.Store.Tests;

/// <summary>What every store does with meetings and proposals.</summary>
public abstract class MeetingBehaviours(StoreFixture store) : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return store.DisposeAsync();
    }

    [Fact]
    public async Task A_meeting_comes_back_whole()
    {
        var article = new ArticleBuilder("x", "2024-05-02", "Talks on the quota open in Lund at 10.00 because of rain.").Actor("Ada Brandt");
        var meeting = new Meeting
        {
            Id = "m1",
            Kind = "talks",
            Participants = ["Ada Brandt", "both sides"],
            Organiser = "Lund",
            When = new TimeValue("2024-05-09/2024-05-10"),
            Clock = AnchoredText.From(article.Body, article.Span("10.00")),
            IsDateUnannounced = true,
            IsUnconfirmed = true,
            Where = "Lund",
            Medium = MeetingMedium.Video,
            Status = MeetingStatus.Postponed,
            Previously = new TimeValue("2024-05-06"),
            Reason = AnchoredText.From(article.Body, article.Span("rain")),
            Topic = AnchoredText.From(article.Body, article.Span("the quota")),
            Evidence = [new TextSpan(0, article.Body.Length)],
        };
        await store.Writer.SaveAsync(article.Article, article.Facts with { Meetings = [meeting] }, "1", None);

        var fact = Assert.Single(await store.Reader.FindMeetingsAsync(new MeetingQuery { With = ["Lund", "both sides"] }, None)).Fact;

        Assert.Equal(meeting with { Participants = fact.Participants, Evidence = fact.Evidence }, fact);
        Assert.Equal(meeting.Participants, fact.Participants);
        Assert.Equal(meeting.Evidence, fact.Evidence);
    }

    [Fact]
    public async Task Meetings_come_by_date_and_those_without_one_last()
    {
        await SaveSeveralAsync();

        Assert.Equal(["year", "past", "range", "day", "undated"], await FindAsync(new MeetingQuery()));
        Assert.Equal(["day", "range", "past", "year", "undated"], await FindAsync(new MeetingQuery { LatestFirst = true }));
        Assert.Equal(["year", "past"], await FindAsync(new MeetingQuery { Limit = 2 }));
        Assert.Equal(["day", "range"], await FindAsync(new MeetingQuery { Limit = 2, LatestFirst = true }));
    }

    [Fact]
    public async Task Upcoming_is_what_ends_on_that_day_or_later_or_has_no_date()
    {
        await SaveSeveralAsync();

        Assert.Equal(["year", "range", "day", "undated"], await FindAsync(new MeetingQuery { From = new DateOnly(2024, 5, 7) }));
        Assert.Equal(["year", "day", "undated"], await FindAsync(new MeetingQuery { From = new DateOnly(2024, 5, 9) }));
        Assert.Equal(["year", "past"], await FindAsync(new MeetingQuery { To = new DateOnly(2024, 5, 5) }));
        Assert.Equal(["year", "range"], await FindAsync(new MeetingQuery { From = new DateOnly(2024, 5, 7), To = new DateOnly(2024, 5, 8) }));
        Assert.Empty(await FindAsync(new MeetingQuery { From = new DateOnly(2024, 5, 8), To = new DateOnly(2024, 5, 7) }));
        Assert.Equal(["undated"], await FindAsync(new MeetingQuery { From = new DateOnly(2025, 1, 1) }));
    }

    [Fact]
    public async Task Each_participant_asked_for_must_take_part()
    {
        await SaveSeveralAsync();

        Assert.Equal(["range", "day"], await FindAsync(new MeetingQuery { With = ["Otto Krag", "Ada Brandt"] }));
        Assert.Empty(await FindAsync(new MeetingQuery { With = ["Otto Krag", "Nobody"] }));
        Assert.Equal(["day"], await FindAsync(new MeetingQuery { Text = new TextMatch([["thursday"]]) }));
    }

    [Theory]
    [InlineData("2024-05-02", "2024-05-02", "past range day undated year")]
    [InlineData("2024-05-03", null, "")]
    [InlineData("2023-01-01", "2024-05-01", "older")]
    [InlineData("2022-12-31", "2024-05-02", "older past range day undated year")]
    public async Task Days_of_publication_bound_meetings(string since, string? until, string expected)
    {
        await store.SaveAsync(new ArticleBuilder("older", "2023-12-31", "Old talks were held.").Meets("older", "2023-12-30", 0, "Ada Brandt"));
        await SaveSeveralAsync();

        var found = await FindAsync(new MeetingQuery { Since = Day(since), Until = until is null ? null : Day(until) });

        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), found.Order());
    }

    [Fact]
    public async Task A_meeting_that_was_moved_is_found_at_its_new_date_only()
    {
        await store.SaveAsync(new ArticleBuilder("first", "2024-05-02", "Talks open on 9 May.").Meets("m1", "2024-05-09", 0, "Ada Brandt"));
        await store.SaveAsync(new ArticleBuilder("second", "2024-05-04", "Talks were moved to 16 May.").Meets("m1", "2024-05-16", 0, "Ada Brandt"));

        Assert.Empty(await FindAsync(new MeetingQuery { From = Day("2024-05-08"), To = Day("2024-05-10") }));
        var moved = Assert.Single(await store.Reader.FindMeetingsAsync(new MeetingQuery { From = Day("2024-05-15") }, None));
        Assert.Equal(["Talks were moved to 16 May.", "Talks open on 9 May."], moved.Citations.Select(citation => citation.Text));

        // As of the day before the news of it, the old date holds.
        Assert.Equal(["m1"], await FindAsync(new MeetingQuery { From = Day("2024-05-08"), To = Day("2024-05-10"), Until = Day("2024-05-03") }));
        Assert.Equal(1, (await store.Reader.GetSummaryAsync(FactScope.All, None)).Meetings);
    }

    [Fact]
    public async Task Meetings_of_named_articles_keep_to_these()
    {
        await SaveSeveralAsync();
        await store.SaveAsync(new ArticleBuilder("more", "2024-05-04", "More talks on 1 May.", "And on 3 May.").Meets("more2", "2024-05-03", 1).Meets("more1", "2024-05-01", 0));

        Assert.Equal(["more1", "more2"], await FindAsync(new MeetingQuery { Articles = [new ArticleId("id:more")] }));
        Assert.Equal(["more2"], await FindAsync(new MeetingQuery { Articles = [new ArticleId("id:more")], From = Day("2024-05-02") }));
        Assert.Empty(await FindAsync(new MeetingQuery { Articles = [new ArticleId("id:more")], Since = Day("2024-05-05") }));
    }

    [Fact]
    public async Task A_proposal_comes_back_whole_and_is_found_by_proposer_and_respondent()
    {
        var article = new ArticleBuilder("x", "2024-05-02", "Ada Brandt offered Otto Krag ten boats if he drops the case.", "Otto Krag refused.");
        var proposal = new Proposal
        {
            Id = "p1",
            Kind = ProposalKind.Demand,
            By = ["Ada Brandt", "Lund"],
            To = ["The fishers"],
            Content = AnchoredText.From(article.Body, article.Span("ten boats if he drops the case")),
            Terms = [AnchoredText.From(article.Body, article.Span("ten boats"))],
            Conditions = [AnchoredText.From(article.Body, article.Span("if he drops the case"))],
            Responses = [new Response("Otto Krag", ResponseKind.Refused, article.Span("Otto Krag refused."))],
            When = new TimeValue("2024-05-01"),
            IsWithdrawn = true,
            Evidence = [article.Span("Ada Brandt offered Otto Krag ten boats if he drops the case.")],
        };
        await store.Writer.SaveAsync(article.Article, article.Facts with { Proposals = [proposal] }, "1", None);

        var fact = Assert.Single(await ProposalsAsync(new ProposalQuery { By = ["Lund"], Others = ["Otto Krag"] })).Fact;

        Assert.Equal(
            proposal with { By = fact.By, To = fact.To, Terms = fact.Terms, Conditions = fact.Conditions, Responses = fact.Responses, Evidence = fact.Evidence },
            fact);
        Assert.Equal(proposal.By, fact.By);
        Assert.Equal(proposal.Terms, fact.Terms);
        Assert.Equal(proposal.Conditions, fact.Conditions);
        Assert.Equal(proposal.Responses, fact.Responses);
        Assert.Single(await ProposalsAsync(new ProposalQuery { Others = ["The fishers"], Text = new TextMatch([["refuse"], ["boat"]]) }));
        Assert.Empty(await ProposalsAsync(new ProposalQuery { By = ["Otto Krag"] }));
    }

    private Task<StoreOutcome> SaveSeveralAsync() => store.SaveAsync(
        new ArticleBuilder("several", "2024-05-02", "They met on Friday.", "They meet from 6 to 8 May.", "They meet on Thursday.", "No date is set.", "A summit is due this year.")
            .Meets("past", "2024-05-03", 0, "Ada Brandt")
            .Meets("range", "2024-05-06/2024-05-08", 1, "Ada Brandt", "Otto Krag")
            .Meets("day", "2024-05-09T10:00", 2, "Otto Krag", "Ada Brandt")
            .Meets("undated", null, 3, "Ada Brandt")
            .Meets("year", "2024", 4, "Ada Brandt"));

    private async Task<IEnumerable<string>> FindAsync(MeetingQuery query) =>
        (await store.Reader.FindMeetingsAsync(query, None)).Select(found => found.Fact.Id);

    private Task<ImmutableArray<Found<Proposal>>> ProposalsAsync(ProposalQuery query) => store.Reader.FindProposalsAsync(query, None);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}

public sealed class SqliteMeetingTests() : MeetingBehaviours(new SqliteFixture());
