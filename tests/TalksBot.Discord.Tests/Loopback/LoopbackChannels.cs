using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TalksBot.Discord.Tests.Loopback;

/// <summary>A message that stands in a channel.</summary>
internal sealed record StandingMessage(ulong Id, string ChannelId, string? Nonce, string Body, TimeSpan At)
{
    public int Edits { get; init; }

    /// <summary>The message it replies to, or null.</summary>
    public string? RepliesTo => Json.TryGetProperty("message_reference", out var reference) ? reference.GetProperty("message_id").GetString() : null;

    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Body);
            return document.RootElement.Clone();
        }
    }
}

/// <summary>Channels with their messages: posting with an enforced nonce, editing, listing (Channels Resource).</summary>
/// <param name="server">Whose they are.</param>
internal sealed partial class LoopbackChannels(LoopbackDiscord server)
{
    private const long Epoch = 1_420_070_400_000;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<ulong, StandingMessage> _messages = [];
    private readonly Dictionary<string, (ulong Id, TimeSpan Until)> _nonces = new(StringComparer.Ordinal);
    private ulong _number;

    /// <summary>For how long a nonce is remembered.</summary>
    public TimeSpan NonceWindow { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>Channels that answer with an error: HTTP status and code.</summary>
    public Dictionary<string, (int Status, int Code)> Closed { get; } = new(StringComparer.Ordinal);

    /// <summary>Channels whose history the bot may not read.</summary>
    public HashSet<string> Unreadable { get; } = new(StringComparer.Ordinal);

    public StandingMessage[] All
    {
        get
        {
            lock (_lock)
            {
                return [.. _messages.Values];
            }
        }
    }

    /// <summary>Somebody else writes, or a moderator's bot does.</summary>
    public void Write(string channelId, string body = """{"content":"somebody else's"}""")
    {
        lock (_lock)
        {
            Add(channelId, nonce: null, body);
        }
    }

    /// <summary>A moderator deletes a message.</summary>
    public void Delete(ulong id)
    {
        lock (_lock)
        {
            _messages.Remove(id);
        }
    }

    /// <summary>Serves what concerns messages; null for anything else.</summary>
    public (int Status, string Body)? Serve(RestCall call, EventLog<RestCall> posted)
    {
        if (Path().Match(call.Path) is not { Success: true } match)
        {
            return null;
        }

        var channel = match.Groups["channel"].Value;
        lock (_lock)
        {
            if (Closed.TryGetValue(channel, out var closed))
            {
                return (closed.Status, $$"""{"message":"closed","code":{{closed.Code}}}""");
            }

            return (call.Method, match.Groups["message"].Value) switch
            {
                ("POST", "") => Post(channel, call, posted),
                ("GET", "") => (200, List(channel, call.Query)),
                ("PATCH", var id) when ulong.TryParse(id, out var message) => Edit(message, call),
                _ => null,
            };
        }
    }

    private (int Status, string Body) Post(string channel, RestCall call, EventLog<RestCall> posted)
    {
        // The nonce tells a repeated post from a new one.
        var nonce = call.Json.TryGetProperty("nonce", out var text) ? text.ToString() : null;
        var key = $"{channel} {nonce}";
        if (nonce is not null && call.Json.TryGetProperty("enforce_nonce", out var enforce) && enforce.GetBoolean()
            && _nonces.TryGetValue(key, out var first) && first.Until > call.At && _messages.TryGetValue(first.Id, out var before))
        {
            return (200, Shown(before));
        }

        var message = Add(channel, nonce, call.Body);
        _nonces[key] = (message.Id, call.At + NonceWindow);
        posted.Add(call);
        return (200, Shown(message));
    }

    private (int Status, string Body) Edit(ulong id, RestCall call)
    {
        if (!_messages.TryGetValue(id, out var message))
        {
            return (404, """{"message":"Unknown Message","code":10008}""");
        }

        _messages[id] = message with { Body = call.Body, Edits = message.Edits + 1 };
        return (200, Shown(_messages[id]));
    }

    // Newest first; "after" gives the oldest after it, newest first all the same.
    private string List(string channel, string query)
    {
        var limit = int.Parse(Value(query, "limit") ?? "50", CultureInfo.InvariantCulture);
        server.Require(limit is >= 1 and <= 100, $"D9: {limit} messages asked for");
        var all = Unreadable.Contains(channel) ? [] : _messages.Values.Where(message => message.ChannelId == channel).ToArray();
        var chosen = Value(query, "after") is { } after
            ? all.Where(message => message.Id > ulong.Parse(after, CultureInfo.InvariantCulture)).Take(limit)
            : all.TakeLast(limit);
        return $"[{string.Join(',', chosen.Reverse().Select(Shown))}]";
    }

    private static string? Value(string query, string name) =>
        query.TrimStart('?').Split('&').Select(pair => pair.Split('=')).FirstOrDefault(pair => pair[0] == name)?[1];

    private StandingMessage Add(string channel, string? nonce, string body)
    {
        var id = ((ulong)(server.Clock.GetUtcNow().ToUnixTimeMilliseconds() - Epoch) << 22) | (++_number & 0x3FFFFF);
        var message = new StandingMessage(id, channel, nonce, body, server.Rest.Now);
        _messages.Add(id, message);
        return message;
    }

    // A message as it is given back: what was posted and who it is; the nonce is told at posting alone.
    private static string Shown(StandingMessage message)
    {
        var json = LoopbackServers.Message(message.Id.ToString(CultureInfo.InvariantCulture), message.ChannelId, "", LoopbackServers.User(LoopbackDiscord.BotUserId, "talksbot", isBot: true));
        foreach (var (name, value) in JsonNode.Parse(message.Body)?.AsObject() ?? [])
        {
            if (value is not null && name is not ("nonce" or "enforce_nonce" or "allowed_mentions"))
            {
                json[name] = Stated(value);
            }
        }

        return json.ToJsonString();

        // What was null in a post is left out where it is given back.
        static JsonNode? Stated(JsonNode? node) => node switch
        {
            JsonObject members => new JsonObject(members.Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Key, Stated(member.Value)))),
            JsonArray items => new JsonArray([.. items.Select(Stated)]),
            _ => node?.DeepClone(),
        };
    }

    [GeneratedRegex("^/api/v10/channels/(?<channel>[0-9]+)/messages(/(?<message>[0-9]+))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Path();
}
