using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using TalksBot.Chat;

namespace TalksBot.Web;

/// <summary><c>GET /health</c>: 200 when every platform is connected, else 503; JSON with the state of each.</summary>
internal sealed class HealthPage(ImmutableArray<IChatPlatform> platforms, TimeProvider time)
{
    /// <summary>Answers one call.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var now = time.GetUtcNow();
        var states = platforms.Select(platform => StateOf(platform, now)).ToImmutableArray();
        context.Response.StatusCode = states.All(state => state.State == "connected") ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(context.Response.Body, new HealthJson(states), WebJson.Default.HealthJson, context.RequestAborted);
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

/// <summary>All platforms.</summary>
internal sealed record HealthJson(ImmutableArray<PlatformJson> Platforms);

/// <summary>One platform; ages in seconds.</summary>
internal sealed record PlatformJson(
    string Name, string State, double StateAge, double? HeardAge, long Reconnects, long Answered, long Late, long Limited, string? Problem);

/// <summary>JSON of this room.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HealthJson))]
internal sealed partial class WebJson : JsonSerializerContext;
