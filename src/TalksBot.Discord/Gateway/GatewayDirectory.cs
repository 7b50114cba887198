using System.Text.Json;
using Microsoft.Extensions.Logging;
using TalksBot.Chat;

namespace TalksBot.Discord;

/// <summary>What Discord says about connecting (Gateway, "Get Gateway Bot").</summary>
/// <param name="Url">Address of the gateway.</param>
/// <param name="Shards">Recommended number of shards.</param>
/// <param name="MaxConcurrency">Identifies in 5 s.</param>
/// <param name="Remaining">Identifies that are left.</param>
/// <param name="Total">Identifies a day.</param>
/// <param name="ResetAfter">When there are more.</param>
internal sealed record GatewayInfo(Uri Url, int Shards, int MaxConcurrency, int Remaining, int Total, TimeSpan ResetAfter);

/// <summary>Asks for the gateway's address and keeps it until it is of no use any more.</summary>
internal sealed partial class GatewayDirectory : IDisposable
{
    private readonly DiscordRest _rest;
    private readonly IdentifyGate _gate;
    private readonly MonotonicClock _clock;
    private readonly Random _random;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _asking = new(1, 1);
    private GatewayInfo? _known;

    public GatewayDirectory(DiscordRest rest, IdentifyGate gate, MonotonicClock clock, Random random, ILogger logger)
    {
        _rest = rest;
        _gate = gate;
        _clock = clock;
        _random = random;
        _logger = logger;
    }

    /// <summary>Asks once.</summary>
    /// <exception cref="DiscordException">There is no answer.</exception>
    public static async Task<GatewayInfo> AskAsync(DiscordRest rest, CancellationToken cancellationToken)
    {
        var request = new DiscordRequest(RequestKind.Bot, HttpMethod.Get, "/gateway/bot", "gateway/bot") { IsRepeatable = true, WarmsCallbacks = true };
        var response = await rest.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            var told = JsonSerializer.Deserialize(response.Body.Span, DiscordJson.Default.WireGatewayInfo);
            if (Uri.TryCreate(told?.Url, UriKind.Absolute, out var url) && url.Scheme is "ws" or "wss")
            {
                var limit = told?.SessionStartLimit;
                return new GatewayInfo(
                    url,
                    Math.Max(1, told?.Shards ?? 1),
                    Math.Max(1, limit?.MaxConcurrency ?? 1),
                    limit?.Remaining ?? int.MaxValue,
                    limit?.Total ?? 0,
                    TimeSpan.FromMilliseconds(Math.Clamp(limit?.ResetAfter ?? 0, 0, TimeSpan.FromDays(2).TotalMilliseconds)));
            }
        }
        catch (JsonException)
        {
            // Told below: an answer that is none.
        }

        throw new DiscordException(DiscordErrorKind.Transient, "GET /gateway/bot answered without the gateway's address.");
    }

    /// <summary>What is known, or a fresh answer; asks until there is one.</summary>
    /// <exception cref="PlatformRefusedException">The token is void.</exception>
    public async Task<GatewayInfo> GetAsync(CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var backoff = new Backoff(_random);
            backoff.Next();
            while (_known is null || _gate.IsSpent)
            {
                try
                {
                    _known = await AskAsync(_rest, cancellationToken).ConfigureAwait(false);
                    _gate.Learn(_known.MaxConcurrency, _known.Remaining, _known.ResetAfter);
                    break;
                }
                catch (DiscordException exception) when (exception.Kind == DiscordErrorKind.Refused)
                {
                    throw await _rest.Refused.ConfigureAwait(false);
                }
                catch (DiscordException exception)
                {
                    LogNoAddress(exception.Message);
                    await _clock.DelayAsync(backoff.Next(), cancellationToken).ConfigureAwait(false);
                }
            }

            return _known;
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _asking.Dispose();

    /// <summary>The address cannot be connected to, or all shards begin anew: ask next time.</summary>
    public void Forget() => _known = null;

    [LoggerMessage(EventId = 5010, Level = LogLevel.Warning, Message = "The gateway's address could not be had: {Reason}")]
    private partial void LogNoAddress(string reason);
}
