using System.IO.Compression;

namespace TalksBot.Ingestion;

/// <summary>A body that is not read any further.</summary>
internal sealed class BodyRefusedException(FetchFailure reason, string message) : Exception(message)
{
    internal FetchFailure Reason { get; } = reason;
}

/// <summary>Reads a body within bounds of size, time and rate, and unpacks it on the way.</summary>
/// <param name="options">The bounds of time.</param>
/// <param name="maxBytes">Bytes on the wire, and unpacked.</param>
/// <param name="isBeginningEnough">Whether to return what fits where there is more.</param>
/// <param name="time">The clock.</param>
internal sealed class BodyReader(FetchOptions options, int maxBytes, bool isBeginningEnough, TimeProvider time)
{
    // Text of news packs to a fifth, rarely to a fiftieth; the worst a gzip can do is 1 to 1,032, a brotli far more.
    private const int MaxRatio = 200;
    private const int RatioFrom = 1024 * 1024;

    private static readonly TimeSpan RateFrom = TimeSpan.FromSeconds(10);

    private readonly FetchOptions _options = options;
    private readonly TimeProvider _time = time;

    /// <summary>Bytes that came over the wire so far.</summary>
    internal long Received { get; private set; }

    /// <summary>The body, unpacked.</summary>
    /// <param name="body">As it comes.</param>
    /// <param name="encodings">Content-Encoding, as listed.</param>
    /// <param name="cancellationToken">Stops between two blocks.</param>
    /// <exception cref="BodyRefusedException">It breaks a bound.</exception>
    /// <exception cref="InvalidDataException">It is packed wrongly.</exception>
    /// <exception cref="IOException">It breaks off.</exception>
    internal async Task<byte[]> ReadAsync(Stream body, IReadOnlyCollection<string> encodings, CancellationToken cancellationToken)
    {
        using var whole = new CancellationTokenSource(_options.BodyTime, _time);
        using var idle = new CancellationTokenSource(_options.IdleTime, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, whole.Token, idle.Token);
        try
        {
            await using var wire = new WireStream(this, body, idle);
            await using var plain = Unpack(wire, encodings);
            return await ReadAsync(plain, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BodyRefusedException(FetchFailure.Slow, whole.IsCancellationRequested
                ? $"it took longer than {_options.BodyTime.TotalSeconds:0} s to arrive and was cut off after {Received} bytes"
                : $"nothing more came for {_options.IdleTime.TotalSeconds:0} s after {Received} bytes");
        }
    }

    private async Task<byte[]> ReadAsync(Stream plain, CancellationToken cancellationToken)
    {
        using var result = new MemoryStream();
        var block = new byte[32 * 1024];
        int count;
        while ((count = await plain.ReadAsync(block, cancellationToken)) > 0)
        {
            if (result.Length + count > maxBytes)
            {
                if (isBeginningEnough)
                {
                    result.Write(block, 0, (int)(maxBytes - result.Length));
                    break;
                }

                throw new BodyRefusedException(FetchFailure.TooLarge, $"it is larger than {Megabytes} unpacked and was cut off");
            }

            result.Write(block, 0, count);
            if (result.Length > RatioFrom && result.Length > Received * MaxRatio)
            {
                throw new BodyRefusedException(FetchFailure.TooLarge, $"it unpacks to more than {MaxRatio} times its size, as bombs do, and was cut off");
            }
        }

        return result.ToArray();
    }

    private static Stream Unpack(Stream wire, IReadOnlyCollection<string> encodings)
    {
        var named = encodings.Select(name => name.Trim().ToLowerInvariant()).Where(name => name is not ("" or "identity")).ToList();
        return named switch
        {
            [] => wire,
            ["gzip" or "x-gzip"] => new GZipStream(wire, CompressionMode.Decompress, leaveOpen: true),
            ["br"] => new BrotliStream(wire, CompressionMode.Decompress, leaveOpen: true),
            // RFC 9110, section 8.4.1.2: "deflate" is in the zlib format.
            ["deflate"] => new ZLibStream(wire, CompressionMode.Decompress, leaveOpen: true),
            _ => throw new BodyRefusedException(FetchFailure.Malformed, $"it is packed as \"{Printable.Of(string.Join(", ", named))}\", which is not read"),
        };
    }

    private string Megabytes => maxBytes % (1024 * 1024) == 0 ? $"{maxBytes / (1024 * 1024)} MB" : $"{maxBytes} bytes";

    private void Count(int bytes, TimeSpan elapsed)
    {
        Received += bytes;
        if (Received > maxBytes && !isBeginningEnough)
        {
            throw new BodyRefusedException(FetchFailure.TooLarge, $"it is larger than {Megabytes} and was cut off");
        }

        if (bytes > 0 && elapsed > RateFrom && Received < elapsed.TotalSeconds * _options.LeastRate)
        {
            throw new BodyRefusedException(FetchFailure.Slow, $"it brought only {Received} bytes in {elapsed.TotalSeconds:0} s and was cut off");
        }
    }

    // Counts and times what comes in; packed streams read through it.
    private sealed class WireStream(BodyReader owner, Stream body, CancellationTokenSource idle) : Stream
    {
        private readonly long _startedAt = owner._time.GetTimestamp();

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            idle.CancelAfter(owner._options.IdleTime);
            var count = await body.ReadAsync(buffer, cancellationToken);
            owner.Count(count, owner._time.GetElapsedTime(_startedAt));
            return count;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
