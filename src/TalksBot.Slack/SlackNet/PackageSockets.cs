using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using global::SlackNet;
using global::SlackNet.SocketMode;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;
using TalksBot.Chat;
using ILogger = Microsoft.Extensions.Logging.ILogger;

namespace TalksBot.Slack;

/// <summary>
/// Events by the package's Socket Mode client, which opens, staggers and reopens the connections. Its messages are taken as they came, so that payloads are read by the same
/// rules as everywhere.
/// </summary>
internal sealed partial class PackageSockets : ISocketSource
{
    private static readonly TimeSpan AcknowledgeTime = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(30);

    // The package's own pauses grow to 5 minutes; whoever is down for longer was given up silently (a refused token ends its trying).
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromMinutes(6);

    private readonly SlackOptions _options;
    private readonly TimeProvider _time;
    private readonly HealthBook _health;
    private readonly ISocketListener _listener;
    private readonly ILogger _logger;
    private readonly HttpClient _http;
    private readonly PackageSocketFactory _factory;
    private readonly CoreSocketModeClient _core;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly TaskCompletionSource<string> _refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _ready;
    private int _isStopping;
    private int _isEnded;

    public PackageSockets(SlackOptions options, TimeProvider time, HealthBook health, ISocketListener listener, ILogger logger)
    {
        _options = options;
        _time = time;
        _health = health;
        _listener = listener;
        _logger = logger;
        _http = HttpWire.MakeClient();
        _http.Timeout = options.Timing.Call;
        var settings = Default.JsonSettings();
        var api = new SlackApiClient(Default.Http(settings, () => _http), new PackageAddress(options), settings, options.AppToken ?? "");
        _factory = new PackageSocketFactory(options.Timing, OnReady, OnClosed);
        _core = new CoreSocketModeClient(api, _factory, settings, Default.Scheduler, Default.Logger);
    }

    /// <inheritdoc/>
    public int ReadyCount => Volatile.Read(ref _ready);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken stopping)
    {
        _health.Set(ConnectionState.Connecting);
        using var messages = _core.RawSocketMessages.Subscribe(Take);
        try
        {
            while (true)
            {
                await ConnectAsync(stopping);
                await WatchAsync(stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Said to stop.
        }
        finally
        {
            Volatile.Write(ref _isStopping, 1);
            await _factory.CloseAsync();
            End();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        End();
        _http.Dispose();
        _sending.Dispose();
    }

    // The package's Dispose, and its Disconnect before it, must come once.
    private void End()
    {
        if (Interlocked.Exchange(ref _isEnded, 1) == 0)
        {
            _core.Dispose();
        }
    }

    // The package tries again by itself after failures of the network, not after an answer that is an error.
    private async Task ConnectAsync(CancellationToken stopping)
    {
        for (var failures = 1; ; failures++)
        {
            string error;
            try
            {
                await _core.Connect(new SocketModeConnectionOptions { NumberOfConnections = _options.Connections, ConnectionDelay = _options.Timing.Spacing }, stopping);
                return;
            }
            catch (SlackException refused)
            {
                error = SlackFailure.Of(refused.ErrorCode).Error;
                if (SlackFailure.Of(error) is { Kind: SlackFailureKind.Refused } or { Error: "missing_scope" })
                {
                    throw Refused(error);
                }
            }
            catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
            {
                error = "no_answer";
            }

            LogNotOpened(error, failures);
            await Task.Delay(TimeSpan.FromSeconds(Math.Min(Math.Pow(2, failures - 1), 60)), _time, stopping);
        }
    }

    /// <summary>Ends when the package has given up.</summary>
    private async Task WatchAsync(CancellationToken stopping)
    {
        for (var down = TimeSpan.Zero; down < GivenUpAfter; down = _core.Connected ? TimeSpan.Zero : down + CheckEvery)
        {
            var check = Task.Delay(CheckEvery, _time, stopping);
            if (await Task.WhenAny(_refused.Task, check) == _refused.Task)
            {
                throw Refused(await _refused.Task);
            }

            await check;
        }
    }

    private PlatformRefusedException Refused(string error)
    {
        var message = SlackCheckup.AppTokenRefused(error);
        _health.Set(ConnectionState.Refused, message);
        return new PlatformRefusedException(message);
    }

    private void OnReady()
    {
        var ready = Interlocked.Increment(ref _ready);
        _health.Set(ConnectionState.Connected);
        LogReady(ready);
    }

    private void OnClosed(bool wasReady)
    {
        if (wasReady && Interlocked.Decrement(ref _ready) == 0 && Volatile.Read(ref _isStopping) == 0)
        {
            _health.Reconnected();
            _health.Set(ConnectionState.Reconnecting, "Slack closed the last connection, or it was lost.");
        }
    }

    // Must return at once: the package hands messages on one after the other.
    private void Take(RawSocketMessage message)
    {
        var receivedAt = _time.GetTimestamp();
        var frame = Encoding.UTF8.GetBytes(message.Message);
        var head = FrameHead.Read(frame);
        _health.Heard();
        if (head is { Kind: FrameKind.Disconnect, Reason: "link_disabled" })
        {
            _refused.TrySetResult("link_disabled");
        }
        else if (head.Kind == FrameKind.Envelope)
        {
            _ = TakeEnvelopeAsync(message.SocketId, frame, head, receivedAt);
        }
    }

    private async Task TakeEnvelopeAsync(int socketId, ReadOnlyMemory<byte> frame, FrameHead head, long receivedAt)
    {
        var awaitsPayload = head.Payload is PayloadKind.Suggestion or PayloadKind.Submission && !head.RefusesPayload;
        var source = new Source(this, socketId);
        var envelope = new SocketEnvelope(source, Encoding.UTF8.GetString(frame.Span[head.Id]), head.Payload, frame[head.Body].ToArray(), receivedAt, awaitsPayload);
        if (!awaitsPayload)
        {
            await source.AcknowledgeAsync(envelope, default);
        }

        if (head.Payload != PayloadKind.Unknown)
        {
            _listener.Take(envelope);
        }
    }

    private async Task<bool> AcknowledgeAsync(int socketId, SocketEnvelope envelope, ReadOnlyMemory<byte> payload)
    {
        try
        {
            // The id is as it stood in the frame.
            using var id = JsonDocument.Parse($"\"{envelope.Id}\"");
            var envelopeId = id.RootElement.GetString();
            await _sending.WaitAsync();
            try
            {
                await _core.Send(socketId, payload.IsEmpty
                    ? new Acknowledgement { EnvelopeId = envelopeId }
                    : new Acknowledgement<JRaw> { EnvelopeId = envelopeId, Payload = new JRaw(Encoding.UTF8.GetString(payload.Span)) });
            }
            finally
            {
                _sending.Release();
            }

            _health.Acknowledged(isLate: _time.GetElapsedTime(envelope.ReceivedAt) > AcknowledgeTime);
            return true;
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            LogUnacknowledged(SocketConnection.Describe(gone));
            return false;
        }
    }

    [LoggerMessage(EventId = 6060, Level = LogLevel.Information, Message = "A Socket Mode connection of SlackNet is ready; {Held} held")]
    private partial void LogReady(int held);

    [LoggerMessage(EventId = 6061, Level = LogLevel.Warning, Message = "SlackNet could not open Socket Mode connections ({Error}), {Failures} in a row")]
    private partial void LogNotOpened(string error, int failures);

    [LoggerMessage(EventId = 6062, Level = LogLevel.Warning, Message = "An envelope could not be acknowledged by SlackNet: {Reason}")]
    private partial void LogUnacknowledged(string reason);

    private sealed class Source(PackageSockets sockets, int socketId) : IEnvelopeSource
    {
        public Task<bool> AcknowledgeAsync(SocketEnvelope envelope, ReadOnlyMemory<byte> payload) => sockets.AcknowledgeAsync(socketId, envelope, payload);
    }
}
