using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using TalksBot.Benchmarks.Platforms.Wire;

namespace TalksBot.Benchmarks.Platforms;

/// <summary>As much of Discord's gateway and REST API (v10) as a bot needs to come up and answer interactions.</summary>
internal sealed class DiscordServer : PlatformServer
{
    private const string Token = "MTAwMDAwMDAwMDAwMDAwMDAx.GbEnCh.benchmark-token-of-a-loopback-server";
    private const string Api = "/api/v10/";
    private const int MaxFrame = 4096; // Gateway, "Sending Events"

    private readonly ConcurrentDictionary<string, Exchange> _exchanges = new();
    private readonly Lock _gate = new();
    private readonly Lock _sending = new();
    private volatile WebSocketLine? _line;
    private JsonArray _commands = [];
    private int _sequence;
    private int _connectionsMade;

    public override string Platform => "Discord";

    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["DISCORD_TOKEN"] = Token,
        ["DISCORD_APPLICATION_ID"] = DiscordEvents.ApplicationId,
        ["DISCORD_API_BASE"] = $"http://{Host}/api",
    };

    public override int Connections => _line is { IsClosed: false } ? 1 : 0;

    public override int ConnectionsMade => Volatile.Read(ref _connectionsMade);

    public override Exchange? TrySend(Question question)
    {
        if (_line is not { IsClosed: false } line)
        {
            return null;
        }

        var exchange = new Exchange(question);
        var (id, token) = DiscordEvents.NewInteraction();
        _exchanges[token] = exchange;
        exchange.SentAt = Dispatch(line, "INTERACTION_CREATE", DiscordEvents.Interaction(id, token, question));
        return exchange;
    }

    public override void Drop() => _line?.Reset();

    public override void Refresh() => throw new NotSupportedException("Discord asks for no refresh.");

    protected override void Serve(WebSocketLine line, HttpCall call)
    {
        Interlocked.Increment(ref _connectionsMade);
        if (!call.Query.Contains("v=10", StringComparison.Ordinal) || !call.Query.Contains("encoding=json", StringComparison.Ordinal))
        {
            Violate("The gateway was opened without v=10 or encoding=json.");
        }

        var isIntroduced = false;
        line.Send("""{"op":10,"d":{"heartbeat_interval":41250,"_trace":[]},"s":null,"t":null}""");
        while (line.Read() is { } frame)
        {
            if (frame.Length > MaxFrame)
            {
                Violate("A frame of over 4,096 bytes was sent to the gateway.");
            }

            using var document = JsonDocument.Parse(frame);
            switch (document.RootElement.GetProperty("op").GetInt32())
            {
                case 1:
                    line.Send("""{"op":11,"d":null,"s":null,"t":null}""");
                    break;
                case 2 or 6 when isIntroduced:
                    Violate("A connection identified or resumed twice.");
                    break;
                case 2:
                    isIntroduced = true;
                    Welcome(line, document.RootElement.GetProperty("d"));
                    break;
                case 6:
                    isIntroduced = true;
                    Dispatch(line, "RESUMED", """{"_trace":[]}""");
                    _line = line;
                    break;
                default:
                    Count($"gateway op {document.RootElement.GetProperty("op").GetInt32()}");
                    break;
            }
        }
    }

    protected override HttpReply Answer(HttpCall call)
    {
        var parts = call.Path.StartsWith(Api, StringComparison.Ordinal) ? call.Path[Api.Length..].Split('/') : [];
        return parts switch
        {
            ["interactions", _, var token, "callback"] when call.Method == "POST" => TakeCallback(token, call),
            ["webhooks", _, var token, ..] when call.Method is "PATCH" or "POST" => TakeAnswer(token, call),
            ["webhooks", _, _, ..] => HttpReply.Ok(DiscordEvents.Message),
            _ => AnswerBot(parts, call),
        };
    }

    private void Welcome(WebSocketLine line, JsonElement identify)
    {
        if (identify.TryGetProperty("intents", out var intents) && (intents.GetInt64() & ((1 << 1) | (1 << 8) | (1 << 15))) != 0)
        {
            Violate("A privileged intent was asked for.");
        }

        lock (_gate)
        {
            _sequence = 0;
        }

        Dispatch(line, "READY", DiscordEvents.Ready($"ws://{Host}/gateway"));
        var readyAt = Stopwatch.GetTimestamp();
        Dispatch(line, "GUILD_CREATE", DiscordEvents.Guild);
        _line = line;
        Become(readyAt);
    }

    private long Dispatch(WebSocketLine line, string name, string data)
    {
        // The numbers have to arrive in their order.
        lock (_sending)
        {
            return line.Send($$"""{"t":"{{name}}","s":{{++_sequence}},"op":0,"d":{{data}}}""");
        }
    }

    private HttpReply TakeCallback(string token, HttpCall call)
    {
        if (!_exchanges.TryGetValue(token, out var exchange))
        {
            Violate("A callback of an unknown interaction was sent.");
            return Error(404, 10062, "Unknown interaction");
        }

        // 5 and 6 say that the answer follows; everything else is one.
        var isDeferred = TypeOf(call.Body) is 5 or 6;
        exchange.Acknowledge(call.ReceivedAt, isDeferred ? null : call.Body);
        Check(call);
        if (exchange.Acknowledgements == 1)
        {
            return call.Query.Contains("with_response=true", StringComparison.Ordinal) ? HttpReply.Ok(DiscordEvents.CallbackResponse) : HttpReply.NoContent;
        }

        Violate("An interaction got a second callback.");
        return Error(400, 40060, "Interaction has already been acknowledged.");
    }

    private HttpReply TakeAnswer(string token, HttpCall call)
    {
        if (!_exchanges.TryGetValue(token, out var exchange))
        {
            Violate("An answer of an unknown interaction was sent.");
            return Error(404, 10015, "Unknown Webhook");
        }

        if (exchange.Acknowledgements == 0)
        {
            Violate("An answer was sent before its callback.");
        }

        exchange.Take(call.ReceivedAt, call.Body, isReplacing: call.Method == "PATCH" && exchange.Answers > 0);
        Check(call);
        return HttpReply.Ok(DiscordEvents.Message);
    }

    private HttpReply AnswerBot(string[] parts, HttpCall call)
    {
        Check(call);
        if (call.Header("Authorization") != $"Bot {Token}")
        {
            Violate($"No bot's authorization on {call.Method} {call.Path}.");
            return Error(401, 0, "401: Unauthorized");
        }

        Count($"{call.Method} {string.Join('/', parts.Select(part => part.All(char.IsAsciiDigit) ? "{id}" : part))}");
        switch (parts)
        {
            case ["gateway", "bot"]:
                return HttpReply.Ok($$$"""{"url":"ws://{{{Host}}}/gateway","shards":1,"session_start_limit":{"total":1000,"remaining":999,"reset_after":14400000,"max_concurrency":1}}""");
            case ["users", "@me"]:
                return HttpReply.Ok(DiscordEvents.Self);
            case ["applications", "@me"] or ["oauth2", "applications", "@me"]:
                return HttpReply.Ok(DiscordEvents.Application);
            case ["applications", _, "commands"] or ["applications", _, "guilds", _, "commands"]:
                return AnswerCommands(call);
            default:
                return Error(404, 0, "404: Not Found");
        }
    }

    private HttpReply AnswerCommands(HttpCall call)
    {
        lock (_gate)
        {
            if (call.Method == "PUT" && JsonNode.Parse(call.Body) is JsonArray commands)
            {
                foreach (var (command, number) in commands.OfType<JsonObject>().Select((command, number) => (command, number)))
                {
                    command["id"] = $"{1_300_000_000_000_000_000 + number}";
                    command["application_id"] = DiscordEvents.ApplicationId;
                    command["version"] = $"{1_300_000_000_000_000_000 + number}";
                }

                _commands = commands;
            }

            return HttpReply.Ok(_commands.ToJsonString());
        }
    }

    private void Check(HttpCall call)
    {
        if (!call.Header("User-Agent").StartsWith("DiscordBot (", StringComparison.Ordinal))
        {
            Violate("A request came without Discord's kind of User-Agent.");
        }

        if (call.Body.Length > 0 && !call.Header("Content-Type").StartsWith("application/json", StringComparison.Ordinal))
        {
            Violate("A body came without application/json.");
        }
    }

    private static int TypeOf(byte[] body)
    {
        var reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
            {
                if (reader.ValueTextEquals("type"u8))
                {
                    return reader.Read() && reader.TryGetInt32(out var type) ? type : 0;
                }

                reader.Skip();
            }
        }

        return 0;
    }

    private static HttpReply Error(int status, int code, string message) => new(status, $$"""{"message":"{{message}}","code":{{code}}}""");
}
