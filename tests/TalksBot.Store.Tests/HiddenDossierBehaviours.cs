using TalksBot.Domain;

namespace TalksBot.Store.Tests;

/// <summary>
/// What every store keeps from an asker who may not see the dossier "closed". The articles: "secret" belongs to it alone,
/// "shared" to it and to "open", "plain" to "open", "loose" to none.
/// </summary>
public abstract class HiddenDossierBehaviours(StoreFixture store) : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly FactScope Outside = new((string?)null) { Hidden = ["closed"] };

    public static TheoryData<string?, string[], string[]> Scopes => new()
    {
        { null, [], ["secret", "shared", "plain", "loose"] },
        { null, ["closed"], ["shared", "plain", "loose"] },
        { null, ["open"], ["secret", "shared", "loose"] },
        { null, ["open", "closed"], ["loose"] },
        { null, ["never heard of"], ["secret", "shared", "plain", "loose"] },
        { "closed", [], ["secret", "shared"] },
        { "closed", ["closed"], [] },
        { "open", ["closed"], ["shared", "plain"] },
        { "never heard of", ["closed"], [] },
    };

    public async ValueTask InitializeAsync()
    {
        // The newest is the hidden one, so that it would come first wherever it slipped through.
        await store.SaveAsync(new ArticleBuilder("secret", "2024-05-09", "Ada Brandt said the harbour stays open.", "Ada Brandt offered a secret harbour plan.", "They meet about the harbour on Monday.")
            .Says("Ada Brandt", "the harbour stays open", about: "Hidden Helper").Proposes("Ada Brandt", "a secret harbour plan", to: "Hidden Helper")
            .Meets("m", "2024-06-03", 2, "Ada Brandt", "Hidden Helper")
            .Says("Hidden Helper", "the harbour").Meets("n", "2024-06-04", 2, "Hidden Helper")
            .Actor("Ada Brandt", role: "secret envoy", aliases: ["the Shadow", "Brandt"]).Actor("Hidden Helper").Actor("Otto Krag", role: "double agent")
            .Mentions(0, "Ada Brandt").Mentions(1, "Ada Brandt", "Hidden Helper").Mentions(2, "Otto Krag")
            .In("closed"));
        await store.SaveAsync(new ArticleBuilder("shared", "2024-05-05", "The harbour stays open, Ada Brandt said.", "Ada Brandt put forward a shared harbour plan.")
            .SaysAs("Ada Brandt", "the harbour stays open", "The harbour stays open").Proposes("Ada Brandt", "a shared harbour plan")
            .Actor("Ada Brandt", role: "negotiator", aliases: ["Brandt", "Ms Brandt"]).Mentions(0, "Ada Brandt").Mentions(1, "Ada Brandt")
            .In("open", "closed"));
        await store.SaveAsync(new ArticleBuilder("plain", "2024-05-03", "Talks on the harbour are set for Tuesday, 4 June.")
            .Meets("m", "2024-06-04", 0, "Ada Brandt", "Port Office")
            .Actor("Ada Brandt", aliases: ["Brandt"]).Actor("Port Office", ActorKind.Organisation).Mentions(0, "Port Office")
            .In("open"));
        await store.SaveAsync(new ArticleBuilder("loose", "2024-05-01", "Otto Krag said the harbour is closed.")
            .Says("Otto Krag", "the harbour is closed").Actor("Otto Krag", role: "harbour master", aliases: ["Krag"]).Mentions(0, "Otto Krag"));
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return store.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Scopes))]
    public async Task A_scope_shows_its_articles_and_their_facts_and_no_other(string? dossier, string[] hidden, string[] expected)
    {
        var scope = new FactScope(dossier) { Hidden = [.. hidden] };
        var (any, harbour) = (TextMatch.Any, new TextMatch([["harbour"]]));

        Assert.Equal(expected, (await store.Reader.ListArticlesAsync(scope, 10, None)).Select(article => article.Stem));
        foreach (var text in new[] { any, harbour })
        {
            var passages = await store.Reader.FindPassagesAsync(new PassageQuery { Scope = scope, Text = text }, None);
            var statements = await store.Reader.FindStatementsAsync(new StatementQuery { Scope = scope, Text = text }, None);
            var proposals = await store.Reader.FindProposalsAsync(new ProposalQuery { Scope = scope, Text = text }, None);
            var meetings = await store.Reader.FindMeetingsAsync(new MeetingQuery { Scope = scope, Text = text }, None);

            Assert.Equal(expected, passages.Select(found => found.Article.Stem).Distinct());
            Assert.Equal(expected.Except(["plain"]), statements.SelectMany(Stems).Distinct());
            Assert.Equal(expected.Intersect(["secret", "shared"]), proposals.SelectMany(Stems).Distinct());
            Assert.Equal(expected.Intersect(["secret", "plain"]).Order(), meetings.SelectMany(Stems).Distinct().Order());
        }
    }

    [Theory]
    [MemberData(nameof(Scopes))]
    public async Task The_summary_counts_what_is_shown(string? dossier, string[] hidden, string[] expected)
    {
        var scope = new FactScope(dossier) { Hidden = [.. hidden] };
        var articles = await store.Reader.ListArticlesAsync(scope, 10, None);

        var summary = await store.Reader.GetSummaryAsync(scope, None);

        Assert.Equal(
            new StoreSummary(
                expected.Length,
                (await store.Reader.FindStatementsAsync(new StatementQuery { Scope = scope }, None)).Length,
                (await store.Reader.FindProposalsAsync(new ProposalQuery { Scope = scope }, None)).Length,
                (await store.Reader.FindMeetingsAsync(new MeetingQuery { Scope = scope }, None)).Length,
                (await store.Reader.CompleteActorsAsync(scope, "", 50, None)).Length,
                articles.IsEmpty ? null : articles.Min(article => article.PublishedOn),
                articles.IsEmpty ? null : articles.Max(article => article.PublishedOn)),
            summary);
    }

    [Fact]
    public async Task A_statement_known_from_both_sides_has_the_words_and_citations_of_the_seen_side()
    {
        var found = Assert.Single(await store.Reader.FindStatementsAsync(new StatementQuery { Scope = Outside, Speakers = ["Ada Brandt"] }, None));

        Assert.Equal("shared", found.Article.Stem);
        Assert.Equal("The harbour stays open", found.Fact.Content!.Text);
        Assert.Empty(found.Fact.About);
        Assert.Equal(["The harbour stays open, Ada Brandt said."], found.Citations.Select(citation => citation.Text));
        Assert.Empty(await store.Reader.FindStatementsAsync(new StatementQuery { Scope = Outside, About = ["Hidden Helper"] }, None));
    }

    [Fact]
    public async Task A_meeting_that_a_hidden_article_moved_stays_where_the_seen_one_has_it()
    {
        var found = Assert.Single(await store.Reader.FindMeetingsAsync(new MeetingQuery { Scope = Outside }, None));

        Assert.Equal("2024-06-04", found.Fact.When!.Value.Value);
        Assert.Equal(["Ada Brandt", "Port Office"], found.Fact.Participants);
        Assert.Equal(["plain"], Stems(found));
        Assert.Empty(await store.Reader.FindMeetingsAsync(new MeetingQuery { Scope = Outside, To = new DateOnly(2024, 6, 3) }, None));
        Assert.Empty(await store.Reader.FindMeetingsAsync(new MeetingQuery { Scope = Outside, With = ["Hidden Helper"] }, None));
    }

    [Fact]
    public async Task A_phrase_of_a_hidden_article_is_not_found()
    {
        var phrase = new TextMatch([], "a secret harbour plan");

        Assert.Empty(await store.Reader.FindPassagesAsync(new PassageQuery { Scope = Outside, Text = phrase }, None));
        Assert.Empty(await store.Reader.FindProposalsAsync(new ProposalQuery { Scope = Outside, Text = phrase }, None));
        Assert.Single(await store.Reader.FindProposalsAsync(new ProposalQuery { Text = phrase }, None));
    }

    [Fact]
    public async Task A_hidden_article_that_is_named_shows_nothing()
    {
        var secret = new ArticleId("id:secret");

        Assert.Empty(await store.Reader.FindPassagesAsync(new PassageQuery { Scope = Outside, Articles = [secret] }, None));
        Assert.Empty(await store.Reader.FindStatementsAsync(new StatementQuery { Scope = Outside, Articles = [secret] }, None));
        Assert.Empty(await store.Reader.FindProposalsAsync(new ProposalQuery { Scope = Outside, Articles = [secret] }, None));
        Assert.Empty(await store.Reader.FindMeetingsAsync(new MeetingQuery { Scope = Outside, Articles = [secret] }, None));
    }

    [Fact]
    public async Task Hidden_facts_take_no_place_among_those_wanted()
    {
        Assert.Equal("shared", Assert.Single(await store.Reader.FindStatementsAsync(new StatementQuery { Scope = Outside, Limit = 1 }, None)).Article.Stem);
        Assert.Equal("shared", Assert.Single(await store.Reader.FindPassagesAsync(new PassageQuery { Scope = Outside, Limit = 1 }, None)).Article.Stem);
        Assert.Equal("shared", Assert.Single(await store.Reader.ListArticlesAsync(Outside, 1, None)).Stem);
    }

    [Theory]
    [InlineData("Hidden Helper")]
    [InlineData("Helper")]
    [InlineData("Helpr")]
    [InlineData("the Shadow")]
    [InlineData("Shadow")]
    public async Task A_name_that_only_hidden_articles_have_is_not_found(string typed)
    {
        Assert.NotEmpty(await store.Reader.FindActorsAsync(FactScope.All, typed, 5, None));
        Assert.NotEmpty(await store.Reader.CompleteActorsAsync(FactScope.All, typed, 5, None));

        Assert.Empty(await store.Reader.FindActorsAsync(Outside, typed, 5, None));
        Assert.Empty(await store.Reader.CompleteActorsAsync(Outside, typed, 5, None));
    }

    [Fact]
    public async Task An_actor_is_described_by_the_articles_that_are_shown()
    {
        var all = (await store.Reader.GetActorsAsync(FactScope.All, ["Ada Brandt", "Otto Krag"], None)).Values;
        Assert.Equal(["double agent", "secret envoy"], all.Select(actor => actor.Role).Order());

        var seen = await store.Reader.GetActorsAsync(Outside, ["Ada Brandt", "Otto Krag", "Hidden Helper"], None);
        var found = Assert.Single(await store.Reader.FindActorsAsync(Outside, "Brandt", 5, None));

        Assert.Equal(["Ada Brandt", "Otto Krag"], seen.Keys.Order());
        Assert.Equal("negotiator", seen["Ada Brandt"].Role);
        Assert.Equal(["Brandt", "Ms Brandt"], seen["Ada Brandt"].Aliases.Order());
        Assert.Equal("harbour master", seen["Otto Krag"].Role);
        Assert.Equal(["Krag"], seen["Otto Krag"].Aliases);
        Assert.Equal(("Ada Brandt", "negotiator"), (found.Actor.Name, found.Actor.Role));
        Assert.InRange(found.Mentions, 1, 2);
    }

    [Fact]
    public async Task A_role_learned_in_another_dossier_does_not_show()
    {
        var seen = await store.Reader.GetActorsAsync(new FactScope("open"), ["Ada Brandt", "Otto Krag"], None);

        Assert.Equal("negotiator", Assert.Single(seen).Value.Role);
        Assert.Empty(await store.Reader.GetActorsAsync(new FactScope("closed") { Hidden = ["closed"] }, ["Ada Brandt"], None));
    }

    [Fact]
    public async Task Completion_offers_whom_shown_articles_know()
    {
        Assert.Equal(["Ada Brandt", "Otto Krag", "Port Office"], (await store.Reader.CompleteActorsAsync(Outside, "", 10, None)).Order());
        Assert.Equal(["Otto Krag"], await store.Reader.CompleteActorsAsync(new FactScope((string?)null) { Hidden = ["open", "closed"] }, "", 10, None));
        Assert.Equal(["Ada Brandt"], await store.Reader.CompleteActorsAsync(Outside, "bra", 10, None));
    }

    [Fact]
    public async Task Overlapping_hidden_dossiers_hide_what_is_theirs_and_no_more()
    {
        // The sums per dossier cannot tell these apart: "both" counts twice, "free" not at all.
        var scope = new FactScope((string?)null) { Hidden = ["east", "west"] };
        await store.SaveAsync(new ArticleBuilder("both", "2024-07-02", "Mia Holm spoke.").Actor("Mia Holm", role: "courier", aliases: "Holm").Actor("Finn Lund", aliases: "the Fox").Mentions(0, "Mia Holm").In("east", "west"));
        await store.SaveAsync(new ArticleBuilder("east", "2024-07-03", "Mia Holm spoke.").Actor("Mia Holm", aliases: "Holm").Mentions(0, "Mia Holm").In("east"));
        await store.SaveAsync(new ArticleBuilder("west", "2024-07-03", "Mia Holm spoke.").Actor("Mia Holm", aliases: "Holm").Mentions(0, "Mia Holm").In("west"));
        Assert.Empty(await store.Reader.FindActorsAsync(scope, "Holm", 5, None));
        Assert.Empty(await store.Reader.GetActorsAsync(scope, ["Mia Holm", "Finn Lund"], None));
        await store.SaveAsync(new ArticleBuilder("free", "2024-07-01", "Mia Holm spoke.").Actor("Mia Holm", role: "clerk").Actor("Finn Lund").Mentions(0, "Mia Holm"));

        Assert.Empty(await store.Reader.FindActorsAsync(scope, "Fox", 5, None));
        Assert.Equal("clerk", Assert.Single(await store.Reader.FindActorsAsync(scope, "Holm", 5, None)).Actor.Role);
        Assert.Empty((await store.Reader.GetActorsAsync(scope, ["Mia Holm", "Finn Lund"], None)).Values.SelectMany(actor => actor.Aliases));
    }

    private static IEnumerable<string> Stems<T>(Found<T> found) => found.Citations.Select(citation => citation.Article.Stem);
}

public sealed class SqliteHiddenDossierTests() : HiddenDossierBehaviours(new SqliteFixture());
