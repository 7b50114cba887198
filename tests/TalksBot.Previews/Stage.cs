using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TalksBot.Answers;
using TalksBot.Chat;
using TalksBot.Domain;
using TalksBot.Ingestion;
using TalksBot.Memory;
using TalksBot.Store;
using TalksBot.Store.Sqlite;

namespace TalksBot.Previews;

/// <summary>The desk over a store of the bundled samples, on the day after the last of them.</summary>
internal sealed class Stage : IDisposable
{
    private static readonly DateTimeOffset Now = new(2025, 3, 16, 18, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("talksbot-previews-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2025, 2, 17, 9, 0, 0, TimeSpan.Zero));
    private readonly SqliteFactStore _store;
    private readonly ChatDesk _desk;
    private readonly UpdateMatching _matching;
    private readonly UpdateComposer _composer;

    private Stage()
    {
        var (options, updates) = (new ChatOptions(), new UpdateOptions());
        _store = new SqliteFactStore(new StoreOptions { Path = Path.Combine(_folder, "samples.db") });
        var subscriptions = new SubscriptionDesk(_store.Subscriptions, _store.Changes, _store.Outbox, _store, _store.Channels, options, updates, _time, new Random(1));
        _desk = new ChatDesk(new Answerer(_store), _store, _store.Channels, options, _time, NullLogger<ChatDesk>.Instance, subscriptions);
        _matching = new UpdateMatching(_store.Changes, _store.Subscriptions, _store.Outbox, _store, options, updates, _time, new Random(2), NullLogger<UpdateMatching>.Instance);
        _composer = new UpdateComposer(_store, _store.Subscriptions, _store.Outbox, _store.Changes, options, updates, _time);
    }

    /// <summary>What channels were told while the samples were read, each on its day.</summary>
    public List<(string What, ChatAnswer Answer)> Told { get; } = [];

    /// <summary>Reads the samples in, each on the day of its publication, with a channel that is told at once and one that has a digest.</summary>
    public static async Task<Stage> OpenAsync()
    {
        var stage = new Stage();
        await stage._store.MigrateAsync(CancellationToken.None);
        foreach (var line in new[] { "/subscribe", "/subscribe kinds:\"statements, proposals, responses\" how:\"weekly on Friday\" at:\"8:30 Kyiv time\"" })
        {
            await stage.PlayAsync(new Scene(line), "discord");
        }

        var (dossiers, _) = DossierLoader.LoadFolder(Path.Combine(AppContext.BaseDirectory, "dossiers"));
        var memory = new RememberArticle(Extraction.Extractor.Create(), stage._store, stage._store, new DossierMatcher(dossiers), stage._time);
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "articles"), "*.txt").Order(StringComparer.Ordinal);
        var articles = new List<Article>();
        await foreach (var outcome in new ArticleReader(new ReadSettings(), stage._time, () => Stream.Null).ReadAllAsync(ArticleFinder.Find(files, CancellationToken.None).Inputs, CancellationToken.None))
        {
            // An address for the look of links; the samples have none.
            var article = ((ReadOutcome.Read)outcome).Article;
            articles.Add(article with { Url = $"https://talks.example.org/{article.Stem}" });
        }

        foreach (var article in articles.OrderBy(article => article.PublishedOn))
        {
            await stage.PassAsync(new DateTimeOffset(article.PublishedOn, new TimeOnly(12, 0), TimeSpan.Zero));
            await foreach (var _ in memory.RememberAllAsync(One(article), progress: null, CancellationToken.None))
            {
            }

            await stage.SendAsync();
        }

        await stage.PassAsync(Now);
        return stage;
    }

    private static async IAsyncEnumerable<Article> One(Article article)
    {
        await Task.CompletedTask;
        yield return article;
    }

    // Hour by hour, so that everything is sent when it is due.
    private async Task PassAsync(DateTimeOffset until)
    {
        while (_time.GetUtcNow() < until)
        {
            var left = until - _time.GetUtcNow();
            _time.Advance(left < TimeSpan.FromHours(1) ? left : TimeSpan.FromHours(1));
            await SendAsync();
        }
    }

    private async Task SendAsync()
    {
        while (await _matching.RunOnceAsync(CancellationToken.None))
        {
        }

        while (await _store.Outbox.ClaimAsync(new OutboxClaim("discord", _time.GetUtcNow(), 10, new HashSet<ChannelKey>()), CancellationToken.None) is { IsEmpty: false } claimed)
        {
            foreach (var delivery in claimed)
            {
                var answer = await _composer.ComposeAsync(delivery, CancellationToken.None);
                await _store.Outbox.BeginSendingAsync(delivery.Id, _time.GetUtcNow(), CancellationToken.None);
                await _store.Outbox.FinishAsync(delivery.Id, answer is null ? DeliveryState.Dropped : DeliveryState.Confirmed, _time.GetUtcNow(), $"{delivery.Id}", null, CancellationToken.None);
                if (answer is not null)
                {
                    Told.Add(($"({delivery.Kind} of {_time.GetUtcNow():d MMMM HH:mm})", answer));
                }
            }
        }
    }

    /// <summary>Asks, and turns to the page.</summary>
    public async Task<(ChatTask Task, ChatAnswer Answer)> PlayAsync(Scene scene, string platform)
    {
        var place = new ChatPlace { Platform = platform, ServerId = "1", ChannelId = "2", UserId = "3", MayManage = true, Locale = scene.Locale, TimeZone = "UTC" };
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
        _matching.Dispose();
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
