using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using TalksBot.Benchmarks.Platforms.Wire;

namespace TalksBot.Benchmarks.Platforms;

/// <summary>As much of Slack's Web API and Socket Mode as a bot needs to come up and answer commands and suggestions.</summary>
internal sealed class SlackServer : PlatformServer
{
    private const string AppToken = "xapp-1-A0BENCHMARK-1-loopback";
    private const string BotToken = "xoxb-1-2-loopback";
    private const int MaxConnections = 10; // Using Socket Mode, "Using multiple connections"
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Exchange> _exchanges = new();
    private readonly ConcurrentDictionary<string, bool> _tickets = new();
    private readonly Lock _gate = new();
    private readonly List<Link> _links = [];
    private readonly Timer _pings;
    private string _view = SlackEvents.DefaultView;
    private int _numbers;
    private int _turn;
    private int _connectionsMade;

    public SlackServer() => _pings = new Timer(_ => PingAll(), state: null, PingEvery, PingEvery);

    private sealed class Link(WebSocketLine line)
    {
        public WebSocketLine Line => line;

        /// <summary>It was asked to go.</summary>
        public bool IsTold { get; set; }
    }

    public override string Platform => "Slack";

    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["SLACK_BOT_TOKEN"] = BotToken,
        ["SLACK_APP_TOKEN"] = AppToken,
        ["SLACK_API_URL"] = $"http://{Host}/api/",
    };

    public override int Connections
    {
        get
        {
            lock (_gate)
            {
                return _links.Count(link => !link.IsTold);
            }
        }
    }

    public override int ConnectionsMade => Volatile.Read(ref _connectionsMade);

    public override Exchange? TrySend(Question question)
    {
        WebSocketLine line;
        lock (_gate)
        {
            // Slack spreads envelopes over connections; those that were asked to go are used while there is no other.
            var open = _links.Exists(link => !link.IsTold) ? _links.FindAll(link => !link.IsTold) : _links;
            if (open.Count == 0)
            {
                return null;
            }

            line = open[(int)((uint)_turn++ % (uint)open.Count)].Line;
        }

        var exchange = new Exchange(question);
        var id = $"{Interlocked.Increment(ref _numbers):x8}-0000-4000-8000-000000000000";
        _exchanges[id] = exchange;
        var envelope = question.IsCompletion
            ? SlackEvents.Suggestion(id, question, _view)
            : SlackEvents.Command(id, question, $"http://{Host}/commands/T0BENCHMARK/1/{id}");
        exchange.SentAt = line.Send(envelope);
        return exchange;
    }

    public override void Drop()
    {
        lock (_gate)
        {
            _links.ForEach(link => link.Line.Reset());
            _links.Clear();
        }
    }

    public override void Refresh()
    {
        lock (_gate)
        {
            foreach (var link in _links)
            {
                link.IsTold = true;
                link.Line.Send("""{"type":"disconnect","reason":"refresh_requested","debug_info":{"host":"applink-1"}}""");
            }
        }
    }

    protected override void Serve(WebSocketLine line, HttpCall call)
    {
        Interlocked.Increment(ref _connectionsMade);
        var ticket = call.Query.Split('&').FirstOrDefault(pair => pair.StartsWith("ticket=", StringComparison.Ordinal))?["ticket=".Length..] ?? "";
        if (!_tickets.TryRemove(ticket, out _))
        {
            Violate("A connection was opened without a ticket, or with one that was used before.");
        }

        int connections;
        lock (_gate)
        {
            connections = _links.Count + 1;
        }

        if (connections > MaxConnections)
        {
            Violate("Over 10 connections were open.");
        }

        line.Send($$$"""{"type":"hello","num_connections":{{{connections}}},"debug_info":{"host":"applink-1","build_number":1,"approximate_connection_time":18060},"connection_info":{"app_id":"A0BENCHMARK"}}""");
        var link = new Link(line);
        lock (_gate)
        {
            _links.Add(link);
        }

        Become(Stopwatch.GetTimestamp());
        while (line.Read() is { } frame)
        {
            TakeAcknowledgement(frame, Stopwatch.GetTimestamp());
        }

        lock (_gate)
        {
            _links.Remove(link);
        }
    }

    protected override HttpReply Answer(HttpCall call)
    {
        if (call.Path.StartsWith("/commands/", StringComparison.Ordinal))
        {
            TakeResponse(call);
            return new HttpReply(200, "ok");
        }

        var method = call.Path.StartsWith("/api/", StringComparison.Ordinal) ? call.Path["/api/".Length..] : "";
        Count(method);
        if (call.Header("Authorization") != $"Bearer {(method == "apps.connections.open" ? AppToken : BotToken)}")
        {
            Violate($"The wrong token, or none, on {method}.");
            return HttpReply.Ok("""{"ok":false,"error":"invalid_auth"}""");
        }

        switch (method)
        {
            case "apps.connections.open":
                var ticket = $"{Interlocked.Increment(ref _numbers):x8}";
                _tickets[ticket] = true;
                return HttpReply.Ok($$"""{"ok":true,"url":"ws://{{Host}}/link/?ticket={{ticket}}&app_id=A0BENCHMARK"}""");
            case "views.open" or "views.update" or "views.publish":
                _view = SlackEvents.ViewOf(call) ?? _view;
                return HttpReply.Ok(SlackEvents.ViewAnswer);
            default:
                return SlackEvents.AnswerOf(method) is { } json
                    ? HttpReply.Ok(json) with { Headers = "x-oauth-scopes: commands,chat:write,chat:write.public,app_mentions:read,im:history,im:write,channels:read,groups:read,users:read\r\n" }
                    : HttpReply.Ok("""{"ok":false,"error":"unknown_method"}""");
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _pings.Dispose();
        }

        base.Dispose(disposing);
    }

    private void TakeAcknowledgement(byte[] frame, long at)
    {
        using var document = JsonDocument.Parse(frame);
        var root = document.RootElement;
        if (!root.TryGetProperty("envelope_id", out var id) || !_exchanges.TryGetValue(id.GetString() ?? "", out var exchange))
        {
            Violate("A frame came that acknowledges no envelope.");
            return;
        }

        var hasAnswer = root.TryGetProperty("payload", out var payload)
            && (payload.ValueKind == JsonValueKind.String || (payload.ValueKind == JsonValueKind.Object && payload.EnumerateObject().Any()));
        exchange.Acknowledge(at, hasAnswer ? frame : null);
        if (exchange.Acknowledgements > 1)
        {
            Violate("An envelope was acknowledged twice.");
        }
    }

    private void TakeResponse(HttpCall call)
    {
        if (call.Header("Authorization").Length > 0)
        {
            Violate("A token was sent to a response_url.");
        }

        var id = call.Path[(call.Path.LastIndexOf('/') + 1)..];
        if (!_exchanges.TryGetValue(id, out var exchange))
        {
            Violate("An unknown response_url was called.");
            return;
        }

        exchange.Take(call.ReceivedAt, call.Body, isReplacing: call.Body.AsSpan().IndexOf("\"replace_original\":true"u8) >= 0);
    }

    private void PingAll()
    {
        lock (_gate)
        {
            _links.ForEach(link => link.Line.Ping());
        }
    }
}
