using TalksBot.Domain;
using TalksBot.Testing;

namespace TalksBot.Store.Tests;

/// <summary>What every store does with articles, revisions and facts that are written again.</summary>
public abstract class WritingBehaviours(StoreFixture store) : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return store.DisposeAsync();
    }

    [Fact]
    public async Task The_same_article_twice_is_stored_once()
    {
        var article = new ArticleBuilder("x", "2024-05-03", "Ada Brandt said yes.").Says("Ada Brandt", "yes").Actor("Ada Brandt").Mentions(0, "Ada Brandt");

        Assert.Equal(StoreOutcome.Added, await store.SaveAsync(article));
        Assert.Equal(StoreOutcome.Unchanged, await store.SaveAsync(article));

        Assert.Equal(
            new StoreSummary(1, 1, 0, 0, 1, article.PublishedOn, article.PublishedOn),
            await store.Reader.GetSummaryAsync(FactScope.All, None));
    }

    [Fact]
    public async Task An_edited_text_is_a_new_revision_whose_facts_replace_the_old_ones()
    {
        var before = new ArticleBuilder("x", "2024-05-03", "Ada Brandt said yes to the treaty.").Says("Ada Brandt", "yes to the treaty")
            .Meets("m1", "2024-05-09", 0, "Ada Brandt").Proposes("Ada Brandt", "the treaty").Actor("Ada Brandt", aliases: "Brandt").Mentions(0, "Ada Brandt");
        var after = new ArticleBuilder("x", "2024-05-03", "Correction: Otto Krag said no to the accord.").Says("Otto Krag", "no to the accord")
            .Actor("Otto Krag", aliases: "Krag").Mentions(0, "Otto Krag");
        await store.SaveAsync(before);

        Assert.Equal(StoreOutcome.Revised, await store.SaveAsync(after));

        var found = Assert.Single(await store.Reader.FindStatementsAsync(new StatementQuery(), None));
        Assert.Equal("no to the accord", found.Fact.Content!.Text);
        Assert.Equal(2, found.Article.Revision);
        Assert.Empty(await store.Reader.FindMeetingsAsync(new MeetingQuery(), None));
        Assert.Empty(await store.Reader.FindProposalsAsync(new ProposalQuery(), None));
        Assert.Empty(await store.Reader.FindPassagesAsync(new PassageQuery { Text = new TextMatch([["treaty"]]) }, None));
        Assert.Empty(await store.Reader.FindActorsAsync(FactScope.All, "Brandt", 5, None));
        Assert.Equal(["Otto Krag"], await store.Reader.CompleteActorsAsync(FactScope.All, "", 5, None));
        Assert.Equal(0, (await store.Reader.CountTermsAsync(["treaty"], None))["treaty"]);
        Assert.Equal(new StoreSummary(1, 1, 0, 0, 1, after.PublishedOn, after.PublishedOn), await store.Reader.GetSummaryAsync(FactScope.All, None));
    }

    [Fact]
    public async Task Older_revisions_stay_readable()
    {
        var before = new ArticleBuilder("x", "2024-05-03", "First text.");
        var after = new ArticleBuilder("x", "2024-05-03", "Second text.");
        await store.SaveAsync(before);
        await store.SaveAsync(after);

        Assert.Equal("First text.", await store.Reader.FindBodyAsync(before.Article.Id, 1, None));
        Assert.Equal("Second text.", await store.Reader.FindBodyAsync(before.Article.Id, 2, None));
        Assert.Null(await store.Reader.FindBodyAsync(before.Article.Id, 3, None));
        Assert.Null(await store.Reader.FindBodyAsync(new ArticleId("other"), 1, None));
    }

    [Fact]
    public async Task Another_extractor_replaces_facts_without_a_new_revision()
    {
        var poor = new ArticleBuilder("x", "2024-05-03", "Ada Brandt said yes, Otto Krag no.").Says("Ada Brandt", "yes");
        var rich = new ArticleBuilder("x", "2024-05-03", "Ada Brandt said yes, Otto Krag no.").Says("Ada Brandt", "yes").Says("Otto Krag", "no");
        await store.SaveAsync(poor, "1");

        Assert.Equal(StoreOutcome.Refreshed, await store.SaveAsync(rich, "2"));

        var found = await store.Reader.FindStatementsAsync(new StatementQuery(), None);
        Assert.Equal(["yes", "no"], found.Select(statement => statement.Fact.Content!.Text));
        Assert.Equal(poor.Facts.Statements[0].Id, found[0].Fact.Id);
        Assert.All(found, statement => Assert.Equal(1, statement.Article.Revision));
        Assert.Equal("2", (await store.Writer.FindArticleAsync(rich.Article.Id, None))!.ExtractorVersion);
    }

    [Fact]
    public async Task A_corrected_date_moves_the_facts_with_it()
    {
        await store.SaveAsync(new ArticleBuilder("x", "2024-05-03", "One said it.").Says("One", "it"));

        Assert.Equal(StoreOutcome.Refreshed, await store.SaveAsync(new ArticleBuilder("x", "2023-01-01", "One said it.").Says("One", "it")));

        Assert.Empty(await store.Reader.FindStatementsAsync(new StatementQuery { Since = new DateOnly(2024, 1, 1) }, None));
        var found = Assert.Single(await store.Reader.FindStatementsAsync(new StatementQuery { Until = new DateOnly(2023, 1, 1) }, None));
        Assert.Equal(new DateOnly(2023, 1, 1), found.Article.PublishedOn);
        Assert.Equal(new DateOnly(2023, 1, 1), (await store.Reader.GetSummaryAsync(FactScope.All, None)).LastPublishedOn);
    }

    [Fact]
    public async Task An_article_ingested_for_a_second_dossier_belongs_to_both()
    {
        await store.SaveAsync(new ArticleBuilder("x", "2024-05-03", "One said it.").Says("One", "it").In("fish"));

        Assert.Equal(StoreOutcome.Refreshed, await store.SaveAsync(new ArticleBuilder("x", "2024-05-03", "One said it.").Says("One", "it").In("rail")));

        Assert.Single(await store.Reader.FindStatementsAsync(new StatementQuery { Scope = new FactScope("fish") }, None));
        Assert.Single(await store.Reader.FindStatementsAsync(new StatementQuery { Scope = new FactScope("rail") }, None));
        Assert.Single(await store.Reader.ListArticlesAsync(new FactScope("rail"), 5, None));
        Assert.Equal(1, (await store.Reader.GetSummaryAsync(FactScope.All, None)).Articles);
    }

    [Fact]
    public async Task What_is_known_of_an_article_is_its_latest_revision()
    {
        Assert.Null(await store.Writer.FindArticleAsync(new ArticleId("id:x"), None));
        await store.SaveAsync(new ArticleBuilder("x", "2024-05-03", "Before."));
        await store.SaveAsync(new ArticleBuilder("x", "2024-05-04", "After.") { Title = "Other" });

        var known = await store.Writer.FindArticleAsync(new ArticleId("id:x"), None);

        Assert.Equal(
            new ArticleRevision(new ArticleId("id:x"), 2, "x", "Other", "The Courier", null, new DateOnly(2024, 5, 4), IsPublishedAssumed: false),
            known!.Article);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("After."u8)), known.ContentHash);
    }

    [Fact]
    public async Task Articles_are_listed_newest_first()
    {
        await store.SaveAsync(new ArticleBuilder("b", "2024-05-02", "B."));
        await store.SaveAsync(new ArticleBuilder("c", "2024-05-09", "C."));
        await store.SaveAsync(new ArticleBuilder("a", "2024-05-01", "A."));

        Assert.Equal(["c", "b"], (await store.Reader.ListArticlesAsync(FactScope.All, 2, None)).Select(article => article.Stem));
        Assert.Empty(await store.Reader.ListArticlesAsync(FactScope.All, 0, None));
    }

    [Theory]
    [InlineData("plain\r\nlines\nand a tab\t")]
    [InlineData("a null \0 and after it")]
    [InlineData("a lone \ud83d half, a whole \U0001F600, a lone \ude00 half")]
    [InlineData("“quoted” – Søren’s café, e\u0301 and é, \ufeff")]
    [InlineData("")]
    public async Task A_text_comes_back_as_it_was(string body)
    {
        var article = new ArticleBuilder("x", "2024-05-03").Article with { Body = body, Title = "T\0\ud83d", Stem = "s" };
        var facts = new ArticleFacts
        {
            Passages = [new Passage(new TextSpan(0, body.Length), 0, PassageKind.Sentence, ["An \ud83d actor"], [])],
            Actors = [new ArticleActor(new Actor { Name = "An \ud83d actor", Aliases = ["\0", "", "\ude00"] }, [])],
        };

        await store.Writer.SaveAsync(article, facts, "1", None);

        Assert.Equal(body, await store.Reader.FindBodyAsync(article.Id, 1, None));
        Assert.Equal(body, Assert.Single(await store.Reader.ReadPassagesAsync(article.Id, 0, 0, None)).Citations[0].Text);
        Assert.Equal(StoreOutcome.Refreshed, await store.Writer.SaveAsync(article, facts, "2", None));
    }

    [Fact]
    public async Task Spans_outside_the_text_are_refused_and_nothing_is_stored()
    {
        var article = new ArticleBuilder("x", "2024-05-03", "Short.");
        var facts = article.Facts with { Meetings = [new Meeting { Id = "m", Kind = "talks", Evidence = [new TextSpan(3, 4)] }] };

        await Assert.ThrowsAsync<ArgumentException>(() => store.Writer.SaveAsync(article.Article, facts, "1", None));

        Assert.Equal(0, (await store.Reader.GetSummaryAsync(FactScope.All, None)).Articles);
    }

    [Fact]
    public async Task A_stop_leaves_the_store_as_it_was()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var article = new ArticleBuilder("x", "2024-05-03", "Text.");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.Writer.SaveAsync(article.Article, article.Facts, "1", stop.Token));

        Assert.Null(await store.Writer.FindArticleAsync(article.Article.Id, None));
    }

    [Fact]
    public async Task Writing_the_same_article_over_and_over_leaves_the_same_sums()
    {
        var other = new ArticleBuilder("other", "2024-05-02", "Ada Brandt said the harbour stays open.").Says("Ada Brandt", "the harbour stays open")
            .Actor("Ada Brandt", role: "mayor", aliases: "Brandt").Mentions(0, "Ada Brandt").In("fish");
        var first = new ArticleBuilder("x", "2024-05-03", "Ada Brandt said the harbour stays open.", "She left.").Says("Ada Brandt", "the harbour stays open")
            .Actor("Ada Brandt", role: "minister", aliases: "Ada").Mentions(0, "Ada Brandt").Mentions(1, "Ada Brandt").In("fish");
        var second = new ArticleBuilder("x", "2024-05-03", "Nothing was said.").In("fish");
        await store.SaveAsync(other);
        var before = await StateAsync();

        await store.SaveAsync(first);
        var between = await StateAsync();
        await store.SaveAsync(second);
        await store.SaveAsync(first);
        await store.SaveAsync(first, "2");

        Assert.Equal(between, await StateAsync());
        await store.SaveAsync(second);
        Assert.NotEqual(between, before);
        Assert.Equal(before.Replace("Articles = 1", "Articles = 2", StringComparison.Ordinal).Replace("05/02/2024 }", "05/03/2024 }", StringComparison.Ordinal), await StateAsync());

        async Task<string> StateAsync()
        {
            var scope = new FactScope("fish");
            var actor = Assert.Single(await store.Reader.FindActorsAsync(scope, "Ada Brandt", 5, None));
            var counts = await store.Reader.CountTermsAsync(["harbour", "left"], None);
            return string.Join('|', await store.Reader.GetSummaryAsync(scope, None), actor.Mentions, actor.Actor.Role, string.Join(',', actor.Actor.Aliases), counts["harbour"], counts["left"]);
        }
    }

    [Fact]
    public async Task Two_writers_at_once_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() =>
            store.SaveAsync(new ArticleBuilder($"a{i}", "2024-05-03", $"Speaker {i % 4} said the harbour stays open.").Says($"Speaker {i % 4}", "the harbour stays open")))));

        var found = await store.Reader.FindStatementsAsync(new StatementQuery(), None);

        Assert.Equal(4, found.Length);
        Assert.All(found, statement => Assert.Equal(10, statement.Citations.Length));
        Assert.Equal(40, (await store.Reader.GetSummaryAsync(FactScope.All, None)).Articles);
    }

    [Fact]
    public async Task A_stored_article_is_known_by_its_stem_and_with_its_dossiers()
    {
        await store.SaveAsync(new ArticleBuilder("port", "2024-05-02", "One.").In("east"));
        await store.SaveAsync(new ArticleBuilder("ford", "2024-05-03", "Two."));
        var port = await store.Reader.FindByStemAsync("port", None);
        var ford = await store.Reader.FindByStemAsync("ford", None);

        Assert.Equal(["east"], (await store.Writer.FindArticleAsync(port!.Id, None))!.Dossiers);
        Assert.Empty((await store.Writer.FindArticleAsync(ford!.Id, None))!.Dossiers);
        Assert.Null(await store.Reader.FindByStemAsync("fort", None));
    }
}
