using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using TalksBot.Chat;
using TalksBot.Domain;

namespace TalksBot.Web;

/// <summary><c>GET /health</c>: 200 when every platform is connected, else 503; JSON with the state of each.</summary>
internal sealed class HealthPage(ImmutableArray<IChatPlatform> platforms, DeliveryHealth? deliveries, TimeProvider time)
{
    /// <summary>Answers one call.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var now = time.GetUtcNow();
        var states = platforms.Select(platform => StateOf(platform, now)).ToImmutableArray();
        context.Response.StatusCode = states.All(state => state.State == "connected") ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(context.Response.Body, new HealthJson(states, await UpdatesAsync(now, context.RequestAborted)), WebJson.Default.HealthJson, context.RequestAborted);
    }

    // What waits is told and makes nothing unhealthy: a platform that is out of order says so itself.
    private async Task<UpdatesJson?> UpdatesAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (deliveries is null)
        {
            return null;
        }

        try
        {
            var report = await deliveries.ReadAsync(cancellationToken);
            return new UpdatesJson(
                report.Outbox.Owed,
                report.Outbox.Due,
                report.Due is { } due ? Math.Round((now - due).TotalSeconds) : null,
                report.Outbox.Claimed + report.Outbox.Sending,
                report.Outbox.Parked,
                report.Outbox.Unclear,
                report.Active,
                report.Paused);
        }
        catch (StoreUnavailableException failure)
        {
            return new UpdatesJson(0, 0, null, 0, 0, 0, 0, 0) { Problem = failure.Message };
        }
    }

    private static PlatformJson StateOf(IChatPlatform platform, DateTimeOffset now)
    {
        var health = platform.Health;
        return new PlatformJson(
            platform.Name,
            health.State.ToString().ToLowerInvariant(),
            Math.Round((now - health.SinceAt).TotalSeconds),
            health.HeardAt is { } heard ? Math.Round((now - heard).TotalSeconds) : null,
            health.Reconnects,
            health.Answered,
            health.Late,
            health.Limited,
            health.Problem);
    }
}

/// <summary>All platforms, and what is owed to channels; null where nothing is sent.</summary>
internal sealed record HealthJson(ImmutableArray<PlatformJson> Platforms, UpdatesJson? Updates);

/// <summary>Deliveries and subscriptions, counted; ages in seconds.</summary>
internal sealed record UpdatesJson(long Owed, long Due, double? OldestDueAge, long Sending, long Parked, long Unclear, int Subscriptions, int Paused)
{
    /// <summary>Why nothing is known, or null.</summary>
    public string? Problem { get; init; }
}

/// <summary>One platform; ages in seconds.</summary>
internal sealed record PlatformJson(
    string Name, string State, double StateAge, double? HeardAge, long Reconnects, long Answered, long Late, long Limited, string? Problem);

/// <summary>JSON of this room.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HealthJson))]
internal sealed partial class WebJson : JsonSerializerContext;
