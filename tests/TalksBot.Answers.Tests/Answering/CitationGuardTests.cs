using System.Collections.Immutable;
using TalksBot.Domain;
using TalksBot.Testing;

namespace TalksBot.Answers.Tests.Answering;

public sealed class CitationGuardTests
{
    private const string Body = "Orla Venn said no. Nobody else spoke.";

    [Fact]
    public async Task A_verbatim_citation_passes()
    {
        Assert.Single(await CheckAsync(Cite(0, 18, Body[..18])));
    }

    public static TheoryData<int, int, string> Forgeries => new()
    {
        { 0, 18, "Lena Venn said no." },
        { 1, 18, Body[..18] },
        { 0, 17, Body[..18] },
        { 0, 18, Body[..17] },
        { -1, 18, Body[..18] },
        { 30, 18, Body[^18..] },
        { Body.Length, 0, "" },
        { 5, 0, "" },
        { 5, -3, "" },
        { -3, -3, "" },
        { Body.Length + 1, -1, "" },
        { int.MaxValue, 1, "x" },
        { int.MaxValue, int.MaxValue, "x" },
        { int.MinValue, int.MinValue, "" },
        { 0, int.MinValue, "" },
    };

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_citation_that_is_not_the_text_at_its_place_drops_its_item(int start, int length, string text)
    {
        Assert.Empty(await CheckAsync(Cite(start, length, text)));
    }

    [Fact]
    public async Task Letters_that_only_look_or_fold_alike_are_not_verbatim()
    {
        Assert.Empty(await CheckAsync(Cite(0, 18, Body[..18].ToUpperInvariant())));
        Assert.Empty(await CheckAsync(Cite(0, 18, Body[..18].Replace('o', 'о'))));
        Assert.Empty(await CheckAsync(Cite(0, 18, Body[..18].Replace(' ', '\u00a0'))));
    }

    [Fact]
    public async Task Another_article_or_revision_does_not_vouch()
    {
        var right = Cite(0, 18, Body[..18]);

        Assert.Empty(await CheckAsync(right with { Article = right.Article with { Revision = 2 } }));
        Assert.Empty(await CheckAsync(right with { Article = right.Article with { Id = new ArticleId("other") } }));
    }

    [Fact]
    public async Task One_false_citation_among_true_ones_drops_the_item()
    {
        Assert.Empty(await CheckAsync(Cite(0, 18, Body[..18]), Cite(0, 4, "Lena")));
    }

    [Fact]
    public async Task An_item_without_citations_is_dropped()
    {
        Assert.Empty(await CheckAsync());
    }

    [Fact]
    public async Task Only_the_false_items_are_dropped()
    {
        var guard = new CitationGuard(await StoreAsync());
        var (good, bad) = (Item(Cite(0, 18, Body[..18])), Item(Cite(0, 4, "Lena")));

        Assert.Equal([good], await guard.CheckAsync([bad, good], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_answer_whose_text_was_damaged_is_withheld()
    {
        var store = await FerryTalks.BothAsync();
        store.Damage(new ArticleId("ferry-1"), 1, FerryTalks.First.Article.Body.Replace("engineer", "gardener", StringComparison.Ordinal));

        var reply = await new Answerer(store).AnswerAsync(new WhoSaidRequest("without a second engineer") { Today = FerryTalks.MidMay }, TestContext.Current.CancellationToken);

        Assert.True(reply.IsRefused);
        Assert.Empty(reply.Citations);
        Assert.DoesNotContain("Venn", reply.ToText(), StringComparison.Ordinal);
    }

    private static async Task<ImmutableArray<ReplyItem>> CheckAsync(params ImmutableArray<Citation> citations) =>
        await new CitationGuard(await StoreAsync()).CheckAsync([Item(citations)], TestContext.Current.CancellationToken);

    private static async Task<InMemoryFactStore> StoreAsync()
    {
        var store = new InMemoryFactStore();
        await new ArticleSketch("a", "2025-05-06", Body).SaveToAsync(store);
        return store;
    }

    private static ReplyItem Item(params ImmutableArray<Citation> citations) => new() { Kind = ReplyKind.Statement, Head = "Orla Venn said", Citations = citations };

    private static Citation Cite(int start, int length, string text) => new(
        new ArticleRevision(new ArticleId("a"), 1, "a", Title: null, Outlet: null, Url: null, new DateOnly(2025, 5, 6), IsPublishedAssumed: false),
        new TextSpan(start, length),
        text);
}
