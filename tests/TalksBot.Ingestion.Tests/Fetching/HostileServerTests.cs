using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using TalksBot.Testing;

namespace TalksBot.Ingestion.Tests.Fetches;

public class HostileServerTests
{
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public async Task A_body_without_end_is_cut_at_the_limit()
    {
        var written = 0L;
        using var server = Serving(async (stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n"u8.ToArray(), token);
            var block = new byte[64 * 1024];
            for (written = 0; written < 2L * 1024 * Megabyte; written += block.Length)
            {
                await stream.WriteAsync(block, token);
            }
        });

        var outcome = await Fetching.FetchAsync(server.Root, maxBytes: Megabyte);

        Assert.Contains("larger than 1 MB", outcome.Message(FetchFailure.TooLarge), StringComparison.Ordinal);
        // What the limit and the buffers of two sockets hold, of two gigabytes.
        Assert.InRange(written, 0, 32 * Megabyte);
    }

    [Fact]
    public async Task A_length_beyond_the_limit_is_not_even_begun()
    {
        using var server = Serving((stream, token) => stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2147483648\r\n\r\n"u8.ToArray(), token).AsTask());

        Assert.Contains("2147483648", (await Fetching.FetchAsync(server.Root)).Message(FetchFailure.TooLarge), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_bomb_is_cut_while_it_unfolds(string encoding)
    {
        var bomb = Pack(encoding, new byte[60 * Megabyte]);
        Assert.InRange(bomb.Length, 1, 100 * 1024);
        using var server = new LoopbackServer(_ => new LoopbackAnswer { Body = bomb, Headers = new Dictionary<string, string> { ["Content-Encoding"] = encoding } });

        var outcome = await Fetching.FetchAsync(server.Root, maxBytes: 50 * Megabyte);

        Assert.Contains("as bombs do", outcome.Message(FetchFailure.TooLarge), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("identity")]
    public async Task What_is_packed_honestly_is_unpacked(string encoding)
    {
        var text = string.Join('\n', Enumerable.Range(0, 500).Select(i => $"Line {i} of the harbour talks"));
        using var server = new LoopbackServer(_ => new LoopbackAnswer { Body = Pack(encoding, Encoding.UTF8.GetBytes(text)), Headers = new Dictionary<string, string> { ["Content-Encoding"] = encoding } });

        Assert.Equal(text, Encoding.UTF8.GetString((await Fetching.FetchAsync(server.Root)).Fetched().Body));
    }

    [Theory]
    [InlineData("zstd", "packed as")]
    [InlineData("gzip, br", "packed as")]
    [InlineData("gzip", "damaged")]
    [InlineData("br", "damaged")]
    [InlineData("deflate", "damaged")]
    public async Task What_is_packed_otherwise_or_wrongly_is_refused(string encoding, string what)
    {
        using var server = new LoopbackServer(_ => LoopbackAnswer.Text(string.Concat(Enumerable.Repeat("plain text, ", 500))) with { Headers = new Dictionary<string, string> { ["Content-Encoding"] = encoding } });

        Assert.Contains(what, (await Fetching.FetchAsync(server.Root)).Message(FetchFailure.Malformed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_drip_is_cut()
    {
        var time = new FakeTimeProvider();
        using var server = Serving(async (stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), token);
            while (true)
            {
                await stream.WriteAsync("x"u8.ToArray(), token);
                time.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }
        });
        using var fetcher = Fetching.Fetcher(time: time);

        var outcome = await fetcher.FetchAsync(new FetchRequest(new Uri(server.Root)), TestContext.Current.CancellationToken);

        outcome.Message(FetchFailure.Slow);
    }

    [Fact]
    public async Task A_body_that_stops_coming_is_given_up()
    {
        var time = new FakeTimeProvider();
        var isSent = new TaskCompletionSource();
        using var server = Serving(async (stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"u8.ToArray(), token);
            isSent.SetResult();
            await Task.Delay(Timeout.Infinite, token);
        });
        using var fetcher = Fetching.Fetcher(time: time);

        var outcome = await AdvanceUntil(fetcher.FetchAsync(new FetchRequest(new Uri(server.Root)), TestContext.Current.CancellationToken), time, isSent.Task);

        outcome.Message(FetchFailure.Slow);
    }

    [Fact]
    public async Task No_answer_at_all_is_given_up()
    {
        var time = new FakeTimeProvider();
        var isAsked = new TaskCompletionSource();
        using var server = Serving(async (_, token) =>
        {
            isAsked.SetResult();
            await Task.Delay(Timeout.Infinite, token);
        });
        using var fetcher = Fetching.Fetcher(time: time);

        var outcome = await AdvanceUntil(fetcher.FetchAsync(new FetchRequest(new Uri(server.Root)), TestContext.Current.CancellationToken), time, isAsked.Task);

        Assert.Contains("no answer within 20 s", outcome.Message(FetchFailure.Slow), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_of_headers_is_refused()
    {
        using var server = Serving(async (stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n"u8.ToArray(), token);
            for (var i = 0; i < 100_000; i++)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"X-Flood-{i}: aaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n"), token);
            }
        });

        Assert.Contains("headers", (await Fetching.FetchAsync(server.Root)).Message(FetchFailure.TooLarge), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n")]
    [InlineData("HTTP/1.1 xyz\r\n\r\n")]
    [InlineData("\0\0\0\0\0")]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -5\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort")]
    public async Task What_is_no_HTTP_or_breaks_off_is_said(string answer)
    {
        using var server = Serving((stream, token) => stream.WriteAsync(Encoding.Latin1.GetBytes(answer), token).AsTask());

        var failed = Assert.IsType<FetchOutcome.Failed>(await Fetching.FetchAsync(server.Root));

        Assert.True(failed.Reason is FetchFailure.Malformed or FetchFailure.Unreachable, failed.ToString());
    }

    [Fact]
    public async Task Redirects_end()
    {
        using var server = new LoopbackServer(request => request.Path == "/robots.txt" ? LoopbackAnswer.Of(404) : LoopbackAnswer.Redirect(302, request.Path + "x"));

        Assert.Contains("more than 5 times", (await Fetching.FetchAsync($"{server.Root}/a")).Message(FetchFailure.Address), StringComparison.Ordinal);
        Assert.Equal(6, server.Paths.Count);
    }

    [Fact]
    public async Task A_host_that_is_not_there_is_said()
    {
        using var server = new LoopbackServer(_ => LoopbackAnswer.Of(404));
        var root = server.Root;
        server.Dispose();

        Assert.Contains("refuses connections", (await Fetching.FetchAsync(root)).Message(FetchFailure.Unreachable), StringComparison.Ordinal);
    }

    private static LoopbackServer Serving(Func<Stream, CancellationToken, Task> answer) =>
        new(request => request.Path == "/robots.txt" ? LoopbackAnswer.Of(404) : new LoopbackAnswer { Raw = answer });

    private static byte[] Pack(string encoding, byte[] bytes)
    {
        using var result = new MemoryStream();
        using (Stream packer = encoding switch
        {
            "gzip" => new GZipStream(result, CompressionLevel.SmallestSize, leaveOpen: true),
            "br" => new BrotliStream(result, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(result, CompressionLevel.SmallestSize, leaveOpen: true),
            _ => new BufferedStream(result),
        })
        {
            packer.Write(bytes);
            packer.Flush();
            return encoding == "identity" ? result.ToArray() : Finish(packer, result);
        }
    }

    private static byte[] Finish(Stream packer, MemoryStream result)
    {
        packer.Dispose();
        return result.ToArray();
    }

    // Time goes on in steps once the server has done its part; how many are needed is the fetcher's affair.
    private static async Task<FetchOutcome> AdvanceUntil(Task<FetchOutcome> fetching, FakeTimeProvider time, Task begun)
    {
        await begun;
        while (!fetching.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        return await fetching;
    }
}
