using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;
using System.Reflection;

namespace TalksBot.Ingestion;

/// <summary>Fetches addresses: from public hosts alone, politely, within bounds. Safe for use by several threads.</summary>
public sealed class WebFetcher : IDisposable
{
    /// <summary>What robots.txt calls us.</summary>
    internal const string ProductToken = "TalksBot";

    // In KiB. News sites send 1 to 4.
    private const int MaxHeaders = 32;

    // A pooled connection is to an address that was checked; it is checked anew as often as this.
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(2);

    private readonly FetchOptions _options;
    private readonly TimeProvider _time;
    private readonly HostGate _gate;
    private readonly RobotsCache _robots;
    private readonly HttpClient _client;
    private readonly string _userAgent;

    /// <summary>A fetcher.</summary>
    /// <param name="options">Bounds and manners.</param>
    /// <param name="resolver">Finds addresses.</param>
    /// <param name="time">The clock of bounds and gaps.</param>
    public WebFetcher(FetchOptions options, INameResolver resolver, TimeProvider time)
        : this(options, resolver, time, dial: null)
    {
    }

    internal WebFetcher(FetchOptions options, INameResolver resolver, TimeProvider time, Func<IPEndPoint, CancellationToken, Task<Stream>>? dial)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _options = options;
        _time = time;
        _gate = new HostGate(options.HostGap, time);
        _robots = new RobotsCache((address, token) => FetchAsync(RobotsCache.RequestFor(address), checksRobots: false, token), time);
        _userAgent = UserAgent(options.Contact);
        _client = new HttpClient(Handler(new GuardedConnector(resolver, options.AllowHosts, dial))) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Fetches what is at an address.</summary>
    /// <param name="request">What.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public Task<FetchOutcome> FetchAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return FetchAsync(request, checksRobots: true, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    [SuppressMessage("Reliability", "CA2000", Justification = "The client owns its handler.")]
    private SocketsHttpHandler Handler(GuardedConnector connector) => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        MaxResponseHeadersLength = MaxHeaders,
        MaxConnectionsPerServer = 2,
        MaxResponseDrainSize = 0,
        PooledConnectionLifetime = ConnectionLife,
        ActivityHeadersPropagator = null,
        ConnectCallback = async (context, cancellationToken) =>
        {
            using var deadline = new CancellationTokenSource(_options.ConnectTime, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
            try
            {
                return await connector.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, either.Token);
            }
            catch (OperationCanceledException exception) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"no connection within {_options.ConnectTime.TotalSeconds:0} s", exception);
            }
        },
    };

    private async Task<FetchOutcome> FetchAsync(FetchRequest request, bool checksRobots, CancellationToken cancellationToken)
    {
        var address = request.Address;
        Uri? movedTo = null;
        var isMovedForGood = true;
        for (var redirects = 0; ; redirects++)
        {
            if (FetchAddress.FindFault(address) is { } fault)
            {
                return new FetchOutcome.Failed(FetchFailure.Address, fault);
            }

            if (checksRobots && await _robots.FindObjectionAsync(address, cancellationToken) is { } objection)
            {
                return objection;
            }

            using var response = await SendAsync(request with { Address = address }, isConditional: redirects == 0 || isMovedForGood, cancellationToken);
            if (response.Failure is { } failure)
            {
                return failure;
            }

            if (response.Target is not { } target)
            {
                return await ReadAsync(response.Message, request, address, movedTo, cancellationToken);
            }

            if (redirects == _options.MaxRedirects)
            {
                return new FetchOutcome.Failed(FetchFailure.Address, $"it redirects more than {_options.MaxRedirects} times; give the address where it ends");
            }

            if (FetchAddress.TryParse(target, address) is not { } next)
            {
                return new FetchOutcome.Failed(FetchFailure.Address, $"it redirects to \"{Printable.Of(target)}\", which is no http or https address");
            }

            if (address.Scheme == Uri.UriSchemeHttps && next.Scheme == Uri.UriSchemeHttp)
            {
                return new FetchOutcome.Failed(FetchFailure.Address, $"it redirects from https to http ({FetchAddress.Show(next)}), which is not followed");
            }

            isMovedForGood &= response.Message.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.PermanentRedirect;
            movedTo = isMovedForGood ? next : movedTo;
            address = next;
        }
    }

    private async Task<Answer> SendAsync(FetchRequest request, bool isConditional, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, request.Address) { Version = HttpVersion.Version11 };
        message.Headers.TryAddWithoutValidation("User-Agent", _userAgent);
        message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        message.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, br, deflate");
        message.Headers.TryAddWithoutValidation("Accept-Language", "en, *;q=0.1");
        if (isConditional && request.EntityTag is { } tag)
        {
            message.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        if (isConditional && request.LastModified is { } modified)
        {
            message.Headers.TryAddWithoutValidation("If-Modified-Since", modified);
        }

        var turn = await _gate.EnterAsync(request.Address, cancellationToken);
        using var deadline = new CancellationTokenSource(_options.HeaderTime, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var response = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return new Answer(response, turn);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            turn.Dispose();
            return new Answer(new FetchOutcome.Failed(FetchFailure.Slow, $"no answer within {_options.HeaderTime.TotalSeconds:0} s"));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            turn.Dispose();
            return new Answer(FetchFailures.Explain(exception));
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    private async Task<FetchOutcome> ReadAsync(HttpResponseMessage response, FetchRequest request, Uri address, Uri? movedTo, CancellationToken cancellationToken)
    {
        var freshFor = FreshFor(response);
        if (response.StatusCode is HttpStatusCode.NotModified)
        {
            if (request.EntityTag is null && request.LastModified is null)
            {
                return new FetchOutcome.Failed(FetchFailure.Malformed, "it answered that nothing had changed, which was not asked");
            }

            return new FetchOutcome.NotModified(freshFor) { MovedTo = movedTo };
        }

        if (response.StatusCode is not HttpStatusCode.OK)
        {
            return FetchFailures.OfStatus(response, _time.GetUtcNow());
        }

        var reader = new BodyReader(_options, request.MaxBytes, request.IsBeginningEnough, _time);
        try
        {
            if (!request.IsBeginningEnough && response.Content.Headers.ContentLength > request.MaxBytes)
            {
                return new FetchOutcome.Failed(
                    FetchFailure.TooLarge, $"it is larger than may be fetched ({response.Content.Headers.ContentLength} bytes of {request.MaxBytes}) and was not read");
            }

            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            var bytes = await reader.ReadAsync(body, [.. response.Content.Headers.ContentEncoding], cancellationToken);
            return new FetchOutcome.Fetched(address, bytes)
            {
                Charset = Header(response.Content.Headers.ContentType?.CharSet?.Trim('"')),
                MediaType = Header(response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant()),
                EntityTag = Header(First(response.Headers, "ETag")),
                LastModified = Header(First(response.Content.Headers, "Last-Modified")),
                FreshFor = freshFor,
                MovedTo = movedTo,
            };
        }
        catch (BodyRefusedException refused)
        {
            return new FetchOutcome.Failed(refused.Reason, refused.Message);
        }
        catch (InvalidDataException)
        {
            return new FetchOutcome.Failed(FetchFailure.Malformed, "its compressed body is damaged");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or InvalidOperationException)
        {
            // A brotli stream says of damaged data that the operation is invalid.
            return exception is InvalidOperationException
                ? new FetchOutcome.Failed(FetchFailure.Malformed, "its compressed body is damaged")
                : new FetchOutcome.Failed(FetchFailure.Unreachable, $"the connection broke off after {reader.Received} bytes");
        }
    }

    private static TimeSpan? FreshFor(HttpResponseMessage response)
    {
        var cache = response.Headers.CacheControl;
        return cache is null ? null : cache.NoCache || cache.NoStore ? TimeSpan.Zero : cache.MaxAge;
    }

    private static string? First(HttpHeaders headers, string name) => headers.NonValidated.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    // What is kept and sent back is short and plain.
    private static string? Header(string? value) => value is { Length: > 0 and <= 500 } && value.All(c => c is >= ' ' and < '\u007F') ? value : null;

    private static string UserAgent(string contact)
    {
        var version = typeof(WebFetcher).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()?.Version ?? "1.0";
        var plain = new string([.. contact.Where(c => c is > ' ' and < '\u007F' and not ('(' or ')' or '\\' or '"' or ';'))]);
        return $"{ProductToken}/{version}{(plain.Length > 0 ? $" (+{plain})" : "")}";
    }

    /// <summary>An answer whose body was not read yet, or why there is none. The host's turn lasts until it is disposed of.</summary>
    private sealed class Answer : IDisposable
    {
        private readonly HttpResponseMessage? _message;
        private readonly IDisposable? _turn;

        internal Answer(HttpResponseMessage message, IDisposable turn) => (_message, _turn) = (message, turn);

        internal Answer(FetchOutcome.Failed failure) => Failure = failure;

        internal FetchOutcome.Failed? Failure { get; }

        internal HttpResponseMessage Message => _message ?? throw new InvalidOperationException("There was no answer.");

        /// <summary>Where it redirects to, as written; null where it does not.</summary>
        internal string? Target => Message.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
            ? First(Message.Headers, "Location") ?? ""
            : null;

        public void Dispose()
        {
            _message?.Dispose();
            _turn?.Dispose();
        }
    }
}
