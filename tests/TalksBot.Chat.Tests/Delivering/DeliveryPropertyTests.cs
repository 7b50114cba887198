using System.Diagnostics;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TalksBot.Domain;

namespace TalksBot.Chat.Tests.Delivering;

/// <summary>Whatever the platform does and whenever the process is killed: every delivery is posted once, or is set aside or unclear for a reason that is told.</summary>
public class DeliveryPropertyTests
{
    private const int Runs = 150;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(20);

    [Fact]
    public void Nothing_is_lost_doubled_or_out_of_order() =>
        Gen.Int[0, int.MaxValue - 1].Sample(seed => Run(seed).GetAwaiter().GetResult(), iter: Runs, threads: 1);

    private static async Task Run(int seed)
    {
        var random = new Random(seed);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        var store = new OutboxInMemory();
        var port = new ScriptedPort(time, knowsKeys: random.Next(2) == 0);
        Script(port, random);
        var count = random.Next(1, 12);
        for (var i = 0; i < count; i++)
        {
            store.Owe(DispatcherBench.Channel(random.Next(3)), time.GetUtcNow() + TimeSpan.FromSeconds(random.Next(60)));
        }

        var kills = random.Next(6);
        var end = time.GetUtcNow() + TimeSpan.FromDays(3);
        while (!IsOver())
        {
            var life = new Life(kills-- > 0 ? random.Next(1, 40) : int.MaxValue, random.Next(2) == 0);
            using var stop = new CancellationTokenSource();
            var dispatcher = Start(store, port, life, time, random.Next());
            var running = dispatcher.RunAsync(stop.Token);
            while (!IsOver() && !life.IsOver)
            {
                Assert.True(time.GetUtcNow() < end, $"Seed {seed}: {Told(store)}");
                if (random.Next(400) == 0)
                {
                    port.Open(new ChannelKey(DispatcherBench.Platform, "100", ""));
                }

                time.Advance(TimeSpan.FromSeconds(0.5 + random.Next(4)));
                for (var waiting = Stopwatch.StartNew(); !dispatcher.IsIdle && !life.IsOver && waiting.Elapsed < Patience;)
                {
                    await Task.Yield();
                }
            }

            if (!life.IsOver)
            {
                await stop.CancelAsync();
                await running;
            }
        }

        Check(seed, store, port);

        bool IsOver() => store.All.All(delivery => delivery.State > DeliveryState.Sending);
    }

    private static void Script(ScriptedPort port, Random random)
    {
        // Each platform has its own temper, and gets better after a while.
        var temper = random.Next(0, 60);
        port.OnPost = (_, number) =>
        {
            lock (random)
            {
                return number > 12 || random.Next(100) >= temper ? Act.Normal : random.Next(9) switch
                {
                    0 or 1 => Act.LoseReply,
                    2 or 3 => Act.LoseRequest,
                    4 => Act.Instead(new PostOutcome.Failed("It failed.")),
                    5 => Act.Instead(new PostOutcome.Limited(TimeSpan.FromSeconds(random.Next(1, 100)), IsWholePlatform: random.Next(2) == 0)),
                    6 => Act.Instead(new PostOutcome.Forbidden("It is forbidden.")),
                    7 => Act.Instead(new PostOutcome.Gone(IsMessage: false, "It is gone.")),
                    _ => random.Next(4) == 0 ? Act.Instead(new PostOutcome.Refused("It is refused.")) : Act.LoseReply,
                };
            }
        };
        port.OnLook = _ =>
        {
            lock (random)
            {
                return random.Next(100) >= temper / 2 ? null
                    : random.Next(3) == 0 ? new PostedLook.Unknown("It cannot be known.") : new PostedLook.Later(TimeSpan.FromSeconds(30), "It cannot be known now.");
            }
        };
    }

    private static DeliveryDispatcher Start(OutboxInMemory store, ScriptedPort port, Life life, FakeTimeProvider time, int seed)
    {
        var mortal = new MortalStore(store, life);
        return new DeliveryDispatcher(
            [new DeliveryPlatform(DispatcherBench.Platform, new MortalPort(port, life))],
            mortal,
            mortal,
            new DispatcherBench(),
            removal: null,
            new DeliveryOptions { Parallel = 2, ProbeEvery = TimeSpan.FromMinutes(30) },
            time,
            new Random(seed),
            NullLoggerFactory.Instance);
    }

    private static void Check(int seed, OutboxInMemory store, ScriptedPort port)
    {
        var messages = port.Messages;
        foreach (var delivery in store.All)
        {
            var posted = messages.Where(message => message.Key == delivery.Key).ToList();
            var about = $"Seed {seed}, delivery {delivery.Id} ({delivery.State}: {delivery.Problem}), {posted.Count} messages. {Told(store)}";
            Assert.True(posted.Count <= 1, about);
            Assert.True(delivery.State is DeliveryState.Confirmed or DeliveryState.Unclear or DeliveryState.Parked, about);
            Assert.True(delivery.State != DeliveryState.Confirmed || (posted.Count == 1 && posted[0].Id == delivery.MessageId), about);
            Assert.True(delivery.State == DeliveryState.Confirmed || delivery.Problem is { Length: > 0 }, about);
        }

        Assert.Empty(store.Faults);
        foreach (var channel in messages.GroupBy(message => message.Channel))
        {
            var order = channel.Select(message => store.All.First(delivery => delivery.Key == message.Key)).Select(delivery => (delivery.DueAt, delivery.Id)).ToList();
            Assert.True(order.SequenceEqual(order.Order()), $"Seed {seed}: channel {channel.Key.ChannelId} got {string.Join(", ", order)}");
        }
    }

    private static string Told(OutboxInMemory store) => string.Join(" · ", store.All.Select(delivery => $"{delivery.Id} {delivery.State} {delivery.Problem}"));
}
