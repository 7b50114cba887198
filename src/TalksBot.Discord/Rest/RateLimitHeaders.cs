using System.Globalization;
using System.Net.Http.Headers;

namespace TalksBot.Discord;

/// <summary>What an answer says about its bucket (Rate Limits, "Header Format").</summary>
internal readonly record struct RateLimitHeaders
{
    /// <summary>Name of the bucket, or null when the route has none.</summary>
    public string? Bucket { get; private init; }

    /// <summary>Requests per window, at least 1.</summary>
    public int Limit { get; private init; }

    /// <summary>Requests left in this window.</summary>
    public int Remaining { get; private init; }

    /// <summary>Time to the end of the window.</summary>
    public TimeSpan ResetAfter { get; private init; }

    /// <summary>Reads them; what is missing or unreadable counts as no bucket.</summary>
    public static RateLimitHeaders Read(HttpResponseHeaders headers)
    {
        var bucket = Find(headers, "X-RateLimit-Bucket");
        if (!int.TryParse(Find(headers, "X-RateLimit-Remaining"), NumberStyles.None, CultureInfo.InvariantCulture, out var remaining)
            || !TryReadSeconds(Find(headers, "X-RateLimit-Reset-After"), out var resetAfter))
        {
            return default;
        }

        return new RateLimitHeaders
        {
            // A server that names no bucket still tells its window: the route is the bucket then.
            Bucket = bucket ?? "",
            Limit = int.TryParse(Find(headers, "X-RateLimit-Limit"), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? Math.Max(limit, 1) : Math.Max(remaining, 1),
            Remaining = remaining,
            ResetAfter = resetAfter,
        };
    }

    /// <summary>The first value of a header, or null.</summary>
    public static string? Find(HttpResponseHeaders headers, string name)
    {
        if (headers.NonValidated.TryGetValues(name, out var values))
        {
            foreach (var value in values)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Reads seconds with a fraction; at most a day is believed.</summary>
    public static bool TryReadSeconds(string? text, out TimeSpan seconds)
    {
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            seconds = TimeSpan.FromSeconds(Math.Min(number, TimeSpan.FromDays(1).TotalSeconds));
            return true;
        }

        seconds = default;
        return false;
    }
}
