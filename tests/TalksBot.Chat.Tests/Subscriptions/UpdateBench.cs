using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TalksBot.Domain;
using TalksBot.Store;
using TalksBot.Store.Sqlite;
using TalksBot.Testing;

namespace TalksBot.Chat.Tests.Subscriptions;

/// <summary>Everything from an article to the message of a channel, over a store of its own; a dispatcher is played by hand.</summary>
internal sealed class UpdateBench : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("talksbot-updates-").FullName;
    private long _posted = 1000;

    private UpdateBench(ChatOptions options, UpdateOptions updates)
    {
        (Options, Updates) = (options, updates);
        Store = new SqliteFactStore(new StoreOptions { Path = Path.Combine(_folder, "updates.db") });
        var desk = new SubscriptionDesk(Store.Subscriptions, Store.Changes, Store.Outbox, Store, Store.Channels, options, updates, Time, new Random(1));
        Desk = new ChatDesk(new Answers.Answerer(Store), Store, Store.Channels, options, Time, NullLogger<ChatDesk>.Instance, desk);
        Matching = new UpdateMatching(Store.Changes, Store.Subscriptions, Store.Outbox, Store, options, updates, Time, new Random(2), NullLogger<UpdateMatching>.Instance);
        Composer = new UpdateComposer(Store, Store.Subscriptions, Store.Outbox, Store.Changes, options, updates, Time);
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public SqliteFactStore Store { get; }

    public ChatDesk Desk { get; }

    public UpdateMatching Matching { get; }

    public UpdateComposer Composer { get; }

    public ChatOptions Options { get; }

    public UpdateOptions Updates { get; }

    // A Wednesday morning.
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2025, 5, 7, 9, 0, 0, TimeSpan.Zero));

    public static async Task<UpdateBench> OpenAsync(ChatOptions? options = null, UpdateOptions? updates = null)
    {
        var bench = new UpdateBench(options ?? new ChatOptions(), updates ?? new UpdateOptions());
        await bench.Store.MigrateAsync(Token);
        return bench;
    }

    public static ChatPlace APlace(string channel = "10", bool mayManage = true, string server = "1") => new()
    {
        Platform = "discord",
        ServerId = server,
        ChannelId = channel,
        UserId = "7",
        MayManage = mayManage,
        TimeZone = "Europe/Kyiv",
    };

    /// <summary>What somebody who may manage the channel is answered.</summary>
    public Task<ChatAnswer> AskAsync(string line, ChatPlace? place = null) => AnswerAsync(new ChatCall.Line(place ?? APlace(), line, IsPublic: false));

    public Task<ChatAnswer> PressAsync(string key, ChatPlace? place = null) => AnswerAsync(new ChatCall.Press(place ?? APlace(), key));

    /// <summary>The id of the subscription that was made last in a channel.</summary>
    public async Task<string> LastIdAsync(string channel = "10") => (await Store.Subscriptions.ListSubscriptionsAsync(new ChannelKey("discord", "1", channel), withEnded: true, Token))[^1].Id;

    public async Task ReadAsync(ArticleSketch sketch, params FactCorrection[] corrections) =>
        await Store.SaveAsync(sketch.Article, sketch.Facts, new SaveTerms("by hand", Time.GetUtcNow()) { Corrections = [.. corrections] }, Token);

    /// <summary>Matches all there is.</summary>
    public async Task MatchAsync()
    {
        while (await Matching.RunOnceAsync(Token))
        {
        }
    }

    /// <summary>Sends what is due, as a dispatcher does, and returns it as text by message; a delivery of which nothing is left is dropped.</summary>
    public async Task<List<string>> SendAsync()
    {
        var sent = new List<string>();
        while (await Store.Outbox.ClaimAsync(new OutboxClaim("discord", Time.GetUtcNow(), 10, new HashSet<ChannelKey>()), Token) is { IsEmpty: false } claimed)
        {
            foreach (var delivery in claimed)
            {
                var answer = await Composer.ComposeAsync(delivery, Token);
                if (answer is null)
                {
                    await Store.Outbox.FinishAsync(delivery.Id, DeliveryState.Dropped, Time.GetUtcNow(), null, null, Token);
                    continue;
                }

                Assert.True(await Store.Outbox.BeginSendingAsync(delivery.Id, Time.GetUtcNow(), Token));
                Sent.Add((delivery, answer));
                sent.Add(TextOf(answer));
                await Store.Outbox.FinishAsync(delivery.Id, DeliveryState.Confirmed, Time.GetUtcNow(), $"{_posted++}", null, Token);
            }
        }

        return sent;
    }

    /// <summary>All that was sent so far.</summary>
    public List<(Delivery Delivery, ChatAnswer Answer)> Sent { get; } = [];

    /// <summary>The answer as people read it.</summary>
    public static string TextOf(ChatAnswer answer)
    {
        var sheet = AnswerSheet.Of(answer);
        var text = new StringBuilder();
        Line(sheet.Title is null ? null : $"# {sheet.Title}");
        foreach (var line in sheet.Lead.Where(line => !line.Runs.IsEmpty))
        {
            Line(line.ToString());
        }

        foreach (var item in sheet.Items)
        {
            Line(item.Section is null ? null : $"## {item.Section}");
            Line($"* {item.Head}{item.HeadEnd}");
            Line(item.Quote is null ? null : item.IsSpoken ? $"  “{item.Quote}”" : $"  {item.Quote}");
            foreach (var detail in item.Details)
            {
                Line($"  {detail}");
            }

            Line(item.Sources.IsEmpty ? null : $"  [{string.Join("; ", item.Sources.Select(source => source.Label))}]");
        }

        Line(sheet.LeftOut);
        Line(sheet.Note);
        return text.ToString().TrimEnd('\n');

        void Line(string? line)
        {
            if (line is not null)
            {
                text.Append(line).Append('\n');
            }
        }
    }

    public void Dispose()
    {
        Desk.Dispose();
        Matching.Dispose();
        Store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<ChatAnswer> AnswerAsync(ChatCall call) => await Desk.AnswerAsync(Desk.Receive(call), Token);
}
