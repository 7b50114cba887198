using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using TalksBot.Chat;

namespace TalksBot.Slack;

/// <summary>
/// The endpoints that Slack calls in HTTP mode. A call is checked on its raw bytes before anything is read, then answered at once: empty, unless the answer itself is
/// suggestions or a form's verdict.
/// </summary>
internal sealed class SlackEndpoints
{
    private static readonly CallbackReply Done = new(200);
    private static readonly CallbackReply Unsigned = new(401);
    private static readonly CallbackReply Unreadable = new(400);
    private static readonly CallbackReply Overrun = new(503);

    private readonly SlackSignature _signature;
    private readonly HealthBook _health;
    private readonly Func<SlackIntake?> _intake;

    /// <summary>Not serving yet.</summary>
    /// <param name="signingSecret">The app's.</param>
    /// <param name="time">The clock.</param>
    /// <param name="health">Told of calls.</param>
    /// <param name="intake">Takes payloads; null while we do not run.</param>
    public SlackEndpoints(string signingSecret, TimeProvider time, HealthBook health, Func<SlackIntake?> intake)
    {
        _signature = new SlackSignature(signingSecret, time);
        _health = health;
        _intake = intake;
    }

    /// <summary>All of them; what comes is told by its form, so any of them takes any.</summary>
    public ImmutableArray<CallbackRoute> Routes =>
    [
        new("POST", SlackPaths.Events, HandleAsync),
        new("POST", SlackPaths.Commands, HandleAsync),
        new("POST", SlackPaths.Interactions, HandleAsync),
        new("POST", SlackPaths.Options, HandleAsync),
    ];

    /// <summary>Answers one call.</summary>
    public async Task<CallbackReply> HandleAsync(CallbackCall call, CancellationToken cancellationToken)
    {
        if (!_signature.IsRight(call))
        {
            return Unsigned;
        }

        _health.Heard();
        var reply = IsJson(call) ? HandleEvent(call) : await HandleFormAsync(call, cancellationToken);
        if (reply.Status == 200)
        {
            _health.Acknowledged(isLate: false);
        }

        return reply;
    }

    private static bool IsJson(CallbackCall call) =>
        call.Header("Content-Type") is { } type ? type.Contains("json", StringComparison.OrdinalIgnoreCase) : call.Body.Span.TrimStart((byte)' ').StartsWith("{"u8);

    private CallbackReply HandleEvent(CallbackCall call)
    {
        if (Parse(call.Body) is not { } body)
        {
            return Unreadable;
        }

        if (body.Text("type") == "url_verification")
        {
            return new CallbackReply(200) { ContentType = "text/plain; charset=utf-8", Body = Encoding.UTF8.GetBytes(body.Text("challenge") ?? "") };
        }

        // A retry is known by its event_id; X-Slack-Retry-Num only says why it comes.
        return Start(PayloadKind.Event, body, id: null);
    }

    private async Task<CallbackReply> HandleFormAsync(CallbackCall call, CancellationToken cancellationToken)
    {
        var form = FormBody.Read(call.Body.Span);
        if (form.GetValueOrDefault("ssl_check") == "1")
        {
            return Done;
        }

        var isRetry = call.Header("X-Slack-Retry-Num") is not null;
        if (!form.TryGetValue("payload", out var json))
        {
            return form.ContainsKey("command") ? Start(PayloadKind.Command, AsJson(form), RetryId(isRetry, form.GetValueOrDefault("trigger_id"))) : Unreadable;
        }

        if (Parse(Encoding.UTF8.GetBytes(json)) is not { } payload)
        {
            return Unreadable;
        }

        var kind = payload.Text("type") switch
        {
            "block_suggestion" => PayloadKind.Suggestion,
            "view_submission" => PayloadKind.Submission,
            _ => PayloadKind.Interaction,
        };
        var id = RetryId(isRetry, payload.Text("trigger_id"));
        if (kind == PayloadKind.Interaction)
        {
            return Start(kind, payload, id);
        }

        var answer = _intake() is { } intake ? await intake.AnswerAsync(kind, payload, id, cancellationToken) : [];
        return answer.Length == 0 ? Done : new CallbackReply(200) { ContentType = "application/json; charset=utf-8", Body = answer };
    }

    private CallbackReply Start(PayloadKind kind, JsonElement payload, DeliveryId? id) => _intake() is { } intake && intake.Start(kind, payload, id) ? Done : Overrun;

    // Commands and interactions are not repeated; should one come with the mark of a repeat all the same, its trigger tells.
    private static DeliveryId? RetryId(bool isRetry, string? triggerId) => triggerId is null ? null : new DeliveryId($"trigger:{triggerId}", IsUnique: isRetry);

    private static JsonElement AsJson(Dictionary<string, string> form)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in form)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(stream.ToArray());
        return document.RootElement.Clone();
    }

    private static JsonElement? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
