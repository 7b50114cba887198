using Microsoft.Extensions.Time.Testing;
using TalksBot.Domain;
using TalksBot.Store;
using TalksBot.Store.Sqlite;
using TalksBot.Testing;

namespace TalksBot.Memory.Tests;

/// <summary>What an edited article makes those hear who read the change log.</summary>
public sealed class EditTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _folder = Directory.CreateTempSubdirectory("talksbot-edits-").FullName;
    private readonly SqliteFactStore _store;
    private readonly SketchExtractor _extractor = new();
    private readonly RememberArticle _memory;
    private long _read;

    public EditTests()
    {
        _store = new SqliteFactStore(new StoreOptions { Path = Path.Combine(_folder, "talksbot.db") });
        _memory = new RememberArticle(_extractor, _store, _store, new DossierMatcher([]), new FakeTimeProvider(new DateTimeOffset(2025, 10, 14, 9, 30, 0, TimeSpan.Zero)));
    }

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Other_typography_is_no_news()
    {
        await TakeAsync(Article("“The boats stay,” said Ada Wren.").Says("Ada Wren", "“The boats stay,”", "said"));

        Assert.Empty(await TakeAsync(Article("“The  boats stay”,  said Ada Wren.").Says("Ada Wren", "“The  boats stay”,", "said")));
    }

    [Fact]
    public async Task Words_that_are_mended_are_a_correction()
    {
        var before = Article("Ada Wren said the boats stay in the harbour for 20 days.").Says("Ada Wren", "the boats stay in the harbour for 20 days", "said");
        await TakeAsync(before);

        var change = Assert.Single(await TakeAsync(Article("Ada Wren said the boats stay in the harbour for 30 days.").Says("Ada Wren", "the boats stay in the harbour for 30 days", "said")));

        Assert.Equal((ChangeKind.Corrected, before.Facts.Statements[0].Id), (change.Kind, change.ReplacedId));
        Assert.Equal(new DateTimeOffset(2025, 10, 14, 9, 30, 0, TimeSpan.Zero), change.RecordedAt);
    }

    [Fact]
    public async Task A_sentence_with_other_words_at_the_same_place_is_a_correction()
    {
        await TakeAsync(Article("It rains. Ada Wren said nothing works in Varn. It snows.").Says("Ada Wren", "nothing works in Varn", "said"));

        Assert.Equal([ChangeKind.Corrected], (await TakeAsync(
            Article("It rains. Ada Wren said everyone should leave Varn. It snows.").Says("Ada Wren", "everyone should leave Varn", "said"))).Select(change => change.Kind));
    }

    [Theory]
    [InlineData("nothing works", "everyone should leave")]
    [InlineData("rain was on the way to the coast of Varn", "gold was in the cellars of the king")]
    public async Task Unlike_words_at_the_same_place_are_no_correction(string before, string after)
    {
        await TakeAsync(Article($"It rains. Ada Wren said {before}. It snows.").Says("Ada Wren", before, "said"));

        var changes = await TakeAsync(Article($"It rains. Ada Wren said {after}. It snows.").Says("Ada Wren", after, "said"));

        Assert.Equal([ChangeKind.Withdrawn, ChangeKind.New], changes.Select(change => change.Kind));
    }

    [Theory]
    [InlineData(Polarity.Denied, CueClass.Said, null, null)]
    [InlineData(Polarity.Said, CueClass.Refused, null, null)]
    [InlineData(Polarity.Said, CueClass.Said, "2025-10-13", null)]
    [InlineData(Polarity.Said, CueClass.Said, null, "Bo Lark")]
    public async Task The_same_words_of_another_act_are_a_correction(Polarity polarity, CueClass cueClass, string? when, string? addressee)
    {
        const string words = "a meeting in Varn was planned";
        var before = Article($"Ada Wren said {words}.").Says("Ada Wren", words, "said");
        await TakeAsync(before);

        var told = Assert.Single(await TakeAsync(Article($"Ada Wren denied {words}.").Says("Ada Wren", words, "denied", statement => statement with
        {
            Id = "s-after",
            Polarity = polarity,
            CueClass = cueClass,
            When = when is null ? null : new TimeValue(when),
            AddresseeName = addressee,
        })));

        Assert.Equal((ChangeKind.Corrected, before.Facts.Statements[0].Id, "s-after"), (told.Kind, told.ReplacedId, told.Fact.Id));
    }

    [Theory]
    [InlineData(true, ProposalKind.Plan, false, false)]
    [InlineData(false, ProposalKind.Demand, false, false)]
    [InlineData(false, ProposalKind.Plan, true, false)]
    [InlineData(false, ProposalKind.Plan, false, true)]
    public async Task The_same_offer_of_another_act_is_a_correction(bool isWithdrawn, ProposalKind kind, bool isPutToBo, bool isConditional)
    {
        const string body = "Ada Wren offered a truce in the harbour.";
        await TakeAsync(Article(body).Proposes("Ada Wren", "a truce in the harbour"));

        var told = Assert.Single(await TakeAsync(Article($"{body} It rains.").Proposes("Ada Wren", "a truce in the harbour", proposal => proposal with
        {
            Id = "p-after",
            Kind = kind,
            IsWithdrawn = isWithdrawn,
            To = isPutToBo ? ["Bo Lark"] : [],
            Conditions = isConditional ? [proposal.Content] : [],
        })));

        Assert.Equal((ChangeKind.Corrected, "p-after"), (told.Kind, told.Fact.Id));
    }

    [Fact]
    public async Task The_same_words_of_the_same_act_keep_their_id()
    {
        await TakeAsync(Article("Ada Wren said the harbour stays closed.").Says("Ada Wren", "the harbour stays closed", "said"));

        Assert.Empty(await TakeAsync(Article("Ada Wren said the harbor stays closed.").Says("Ada Wren", "the harbor stays closed", "said")));
    }

    [Fact]
    public async Task Two_answers_without_words_are_not_the_same()
    {
        await TakeAsync(Article("Ada Wren declined to comment.").Says("Ada Wren", null, "declined to comment"));

        var changes = await TakeAsync(Article("Ada Wren gave no date.").Says("Ada Wren", null, "gave no date"));

        Assert.Equal([ChangeKind.Withdrawn, ChangeKind.New], changes.Select(change => change.Kind));
    }

    [Fact]
    public async Task A_name_that_is_mended_withdraws_the_words_from_the_wrong_mouth()
    {
        await TakeAsync(Article("Ada Wren said the boats stay.").Says("Ada Wren", "the boats stay", "said"));

        var changes = await TakeAsync(Article("Bo Lark said the boats stay.").Says("Bo Lark", "the boats stay", "said"));

        Assert.Equal([(ChangeKind.Withdrawn, "Ada Wren"), (ChangeKind.New, "Bo Lark")], changes.Select(change => (change.Kind, change.Actors[0])));
    }

    [Fact]
    public async Task A_date_that_is_mended_moves_the_meeting()
    {
        await TakeAsync(Article("They meet on 12 March.").Meets("Port Selm + Ostrava Bay", "They meet", "2026-03-12"));

        var change = Assert.Single(await TakeAsync(
            Article("They meet on 13 March.").Meets("Port Selm + Ostrava Bay", "They meet", "2026-03-13")));

        Assert.Equal((ChangeKind.Moved, new TimeValue("2026-03-12")), (change.Kind, change.Before!.When));
        Assert.Equal("2026-03-13", Assert.Single(await _store.FindMeetingsAsync(new MeetingQuery { Ids = [change.Fact.Id] }, None)).Fact.When?.Value);
    }

    [Fact]
    public async Task An_answer_that_is_mended_is_a_correction()
    {
        await TakeAsync(Offer("Bo Lark accepted it.", ResponseKind.Accepted));

        var change = Assert.Single(await TakeAsync(Offer("Bo Lark refused it.", ResponseKind.Refused)));

        Assert.Equal((ChangeKind.Corrected, FactKind.Response), (change.Kind, change.Fact.Kind));
        Assert.EndsWith($"/{(int)ResponseKind.Accepted}", change.ReplacedId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sentence_that_is_added_is_new_and_one_that_is_cut_is_withdrawn()
    {
        const string first = "Ada Wren said the boats stay.";
        const string second = "Ada Wren said rain is on its way to us all.";
        await TakeAsync(Article(first).Says("Ada Wren", "the boats stay", "said"));

        Assert.Equal([ChangeKind.New], (await TakeAsync(
            Article($"{first} {second}").Says("Ada Wren", "the boats stay", "said").Says("Ada Wren", "rain is on its way to us all", "said"))).Select(change => change.Kind));
        Assert.Equal([ChangeKind.Withdrawn], (await TakeAsync(Article(first).Says("Ada Wren", "the boats stay", "said"))).Select(change => change.Kind));
    }

    private static ArticleSketch Article(string body) => new ArticleSketch("one", "2025-10-14", body).Actor("Ada Wren").Actor("Bo Lark");

    private static ArticleSketch Offer(string answer, ResponseKind kind)
    {
        var body = $"Ada Wren offered a truce. {answer}";
        var evidence = new TextSpan(body.IndexOf(answer, StringComparison.Ordinal), answer.Length);
        return Article(body).Proposes("Ada Wren", "a truce", proposal => proposal with { Responses = [new Response("Bo Lark", kind, evidence)] });
    }

    private async Task<IReadOnlyList<Change>> TakeAsync(ArticleSketch sketch)
    {
        _extractor.Replace(sketch);
        await _memory.RememberAsync(sketch.Article, None);
        var changes = await _store.Changes.ReadChangesAsync(_read, 1000, None);
        _read = await _store.Changes.GetLastChangeAsync(None);
        return changes;
    }
}
