namespace TalksBot.Slack;

/// <summary>
/// Sees from the bytes of a websocket when the other side last sent something of its own accord: a message or a ping, but no pong that answers ours.
/// <see cref="System.Net.WebSockets.ClientWebSocket"/> hides pings, and Slack's are the sign that it still knows the connection (Socket Mode, liveness).
/// </summary>
internal sealed class FrameWatch
{
    private const int PongOpcode = 0xA;

    // The pings that the keep-alive of .NET sends carry eight bytes, and so do the pongs that answer them.
    private const int OwnPingLength = 8;

    private readonly TimeProvider _time;
    private readonly byte[] _head = new byte[14];
    private int _headLength;
    private int _endOfHeadersSeen;
    private bool _isConfused;
    private long _skip;
    private long _heardAt;

    public FrameWatch(TimeProvider time)
    {
        _time = time;
        _heardAt = time.GetTimestamp();
    }

    /// <summary>How long nothing came of the other side's own accord.</summary>
    public TimeSpan Quiet => Volatile.Read(ref _isConfused) ? TimeSpan.Zero : _time.GetElapsedTime(Interlocked.Read(ref _heardAt));

    /// <summary>Looks at bytes as they were read from the connection, from the answer to the upgrade on.</summary>
    public void Observe(ReadOnlySpan<byte> bytes)
    {
        while (_endOfHeadersSeen < 4 && bytes.Length > 0)
        {
            _endOfHeadersSeen = bytes[0] == "\r\n\r\n"u8[_endOfHeadersSeen] ? _endOfHeadersSeen + 1 : bytes[0] == '\r' ? 1 : 0;
            bytes = bytes[1..];
        }

        while (bytes.Length > 0 && !_isConfused)
        {
            if (_skip > 0)
            {
                var skipped = (int)Math.Min(_skip, bytes.Length);
                _skip -= skipped;
                bytes = bytes[skipped..];
                continue;
            }

            _head[_headLength++] = bytes[0];
            bytes = bytes[1..];
            if (_headLength >= 2 && _headLength == HeadLength())
            {
                TakeHead();
            }
        }
    }

    private int HeadLength() => 2 + ((_head[1] & 0x7F) switch { 126 => 2, 127 => 8, _ => 0 }) + ((_head[1] & 0x80) != 0 ? 4 : 0);

    private void TakeHead()
    {
        var length = (long)(_head[1] & 0x7F);
        if (length >= 126)
        {
            var bytes = length == 126 ? 2 : 8;
            length = 0;
            for (var i = 0; i < bytes; i++)
            {
                length = (length << 8) | _head[2 + i];
            }
        }

        var opcode = _head[0] & 0x0F;
        _headLength = 0;
        if (length < 0 || opcode is > 2 and < 8 or > PongOpcode)
        {
            // Not what we took it for (a proxy's answer before ours, say): then it tells nothing, and the keep-alive alone decides.
            Volatile.Write(ref _isConfused, true);
            return;
        }

        _skip = length;
        if (opcode != PongOpcode || length != OwnPingLength)
        {
            Interlocked.Exchange(ref _heardAt, _time.GetTimestamp());
        }
    }
}
