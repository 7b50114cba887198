using System.Text.Json.Nodes;
using global::Discord;
using global::Discord.Net.Rest;

namespace TalksBot.Discord;

/// <summary>
/// The package's own REST client, led to the configured address (a package's extension point: <c>DiscordSocketConfig.RestClientProvider</c>). It adds what the package has
/// no parameter for: the nonce of a post, enforced.
/// </summary>
internal sealed class PackageTransport : IRestClient
{
    // Flows with the call from whoever posts to here; the package hands nothing of its caller on.
    private static readonly AsyncLocal<string?> Nonce = new();

    private readonly IRestClient _asBot;
    private readonly IRestClient _open;

    private PackageTransport(string address)
    {
        var provider = DefaultRestClientProvider.Create(useProxy: true);
        _asBot = provider(address);
        _open = provider(address);
    }

    /// <summary>A provider for the settings' address.</summary>
    public static RestClientProvider Provider(DiscordOptions options)
    {
        var address = $"{options.ApiBaseUrl.TrimEnd('/')}/v{DiscordConfig.APIVersion}/";
        return _ => new PackageTransport(address);
    }

    /// <summary>Posts with a nonce: every message that <paramref name="post"/> creates has it.</summary>
    public static async Task<T> WithNonceAsync<T>(string? nonce, Func<Task<T>> post)
    {
        Nonce.Value = nonce;
        return await post().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void SetHeader(string key, string value)
    {
        _asBot.SetHeader(key, value);

        // What is answered by an interaction's token needs no other, and is not shown the bot's.
        if (!key.Equals("authorization", StringComparison.OrdinalIgnoreCase))
        {
            _open.SetHeader(key, value);
        }
    }

    /// <inheritdoc/>
    public void SetCancelToken(CancellationToken cancelToken)
    {
        _asBot.SetCancelToken(cancelToken);
        _open.SetCancelToken(cancelToken);
    }

    /// <inheritdoc/>
    public Task<RestResponse> SendAsync(
        string method, string endpoint, CancellationToken cancelToken, bool headerOnly = false, string? reason = null, IEnumerable<KeyValuePair<string, IEnumerable<string>>>? requestHeaders = null) =>
        Of(endpoint).SendAsync(method, endpoint, cancelToken, headerOnly, reason, requestHeaders);

    /// <inheritdoc/>
    public Task<RestResponse> SendAsync(
        string method, string endpoint, string json, CancellationToken cancelToken, bool headerOnly = false, string? reason = null, IEnumerable<KeyValuePair<string, IEnumerable<string>>>? requestHeaders = null) =>
        Of(endpoint).SendAsync(method, endpoint, method == "POST" && Nonce.Value is { } nonce ? Enforce(json, nonce) : json, OnWire(endpoint, cancelToken), headerOnly, reason, requestHeaders);

    /// <inheritdoc/>
    public Task<RestResponse> SendAsync(
        string method, string endpoint, IReadOnlyDictionary<string, object> multipartParams, CancellationToken cancelToken, bool headerOnly = false, string? reason = null, IEnumerable<KeyValuePair<string, IEnumerable<string>>>? requestHeaders = null) =>
        Of(endpoint).SendAsync(method, endpoint, multipartParams, cancelToken, headerOnly, reason, requestHeaders);

    /// <inheritdoc/>
    public void Dispose()
    {
        _asBot.Dispose();
        _open.Dispose();
    }

    private static string Enforce(string json, string nonce)
    {
        if (JsonNode.Parse(json) is not JsonObject message)
        {
            return json;
        }

        message["nonce"] = nonce;
        message["enforce_nonce"] = true;
        return message.ToJsonString();
    }

    // A stop ends the wait for a turn; a message that is on the wire is finished, so that it is known whether it stands.
    private static CancellationToken OnWire(string endpoint, CancellationToken cancelToken) =>
        endpoint.StartsWith("channels/", StringComparison.Ordinal) ? CancellationToken.None : cancelToken;

    private IRestClient Of(string endpoint) =>
        endpoint.StartsWith("interactions/", StringComparison.Ordinal) || endpoint.StartsWith("webhooks/", StringComparison.Ordinal) ? _open : _asBot;
}
