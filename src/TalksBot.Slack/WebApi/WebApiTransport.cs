using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Logging;

namespace TalksBot.Slack;

/// <summary>Sends calls to Slack: waits where Slack asks for it, repeats what may be repeated, and turns every failure into a <see cref="SlackFailure"/>.</summary>
internal sealed partial class WebApiTransport : IDisposable
{
    /// <summary>The longest pause asked for that a call waits out; a longer one fails it.</summary>
    internal static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(2);

    private const int MaxTries = 4;
    private const int MaxAnswerLength = 4 * 1024 * 1024;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LatePause = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;
    private readonly TimeSpan _callTime;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly RateGate _gate;
    private readonly HealthBook _health;
    private readonly ILogger _logger;

    public WebApiTransport(SlackOptions options, TimeProvider time, Random random, HealthBook health, ILogger logger)
    {
        _callTime = options.Timing.Call;
        _time = time;
        _random = random;
        _gate = new RateGate(time, random);
        _health = health;
        _logger = logger;

        // A redirect would carry the token to another host, and Slack never sends one.
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(15),
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MaxAnswerLength };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("TalksBot", typeof(WebApiTransport).Assembly.GetName().Version?.ToString(3)));
    }

    /// <summary>Calls a method.</summary>
    /// <param name="call">What to send.</param>
    /// <param name="cancellationToken">Ends waiting and sending; a call already on the wire may still take effect.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task<WebApiAnswer> SendAsync(WebApiCall call, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (_gate.Remaining(call.Method, call.Workspace) is var wait && wait > TimeSpan.Zero)
            {
                if (!call.WaitsForLimits || wait > LongestHold)
                {
                    return WebApiAnswer.Failed(SlackFailure.Of("ratelimited"));
                }

                await _gate.WaitAsync(call.Method, call.Workspace, cancellationToken);
            }

            var answer = await TryAsync(call, call.FinishesOnWire ? CancellationToken.None : cancellationToken);
            if (answer.Failure is not { } failure || attempt == MaxTries || call.IsSingleTry || PauseAfter(failure, call, attempt) is not { } pause)
            {
                return answer;
            }

            if (call.FinishesOnWire && cancellationToken.IsCancellationRequested)
            {
                return answer;
            }

            LogRepeated(call.Method, failure.Error, pause.TotalMilliseconds);
            await Task.Delay(pause, _time, cancellationToken);
            if (call.MayTry is { } mayTry && !mayTry())
            {
                return answer;
            }
        }
    }

    /// <summary>Whether the method would have to wait in the workspace.</summary>
    public bool IsHeld(string method, string workspace) => _gate.Remaining(method, workspace) > TimeSpan.Zero;

    /// <summary>Closes its connections.</summary>
    public void Dispose() => _http.Dispose();

    // Null: not to be repeated.
    private TimeSpan? PauseAfter(SlackFailure failure, WebApiCall call, int attempt)
    {
        var growing = FirstPause * Math.Pow(2, attempt - 1) * (0.75 + (_random.NextDouble() / 2));
        if (failure == SlackFailure.NoConnection)
        {
            return growing;
        }

        return failure.Kind switch
        {
            // The pause is the gate's. "rate_limited" in an answer means too many messages by this app: a minute, and those are not worth it.
            SlackFailureKind.Limited when failure.Error == "ratelimited" && call.WaitsForLimits => TimeSpan.Zero,
            SlackFailureKind.Transient when call.Repeat == RepeatRule.Read => growing,
            SlackFailureKind.Transient when call.Repeat == RepeatRule.OnceLate && attempt == 1 => LatePause,
            _ => null,
        };
    }

    private async Task<WebApiAnswer> TryAsync(WebApiCall call, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_callTime, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = MakeRequest(call);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, either.Token);
            _health.Heard();
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
            var after = RetryAfter(response);
            _health.Limited();
            _gate.Hold(call.Method, call.Workspace, after);
            LogLimited(call.Method, after.TotalSeconds);
            return WebApiAnswer.Failed(SlackFailure.Of("ratelimited"));
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

    private static HttpRequestMessage MakeRequest(WebApiCall call)
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

    [LoggerMessage(EventId = 6001, Level = LogLevel.Debug, Message = "Slack's {Method} failed with {Error}; tried again in {Milliseconds} ms")]
    private partial void LogRepeated(string method, string error, double milliseconds);

    [LoggerMessage(EventId = 6002, Level = LogLevel.Debug, Message = "No answer to Slack's {Method}: {Reason}")]
    private partial void LogNoAnswer(string method, HttpRequestError reason);

    [LoggerMessage(EventId = 6003, Level = LogLevel.Information, Message = "Slack limits {Method}; waiting {Seconds} s")]
    private partial void LogLimited(string method, double seconds);
}
