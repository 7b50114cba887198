using System.IO.Compression;

namespace TalksBot.Discord;

/// <summary>The transport compression of one connection ("zlib-stream"): one context from its first frame to its last.</summary>
/// <param name="maxLength">The most bytes that one gateway message may have, packed or not.</param>
internal sealed class GatewayInflater(int maxLength) : IDisposable
{
    private readonly FeedStream _feed = new();
    private ZLibStream? _inflating;
    private byte[] _output = new byte[16 * 1024];

    /// <summary>Takes the bytes of one websocket message.</summary>
    /// <param name="packed">The message.</param>
    /// <param name="message">What has become whole, valid until the next call; empty when more has to come.</param>
    /// <returns>Whether a gateway message is whole.</returns>
    /// <exception cref="InvalidDataException">It is not compressed as it should be, or too long.</exception>
    public bool TryInflate(ReadOnlySpan<byte> packed, out ReadOnlyMemory<byte> message)
    {
        message = default;
        if (_feed.Length + packed.Length > maxLength)
        {
            throw new InvalidDataException($"A gateway message is longer than {maxLength} bytes.");
        }

        _feed.Append(packed);
        if (!_feed.EndsWithFlush)
        {
            return false;
        }

        _inflating ??= new ZLibStream(_feed, CompressionMode.Decompress, leaveOpen: true);
        var length = 0;
        while (true)
        {
            if (length == _output.Length)
            {
                Array.Resize(ref _output, _output.Length * 2);
            }

            var read = _inflating.Read(_output.AsSpan(length));
            if (read == 0)
            {
                break;
            }

            length += read;
            if (length > maxLength)
            {
                throw new InvalidDataException($"A gateway message is longer than {maxLength} bytes.");
            }
        }

        message = _output.AsMemory(0, length);
        return length > 0;
    }

    /// <summary>Gives the room of a long message back, once it is read.</summary>
    public void Shrink()
    {
        const int Kept = 256 * 1024;
        if (_output.Length > Kept)
        {
            _output = new byte[16 * 1024];
        }

        _feed.Shrink(Kept);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _inflating?.Dispose();
        _feed.Dispose();
    }

    /// <summary>A stream that ends for now and goes on when it is fed.</summary>
    private sealed class FeedStream : Stream
    {
        private byte[] _bytes = new byte[8 * 1024];
        private int _start;
        private int _end;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => _end - _start;

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        /// <summary>Whether it ends where the sender flushed (Gateway, "Transport Compression").</summary>
        public bool EndsWithFlush => _end - _start >= 4 && _bytes.AsSpan(_end - 4, 4) is [0x00, 0x00, 0xFF, 0xFF];

        public void Append(ReadOnlySpan<byte> bytes)
        {
            if (_start == _end)
            {
                _start = _end = 0;
            }

            if (_bytes.Length - _end < bytes.Length)
            {
                Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _end + bytes.Length));
            }

            bytes.CopyTo(_bytes.AsSpan(_end));
            _end += bytes.Length;
        }

        public void Shrink(int kept)
        {
            if (_start == _end && _bytes.Length > kept)
            {
                _start = _end = 0;
                _bytes = new byte[8 * 1024];
            }
        }

        public override int Read(Span<byte> buffer)
        {
            var count = Math.Min(buffer.Length, _end - _start);
            _bytes.AsSpan(_start, count).CopyTo(buffer);
            _start += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
