using System.Globalization;
using global::Discord.Net;

namespace TalksBot.Discord;

/// <summary>The package's exceptions as ours.</summary>
internal static class PackageErrors
{
    private const int MaxFieldLength = 120;

    /// <summary>What the package's exception means for whoever asked.</summary>
    /// <param name="exception">As the package threw it; its text may hold addresses and is left behind.</param>
    /// <param name="act">What was asked for, in plain words without ids.</param>
    /// <param name="request">What kind of request it was.</param>
    /// <returns>Null for what says that the process itself is broken.</returns>
    public static DiscordException? Translate(Exception exception, string act, RequestKind request) => exception switch
    {
        DiscordException ours => ours,
        HttpException http => Refusal(http, act, request),
        RateLimitedException => new DiscordException(DiscordErrorKind.Limited, $"Discord limits {act} for longer than it can wait."),
        TimeoutException or OperationCanceledException or HttpRequestException or IOException =>
            new DiscordException(DiscordErrorKind.Transient, $"Discord gave no answer to {act} ({exception.GetType().Name}).") { MayBeDone = !IsUnsent(exception) },
        ArgumentException or InvalidOperationException =>
            new DiscordException(DiscordErrorKind.Ours, $"Discord.Net does not take {act} ({exception.GetType().Name})."),
        OutOfMemoryException or AccessViolationException => null,

        // The package stumbles over something in Discord's answer, when what was asked for is done.
        _ => new DiscordException(DiscordErrorKind.Transient, $"Discord.Net could not read the answer to {act} ({exception.GetType().Name}).") { MayBeDone = true },
    };

    private static bool IsUnsent(Exception exception) => exception is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };

    private static DiscordException Refusal(HttpException http, string act, RequestKind request)
    {
        var status = (int)http.HttpCode;
        var code = (int?)http.DiscordCode ?? 0;
        var meaning = ApiError.KindOf(status, code, request);
        return new DiscordException(
            meaning,
            string.Create(CultureInfo.InvariantCulture, $"Discord answered {status} (code {code}{Field(http)}) to {act}."))
        {
            Status = status,
            Code = code,
            MayBeDone = meaning == DiscordErrorKind.Transient,
        };
    }

    // The first field that is wrong and how, without its content; the path is the package's ("embeds[0].title").
    private static string Field(HttpException http)
    {
        if (http.Errors?.FirstOrDefault(error => error.Errors is { Count: > 0 }) is not { Errors: { } errors, Path: var path } || errors.Count == 0)
        {
            return "";
        }

        var told = new string([.. $"{path} {errors.First().Code}".Where(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or ' ' or '[' or ']')]);
        return $", {told[..Math.Min(told.Length, MaxFieldLength)]}";
    }
}
