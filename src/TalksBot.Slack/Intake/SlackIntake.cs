using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace TalksBot.Slack;

/// <summary>Where payloads come in, by socket and by HTTP: each is handled once, and the listener's answers become the acknowledgements that need one.</summary>
internal sealed partial class SlackIntake : ISocketListener
{
    private readonly ISlackListener _listener;
    private readonly WorkTracker _work;
    private readonly SeenIds _seen;
    private readonly Func<string?> _ownUserId;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public SlackIntake(ISlackListener listener, WorkTracker work, SeenIds seen, Func<string?> ownUserId, TimeProvider time, ILogger logger)
    {
        _listener = listener;
        _work = work;
        _seen = seen;
        _ownUserId = ownUserId;
        _time = time;
        _logger = logger;
    }

    /// <inheritdoc />
    public void Take(SocketEnvelope envelope) => _work.TryStart(cancellationToken => HandleAsync(envelope, cancellationToken));

    /// <summary>Handles what needs no answer in its acknowledgement, later and once.</summary>
    /// <param name="kind">What the payload is.</param>
    /// <param name="payload">A JSON object; for a command its fields.</param>
    /// <param name="id">Of the delivery, by which a repeat is known; null when only the payload can tell.</param>
    /// <returns>False when it was not taken because too much is running.</returns>
    public bool Start(PayloadKind kind, JsonElement payload, DeliveryId? id)
    {
        if (Read(kind, payload, id) is not { } slackEvent)
        {
            return true;
        }

        return _work.TryStart(cancellationToken => _listener.HandleAsync(slackEvent, cancellationToken));
    }

    /// <summary>The answer that an acknowledgement carries: suggestions, or what is wrong with a form; empty for none.</summary>
    public async Task<byte[]> AnswerAsync(PayloadKind kind, JsonElement payload, DeliveryId? id, CancellationToken cancellationToken)
    {
        var slackEvent = PayloadReader.Interaction(payload, _time);
        if (kind == PayloadKind.Suggestion)
        {
            var options = slackEvent is SlackEvent.OptionsWanted wanted ? await _listener.SuggestAsync(wanted, cancellationToken) : [];
            return AcknowledgementBody.Suggestions(options);
        }

        if (slackEvent is not SlackEvent.FormSent form || IsRepeated(id))
        {
            return [];
        }

        var verdict = _listener.Receive(form);
        if (verdict.Continue is { } continuation)
        {
            _work.TryStart(continuation);
        }

        return verdict.Problem is { } problem ? AcknowledgementBody.Problem(problem.BlockId, problem.Text) : [];
    }

    private async Task HandleAsync(SocketEnvelope envelope, CancellationToken cancellationToken)
    {
        using var document = Parse(envelope.Payload);
        var id = new DeliveryId($"envelope:{envelope.Id}", IsUnique: true);
        if (envelope.Kind is PayloadKind.Suggestion or PayloadKind.Submission)
        {
            var answer = document is null ? [] : await AnswerAsync(envelope.Kind, document.RootElement, id, cancellationToken);
            if (envelope.AwaitsPayload)
            {
                await envelope.Connection.AcknowledgeAsync(envelope, answer);
            }
        }
        else if (document is not null && Read(envelope.Kind, document.RootElement, id) is { } slackEvent)
        {
            await _listener.HandleAsync(slackEvent, cancellationToken);
        }
    }

    // Null for a repeat, and for what is no event of ours.
    private SlackEvent? Read(PayloadKind kind, JsonElement payload, DeliveryId? id)
    {
        if (kind == PayloadKind.Event && payload.Text("event_id") is { } eventId)
        {
            // The same event by socket and by HTTP, or a retry, has a new envelope but this id.
            id = new DeliveryId($"event:{eventId}", IsUnique: true);
        }

        if (IsRepeated(id))
        {
            LogRepeated(kind);
            return null;
        }

        return kind switch
        {
            PayloadKind.Command => PayloadReader.Command(name => payload.Text(name), _time),
            PayloadKind.Event => Once(PayloadReader.Event(payload, _ownUserId())),
            PayloadKind.Interaction => PayloadReader.Interaction(payload, _time),
            _ => null,
        };
    }

    private bool IsRepeated(DeliveryId? id) => id is { } known && !_seen.TryAdd(known.Value) && known.IsUnique;

    // One message is answered once, also when its text is edited or it comes as two events.
    private SlackEvent? Once(SlackEvent? slackEvent)
    {
        var message = slackEvent switch
        {
            SlackEvent.Mentioned mention => $"message:{mention.Workspace.Key}:{mention.ChannelId}:{mention.Ts}",
            SlackEvent.DirectMessage direct => $"message:{direct.Workspace.Key}:{direct.ChannelId}:{direct.Ts}",
            _ => null,
        };
        return message is null || _seen.TryAdd(message) ? slackEvent : null;
    }

    private JsonDocument? Parse(ReadOnlyMemory<byte> payload)
    {
        try
        {
            return payload.IsEmpty ? null : JsonDocument.Parse(payload);
        }
        catch (JsonException)
        {
            LogUnreadable();
            return null;
        }
    }

    [LoggerMessage(EventId = 6043, Level = LogLevel.Debug, Message = "A {Kind} was delivered again and has no second effect")]
    private partial void LogRepeated(PayloadKind kind);

    [LoggerMessage(EventId = 6044, Level = LogLevel.Warning, Message = "A payload from Slack is no JSON")]
    private partial void LogUnreadable();
}
