using System.IO.Compression;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace TalksBot.Discord.Tests.Loopback;

/// <summary>One connection of a client to the gateway.</summary>
internal sealed class GatewayPeer : IDisposable
{
    private readonly LoopbackDiscord _server;
    private readonly LoopbackGateway _gateway;
    private readonly WebSocket _socket;
    private readonly HttpContext _context;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly MemoryStream _packed = new();
    private readonly ZLibStream _packing;
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public GatewayPeer(LoopbackDiscord server, LoopbackGateway gateway, WebSocket socket, HttpContext context, int number, bool isCompressed)
    {
        _server = server;
        _gateway = gateway;
        _socket = socket;
        _context = context;
        Number = number;
        IsCompressed = isCompressed;
        OpenedAt = gateway.Now;
        Path = context.Request.Path.Value ?? "";
        _packing = new ZLibStream(_packed, CompressionLevel.Fastest, leaveOpen: true);
    }

    /// <summary>Counted from 0.</summary>
    public int Number { get; }

    public string Path { get; }

    public bool IsCompressed { get; }

    public TimeSpan OpenedAt { get; }

    public bool SaidHello { get; private set; }

    public TimeSpan HelloAt { get; private set; }

    public bool HasIdentified { get; set; }

    public int SentDispatches { get; private set; }

    public Queue<TimeSpan> SentAt { get; } = new();

    public LoopbackSession? Session { get; set; }

    /// <summary>The code that the client closed with, or null when it was cut or still lives.</summary>
    public int? ClosedWith { get; private set; }

    /// <summary>Ends when the connection has ended, from whichever side.</summary>
    public Task Gone => _gone.Task;

    public Task HelloAsync()
    {
        SaidHello = true;
        HelloAt = _gateway.Now;
        return SendAsync($$$"""{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":{{{_gateway.HeartbeatInterval.TotalMilliseconds}}},"_trace":["x"]}}""");
    }

    /// <summary>Sends a frame, packed and cut into fragments as the connection wants it.</summary>
    public async Task SendAsync(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        await _sending.WaitAsync();
        try
        {
            SentDispatches += json.Contains("\"op\":0", StringComparison.Ordinal) ? 1 : 0;
            await SendBytesAsync(IsCompressed ? Pack(bytes) : bytes, IsCompressed ? WebSocketMessageType.Binary : WebSocketMessageType.Text);
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException or IOException)
        {
            // The client has left; what was sent to it is replayed when it comes back.
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Sends bytes as they are.</summary>
    public async Task SendBytesAsync(ReadOnlyMemory<byte> bytes, WebSocketMessageType type)
    {
        var step = _gateway.FragmentLength ?? bytes.Length;
        for (var at = 0; at < bytes.Length || at == 0; at += Math.Max(step, 1))
        {
            var length = Math.Min(step, bytes.Length - at);
            await _socket.SendAsync(bytes.Slice(at, length), type, at + length >= bytes.Length, CancellationToken.None);
        }
    }

    /// <summary>Sends the beginning of a message whose rest never comes.</summary>
    public Task SendPartAsync() => _socket.SendAsync("{\"op\":10,"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: false, CancellationToken.None);

    /// <summary>Closes with a code, as Discord does.</summary>
    public async Task CloseAsync(int code)
    {
        try
        {
            await _socket.CloseOutputAsync((WebSocketCloseStatus)code, "as the test wants", CancellationToken.None);
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            // It is closed already.
        }
    }

    /// <summary>Cuts the TCP connection.</summary>
    public void Cut()
    {
        try
        {
            _context.Abort();
        }
        catch (ObjectDisposedException)
        {
            // It has ended already.
        }
    }

    /// <summary>Reads frames until the connection ends.</summary>
    public async Task ReadAsync(Func<JsonElement, Task> handle)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult received;
                do
                {
                    received = await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                    length += received.Count;
                }
                while (!received.EndOfMessage && length < buffer.Length);

                if (received.MessageType == WebSocketMessageType.Close)
                {
                    ClosedWith = (int?)_socket.CloseStatus;
                    await CloseAsync(1000);
                    return;
                }

                _server.Require(length <= 4096, $"D2: a frame has {length} bytes");
                using var document = JsonDocument.Parse(buffer.AsMemory(0, length));
                await handle(document.RootElement.Clone());
            }
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or OperationCanceledException or IOException)
        {
            // Cut, by one side or the other.
        }
        finally
        {
            _gone.TrySetResult();
        }
    }

    /// <summary>Reads until the end and does nothing.</summary>
    public Task DrainAsync() => ReadAsync(_ => Task.CompletedTask);

    public void Dispose()
    {
        _packing.Dispose();
        _packed.Dispose();
        _sending.Dispose();
    }

    public override string ToString() => $"connection {Number} ({Path})";

    private ReadOnlyMemory<byte> Pack(byte[] bytes)
    {
        _packed.SetLength(0);
        _packing.Write(bytes);
        _packing.Flush();
        return _packed.ToArray();
    }
}
