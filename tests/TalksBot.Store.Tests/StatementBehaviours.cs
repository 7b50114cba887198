using System.Collections.Immutable;
using TalksBot.Domain;
using TalksBot.Testing;

namespace TalksBot.Store.Tests;

/// <summary>What every store does with statements and passages.</summary>
public abstract class StatementBehaviours(StoreFixture store) : IAsyncDisposable
{
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return store.DisposeAsync();
    }

    [Fact]
    public async Task A_statement_comes_back_whole_with_verbatim_citations()
    {
        var article = new ArticleBuilder("quay", "2024-05-02", "The mayor of Lund spoke.", "\"We will rebuild the quay,\" Ada Brandt said on Monday.")
            .Actor("Ada Brandt");
        var facts = article.Facts with
        {
            Statements =
            [
                new Statement
                {
                    Id = "s1",
                    Speakers = ["Ada Brandt"],
                    Manner = Manner.Direct,
                    Polarity = Polarity.Denied,
                    CueClass = CueClass.Plans,
                    Source = AnchoredText.From(article.Body, article.Span("Ada Brandt")),
                    Cue = AnchoredText.From(article.Body, article.Span("said")),
                    Content = AnchoredText.From(article.Body, article.Span("We will"), article.Span("rebuild the quay")),
                    Addressee = AnchoredText.From(article.Body, article.Span("mayor")),
                    AddresseeName = "Somebody",
                    ReportedIn = "s0",
                    When = new TimeValue("2024-04-29"),
                    Confidence = 0.25,
                    About = ["Lund", "The quay"],
                    Evidence = [article.Span("\"We will rebuild the quay,\" Ada Brandt said on Monday.")],
                },
            ],
        };
        await store.Writer.SaveAsync(article.Article, facts, "1", CancellationToken.None);

        var found = Assert.Single(await FindAsync(new StatementQuery()));

        var (expected, fact) = (facts.Statements[0], found.Fact);
        Assert.Equal(
            expected with { Speakers = fact.Speakers, About = fact.About, Evidence = fact.Evidence },
            fact);
        Assert.Equal(expected.Speakers, fact.Speakers);
        Assert.Equal(expected.About, fact.About);
        Assert.Equal(expected.Evidence, fact.Evidence);
        var citation = Assert.Single(found.Citations);
        Assert.Equal(article.Body.Substring(citation.Span.Start, citation.Span.Length), citation.Text);
        Assert.Equal("quay", citation.Article.Stem);
        Assert.Equal(1, found.Article.Revision);
    }

    [Fact]
    public async Task The_same_statement_in_two_articles_is_one_with_both_citations_newest_first()
    {
        await store.SaveAsync(new ArticleBuilder("older", "2024-05-02", "Ada Brandt said the harbour stays open.").Says("Ada Brandt", "the harbour stays open"));
        await store.SaveAsync(new ArticleBuilder("newer", "2024-05-03", "According to Ada Brandt, the harbour stays open.").Says("Ada Brandt", "the harbour stays open"));

        var found = Assert.Single(await FindAsync(new StatementQuery { Text = Words("harbour") }));

        Assert.Equal("newer", found.Article.Stem);
        Assert.Equal(["newer", "older"], found.Citations.Select(citation => citation.Article.Stem));
        Assert.Equal(1, (await store.Reader.GetSummaryAsync(FactScope.All, CancellationToken.None)).Statements);
    }

    [Fact]
    public async Task What_was_published_after_the_last_day_asked_for_is_neither_found_nor_cited()
    {
        await store.SaveAsync(new ArticleBuilder("older", "2024-05-02", "Ada Brandt said the harbour stays open.").Says("Ada Brandt", "the harbour stays open"));
        await store.SaveAsync(new ArticleBuilder("newer", "2024-05-03", "According to Ada Brandt, the harbour stays open.").Says("Ada Brandt", "the harbour stays open"));

        var found = Assert.Single(await FindAsync(new StatementQuery { Until = new DateOnly(2024, 5, 2) }));

        Assert.Equal(["older"], found.Citations.Select(citation => citation.Article.Stem));
        Assert.Empty(await FindAsync(new StatementQuery { Since = new DateOnly(2024, 5, 4) }));
    }

    [Fact]
    public async Task Newest_comes_first_and_reading_order_counts_inside_an_article()
    {
        await store.SaveAsync(new ArticleBuilder("b", "2024-05-03", "One said b1.", "One said b2.").Says("One", "b1").Says("One", "b2"));
        await store.SaveAsync(new ArticleBuilder("a", "2024-05-01", "One said a1.").Says("One", "a1"));
        await store.SaveAsync(new ArticleBuilder("c", "2024-05-04", "One said c1.").Says("One", "c1"));

        var all = await FindAsync(new StatementQuery());
        var first = await FindAsync(new StatementQuery { Speakers = ["One"], Limit = 2 });

        Assert.Equal(["c1", "b1", "b2", "a1"], all.Select(found => found.Fact.Content!.Text));
        Assert.Equal(["c1", "b1"], first.Select(found => found.Fact.Content!.Text));
    }

    [Fact]
    public async Task Speaker_and_subject_are_told_apart()
    {
        await store.SaveAsync(new ArticleBuilder("x", "2024-05-03", "Ada Brandt said Otto Krag lied.", "Otto Krag said Ada Brandt erred.")
            .Says("Ada Brandt", "Otto Krag lied", about: "Otto Krag")
            .Says("Otto Krag", "Ada Brandt erred", about: "Ada Brandt"));

        Assert.Equal(["Otto Krag lied"], Contents(await FindAsync(new StatementQuery { Speakers = ["Ada Brandt"] })));
        Assert.Equal(["Ada Brandt erred"], Contents(await FindAsync(new StatementQuery { About = ["Ada Brandt"] })));
        Assert.Equal(2, (await FindAsync(new StatementQuery { Speakers = ["Ada Brandt", "Otto Krag"] })).Length);
        Assert.Empty(await FindAsync(new StatementQuery { Speakers = ["Nobody"] }));
    }

    [Fact]
    public async Task Words_are_sought_in_the_content_and_in_the_sentences_only_when_asked()
    {
        await store.SaveAsync(new ArticleBuilder("x", "2024-05-03", "On Friday in the rain Ada Brandt said the bridges are safe.").Says("Ada Brandt", "the bridges are safe"));

        Assert.Single(await FindAsync(new StatementQuery { Text = Words("bridge") }));
        Assert.Empty(await FindAsync(new StatementQuery { Text = Words("rain") }));
        Assert.Single(await FindAsync(new StatementQuery { Text = Words("rain"), IncludeEvidence = true }));
        Assert.Empty(await FindAsync(new StatementQuery { Text = Words("bridge", "tunnel") }));
        Assert.Single(await FindAsync(new StatementQuery { Text = new TextMatch([["tunnel", "bridges"], ["safety", "safe"]]) }));
    }

    [Theory]
    [InlineData("we won't sign “the river accord”")]
    [InlineData("We won’t sign: the river - accord!")]
    [InlineData("WE WON'T SIGN THE RIVER ACCORD")]
    public async Task A_phrase_is_found_across_punctuation_and_quotation_marks(string phrase)
    {
        await store.SaveAsync(new ArticleBuilder("x", "2024-05-03", "\"We won't sign the 'river accord',\" Ada Brandt said.").Says("Ada Brandt", "We won't sign the 'river accord'"));

        Assert.Single(await FindAsync(new StatementQuery { Text = new TextMatch([], phrase) }));
        Assert.Empty(await FindAsync(new StatementQuery { Text = new TextMatch([], "sign the accord") }));
        Assert.Empty(await FindAsync(new StatementQuery { Text = new TextMatch([], "accord river") }));
    }

    [Fact]
    public async Task A_phrase_is_not_found_where_its_words_stand_apart()
    {
        await store.SaveAsync(new ArticleBuilder("x", "2024-05-03", "Ada Brandt said the river will rise and the accord will fall.", "Otto Krag said, \"The accord,\" and then, \"will rise.\"")
            .Says("Ada Brandt", "the river will rise and the accord will fall"));
        var split = new TextMatch([], "the accord will rise");

        Assert.Empty(await FindAsync(new StatementQuery { Text = split }));
        Assert.Empty(await FindAsync(new StatementQuery { Text = split, IncludeEvidence = true }));
        Assert.Empty(await PassagesAsync(new PassageQuery { Text = split }));
        Assert.Single(await FindAsync(new StatementQuery { Text = new TextMatch([["river"]], "and the accord") }));
        Assert.Single(await FindAsync(new StatementQuery { Text = new TextMatch([], "Brandt said the river will"), IncludeEvidence = true }));
        Assert.Single(await PassagesAsync(new PassageQuery { Text = new TextMatch([], "said the accord and then") }));
    }

    [Fact]
    public async Task What_holds_no_letter_is_found_nowhere()
    {
        await store.SaveAsync(new ArticleBuilder("x", "2024-05-03", "Ada Brandt said it — all of it.").Says("Ada Brandt", "it — all of it"));

        Assert.Empty(await FindAsync(new StatementQuery { Text = new TextMatch([], "— “…”") }));
        Assert.Empty(await FindAsync(new StatementQuery { Text = Words("!!") }));
    }

    [Fact]
    public async Task Letters_with_marks_are_found_as_a_plain_keyboard_types_them()
    {
        await store.SaveAsync(new ArticleBuilder("x", "2024-05-03", "Mette Skjærvold said the Gdańsk ceasefire holds, the Straße too.")
            .Says("Mette Skjærvold", "the Gdańsk ceasefire holds, the Straße too"));

        Assert.Single(await FindAsync(new StatementQuery { Text = Words("gdansk", "strasse") }));
        Assert.Single(await FindAsync(new StatementQuery { Text = Words("cease-fire") }));
        Assert.Single(await FindAsync(new StatementQuery { Text = Words("Skjaervold"), IncludeEvidence = true }));
    }

    [Fact]
    public async Task Speech_known_through_another_speaker_can_be_left_out()
    {
        await store.SaveAsync(new ArticleBuilder("x", "2024-05-03", "Ada Brandt said that Otto Krag had said yes.")
            .Says("Ada Brandt", "that Otto Krag had said yes").Says("Otto Krag", "yes", reportedIn: "s1"));

        Assert.Equal(2, (await FindAsync(new StatementQuery())).Length);
        Assert.Equal(["that Otto Krag had said yes"], Contents(await FindAsync(new StatementQuery { IncludeReported = false })));
    }

    [Fact]
    public async Task A_dossier_hides_every_other_article_its_citations_too()
    {
        await store.SaveAsync(new ArticleBuilder("fish", "2024-05-02", "Ada Brandt said the harbour stays open.").Says("Ada Brandt", "the harbour stays open").In("fish"));
        await store.SaveAsync(new ArticleBuilder("rail", "2024-05-03", "Ada Brandt said the harbour stays open.").Says("Ada Brandt", "the harbour stays open").In("rail"));

        var found = Assert.Single(await FindAsync(new StatementQuery { Scope = new FactScope("fish") }));

        Assert.Equal(["fish"], found.Citations.Select(citation => citation.Article.Stem));
        Assert.Empty(await FindAsync(new StatementQuery { Scope = new FactScope("unheard-of") }));
        Assert.Equal(1, (await store.Reader.GetSummaryAsync(new FactScope("rail"), CancellationToken.None)).Statements);
        Assert.Empty(await FindAsync(new StatementQuery { Scope = new FactScope("fish"), Articles = [new ArticleId("id:rail")] }));
    }

    [Fact]
    public async Task Only_the_articles_named_are_searched()
    {
        await store.SaveAsync(new ArticleBuilder("a", "2024-05-02", "One said a.").Says("One", "a"));
        await store.SaveAsync(new ArticleBuilder("b", "2024-05-02", "One said b.").Says("One", "b"));
        await store.SaveAsync(new ArticleBuilder("c", "2024-05-02", "One said c.").Says("One", "c"));

        var found = await FindAsync(new StatementQuery { Articles = [new ArticleId("id:a"), new ArticleId("id:c"), new ArticleId("id:none")] });

        Assert.Equal(["c", "a"], Contents(found));
    }

    [Fact]
    public async Task Passages_are_found_by_words_and_by_each_actor()
    {
        var article = new ArticleBuilder("x", "2024-05-03", "Ada Brandt met Otto Krag.", "She thanked him.", "It rained.")
            .Mentions(0, "Ada Brandt", "Otto Krag").Mentions(1, "Ada Brandt", "Otto Krag").Mentions(2, "Nobody");
        await store.SaveAsync(article);

        var thanked = Assert.Single(await PassagesAsync(new PassageQuery { Text = Words("thank"), Actors = ["Ada Brandt", "Otto Krag"] }));

        Assert.Equal("She thanked him.", thanked.Citations[0].Text);
        Assert.Equal(["Ada Brandt", "Otto Krag"], thanked.Fact.Actors);
        Assert.Equal(1, thanked.Fact.Paragraph);
        Assert.Empty(await PassagesAsync(new PassageQuery { Actors = ["Ada Brandt", "Nobody"] }));
        Assert.Equal(
            ["She thanked him.", "It rained."],
            (await store.Reader.ReadPassagesAsync(article.Article.Id, 1, 2, CancellationToken.None)).Select(found => found.Citations[0].Text));
    }

    [Fact]
    public async Task An_article_of_thousands_of_sentences_keeps_its_order()
    {
        var sentences = Enumerable.Range(0, 3000).Select(i => $"Sentence number {i} here.").ToArray();
        var article = new ArticleBuilder("long", "2024-05-03", sentences);
        await store.SaveAsync(article);
        await store.SaveAsync(new ArticleBuilder("next", "2024-05-03", "Sentence of another one."));

        var all = await PassagesAsync(new PassageQuery { Text = Words("sentence"), Limit = 5000 });

        Assert.Equal(sentences.Prepend("Sentence of another one."), all.Select(found => found.Citations[0].Text));
    }

    [Fact]
    public async Task Terms_are_counted_by_passages_whatever_their_form()
    {
        await store.SaveAsync(new ArticleBuilder("x", "2024-05-03", "Talks on talks.", "He talked to Skjærvold.", "Nothing."));

        var counts = await store.Reader.CountTermsAsync(["talk", "Skjaervold", "absent"], CancellationToken.None);

        Assert.Equal(2, counts["talk"]);
        Assert.Equal(1, counts["Skjaervold"]);
        Assert.Equal(0, counts["absent"]);
    }

    private static TextMatch Words(params string[] words) => new([.. words.Select(word => ImmutableArray.Create(word))]);

    private static IEnumerable<string> Contents(ImmutableArray<Found<Statement>> found) => found.Select(statement => statement.Fact.Content!.Text);

    private Task<ImmutableArray<Found<Statement>>> FindAsync(StatementQuery query) => store.Reader.FindStatementsAsync(query, CancellationToken.None);

    private Task<ImmutableArray<Found<Passage>>> PassagesAsync(PassageQuery query) => store.Reader.FindPassagesAsync(query, CancellationToken.None);
}

public sealed class SqliteStatementTests() : StatementBehaviours(new SqliteFixture());
