using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TalksBot.Domain;
using TalksBot.Testing;

namespace TalksBot.Ingestion.Tests.Following;

/// <summary>A follower over a loopback site, a sink that remembers, and a clock that the test moves.</summary>
internal sealed class Follower : IAsyncDisposable
{
    public const string Dossier = "harbour";

    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<FeedState> _looks = Channel.CreateUnbounded<FeedState>();
    private readonly WebFetcher _web;
    private FeedState? _last;
    private Task _running = Task.CompletedTask;

    public Follower(IFeedStore? store = null, Func<Article, TakeOutcome?>? take = null)
    {
        States = store ?? Store;
        Sink = new RecordingSink(take);
        // Time stands still while something is on the wire; limits of time have tests of their own.
        _web = Fetching.Fetcher(time: TimeProvider.System);
    }

    public ArmedTime Time { get; } = new(new DateTimeOffset(2026, 5, 13, 12, 0, 0, TimeSpan.Zero));

    public LoopbackFeeds Site { get; } = new();

    public InMemoryFeedStore Store { get; } = new();

    public IFeedStore States { get; }

    public RecordingSink Sink { get; }

    public TempFolder Folder { get; } = new();

    public static LoopbackItem Item(string slug, string? title = null, string? words = null) => new(
        slug,
        title ?? $"Headline of {slug}",
        $"<p>{words ?? $"The harbour talks of {slug} went on all day, the mediator said on Tuesday."}</p><p>Both delegations have agreed that they would meet again in the old customs house, and that nobody should speak to the press before then.</p><p>The ferry between the two towns has not run for a year because of the dispute, and people on both sides of the bay say that they want it back.</p>",
        new DateOnly(2026, 5, 12));

    public Feed Feed(string name, double everySeconds = 60) => new(Dossier, Site.Url(name), Folder: null, TimeSpan.FromSeconds(everySeconds));

    public static Feed Watched(string folder = "inbox") => new(Dossier, Url: null, folder, TimeSpan.FromSeconds(5));

    public void Start(params Feed[] feeds) => _running = new FeedFollower(
        new FollowOptions([.. feeds], Folder.Path) { Looked = state => _looks.Writer.TryWrite(state) },
        _web,
        States,
        Sink,
        Time,
        new Random(7),
        NullLogger<FeedFollower>.Instance).RunAsync(_stop.Token);

    /// <summary>The next look that ended.</summary>
    public async Task<FeedState> LookAsync() => _last = await _looks.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>Lets time pass until the feed that was looked at last is due again, or longer, and waits for the look.</summary>
    /// <param name="least">How long, at the least.</param>
    /// <param name="sleepers">How many feeds must have gone to sleep before.</param>
    public async Task<FeedState> NextLookAsync(TimeSpan? least = null, int sleepers = 1)
    {
        for (; sleepers > 0; sleepers--)
        {
            await Time.ArmedAsync();
        }

        var due = _last?.NextAt - Time.GetUtcNow() ?? TimeSpan.Zero;
        Time.Advance(due > (least ?? TimeSpan.Zero) ? due : least ?? TimeSpan.Zero);
        return await LookAsync();
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Site.Dispose();
        _web.Dispose();
        Folder.Dispose();
        _stop.Dispose();
    }
}

/// <summary>Remembers what it took.</summary>
internal sealed class RecordingSink(Func<Article, TakeOutcome?>? take) : IArticleSink
{
    private readonly ConcurrentDictionary<ArticleId, string> _bodies = new();
    private readonly ConcurrentQueue<Article> _taken = new();

    public ImmutableArray<Article> Taken => [.. _taken];

    public Task<TakeOutcome> TakeAsync(Article article, bool mustConcern, CancellationToken cancellationToken)
    {
        if (take?.Invoke(article) is { } outcome)
        {
            return Task.FromResult(outcome);
        }

        if (_bodies.TryGetValue(article.Id, out var body) && body == article.Body)
        {
            return Task.FromResult(TakeOutcome.Known);
        }

        _bodies[article.Id] = article.Body;
        _taken.Enqueue(article);
        return Task.FromResult(TakeOutcome.Stored);
    }
}

/// <summary>A clock that tells when somebody has begun to wait for it: time that goes on before would be waited for in vain.</summary>
internal sealed class ArmedTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    // The follower forgets old items once a day.
    private static readonly TimeSpan Pruning = TimeSpan.FromDays(1);

    private readonly Channel<TimeSpan> _armed = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime != Pruning)
        {
            _armed.Writer.TryWrite(dueTime);
        }

        return timer;
    }

    /// <summary>The next wait that began.</summary>
    public async Task ArmedAsync() => await _armed.Reader.ReadAsync(TestContext.Current.CancellationToken);
}
