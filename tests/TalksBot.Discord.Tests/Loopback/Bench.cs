using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TalksBot.Discord.Tests.Behaviour;

namespace TalksBot.Discord.Tests.Loopback;

/// <summary>A bot connected to a loopback Discord, with a desk that the test writes.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    private Bench(LoopbackDiscord server, ScriptedDesk desk, RecordingLogs logs, IDiscordClient client, DiscordPlatform platform)
    {
        Server = server;
        Client = client;
        Desk = desk;
        Logs = logs;
        Platform = platform;
        Running = platform.RunAsync(_stopping.Token);
    }

    public LoopbackDiscord Server { get; }

    public ScriptedDesk Desk { get; }

    public RecordingLogs Logs { get; }

    /// <summary>The platform's client; is disposed of with it.</summary>
    public IDiscordClient Client { get; }

    public DiscordPlatform Platform { get; }

    /// <summary>The platform's life.</summary>
    public Task Running { get; }

    /// <summary>Starts a bot without waiting for anything.</summary>
    public static Bench Start(
        LoopbackDiscord server,
        Func<DiscordOptions, DiscordOptions>? change = null,
        ImmutableArray<DiscordCommand>? commands = null,
        ScriptedDesk? desk = null)
    {
        var logs = new RecordingLogs();
        var options = (change ?? (static options => options))(server.Options);
        Assert.Empty(DiscordOptions.Validate(options));
        var scripted = desk ?? new ScriptedDesk();
        var client = DiscordClients.Create(options, server.Clock, new Random(7), logs);
        return new Bench(server, scripted, logs, client, new DiscordPlatform(client, scripted, commands ?? [], server.Clock, logs));
    }

    /// <summary>Starts a bot and waits until it has its session.</summary>
    public static async Task<Bench> ReadyAsync(LoopbackDiscord server, Func<DiscordOptions, DiscordOptions>? change = null, ImmutableArray<DiscordCommand>? commands = null, ScriptedDesk? desk = null)
    {
        var bench = Start(server, change, commands, desk);
        await bench.EstablishedAsync(1);
        if (server.Kind == ClientKind.DiscordNet)
        {
            await bench.SyncedAsync();
        }

        return bench;
    }

    /// <summary>Waits until the bot itself has taken in that so many sessions began or went on.</summary>
    public async Task EstablishedAsync(int count)
    {
        await Server.Gateway.Established.NumberAsync(count - 1);
        await Logs.Written.CountAsync(line => line.Contains(" 5031 ", StringComparison.Ordinal) || line.Contains(" 5060 ", StringComparison.Ordinal), count);
    }

    /// <summary>Sends an interaction over the gateway.</summary>
    public async Task<LoopbackInteraction> SendAsync(JsonObject payload)
    {
        var interaction = Expect(payload);
        await Server.Gateway.DispatchAsync(Server.Gateway.Current, "INTERACTION_CREATE", payload);
        return interaction;
    }

    /// <summary>Expects an answer to an interaction that is brought in some other way.</summary>
    public LoopbackInteraction Expect(JsonObject payload, bool cameByCall = false)
    {
        var id = (string?)payload["id"] ?? "";
        var interaction = new LoopbackInteraction
        {
            Id = id,
            Token = Payloads.TokenOf(id),
            Type = (int?)payload["type"] ?? 0,
            SentAt = Server.Rest.Now,
            CameByCall = cameByCall,
        };
        Server.Rest.Expect(interaction);
        return interaction;
    }

    /// <summary>Waits until the bot has read everything that was sent to it.</summary>
    public async Task SettleAsync()
    {
        var before = Logs.Lines.Count(IsRemoval);
        if (Server.Kind == ClientKind.DiscordNet)
        {
            // It tells of the loss of those servers alone that it knew.
            await JoinAsync("999");
        }

        await Server.Gateway.DispatchAsync(Server.Gateway.Current, "GUILD_DELETE", new JsonObject { ["id"] = "999" });
        await Logs.Written.CountAsync(IsRemoval, before + 1);

        static bool IsRemoval(string line) => line.Contains(" 5054 ", StringComparison.Ordinal);
    }

    /// <summary>The bot is added to servers.</summary>
    public async Task JoinAsync(params string[] servers)
    {
        foreach (var server in servers)
        {
            await Server.Gateway.DispatchAsync(Server.Gateway.Current, "GUILD_CREATE", LoopbackServers.Server(server, isNew: true));
        }
    }

    /// <summary>Waits until Discord.Net takes in what happens in the server: it passes that over for a moment after it was told of the server.</summary>
    private async Task SyncedAsync()
    {
        var isSynced = false;
        Platform.Updates.Opened += (_, told) => isSynced |= told.Channel.ChannelId == Payloads.ChannelId;
        for (var tries = 1; !Volatile.Read(ref isSynced); tries++)
        {
            Assert.True(tries < 100, "Discord.Net never took the server in.");
            await Server.Gateway.DispatchAsync(Server.Gateway.Current, "CHANNEL_UPDATE", LoopbackServers.Channel(Payloads.ChannelId));

            // What comes after it is there, so it was taken in or passed over.
            await JoinAsync($"{980_000 + tries}");
            await Logs.Written.CountAsync(line => line.Contains(" 5053 ", StringComparison.Ordinal), tries);
        }
    }

    /// <summary>A new id of this moment.</summary>
    public string NewId() => Payloads.IdAt(Server.Clock.GetUtcNow());

    /// <summary>The callback to an interaction.</summary>
    public Task<RestCall> CallbackAsync(string id) => Server.Rest.Calls.FirstAsync(call => call.IsCallback && call.Path.Contains($"/{id}/", StringComparison.Ordinal));

    /// <summary>The edit of an interaction's answer.</summary>
    public Task<RestCall> EditAsync(string id) => Server.Rest.Calls.FirstAsync(call => call.IsEdit && call.Path.Contains($"/{Payloads.TokenOf(id)}/", StringComparison.Ordinal));

    /// <summary>Tells it to stop and waits until it has.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await Running.WaitAsync(Guard.Patience);
    }

    public void TellToStop() => _stopping.Cancel();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        (Server.Clock as TestClock)?.Advance(TimeSpan.FromSeconds(1));
        await Running.WaitAsync(Guard.Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Platform.DisposeAsync();
        _stopping.Dispose();
        Assert.DoesNotContain(Logs.Lines, line => line.Contains(LoopbackDiscord.Token, StringComparison.Ordinal) || line.Contains("secret-of-", StringComparison.Ordinal));
    }
}
