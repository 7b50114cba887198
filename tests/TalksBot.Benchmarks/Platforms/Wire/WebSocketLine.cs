using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace TalksBot.Benchmarks.Platforms.Wire;

/// <summary>The server's end of a websocket (RFC 6455), optionally compressed as Discord's <c>zlib-stream</c>.</summary>
internal sealed class WebSocketLine : IDisposable
{
    private const string AcceptKey = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private const int MaxMessage = 1024 * 1024;

    private readonly WireConnection _connection;
    private readonly Lock _compressing = new();
    private readonly MemoryStream _compressed = new();
    private readonly ZLibStream? _compressor;

    private WebSocketLine(WireConnection connection, bool isCompressed)
    {
        _connection = connection;
        _compressor = isCompressed ? new ZLibStream(_compressed, CompressionLevel.Fastest, leaveOpen: true) : null;
    }

    /// <summary>What came in a close frame, or null.</summary>
    public int? CloseCode { get; private set; }

    /// <summary>Whether the other side has left, or was dropped.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Answers the handshake.</summary>
    public static WebSocketLine Accept(WireConnection connection, HttpCall call, bool isCompressed)
    {
#pragma warning disable CA5350 // The handshake is defined with SHA-1 (RFC 6455, section 4.2.2).
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(call.Header("Sec-WebSocket-Key") + AcceptKey)));
#pragma warning restore CA5350
        connection.Send(Encoding.ASCII.GetBytes($"HTTP/1.1 101 -\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"));
        return new WebSocketLine(connection, isCompressed);
    }

    /// <summary>Sends one message.</summary>
    /// <returns>The timestamp just before it was sent; what compressing takes comes before it.</returns>
    public long Send(string json)
    {
        var text = Encoding.UTF8.GetBytes(json);
        if (_compressor is null)
        {
            return _connection.Send(Frame(opcode: 1, text));
        }

        // Order on the wire has to be the order of compressing.
        lock (_compressing)
        {
            _compressed.SetLength(0);
            _compressor.Write(text);
            _compressor.Flush();
            return _connection.Send(Frame(opcode: 2, _compressed.GetBuffer().AsSpan(0, (int)_compressed.Length)));
        }
    }

    public void Ping() => _connection.Send(Frame(opcode: 9, "beat"u8));

    public void Close(ushort code)
    {
        Span<byte> body = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(body, code);
        _connection.Send(Frame(opcode: 8, body));
    }

    /// <summary>Cuts the TCP connection.</summary>
    public void Reset()
    {
        IsClosed = true;
        _connection.Reset();
    }

    /// <summary>The next whole message, or null when the other side has left; pings and closes are answered on the way.</summary>
    public byte[]? Read()
    {
        var message = new ArrayBufferWriter<byte>();
        while (message.WrittenCount <= MaxMessage && _connection.TryTake(2, out var head))
        {
            var (isLast, opcode) = ((head[0] & 0x80) != 0, head[0] & 0x0F);
            if ((head[1] & 0x80) == 0 || !TryTakeLength(head[1] & 0x7F, out var length) || !_connection.TryTake(length + 4, out var masked))
            {
                break;
            }

            var body = masked[4..];
            for (var i = 0; i < body.Length; i++)
            {
                body[i] ^= masked[i & 3];
            }

            switch (opcode)
            {
                case 8:
                    CloseCode = body.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(body) : 1005;
                    _connection.Send(Frame(opcode: 8, body));
                    IsClosed = true;
                    return null;
                case 9:
                    _connection.Send(Frame(opcode: 10, body));
                    break;
                case 10:
                    break;
                default:
                    message.Write(body);
                    if (isLast)
                    {
                        return message.WrittenSpan.ToArray();
                    }

                    break;
            }
        }

        IsClosed = true;
        return null;
    }

    public void Dispose()
    {
        _compressor?.Dispose();
        _compressed.Dispose();
    }

    private bool TryTakeLength(int code, out int length)
    {
        length = code;
        if (code == 126 && _connection.TryTake(2, out var two))
        {
            length = BinaryPrimitives.ReadUInt16BigEndian(two);
        }
        else if (code == 127 && _connection.TryTake(8, out var eight))
        {
            length = (int)Math.Min(BinaryPrimitives.ReadUInt64BigEndian(eight), int.MaxValue);
        }

        return length <= MaxMessage && (code < 126 || length >= 126);
    }

    private static byte[] Frame(int opcode, ReadOnlySpan<byte> body)
    {
        var head = body.Length < 126 ? 2 : body.Length <= ushort.MaxValue ? 4 : 10;
        var frame = new byte[head + body.Length];
        frame[0] = (byte)(0x80 | opcode);
        switch (head)
        {
            case 2:
                frame[1] = (byte)body.Length;
                break;
            case 4:
                frame[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)body.Length);
                break;
            default:
                frame[1] = 127;
                BinaryPrimitives.WriteUInt64BigEndian(frame.AsSpan(2), (ulong)body.Length);
                break;
        }

        body.CopyTo(frame.AsSpan(head));
        return frame;
    }
}
