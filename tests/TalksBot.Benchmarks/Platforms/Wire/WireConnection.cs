using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace TalksBot.Benchmarks.Platforms.Wire;

/// <summary>
/// One TCP connection, read by one thread that waits in the system's own call: nothing stands between the last byte of a request and the timestamp that
/// is taken of it, and nothing of this process competes with the bot that is measured.
/// </summary>
internal sealed class WireConnection : IDisposable
{
    private const int MaxHead = 64 * 1024;
    private const int MaxBody = 16 * 1024 * 1024;

    private readonly Socket _socket;
    private readonly Lock _sending = new();
    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    public WireConnection(Socket socket)
    {
        _socket = socket;
        _socket.NoDelay = true;
    }

    /// <summary>The next request, or null when the other side has left or what it sends is no HTTP.</summary>
    public HttpCall? ReadRequest()
    {
        int head;
        while ((head = Unread.IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (Unread.Length > MaxHead || !Fill())
            {
                return null;
            }
        }

        var lines = Encoding.Latin1.GetString(Unread[..head]).Split("\r\n");
        _start += head + 4;
        var words = lines[0].Split(' ');
        if (words.Length != 3)
        {
            return null;
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                headers[line[..colon]] = line[(colon + 1)..].Trim();
            }
        }

        if (ReadBody(headers) is not { } body)
        {
            return null;
        }

        var question = words[1].IndexOf('?', StringComparison.Ordinal);
        return new HttpCall(
            words[0],
            question < 0 ? words[1] : words[1][..question],
            question < 0 ? "" : words[1][(question + 1)..],
            headers,
            body,
            Stopwatch.GetTimestamp());
    }

    /// <summary>The next <paramref name="count"/> bytes, valid until the next read; false when the other side has left.</summary>
    public bool TryTake(int count, out Span<byte> bytes)
    {
        while (_end - _start < count)
        {
            if (!Fill())
            {
                bytes = default;
                return false;
            }
        }

        bytes = _buffer.AsSpan(_start, count);
        _start += count;
        return true;
    }

    /// <summary>Sends all bytes at once; a connection that is gone is none of the sender's business.</summary>
    /// <returns>The timestamp just before sending.</returns>
    public long Send(ReadOnlySpan<byte> bytes)
    {
        lock (_sending)
        {
            var sentAt = Stopwatch.GetTimestamp();
            try
            {
                while (bytes.Length > 0)
                {
                    bytes = bytes[_socket.Send(bytes)..];
                }
            }
            catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
            {
                // The thread that reads finds out.
            }

            return sentAt;
        }
    }

    /// <summary>Drops the connection without a word, as a router does that has lost its table: the other side gets a TCP reset.</summary>
    public void Reset()
    {
        try
        {
            _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // Closed below all the same.
        }

        _socket.Close();
    }

    public void Dispose() => _socket.Dispose();

    private Span<byte> Unread => _buffer.AsSpan(_start, _end - _start);

    private byte[]? ReadBody(Dictionary<string, string> headers)
    {
        if (headers.TryGetValue("Transfer-Encoding", out var encoding) && encoding.Contains("chunked", StringComparison.OrdinalIgnoreCase))
        {
            return ReadChunks();
        }

        if (!headers.TryGetValue("Content-Length", out var said) || !int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            return [];
        }

        return length <= MaxBody && TryTake(length, out var bytes) ? bytes.ToArray() : null;
    }

    private byte[]? ReadChunks()
    {
        var body = new ArrayBufferWriter<byte>();
        while (true)
        {
            int end;
            while ((end = Unread.IndexOf("\r\n"u8)) < 0)
            {
                if (!Fill())
                {
                    return null;
                }
            }

            var isRead = int.TryParse(Unread[..end], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var length);
            _start += end + 2;
            if (!isRead || length < 0 || body.WrittenCount + length > MaxBody || !TryTake(length + 2, out var chunk))
            {
                return null;
            }

            if (length == 0)
            {
                return body.WrittenSpan.ToArray();
            }

            body.Write(chunk[..length]);
        }
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            Unread.CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        try
        {
            var read = _socket.Receive(_buffer.AsSpan(_end));
            _end += read;
            return read > 0;
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }
}
