using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using TalksBot.Domain;
using TalksBot.Store;
using TalksBot.Store.Sqlite;

namespace TalksBot.Benchmarks;

/// <summary>Fills a store with made-up articles and times each query of the contract.</summary>
internal static class StoreBenchmark
{
    /// <summary>The articles are the same each time.</summary>
    public const int Seed = 20250315;

    private const int BatchSize = 500;

    private static readonly SaveTerms Terms = new("synthetic", DateTimeOffset.UnixEpoch);

    /// <summary>Writes articles until the store has <paramref name="count"/>; what was begun is gone on with.</summary>
    public static async Task FillAsync(string path, int count)
    {
        using var store = new SqliteFactStore(new StoreOptions { Path = path });
        var begun = (int)(await store.GetSummaryAsync(FactScope.All, CancellationToken.None)).Articles;
        var batches = new SyntheticNews(Seed).Articles(count).Skip(begun).Chunk(BatchSize);
        var watch = Stopwatch.StartNew();
        var done = 0;
        foreach (var batch in batches)
        {
            await store.SaveManyAsync(batch, Terms, CancellationToken.None);
            done += batch.Length;
            if (done % 10_000 == 0)
            {
                await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{done} articles after {watch.Elapsed.TotalSeconds:0} s"));
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"filled {done} articles in {watch.Elapsed.TotalSeconds:0.0} s ({done / watch.Elapsed.TotalSeconds:0} articles/s, cpu {Environment.CpuUsage.TotalTime.TotalSeconds:0} s), {new FileInfo(path).Length / 1e6:0} MB"));
    }

    /// <summary>Times one article saved in a transaction of its own.</summary>
    public static async Task SaveAsync(string path, int count)
    {
        using var store = new SqliteFactStore(new StoreOptions { Path = path });
        var articles = new SyntheticNews(Seed + 1).Articles(count * 2)
            .Select(pair => (Article: pair.Article with { Id = new ArticleId("single/" + pair.Article.Id.Value) }, pair.Facts)).ToArray();
        await Latency.MeasureAsync("save one article", count, async i =>
        {
            await store.SaveAsync(articles[i].Article, articles[i].Facts, Terms, CancellationToken.None);
            return 1;
        });
    }

    /// <summary>Time from nothing to the first result in this process.</summary>
    public static async Task OpenAsync(string path)
    {
        var watch = Stopwatch.StartNew();
        using var store = new SqliteFactStore(new StoreOptions { Path = path });
        var found = await store.FindStatementsAsync(new StatementQuery { Text = Match("treaty"), Limit = 10 }, CancellationToken.None);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"first query done {watch.Elapsed.TotalMilliseconds:0.0} ms after opening, {Environment.CpuUsage.TotalTime.TotalMilliseconds:0} ms of processor time since the process began ({found.Length} found)"));
    }

    /// <summary>Times the queries.</summary>
    public static async Task QueryAsync(string path, int times)
    {
        var news = new SyntheticNews(Seed);
        using var store = new SqliteFactStore(new StoreOptions { Path = path });
        var none = CancellationToken.None;
        var summary = await store.GetSummaryAsync(FactScope.All, none);
        Console.WriteLine(summary);

        await Latency.MeasureAsync("summary", times, async _ => (await store.GetSummaryAsync(FactScope.All, none)).Articles > 0 ? 1 : 0);
        await Latency.MeasureAsync("list 50 articles", times, async _ => (await store.ListArticlesAsync(FactScope.All, 50, none)).Length);
        await Latency.MeasureAsync("list 50 articles of a dossier", times, async _ => (await store.ListArticlesAsync(new FactScope("small"), 50, none)).Length);
        await Latency.MeasureAsync("count 10 terms", times, async i => (await store.CountTermsAsync([.. Enumerable.Range(0, 10).Select(j => news.Word((i * 37 % 1000) + (j * 9)))], none)).Count);

        await PassagesAsync(store, news, times);
        await StatementsAsync(store, news, times);
        await OthersAsync(store, news, times);
        await ActorsAsync(store, news, times);
        await HiddenAsync(store, news, times);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"working set {Environment.WorkingSet / 1e6:0} MB, managed {GC.GetTotalMemory(forceFullCollection: true) / 1e6:0} MB"));
    }

    private static async Task PassagesAsync(SqliteFactStore store, SyntheticNews news, int times)
    {
        async Task<int> Find(PassageQuery query) => (await store.FindPassagesAsync(query, CancellationToken.None)).Length;
        await Latency.MeasureAsync("passages: 1 commonest word", times, i => Find(new PassageQuery { Text = Match(news.Word(i % 10)) }));
        await Latency.MeasureAsync("passages: 1 common word", times, i => Find(new PassageQuery { Text = Match(news.Word(80 + (i % 40))) }));
        await Latency.MeasureAsync("passages: 1 rare word", times, i => Find(new PassageQuery { Text = Match(news.Word(20_000 + (i * 13))) }));
        await Latency.MeasureAsync("passages: 2 common words", times, i => Find(new PassageQuery { Text = Match(news.Word(80 + (i % 40)), news.Word(130 + (i % 50))) }));
        await Latency.MeasureAsync("passages: 3 common words", times, i => Find(new PassageQuery { Text = Match(news.Word(80 + (i % 40)), news.Word(130 + (i % 50)), news.Word(200 + i)) }));
        await Latency.MeasureAsync("passages: 3 middling words", times, i => Find(new PassageQuery { Text = Match(news.Word(400 + i), news.Word(600 + i), news.Word(900 + i)) }));
        await Latency.MeasureAsync("passages: common and rare word", times, i => Find(new PassageQuery { Text = Match(news.Word(i % 40), news.Word(5_000 + (i * 13))) }));
        await Latency.MeasureAsync("passages: 3 groups of 5 alternatives", times, i => Find(new PassageQuery
        {
            Text = new TextMatch([.. Enumerable.Range(0, 3).Select(g => Enumerable.Range(0, 5).Select(a => news.Word(150 + (g * 200) + (a * 31) + i)).ToImmutableArray())]),
        }));
        await Latency.MeasureAsync("passages: actor", times, i => Find(new PassageQuery { Actors = [news.Actor(i % 50).Name] }));
        await Latency.MeasureAsync("passages: 2 actors", times, i => Find(new PassageQuery { Actors = [news.Actor(i % 20).Name, news.Actor(20 + (i % 50)).Name] }));
        await Latency.MeasureAsync("passages: actor and 2 words, dossier", times, i => Find(new PassageQuery
        {
            Scope = new FactScope("small"),
            Actors = [news.Actor(i % 50).Name],
            Text = Match(news.Word(80 + (i % 40)), news.Word(i % 30)),
        }));
        await Latency.MeasureAsync("passages: common word in an old week", times, i => Find(new PassageQuery
        {
            Text = Match(news.Word(80 + (i % 40))),
            Since = new DateOnly(2022, 6, 1).AddDays(i % 300),
            Until = new DateOnly(2022, 6, 8).AddDays(i % 300),
        }));

        var bodies = await store.FindPassagesAsync(new PassageQuery { Limit = 1000 }, CancellationToken.None);
        await Latency.MeasureAsync("passages: phrase of a sentence (8 words)", times, i => Find(new PassageQuery { Text = new TextMatch([], Phrase(bodies[i % bodies.Length], 8)) }));
        await Latency.MeasureAsync("passages: phrase of 3 words", times, i => Find(new PassageQuery { Text = new TextMatch([], Phrase(bodies[i % bodies.Length], 3)) }));
        await Latency.MeasureAsync("passages: phrase of 4 commonest words, absent", times, i => Find(new PassageQuery { Text = new TextMatch([], $"{news.Word(i % 7)} {news.Word(3 + (i % 9))} {news.Word(5 + (i % 11))} {news.Word(9 + (i % 13))}") }));
        await Latency.MeasureAsync("passages: phrase of 6 common words, absent", times, i => Find(new PassageQuery { Text = new TextMatch([], string.Join(' ', Enumerable.Range(0, 6).Select(j => news.Word((i * 7 + (j * 29)) % 120)))) }));
        await Latency.MeasureAsync("passages of one article", times, async i => (await store.ReadPassagesAsync(bodies[i % bodies.Length].Article.Id, 0, int.MaxValue, CancellationToken.None)).Length);
    }

    private static async Task StatementsAsync(SqliteFactStore store, SyntheticNews news, int times)
    {
        async Task<int> Find(StatementQuery query) => (await store.FindStatementsAsync(query, CancellationToken.None)).Length;
        await Latency.MeasureAsync("statements: newest", times, _ => Find(new StatementQuery()));
        await Latency.MeasureAsync("statements: speaker", times, i => Find(new StatementQuery { Speakers = [news.Actor(i % 50).Name] }));
        await Latency.MeasureAsync("statements: speaker and 2 words", times, i => Find(new StatementQuery { Speakers = [news.Actor(i % 50).Name], Text = Match(news.Word(80 + (i % 40)), news.Word(150 + i)) }));
        await Latency.MeasureAsync("statements: speaker about actor", times, i => Find(new StatementQuery { Speakers = [news.Actor(i % 20).Name], About = [news.Actor(10 + (i % 20)).Name] }));
        await Latency.MeasureAsync("statements: 2 common words", times, i => Find(new StatementQuery { Text = Match(news.Word(80 + (i % 40)), news.Word(130 + (i % 50))) }));
        await Latency.MeasureAsync("statements: 2 common words in sentences", times, i => Find(new StatementQuery { Text = Match(news.Word(80 + (i % 40)), news.Word(130 + (i % 50))), IncludeEvidence = true }));
        var articles = (await store.ListArticlesAsync(FactScope.All, 200, CancellationToken.None)).Select(article => article.Id).ToImmutableArray();
        await Latency.MeasureAsync("statements of 12 articles", times, i => Find(new StatementQuery { Articles = [.. articles.Skip(i % 100).Take(12)], Limit = 500 }));
        await Latency.MeasureAsync("statements of 12 articles with a word", times, i => Find(new StatementQuery { Articles = [.. articles.Skip(i % 100).Take(12)], Text = Match(news.Word(80 + (i % 40))), Limit = 500 }));
        var known = await store.FindStatementsAsync(new StatementQuery { Limit = 1000 }, CancellationToken.None);
        await Latency.MeasureAsync("statements: phrase of a content (8 words)", times, i => Find(new StatementQuery { Text = new TextMatch([], First(known[i % known.Length].Fact.Content!.Text, 8)) }));
    }

    private static async Task OthersAsync(SqliteFactStore store, SyntheticNews news, int times)
    {
        var none = CancellationToken.None;
        async Task<int> Meet(MeetingQuery query) => (await store.FindMeetingsAsync(query, none)).Length;
        async Task<int> Propose(ProposalQuery query) => (await store.FindProposalsAsync(query, none)).Length;
        var now = (await store.GetSummaryAsync(FactScope.All, none)).LastPublishedOn!.Value;
        await Latency.MeasureAsync("proposals: by", times, i => Propose(new ProposalQuery { By = [news.Actor(i % 50).Name] }));
        await Latency.MeasureAsync("proposals: 2 common words", times, i => Propose(new ProposalQuery { Text = Match(news.Word(80 + (i % 40)), news.Word(130 + (i % 50))) }));
        await Latency.MeasureAsync("meetings: upcoming", times, _ => Meet(new MeetingQuery { From = now }));
        await Latency.MeasureAsync("meetings: past, latest first", times, _ => Meet(new MeetingQuery { To = now, LatestFirst = true }));
        await Latency.MeasureAsync("meetings: all with an actor", times, i => Meet(new MeetingQuery { With = [news.Actor(i % 50).Name] }));
        await Latency.MeasureAsync("meetings: upcoming with an actor", times, i => Meet(new MeetingQuery { With = [news.Actor(i % 50).Name], From = now }));
        await Latency.MeasureAsync("meetings: upcoming with a common word, dossier", times, i => Meet(new MeetingQuery { Scope = new FactScope("middle"), Text = Match(news.Word(i % 60)), From = now }));
        await Latency.MeasureAsync("meetings: published in the last week", times, _ => Meet(new MeetingQuery { Since = now.AddDays(-7) }));
        await Latency.MeasureAsync("meetings: published over a year, a word", times, i => Meet(new MeetingQuery { Since = now.AddDays(-400), Until = now.AddDays(-35), Text = Match(news.Word(80 + i)) }));
    }

    private static async Task ActorsAsync(SqliteFactStore store, SyntheticNews news, int times)
    {
        var none = CancellationToken.None;
        async Task<int> Find(string name) => (await store.FindActorsAsync(FactScope.All, name, 8, none)).Length;
        async Task<int> Complete(string prefix) => (await store.CompleteActorsAsync(FactScope.All, prefix, 10, none)).Length;
        string Last(int rank) => news.Actor(rank).Name.Split(' ')[^1];
        await Latency.MeasureAsync("actors: whole name", times, i => Find(news.Actor(i).Name));
        await Latency.MeasureAsync("actors: surname", times, i => Find(Last(i)));
        await Latency.MeasureAsync("actors: first name", times, i => Find(news.Actor(i).Name.Split(' ')[0]));
        await Latency.MeasureAsync("actors: misspelt surname", times, i => Find(Last(i).Remove(2, 1)));
        await Latency.MeasureAsync("actors: misspelt whole name", times, i => Find(news.Actor(i).Name.Remove(3, 1)));
        await Latency.MeasureAsync("actors: unknown", times, i => Find($"Qwerty{i}zumpf"));
        for (var length = 1; length <= 5; length++)
        {
            var letters = length;
            await Latency.MeasureAsync($"complete: {length} letters", times, i => Complete(Last(i)[..Math.Min(letters, Last(i).Length)]));
        }

        await Latency.MeasureAsync("complete: misspelt", times, i => Complete(Last(i).Remove(2, 1)));
    }

    // As an asker sees it from whom one dossier in three articles is hidden.
    private static async Task HiddenAsync(SqliteFactStore store, SyntheticNews news, int times)
    {
        var none = CancellationToken.None;
        var scope = new FactScope((string?)null) { Hidden = ["middle"] };
        string Last(int rank) => news.Actor(rank).Name.Split(' ')[^1];
        await Latency.MeasureAsync("hidden: summary", Math.Min(times, 3), async _ => (int)(await store.GetSummaryAsync(scope, none)).Articles);
        await Latency.MeasureAsync("hidden: list 50 articles", times, async _ => (await store.ListArticlesAsync(scope, 50, none)).Length);
        await Latency.MeasureAsync("hidden: passages: 1 commonest word", times, async i => (await store.FindPassagesAsync(new PassageQuery { Scope = scope, Text = Match(news.Word(i % 10)) }, none)).Length);
        await Latency.MeasureAsync("hidden: passages: 2 common words", times, async i => (await store.FindPassagesAsync(new PassageQuery { Scope = scope, Text = Match(news.Word(80 + (i % 40)), news.Word(130 + (i % 50))) }, none)).Length);
        await Latency.MeasureAsync("hidden: statements: newest", times, async _ => (await store.FindStatementsAsync(new StatementQuery { Scope = scope }, none)).Length);
        await Latency.MeasureAsync("hidden: statements: speaker", times, async i => (await store.FindStatementsAsync(new StatementQuery { Scope = scope, Speakers = [news.Actor(i % 50).Name] }, none)).Length);
        await Latency.MeasureAsync("hidden: meetings: all with an actor", times, async i => (await store.FindMeetingsAsync(new MeetingQuery { Scope = scope, With = [news.Actor(i % 50).Name] }, none)).Length);
        await Latency.MeasureAsync("hidden: actors: surname", times, async i => (await store.FindActorsAsync(scope, Last(i), 8, none)).Length);
        await Latency.MeasureAsync("hidden: complete: 1 letters", times, async i => (await store.CompleteActorsAsync(scope, Last(i)[..1], 10, none)).Length);
        await Latency.MeasureAsync("hidden: complete: 3 letters", times, async i => (await store.CompleteActorsAsync(scope, Last(i)[..3], 10, none)).Length);
        await Latency.MeasureAsync("hidden: get 20 actors", times, async i => (await store.GetActorsAsync(scope, [.. Enumerable.Range(i % 50, 20).Select(rank => news.Actor(rank).Name)], none)).Count);
    }

    private static TextMatch Match(params string[] words) => new([.. words.Select(word => ImmutableArray.Create(word))]);

    private static string Phrase(Found<Passage> passage, int words) => First(passage.Citations[0].Text, words);

    private static string First(string text, int words) => string.Join(' ', text.Split(' ').Skip(1).Take(words));
}
