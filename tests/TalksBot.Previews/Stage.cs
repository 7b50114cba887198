using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TalksBot.Answers;
using TalksBot.Chat;
using TalksBot.Ingestion;
using TalksBot.Memory;
using TalksBot.Store;
using TalksBot.Store.Sqlite;
using TalksBot.Testing;

namespace TalksBot.Previews;

/// <summary>The desk over a store of the bundled samples, on the day after the last of them.</summary>
internal sealed class Stage : IDisposable
{
    private static readonly DateTimeOffset Now = new(2025, 3, 16, 18, 0, 0, TimeSpan.Zero);

    private readonly string _folder;
    private readonly SqliteFactStore _store;
    private readonly ChatDesk _desk;

    private Stage(string folder, SqliteFactStore store, FakeTimeProvider time)
    {
        _folder = folder;
        _store = store;
        _desk = new ChatDesk(new Answerer(store), store, new InMemoryChannelStore(), new ChatOptions(), time, NullLogger<ChatDesk>.Instance);
    }

    /// <summary>Reads the samples in.</summary>
    public static async Task<Stage> OpenAsync()
    {
        var time = new FakeTimeProvider(Now);
        var folder = Directory.CreateTempSubdirectory("talksbot-previews-").FullName;
        var store = new SqliteFactStore(new StoreOptions { Path = Path.Combine(folder, "samples.db") });
        await store.MigrateAsync(CancellationToken.None);
        var (dossiers, _) = DossierLoader.LoadFolder(Path.Combine(AppContext.BaseDirectory, "dossiers"));
        var memory = new RememberArticle(Extraction.Extractor.Create(), store, store, new DossierMatcher(dossiers), time);
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "articles"), "*.txt").Order(StringComparer.Ordinal);
        var outcomes = new ArticleReader(new ReadSettings(), time, () => Stream.Null).ReadAllAsync(ArticleFinder.Find(files, CancellationToken.None).Inputs, CancellationToken.None);
        // An address for the look of links; the samples have none.
        var articles = outcomes.Select(outcome => ((ReadOutcome.Read)outcome).Article).Select(article => article with { Url = $"https://talks.example.org/{article.Stem}" });
        await foreach (var _ in memory.RememberAllAsync(articles, progress: null, CancellationToken.None))
        {
        }

        return new Stage(folder, store, time);
    }

    /// <summary>Asks, and turns to the page.</summary>
    public async Task<(ChatTask Task, ChatAnswer Answer)> PlayAsync(Scene scene, string platform)
    {
        var place = new ChatPlace { Platform = platform, ServerId = "1", ChannelId = "2", UserId = "3", Locale = scene.Locale, TimeZone = "UTC" };
        var task = _desk.Receive(new ChatCall.Line(place, scene.Answer is null ? scene.Asked : "/help", IsPublic: false));
        var answer = scene.Answer ?? await _desk.AnswerAsync(task, CancellationToken.None);
        for (var page = 0; page < scene.Page && answer.Buttons.FirstOrDefault(button => button is { Kind: ButtonKind.Next, IsEnabled: true }) is { } next; page++)
        {
            answer = await _desk.AnswerAsync(_desk.Receive(new ChatCall.Press(place, next.Key)), CancellationToken.None);
        }

        return (task, answer);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _desk.Dispose();
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
