using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace TalksBot.Benchmarks.Platforms.Wire;

/// <summary>A loopback server for HTTP/1.1 with keep-alive and for websockets, with a thread for each connection.</summary>
internal abstract class WireServer : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ConcurrentDictionary<WireConnection, bool> _connections = new();

    protected WireServer()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(512);
        Host = $"127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}"; // set by Bind
    }

    /// <summary>Address and port.</summary>
    public string Host { get; }

    /// <summary>Begins to accept.</summary>
    public void Start() => Run("accept", Accept);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Answers a request; on the thread of its connection.</summary>
    protected abstract HttpReply Answer(HttpCall call);

    /// <summary>Serves a websocket until it is closed; on the thread of its connection.</summary>
    protected abstract void Serve(WebSocketLine line, HttpCall call);

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _listener.Dispose();
            foreach (var connection in _connections.Keys)
            {
                connection.Reset();
            }
        }
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                var connection = new WireConnection(_listener.Accept());
                _connections[connection] = true;
                Run("connection", () => Converse(connection));
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The benchmark is over.
        }
    }

    private void Converse(WireConnection connection)
    {
        using (connection)
        {
            while (connection.ReadRequest() is { } call)
            {
                if (call.Header("Upgrade").Equals("websocket", StringComparison.OrdinalIgnoreCase))
                {
                    using var line = WebSocketLine.Accept(connection, call, call.Query.Contains("compress=zlib-stream", StringComparison.Ordinal));
                    Serve(line, call);
                    break;
                }

                connection.Send(Answer(call).ToBytes());
            }
        }

        _connections.TryRemove(connection, out _);
    }

    private static void Run(string name, Action work) => new Thread(() => work(), maxStackSize: 256 * 1024) { IsBackground = true, Name = name }.Start();
}
