using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using global::SlackNet;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace TalksBot.Slack;

/// <summary>
/// Carries calls by the package's API client. Messages stay as they were rendered: the package's <c>Post</c> takes arguments of any shape. A limit is told to whoever asked, as
/// the built-in way does, so that one rule holds the method's other calls back as well.
/// </summary>
internal sealed class PackageWire : IWebApiWire
{
    private static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(1);

    // What the package does not hand on of an answer; flows with the call to the handler below it.
    private static readonly AsyncLocal<Heads?> Seen = new();

    private readonly TimeSpan _callTime;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;
    private readonly IHttp _http;
    private readonly SlackApiClient _api;

    public PackageWire(SlackOptions options, TimeProvider time)
    {
        _callTime = options.Timing.Call;
        _time = time;
        _client = HttpWire.MakeClient(inner => new HeadReader(inner));
        var settings = Default.JsonSettings();
        _http = Default.Http(settings, () => _client);
        _api = new SlackApiClient(_http, new PackageAddress(options), settings, "") { DisableRetryOnRateLimit = true };
    }

    /// <summary>Closes its connections.</summary>
    public void Dispose() => _client.Dispose();

    /// <inheritdoc/>
    public async Task<WebApiAnswer> TryAsync(WebApiCall call, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_callTime, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var heads = new Heads();
        Seen.Value = heads;
        try
        {
            var body = await SendAsync(call, either.Token);
            return call.AnswersJson ? WebApiAnswer.Read(Encoding.UTF8.GetBytes((body ?? []).ToString(Formatting.None)), heads.Scopes, heads.Date) : Done();
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested && FailureOf(failed, call) is { } answer)
        {
            // A response_url says "ok" in plain words, of a type or none; the package looks for JSON in it.
            return !call.AnswersJson && heads.IsSuccess ? Done() : answer;
        }

        static WebApiAnswer Done() => WebApiAnswer.Read("{\"ok\":true}"u8.ToArray(), null, null);
    }

    private async Task<JObject?> SendAsync(WebApiCall call, CancellationToken cancellationToken)
    {
        if (call is not { AnswersJson: true, Authorization: ("Bearer", var token) })
        {
            // A response_url, or the exchange of a code: no method of the package's takes them as they are.
            using var request = HttpWire.MakeRequest(call);
            return await _http.Execute<JObject>(request, cancellationToken);
        }

        var api = _api.WithAccessToken(token);
        var done = call.ContentType == WebApiCall.Form
            ? await api.Post<JObject>(call.Method, [], FormOf(call.Body), cancellationToken)
            : await api.Post<JObject>(call.Method, ArgumentsOf(call.Body), cancellationToken);
        done ??= [];

        // The package throws where it is false, and keeps it.
        done["ok"] = true;
        return done;
    }

    private static ReadOnlyMemoryContent FormOf(ReadOnlyMemory<byte> body)
    {
        var content = new ReadOnlyMemoryContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(WebApiCall.Form);
        return content;
    }

    // Each member as it was written: nothing in it is read as a date or a number of the package's own.
    private static Dictionary<string, object> ArgumentsOf(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => (object)new JRaw(member.Value.GetRawText()), StringComparer.Ordinal);
    }

    // Null: what says that the process itself is broken.
    private static WebApiAnswer? FailureOf(Exception failed, WebApiCall call) => failed switch
    {
        SlackException refused => WebApiAnswer.Failed(SlackFailure.Of(refused.ErrorCode)),
        SlackRateLimitException limit => WebApiAnswer.Limited(limit.RetryAfter ?? DefaultRetryAfter),
        HttpRequestException { StatusCode: >= HttpStatusCode.InternalServerError } => WebApiAnswer.Failed(SlackFailure.Of("http_5xx")),
        HttpRequestException { StatusCode: { } status } when !call.AnswersJson => WebApiAnswer.Failed(new SlackFailure(SlackFailureKind.Ours, $"http_{(int)status}")),
        HttpRequestException { StatusCode: not null } => WebApiAnswer.Failed(SlackFailure.Unreadable),
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        } => WebApiAnswer.Failed(SlackFailure.NoConnection),
        HttpRequestException or OperationCanceledException or IOException => WebApiAnswer.Failed(SlackFailure.Unclear),
        OutOfMemoryException or AccessViolationException => null,

        // The package could not make anything of the answer.
        _ => WebApiAnswer.Failed(SlackFailure.Unreadable),
    };

    private sealed class Heads
    {
        public string? Scopes { get; set; }

        public DateTimeOffset? Date { get; set; }

        public bool IsSuccess { get; set; }
    }

    private sealed class HeadReader(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (Seen.Value is { } heads)
            {
                heads.Scopes = response.Headers.TryGetValues("x-oauth-scopes", out var values) ? string.Join(',', values) : null;
                heads.Date = response.Headers.Date;
                heads.IsSuccess = response.IsSuccessStatusCode;
            }

            return response;
        }
    }
}
