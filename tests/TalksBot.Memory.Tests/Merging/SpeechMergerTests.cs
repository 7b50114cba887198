using TalksBot.Domain;
using TalksBot.Testing;

namespace TalksBot.Memory.Tests;

public sealed class SpeechMergerTests
{
    private const string Words = "the boats will stay in the harbour until the storm is over";
    private const string Trimmed = "the boats will stay until the storm is over";

    private const string Agency =
        """
        The fleet of Port Selm has not sailed since Monday, when the first of three storms reached the coast and tore two buoys from their chains. Fishing crews have waited in the taverns along the quay for news, and most of them have given up hope of a catch this week. The council met twice and could not agree on who is to pay for the repair of the southern mole.
        """;

    [Theory]
    [InlineData("that the boats will stay in the harbour until the storm was over")]
    [InlineData("the boats will stay in harbour until the storm is over")]
    public async Task Nearly_the_same_words_are_one_statement_with_both_citations(string words) =>
        Assert.Equal(["one", "two"], Assert.Single(await AfterAsync(Report("one", Words), Report("two", words))).Citations.Select(citation => citation.Article.Stem).Order());

    [Theory]
    [InlineData("the boats will stay in the harbour until the storms of 2 days are over")]
    [InlineData("the boats will not stay in the harbour until the storm is over")]
    [InlineData("the ships will stay in the harbour until the storm is over")]
    [InlineData(Trimmed)]
    public async Task Other_words_are_another_statement(string words) =>
        Assert.Equal(2, (await AfterAsync(Report("one", Words), Report("two", words))).Count);

    [Fact]
    public async Task Another_speaker_polarity_act_or_week_is_another_statement()
    {
        const string print = "the boats will stay in harbour until the storm is over";
        Assert.Equal(2, (await AfterAsync(Report("one", Words), Report("two", print, speaker: "Bo Lark"))).Count);
        Assert.Equal(2, (await AfterAsync(Report("one", Words), Report("two", print, change: statement => statement with { Polarity = Polarity.Denied }))).Count);
        Assert.Equal(2, (await AfterAsync(Report("one", Words), Report("two", print, change: statement => statement with { CueClass = CueClass.Refused }))).Count);
        Assert.Equal(2, (await AfterAsync(Report("one", Words), Report("two", print, published: "2025-10-21"))).Count);
    }

    [Fact]
    public async Task In_a_print_of_the_same_text_words_may_be_left_out_but_not_exchanged()
    {
        Assert.Single(await AfterAsync(Report("one", Words, Agency), Report("two", Trimmed, Agency)));
        Assert.Equal(2, (await AfterAsync(Report("one", Words, Agency), Report("two", "the boats will stay in the dock until the storm is over", Agency))).Count);
        Assert.Equal(2, (await AfterAsync(Report("one", Words, Agency), Report("two", "the boats will stay in the harbour", Agency))).Count);
    }

    [Fact]
    public async Task Nearly_the_same_proposal_of_the_same_people_is_one_with_the_answers_of_both()
    {
        var memories = new Memories();
        await memories.AddAsync(Offer("one", "a truce of 30 days for the whole coast"));
        await memories.AddAsync(Offer("two", "a truce of 30 days for whole coast"));
        await memories.AddAsync(Offer("tre", "a truce of 60 days for the whole coast"));

        var found = await memories.Store.FindProposalsAsync(new ProposalQuery(), TestContext.Current.CancellationToken);

        Assert.Equal(2, found.Length);
        Assert.Contains(found, proposal => proposal.Citations.Select(citation => citation.Article.Stem).Order().SequenceEqual(["one", "two"]));
    }

    [Fact]
    public void Prints_of_one_text_share_their_runs_of_words_and_others_do_not()
    {
        var halved = Agency[..(Agency.Length / 2)] + "In other news the museum opens on Sunday, with a show of old maps and free entry for children under ten years of age.";

        Assert.InRange(CopyDetector.Containment(CopyDetector.RunsOf(Agency), CopyDetector.RunsOf(halved)), CopyDetector.LeastContainment, 1);
        Assert.Equal(0, CopyDetector.Containment(CopyDetector.RunsOf(Agency), CopyDetector.RunsOf("Too short to tell.")));

        // Seven articles on one negotiation, written apart.
        var samples = Directory.GetFiles(Path.Combine(BundledSamplesTests.Root(), "config", "articles"), "*.txt").Select(file => CopyDetector.RunsOf(File.ReadAllText(file))).ToList();
        var likest = samples.SelectMany((one, i) => samples.Skip(i + 1).Select(other => CopyDetector.Containment(one, other))).Max();
        TestContext.Current.SendDiagnosticMessage($"likest samples: {likest:0.000}");
        Assert.InRange(likest, 0, CopyDetector.LeastContainment / 5);
    }

    private static ArticleSketch Report(
        string stem, string words, string rest = "", string speaker = "Ada Wren", string published = "2025-10-15", Func<Statement, Statement>? change = null) =>
        new ArticleSketch(stem, published, $"{speaker} said {words}. {rest}").Actor(speaker).Says(speaker, words, "said", change);

    private static ArticleSketch Offer(string stem, string words) =>
        new ArticleSketch(stem, "2025-10-15", $"Ada Wren offered {words}.").Actor("Ada Wren").Proposes("Ada Wren", words);

    private static async Task<List<Found<Statement>>> AfterAsync(params ArticleSketch[] sketches)
    {
        var memories = new Memories();
        foreach (var sketch in sketches)
        {
            await memories.AddAsync(sketch);
        }

        return [.. await memories.Store.FindStatementsAsync(new StatementQuery(), TestContext.Current.CancellationToken)];
    }
}
