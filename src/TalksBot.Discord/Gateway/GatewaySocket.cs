using System.IO.Compression;
using System.Net.WebSockets;

namespace TalksBot.Discord;

/// <summary>One websocket to the gateway: whole messages in, frames out, and an orderly end.</summary>
internal sealed class GatewaySocket : IDisposable
{
    /// <summary>The most bytes a gateway message may have; the largest that Discord sends are a few MiB.</summary>
    public const int MaxMessageLength = 48 * 1024 * 1024;

    /// <summary>The most bytes of a frame that we send (Gateway, "Sending Events").</summary>
    public const int MaxSentLength = 4096;

    private const int KeptBufferLength = 256 * 1024;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly MonotonicClock _clock;
    private readonly GatewayInflater? _inflater;
    private readonly CancellationTokenSource _gone = new();
    private byte[] _buffer = new byte[16 * 1024];
    private int _isClosing;

    public GatewaySocket(MonotonicClock clock, bool isCompressed)
    {
        _clock = clock;
        _inflater = isCompressed ? new GatewayInflater(MaxMessageLength) : null;
        _socket.Options.SetRequestHeader("User-Agent", DiscordHttp.UserAgent);
        _socket.Options.Proxy = HttpClient.DefaultProxy;

        // The gateway has heartbeats of its own.
        _socket.Options.KeepAliveInterval = TimeSpan.Zero;
    }

    /// <summary>The code the other side closed with, or null when it did not.</summary>
    public int? CloseCode => (int?)_socket.CloseStatus;

    /// <summary>Opens it.</summary>
    /// <exception cref="WebSocketException">There is no way there, or no websocket.</exception>
    /// <exception cref="TimeoutException">Nobody answered in time.</exception>
    public async Task ConnectAsync(Uri url, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(ConnectTimeout, _clock.Provider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await _socket.ConnectAsync(url, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The gateway did not answer within {ConnectTimeout.TotalSeconds:0} s.", exception);
        }
    }

    /// <summary>The next gateway message, valid until the next call; null when the connection was closed.</summary>
    /// <exception cref="InvalidDataException">It is too long, or not compressed as it should be.</exception>
    /// <exception cref="WebSocketException">The connection is lost.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync()
    {
        Shrink();
        var length = 0;
        while (true)
        {
            if (length == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            var received = await _socket.ReceiveAsync(_buffer.AsMemory(length), _gone.Token).ConfigureAwait(false);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            length += received.Count;
            if (length > MaxMessageLength)
            {
                throw new InvalidDataException($"A gateway message is longer than {MaxMessageLength} bytes.");
            }

            if (!received.EndOfMessage)
            {
                continue;
            }

            if (received.MessageType == WebSocketMessageType.Text)
            {
                return _buffer.AsMemory(0, length);
            }

            if (_inflater is null)
            {
                return InflateAlone(_buffer.AsSpan(0, length));
            }

            if (_inflater.TryInflate(_buffer.AsSpan(0, length), out var message))
            {
                return message;
            }

            length = 0;
        }
    }

    /// <summary>Sends a frame.</summary>
    /// <exception cref="WebSocketException">The connection is lost.</exception>
    /// <exception cref="OperationCanceledException">The other side takes nothing, or the connection is being closed.</exception>
    /// <exception cref="ArgumentException">The frame is longer than Discord takes.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> frame)
    {
        if (frame.Length > MaxSentLength)
        {
            throw new ArgumentException($"A frame has {frame.Length} bytes, more than {MaxSentLength}.", nameof(frame));
        }

        using var timeout = new CancellationTokenSource(SendTimeout, _clock.Provider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token, timeout.Token);
        await _sending.WaitAsync(either.Token).ConfigureAwait(false);
        try
        {
            await _socket.SendAsync(frame, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, either.Token).ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Says goodbye with a code, gives the other side a second to do the same, and frees everything. Never throws.</summary>
    /// <param name="code">Close code.</param>
    /// <param name="reading">The task that reads from it; is over when this returns.</param>
    public async Task CloseAsync(int code, Task reading)
    {
        if (Interlocked.Exchange(ref _isClosing, 1) != 0)
        {
            return;
        }

        using var timeout = _clock.Provider.CreateTimer(Cancellation.Cancel, _gone, CloseTimeout, Timeout.InfiniteTimeSpan);
        try
        {
            await _sending.WaitAsync(_gone.Token).ConfigureAwait(false);
            try
            {
                if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                {
                    await _socket.CloseOutputAsync((WebSocketCloseStatus)code, null, _gone.Token).ConfigureAwait(false);
                }
            }
            finally
            {
                _sending.Release();
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or InvalidOperationException or IOException)
        {
            // It is gone already, or does not listen any more.
            _socket.Abort();
        }

        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket.Dispose();
        _inflater?.Dispose();
        _sending.Dispose();
        _gone.Dispose();
    }

    /// <summary>Payload compression: a message that is compressed by itself (Gateway, "Payload Compression").</summary>
    private static ReadOnlyMemory<byte> InflateAlone(ReadOnlySpan<byte> packed)
    {
        using var source = new MemoryStream(packed.ToArray(), writable: false);
        using var inflating = new ZLibStream(source, CompressionMode.Decompress);
        using var output = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (var read = inflating.Read(buffer); read > 0; read = inflating.Read(buffer))
        {
            output.Write(buffer, 0, read);
            if (output.Length > MaxMessageLength)
            {
                throw new InvalidDataException($"A gateway message is longer than {MaxMessageLength} bytes.");
            }
        }

        return output.ToArray();
    }

    private void Shrink()
    {
        if (_buffer.Length > KeptBufferLength)
        {
            _buffer = new byte[16 * 1024];
        }

        _inflater?.Shrink();
    }
}
