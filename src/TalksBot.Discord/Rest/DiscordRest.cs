using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using TalksBot.Chat;

namespace TalksBot.Discord;

/// <summary>Sends requests: keeps every limit, repeats what may be repeated, and tells failures by what they mean.</summary>
internal sealed partial class DiscordRest : IDisposable
{
    private const int MaxResponseLength = 8 * 1024 * 1024;
    private const int MaxRepeats = 3;
    private const int MaxLimitedRepeats = 8;

    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan NotableSkew = TimeSpan.FromSeconds(5);
    private static readonly MediaTypeHeaderValue JsonType = new("application/json");

    private readonly DiscordHttp _http;
    private readonly MonotonicClock _clock;
    private readonly Random _random;
    private readonly ILogger _logger;
    private readonly AuthenticationHeaderValue? _authorization;
    private readonly TaskCompletionSource<PlatformRefusedException> _refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _limited;
    private long _skewTicks;

    public DiscordRest(DiscordOptions options, DiscordHttp http, MonotonicClock clock, Random random, ILogger logger)
    {
        _http = http;
        _clock = clock;
        _random = random;
        _logger = logger;
        _authorization = options.Token.Length == 0 ? null : new AuthenticationHeaderValue("Bot", options.Token);
        Buckets = new RateBuckets(clock);
        Gate = new GlobalGate(clock);
    }

    /// <summary>Limits by route.</summary>
    public RateBuckets Buckets { get; }

    /// <summary>Limit over all.</summary>
    public GlobalGate Gate { get; }

    /// <summary>Answers of 429 so far.</summary>
    public long Limited => Interlocked.Read(ref _limited);

    /// <summary>Ends with the reason once Discord refuses the token; nothing is sent from then on.</summary>
    public Task<PlatformRefusedException> Refused => _refused.Task;

    /// <summary>Discord's wall clock less ours, as the last answers told; good to a second.</summary>
    public TimeSpan Skew => new(Interlocked.Read(ref _skewTicks));

    /// <inheritdoc/>
    public void Dispose() => Gate.Dispose();

    /// <summary>Sends a request.</summary>
    /// <param name="request">What to send.</param>
    /// <param name="cancellationToken">Stops it; what is on the wire may still be done.</param>
    /// <exception cref="DiscordException">It was not done, or nobody knows whether it was.</exception>
    public async Task<DiscordResponse> SendAsync(DiscordRequest request, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(request.Patience, _clock.Provider);
        using var either = cancellationToken.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token) : null;
        var progress = new Progress();
        try
        {
            return await SendPatientlyAsync(request, progress, (either ?? patience).Token).ConfigureAwait(false);
        }
        catch (DiscordException failure) when (progress.MayBeDone)
        {
            failure.MayBeDone = true;
            throw;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var kind = request.Kind == RequestKind.Callback ? DiscordErrorKind.Transient : DiscordErrorKind.Limited;
            throw new DiscordException(kind, $"{request} was not answered or let through within {request.Patience.TotalSeconds:0} s.") { MayBeDone = progress.MayBeDone };
        }
        catch (OperationCanceledException) when (request.FinishesOnWire && progress.MayBeDone)
        {
            throw new DiscordException(DiscordErrorKind.Transient, $"{request} was not repeated after a lost reply: we are stopping.") { MayBeDone = true };
        }
    }

    private async Task<DiscordResponse> SendPatientlyAsync(DiscordRequest request, Progress progress, CancellationToken cancellationToken)
    {
        var (lost, limited, unknown) = (0, 0, 0);
        while (true)
        {
            var attempt = await AttemptAsync(request, isAgain: lost + limited + unknown > 0, cancellationToken).ConfigureAwait(false);
            progress.MayBeDone |= attempt.MayBeDone;
            switch (attempt)
            {
                case { Failure: null }:
                    return attempt.Response;
                case { Failure.Status: 429 } when limited++ < MaxLimitedRepeats:
                    if (request.Kind == RequestKind.Callback)
                    {
                        // In no bucket and behind no gate: it waits here.
                        await _clock.DelayAsync(attempt.Wait, cancellationToken).ConfigureAwait(false);
                    }

                    break;
                case { Failure.Kind: DiscordErrorKind.Transient } when request.IsRepeatable && lost < MaxRepeats:
                    await _clock.DelayAsync(Pause(lost++), cancellationToken).ConfigureAwait(false);
                    break;
                case { Failure.Status: 404 } when unknown < request.RetriesWhenUnknown:
                    await _clock.DelayAsync(Pause(unknown++), cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    throw attempt.Failure;
            }
        }
    }

    private TimeSpan Pause(int repeats)
    {
        lock (_random)
        {
            return TimeSpan.FromSeconds(0.3 * Math.Pow(2, repeats) * (0.75 + (0.5 * _random.NextDouble())));
        }
    }

    private async Task<Attempt> AttemptAsync(DiscordRequest request, bool isAgain, CancellationToken cancellationToken)
    {
        if (request.Kind == RequestKind.Callback)
        {
            return await TransmitAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var bucket = await Buckets.EnterAsync(request, isAgain, cancellationToken).ConfigureAwait(false);
        var attempt = default(Attempt);
        try
        {
            attempt = request.Kind == RequestKind.Bot
                ? await TransmitThroughGateAsync(request, cancellationToken).ConfigureAwait(false)
                : await TransmitAsync(request, cancellationToken).ConfigureAwait(false);
            return attempt;
        }
        finally
        {
            Buckets.Leave(request, bucket, attempt.Headers, attempt.IsGlobal && request.Kind == RequestKind.Bot ? TimeSpan.Zero : attempt.Wait);
        }
    }

    private async Task<Attempt> TransmitThroughGateAsync(DiscordRequest request, CancellationToken cancellationToken)
    {
        await Gate.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await TransmitAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Gate.Leave();
        }
    }

    private async Task<Attempt> TransmitAsync(DiscordRequest request, CancellationToken cancellationToken)
    {
        if (_refused.Task.IsCompleted)
        {
            return new Attempt { Failure = new DiscordException(DiscordErrorKind.Refused, "Nothing is sent to Discord any more: it refused the token.") };
        }

        using var message = CreateMessage(request);

        // A first answer is tried once, and its patience is its timeout.
        using var either = request.Kind == RequestKind.Callback ? null
            : request.FinishesOnWire ? new CancellationTokenSource()
            : CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timeout = either is null ? null : _clock.Provider.CreateTimer(Cancellation.Cancel, either, AttemptTimeout, Timeout.InfiniteTimeSpan);
        var giveUp = either?.Token ?? cancellationToken;
        try
        {
            var client = request.Kind == RequestKind.Callback || request.WarmsCallbacks ? _http.Callbacks : _http.Others;
            using var response = await client.SendAsync(message, giveUp).ConfigureAwait(false);
            return await ReadAsync(request, response, giveUp).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException && (request.FinishesOnWire || !cancellationToken.IsCancellationRequested))
        {
            // Its message may hold the address and with it an interaction's token: only its kind is told.
            var reason = exception is HttpRequestException { HttpRequestError: var error } ? error.ToString() : exception is OperationCanceledException ? "no answer in time" : "connection lost";
            var isUnsent = exception is HttpRequestException
            {
                HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
            };
            return new Attempt { Failure = new DiscordException(DiscordErrorKind.Transient, $"{request} came to nothing: {reason}."), MayBeDone = !isUnsent };
        }
    }

    private HttpRequestMessage CreateMessage(DiscordRequest request)
    {
        var message = new HttpRequestMessage(request.Method, new Uri(_http.BaseAddress, request.Path))
        {
            // Over TLS both sides agree on HTTP/2 where they can: one warm connection for a whole burst.
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        message.Headers.TryAddWithoutValidation("User-Agent", DiscordHttp.UserAgent);
        if (request.Kind == RequestKind.Bot)
        {
            message.Headers.Authorization = _authorization;
        }

        if (request.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.ContentType = JsonType;
        }

        return message;
    }

    private async Task<Attempt> ReadAsync(DiscordRequest request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        NoteDate(response);
        var headers = request.Kind == RequestKind.Callback ? default : RateLimitHeaders.Read(response.Headers);
        if (status is >= 200 and < 300)
        {
            var body = status == 204 || response.Content.Headers.ContentLength == 0 ? default : await ReadBodyAsync(response, cancellationToken).ConfigureAwait(false);
            return new Attempt { Response = new DiscordResponse(status, body), Headers = headers };
        }

        var told = ApiError.Parse((await ReadBodyAsync(response, cancellationToken).ConfigureAwait(false)).Span);
        if (status == 429)
        {
            return NoteLimit(request, response, told, headers);
        }

        if (status is 401 or 403)
        {
            Gate.CountFailure();
        }

        // A proxy's page may say 401 too, but only the API answers to a bot's token with it; either way nothing can be done without it.
        if (status == 401 && request.Kind == RequestKind.Bot)
        {
            _refused.TrySetResult(new PlatformRefusedException(
                "Discord refused the bot's token (401). Reset it on the application's page \"Bot\" at discord.com/developers and set Discord:Token to the new one."));
            LogRefused(request.Route);
        }

        var failure = new DiscordException(told.KindOf(status, request.Kind), $"Discord answered {status} (code {told.Code}{told.FieldText}) to {request}.") { Status = status, Code = told.Code };
        return new Attempt { Failure = failure, Headers = headers, MayBeDone = failure.Kind == DiscordErrorKind.Transient };
    }

    private Attempt NoteLimit(DiscordRequest request, HttpResponseMessage response, ApiError told, RateLimitHeaders headers)
    {
        Interlocked.Increment(ref _limited);
        var scope = RateLimitHeaders.Find(response.Headers, "X-RateLimit-Scope");
        if (scope != "shared")
        {
            Gate.CountFailure();
        }

        RateLimitHeaders.TryReadSeconds(RateLimitHeaders.Find(response.Headers, "Retry-After"), out var stated);
        var wait = TimeSpan.FromTicks(Math.Max(Math.Max(stated.Ticks, told.RetryAfter.Ticks), TimeSpan.FromMilliseconds(50).Ticks));

        // What is no JSON comes from the edge, which counts by address (Rate Limits; platforms D11).
        var isGlobal = told.IsGlobal || !told.IsJson || scope == "global" || RateLimitHeaders.Find(response.Headers, "X-RateLimit-Global") is not null;
        if (isGlobal)
        {
            Gate.Block(wait);
        }

        LogLimited(request.Route, scope ?? (isGlobal ? "global" : "route"), wait.TotalSeconds);
        var failure = new DiscordException(DiscordErrorKind.Limited, $"Discord answered 429 (code {told.Code}) to {request}.") { Status = 429, Code = told.Code, RetryAfter = wait, IsGlobal = isGlobal };
        return new Attempt { Failure = failure, Headers = headers, Wait = wait, IsGlobal = isGlobal };
    }

    private void NoteDate(HttpResponseMessage response)
    {
        if (response.Headers.Date is not { } date)
        {
            return;
        }

        // The header counts whole seconds, so on average it is half a second late.
        var skew = date + TimeSpan.FromMilliseconds(500) - _clock.Provider.GetUtcNow();
        var before = new TimeSpan(Interlocked.Exchange(ref _skewTicks, skew.Ticks));
        if (skew.Duration() > NotableSkew && before.Duration() <= NotableSkew)
        {
            LogSkew(skew.TotalSeconds);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var body = new MemoryStream();
        var buffer = new byte[8192];
        while (body.Length <= MaxResponseLength)
        {
            var read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return body.ToArray();
            }

            body.Write(buffer, 0, read);
        }

        throw new IOException($"The answer is longer than {MaxResponseLength} bytes.");
    }

    [LoggerMessage(EventId = 5001, Level = LogLevel.Warning, Message = "Discord limited {Route} (scope {Scope}): waiting {Seconds:0.000} s")]
    private partial void LogLimited(string route, string scope, double seconds);

    [LoggerMessage(EventId = 5002, Level = LogLevel.Error, Message = "Discord refused the token at {Route}; nothing is sent any more")]
    private partial void LogRefused(string route);

    [LoggerMessage(EventId = 5003, Level = LogLevel.Warning, Message = "This machine's clock is {Seconds:0} s behind Discord's (negative: ahead of it); signed calls need it right")]
    private partial void LogSkew(double seconds);

    private readonly record struct Attempt
    {
        public DiscordResponse Response { get; init; }

        public DiscordException? Failure { get; init; }

        public RateLimitHeaders? Headers { get; init; }

        public TimeSpan Wait { get; init; }

        public bool IsGlobal { get; init; }

        // Discord may have done it: the reply was lost, or came from something in front of it.
        public bool MayBeDone { get; init; }
    }

    private sealed class Progress
    {
        public bool MayBeDone { get; set; }
    }
}
