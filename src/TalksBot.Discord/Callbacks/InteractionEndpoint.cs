using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using TalksBot.Chat;

namespace TalksBot.Discord;

/// <summary>Answers Discord's signed calls (Receiving and Responding, "Security and Authorization").</summary>
internal sealed partial class InteractionEndpoint
{
    /// <summary>Where it is served.</summary>
    public const string Path = "/discord/interactions";

    // A timestamp has ten digits; far longer ones are no numbers of seconds.
    private const int MaxTimestampLength = 20;

    private static readonly TimeSpan MaxTimeOff = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2.7);
    private static readonly ReadOnlyMemory<byte> Pong = """{"type":1}"""u8.ToArray();

    private readonly CallSignature _signature;
    private readonly DiscordClient _client;
    private readonly MonotonicClock _clock;
    private readonly ILogger _logger;

    public InteractionEndpoint(string publicKey, DiscordClient client, MonotonicClock clock, ILogger logger)
    {
        _signature = new CallSignature(publicKey);
        _client = client;
        _clock = clock;
        _logger = logger;
        Route = new CallbackRoute("POST", Path, HandleAsync);
    }

    /// <summary>The route to serve.</summary>
    public CallbackRoute Route { get; }

    private async Task<CallbackReply> HandleAsync(CallbackCall call, CancellationToken cancellationToken)
    {
        if (!IsGenuine(call))
        {
            LogForged();
            return new CallbackReply(401);
        }

        _client.HearCall();
        if (!TryParse(call.Body.Span, out var wire))
        {
            return new CallbackReply(400);
        }

        if (wire.Type == "1")
        {
            return Json(Pong);
        }

        var firstAnswer = new TaskCompletionSource<ReadOnlyMemory<byte>>(TaskCreationOptions.RunContinuationsAsynchronously);
        switch (_client.Take(wire, firstAnswer))
        {
            case TakenCall.Taken:
                break;
            case TakenCall.Repeated:
                // Accepted, and nothing more is said by this call.
                return new CallbackReply(202);
            case TakenCall.Unreadable:
                return new CallbackReply(400);
            default:
                return new CallbackReply(503);
        }

        try
        {
            return Json(await firstAnswer.Task.WaitAsync(AnswerWithin, _clock.Provider, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            // From now on nobody can answer by this call.
            return firstAnswer.TrySetCanceled(CancellationToken.None) ? new CallbackReply(503) : Json(await firstAnswer.Task.ConfigureAwait(false));
        }
    }

    private bool IsGenuine(CallbackCall call)
    {
        if (call.Header("X-Signature-Ed25519") is not { } signature
            || call.Header("X-Signature-Timestamp") is not { Length: <= MaxTimestampLength } timestamp
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
        {
            return false;
        }

        var off = _clock.Provider.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds);
        return off.Duration() <= MaxTimeOff && _signature.Verify(Encoding.ASCII.GetBytes(timestamp), call.Body.Span, signature);
    }

    private static bool TryParse(ReadOnlySpan<byte> body, [NotNullWhen(true)] out WireInteraction? wire)
    {
        try
        {
            wire = JsonSerializer.Deserialize(body, DiscordJson.Default.WireInteraction);
        }
        catch (JsonException)
        {
            wire = null;
        }

        return wire is not null;
    }

    private static CallbackReply Json(ReadOnlyMemory<byte> body) => new(200) { ContentType = "application/json", Body = body };

    [LoggerMessage(EventId = 5040, Level = LogLevel.Debug, Message = "A call without Discord's signature was refused")]
    private partial void LogForged();
}
