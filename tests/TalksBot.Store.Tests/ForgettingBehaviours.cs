using System.Text;
using TalksBot.Domain;

namespace TalksBot.Store.Tests;

/// <summary>How every store hides what is wrong and forgets what is to be forgotten.</summary>
public abstract class ForgettingBehaviours(StoreFixture store) : IAsyncDisposable
{
    private const string Ada = "Ada Brandt";

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Now = new(2024, 5, 3, 10, 30, 0, TimeSpan.FromHours(3));
    private static readonly ChannelKey Channel = new("discord", "111", "222");

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return store.DisposeAsync();
    }

    [Fact]
    public async Task A_retracted_fact_disappears_and_everybody_who_was_told_hears_of_it()
    {
        var one = Saying("one", "2024-05-02", "the harbour stays open to ships").In("east");
        await store.SaveAsync(one);
        await store.SaveAsync(Saying("two", "2024-05-03", "the harbour stays open to ships"));
        var id = one.Facts.Statements[0].Id;
        var before = await store.Reader.GetSummaryAsync(FactScope.All, None);
        var last = await store.Changes.GetLastChangeAsync(None);

        Assert.Equal(RetractOutcome.Retracted, await store.Forgetting.RetractAsync(id, "wrong name", Now, None));

        Assert.Empty(await store.Reader.FindStatementsAsync(new StatementQuery(), None));
        var after = await store.Reader.GetSummaryAsync(FactScope.All, None);
        Assert.Equal((before.Statements - 1, before.Articles, before.Actors), (after.Statements, after.Articles, after.Actors));
        Assert.Equal(2, (await store.Reader.FindPassagesAsync(new PassageQuery { Text = new TextMatch([["harbour"]]) }, None)).Length);

        var changes = await store.Changes.ReadChangesAsync(last, 10, None);
        Assert.All(changes, change => Assert.Equal((ChangeKind.Withdrawn, id, "the harbour stays open to ships"), (change.Kind, change.Fact.Id, change.Words)));
        Assert.All(changes, change => Assert.Equal(["", "east"], change.KnownIn));
        Assert.Contains(changes, change => change.IsNewsTo(new FactScope("east")));
        Assert.Contains(changes, change => change.IsNewsTo(FactScope.All with { Hidden = ["east"] }));
        Assert.Equal(RetractOutcome.Already, await store.Forgetting.RetractAsync(id, "wrong name", Now, None));
        Assert.Equal(RetractOutcome.Unknown, await store.Forgetting.RetractAsync("s0000000000000", "wrong name", Now, None));
    }

    [Fact]
    public async Task A_retraction_is_told_each_dossier_in_the_words_of_its_own_newest_article()
    {
        await store.SaveAsync(new ArticleBuilder("none", "2024-05-01", "They meet, it was heard.").Meets("m1", "2024-06-04", 0, Ada, "Otto Krag"));
        await store.SaveAsync(new ArticleBuilder("first", "2024-05-02", "They meet.").Meets("m1", "2024-06-04", 0, Ada, "Otto Krag").In("public"));
        await store.SaveAsync(new ArticleBuilder("open", "2024-05-03", "They will meet.").Meets("m1", "2024-06-04", 0, Ada, "Otto Krag").In("public", "harbour"));
        await store.SaveAsync(new ArticleBuilder("hidden", "2024-05-09", "They meet in the old mill.").Meets("m1", "2024-06-04", 0, Ada, "Otto Krag").In("secret", "harbour"));
        await store.SaveAsync(new ArticleBuilder("late", "2024-05-01", "They met before.").Meets("m1", "2024-06-04", 0, Ada, "Otto Krag").In("secret"));
        var last = await store.Changes.GetLastChangeAsync(None);

        Assert.Equal(RetractOutcome.Retracted, await store.Forgetting.RetractAsync("m1", "wrong", Now, None));

        var changes = await store.Changes.ReadChangesAsync(last, 10, None);
        Assert.All(changes, change => Assert.Equal((ChangeKind.Withdrawn, "m1"), (change.Kind, change.Fact.Id)));
        Assert.All(changes, change => Assert.Equal(["", "harbour", "public", "secret"], change.KnownIn));
        Assert.Equal(
            [("", "id:none", "They meet, it was heard."), ("harbour", "id:hidden", "They meet in the old mill."), ("public", "id:open", "They will meet."), ("secret", "id:hidden", "They meet in the old mill.")],
            changes.Select(change => (string.Join('+', change.Dossiers), change.Article.Value, change.Words)));
        Assert.Equal(["public", ""], changes.Where(change => change.IsNewsTo(FactScope.All with { Hidden = ["secret", "harbour"] })).Select(change => change.Dossiers is [var name] ? name : "").OrderDescending());
    }

    [Theory]
    [InlineData("Ada Brandt", "the harbour stays open to ships", true)]
    [InlineData("Ada Brandt", "the harbour stays open to our ships", true)]
    [InlineData("Brandt", "the harbour stays open to ships", true)]
    [InlineData("Otto Krag", "the harbour stays open to ships", false)]
    [InlineData("Ada Brandt", "the harbour does not stay open to ships", false)]
    [InlineData("Ada Brandt", "the ships leave tomorrow", false)]
    public async Task A_retracted_fact_stays_out_in_slightly_other_words_and_in_other_articles(string speaker, string words, bool isHidden)
    {
        var one = Saying("one", "2024-05-02", "the harbour stays open to ships");
        await store.SaveAsync(one);
        await store.SaveAsync(Saying("known", "2024-05-02", words, speaker));
        await store.Forgetting.RetractAsync(one.Facts.Statements[0].Id, "wrong", Now, None);
        Assert.Equal(isHidden ? 0 : 1, (await store.Reader.FindStatementsAsync(new StatementQuery(), None)).Length);
        var last = await store.Changes.GetLastChangeAsync(None);

        await store.SaveAsync(one, "2");
        await store.SaveAsync(Saying("later", "2024-05-09", words, speaker));

        Assert.Equal(isHidden ? 0 : 1, (await store.Reader.FindStatementsAsync(new StatementQuery(), None)).Length);
        Assert.Empty(await store.Changes.ReadChangesAsync(last, 10, None));
    }

    [Fact]
    public async Task Proposals_with_their_answers_meetings_and_what_was_reported_inside_go_as_well()
    {
        var article = new ArticleBuilder("one", "2024-05-02", "Ada Brandt offered a harbour plan.", "Otto Krag refused it.", "They meet on 4 June.", "Ada Brandt said that Otto Krag lies.");
        article.Proposes(Ada, "a harbour plan", to: null, new Response("Otto Krag", ResponseKind.Refused, article.Span("Otto Krag refused it.")))
            .Meets("m1", "2024-06-04", 2, Ada, "Otto Krag")
            .Says(Ada, "Otto Krag lies");
        var statement = article.Facts.Statements[0].Id;
        article.Says("Otto Krag", "lies", reportedIn: statement);
        await store.SaveAsync(article);
        var last = await store.Changes.GetLastChangeAsync(None);

        foreach (var id in new[] { article.Facts.Proposals[0].Id, "m1", statement })
        {
            Assert.Equal(RetractOutcome.Retracted, await store.Forgetting.RetractAsync(id, "wrong", Now, None));
        }

        var summary = await store.Reader.GetSummaryAsync(FactScope.All, None);
        Assert.Equal((0L, 0L, 0L), (summary.Statements, summary.Proposals, summary.Meetings));
        Assert.Equal(
            [FactKind.Proposal, FactKind.Response, FactKind.Meeting, FactKind.Statement],
            (await store.Changes.ReadChangesAsync(last, 10, None)).Select(change => change.Fact.Kind));
        await store.SaveAsync(article, "2");
        Assert.Equal(0, (await store.Reader.GetSummaryAsync(FactScope.All, None)).Meetings);
    }

    [Fact]
    public async Task A_retraction_that_is_taken_back_lets_the_fact_return_with_its_article()
    {
        var one = Saying("one", "2024-05-02", "the harbour stays open to ships");
        await store.SaveAsync(one);
        var id = one.Facts.Statements[0].Id;
        await store.Forgetting.RetractAsync(id, "wrong", Now, None);

        Assert.True(await store.Forgetting.UnretractAsync(id, None));
        Assert.False(await store.Forgetting.UnretractAsync(id, None));
        Assert.Equal(StoreOutcome.Refreshed, await store.SaveAsync(one));

        Assert.Equal(id, Assert.Single(await store.Reader.FindStatementsAsync(new StatementQuery(), None)).Fact.Id);
    }

    [Fact]
    public async Task Of_a_person_the_id_goes_and_of_a_channel_or_server_everything()
    {
        var other = new ChannelKey("discord", "111", "333");
        await SubscribeAsync("a1", Channel);
        await SubscribeAsync("b1", other);
        await store.Channels.SetDossierAsync(Channel, "east", "42", Now, None);
        await OweAsync("k1", "a1", Channel);
        await OweAsync("k2", "b1", other);
        var version = await store.Subscriptions.GetSubscriptionsVersionAsync(None);

        Assert.Equal(3, await store.Forgetting.ForgetPersonAsync("discord", "42", None));
        Assert.Equal(0, await store.Forgetting.ForgetPersonAsync("slack", "42", None));
        Assert.Equal("", (await store.Subscriptions.ListSubscriptionsAsync(Channel, withEnded: false, None))[0].CreatedBy);
        Assert.Equal("east", await store.Channels.FindDossierAsync(Channel, None));

        Assert.Equal(3, await store.Forgetting.ForgetChannelAsync(Channel, None));
        Assert.Null(await store.Channels.FindDossierAsync(Channel, None));
        Assert.Equal(["b1"], (await store.Subscriptions.ListSubscriptionsAsync(None)).Select(each => each.Id));
        Assert.NotEqual(version, await store.Subscriptions.GetSubscriptionsVersionAsync(None));

        Assert.Equal(2, await store.Forgetting.ForgetServerAsync("discord", "111", None));
        Assert.Empty(await store.Subscriptions.ListSubscriptionsAsync(None));
        Assert.Equal(0, (await store.Outbox.GetOutboxSummaryAsync(Now, None)).Owed);
        await Assert.ThrowsAsync<ArgumentException>(() => store.Forgetting.ForgetServerAsync("discord", "", None));

        // Whoever matched before it was forgotten owes it nothing.
        await OweAsync("k3", "a1", Channel);
        Assert.Equal(0, (await store.Outbox.GetOutboxSummaryAsync(Now, None)).Owed);
    }

    [Fact]
    public async Task Of_a_forgotten_dossier_nothing_is_left_and_what_others_share_stays()
    {
        await store.SaveAsync(new ArticleBuilder("secret", "2024-05-02", "Xerxes Quillfeather said zanzibar marmalade flows.").Says("Xerxes Quillfeather", "zanzibar marmalade flows")
            .Actor("Xerxes Quillfeather", role: "vizier", aliases: "Quillfeather").Mentions(0, "Xerxes Quillfeather").In("east"));
        var shared = new ArticleBuilder("shared", "2024-05-03", "Ada Brandt said the harbour stays open.").Says(Ada, "the harbour stays open").Actor(Ada).Mentions(0, Ada).In("east", "west");
        await store.SaveAsync(shared);
        await SubscribeAsync("a1", Channel, "east");
        await SubscribeAsync("b1", Channel, dossier: null);
        await store.Channels.SetDossierAsync(Channel, "east", "42", Now, None);
        await OweAsync("k1", "b1", Channel, StableId.Of('s', "Xerxes Quillfeather", "zanzibar marmalade flows"));

        Assert.Equal(1, await store.Forgetting.ForgetDossierAsync("east", None));

        Assert.Equal(["shared"], (await store.Reader.ListArticlesAsync(FactScope.All, 10, None)).Select(article => article.Stem));
        Assert.Empty(await store.Reader.ListArticlesAsync(new FactScope("east"), 10, None));
        Assert.Equal(["shared"], (await store.Reader.ListArticlesAsync(new FactScope("west"), 10, None)).Select(article => article.Stem));
        var summary = await store.Reader.GetSummaryAsync(FactScope.All, None);
        Assert.Equal((1L, 1L, 1L), (summary.Articles, summary.Statements, summary.Actors));
        Assert.Equal(["west"], (await store.Writer.FindArticleAsync(shared.Article.Id, None))!.Dossiers);
        Assert.Single(await store.Reader.FindStatementsAsync(new StatementQuery { Scope = new FactScope("west"), Text = new TextMatch([["harbour"]]), Speakers = [Ada] }, None));
        Assert.Empty(await store.Reader.FindActorsAsync(FactScope.All, "Quillfeather", 5, None));
        var change = Assert.Single(await store.Changes.ReadChangesAsync(0, 10, None));
        Assert.Equal(["west"], change.Dossiers);
        Assert.Equal(["b1"], (await store.Subscriptions.ListSubscriptionsAsync(None)).Select(each => each.Id));
        Assert.Null(await store.Channels.FindDossierAsync(Channel, None));
        Assert.Equal(0, (await store.Outbox.GetOutboxSummaryAsync(Now, None)).Owed);
        AssertGone("marmalade", "zanzibar", "quillfeather", "xerx", "vizier", "secret");
        Assert.Equal(0, await store.Forgetting.ForgetDossierAsync("east", None));
    }

    /// <summary>Looks for the words in whatever the store has written, in any case.</summary>
    protected abstract void AssertGone(params string[] words);

    private static ArticleBuilder Saying(string stem, string published, string words, string speaker = Ada) =>
        new ArticleBuilder(stem, published, $"{speaker} said {words}.").Says(speaker, words).Actor(speaker);

    private Task<SubscribeOutcome> SubscribeAsync(string id, ChannelKey channel, string? dossier = null) =>
        store.Subscriptions.SaveSubscriptionAsync(OutboxBehaviours.ASubscription(id, channel) with { Dossier = dossier }, new SubscriptionLimits(9, 9), None);

    private Task OweAsync(string key, string subscription, ChannelKey channel, string fact = "s1") => store.Outbox.AddAsync(
        [new DeliveryDraft(key, DeliveryKind.Update, channel, "g", Now, [new OwedItem(subscription, new ChangedFact(FactKind.Statement, fact), "new", 1)])], None);
}

public sealed class SqliteForgettingTests : ForgettingBehaviours
{
    private readonly SqliteFixture _fixture;

    public SqliteForgettingTests()
        : this(new SqliteFixture())
    {
    }

    private SqliteForgettingTests(SqliteFixture fixture)
        : base(fixture) => _fixture = fixture;

    protected override void AssertGone(params string[] words)
    {
        foreach (var file in Directory.GetFiles(_fixture.Folder))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var content = new MemoryStream();
            stream.CopyTo(content);
            var text = Encoding.Latin1.GetString(content.ToArray());
            foreach (var word in words)
            {
                Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase);
            }
        }
    }
}
