using TalksBot.Domain;
using TalksBot.Testing;

namespace TalksBot.Memory.Tests;

public sealed class QuotationMergerTests
{
    private const string Long = "“The boats stay where they are, and nobody sails before the storm is over,”";
    private const string Short = "“nobody sails before the storm is over”";

    [Theory]
    [InlineData(Long, Short)]
    [InlineData(Short, Long)]
    public async Task A_shorter_print_of_a_quotation_is_the_same_statement(string first, string second)
    {
        var found = await AfterAsync(Print("one", first), Print("two", second, "2025-10-17"));

        Assert.Equal(["two", "one"], Assert.Single(found).Citations.Select(citation => citation.Article.Stem));
    }

    [Fact]
    public async Task The_older_article_may_come_in_last()
    {
        var found = await AfterAsync(Print("two", Long, "2025-10-17"), Print("one", Short));

        Assert.Equal(2, Assert.Single(found).Citations.Length);
    }

    [Fact]
    public async Task Extracting_anew_keeps_the_id()
    {
        var memories = new Memories();
        await memories.AddAsync(Print("one", Short));
        await memories.AddAsync(Print("two", Long));
        var before = (await FindAsync(memories)).Single().Fact.Id;
        memories.Extractor.Version = "v2";

        await memories.AddAsync(Print("two", Long));
        await memories.AddAsync(Print("one", Short));

        Assert.Equal(before, (await FindAsync(memories)).Single().Fact.Id);
    }

    [Fact]
    public async Task Another_speaker_is_another_statement() =>
        Assert.Equal(2, (await AfterAsync(Print("one", Long), Print("two", Short, speaker: "Bo Lark"))).Count);

    [Fact]
    public async Task Four_days_later_it_is_another_statement() =>
        Assert.Equal(2, (await AfterAsync(Print("one", Long), Print("two", Short, "2025-10-18"))).Count);

    [Fact]
    public async Task A_few_words_are_too_few() =>
        Assert.Equal(2, (await AfterAsync(Print("one", Long), Print("two", "“before the storm is over”"))).Count);

    [Theory]
    [InlineData("“It is false that the boats sail to the coast this week”")]
    [InlineData("“The boats sail to the coast this week? I deny it”")]
    [InlineData("“If they pay, the boats sail to the coast this week”")]
    public async Task A_denial_or_a_condition_around_it_makes_another_statement(string words)
    {
        Assert.Equal(2, (await AfterAsync(Print("one", words), Print("two", "“the boats sail to the coast this week”"))).Count);
        Assert.Equal(2, (await AfterAsync(Print("one", "“the boats sail to the coast this week”"), Print("two", words))).Count);
    }

    [Fact]
    public async Task Another_currency_is_another_statement() =>
        Assert.Equal(2, (await AfterAsync(Print("one", "“we will pay them $5 for a boat today”"), Print("two", "“we will pay them €5 for a boat”"))).Count);

    [Fact]
    public async Task Half_a_word_is_not_the_same_word() =>
        Assert.Equal(2, (await AfterAsync(Print("one", Long), Print("two", "“body sails before the storm is over”"))).Count);

    [Fact]
    public async Task Indirect_speech_is_not_compared() =>
        Assert.Equal(2, (await AfterAsync(
            Print("one", Long), Print("two", "nobody sails before the storm is over"))).Count);

    [Fact]
    public async Task What_is_reported_inside_follows_the_new_id()
    {
        var memories = new Memories();
        await memories.AddAsync(Print("one", Short));
        var outer = Print("two", Long);
        outer.Says("Bo Lark", "nobody sails", "said", statement => statement with { ReportedIn = outer.IdOf(Long) });

        var facts = (await memories.AddAsync(outer)).Facts!; // A new article is extracted.

        Assert.Equal(facts.Statements[0].Id, facts.Statements[1].ReportedIn);
        Assert.NotEqual(outer.IdOf(Long), facts.Statements[0].Id);
    }

    [Fact]
    public async Task Two_prints_in_one_article_become_one_statement_with_both_places()
    {
        var memories = new Memories();
        await memories.AddAsync(Print("one", Long));
        var text = $"{Short} said Ada Wren. Later she went on: {Long} she said.";
        var both = new ArticleSketch("two", "2025-10-14", text)
            .Actor("Ada Wren").Says("Ada Wren", Short, "said").Says("Ada Wren", Long, "said");

        var facts = (await memories.AddAsync(both)).Facts!; // A new article is extracted.

        var only = Assert.Single(facts.Statements);
        Assert.Equal(Long, only.Content?.Text);
        Assert.Equal(2, only.Evidence.Length);
    }

    private static ArticleSketch Print(string stem, string words, string published = "2025-10-14", string speaker = "Ada Wren") =>
        new ArticleSketch(stem, published, $"{words} said {speaker}.").Actor(speaker).Says(speaker, words, "said");

    private static async Task<List<Found<Statement>>> AfterAsync(params ArticleSketch[] sketches)
    {
        var memories = new Memories();
        foreach (var sketch in sketches)
        {
            await memories.AddAsync(sketch);
        }

        return await FindAsync(memories);
    }

    private static async Task<List<Found<Statement>>> FindAsync(Memories memories) =>
        [.. await memories.Store.FindStatementsAsync(new StatementQuery(), TestContext.Current.CancellationToken)];
}
