using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using System.Text.Json;

namespace TalksBot.Discord;

/// <summary>What a connection is made with.</summary>
internal sealed record GatewayLink
{
    public required Uri Url { get; init; }

    public required string Token { get; init; }

    public required int Intents { get; init; }

    public required int Shard { get; init; }

    public required int Shards { get; init; }

    public required bool IsCompressed { get; init; }

    /// <summary>Waits for the shard's turn to identify.</summary>
    public required Func<CancellationToken, Task> AwaitTurn { get; init; }
}

/// <summary>Who is told what happens on connections; is called in order for each, must return at once and must not throw but <see cref="JsonException"/>.</summary>
internal interface IGatewayObserver
{
    /// <summary>An event came that is none of the connection's own.</summary>
    /// <param name="session">The session it is part of.</param>
    /// <param name="eventName">One of <see cref="GatewayEvents"/>.</param>
    /// <param name="data">Its data, as JSON; valid during the call.</param>
    /// <param name="lostFor">For an event that is replayed after a resume: for how long nothing had been heard when it was asked for; else null.</param>
    void OnDispatch(GatewaySession session, string eventName, ReadOnlySpan<byte> data, TimeSpan? lostFor);

    /// <summary>READY or RESUMED came.</summary>
    void OnEstablished(int shard, bool isResumed);

    /// <summary>Something was heard.</summary>
    void OnHeard();

    /// <summary>A connection ended and another will be made.</summary>
    void OnLost(int shard, GatewayEnd end);

    /// <summary>A frame brought something down; a defect of ours.</summary>
    void OnFault(Exception exception);
}

/// <summary>One websocket connection from its opening to its end: Hello, heartbeats, Identify or Resume, dispatches.</summary>
internal sealed class GatewayConnection : IDisposable
{
    private static readonly TimeSpan HelloTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan CloseCodeTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromHours(1);

    private readonly GatewayLink _link;
    private readonly GatewaySession _session;
    private readonly IGatewayObserver _observer;
    private readonly MonotonicClock _clock;
    private readonly Random _random;
    private readonly GatewaySocket _socket;
    private readonly SendBudget _budget;
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _over = new();
    private readonly TaskCompletionSource<GatewayEnd> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _watch;
    private Task _beating = Task.CompletedTask;
    private Task _introducing = Task.CompletedTask;
    private TimeSpan _lostFor;
    private bool _isOver;
    private bool _isResuming;
    private bool _hasHello;
    private volatile bool _isAcknowledged = true;

    public GatewayConnection(GatewayLink link, GatewaySession session, IGatewayObserver observer, MonotonicClock clock, Random random)
    {
        _link = link;
        _session = session;
        _observer = observer;
        _clock = clock;
        _random = random;
        _socket = new GatewaySocket(clock, link.IsCompressed);
        _budget = new SendBudget(clock);
        _watch = clock.Provider.CreateTimer(
            static state => ((GatewayConnection?)state)?.End(new(GatewayEndReason.Silent, GatewayNext.Resume)), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>When READY or RESUMED came, or null.</summary>
    public TimeSpan? EstablishedAt { get; private set; }

    /// <summary>The orderly end of the socket, which may take a second longer than <see cref="RunAsync"/>.</summary>
    public Task Closing { get; private set; } = Task.CompletedTask;

    /// <summary>Lives through the connection.</summary>
    /// <param name="stopping">Ends it with close code 1000.</param>
    public async Task<GatewayEnd> RunAsync(CancellationToken stopping)
    {
        if (!await TryConnectAsync(stopping).ConfigureAwait(false))
        {
            Dispose();
            return stopping.IsCancellationRequested ? new(GatewayEndReason.Stopping, GatewayNext.Stop) : new(GatewayEndReason.NotConnected, GatewayNext.Resume);
        }

        _watch.Change(HelloTimeout, Timeout.InfiniteTimeSpan);
        var reading = ReadAsync();
        using var stop = stopping.UnsafeRegister(static state => ((GatewayConnection?)state)?.End(new(GatewayEndReason.Stopping, GatewayNext.Stop)), this);
        var end = await _end.Task.ConfigureAwait(false);
        Closing = CloseAsync(end.Reason == GatewayEndReason.Stopping ? GatewayCloseCode.Normal : GatewayCloseCode.WillResume, reading);
        return end;
    }

    /// <summary>Frees everything; done by <see cref="Closing"/> too.</summary>
    public void Dispose()
    {
        _watch.Dispose();
        _over.Dispose();
        _socket.Dispose();
    }

    private async Task<bool> TryConnectAsync(CancellationToken stopping)
    {
        try
        {
            await _socket.ConnectAsync(_link.Url, stopping).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is WebSocketException or TimeoutException or OperationCanceledException or HttpRequestException or IOException)
        {
            return false;
        }
    }

    private async Task CloseAsync(int code, Task reading)
    {
        await _socket.CloseAsync(code, reading).ConfigureAwait(false);
        await Task.WhenAll(_beating, _introducing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Dispose();
    }

    [SuppressMessage("Design", "CA1031", Justification = "The connection's own loop: whatever goes wrong with a frame, the connection ends and another is made.")]
    private async Task ReadAsync()
    {
        try
        {
            while (await _socket.ReceiveAsync().ConfigureAwait(false) is { } frame)
            {
                Handle(frame.Span);
            }

            var code = _socket.CloseCode;
            End(new(GatewayEndReason.Closed, GatewayCloseCode.Next(code), code));
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            End(new(GatewayEndReason.Closed, GatewayNext.Resume));
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException)
        {
            End(new(GatewayEndReason.Malformed, GatewayNext.Resume));
        }
        catch (Exception exception)
        {
            _observer.OnFault(exception);
            End(new(GatewayEndReason.Malformed, GatewayNext.Resume));
        }
    }

    private void End(GatewayEnd end)
    {
        lock (_lock)
        {
            if (_isOver)
            {
                return;
            }

            _isOver = true;
        }

        // In this order: once the end is told, everything is disposed of.
        _over.Cancel();
        _end.TrySetResult(end);
    }

    private void Handle(ReadOnlySpan<byte> frame)
    {
        var envelope = GatewayEnvelope.Parse(frame);
        var data = frame.Slice(envelope.DataStart, envelope.DataLength);
        lock (_lock)
        {
            // What still comes on a connection that we left comes again on the next.
            if (_isOver)
            {
                return;
            }

            _session.HeardAt = _clock.Now;
            _observer.OnHeard();
            switch (envelope.Opcode)
            {
                case GatewayOpcode.Dispatch:
                    HandleDispatch(envelope, data);
                    return;
                case GatewayOpcode.Hello:
                    HandleHello(data);
                    return;
                case GatewayOpcode.HeartbeatAck:
                    _isAcknowledged = true;
                    return;
                case GatewayOpcode.Heartbeat:
                    // Answered at once; the timed ones go on as they were.
                    _ = _hasHello ? BeatOnceAsync(isTimed: false) : Task.CompletedTask;
                    return;
                case GatewayOpcode.Reconnect:
                    End(new(GatewayEndReason.Reconnect, GatewayNext.Resume));
                    return;
                case GatewayOpcode.InvalidSession:
                    End(new(GatewayEndReason.Invalid, data.SequenceEqual("true"u8) ? GatewayNext.Resume : GatewayNext.Identify));
                    return;
                default:
                    return;
            }
        }
    }

    private void HandleHello(ReadOnlySpan<byte> data)
    {
        if (_hasHello)
        {
            return;
        }

        var interval = JsonSerializer.Deserialize(data, DiscordJson.Default.WireHello)?.HeartbeatInterval ?? 0;
        if (!double.IsFinite(interval) || interval <= 0)
        {
            throw new JsonException("Hello must say the interval of heartbeats.");
        }

        _hasHello = true;
        var kept = TimeSpan.FromMilliseconds(Math.Clamp(interval, ShortestInterval.TotalMilliseconds, LongestInterval.TotalMilliseconds));
        _beating = BeatAsync(kept, _over.Token);
        _introducing = IntroduceAsync(_over.Token);
    }

    private async Task BeatAsync(TimeSpan interval, CancellationToken cancellationToken)
    {
        try
        {
            var at = _clock.Now + (interval * _random.NextDouble());
            while (true)
            {
                await _clock.DelayUntilAsync(at, cancellationToken).ConfigureAwait(false);
                if (!_isAcknowledged)
                {
                    End(new(GatewayEndReason.Zombie, GatewayNext.Resume));
                    return;
                }

                await BeatOnceAsync(isTimed: true).ConfigureAwait(false);

                // On schedule, unless the machine slept through it: then the next ACK needs its time too.
                var now = _clock.Now;
                at = at + interval > now + (interval / 2) ? at + interval : now + interval;
            }
        }
        catch (OperationCanceledException)
        {
            // The connection is over.
        }
    }

    private async Task BeatOnceAsync(bool isTimed)
    {
        if (_budget.TryTake(isTimed))
        {
            if (isTimed)
            {
                // Only what is sent can be acknowledged; set before, as the answer may be quicker than we are.
                _isAcknowledged = false;
            }

            await SendAsync(GatewayFrames.Heartbeat(_session.Sequence)).ConfigureAwait(false);
        }
    }

    private async Task IntroduceAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_session.Id is { } sessionId)
            {
                _isResuming = true;
                _lostFor = _clock.Now - _session.LostAt;
                _watch.Change(ReadyTimeout, Timeout.InfiniteTimeSpan);
                _budget.TryTake(isTimedHeartbeat: true);
                await SendAsync(GatewayFrames.Resume(_link.Token, sessionId, _session.Sequence)).ConfigureAwait(false);
                return;
            }

            _watch.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            await _link.AwaitTurn(cancellationToken).ConfigureAwait(false);
            _watch.Change(ReadyTimeout, Timeout.InfiniteTimeSpan);
            _budget.TryTake(isTimedHeartbeat: true);
            await SendAsync(GatewayFrames.Identify(_link.Token, _link.Intents, _link.Shard, _link.Shards)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The connection is over.
        }
    }

    private async Task SendAsync(ReadOnlyMemory<byte> frame)
    {
        try
        {
            await _socket.SendAsync(frame).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            EndSoon();
        }
    }

    /// <summary>Nothing can be sent any more; the reader may still find a close code that says why, so it has a moment.</summary>
    private void EndSoon()
    {
        lock (_lock)
        {
            if (!_isOver)
            {
                _watch.Change(CloseCodeTimeout, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void HandleDispatch(GatewayEnvelope envelope, ReadOnlySpan<byte> data)
    {
        if (envelope.Sequence is { } sequence)
        {
            _session.Advance(sequence);
        }

        switch (envelope.EventName)
        {
            case null or "":
                return;
            case GatewayEvents.Ready:
                HandleReady(data);
                return;
            case GatewayEvents.Resumed:
                _isResuming = false;
                Establish(isResumed: true);
                return;
            default:
                _observer.OnDispatch(_session, envelope.EventName, data, _isResuming ? _lostFor : null);
                return;
        }
    }

    private void HandleReady(ReadOnlySpan<byte> data)
    {
        var ready = JsonSerializer.Deserialize(data, DiscordJson.Default.WireReady);
        if (ready?.SessionId is not { Length: > 0 } sessionId)
        {
            throw new JsonException("READY must name the session.");
        }

        _isResuming = false;
        var guilds = (ready.Guilds ?? []).Select(guild => guild?.Id).OfType<string>();
        _session.Begin(sessionId, ready.ResumeGatewayUrl, ready.User?.Id ?? "", guilds);
        Establish(isResumed: false);
    }

    private void Establish(bool isResumed)
    {
        EstablishedAt = _clock.Now;
        _watch.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _observer.OnEstablished(_link.Shard, isResumed);
    }
}
