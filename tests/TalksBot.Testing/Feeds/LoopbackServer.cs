using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TalksBot.Testing;

/// <summary>A request as it came.</summary>
/// <param name="Path">Path and query.</param>
/// <param name="Headers">By name, whatever its case.</param>
public sealed record LoopbackRequest(string Path, IReadOnlyDictionary<string, string> Headers);

/// <summary>An answer of the loopback server.</summary>
public sealed record LoopbackAnswer
{
    public int Status { get; init; } = 200;

    public string ContentType { get; init; } = "text/html; charset=utf-8";

    public byte[] Body { get; init; } = [];

    /// <summary>Further headers, verbatim.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Writes the answer itself, status line and all, in place of everything above; the connection closes when it ends.</summary>
    public Func<Stream, CancellationToken, Task>? Raw { get; init; }

    public static LoopbackAnswer Text(string body, string contentType = "text/html; charset=utf-8") => new() { Body = Encoding.UTF8.GetBytes(body), ContentType = contentType };

    public static LoopbackAnswer Of(int status) => new() { Status = status };

    public static LoopbackAnswer Redirect(int status, string to) => new() { Status = status, Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Location"] = to } };

    /// <summary>An answer that never comes; the connection stays open.</summary>
    public static LoopbackAnswer Never { get; } = new() { Raw = (_, token) => Task.Delay(Timeout.Infinite, token) };
}

/// <summary>An HTTP server on 127.0.0.1 of raw sockets, one request a connection, so that it can answer wrongly too.</summary>
public sealed class LoopbackServer : IDisposable
{
    private const int MaxHead = 64 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<LoopbackRequest, LoopbackAnswer> _answer;
    private readonly ConcurrentQueue<LoopbackRequest> _requests = new();
    private int _open;
    private bool _isDisposed;
    private int _mostOpen;

    /// <summary>A server that is listening.</summary>
    /// <param name="answer">Called for each request, on threads of the pool; 404 without one for robots.txt is usual.</param>
    public LoopbackServer(Func<LoopbackRequest, LoopbackAnswer> answer)
    {
        _answer = answer;
        _listener.Start(512);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>"http://127.0.0.1:PORT", without a slash.</summary>
    public string Root => $"http://127.0.0.1:{Port}";

    /// <summary>Every request so far, robots.txt too.</summary>
    public IReadOnlyList<LoopbackRequest> Requests => [.. _requests];

    /// <summary>Paths that were asked for, robots.txt left out.</summary>
    public IReadOnlyList<string> Paths => [.. _requests.Select(request => request.Path).Where(path => path != "/robots.txt")];

    /// <summary>How many requests were open at one time, at the most.</summary>
    public int MostOpen => Volatile.Read(ref _mostOpen);

    /// <summary>Bytes of bodies that were written.</summary>
    public long BytesWritten { get; private set; }

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                _ = ServeAsync(socket);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                await using var stream = new NetworkStream(socket);
                if (await ReadAsync(stream) is { } request)
                {
                    await AnswerAsync(stream, request);
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The client has heard enough.
            }
        }
    }

    private async Task AnswerAsync(NetworkStream stream, LoopbackRequest request)
    {
        Opened();
        _requests.Enqueue(request);
        var answer = _answer(request);

        // Before the last byte: the client may be back before this goes on.
        Interlocked.Decrement(ref _open);
        await WriteAsync(stream, answer);
    }

    private void Opened()
    {
        var open = Interlocked.Increment(ref _open);
        int most;
        while (open > (most = Volatile.Read(ref _mostOpen)) && Interlocked.CompareExchange(ref _mostOpen, open, most) != most)
        {
        }
    }

    private async Task<LoopbackRequest?> ReadAsync(NetworkStream stream)
    {
        var head = new byte[MaxHead];
        var length = 0;
        while (head.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0)
        {
            var count = length == MaxHead ? 0 : await stream.ReadAsync(head.AsMemory(length), _stop.Token);
            if (count == 0)
            {
                return null;
            }

            length += count;
        }

        var lines = Encoding.Latin1.GetString(head, 0, length).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(1))
        {
            var parts = line.Split(':', 2);
            headers[parts[0]] = parts[^1].Trim();
        }

        return new LoopbackRequest(lines[0].Split(' ')[1], headers);
    }

    private async Task WriteAsync(NetworkStream stream, LoopbackAnswer answer)
    {
        if (answer.Raw is { } raw)
        {
            await raw(stream, _stop.Token);
            return;
        }

        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} -\r\nContent-Type: {answer.ContentType}\r\nConnection: close\r\n");
        if (answer.Status != 304)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {answer.Body.Length}\r\n");
        }

        foreach (var (name, value) in answer.Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        byte[] bytes = [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. answer.Status == 304 ? [] : answer.Body];
        await stream.WriteAsync(bytes, _stop.Token);
        BytesWritten += answer.Body.Length;
    }
}
