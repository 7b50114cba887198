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
        await TakeAsync(Article("It rains. Ada Wren said nothing works. It snows.").Says("Ada Wren", "nothing works", "said"));

        Assert.Equal([ChangeKind.Corrected], (await TakeAsync(
            Article("It rains. Ada Wren said everyone should leave. It snows.").Says("Ada Wren", "everyone should leave", "said"))).Select(change => change.Kind));
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
