using System.Text;

namespace TalksBot.Slack;

/// <summary>Speaks <c>oauth.v2.access</c>: exchanges codes for tokens and renews those that end.</summary>
internal sealed class OAuthClient
{
    private const string Method = "oauth.v2.access";

    private readonly SlackOptions _options;
    private readonly WebApiTransport _transport;
    private readonly TimeProvider _time;

    public OAuthClient(SlackOptions options, WebApiTransport transport, TimeProvider time)
    {
        _options = options;
        _transport = transport;
        _time = time;
    }

    /// <summary>Exchanges the code that Slack sent a person back with.</summary>
    public Task<(SlackInstallation? Installation, SlackFailure? Failure)> ExchangeAsync(string code, CancellationToken cancellationToken) =>
        CallAsync(
            _options.RedirectUrl is { Length: > 0 } redirect ? [("code", code), ("redirect_uri", redirect)] : [("code", code)],
            cancellationToken);

    /// <summary>Renews a token; the old one ends soon after.</summary>
    public Task<(SlackInstallation? Installation, SlackFailure? Failure)> RefreshAsync(string refreshToken, CancellationToken cancellationToken) =>
        CallAsync([("grant_type", "refresh_token"), ("refresh_token", refreshToken)], cancellationToken);

    private async Task<(SlackInstallation? Installation, SlackFailure? Failure)> CallAsync((string Name, string Value)[] fields, CancellationToken cancellationToken)
    {
        var credential = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_options.ClientId}:{_options.ClientSecret}"));
        var call = new WebApiCall(Method, _options.MethodUrl(Method), FormBody.Write(fields), WebApiCall.Form) { Authorization = ("Basic", credential) };
        var answer = await _transport.SendAsync(call, cancellationToken);
        if (answer.Failure is { } failure)
        {
            return (null, failure);
        }

        return SlackInstallation.Read(answer.Body, _time.GetUtcNow()) is { } installation ? (installation, null) : (null, SlackFailure.Unreadable);
    }
}
