using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TalksBot.Chat;

namespace TalksBot.Slack.Tests;

/// <summary>Calls of our endpoints as Slack signs them.</summary>
internal static class Signed
{
    public const string Form = "application/x-www-form-urlencoded";
    public const string Json = "application/json";

    public static CallbackCall Event(object wrapper, TimeProvider time, int? retry = null)
    {
        var call = Call(JsonSerializer.Serialize(wrapper), Json, time);
        return retry is { } number
            ? call with { Headers = new Dictionary<string, string>(call.Headers, StringComparer.OrdinalIgnoreCase) { ["X-Slack-Retry-Num"] = number.ToString(CultureInfo.InvariantCulture), ["X-Slack-Retry-Reason"] = "http_timeout" } }
            : call;
    }

    public static CallbackCall Interaction(object payload, TimeProvider time) => Call("payload=" + Uri.EscapeDataString(JsonSerializer.Serialize(payload)), Form, time);

    public static CallbackCall Command(Dictionary<string, string> fields, TimeProvider time) =>
        Call(string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value).Replace("%20", "+", StringComparison.Ordinal)}")), Form, time);

    public static CallbackCall Call(string body, string contentType, TimeProvider time, string secret = LoopbackSlack.SigningSecret, long offset = 0)
    {
        var timestamp = (time.GetUtcNow().ToUnixTimeSeconds() + offset).ToString(CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}"));
        return new CallbackCall
        {
            Body = Encoding.UTF8.GetBytes(body),
            Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            {
                ["Content-Type"] = contentType,
                ["X-Slack-Request-Timestamp"] = timestamp,
                ["X-Slack-Signature"] = "v0=" + Convert.ToHexStringLower(mac),
            },
        };
    }
}
