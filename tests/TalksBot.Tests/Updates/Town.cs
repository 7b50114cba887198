using System.Text.Json.Nodes;
using TalksBot.Discord.Tests.Loopback;
using TalksBot.Slack.Tests;
using DiscordPayloads = TalksBot.Discord.Tests.Loopback.Payloads;

namespace TalksBot.Tests.Updates;

/// <summary>A Discord and a Slack on loopback with channels in them, and the folder of a worker that serves both.</summary>
internal sealed class Town : IAsyncDisposable
{
    // VIEW_CHANNEL, SEND_MESSAGES, USE_APPLICATION_COMMANDS and MANAGE_CHANNELS.
    private const string ManagesChannels = "2147486736";

    private static readonly TimeSpan WakeInterval = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("talksbot-town-");

    private readonly List<LoopbackSocket> _sockets = [];

    private Town(LoopbackDiscord discord, LoopbackSlack slack)
    {
        Discord = discord;
        Slack = slack;
        Variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DISCORD_TOKEN"] = LoopbackDiscord.Token,
            ["DISCORD_APPLICATION_ID"] = LoopbackDiscord.ApplicationId,
            ["DISCORD_API_BASE"] = discord.Options.ApiBaseUrl,
            ["SLACK_BOT_TOKEN"] = LoopbackSlack.BotToken,
            ["SLACK_APP_TOKEN"] = LoopbackSlack.AppToken,
            ["SLACK_API_URL"] = slack.ApiBaseUrl,
            ["TALKSBOT_Dossiers__Folder"] = At("dossiers"),
        };
        Directory.CreateDirectory(At("dossiers"));
        Directory.CreateDirectory(At("data"));
    }

    public LoopbackDiscord Discord { get; }

    public LoopbackSlack Slack { get; }

    /// <summary>Environment of the worker.</summary>
    public Dictionary<string, string> Variables { get; }

    public string Folder => _folder.FullName;

    public static async Task<Town> StartAsync(TimeProvider time) => new(await LoopbackDiscord.StartAsync(time), await LoopbackSlack.StartAsync(time));

    public string At(string name) => Path.Combine(Folder, name);

    /// <summary>Writes the dossier of the newsroom with these feeds, one line of YAML each.</summary>
    public void WriteDossier(params string[] feeds) =>
        File.WriteAllText(At("dossiers/orvane.yaml"), $"{Newsroom.DossierYaml}\nfeeds:\n{string.Join('\n', feeds.Select(feed => $"  - {{ {feed} }}"))}\n");

    /// <summary>Types a command in a channel of Discord as somebody who may manage it.</summary>
    /// <returns>The answer's JSON.</returns>
    public async Task<string> OnDiscordAsync(string channel, string command, params (string Name, string Value)[] options)
    {
        var id = DiscordPayloads.IdAt(Discord.Clock.GetUtcNow());
        var json = DiscordPayloads.Command(id, command, options);
        json["channel_id"] = channel;
        ((JsonObject)json["channel"]!)["id"] = channel; // the payload has one
        ((JsonObject)json["member"]!)["permissions"] = ManagesChannels; // and this
        Discord.Rest.Expect(new LoopbackInteraction { Id = id, Token = DiscordPayloads.TokenOf(id), Type = 2, SentAt = Discord.Rest.Now });
        await Discord.Gateway.DispatchAsync(Discord.Gateway.Current, "INTERACTION_CREATE", json);
        var callback = await Discord.Rest.Calls.FirstAsync(call => call.IsCallback && call.Path.Contains($"/{id}/", StringComparison.Ordinal));
        return callback.Type == 5
            ? (await Discord.Rest.Calls.FirstAsync(call => call.IsEdit && call.Path.Contains($"/{DiscordPayloads.TokenOf(id)}/", StringComparison.Ordinal))).Body
            : callback.Body;
    }

    /// <summary>Types a command in a channel of Slack as an administrator.</summary>
    /// <returns>The answer's text.</returns>
    public async Task<string> OnSlackAsync(LoopbackSocket socket, string channel, string command, string text)
    {
        await socket.CommandAsync(command, text, responseId: $"r-{Guid.NewGuid():N}", user: "UADMIN", channel: channel);
        return (await Slack.Responses.NextAsync(response => response.Text != "Looking…")).Text;
    }

    /// <summary>Subscribes a channel.</summary>
    /// <returns>What was answered.</returns>
    public Task<string> SubscribeAsync(Wish wish, LoopbackSocket socket) => wish.Platform == "discord"
        ? OnDiscordAsync(wish.Channel, "subscribe", [.. wish.Options])
        : OnSlackAsync(socket, wish.Channel, "/subscribe", wish.Line);

    /// <summary>The messages that stand in a channel, as JSON, oldest first.</summary>
    public string[] MessagesIn(Wish wish) => wish.Platform == "discord"
        ? [.. Discord.Rest.Channels.All.Where(message => message.ChannelId == wish.Channel).Select(message => message.Body)]
        : [.. Slack.Standing.Where(message => message.Channel == wish.Channel).Select(message => message.Body.GetRawText())];

    /// <summary>What is wrong with a channel's messages: facts that were due and do not stand there, facts that stand there twice or were not due. Empty when nothing is.</summary>
    public List<string> FaultsOf(Wish wish, IEnumerable<WrittenFact> due, IEnumerable<WrittenFact> all)
    {
        var messages = MessagesIn(wish);
        var wanted = due.Where(wish.Wants).Select(fact => fact.Codeword).ToHashSet(StringComparer.Ordinal);
        var faults = new List<string>();
        foreach (var codeword in all.Select(fact => fact.Codeword).Distinct(StringComparer.Ordinal))
        {
            var times = messages.Count(message => message.Contains(codeword, StringComparison.Ordinal));
            var expected = wanted.Contains(codeword) ? 1 : 0;
            if (times != expected)
            {
                faults.Add($"{wish.Platform} {wish.Channel}: {codeword} stands in {times} messages, {expected} expected");
            }
        }

        return faults;
    }

    /// <summary>
    /// Lets the connections to Slack be heard of on a clock that is not the real one: Slack's own pings are the web server's and come by real time.
    /// </summary>
    public ITimer KeepSlackAwake(TimeProvider time) => time.CreateTimer(_ => Parallel.ForEach(Sockets(), socket => _ = WakeAsync(socket)), null, WakeInterval, WakeInterval);

    /// <summary>A connection to Slack that is open.</summary>
    public async Task<LoopbackSocket> OpenSocketAsync()
    {
        if (Sockets() is [.., var last])
        {
            return last;
        }

        var next = await Slack.Sockets.ReadAsync();
        lock (_sockets)
        {
            _sockets.Add(next);
        }

        return next;
    }

    private LoopbackSocket[] Sockets()
    {
        lock (_sockets)
        {
            while (Slack.Sockets.TryRead(out var socket))
            {
                _sockets.Add(socket);
            }

            _sockets.RemoveAll(socket => socket.Closed.IsCompleted);
            return [.. _sockets];
        }
    }

    private static async Task WakeAsync(LoopbackSocket socket)
    {
        try
        {
            await socket.SendAsync("""{"type":"note"}""");
        }
        catch (Exception gone) when (gone is System.Net.WebSockets.WebSocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // It closed at this moment.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Slack.DisposeAsync();
        await Discord.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
