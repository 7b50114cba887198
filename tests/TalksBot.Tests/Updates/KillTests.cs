using System.Globalization;
using Microsoft.Data.Sqlite;
using TalksBot.Domain;
using TalksBot.Store;
using TalksBot.Store.Sqlite;
using TalksBot.Testing;

namespace TalksBot.Tests.Updates;

/// <summary>The worker is killed (SIGKILL) again and again at random moments of reading and telling; in the end everything that was due was told once.</summary>
[Collection(nameof(ApartTests))]
public sealed class KillTests
{
    // A message that may have been posted is looked for some seconds after a start, so a worker that is killed sooner leaves Slack's channels a backlog of a message a second.
    private static TimeSpan Patience => TimeSpan.FromSeconds(120 + (3 * Kills));

    /// <summary>TALKSBOT_KILLS says how often; 200 take some minutes.</summary>
    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("TALKSBOT_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var kills) ? kills : 12;

    private static readonly Wish[] Wishes =
    [
        new("discord", "501", [("how", "at once")], Wish.Everything),
        new("discord", "502", [("actors", "Edda Roth"), ("how", "at once")], Wish.By("Edda Roth")),
        new("slack", "C501", [("how", "at once")], Wish.Everything),
        new("slack", "C502", [("kinds", "meetings"), ("how", "at once")], Wish.Of(FactKind.Meeting)),
    ];

    [Fact]
    public async Task Killed_at_random_moments_the_worker_tells_everything_once()
    {
        var random = new Random(20250314);
        await using var town = await Town.StartAsync(TimeProvider.System);
        using var site = new LoopbackFeeds();
        town.Slack.Scopes += ",channels:history,groups:history";
        town.Variables["TALKSBOT_Ingestion__AllowHosts"] = site.Host;
        town.Variables["TALKSBOT_Ingestion__HostGap"] = "0";
        town.Variables["TALKSBOT_Updates__MinInterval"] = "1s";
        town.WriteDossier($"url: {site.Url("wire")}, every: 1s", "folder: inbox, every: 5s");
        var inbox = Directory.CreateDirectory(town.At("data/inbox")).FullName;
        var newsroom = new Newsroom(seed: 7);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var written = new List<WrittenArticle>();

        using (var first = Start(town))
        {
            var established = town.Discord.Gateway.Established.NumberAsync(0);
            await Task.WhenAny(established, first.EndedAsync());
            Assert.False(first.HasExited, first.Log);
            await established;
            var socket = await town.OpenSocketAsync();
            foreach (var wish in Wishes)
            {
                Assert.Contains("This channel gets", await town.SubscribeAsync(wish, socket), StringComparison.Ordinal);
            }

            Assert.Equal(ExitCode.Done, await first.StopAsync());
        }

        for (var kill = 0; kill < Kills; kill++)
        {
            Publish(newsroom.Write(today));
            if (random.Next(3) == 0)
            {
                Publish(newsroom.Repeat(written[random.Next(written.Count)]));
            }

            using var worker = Start(town);
            // The moment is what is tested: from before the start is done to well into the work.
            await Task.Delay(random.Next(100, 3000));
            Assert.False(worker.HasExited, worker.Log);
            await worker.KillAsync();
        }

        using var last = Start(town);
        await UntilToldAsync(town, written, last);
        Assert.Equal(ExitCode.Done, await last.StopAsync());

        var faults = Faults(town, written);
        Assert.True(faults.Count == 0, $"{string.Join('\n', faults)}\n{await OutboxAsync(town)}\n{last.Log}");
        await AssertSoundAsync(town);

        void Publish(WrittenArticle article)
        {
            written.Add(article);
            if (random.Next(2) == 0)
            {
                site.Add("wire", new LoopbackItem(article.Slug, article.Title, article.ToHtml(), article.PublishedOn));
                return;
            }

            // Files appear whole.
            var path = town.At($"{article.Slug}.txt");
            File.WriteAllText(path, article.ToFile());
            File.Move(path, Path.Combine(inbox, $"{article.Slug}.txt"));
        }
    }

    private static WorkerProcess Start(Town town) => WorkerProcess.Start(town.Folder, town.Variables, "run", "--data", "data", "--require-platform");

    private static List<string> Faults(Town town, List<WrittenArticle> written)
    {
        var facts = written.SelectMany(article => article.Facts).ToList();
        return [.. Wishes.SelectMany(wish => town.FaultsOf(wish, facts, facts))];
    }

    // Until nothing is owed any more and nothing is missing; what stands there twice is never mended by waiting.
    private static async Task UntilToldAsync(Town town, List<WrittenArticle> written, WorkerProcess worker)
    {
        var end = TimeProvider.System.GetUtcNow() + Patience;
        using var store = new SqliteFactStore(new StoreOptions { Path = town.At("data/talksbot.db") });
        while (TimeProvider.System.GetUtcNow() < end)
        {
            Assert.False(worker.HasExited, worker.Log);
            var outbox = await store.Outbox.GetOutboxSummaryAsync(TimeProvider.System.GetUtcNow(), CancellationToken.None);
            if (outbox.Due + outbox.Claimed + outbox.Sending == 0 && Faults(town, written).Count == 0)
            {
                return;
            }

            // Another process works; nothing of it can be awaited but its effects.
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }
    }

    private static async Task<OutboxSummary> OutboxAsync(Town town)
    {
        using var store = new SqliteFactStore(new StoreOptions { Path = town.At("data/talksbot.db") });
        return await store.Outbox.GetOutboxSummaryAsync(TimeProvider.System.GetUtcNow(), CancellationToken.None);
    }

    private static async Task AssertSoundAsync(Town town)
    {
        await using var connection = new SqliteConnection($"Data Source={town.At("data/talksbot.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        Assert.Equal("ok", await command.ExecuteScalarAsync());
        var outbox = await OutboxAsync(town);
        Assert.Equal((0, 0, 0), (outbox.Unclear, outbox.Parked, outbox.Sending));
    }
}
