using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace TalksBot.Slack.Tests;

/// <summary>The server's side of one Socket Mode connection.</summary>
internal sealed class LoopbackSocket(LoopbackSlack slack, WebSocket socket, HttpContext context) : IDisposable
{
    private static int _envelopeCount;

    private readonly ConcurrentDictionary<string, Sent> _sent = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly TaskCompletionSource<WebSocketCloseStatus?> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IHttpRequestLifetimeFeature? _lifetime = context.Features.Get<IHttpRequestLifetimeFeature>();
    private readonly CancellationToken _aborted = context.RequestAborted;
    private TaskCompletionSource? _stall;

    /// <summary>Done when the client is gone, with its close status; null when it just went.</summary>
    public Task<WebSocketCloseStatus?> Closed => _closed.Task;

    public Task SendHelloAsync(int connections) => SendAsync(JsonSerializer.Serialize(new
    {
        type = "hello",
        num_connections = connections,
        connection_info = new { app_id = "A1" },
        debug_info = new { host = "loopback", approximate_connection_time = 18060 },
    }));

    public Task DisconnectAsync(string reason) => SendAsync(JsonSerializer.Serialize(new { type = "disconnect", reason, debug_info = new { host = "loopback" } }));

    /// <summary>Sends an envelope.</summary>
    /// <returns>Its acknowledgement, once it comes: its payload, or null when it has none.</returns>
    public Task<JsonElement?> SendEnvelopeAsync(string type, object payload, bool acceptsPayload, int? retry = null, string? id = null)
    {
        id ??= $"e{Interlocked.Increment(ref _envelopeCount)}";
        var sent = new Sent(acceptsPayload, TimeProvider.System.GetTimestamp());
        _sent[id] = sent;
        var envelope = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["envelope_id"] = id,
            ["type"] = type,
            ["accepts_response_payload"] = acceptsPayload,
            ["payload"] = payload,
        };
        if (retry is { } attempt)
        {
            envelope["retry_attempt"] = attempt;
            envelope["retry_reason"] = "timeout";
        }

        return SendAndWaitAsync(JsonSerializer.Serialize(envelope), sent);
    }

    public Task<JsonElement?> CommandAsync(string command, string text, string responseId = "r1", string user = "U1", string channel = "C1") =>
        SendEnvelopeAsync("slash_commands", Payloads.Command(slack, command, text, responseId, user, channel), acceptsPayload: true);

    public Task<JsonElement?> EventAsync(object wrapper, int? retry = null) => SendEnvelopeAsync("events_api", wrapper, acceptsPayload: false, retry);

    public Task<JsonElement?> InteractionAsync(object payload, bool acceptsPayload = false) => SendEnvelopeAsync("interactive", payload, acceptsPayload);

    public async Task SendAsync(string frame)
    {
        await _sending.WaitAsync();
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Sends a part of a message, and the rest never; the client may cut it short.</summary>
    public async Task SendPartAsync(byte[] bytes)
    {
        try
        {
            await socket.SendAsync(bytes, WebSocketMessageType.Text, false, CancellationToken.None);
        }
        catch (Exception cut) when (cut is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Had enough of it.
        }
    }

    /// <summary>Ends in order, from the server's side.</summary>
    public Task CloseAsync() => socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);

    /// <summary>Cuts the TCP connection.</summary>
    public void Cut()
    {
        // The context itself is emptied when the request ends, which may be at this very moment.
        _lifetime?.Abort();
    }

    public void Dispose() => _sending.Dispose();

    /// <summary>Reads no more, so that pongs are withheld.</summary>
    public void Stall() => _stall = new TaskCompletionSource();

    public async Task ReadAsync()
    {
        var buffer = new byte[256 * 1024];
        try
        {
            while (true)
            {
                if (_stall is { } stall)
                {
                    _aborted.Register(() => stall.TrySetResult());
                    await stall.Task;
                    break;
                }

                var length = 0;
                ValueWebSocketReceiveResult result;
                do
                {
                    result = await socket.ReceiveAsync(buffer.AsMemory(length), _aborted);
                    length += result.Count;
                }
                while (!result.EndOfMessage);

                if (result.MessageType == WebSocketMessageType.Close)
                {
                    _closed.TrySetResult(socket.CloseStatus);
                    if (socket.State == WebSocketState.CloseReceived)
                    {
                        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
                    }

                    break;
                }

                Take(JsonSerializer.Deserialize<JsonElement>(buffer.AsSpan(0, length)));
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException)
        {
            // The client went without a word.
        }
        finally
        {
            _closed.TrySetResult(null);
            foreach (var sent in _sent.Values)
            {
                sent.Acknowledged.TrySetCanceled();
            }
        }
    }

    private async Task<JsonElement?> SendAndWaitAsync(string frame, Sent sent)
    {
        await SendAsync(frame);
        return await sent.Acknowledged.Task;
    }

    private void Take(JsonElement frame)
    {
        foreach (var member in frame.EnumerateObject())
        {
            if (member.Name is not ("envelope_id" or "payload"))
            {
                slack.Violate($"an acknowledgement holds {member.Name}");
            }
        }

        var id = frame.GetProperty("envelope_id").GetString() ?? "";
        if (!_sent.TryGetValue(id, out var sent))
        {
            slack.Violate("an envelope was acknowledged on another connection than it came by, or never sent");
            return;
        }

        JsonElement? payload = frame.TryGetProperty("payload", out var given) ? given : null;
        if (payload is not null && !sent.AcceptsPayload)
        {
            slack.Violate("an acknowledgement has a payload where none is accepted");
        }

        if (TimeProvider.System.GetElapsedTime(sent.At) > TimeSpan.FromSeconds(3))
        {
            slack.Violate($"an envelope was acknowledged after {TimeProvider.System.GetElapsedTime(sent.At)}");
        }

        if (!sent.Acknowledged.TrySetResult(payload))
        {
            slack.Violate("an envelope was acknowledged twice");
        }
    }

    private sealed record Sent(bool AcceptsPayload, long At)
    {
        public TaskCompletionSource<JsonElement?> Acknowledged { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
