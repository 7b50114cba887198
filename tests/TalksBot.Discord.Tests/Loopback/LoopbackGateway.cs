using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TalksBot.Discord.Tests.Behaviour;

namespace TalksBot.Discord.Tests.Loopback;

/// <summary>A session that outlives connections.</summary>
internal sealed class LoopbackSession
{
    public required string Id { get; init; }

    public required int Shard { get; init; }

    public int Sequence { get; set; }

    public List<(int Sequence, string Json)> Dispatched { get; } = [];
}

/// <summary>The gateway's side: what it does by itself, and what tests make it do.</summary>
/// <param name="server">Whose it is.</param>
internal sealed class LoopbackGateway(LoopbackDiscord server)
{
    private const int PrivilegedIntents = (1 << 1) | (1 << 8) | (1 << 15);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LoopbackSession> _sessions = new(StringComparer.Ordinal);
    private readonly Dictionary<int, TimeSpan> _lastIdentify = [];
    private readonly long _startedAt = server.Clock.GetTimestamp();
    private int _sessionCount;
    private int _peerCount;

    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromMilliseconds(41_250);

    public int Shards { get; set; } = 1;

    public int MaxConcurrency { get; set; } = 1;

    public int IdentifiesLeft { get; set; } = 1000;

    public bool AcknowledgesHeartbeats { get; set; } = true;

    public bool SaysHello { get; set; } = true;

    /// <summary>Bytes of each websocket fragment; null for whole messages.</summary>
    public int? FragmentLength { get; set; }

    /// <summary>May take a frame over: returns true when nothing more is to be done about it. Called for frames that came, with the peer's number.</summary>
    public Func<GatewayPeer, JsonElement, Task<bool>>? Intercept { get; set; }

    /// <summary>May take a connection over right after it was opened.</summary>
    public Func<GatewayPeer, Task<bool>>? Greet { get; set; }

    /// <summary>Is told of each session that began or went on, once the client was told.</summary>
    public Func<GatewayPeer, Task>? OnEstablished { get; set; }

    /// <summary>Is told of heartbeats, before they are acknowledged.</summary>
    public Action<GatewayPeer>? OnHeartbeat { get; set; }

    /// <summary>How many websocket handshakes are refused.</summary>
    public int RefusesTimes { get; set; }

    /// <summary>Whether all connections are remembered; for soaks only the first hundred are.</summary>
    public bool KeepsPeers { get; set; } = true;

    public EventLog<GatewayPeer> Peers { get; } = new("connections");

    public EventLog<GatewayFrame> Frames { get; } = new("frames");

    public EventLog<GatewayPeer> Established { get; } = new("sessions that began or went on");

    public TimeSpan Now => server.Clock.GetElapsedTime(_startedAt);

    /// <summary>The peer that is served at this moment.</summary>
    public GatewayPeer Current => Established.All[^1];

    public async Task AcceptAsync(HttpContext context)
    {
        if (RefusesTimes > 0)
        {
            RefusesTimes--;
            context.Response.StatusCode = 503;
            return;
        }

        var query = context.Request.Query;
        server.Require(query["v"] == "10" && query["encoding"] == "json", $"D2.2: the gateway was opened with {context.Request.QueryString}");
        var isCompressed = query["compress"] == "zlib-stream";
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var peer = new GatewayPeer(server, this, socket, context, Interlocked.Increment(ref _peerCount) - 1, isCompressed);
        if (IsKept(peer))
        {
            Peers.Add(peer);
        }

        if (Greet is { } greet && await greet(peer))
        {
            await peer.DrainAsync();
            return;
        }

        if (SaysHello)
        {
            await peer.HelloAsync();
        }

        await peer.ReadAsync(frame => HandleAsync(peer, frame));
    }

    public void CutAll()
    {
        foreach (var peer in Peers.All)
        {
            peer.Cut();
        }
    }

    /// <summary>Sends an event to whoever holds the session, and keeps it for a replay.</summary>
    public async Task DispatchAsync(GatewayPeer peer, string eventName, JsonNode? data)
    {
        var session = peer.Session ?? throw new InvalidOperationException("There is no session yet.");
        await peer.SendAsync(Record(session, eventName, data));
    }

    /// <summary>An event that happens while nobody is connected.</summary>
    public string Record(LoopbackSession session, string eventName, JsonNode? data)
    {
        lock (_lock)
        {
            var sequence = ++session.Sequence;
            var json = new JsonObject { ["t"] = eventName, ["s"] = sequence, ["op"] = 0, ["d"] = data }.ToJsonString();
            session.Dispatched.Add((sequence, json));
            return json;
        }
    }

    private async Task HandleAsync(GatewayPeer peer, JsonElement frame)
    {
        var at = Now;
        var opcode = frame.GetProperty("op").GetInt32();
        CheckOrder(peer, opcode);
        if (opcode == 1)
        {
            // Noted when it is acknowledged: who waits for the one may rely on the other.
            OnHeartbeat?.Invoke(peer);
            await HandleHeartbeatAsync(peer, frame.GetProperty("d"));
            Frames.Add(new GatewayFrame(peer, frame, at));
            return;
        }

        if (opcode == 2)
        {
            CheckSpacing(ShardOf(frame.GetProperty("d")), at);
        }

        if (IsKept(peer))
        {
            Frames.Add(new GatewayFrame(peer, frame, at));
        }

        if (Intercept is { } intercept && await intercept(peer, frame))
        {
            return;
        }

        switch (opcode)
        {
            case 2:
                await IdentifyAsync(peer, frame.GetProperty("d"));
                break;
            case 6:
                await ResumeAsync(peer, frame.GetProperty("d"));
                break;
            case 4 when server.Kind == ClientKind.DiscordNet:
                // It leaves a server's voice channels when it leaves the server.
                break;
            default:
                server.Violate($"D2: opcode {opcode} was sent");
                break;
        }
    }

    private void CheckOrder(GatewayPeer peer, int opcode)
    {
        server.Require(opcode == 1 || peer.SaidHello, $"checklist 2: opcode {opcode} came before Hello");
        server.Require(opcode != 2 || !peer.HasIdentified, "checklist 2: Identify came twice on a connection");
        peer.HasIdentified |= opcode == 2;
        peer.SentAt.Enqueue(Now);
        while (Now - peer.SentAt.Peek() > TimeSpan.FromSeconds(60))
        {
            peer.SentAt.Dequeue();
        }

        server.Require(peer.SentAt.Count <= 120, "D2: more than 120 frames in 60 s");
    }

    private async Task HandleHeartbeatAsync(GatewayPeer peer, JsonElement data)
    {
        CheckHeartbeat(peer, data);
        if (AcknowledgesHeartbeats)
        {
            await peer.SendAsync("""{"op":11,"d":null}""");
        }
    }

    private void CheckHeartbeat(GatewayPeer peer, JsonElement data)
    {
        // A dispatch may be on its way while the heartbeat is on its own.
        var last = peer.Session?.Sequence;
        var isKept = data.ValueKind == JsonValueKind.Null ? peer.Session is null || peer.SentDispatches <= 1 : data.TryGetInt64(out var sequence) && sequence <= last;

        // Discord.Net has a heartbeat before it identifies or resumes, with 0 where the reference has null.
        isKept |= server.Kind == ClientKind.DiscordNet && last is null;
        server.Require(isKept, $"checklist 4: a heartbeat says {data.GetRawText()}, the last sequence is {last?.ToString(CultureInfo.InvariantCulture) ?? "none"}");
    }

    private async Task IdentifyAsync(GatewayPeer peer, JsonElement data)
    {
        var intents = data.GetProperty("intents").GetInt32();
        server.Require((intents & PrivilegedIntents) == 0, $"checklist 17: privileged intents in {intents}");
        server.Require(data.GetProperty("token").GetString() == LoopbackDiscord.Token, "D2.6: the token of Identify is wrong");
        server.Require(data.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal).SequenceEqual(["browser", "device", "os"]) || server.Kind == ClientKind.DiscordNet, "D2.6: properties of Identify");
        server.Require(!data.TryGetProperty("compress", out var compress) || compress.ValueKind == JsonValueKind.False || !peer.IsCompressed, "D3: both ways of compression");
        var shard = ShardOf(data);
        LoopbackSession session;
        lock (_lock)
        {
            IdentifiesLeft--;
            session = new LoopbackSession { Id = $"session-{++_sessionCount}", Shard = shard };
            _sessions[session.Id] = session;
        }

        peer.Session = session;
        await DispatchAsync(peer, "READY", new JsonObject
        {
            ["v"] = 10,
            ["user"] = LoopbackServers.User(LoopbackDiscord.BotUserId, "talksbot", isBot: true),
            ["guilds"] = new JsonArray(new JsonObject { ["id"] = Payloads.GuildId, ["unavailable"] = true }),
            ["private_channels"] = new JsonArray(),
            ["session_id"] = session.Id,
            ["resume_gateway_url"] = server.GatewayUrl($"/resume/{session.Id}"),
            ["shard"] = new JsonArray(shard, Shards),
            ["application"] = new JsonObject { ["id"] = LoopbackDiscord.ApplicationId, ["flags"] = 0 },
            ["field_of_the_future"] = new JsonObject { ["nested"] = new JsonArray(1, "two") },
        });
        if (server.Kind == ClientKind.DiscordNet)
        {
            // Discord always tells of them next; the built-in client keeps nothing of it, and its tests count what is sent.
            await DispatchAsync(peer, "GUILD_CREATE", LoopbackServers.Server(Payloads.GuildId));
        }

        await EstablishAsync(peer);
    }

    private static int ShardOf(JsonElement data) => data.TryGetProperty("shard", out var pair) ? pair[0].GetInt32() : 0;

    private async Task EstablishAsync(GatewayPeer peer)
    {
        if (IsKept(peer))
        {
            Established.Add(peer);
        }

        if (OnEstablished is { } tell)
        {
            await tell(peer);
        }
    }

    private bool IsKept(GatewayPeer peer) => KeepsPeers || peer.Number < 100;

    private void CheckSpacing(int shard, TimeSpan at)
    {
        lock (_lock)
        {
            var key = shard % MaxConcurrency;
            server.Require(!_lastIdentify.TryGetValue(key, out var last) || at - last >= TimeSpan.FromSeconds(5), $"D4: identifies of key {key} are {(at - last).TotalSeconds:0.0} s apart");
            _lastIdentify[key] = at;
        }
    }

    private async Task ResumeAsync(GatewayPeer peer, JsonElement data)
    {
        var id = data.GetProperty("session_id").GetString() ?? "";
        server.Require(data.GetProperty("token").GetString() == LoopbackDiscord.Token, "D2.8: the token of Resume is wrong");
        LoopbackSession? session;
        lock (_lock)
        {
            _sessions.TryGetValue(id, out session);
        }

        if (session is null)
        {
            server.Violate($"D2.8: Resume names session \"{id}\", which there is not");
            return;
        }

        var after = data.GetProperty("seq").GetInt32();
        server.Require(after <= session.Sequence && after >= 0, $"checklist 7: Resume says seq {after} of {session.Sequence}");
        server.Require(peer.Path == $"/resume/{id}", $"checklist 7: Resume came to {peer.Path}");
        peer.Session = session;
        foreach (var (_, json) in session.Dispatched.Where(entry => entry.Sequence > after).ToArray())
        {
            await peer.SendAsync(json);
        }

        await DispatchAsync(peer, "RESUMED", new JsonObject());
        await EstablishAsync(peer);
    }
}

/// <summary>A frame that a client sent.</summary>
internal sealed record GatewayFrame(GatewayPeer Peer, JsonElement Json, TimeSpan At)
{
    public int Opcode => Json.GetProperty("op").GetInt32();

    public override string ToString() => $"op {Opcode} on {Peer.Number} at {At}";
}
