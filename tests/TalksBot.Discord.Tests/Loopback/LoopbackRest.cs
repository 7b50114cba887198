using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace TalksBot.Discord.Tests.Loopback;

/// <summary>One request that came.</summary>
internal sealed record RestCall(string Method, string Path, string Body, bool IsAuthorized, TimeSpan At, int Number)
{
    /// <summary>What follows the path, with its question mark; empty for nothing.</summary>
    public string Query { get; init; } = "";

    /// <summary>Its JSON body.</summary>
    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Body);
            return document.RootElement.Clone();
        }
    }

    public bool IsCallback => Path.EndsWith("/callback", StringComparison.Ordinal);

    public bool IsEdit => Path.EndsWith("/@original", StringComparison.Ordinal);

    public bool IsFollowUp => Method == "POST" && Path.StartsWith("/api/v10/webhooks/", StringComparison.Ordinal);

    public bool IsPost => Method == "POST" && Path.EndsWith("/messages", StringComparison.Ordinal);

    /// <summary>The callback's type.</summary>
    public int Type => Json.GetProperty("type").GetInt32();

    /// <summary>Flags of the message in it, 0 for none.</summary>
    public int Flags
    {
        get
        {
            var data = IsCallback ? (Json.TryGetProperty("data", out var inner) ? inner : default) : Json;
            return data.ValueKind == JsonValueKind.Object && data.TryGetProperty("flags", out var flags) ? flags.GetInt32() : 0;
        }
    }

    public override string ToString() => $"{Method} {Path} at {At}";
}

/// <summary>A fault that a test asks for.</summary>
internal sealed record RestFault(int Status)
{
    public string Body { get; init; } = """{"message":"as the test wants","code":0}""";

    public string ContentType { get; init; } = "application/json";

    public (string Name, string Value)[] Headers { get; init; } = [];

    /// <summary>The request is done, but its answer never arrives: the connection is cut.</summary>
    public bool LosesReply { get; init; }

    /// <summary>Nothing is done and the connection is cut.</summary>
    public bool LosesRequest { get; init; }

    /// <summary>The answer waits for this.</summary>
    public Task? Until { get; init; }
}

/// <summary>The HTTP API's side.</summary>
/// <param name="server">Whose it is.</param>
internal sealed partial class LoopbackRest(LoopbackDiscord server)
{
    private readonly Lock _lock = new();
    private readonly List<(Func<RestCall, bool> Match, Queue<RestFault> Faults)> _faults = [];
    private readonly Dictionary<string, LoopbackInteraction> _interactions = new(StringComparer.Ordinal);
    private readonly LoopbackLimits _limits = new(server);
    private readonly LoopbackChannels _channels = new(server);
    private readonly long _startedAt = server.Clock.GetTimestamp();
    private int _messages;
    private int _calls;

    public EventLog<RestCall> Calls { get; } = new("requests");

    /// <summary>Messages that stand in channels.</summary>
    public EventLog<RestCall> Posted { get; } = new("messages");

    public LoopbackLimits Limits => _limits;

    /// <summary>What stands in channels, and which are closed.</summary>
    public LoopbackChannels Channels => _channels;

    /// <summary>Answers of 429.</summary>
    public int Limited { get; private set; }

    /// <summary>Commands as Discord would list them.</summary>
    public JsonArray Commands { get; set; } = [];

    public string? InteractionsEndpointUrl { get; set; }

    public string VerifyKey { get; set; } = new('a', 64);

    public bool RefusesToken { get; set; }

    /// <summary>The Date header's distance from the clock.</summary>
    public TimeSpan DateOffset { get; set; }

    public TimeSpan Now => server.Clock.GetElapsedTime(_startedAt);

    /// <summary>Answers matching requests with these faults, one after the other.</summary>
    public void Fail(Func<RestCall, bool> match, params RestFault[] faults)
    {
        lock (_lock)
        {
            _faults.Add((match, new Queue<RestFault>(faults)));
        }
    }

    /// <summary>An interaction was sent that is to be answered.</summary>
    public void Expect(LoopbackInteraction interaction)
    {
        lock (_lock)
        {
            _interactions[interaction.Id] = interaction;
        }
    }

    public async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var authorization = context.Request.Headers.Authorization.ToString();
        var path = context.Request.Path.Value ?? "";
        var call = new RestCall(context.Request.Method, path, body, authorization == $"Bot {LoopbackDiscord.Token}", Now, Interlocked.Increment(ref _calls)) { Query = context.Request.QueryString.Value ?? "" };
        Check(context, call, authorization);
        var fault = TakeFault(call);
        if (fault is { LosesRequest: true })
        {
            Calls.Add(call);
            context.Abort();
            return;
        }

        context.Response.Headers.Date = (server.Clock.GetUtcNow() + DateOffset).ToString("r", CultureInfo.InvariantCulture);
        if (fault is { Until: { } until })
        {
            Calls.Add(call);
            await Task.WhenAny(until, Task.Delay(Timeout.Infinite, context.RequestAborted));
            fault = fault.Status == 0 ? null : fault;
        }
        else
        {
            Calls.Add(call);
        }

        if (fault is not null && !fault.LosesReply)
        {
            _limits.Note(call, fault);
            await AnswerAsync(context, fault.Status, fault.Body, fault.ContentType, fault.Headers);
            return;
        }

        var (status, answer) = RefusesToken && call.IsAuthorized ? (401, """{"message":"401: Unauthorized","code":0}""") : Serve(call);
        if (fault is { LosesReply: true })
        {
            context.Abort();
            return;
        }

        await AnswerAsync(context, status, answer, "application/json", _limits.Headers(call, ref status));
    }

    private async Task AnswerAsync(HttpContext context, int status, string body, string contentType, IEnumerable<(string Name, string Value)> headers)
    {
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        Limited += status == 429 ? 1 : 0;
        context.Response.StatusCode = status;
        if (status != 204)
        {
            context.Response.ContentType = contentType;
            await context.Response.WriteAsync(body);
        }
    }

    private void Check(HttpContext context, RestCall call, string authorization)
    {
        server.Require(call.Path.StartsWith("/api/v10/", StringComparison.Ordinal), $"D1: a request to {call.Path}");
        if (call.Body.Length > 0)
        {
            server.Require(context.Request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) == true, $"D1: the content type is {context.Request.ContentType}");
        }

        var isOpen = call.Path.Contains("/interactions/", StringComparison.Ordinal) || call.Path.Contains("/webhooks/", StringComparison.Ordinal);
        server.Require(isOpen ? authorization.Length == 0 : call.IsAuthorized, $"D1: authorization of {call.Method} {call.Path}");
        RestRules.Check(server, call);
        if (!isOpen)
        {
            _limits.CountGlobal(Now);
        }
    }

    private RestFault? TakeFault(RestCall call)
    {
        lock (_lock)
        {
            foreach (var (match, faults) in _faults)
            {
                if (faults.Count > 0 && match(call))
                {
                    return faults.Dequeue();
                }
            }

            return null;
        }
    }

    private (int Status, string Body) Serve(RestCall call)
    {
        if (CallbackPath().Match(call.Path) is { Success: true } callback)
        {
            return ServeCallback(callback.Groups["id"].Value, callback.Groups["token"].Value, call);
        }

        if (EditPath().Match(call.Path) is { Success: true } edit)
        {
            return ServeEdit(edit.Groups["token"].Value, call);
        }

        if (FollowUpPath().Match(call.Path) is { Success: true } followUp && call.Method == "POST")
        {
            return ServeFollowUp(followUp.Groups["token"].Value, call);
        }

        if (_channels.Serve(call, Posted) is { } served)
        {
            return served;
        }

        if (CommandsPath().IsMatch(call.Path))
        {
            if (call.Method == "PUT")
            {
                Commands = LoopbackCommands.Registered(call.Body);
            }

            return (200, Commands.ToJsonString());
        }

        if (ChannelPath().Match(call.Path) is { Success: true } channel && call.Method == "GET")
        {
            return (200, LoopbackServers.Seen(channel.Groups["id"].Value).ToJsonString());
        }

        return call.Path switch
        {
            "/api/v10/gateway/bot" => (200, Gateway()),
            "/api/v10/users/@me" => (200, LoopbackServers.User(LoopbackDiscord.BotUserId, "talksbot", isBot: true).ToJsonString()),
            "/api/v10/applications/@me" => (200, new JsonObject
            {
                ["id"] = LoopbackDiscord.ApplicationId,
                ["name"] = "TalksBot",
                ["verify_key"] = VerifyKey,
                ["interactions_endpoint_url"] = InteractionsEndpointUrl,
            }.ToJsonString()),
            _ => Unknown(call),
        };
    }

    private (int Status, string Body) Unknown(RestCall call)
    {
        server.Violate($"{call.Method} {call.Path} is no known request");
        return (404, """{"message":"404: Not Found","code":0}""");
    }

    private string Gateway() => new JsonObject
    {
        ["url"] = server.GatewayUrl("/"),
        ["shards"] = server.Gateway.Shards,
        ["session_start_limit"] = new JsonObject
        {
            ["total"] = 1000,
            ["remaining"] = Math.Max(0, server.Gateway.IdentifiesLeft),
            ["reset_after"] = 14_400_000,
            ["max_concurrency"] = server.Gateway.MaxConcurrency,
        },
    }.ToJsonString();

    private (int Status, string Body) ServeCallback(string id, string token, RestCall call)
    {
        lock (_lock)
        {
            if (!_interactions.TryGetValue(id, out var interaction) || interaction.Token != token)
            {
                server.Violate($"D7: a callback to interaction {id}, which there is not");
                return (404, """{"message":"Unknown interaction","code":10062}""");
            }

            server.Require(interaction.FirstAnswer is null, $"checklist 18: a second callback to interaction {id}");
            server.Require(Now - interaction.SentAt <= TimeSpan.FromSeconds(3), $"D7: interaction {id} was answered after {(Now - interaction.SentAt).TotalSeconds:0.0} s");
            interaction.Check(server, call);
            interaction.FirstAnswer ??= call;
            return (204, "");
        }
    }

    private (int Status, string Body) ServeEdit(string token, RestCall call)
    {
        lock (_lock)
        {
            var interaction = _interactions.Values.FirstOrDefault(known => known.Token == token);
            if (interaction?.FirstAnswer is null)
            {
                server.Require(interaction is { CameByCall: true }, "D7: an edit of an answer that was not given");
                return (404, """{"message":"Unknown Webhook","code":10015}""");
            }

            interaction.Edits.Add(call);
            return (200, LoopbackServers.OwnMessage($"{Interlocked.Increment(ref _messages)}"));
        }
    }

    private (int Status, string Body) ServeFollowUp(string token, RestCall call)
    {
        lock (_lock)
        {
            var interaction = _interactions.Values.FirstOrDefault(known => known.Token == token);
            if (interaction?.FirstAnswer is null)
            {
                server.Require(interaction is { CameByCall: true }, "D7: a follow-up to an answer that was not given");
                return (404, """{"message":"Unknown Webhook","code":10015}""");
            }

            return (200, LoopbackServers.OwnMessage($"{Interlocked.Increment(ref _messages)}"));
        }
    }

    [GeneratedRegex("^/api/v10/interactions/(?<id>[0-9]+)/(?<token>[^/]+)/callback$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CallbackPath();

    [GeneratedRegex("^/api/v10/webhooks/(?<app>[0-9]+)/(?<token>[^/]+)/messages/@original$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EditPath();

    [GeneratedRegex("^/api/v10/webhooks/(?<app>[0-9]+)/(?<token>[^/]+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FollowUpPath();

    [GeneratedRegex("^/api/v10/channels/(?<id>[0-9]+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ChannelPath();

    [GeneratedRegex("^/api/v10/applications/[0-9]+/(guilds/[0-9]+/)?commands$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CommandsPath();
}
