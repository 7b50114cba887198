using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace TalksBot.Slack.Tests;

/// <summary>The Web API and the response_urls.</summary>
internal sealed partial class LoopbackSlack
{
    private static readonly string[] ReadMethods = ["users.info", "oauth.v2.access", "apps.connections.open", "auth.test", "conversations.history", "conversations.replies"];
    private readonly ConcurrentDictionary<string, (int Uses, long MadeAt)> _respondable = new();
    private readonly ConcurrentDictionary<string, long> _lastPost = new();
    private readonly ConcurrentDictionary<(string Method, string Token), (long At, int Seconds)> _limited = new();
    private readonly System.Threading.Channels.Channel<int> _attempted = System.Threading.Channels.Channel.CreateUnbounded<int>();
    private int _counter;

    /// <summary>When apps.connections.open was called, well or not.</summary>
    public ConcurrentQueue<long> Attempts { get; } = new();

    /// <summary>How many times it was called, told each time.</summary>
    public System.Threading.Channels.ChannelReader<int> Attempted => _attempted.Reader;

    /// <summary>Tokens that are good, with their workspaces.</summary>
    public ConcurrentDictionary<string, string> BotTokens { get; } = new() { [BotToken] = TeamId };

    /// <summary>Codes of oauth.v2.access with the answers that they give once.</summary>
    public ConcurrentDictionary<string, object> Codes { get; } = new();

    /// <summary>What users.info says.</summary>
    public string TimeZone { get; set; } = "Europe/Kyiv";

    /// <summary>Scopes of the bot token.</summary>
    public string Scopes { get; set; } = string.Join(',', SlackManifest.Scopes);

    /// <summary>How often each method was called.</summary>
    public ConcurrentDictionary<string, int> Counts { get; } = new();

    private async Task HandleMethodAsync(HttpContext context, string method)
    {
        var at = Time.GetTimestamp();
        if (method == "apps.connections.open")
        {
            Attempts.Enqueue(at);
            _attempted.Writer.TryWrite(Attempts.Count);
        }

        Counts.AddOrUpdate(method, 1, (_, count) => count + 1);
        var body = await ReadBodyAsync(context);
        var arguments = Arguments(context, method, body);
        var token = CheckCredentials(context, method, body);
        foreach (var fault in SlackSchemas.CheckArguments(method, arguments))
        {
            Violate($"{method}: {fault}");
        }

        CheckMessage(method, arguments);
        if (await MisbehaveAsync(context, method, token))
        {
            return;
        }

        var call = new ApiCall(method, token, arguments, at);
        var answer = Answer(call, context);
        if (CutsAfter.TryGetValue(method, out var cuts) && cuts > 0)
        {
            CutsAfter[method] = cuts - 1;
            context.Abort();
            return;
        }

        await WriteAsync(context, answer);
        if (method is not ("apps.connections.open" or "auth.test" or "users.info"))
        {
            _calls.Writer.TryWrite(call);
        }
    }

    private object Answer(ApiCall call, HttpContext context)
    {
        switch (call.Method)
        {
            case "apps.connections.open":
                return call.Token == AppToken ? new { ok = true, url = $"{BaseUrl.Replace("http:", "ws:", StringComparison.Ordinal)}/link?ticket={NewTicket()}" } : new { ok = false, error = "invalid_auth" };
            case "oauth.v2.access":
                return Codes.TryRemove(call.Text("code") ?? call.Text("refresh_token") ?? "", out var granted) ? granted : new { ok = false, error = "invalid_code" };
        }

        if (call.Token is null || !BotTokens.TryGetValue(call.Token, out var team))
        {
            return new { ok = false, error = "invalid_auth" };
        }

        context.Response.Headers["x-oauth-scopes"] = Scopes;
        var number = Interlocked.Increment(ref _counter);
        switch (call.Method)
        {
            case "auth.test":
                return new { ok = true, team_id = team, user_id = BotUserId, bot_id = "B1", app_id = "A1" };
            case "users.info":
                return new { ok = true, user = new { id = call.Text("user"), tz = TimeZone, locale = "en-GB", is_admin = call.Text("user") == "UADMIN" } };
            case "chat.postMessage":
                CheckPace(call);
                return Post(call, number);
            case "chat.postEphemeral":
                return new { ok = true, message_ts = $"1700000000.{number:000000}" };
            case "conversations.history" or "conversations.replies":
                return List(call);
            case "chat.update" when Edit(call) is { } refused:
                return refused;
            case "chat.update":
                return new { ok = true, channel = call.Text("channel"), ts = call.Text("ts"), text = call.Text("text"), message = new { text = call.Text("text") } };
            default:
                return new { ok = true, view = new { id = $"V{number}", hash = $"h{number}" } };
        }
    }

    // One message a second in each channel, counted from arrival to arrival; on a hastened clock the way there takes some 10 ms more or less.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(950);

    private void CheckPace(ApiCall call)
    {
        var channel = $"{call.Token} {call.Text("channel")}";
        if (_lastPost.TryGetValue(channel, out var last) && Time.GetElapsedTime(last, call.At) < Pace)
        {
            Violate($"two messages in one channel within {Time.GetElapsedTime(last, call.At).TotalMilliseconds} ms");
        }

        _lastPost[channel] = call.At;
    }

    private string? CheckCredentials(HttpContext context, string method, string body)
    {
        var authorization = context.Request.Headers.Authorization.ToString();
        foreach (var secret in BotTokens.Keys.Append(AppToken).Append(ClientSecret).Append(SigningSecret))
        {
            if (body.Contains(secret, StringComparison.Ordinal))
            {
                Violate($"{method}: a secret is in the body");
            }
        }

        if (method == "oauth.v2.access")
        {
            var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{ClientSecret}"));
            if (authorization != expected)
            {
                Violate("oauth.v2.access: no HTTP Basic credentials");
            }

            return null;
        }

        if (!authorization.StartsWith("Bearer ", StringComparison.Ordinal))
        {
            Violate($"{method}: no bearer token");
            return null;
        }

        var token = authorization["Bearer ".Length..];
        if (token.StartsWith("xapp-", StringComparison.Ordinal) != (method == "apps.connections.open"))
        {
            Violate($"{method}: called with the wrong kind of token");
        }

        return token;
    }

    private JsonElement Arguments(HttpContext context, string method, string body)
    {
        var type = context.Request.ContentType ?? "";
        if (Kind == ClientKind.SlackNet && method == "apps.connections.open" && body == "{}")
        {
            // SlackNet asks for a connection with an empty JSON object, which Slack takes for an empty form.
            return JsonSerializer.SerializeToElement(new { });
        }

        if (ReadMethods.Contains(method))
        {
            if (!type.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal))
            {
                Violate($"{method}: takes a form, not {type}");
            }

            var form = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(body);
            return JsonSerializer.SerializeToElement(form.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal));
        }

        if (type != "application/json; charset=utf-8")
        {
            Violate($"{method}: JSON with its charset, not {type}");
        }

        return JsonSerializer.Deserialize<JsonElement>(body);
    }

    private void CheckMessage(string method, JsonElement body)
    {
        if (body.TryGetProperty("view", out var view))
        {
            foreach (var fault in SlackSchemas.CheckView(view))
            {
                Violate($"{method}: view {fault}");
            }
        }

        if (!method.StartsWith("chat.", StringComparison.Ordinal) && method != "response_url")
        {
            return;
        }

        if (!body.TryGetProperty("text", out var text) || text.GetString() is not { Length: > 0 and <= 4000 })
        {
            Violate($"{method}: no text, or more than 4,000 characters");
        }

        if (!body.TryGetProperty("unfurl_links", out var links) || links.GetBoolean() || !body.TryGetProperty("unfurl_media", out var media) || media.GetBoolean())
        {
            Violate($"{method}: unfurls");
        }

        if (body.TryGetProperty("blocks", out var blocks))
        {
            foreach (var fault in SlackSchemas.CheckBlocks(blocks))
            {
                Violate($"{method}: blocks {fault}");
            }
        }
    }

    private async Task HandleResponseAsync(HttpContext context, string id)
    {
        var at = Time.GetTimestamp();
        var body = await ReadBodyAsync(context);
        if (context.Request.Headers.ContainsKey("Authorization") || body.Contains("xox", StringComparison.Ordinal))
        {
            Violate("a response_url was called with a token");
        }

        if (context.Request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) != true)
        {
            Violate("a response_url takes JSON");
        }

        var json = JsonSerializer.Deserialize<JsonElement>(body);
        CheckMessage("response_url", json);
        if (json.TryGetProperty("response_type", out var type) && type.GetString() is not ("ephemeral" or "in_channel"))
        {
            Violate("response_type must be ephemeral or in_channel");
        }

        if (await MisbehaveAsync(context, "response_url", null))
        {
            return;
        }

        var (uses, madeAt) = _respondable.AddOrUpdate(id, (1, 0), (_, held) => (held.Uses + 1, held.MadeAt));
        if (uses > 5 || Time.GetElapsedTime(madeAt) > TimeSpan.FromMinutes(30))
        {
            Violate($"a response_url was called for the {uses}th time, {Time.GetElapsedTime(madeAt)} after it was given");
        }

        _responses.Writer.TryWrite(new ResponseCall(id, json, at));
        await context.Response.WriteAsync("ok");
    }

    private async Task<bool> MisbehaveAsync(HttpContext context, string method, string? token)
    {
        // What was on its way when the limit was said is no fault (on a clock that stands still, what comes at the same instant); response_urls come many at a time.
        if (method != "response_url" && _limited.TryGetValue((method, token ?? ""), out var limit)
            && Time.GetElapsedTime(limit.At) is var since && since > TimeSpan.Zero && since < TimeSpan.FromSeconds(limit.Seconds))
        {
            Violate($"{method} was called {since} after Retry-After: {limit.Seconds}");
        }

        if (!(Faults.TryGetValue(method, out var queue) && queue.TryDequeue(out var fault)) && !LastingFaults.TryGetValue(method, out fault))
        {
            return false;
        }

        fault.OnCome?.Invoke();
        if (fault.Until is { } until)
        {
            await until.WaitAsync(context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        if (fault.Cut)
        {
            context.Abort();
            return true;
        }

        if (fault.RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            _limited[(method, token ?? "")] = (Time.GetTimestamp(), seconds);
        }

        if (fault.Status == 200 && fault.Error is null)
        {
            return false;
        }

        context.Response.StatusCode = fault.Status;
        await WriteAsync(context, new { ok = false, error = fault.Error ?? "internal_error" });
        return true;
    }

    private static async Task<string> ReadBodyAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
