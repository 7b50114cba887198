using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>Claims what is due on one platform and has it sent: many channels at once, each in its order, none held up by another.</summary>
internal sealed partial class DeliveryLane
{
    // So many may hang on a platform that does not answer before it is left alone.
    private const int MostAtOnce = 8;

    private readonly string _platform;
    private readonly IOutbox _outbox;
    private readonly DeliverySender _sender;
    private readonly DeliveryOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly WakeSignal _wake;
    private readonly Channel<byte> _permits;
    private readonly Lock _lock = new();
    private readonly Dictionary<ChannelKey, Task> _active = [];
    private readonly Dictionary<ChannelKey, DateTimeOffset> _cooling = [];
    private int _waiting;
    private DateTimeOffset _heldUntil;

    public DeliveryLane(string platform, IOutbox outbox, DeliverySender sender, DeliveryOptions options, TimeProvider time, ILogger logger)
    {
        _platform = platform;
        _outbox = outbox;
        _sender = sender;
        _options = options;
        _time = time;
        _logger = logger;
        _wake = new WakeSignal(time);
        _permits = Channel.CreateUnbounded<byte>();
        for (var i = 0; i < options.Parallel; i++)
        {
            _permits.Writer.TryWrite(0);
        }
    }

    /// <summary>Whether nothing is on its way and nothing will be before time passes or somebody wakes it.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock)
            {
                return _active.Count == 0 && _wake.IsWaiting;
            }
        }
    }

    /// <summary>Looks now whether something is due.</summary>
    public void Wake() => _wake.Raise();

    /// <summary>Sends until told to stop; then what is on the wire is finished and the rest given back.</summary>
    /// <param name="stopping">Claims nothing more.</param>
    /// <param name="ending">Records nothing more; what is left is found by the next start.</param>
    public async Task RunAsync(CancellationToken stopping, CancellationToken ending)
    {
        while (!stopping.IsCancellationRequested)
        {
            TimeSpan wait;
            try
            {
                wait = await ClaimAsync(stopping, ending).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (StoreUnavailableException failure)
            {
                LogStore(_platform, failure.Message);
                wait = _options.LookEvery;
            }
#pragma warning disable CA1031 // The loop of a service: a defect is logged, and the next look is another one.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogFault(failure, _platform);
                wait = _options.LookEvery;
            }

            try
            {
                await _wake.WaitAsync(wait, stopping).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        await Task.WhenAll(Active()).ConfigureAwait(false);
    }

    /// <summary>Claims and starts what is due.</summary>
    /// <returns>How long nothing needs to be looked at.</returns>
    private async Task<TimeSpan> ClaimAsync(CancellationToken stopping, CancellationToken ending)
    {
        var now = _time.GetUtcNow();
        if (now < _heldUntil)
        {
            return Least(_heldUntil - now, _options.LookEvery);
        }

        var (room, busy, coolest) = Room(now);
        if (room <= 0)
        {
            // Whoever ends or begins wakes this.
            return _options.LookEvery;
        }

        var claimed = await _outbox.ClaimAsync(new OutboxClaim(_platform, now, room, busy), stopping).ConfigureAwait(false);
        foreach (var delivery in claimed)
        {
            Start(delivery, stopping, ending);
        }

        if (claimed.Length == room)
        {
            return TimeSpan.Zero;
        }

        var wait = coolest is { } warm ? Least(warm - now, _options.LookEvery) : _options.LookEvery;
        if (await _outbox.FindNextDueAsync(_platform, stopping).ConfigureAwait(false) is not { } next)
        {
            return wait;
        }

        // What is due and was not handed out is paused, or its channel is busy.
        return next > now ? Least(next - now, wait) : Least(wait, _options.ChannelGap);
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    // Twice as many are claimed as are sent, so that the next is at hand when one ends.
    private (int Room, ImmutableHashSet<ChannelKey> Busy, DateTimeOffset? Coolest) Room(DateTimeOffset now)
    {
        lock (_lock)
        {
            foreach (var cold in _cooling.Where(entry => entry.Value <= now).Select(entry => entry.Key).ToArray())
            {
                _cooling.Remove(cold);
            }

            var room = Math.Min(_options.Parallel - _waiting, (MostAtOnce * _options.Parallel) - _active.Count);
            DateTimeOffset? coolest = _cooling.Count == 0 ? null : _cooling.Values.Min();

            // A handful at a time is not worth asking for while others wait for their turn.
            return (_waiting > _options.Parallel / 2 ? 0 : room, [.. _active.Keys, .. _cooling.Keys], coolest);
        }
    }

    private void Start(Delivery delivery, CancellationToken stopping, CancellationToken ending)
    {
        lock (_lock)
        {
            _waiting++;
            _active[delivery.Channel] = Task.Run(() => ServeAsync(delivery, stopping, ending), CancellationToken.None);
        }
    }

    private async Task ServeAsync(Delivery delivery, CancellationToken stopping, CancellationToken ending)
    {
        var isWaiting = true;
        try
        {
            try
            {
                await _permits.Reader.ReadAsync(stopping).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                await _sender.GiveBackAsync(delivery, ending).ConfigureAwait(false);
                return;
            }

            isWaiting = false;
            Began();
            using var permit = new Permit(_permits.Writer, _time, _options.SlowAfter);
            var hold = await _sender.SendAsync(delivery, stopping, ending).ConfigureAwait(false);
            if (hold > TimeSpan.Zero)
            {
                Hold(hold);
            }
        }
        catch (OperationCanceledException)
        {
            LogUnrecorded(delivery.Id, _platform);
        }
        finally
        {
            Ended(delivery.Channel, isWaiting);
        }
    }

    private void Began()
    {
        bool isLow;
        lock (_lock)
        {
            isLow = --_waiting == _options.Parallel / 2;
        }

        if (isLow)
        {
            _wake.Raise();
        }
    }

    private void Ended(ChannelKey channel, bool wasWaiting)
    {
        lock (_lock)
        {
            _waiting -= wasWaiting ? 1 : 0;
            _active.Remove(channel);
            _cooling[channel] = _time.GetUtcNow() + _options.ChannelGap;
            if (_active.Count > 0)
            {
                return;
            }
        }

        _wake.Raise();
    }

    private void Hold(TimeSpan wait)
    {
        lock (_lock)
        {
            var until = _time.GetUtcNow() + wait;
            _heldUntil = until > _heldUntil ? until : _heldUntil;
        }

        LogHeld(_platform, wait.TotalSeconds);
    }

    private Task[] Active()
    {
        lock (_lock)
        {
            return [.. _active.Values];
        }
    }

    [LoggerMessage(EventId = 3121, Level = LogLevel.Error, Message = "What is due on {Platform} could not be read: {Reason}")]
    private partial void LogStore(string platform, string reason);

    [LoggerMessage(EventId = 3122, Level = LogLevel.Error, Message = "Claiming deliveries on {Platform} failed by a defect of ours")]
    private partial void LogFault(Exception failure, string platform);

    [LoggerMessage(EventId = 3123, Level = LogLevel.Warning, Message = "All updates on {Platform} wait for {Seconds:0} s, as it asked")]
    private partial void LogHeld(string platform, double seconds);

    [LoggerMessage(EventId = 3124, Level = LogLevel.Information, Message = "Delivery {Id} on {Platform} was under way at the stop; the next start looks for it")]
    private partial void LogUnrecorded(long id, string platform);

    /// <summary>A place among those that are sent; given back at the end, or when the sending proves slow.</summary>
    private sealed class Permit : IDisposable
    {
        private readonly ITimer _timer;
        private ChannelWriter<byte>? _permits;

        public Permit(ChannelWriter<byte> permits, TimeProvider time, TimeSpan slowAfter)
        {
            _permits = permits;
            _timer = time.CreateTimer(static state => ((Permit?)state)?.Release(), this, slowAfter, Timeout.InfiniteTimeSpan);
        }

        public void Dispose()
        {
            _timer.Dispose();
            Release();
        }

        private void Release() => Interlocked.Exchange(ref _permits, null)?.TryWrite(0);
    }
}
