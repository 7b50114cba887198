using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Logging;

namespace TalksBot.Slack;

/// <summary>Carries one call to Slack and its answer back; neither waits for limits nor repeats.</summary>
internal interface IWebApiWire : IDisposable
{
    /// <summary>Sends a call once.</summary>
    /// <param name="call">What to send.</param>
    /// <param name="cancellationToken">Ends it; the call may take effect all the same.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    Task<WebApiAnswer> TryAsync(WebApiCall call, CancellationToken cancellationToken);
}

/// <summary>Carries calls by HTTP; the built-in way.</summary>
internal sealed partial class HttpWire : IWebApiWire
{
    private const int MaxAnswerLength = 4 * 1024 * 1024;

    private readonly HttpClient _http;
    private readonly TimeSpan _callTime;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public HttpWire(SlackOptions options, TimeProvider time, ILogger logger)
    {
        _callTime = options.Timing.Call;
        _time = time;
        _logger = logger;
        _http = MakeClient();
    }

    /// <summary>A client as calls to Slack need it; it has no timeout of its own.</summary>
    /// <param name="wrap">Puts handlers of the caller's around the innermost one, or null.</param>
    internal static HttpClient MakeClient(Func<HttpMessageHandler, HttpMessageHandler>? wrap = null)
    {
        // A redirect would carry the token to another host, and Slack never sends one.
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(15),
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        };
        var http = new HttpClient(wrap?.Invoke(handler) ?? handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MaxAnswerLength };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("TalksBot", typeof(HttpWire).Assembly.GetName().Version?.ToString(3)));
        return http;
    }

    /// <summary>Closes its connections.</summary>
    public void Dispose() => _http.Dispose();

    /// <inheritdoc/>
    public async Task<WebApiAnswer> TryAsync(WebApiCall call, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_callTime, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = MakeRequest(call);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, either.Token);
            return await ReadAsync(call, response, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return WebApiAnswer.Failed(SlackFailure.Unclear);
        }
        catch (HttpRequestException failed)
        {
            var isUnsent = failed.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
            LogNoAnswer(call.Method, failed.HttpRequestError);
            return WebApiAnswer.Failed(isUnsent ? SlackFailure.NoConnection : SlackFailure.Unclear);
        }
        catch (IOException)
        {
            return WebApiAnswer.Failed(SlackFailure.Unclear);
        }
    }

    private async Task<WebApiAnswer> ReadAsync(WebApiCall call, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            return WebApiAnswer.Limited(RetryAfter(response));
        }

        if ((int)response.StatusCode >= 500)
        {
            return WebApiAnswer.Failed(SlackFailure.Of("http_5xx"));
        }

        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        if (!call.AnswersJson)
        {
            return response.IsSuccessStatusCode ? WebApiAnswer.Read("{\"ok\":true}"u8.ToArray(), null, null) : Refusal(response.StatusCode, body);
        }

        var scopes = response.Headers.TryGetValues("x-oauth-scopes", out var values) ? string.Join(',', values) : null;
        return WebApiAnswer.Read(body, scopes, response.Headers.Date);
    }

    // A response_url answers 404 "used_url" or "expired_url" as plain text or in an error object.
    private static WebApiAnswer Refusal(HttpStatusCode status, byte[] body)
    {
        var answer = WebApiAnswer.Read(body, null, null);
        var error = answer.Failure is { } failure && failure != SlackFailure.Unreadable ? failure.Error : Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 64)));
        return WebApiAnswer.Failed(SlackFailure.Of(error is "unknown_error" ? $"http_{(int)status}" : error) with { Kind = SlackFailureKind.Ours });
    }

    private TimeSpan RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - _time.GetUtcNow(),
        _ => TimeSpan.FromSeconds(1),
    };

    /// <summary>The request of a call.</summary>
    internal static HttpRequestMessage MakeRequest(WebApiCall call)
    {
        var content = new ReadOnlyMemoryContent(call.Body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(call.ContentType);
        var request = new HttpRequestMessage(HttpMethod.Post, call.Url) { Content = content };
        if (call.Authorization is { } authorization)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue(authorization.Scheme, authorization.Credential);
        }

        return request;
    }

    [LoggerMessage(EventId = 6002, Level = LogLevel.Debug, Message = "No answer to Slack's {Method}: {Reason}")]
    private partial void LogNoAnswer(string method, HttpRequestError reason);
}
