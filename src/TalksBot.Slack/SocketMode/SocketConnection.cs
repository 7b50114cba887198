using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using Microsoft.Extensions.Logging;

namespace TalksBot.Slack;

/// <summary>
/// One Socket Mode connection, from the opening to its end. Envelopes are acknowledged here, before anything else is done with them, unless the
/// acknowledgement itself carries the answer.
/// </summary>
internal sealed partial class SocketConnection : IEnvelopeSource, IAsyncDisposable
{
    // A submission or message may hold some 100 KB; nothing that Slack sends comes near this.
    internal const int MaxFrameLength = 2 * 1024 * 1024;

    private const int FirstBufferLength = 16 * 1024;
    private static readonly TimeSpan AcknowledgeTime = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan SendTime = TimeSpan.FromSeconds(10);

    private readonly ClientWebSocket _socket = new();
    private readonly HttpMessageInvoker _invoker;
    private readonly FrameWatch _watch;
    private readonly SlackTiming _timing;
    private readonly TimeProvider _time;
    private readonly HealthBook _health;
    private readonly ISocketListener _listener;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly byte[] _acknowledgement = new byte[256];
    private readonly TaskCompletionSource<int> _hello = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<SocketNotice> _notice = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _ended = new();
    private ITimer? _quietTimer;
    private Task _reading = Task.CompletedTask;
    private int _isDisposed;

    public SocketConnection(SlackTiming timing, TimeProvider time, HealthBook health, ISocketListener listener, ILogger logger)
    {
        _timing = timing;
        _time = time;
        _health = health;
        _listener = listener;
        _logger = logger;
        _watch = new FrameWatch(time);
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            PlaintextStreamFilter = (context, _) => ValueTask.FromResult<Stream>(new WatchedStream(context.PlaintextStream, _watch)),
        });
        _socket.Options.KeepAliveInterval = timing.KeepAliveInterval;
        _socket.Options.KeepAliveTimeout = timing.KeepAliveTimeout;
        _socket.Options.SetRequestHeader("User-Agent", "TalksBot");
    }

    /// <summary>Done when the connection is to be replaced, with the first reason.</summary>
    public Task<SocketNotice> Notice => _notice.Task;

    /// <summary>Done when nothing is read any more.</summary>
    public Task Ended => _reading;

    /// <summary>When hello came, as a timestamp.</summary>
    public long ReadyAt { get; private set; }

    /// <summary>What went wrong with a connection, in a word; exceptions' own messages may name addresses.</summary>
    public static string Describe(Exception gone) => gone is WebSocketException socket ? socket.WebSocketErrorCode.ToString() : gone.GetType().Name;

    /// <summary>Connects and waits for hello.</summary>
    /// <returns>How many connections Slack counts for the app; 0 when it did not say.</returns>
    /// <exception cref="WebSocketException">It could not be made, or ended before hello.</exception>
    /// <exception cref="TimeoutException">No hello came in time.</exception>
    public async Task<int> OpenAsync(Uri url, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_timing.Hello, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _socket.ConnectAsync(url, _invoker, either.Token);
            _reading = Task.Run(ReadAsync, CancellationToken.None);
            var connections = await _hello.Task.WaitAsync(either.Token);
            ReadyAt = _time.GetTimestamp();

            // With what a replacement's hello may take, one that fell silent is replaced within a minute: 45 s + 5 s + 10 s.
            var check = _timing.Quiet / 9;
            _quietTimer = _time.CreateTimer(_ => CheckQuiet(), null, check, check);
            return connections;
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("Slack said no hello in time.", late);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> AcknowledgeAsync(SocketEnvelope envelope, ReadOnlyMemory<byte> payload)
    {
        var frame = new ArrayBufferWriter<byte>(payload.Length + envelope.Id.Length + 64);
        frame.Write("{\"envelope_id\":\""u8);
        Encoding.UTF8.GetBytes(envelope.Id, frame);
        frame.Write("\""u8);
        if (!payload.IsEmpty)
        {
            frame.Write(",\"payload\":"u8);
            frame.Write(payload.Span);
        }

        frame.Write("}"u8);
        return await SendAsync(frame.WrittenMemory, envelope.ReceivedAt);
    }

    /// <summary>Closes in order: sends the close frame and reads on until the other side's comes, for a short time.</summary>
    public async Task CloseAsync(string reason)
    {
        try
        {
            using var timeout = new CancellationTokenSource(_timing.Close);
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await _sending.WaitAsync(timeout.Token);
                try
                {
                    await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, reason, timeout.Token);
                }
                finally
                {
                    _sending.Release();
                }
            }

            await _reading.WaitAsync(timeout.Token);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // It is torn down below whatever became of the handshake.
        }

        await DisposeAsync();
    }

    /// <summary>Ends it at once.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        if (_quietTimer is not null)
        {
            await _quietTimer.DisposeAsync();
        }

        await _ended.CancelAsync();
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _invoker.Dispose();
        _ended.Dispose();
        _notice.TrySetResult(SocketNotice.Dropped);
    }

    private void CheckQuiet()
    {
        if (_watch.Quiet > _timing.Quiet)
        {
            _notice.TrySetResult(SocketNotice.Quiet);
        }
    }

    private async Task ReadAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBufferLength);
        try
        {
            var length = 0;
            while (true)
            {
                var result = await _socket.ReceiveAsync(buffer.AsMemory(length), _ended.Token);
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                length += result.Count;
                if (result.EndOfMessage)
                {
                    await TakeAsync(buffer.AsMemory(0, length));
                    length = 0;
                    buffer = Shrink(buffer);
                }
                else if (length == buffer.Length)
                {
                    buffer = Grow(buffer, length);
                }
            }

            await AnswerCloseAsync();
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            var reason = Describe(gone);
            LogLost(reason);
        }
        catch (MalformedFrameException malformed)
        {
            LogMalformed(malformed.Message);
            _socket.Abort();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            _notice.TrySetResult(SocketNotice.Dropped);
            _hello.TrySetException(new WebSocketException(WebSocketError.ConnectionClosedPrematurely));

            // Nobody may be waiting for hello any more; the failure was told by the notice.
            _ = _hello.Task.Exception;
        }
    }

    private async Task AnswerCloseAsync()
    {
        if (_socket.State == WebSocketState.CloseReceived)
        {
            using var timeout = new CancellationTokenSource(_timing.Close);
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, timeout.Token);
        }
    }

    private static byte[] Grow(byte[] buffer, int length)
    {
        if (buffer.Length >= MaxFrameLength)
        {
            throw new MalformedFrameException($"over {MaxFrameLength} bytes");
        }

        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    // One large frame does not hold memory for months.
    private static byte[] Shrink(byte[] buffer)
    {
        if (buffer.Length <= FirstBufferLength)
        {
            return buffer;
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return ArrayPool<byte>.Shared.Rent(FirstBufferLength);
    }

    private async ValueTask TakeAsync(ReadOnlyMemory<byte> frame)
    {
        var receivedAt = _time.GetTimestamp();
        var head = FrameHead.Read(frame.Span);
        switch (head.Kind)
        {
            case FrameKind.Malformed:
                throw new MalformedFrameException("no JSON object");
            case FrameKind.Hello:
                _hello.TrySetResult(head.Connections);
                break;
            case FrameKind.Disconnect:
                _notice.TrySetResult(head.Reason switch
                {
                    "warning" => SocketNotice.Warning,
                    "link_disabled" => SocketNotice.LinkDisabled,
                    "too_many_websockets" => SocketNotice.TooMany,
                    _ => SocketNotice.Refresh,
                });
                _hello.TrySetException(new WebSocketException(WebSocketError.ConnectionClosedPrematurely));
                break;
            case FrameKind.Envelope:
                await TakeEnvelopeAsync(frame, head, receivedAt);
                break;
            case FrameKind.Other:
            default:
                break;
        }

        _health.Heard();
    }

    private async ValueTask TakeEnvelopeAsync(ReadOnlyMemory<byte> frame, FrameHead head, long receivedAt)
    {
        var awaitsPayload = head.Payload is PayloadKind.Suggestion or PayloadKind.Submission && !head.RefusesPayload;
        if (!awaitsPayload)
        {
            // A constant with the id put in: nothing of the payload is needed to acknowledge it.
            await SendAsync(WriteAcknowledgement(frame.Span[head.Id]), receivedAt);
        }

        if (head.Payload != PayloadKind.Unknown)
        {
            _listener.Take(new SocketEnvelope(this, Encoding.UTF8.GetString(frame.Span[head.Id]), head.Payload, frame[head.Body].ToArray(), receivedAt, awaitsPayload));
        }
    }

    private ReadOnlyMemory<byte> WriteAcknowledgement(ReadOnlySpan<byte> id)
    {
        var start = "{\"envelope_id\":\""u8;
        start.CopyTo(_acknowledgement);
        id.CopyTo(_acknowledgement.AsSpan(start.Length));
        "\"}"u8.CopyTo(_acknowledgement.AsSpan(start.Length + id.Length));
        return _acknowledgement.AsMemory(0, start.Length + id.Length + 2);
    }

    private async ValueTask<bool> SendAsync(ReadOnlyMemory<byte> frame, long receivedAt)
    {
        try
        {
            await _sending.WaitAsync(_ended.Token);
            try
            {
                var sent = _socket.SendAsync(frame, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, _ended.Token);
                if (!sent.IsCompletedSuccessfully)
                {
                    // A server that stops reading must not hold this connection for ever.
                    await sent.AsTask().WaitAsync(SendTime, _time);
                }
            }
            finally
            {
                _sending.Release();
            }

            _health.Acknowledged(isLate: _time.GetElapsedTime(receivedAt) > AcknowledgeTime);
            return true;
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException or TimeoutException or IOException)
        {
            var reason = Describe(gone);
            LogUnacknowledged(reason);
            _socket.Abort();
            return false;
        }
    }

    private sealed class MalformedFrameException(string message) : Exception(message);

    [LoggerMessage(EventId = 6020, Level = LogLevel.Debug, Message = "A Socket Mode connection was lost: {Reason}")]
    private partial void LogLost(string reason);

    [LoggerMessage(EventId = 6021, Level = LogLevel.Warning, Message = "A Socket Mode frame is not usable ({Reason}); the connection is made anew")]
    private partial void LogMalformed(string reason);

    [LoggerMessage(EventId = 6022, Level = LogLevel.Warning, Message = "An envelope could not be acknowledged: {Reason}")]
    private partial void LogUnacknowledged(string reason);
}
