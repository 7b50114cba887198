using TalksBot.Domain;

namespace TalksBot.Store.Tests;

/// <summary>How every store finds facts that are asked for by their ids.</summary>
public abstract class FactIdBehaviours(StoreFixture store) : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly string Open = StableId.Of('s', "Ada Brandt", "the harbour stays open");
    private static readonly string Closed = StableId.Of('s', "Otto Krag", "the harbour is closed");
    private static readonly string Plan = StableId.Of('p', "Ada Brandt", "a harbour plan");

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return store.DisposeAsync();
    }

    [Fact]
    public async Task Statements_are_found_by_id_with_the_citations_of_all_articles_and_no_others()
    {
        await FillAsync();

        var found = Assert.Single(await store.Reader.FindStatementsAsync(new StatementQuery { Ids = [Open, "s0000000000000"] }, None));

        Assert.Equal(Open, found.Fact.Id);
        Assert.Equal(["second", "first"], found.Citations.Select(citation => citation.Article.Stem));
        Assert.Equal([Open, Closed], (await store.Reader.FindStatementsAsync(new StatementQuery { Ids = [Closed, Open, Open] }, None)).Select(each => each.Fact.Id));
        Assert.Equal([Open], (await store.Reader.FindStatementsAsync(new StatementQuery { Ids = [Closed, Open], Limit = 1 }, None)).Select(each => each.Fact.Id));
    }

    [Fact]
    public async Task Proposals_and_meetings_are_found_by_id()
    {
        await FillAsync();

        Assert.Equal([Plan], (await store.Reader.FindProposalsAsync(new ProposalQuery { Ids = [Plan] }, None)).Select(each => each.Fact.Id));
        Assert.Equal(["m2", "m1"], (await store.Reader.FindMeetingsAsync(new MeetingQuery { Ids = ["m1", "m2"] }, None)).Select(each => each.Fact.Id));
        Assert.Empty(await store.Reader.FindProposalsAsync(new ProposalQuery { Ids = ["m1"] }, None));
        Assert.Empty(await store.Reader.FindMeetingsAsync(new MeetingQuery { Ids = [Plan] }, None));
    }

    [Fact]
    public async Task A_meeting_asked_for_by_id_says_what_the_newest_article_says()
    {
        await FillAsync();

        var found = Assert.Single(await store.Reader.FindMeetingsAsync(new MeetingQuery { Ids = ["m1"] }, None));

        Assert.Equal("2024-06-09", found.Fact.When?.Value);
        Assert.Equal(["second", "first"], found.Citations.Select(citation => citation.Article.Stem));
    }

    [Fact]
    public async Task An_id_opens_no_dossier_that_is_not_shown()
    {
        await FillAsync();

        Assert.Empty(await store.Reader.FindStatementsAsync(new StatementQuery { Ids = [Closed], Scope = new FactScope("east") }, None));
        Assert.Empty(await store.Reader.FindStatementsAsync(new StatementQuery { Ids = [Closed], Scope = FactScope.All with { Hidden = ["west"] } }, None));
        Assert.Empty(await store.Reader.FindMeetingsAsync(new MeetingQuery { Ids = ["m2"], Scope = new FactScope("east") }, None));
        var shared = Assert.Single(await store.Reader.FindStatementsAsync(new StatementQuery { Ids = [Open], Scope = new FactScope("east") }, None));
        Assert.Equal(["first"], shared.Citations.Select(citation => citation.Article.Stem));
    }

    [Fact]
    public async Task What_else_is_asked_narrows_the_facts_that_are_named()
    {
        await FillAsync();

        Assert.Empty(await store.Reader.FindStatementsAsync(new StatementQuery { Ids = [Open], Speakers = ["Otto Krag"] }, None));
        Assert.Empty(await store.Reader.FindStatementsAsync(new StatementQuery { Ids = [Open], Since = new DateOnly(2024, 6, 1) }, None));
        Assert.Empty(await store.Reader.FindMeetingsAsync(new MeetingQuery { Ids = ["m1"], To = new DateOnly(2024, 6, 4) }, None));
        var first = Assert.Single(await store.Reader.FindStatementsAsync(new StatementQuery { Ids = [Open, Closed], Articles = [new ArticleId("id:first")] }, None));
        Assert.Equal(["first"], first.Citations.Select(citation => citation.Article.Stem));
    }

    private async Task FillAsync()
    {
        await store.SaveAsync(new ArticleBuilder("first", "2024-05-02", "Ada Brandt said the harbour stays open.", "Talks are set for 4 June.", "Ada Brandt offered a harbour plan.")
            .Says("Ada Brandt", "the harbour stays open").Meets("m1", "2024-06-04", 1, "Ada Brandt").Proposes("Ada Brandt", "a harbour plan").In("east"));
        await store.SaveAsync(new ArticleBuilder("second", "2024-05-03", "The talks move to 9 June.", "Again: the harbour stays open.", "Otto Krag said the harbour is closed.", "They met on 1 June.")
            .Says("Ada Brandt", "the harbour stays open").Says("Otto Krag", "the harbour is closed").Meets("m1", "2024-06-09", 0, "Ada Brandt").Meets("m2", "2024-06-01", 3, "Otto Krag").In("west"));
    }
}

public sealed class SqliteFactIdTests() : FactIdBehaviours(new SqliteFixture());
