using Microsoft.Extensions.Logging;
using TalksBot.Chat;

namespace TalksBot.Discord;

/// <summary>Discord asks for more shards.</summary>
internal sealed class ReshardException : Exception;

/// <summary>Keeps one shard connected: resumes, identifies anew, waits between failures.</summary>
internal sealed partial class GatewayShard
{
    private const int MaxFailedResumes = 3;

    private static readonly TimeSpan HeldWell = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan HeldAWhile = TimeSpan.FromSeconds(5);

    private readonly DiscordOptions _options;
    private readonly GatewayDirectory _directory;
    private readonly IdentifyGate _gate;
    private readonly IGatewayObserver _observer;
    private readonly MonotonicClock _clock;
    private readonly Random _random;
    private readonly ILogger _logger;
    private readonly Backoff _backoff;
    private readonly GatewaySession _session = new();
    private readonly int _index;
    private readonly int _count;
    private int _failedResumes;

    public GatewayShard(
        DiscordOptions options,
        GatewayDirectory directory,
        IdentifyGate gate,
        IGatewayObserver observer,
        MonotonicClock clock,
        Random random,
        ILogger logger,
        int index,
        int count)
    {
        _options = options;
        _directory = directory;
        _gate = gate;
        _observer = observer;
        _clock = clock;
        _random = random;
        _logger = logger;
        _index = index;
        _count = count;
        _backoff = new Backoff(random);
    }

    /// <summary>Runs until told to stop.</summary>
    /// <exception cref="PlatformRefusedException">Discord will not have us.</exception>
    /// <exception cref="ReshardException">More shards are needed.</exception>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                await RunOnceAsync(stopping).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Told to stop while it waited.
        }
    }

    private async Task RunOnceAsync(CancellationToken stopping)
    {
        var info = await _directory.GetAsync(stopping).ConfigureAwait(false);
        var wasResuming = _session.Id is not null;
        if (!wasResuming)
        {
            await _gate.WaitUntilRefilledAsync(stopping).ConfigureAwait(false);
        }

        var connection = new GatewayConnection(CreateLink(info), _session, _observer, _clock, _random);
        var end = await connection.RunAsync(stopping).ConfigureAwait(false);
        _session.Lose();
        if (end.Reason == GatewayEndReason.Stopping)
        {
            await connection.Closing.ConfigureAwait(false);
            return;
        }

        LogEnded(_index, end.Reason, end.CloseCode);
        _observer.OnLost(_index, end);
        if (GatewayCloseCode.IsOurDefect(end.CloseCode))
        {
            LogDefect(_index, end.CloseCode);
        }

        if (end is { Next: GatewayNext.Stop, CloseCode: { } code })
        {
            await connection.Closing.ConfigureAwait(false);
            throw new PlatformRefusedException(GatewayCloseCode.Explain(code, _options.IntentBits));
        }

        if (end.Next == GatewayNext.Reshard)
        {
            await connection.Closing.ConfigureAwait(false);
            throw new ReshardException();
        }

        ChooseSession(end, wasResuming, connection.EstablishedAt is not null);
        await _clock.DelayAsync(ChooseDelay(end, connection.EstablishedAt), stopping).ConfigureAwait(false);
    }

    private GatewayLink CreateLink(GatewayInfo info) => new()
    {
        Url = WithQuery(_session.Id is not null && Uri.TryCreate(_session.ResumeUrl, UriKind.Absolute, out var resume) && resume.Scheme is "ws" or "wss" ? resume : info.Url),
        Token = _options.Token,
        Intents = _options.IntentBits,
        Shard = _index,
        Shards = _count,
        IsCompressed = _options.IsCompressed,
        AwaitTurn = cancellationToken => _gate.EnterAsync(_index, cancellationToken),
    };

    private Uri WithQuery(Uri url)
    {
        var query = $"v={DiscordHttp.ApiVersion}&encoding=json{(_options.IsCompressed ? "&compress=zlib-stream" : "")}";
        return new UriBuilder(url) { Query = url.Query.Length > 1 ? $"{url.Query[1..]}&{query}" : query }.Uri;
    }

    private void ChooseSession(GatewayEnd end, bool wasResuming, bool wasEstablished)
    {
        if (wasEstablished)
        {
            _failedResumes = 0;
        }
        else if (wasResuming)
        {
            _failedResumes++;
        }

        if (end.Next == GatewayNext.Identify || _failedResumes >= MaxFailedResumes)
        {
            _session.End();
            _failedResumes = 0;
        }

        if (end.Reason == GatewayEndReason.NotConnected && !wasResuming)
        {
            _directory.Forget();
        }
    }

    private TimeSpan ChooseDelay(GatewayEnd end, TimeSpan? establishedAt)
    {
        var held = establishedAt is { } at ? _clock.Now - at : TimeSpan.Zero;
        if (held >= HeldWell)
        {
            _backoff.Reset();
        }
        else if (held >= HeldAWhile)
        {
            _backoff.Ease();
        }

        // An orderly hand-over is no failure, unless it comes over and over.
        var delay = end.Reason == GatewayEndReason.Reconnect && held >= HeldAWhile ? TimeSpan.Zero : _backoff.Next();
        var least = (end.Reason, end.Next, end.CloseCode) switch
        {
            (GatewayEndReason.Invalid, GatewayNext.Identify, _) => TimeSpan.FromSeconds(1.05 + (3.9 * _random.NextDouble())),
            (_, _, 4008) => TimeSpan.FromSeconds(5),
            _ => TimeSpan.Zero,
        };
        if (end is { Reason: GatewayEndReason.Invalid, Next: GatewayNext.Identify } && _backoff.Failures <= 3)
        {
            // The wait that is asked for is enough until it fails again and again.
            return least;
        }

        return delay > least ? delay : least;
    }

    [LoggerMessage(EventId = 5011, Level = LogLevel.Information, Message = "Shard {Shard} lost its connection: {Reason}, close code {CloseCode}")]
    private partial void LogEnded(int shard, GatewayEndReason reason, int? closeCode);

    [LoggerMessage(EventId = 5012, Level = LogLevel.Error, Message = "Discord closed shard {Shard} for something that we did wrong: close code {CloseCode}")]
    private partial void LogDefect(int shard, int? closeCode);
}
