using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using TalksBot.Answers;
using TalksBot.Chat;
using TalksBot.Discord;
using TalksBot.Domain;
using TalksBot.Slack;
using TalksBot.Store;
using TalksBot.Store.Sqlite;

namespace TalksBot.Benchmarks;

/// <summary>One fact to many channels: the real dispatcher, port and SQLite outbox against a loopback platform that keeps the platform's limits, in real time.</summary>
internal static class FanOutBenchmark
{
    private const int PostsInASecond = 50;

    private static readonly DateTimeOffset Created = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Prints how long it took over what the limits allow, memory after a tenth and at the end, and how often a limit was met.</summary>
    /// <param name="platform">"discord" or "slack".</param>
    /// <param name="channels">How many.</param>
    /// <param name="latency">From a post's arrival to its answer.</param>
    public static async Task RunAsync(string platform, int channels, TimeSpan latency)
    {
        var folder = Directory.CreateTempSubdirectory("talksbot-fanout-");
        try
        {
            using var store = new SqliteFactStore(new StoreOptions { Path = Path.Combine(folder.FullName, "fanout.db") });
            await store.MigrateAsync(CancellationToken.None);
            await OweAsync(store, platform, channels);
            using var server = new FanOutServer(latency, hasGlobalLimit: platform == "discord");
            server.Start();
            await MeasureAsync(store, platform, channels, server);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task OweAsync(SqliteFactStore store, string platform, int channels)
    {
        var drafts = new List<DeliveryDraft>();
        for (var i = 0; i < channels; i++)
        {
            var channel = platform == "discord" ? new ChannelKey(platform, $"{100 + (i / 20)}", $"{1_000_000 + i}") : new ChannelKey(platform, "T1", $"C{i}");
            var subscription = new Subscription
            {
                Id = $"s{i}",
                Channel = channel,
                Cadence = new Cadence(Weekdays.None, new TimeOnly(8, 0), "UTC"),
                CreatedBy = "1",
                CreatedAt = Created,
                After = 0,
            };
            await store.Subscriptions.SaveSubscriptionAsync(subscription, new SubscriptionLimits(20, channels), CancellationToken.None);
            drafts.Add(new DeliveryDraft($"k{i}", DeliveryKind.Update, channel, "now", Created, [new OwedItem(subscription.Id, new ChangedFact(FactKind.Statement, "f1"), "new", 1)]));
        }

        await store.Outbox.AddAsync([.. drafts], CancellationToken.None);
    }

    private static async Task MeasureAsync(SqliteFactStore store, string platform, int channels, FanOutServer server)
    {
        await using var connection = Connect(platform, server);
        var dispatcher = new DeliveryDispatcher(
            [new DeliveryPlatform(platform, connection.Updates ?? throw new InvalidOperationException("The platform posts nothing."))],
            store.Outbox, store.Subscriptions, new FixedComposer(), removal: null, new DeliveryOptions(), TimeProvider.System, new Random(1), NullLoggerFactory.Instance);
        using var stop = new CancellationTokenSource();
        var watch = Stopwatch.StartNew();
        var running = dispatcher.RunAsync(stop.Token);
        var tenth = await PeakUntilAsync(server, channels / 10);
        var peak = Math.Max(tenth, await PeakUntilAsync(server, channels));
        var took = watch.Elapsed;
        await stop.CancelAsync();
        await running;
        var summary = await store.Outbox.GetOutboxSummaryAsync(TimeProvider.System.GetUtcNow(), CancellationToken.None);

        var ideal = TimeSpan.FromSeconds((double)channels / PostsInASecond);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{platform}: {server.Channels} of {channels} channels, {server.Posts} posts, {summary.Confirmed} confirmed, {server.Limited} answers of 429"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds:0.0} s, {channels / took.TotalSeconds:0.0} a second")
            + (platform == "discord" ? string.Create(CultureInfo.InvariantCulture, $", {took / ideal:0.000} times what 50 a second allow") : ""));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak memory {tenth / 1e6:0.0} MB in the first tenth, {peak / 1e6:0.0} MB in all ({(double)peak / tenth:0.000} times)"));
    }

    // Highest working set on the way.
    private static async Task<long> PeakUntilAsync(FanOutServer server, long posts)
    {
        var peak = 0L;
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        do
        {
            using var process = Process.GetCurrentProcess();
            peak = Math.Max(peak, process.WorkingSet64);
        }
        while (server.Posts < posts && await looks.WaitForNextTickAsync());

        return peak;
    }

    private static PlatformConnection Connect(string platform, FanOutServer server)
    {
        if (platform == "discord")
        {
            var discord = DiscordPlatform.Create(
                new DiscordOptions { Token = "benchmark-token-of-a-loopback-server", ApplicationId = "1", ApiBaseUrl = $"http://{server.Host}/api" }, new NoDesk(), TimeProvider.System, new Random(1), NullLoggerFactory.Instance);
            return new PlatformConnection(discord.Updates, discord);
        }

        var client = new SlackClient(
            new SlackOptions { BotToken = "xoxb-benchmark", AppToken = "xapp-benchmark", ApiBaseUrl = $"http://{server.Host}/api/" }, store: null, protector: null, TimeProvider.System, new Random(1), NullLoggerFactory.Instance);
        var slack = new SlackPlatform(client, new NoDesk(), new SlackIdentity("1.0.0"), TimeProvider.System, NullLoggerFactory.Instance);
        return new PlatformConnection(slack.Updates, slack);
    }

    private sealed record PlatformConnection(IUpdatePort? Updates, IAsyncDisposable Platform) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Platform.DisposeAsync();
    }

    /// <summary>An update of usual length.</summary>
    private sealed class FixedComposer : IUpdateComposer
    {
        public Task<ChatAnswer?> ComposeAsync(Delivery delivery, CancellationToken cancellationToken) => Task.FromResult<ChatAnswer?>(
            new ChatAnswer(AnswerKind.Answer, new Reply
            {
                Title = "1 new statement",
                Kind = ReplyKind.Statement,
                Lead = string.Join(' ', Enumerable.Repeat("The envoy said that the delegations would meet again on Monday.", 8)),
            })
            {
                Buttons = [new ChatButton(ButtonKind.Suggestion, "Why this?", UpdateButtons.Of(delivery, UpdateAct.Why))],
            });
    }

    /// <summary>Nobody asks.</summary>
    private sealed class NoDesk : IChatDesk
    {
        public ChatTask Receive(ChatCall call) => throw new NotSupportedException();

        public Task<ChatAnswer> AnswerAsync(ChatTask task, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<System.Collections.Immutable.ImmutableArray<string>> CompleteAsync(ChatPlace place, string command, string option, string typed, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task ForgetServerAsync(string platform, string serverId, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
