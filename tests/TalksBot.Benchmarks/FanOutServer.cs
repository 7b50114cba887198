using System.Diagnostics;
using System.Globalization;
using TalksBot.Benchmarks.Platforms.Wire;

namespace TalksBot.Benchmarks;

/// <summary>Takes posts as Discord and Slack do, within Discord's global limit, and keeps nothing but counts.</summary>
internal sealed class FanOutServer : WireServer
{
    // Rate Limits, "Global Rate Limit".
    private const int PostsInASecond = 50;

    private readonly Lock _lock = new();
    private readonly Queue<long> _lastSecond = new();
    private readonly HashSet<string> _channels = new(StringComparer.Ordinal);
    private readonly ManualResetEventSlim _never = new();
    private readonly TimeSpan _latency;
    private readonly bool _hasGlobalLimit;
    private long _posts;

    /// <summary>A server that answers each post after a while.</summary>
    /// <param name="latency">From a request's arrival to its answer.</param>
    /// <param name="hasGlobalLimit">Whether more than 50 posts in a second are answered 429.</param>
    public FanOutServer(TimeSpan latency, bool hasGlobalLimit)
    {
        _latency = latency;
        _hasGlobalLimit = hasGlobalLimit;
    }

    public long Posts => Interlocked.Read(ref _posts);

    /// <summary>Channels that have a message.</summary>
    public int Channels
    {
        get
        {
            lock (_lock)
            {
                return _channels.Count;
            }
        }
    }

    /// <summary>Answers of 429.</summary>
    public int Limited { get; private set; }

    protected override HttpReply Answer(HttpCall call)
    {
        var isSlack = call.Path.EndsWith("chat.postMessage", StringComparison.Ordinal);
        if (!isSlack && !call.Path.EndsWith("/messages", StringComparison.Ordinal))
        {
            return new HttpReply(404, """{"code":0}""");
        }

        var channel = isSlack ? SlackChannel(call.Body) : call.Path.Split('/')[^2];
        lock (_lock)
        {
            while (_lastSecond.TryPeek(out var at) && Stopwatch.GetElapsedTime(at, call.ReceivedAt) >= TimeSpan.FromSeconds(1))
            {
                _lastSecond.Dequeue();
            }

            if (_hasGlobalLimit && _lastSecond.Count >= PostsInASecond)
            {
                Limited++;
                return new HttpReply(429, """{"message":"limited","retry_after":0.5,"global":true}""") { Headers = "Retry-After: 0.5\r\nX-RateLimit-Global: true\r\n" };
            }

            _lastSecond.Enqueue(call.ReceivedAt);
            _channels.Add(channel);
        }

        _never.Wait(_latency);
        var number = Interlocked.Increment(ref _posts);
        return isSlack
            ? HttpReply.Ok(string.Create(CultureInfo.InvariantCulture, $$"""{"ok":true,"channel":"{{channel}}","ts":"1700000000.{{number:000000}}"}"""))
            : HttpReply.Ok(string.Create(CultureInfo.InvariantCulture, $$"""{"id":"{{number}}"}""")) with
            {
                Headers = $"X-RateLimit-Bucket: messages\r\nX-RateLimit-Limit: 5\r\nX-RateLimit-Remaining: 4\r\nX-RateLimit-Reset-After: 5.000\r\n",
            };
    }

    protected override void Serve(WebSocketLine line, HttpCall call)
    {
        // Nobody connects: posting needs no events.
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _never.Dispose();
        }
    }

    private static string SlackChannel(byte[] body)
    {
        using var json = System.Text.Json.JsonDocument.Parse(body);
        return json.RootElement.GetProperty("channel").GetString() ?? "";
    }
}
