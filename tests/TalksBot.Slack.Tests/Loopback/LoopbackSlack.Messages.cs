using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace TalksBot.Slack.Tests;

/// <summary>A message that stands in a channel.</summary>
internal sealed record StandingMessage(string Ts, string Channel, string? ThreadTs, JsonElement Body)
{
    public int Edits { get; init; }

    public string Text => Body.GetProperty("text").GetString() ?? "";
}

/// <summary>Channels with their messages.</summary>
internal sealed partial class LoopbackSlack
{
    private readonly ConcurrentDictionary<string, StandingMessage> _standing = new();

    /// <summary>How many calls of a method are done and then cut off without an answer.</summary>
    public ConcurrentDictionary<string, int> CutsAfter { get; } = new();

    /// <summary>What stands in channels, in order.</summary>
    public StandingMessage[] Standing => [.. _standing.Values.OrderBy(message => message.Ts, StringComparer.Ordinal)];

    /// <summary>Somebody deletes a message.</summary>
    public void Delete(string ts) => _standing.TryRemove(ts, out _);

    /// <summary>Somebody else writes.</summary>
    public void Write(string channel)
    {
        var ts = Ts(Interlocked.Increment(ref _counter));
        _standing[ts] = new StandingMessage(ts, channel, null, JsonSerializer.SerializeToElement(new { text = "somebody else's" }));
    }

    // Times of messages are times of the clock, and unlike in the same second.
    private string Ts(int number) => string.Create(CultureInfo.InvariantCulture, $"{Time.GetUtcNow().ToUnixTimeSeconds()}.{number:000000}");

    private object Post(ApiCall call, int number)
    {
        var thread = call.Text("thread_ts");
        if (thread is not null && thread.Length > 10 && !_standing.ContainsKey(thread) && call.Arguments.TryGetProperty("metadata", out _))
        {
            return new { ok = false, error = "thread_not_found" };
        }

        var ts = Ts(number);
        _standing[ts] = new StandingMessage(ts, call.Text("channel") ?? "", thread, call.Arguments);
        return new { ok = true, channel = call.Text("channel"), ts, message = new { text = call.Text("text") } };
    }

    // Null when it is done.
    private object? Edit(ApiCall call)
    {
        if (_standing.IsEmpty || call.Text("ts") is not { } ts)
        {
            return null;
        }

        if (!_standing.TryGetValue(ts, out var message))
        {
            return new { ok = false, error = "message_not_found" };
        }

        _standing[ts] = message with { Body = call.Arguments, Edits = message.Edits + 1 };
        return null;
    }

    // The channel newest first, a thread oldest first, 15 at a time.
    private object List(ApiCall call)
    {
        if (!Scopes.Contains("channels:history", StringComparison.Ordinal))
        {
            return new { ok = false, error = "missing_scope" };
        }

        var isThread = call.Method == "conversations.replies";
        var oldest = call.Text("oldest") ?? "0";
        var all = Standing.Where(message => message.Channel == call.Text("channel") && message.ThreadTs == (isThread ? call.Text("ts") : null) && string.CompareOrdinal(message.Ts, oldest) > 0).ToArray();
        var ordered = isThread ? all : all.Reverse().ToArray();
        var from = int.Parse(call.Text("cursor") ?? "0", CultureInfo.InvariantCulture);
        var next = from + 15 < ordered.Length ? $"{from + 15}" : "";
        return new
        {
            ok = true,
            messages = ordered.Skip(from).Take(15).Select(message => new
            {
                type = "message",
                ts = message.Ts,
                text = message.Text,
                metadata = message.Body.TryGetProperty("metadata", out var metadata) ? metadata : (JsonElement?)null,
            }),
            has_more = next.Length > 0,
            response_metadata = new { next_cursor = next },
        };
    }
}
