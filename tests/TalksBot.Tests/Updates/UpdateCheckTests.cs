using TalksBot.Domain;
using TalksBot.Store;
using TalksBot.Store.Sqlite;

namespace TalksBot.Tests.Updates;

/// <summary>What an operator sees of updates in <c>talksbot doctor</c>, and can do about them.</summary>
public class UpdateCheckTests
{
    private static readonly ChannelKey Channel = new("discord", "100", "501");
    private static readonly DateTimeOffset Before = new(2026, 5, 13, 11, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_parked_update_is_shown_with_its_reason_and_what_to_do()
    {
        using var call = new Call();
        await OweAsync(call, parked: "Discord refuses the message.");

        var result = await call.RunAsync("doctor");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains(result.Lines, line => line.StartsWith("bad  parked update: 1 for discord channel 501", StringComparison.Ordinal) && line.EndsWith("Discord refuses the message.", StringComparison.Ordinal));
        Assert.Contains(result.Lines, line => line.Contains("--retry-parked", StringComparison.Ordinal) && line.Contains("--drop-parked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_parked_is_owed_again_on_demand()
    {
        using var call = new Call();
        await OweAsync(call, parked: "Discord refuses the message.");

        var result = await call.RunAsync("doctor", "--retry-parked");

        Assert.Contains(result.Lines, line => line.StartsWith("ok   parked updates: 1 ", StringComparison.Ordinal));
        Assert.Equal(DeliveryState.Owed, (await FindAsync(call))?.State);
    }

    [Fact]
    public async Task What_was_parked_is_dropped_on_demand()
    {
        using var call = new Call();
        await OweAsync(call, parked: "Discord refuses the message.");

        var result = await call.RunAsync("doctor", "--drop-parked");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal(DeliveryState.Dropped, (await FindAsync(call))?.State);
    }

    [Fact]
    public async Task Trying_again_and_giving_up_exclude_each_other()
    {
        using var call = new Call();

        Assert.Equal(ExitCode.WrongUsage, (await call.RunAsync("doctor", "--retry-parked", "--drop-parked")).ExitCode);
    }

    [Fact]
    public async Task What_has_been_due_for_long_is_noticed()
    {
        using var call = new Call();
        await OweAsync(call, parked: null);

        var result = await call.RunAsync("doctor");

        Assert.Contains(result.Lines, line => line.StartsWith("bad  updates: 1 subscriptions; 1 updates owed, 1 of them due", StringComparison.Ordinal) && line.Contains("is the worker running?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Paused_subscriptions_are_shown_with_their_reason()
    {
        using var call = new Call();
        await OweAsync(call, parked: null);
        using (var store = Open(call))
        {
            await store.Subscriptions.PauseChannelAsync(Channel, Before, "The bot may not see the channel.", CancellationToken.None);
        }

        var result = await call.RunAsync("doctor");

        Assert.Contains(result.Lines, line => line.StartsWith("bad  paused subscriptions: 1 on discord since 2026-05-13 11:00 UTC: The bot may not see the channel.", StringComparison.Ordinal));
    }

    private static SqliteFactStore Open(Call call) => new(new StoreOptions { Path = call.At("data/talksbot.db") });

    private static async Task<Delivery?> FindAsync(Call call)
    {
        using var store = Open(call);
        return await store.Outbox.FindDeliveryAsync(1, CancellationToken.None);
    }

    private static async Task OweAsync(Call call, string? parked)
    {
        Directory.CreateDirectory(call.At("data"));
        using var store = Open(call);
        await store.MigrateAsync(CancellationToken.None);
        var subscription = new Subscription
        {
            Id = "s1",
            Channel = Channel,
            Cadence = new Cadence(Weekdays.None, new TimeOnly(8, 0), "UTC"),
            CreatedBy = "1",
            CreatedAt = Before,
            After = 0,
        };
        await store.Subscriptions.SaveSubscriptionAsync(subscription, new SubscriptionLimits(5, 5), CancellationToken.None);
        var item = new OwedItem("s1", new ChangedFact(FactKind.Statement, "f1"), "new", 1);
        await store.Outbox.AddAsync([new DeliveryDraft("key1", DeliveryKind.Update, Channel, "g", Before, [item])], CancellationToken.None);
        if (parked is not null)
        {
            var claimed = Assert.Single(await store.Outbox.ClaimAsync(new OutboxClaim("discord", Before, 1, new HashSet<ChannelKey>()), CancellationToken.None));
            await store.Outbox.FinishAsync(claimed.Id, DeliveryState.Parked, Before, null, parked, CancellationToken.None);
        }
    }
}
