using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using global::SlackNet;

namespace TalksBot.Slack;

/// <summary>
/// Makes the package's websockets (its extension point <c>IWebSocketFactory</c>) with the keep-alive that finds dead connections, tells of their beginnings and ends, which the
/// package keeps to itself, and closes them in order.
/// </summary>
/// <param name="timing">Of the keep-alive and the closing.</param>
/// <param name="onReady">A connection's hello came.</param>
/// <param name="onClosed">A connection ended; whether it had been ready.</param>
internal sealed class PackageSocketFactory(SlackTiming timing, Action onReady, Action<bool> onClosed) : IWebSocketFactory
{
    private readonly ConcurrentDictionary<ClientWebSocket, Task> _open = new();

    /// <inheritdoc/>
    public IWebSocket Create(string uri)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = timing.KeepAliveInterval;
        socket.Options.KeepAliveTimeout = timing.KeepAliveTimeout;
        socket.Options.SetRequestHeader("User-Agent", "TalksBot");
        var wrapper = new WebSocketWrapper(socket, uri);
        var isReady = 0;
        wrapper.Messages.Subscribe(message =>
        {
            if (FrameHead.Read(Encoding.UTF8.GetBytes(message)).Kind == FrameKind.Hello && Interlocked.Exchange(ref isReady, 1) == 0)
            {
                onReady();
            }
        });
        _open[socket] = wrapper.Closed;
        _ = wrapper.Closed.ContinueWith(
            _ =>
            {
                _open.TryRemove(socket, out Task? _);
                onClosed(Volatile.Read(ref isReady) == 1);
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return wrapper;
    }

    /// <summary>Says goodbye on every connection and waits for the other side's, for a short time. The package itself just leaves.</summary>
    public async Task CloseAsync()
    {
        using var timeout = new CancellationTokenSource(timing.Close);
        await Task.WhenAll(_open.Select(entry => CloseAsync(entry.Key, entry.Value, timeout.Token)));
    }

    private static async Task CloseAsync(ClientWebSocket socket, Task closed, CancellationToken cancellationToken)
    {
        try
        {
            if (socket.State == WebSocketState.Open)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "stopping", cancellationToken);
                await closed.WaitAsync(cancellationToken);
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // It went by itself, or does not answer.
        }
    }
}
