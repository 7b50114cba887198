using System.Runtime.CompilerServices;
using TalksBot.Domain;
using TalksBot.Testing;

namespace TalksBot.Memory.Tests;

public sealed class RememberArticleTests
{
    private static ArticleSketch Sketch(string stem = "one", string words = "“We sail at dawn whatever the weather brings us,”", string published = "2025-10-14") =>
        new ArticleSketch(stem, published, words + " said Ada Wren of the harbour board.")
            .Actor("Ada Wren")
            .Says("Ada Wren", words, "said");

    [Fact]
    public async Task A_new_article_is_added_with_its_facts()
    {
        var memories = new Memories();

        var remembered = await memories.AddAsync(Sketch());

        Assert.Equal(StoreOutcome.Added, remembered.Outcome);
        Assert.Equal((1, 0, 0), (remembered.StatementCount, remembered.ProposalCount, remembered.MeetingCount));
        Assert.Empty(remembered.Warnings);
        Assert.Single(await memories.Store.FindStatementsAsync(new StatementQuery(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_same_article_again_is_neither_extracted_nor_stored()
    {
        var memories = new Memories();
        await memories.AddAsync(Sketch());

        var again = await memories.AddAsync(Sketch());

        Assert.Equal(StoreOutcome.Unchanged, again.Outcome);
        Assert.Null(again.Facts);
        Assert.Single(memories.Extractor.Calls);
    }

    [Fact]
    public async Task An_edited_text_is_a_new_revision_whose_facts_replace_the_old()
    {
        var memories = new Memories();
        await memories.AddAsync(Sketch());

        var edited = await memories.AddAsync(Sketch(words: "“We stay in port until the storm is over,”"));

        Assert.Equal(StoreOutcome.Revised, edited.Outcome);
        var found = Assert.Single(await memories.Store.FindStatementsAsync(new StatementQuery(), TestContext.Current.CancellationToken));
        Assert.Equal(2, found.Article.Revision);
        Assert.StartsWith("“We stay", found.Fact.Content?.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_extractor_version_refreshes_the_facts()
    {
        var memories = new Memories();
        await memories.AddAsync(Sketch());
        memories.Extractor.Version = "v2";

        var refreshed = await memories.AddAsync(Sketch());

        Assert.Equal(StoreOutcome.Refreshed, refreshed.Outcome);
        Assert.Equal(2, memories.Extractor.Calls.Count);
    }

    [Fact]
    public async Task An_edited_dossier_refreshes_its_articles()
    {
        var sketch = new ArticleSketch("one", "2025-10-14", "Ada Wren opened the ferry talks.") { Dossiers = ["ferry"] };
        var memories = new Memories(new SketchExtractor(sketch));
        await memories.Memory(Memories.Ferry(Memories.Person("Ada Wren"))).RememberAsync(sketch.Article, TestContext.Current.CancellationToken);

        var same = await memories.Memory(Memories.Ferry(Memories.Person("Ada Wren"))).RememberAsync(sketch.Article, TestContext.Current.CancellationToken);
        var other = await memories.Memory(Memories.Ferry(Memories.Person("Ada Wren", "Wren"))).RememberAsync(sketch.Article, TestContext.Current.CancellationToken);

        Assert.Equal(StoreOutcome.Unchanged, same.Outcome);
        Assert.Equal(StoreOutcome.Refreshed, other.Outcome);
    }

    [Fact]
    public async Task An_article_goes_in_with_its_dossiers_and_their_actors_known()
    {
        var sketch = new ArticleSketch("one", "2025-10-14", "Ada Wren opened the ferry talks.");
        var memories = new Memories(new SketchExtractor(sketch), Memories.Ferry(Memories.Person("Ada Wren"), Memories.Person("Bo Lark")));

        var remembered = await memories.AddAsync(sketch);

        Assert.Equal(["ferry"], remembered.Article.Dossiers);
        Assert.Equal(["Ada Wren", "Bo Lark"], Assert.Single(memories.Extractor.Calls).Known);
        Assert.Single(await memories.Store.ListArticlesAsync(new FactScope("ferry"), 10, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_article_stays_in_the_dossier_it_was_given_to()
    {
        var sketch = new ArticleSketch("one", "2025-10-14", "It rained.");
        var memories = new Memories(new SketchExtractor(sketch), Memories.Ferry(Memories.Person("Ada Wren")));
        await memories.Memory().RememberAsync(sketch.Article with { Dossiers = ["ferry"] }, TestContext.Current.CancellationToken);

        var again = await memories.AddAsync(sketch);

        Assert.Equal(StoreOutcome.Unchanged, again.Outcome);
        Assert.Equal(["ferry"], again.Article.Dossiers);
    }

    [Fact]
    public async Task A_dossier_that_is_not_configured_and_an_article_without_facts_are_said()
    {
        var sketch = new ArticleSketch("one", "2025-10-14", "It rained.") { Dossiers = ["weather"] };

        var remembered = await new Memories().AddAsync(sketch);

        Assert.Equal(2, remembered.Warnings.Length);
        Assert.Contains("\"weather\"", remembered.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_with_a_later_file_date_changes_nothing()
    {
        var memories = new Memories(Sketch());
        var article = Sketch().Article with { IsPublishedAssumed = true };
        await memories.Memory().RememberAsync(article, TestContext.Current.CancellationToken);

        var copy = await memories.Memory().RememberAsync(
            article with { PublishedOn = new DateOnly(2025, 12, 1) }, TestContext.Current.CancellationToken);

        Assert.Equal(StoreOutcome.Unchanged, copy.Outcome);
        Assert.Equal(new DateOnly(2025, 10, 14), copy.Article.PublishedOn);
    }

    [Fact]
    public async Task Two_articles_of_one_stem_are_told_apart_by_their_folder_and_keep_their_names()
    {
        var memories = new Memories();
        var articles = new[] { "/talks/may/report.txt", "/talks/june/report.txt", "/other/june/report.txt" }
            .Select(path => Sketch(path).Article with { Stem = "report", Path = path })
            .ToList();
        foreach (var article in articles)
        {
            memories.Extractor.Replace(Sketch(article.Id.Value));
        }

        var stems = new List<string>();
        foreach (var article in articles.Concat(articles))
        {
            stems.Add((await memories.Memory().RememberAsync(article, TestContext.Current.CancellationToken)).Article.Stem);
        }

        Assert.Equal(["report", "june/report", "other/june/report", "report", "june/report", "other/june/report"], stems);
    }

    [Fact]
    public async Task Two_articles_of_one_stem_without_a_file_are_told_apart_by_a_number()
    {
        var memories = new Memories(Sketch("a"), Sketch("b"));

        var first = await memories.Memory().RememberAsync(Sketch("a").Article with { Stem = "report" }, TestContext.Current.CancellationToken);
        var second = await memories.Memory().RememberAsync(Sketch("b").Article with { Stem = "report" }, TestContext.Current.CancellationToken);

        Assert.Equal("report", first.Article.Stem);
        Assert.Equal("report-2", second.Article.Stem);
    }

    [Fact]
    public async Task A_batch_is_stored_in_order_and_reports_each_article()
    {
        var sketches = Enumerable.Range(0, 40).Select(number => Sketch($"a{number:00}", $"“Crossing number {number} left the pier at noon today,”")).ToList();
        var memories = new Memories([.. sketches]);
        var reported = new List<int>();

        var stems = new List<string>();
        await foreach (var remembered in memories.Memory().RememberAllAsync(
            EachAsync(sketches), new Reports(reported), TestContext.Current.CancellationToken))
        {
            stems.Add(remembered.Article.Stem);
        }

        Assert.Equal(sketches.Select(sketch => sketch.Article.Stem), stems);
        Assert.Equal(Enumerable.Range(1, 40), reported);
    }

    [Fact]
    public async Task A_batch_that_is_stopped_keeps_what_it_yielded_and_nothing_else()
    {
        var sketches = Enumerable.Range(0, 40).Select(number => Sketch($"a{number:00}")).ToList();
        var memories = new Memories([.. sketches]);
        using var stop = new CancellationTokenSource();
        var count = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in memories.Memory().RememberAllAsync(EachAsync(sketches), progress: null, stop.Token))
            {
                if (++count == 7)
                {
                    await stop.CancelAsync();
                }
            }
        });

        Assert.Equal(7, count);
        Assert.Equal(7, (await memories.Store.ListArticlesAsync(FactScope.All, 100, TestContext.Current.CancellationToken)).Length);
    }

    private static async IAsyncEnumerable<Article> EachAsync(
        IEnumerable<ArticleSketch> sketches, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var sketch in sketches)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return sketch.Article;
        }
    }

    // Progress<T> reports on other threads; here each report belongs to the step before it.
    private sealed class Reports(List<int> counts) : IProgress<RememberProgress>
    {
        public void Report(RememberProgress value) => counts.Add(value.Count);
    }
}
