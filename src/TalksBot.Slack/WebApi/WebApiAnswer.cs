using System.Text.Json;

namespace TalksBot.Slack;

/// <summary>What a Web API method answered.</summary>
internal sealed class WebApiAnswer
{
    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement;

    private WebApiAnswer(SlackFailure? failure, JsonElement body)
    {
        Failure = failure;
        Body = body;
    }

    /// <summary>Why it failed, or null.</summary>
    public SlackFailure? Failure { get; }

    /// <summary>The answer; an empty object when there is none.</summary>
    public JsonElement Body { get; }

    /// <summary>The scopes of the token that was used, comma-separated, or null when Slack did not say.</summary>
    public string? Scopes { get; init; }

    /// <summary>What Slack's clock showed, or null.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>How long Slack asked to wait, of an answer "too many requests"; else null.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>Whether it came from Slack at all.</summary>
    public bool IsFromSlack => Failure is null || (Failure != SlackFailure.NoConnection && Failure != SlackFailure.Unclear);

    /// <summary>A call that was one too many.</summary>
    public static WebApiAnswer Limited(TimeSpan retryAfter) => new(SlackFailure.Of("ratelimited"), Nothing) { RetryAfter = retryAfter };

    /// <summary>A failed call.</summary>
    public static WebApiAnswer Failed(SlackFailure failure) => new(failure, Nothing);

    /// <summary>Reads an answer; what is no JSON object is a failure.</summary>
    public static WebApiAnswer Read(ReadOnlyMemory<byte> utf8, string? scopes, DateTimeOffset? date)
    {
        JsonElement body;
        try
        {
            using var document = JsonDocument.Parse(utf8);
            body = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return Failed(SlackFailure.Unreadable);
        }

        if (body.ValueKind != JsonValueKind.Object)
        {
            return Failed(SlackFailure.Unreadable);
        }

        var isOk = body.TryGetProperty("ok", out var ok) && ok.ValueKind == JsonValueKind.True;
        return new WebApiAnswer(isOk ? null : SlackFailure.Of(body.Text("error")), body) { Scopes = scopes, Date = date };
    }
}
