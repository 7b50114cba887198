using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;

namespace TalksBot.Ingestion;

/// <summary>Failures of a request in plain words.</summary>
internal static class FetchFailures
{
    /// <summary>Why there was no answer.</summary>
    internal static FetchOutcome.Failed Explain(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case AddressRefusedException refused:
                    return new FetchOutcome.Failed(FetchFailure.Address, refused.Message);
                case TimeoutException late:
                    return new FetchOutcome.Failed(FetchFailure.Slow, late.Message);
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }:
                    return new FetchOutcome.Failed(FetchFailure.Unreachable, "its host is not known (or the name service does not answer)");
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return new FetchOutcome.Failed(FetchFailure.Unreachable, "its server refuses connections");
                case SocketException:
                    return new FetchOutcome.Failed(FetchFailure.Unreachable, "its server cannot be reached, or broke off");
                case AuthenticationException:
                    return new FetchOutcome.Failed(FetchFailure.Unreachable, "its certificate is not valid, or it speaks no TLS");
                case HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded }:
                    return new FetchOutcome.Failed(FetchFailure.TooLarge, "its headers are larger than any page's");
                case HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse }:
                    return new FetchOutcome.Failed(FetchFailure.Malformed, "its answer is no HTTP");
                default:
                    break;
            }
        }

        return new FetchOutcome.Failed(FetchFailure.Unreachable, "its server broke off");
    }

    /// <summary>Why an answer is no use.</summary>
    internal static FetchOutcome.Failed OfStatus(HttpResponseMessage response, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        var (reason, message) = status switch
        {
            410 => (FetchFailure.Gone, "it is gone for good (410); remove it, or give its new address"),
            404 => (FetchFailure.Refused, "it was not found (404)"),
            401 or 402 or 403 or 407 or 451 => (FetchFailure.Refused, $"it may not be read ({status})"),
            408 or 425 or 429 => (FetchFailure.Busy, $"its server asks to come later ({status})"),
            >= 400 and < 500 => (FetchFailure.Refused, $"its server refuses the request ({status})"),
            503 => (FetchFailure.Busy, "its server is busy or being repaired (503)"),
            >= 500 => (FetchFailure.Busy, $"its server has trouble of its own ({status})"),
            _ => (FetchFailure.Malformed, $"its server answers with status {status}, which means nothing here"),
        };
        return new FetchOutcome.Failed(reason, message) { Status = status, RetryAfter = RetryAfter(response.Headers.RetryAfter, now) };
    }

    private static TimeSpan? RetryAfter(RetryConditionHeaderValue? header, DateTimeOffset now)
    {
        var wait = header?.Delta ?? (header?.Date - now);
        return wait > TimeSpan.Zero ? wait : null;
    }
}
