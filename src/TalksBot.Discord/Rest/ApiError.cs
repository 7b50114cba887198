using System.Text;
using System.Text.Json;

namespace TalksBot.Discord;

/// <summary>What the body of a failed request says (API Reference, "Error Messages").</summary>
internal readonly record struct ApiError
{
    private const int MaxDepthOfField = 12;
    private const int MaxFieldLength = 120;

    /// <summary>Discord's own code, or 0.</summary>
    public int Code { get; private init; }

    /// <summary>The first field that is wrong and how, without its content: ", embeds.0.title BASE_TYPE_BAD_LENGTH"; empty when none is named.</summary>
    public string FieldText { get; private init; }

    /// <summary>How long to wait, for 429.</summary>
    public TimeSpan RetryAfter { get; private init; }

    /// <summary>Whether a 429 holds for everything the bot sends.</summary>
    public bool IsGlobal { get; private init; }

    /// <summary>Whether the body was a JSON object at all.</summary>
    public bool IsJson { get; private init; }

    /// <summary>Reads a body; anything may come.</summary>
    public static ApiError Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return new ApiError { FieldText = "" };
            }

            return new ApiError
            {
                IsJson = true,
                Code = root.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out var number) ? number : 0,
                IsGlobal = root.TryGetProperty("global", out var global) && global.ValueKind == JsonValueKind.True,
                RetryAfter = root.TryGetProperty("retry_after", out var retry) && RateLimitHeaders.TryReadSeconds(retry.ToString(), out var wait) ? wait : default,
                FieldText = root.TryGetProperty("errors", out var errors) ? FirstField(errors) : "",
            };
        }
        catch (JsonException)
        {
            return new ApiError { FieldText = "" };
        }
    }

    /// <summary>What a status with this body means for whoever asked (JSON Error Codes).</summary>
    public DiscordErrorKind KindOf(int status, RequestKind request) => KindOf(status, Code, request);

    /// <summary>What a status with a code of Discord's means for whoever asked (JSON Error Codes).</summary>
    public static DiscordErrorKind KindOf(int status, int code, RequestKind request) => (status, code) switch
    {
        (401, _) => request == RequestKind.Bot ? DiscordErrorKind.Refused : DiscordErrorKind.Expired,
        (_, 10062 or 10015 or 50027) => DiscordErrorKind.Expired,
        (_, 20016 or 20028 or 20029) => DiscordErrorKind.Limited,
        (_, 50007 or 50278 or 50008 or 50024 or 40058 or 50083 or 160005) => DiscordErrorKind.Gone,
        (_, 200000 or 240000) => DiscordErrorKind.Blocked,
        (403, _) => DiscordErrorKind.Forbidden,
        (404, _) => request == RequestKind.Bot ? DiscordErrorKind.Gone : DiscordErrorKind.Expired,
        ( >= 500, _) or (408, _) => DiscordErrorKind.Transient,
        _ => DiscordErrorKind.Ours,
    };

    private static string FirstField(JsonElement errors)
    {
        var path = new StringBuilder();
        var element = errors;
        for (var depth = 0; depth < MaxDepthOfField && element.ValueKind == JsonValueKind.Object; depth++)
        {
            var first = element.EnumerateObject().FirstOrDefault();
            if (first.Value.ValueKind == JsonValueKind.Undefined)
            {
                break;
            }

            if (first.NameEquals("_errors"))
            {
                var code = first.Value.ValueKind == JsonValueKind.Array
                    ? first.Value.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } fault && fault.TryGetProperty("code", out var text) ? text.ToString() : ""
                    : "";
                path.Append(' ').Append(code);
                break;
            }

            path.Append(path.Length == 0 ? "" : ".").Append(first.Name);
            element = first.Value;
        }

        var told = new string([.. path.ToString().Where(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or ' ')]);
        return told.Length == 0 ? "" : $", {told[..Math.Min(told.Length, MaxFieldLength)]}";
    }
}
