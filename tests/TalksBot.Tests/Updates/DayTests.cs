using System.Globalization;
using TalksBot.Discord.Tests.Loopback;
using TalksBot.Domain;
using TalksBot.Slack.Tests;
using TalksBot.Store;
using TalksBot.Store.Sqlite;
using TalksBot.Testing;

namespace TalksBot.Tests.Updates;

/// <summary>A day of the whole worker in fast motion: four feeds that break, lie, repeat and edit, two platforms that fail and lose replies, a restart at noon.</summary>
[Collection(nameof(ApartTests))]
public sealed class DayTests
{
    private static readonly DateTimeOffset Morning = new(2025, 3, 14, 5, 0, 0, TimeSpan.Zero);
    private static readonly string[] Feeds = ["wire", "post", "json", "map"];

    private static readonly Wish[] Wishes =
    [
        new("discord", "501", [("how", "at once")], Wish.Everything),
        new("discord", "502", [("actors", "Edda Roth"), ("how", "at once")], Wish.By("Edda Roth")),
        new("discord", "503", [("actors", Newsroom.Rare), ("how", "daily at 8:00 Kyiv time")], Wish.By(Newsroom.Rare)),
        new("slack", "C501", [("how", "at once")], Wish.Everything),
        new("slack", "C502", [("kinds", "meetings"), ("how", "at once")], Wish.Of(FactKind.Meeting)),
        new("slack", "C503", [("actors", Newsroom.Rare), ("how", "daily at 8:00 Kyiv time")], Wish.By(Newsroom.Rare)),
    ];

    [Fact]
    public async Task Whatever_breaks_during_a_day_each_channel_is_told_once_what_it_asked_for()
    {
        using var time = new DrivenTime(Morning);
        using var site = new LoopbackFeeds("The Orvane Courier");
        await using var town = await Town.StartAsync(time);
        town.Slack.Scopes += ",channels:history,groups:history";
        town.Variables["TALKSBOT_Ingestion__AllowHosts"] = site.Host;
        town.Variables["TALKSBOT_Log__Level"] = "Debug";
        town.WriteDossier([.. Feeds.Select((feed, i) => $"url: {site.Url(feed)}, every: {3 + i}m")]);
        site.Serve("post", LoopbackFormat.Atom);
        site.Serve("json", LoopbackFormat.Json);
        site.Serve("map", LoopbackFormat.NewsSitemap);
        await using var waking = town.KeepSlackAwake(time);
        var day = new NewsDay(town, site, time, new Random(20250314));

        await using (var worker = await day.StartWorkerAsync())
        {
            foreach (var wish in Wishes)
            {
                var answer = await day.WhileTimePassesAsync(town.SubscribeAsync(wish, worker.Socket));
                Assert.True(answer.Contains("This channel gets", StringComparison.Ordinal), answer);
            }

            await day.LiveUntilAsync(Morning.AddHours(7));
        }

        await using (await day.StartWorkerAsync())
        {
            await day.LiveUntilAsync(Morning.AddHours(24));
            day.HealAll();
            await time.RunUntilAsync(Morning.AddHours(31));
        }

        Assert.InRange(day.Due.Count, 150, 1000);
        Assert.Equal([], Wishes.SelectMany(wish => town.FaultsOf(wish, day.Due, day.Due)));
        town.Discord.AssertNothingBroken();
        Assert.Empty(town.Slack.Violations);
        using var store = new SqliteFactStore(new StoreOptions { Path = town.At("data/talksbot.db") });
        var outbox = await store.Outbox.GetOutboxSummaryAsync(time.GetUtcNow(), CancellationToken.None);
        Assert.Equal((0, 0, 0, 0), (outbox.Due, outbox.Sending, outbox.Unclear, outbox.Parked));
    }

    /// <summary>What happens during the day, and what is due for it.</summary>
    private sealed class NewsDay(Town town, LoopbackFeeds site, DrivenTime time, Random random)
    {
        private readonly Newsroom _newsroom = new(seed: 11);
        private readonly List<(WrittenArticle Article, string Feed)> _published = [];
        private readonly Dictionary<string, DateTimeOffset> _broken = new(StringComparer.Ordinal);

        /// <summary>Every fact that was published.</summary>
        public List<WrittenFact> Due { get; } = [];

        public async Task<DayWorker> StartWorkerAsync()
        {
            var worker = new DayWorker(town, time);
            var socket = town.OpenSocketAsync();
            var established = town.Discord.Gateway.Established.All.Length;
            await WhileTimePassesAsync(town.Discord.Gateway.Established.NumberAsync(established));
            worker.Socket = await WhileTimePassesAsync(socket);
            return worker;
        }

        public async Task<T> WhileTimePassesAsync<T>(Task<T> task)
        {
            // Answers are looked up on threads of their own, which the driven clock does not see at work: they get real time first.
            await Task.WhenAny(task, Task.Delay(TimeSpan.FromSeconds(2)));
            await time.RunUntilAsync(time.GetUtcNow().AddMinutes(30), () => task.IsCompleted);
            Assert.True(task.IsCompleted, "Half an hour was not enough.");
            return await task;
        }

        public async Task LiveUntilAsync(DateTimeOffset end)
        {
            while (time.GetUtcNow() < end)
            {
                await time.RunUntilAsync(time.GetUtcNow().AddSeconds(random.Next(60, 1200)));
                foreach (var (feed, _) in _broken.Where(entry => entry.Value <= time.GetUtcNow()).ToList())
                {
                    site.Break(feed, LoopbackTrouble.None);
                    _broken.Remove(feed);
                }

                Happen();
            }
        }

        public void HealAll()
        {
            foreach (var feed in Feeds)
            {
                site.Break(feed, LoopbackTrouble.None);
            }
        }

        private void Happen()
        {
            var feed = Feeds[random.Next(Feeds.Length)];
            var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
            switch (random.Next(20))
            {
                case <= 10:
                    Publish(_newsroom.Write(today), feed);
                    break;
                case <= 12 when _published.Count > 0:
                    Publish(_newsroom.Repeat(_published[random.Next(_published.Count)].Article with { PublishedOn = today }), feed);
                    break;
                case <= 14 when _published.Count > 0:
                    Edit(random.Next(_published.Count));
                    break;
                case 15:
                    Publish(_newsroom.WriteElse(today), feed);
                    break;
                case 16 or 17:
                    LoopbackTrouble[] troubles = [LoopbackTrouble.ServerError, LoopbackTrouble.TooMany, LoopbackTrouble.Hangs, LoopbackTrouble.Breaks, LoopbackTrouble.Malformed];
                    site.Break(feed, troubles[random.Next(troubles.Length)]);
                    _broken[feed] = time.GetUtcNow().AddMinutes(random.Next(5, 60));
                    break;
                case 18:
                    FailDiscord();
                    break;
                default:
                    FailSlack();
                    break;
            }
        }

        private void Publish(WrittenArticle article, string feed)
        {
            _published.Add((article, feed));
            Due.AddRange(article.Facts.Where(fact => !Due.Contains(fact)));
            Show(article, feed, updated: null);
        }

        private void Edit(int index)
        {
            var (article, feed) = _published[index];
            if (article.Facts.IsEmpty)
            {
                return;
            }

            var edited = _newsroom.Extend(article);
            _published[index] = (edited, feed);
            Due.Add(edited.Facts[^1]);
            Show(edited, feed, time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        }

        private void Show(WrittenArticle article, string feed, string? updated) => site.Add(
            feed,
            new LoopbackItem(article.Slug, article.Title, article.ToHtml(), article.PublishedOn)
            {
                IsFullInFeed = feed == "json",
                Updated = updated,
                // Some feeds lie about when; the page does not.
                FeedDate = feed == "wire" && random.Next(8) == 0 ? "Mon, 01 Jan 2035 00:00:00 GMT" : null,
            });

        private void FailDiscord()
        {
            RestFault[] faults = [new(500), new(502), new(503), new(0) { LosesReply = true }, new(0) { LosesRequest = true }];
            town.Discord.Rest.Fail(call => call.IsPost, [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => faults[random.Next(faults.Length)])]);
        }

        private void FailSlack()
        {
            Fault[] faults = [new() { Status = 503 }, Fault.Of("internal_error"), new() { Cut = true }, new() { Status = 429, RetryAfter = 30 }];
            town.Slack.Fail("chat.postMessage", [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => faults[random.Next(faults.Length)])]);
            town.Slack.CutsAfter["chat.postMessage"] = random.Next(0, 3);
        }
    }

    /// <summary>The worker in this process, on the driven clock.</summary>
    private sealed class DayWorker : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly StringWriter _log = new();
        private readonly DrivenTime _time;
        private readonly Task<int> _running;

        public DayWorker(Town town, DrivenTime time)
        {
            _time = time;
            var console = new HostConsole
            {
                Output = TextWriter.Null,
                Error = TextWriter.Synchronized(_log),
                Input = new MemoryStream(),
                CurrentFolder = town.Folder,
                ApplicationFolder = town.Folder,
                Variables = town.Variables,
                Time = time,
            };
            _running = Task.Run(() => TalksBotCommand.RunAsync(console, ["run", "--data", "data", "--require-platform"], _stop.Token));
        }

        /// <summary>Its connection to Slack.</summary>
        public LoopbackSocket Socket { get => field ?? throw new InvalidOperationException("Not connected."); set; }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _time.RunUntilAsync(_time.GetUtcNow().AddMinutes(5), () => _running.IsCompleted);
            Assert.True(_running.IsCompletedSuccessfully && _running.Result == ExitCode.Done, _log.ToString());
            _stop.Dispose();
        }
    }
}
