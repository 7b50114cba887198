using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TalksBot.Answers;
using TalksBot.Domain;

namespace TalksBot.Chat.Tests.Delivering;

/// <summary>A dispatcher between an outbox and a platform that the test scripts, on a clock that the test moves.</summary>
internal sealed class DispatcherBench : IUpdateComposer, IAsyncDisposable
{
    public const string Platform = "discord";

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(15);

    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public DispatcherBench(bool knowsKeys = true) => Port = new ScriptedPort(Time, knowsKeys);

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));

    public OutboxInMemory Outbox { get; } = new();

    public ScriptedPort Port { get; }

    /// <summary>What a delivery says.</summary>
    public Func<Delivery, ChatAnswer?> Compose { get; set; } = delivery => Saying($"update {delivery.Id}");

    public DeliveryOptions Options { get; set; } = new();

    public DeliveryDispatcher? Dispatcher { get; private set; }

    public static ChannelKey Channel(int number) => new(Platform, "100", $"{500 + number}");

    public static ChatAnswer Saying(string text) => new(AnswerKind.Answer, new Reply { Title = text, Kind = ReplyKind.None });

    public Delivery Owe(int channel = 1) => Outbox.Owe(Channel(channel), Time.GetUtcNow());

    public Task<ChatAnswer?> ComposeAsync(Delivery delivery, CancellationToken cancellationToken) => Task.FromResult(Compose(delivery));

    public DispatcherBench Start()
    {
        Dispatcher = new DeliveryDispatcher([new DeliveryPlatform(Platform, Port)], Outbox, Outbox, this, removal: null, Options, Time, new Random(7), NullLoggerFactory.Instance);
        _running = Dispatcher.RunAsync(_stopping.Token);
        return this;
    }

    /// <summary>Lets time pass, step by step, until something holds.</summary>
    public async Task PassUntilAsync(Func<bool> holds, TimeSpan? atMost = null)
    {
        var end = Time.GetUtcNow() + (atMost ?? TimeSpan.FromMinutes(10));
        await SettleAsync();
        while (!holds())
        {
            Assert.True(Time.GetUtcNow() < end, $"It does not hold after {atMost ?? TimeSpan.FromMinutes(10)}: {string.Join(" · ", Outbox.All.Select(delivery => $"{delivery.Id} {delivery.State} {delivery.Problem}"))}");
            Time.Advance(TimeSpan.FromSeconds(0.5));
            await SettleAsync();
        }
    }

    /// <summary>Lets so much time pass.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        var end = Time.GetUtcNow() + time;
        await SettleAsync();
        while (Time.GetUtcNow() < end)
        {
            Time.Advance(TimeSpan.FromSeconds(0.5));
            await SettleAsync();
        }
    }

    /// <summary>Waits until a delivery is in a state.</summary>
    public async Task<Delivery> UntilAsync(Delivery delivery, DeliveryState state, TimeSpan? atMost = null)
    {
        await PassUntilAsync(() => Outbox.Get(delivery.Id).State == state, atMost);
        return Outbox.Get(delivery.Id);
    }

    /// <summary>Tells it to stop, and moves the clock until it has.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await SettleAsync();
        while (!_running.IsCompleted)
        {
            Time.Advance(TimeSpan.FromSeconds(0.5));
            await SettleAsync();
        }

        await _running;
    }

    // Time stands still while the dispatcher works. What waits in a store or a platform that hangs is not idle either: that is known by nothing happening for a while.
    private async Task SettleAsync()
    {
        for (var waiting = Stopwatch.StartNew(); Dispatcher?.IsIdle != true && waiting.Elapsed < Patience;)
        {
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
        Assert.Empty(Outbox.Faults);
    }
}
