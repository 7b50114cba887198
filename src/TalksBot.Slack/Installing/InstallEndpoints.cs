using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using TalksBot.Chat;

namespace TalksBot.Slack;

/// <summary>Installs the app in a workspace: sends a person to Slack and takes them back (OAuth v2).</summary>
internal sealed partial class InstallEndpoints
{
    private const string CookieName = "talksbot_install";
    private const int SecretBytes = 16;
    private const int MaxCodeLength = 500;

    private static readonly TimeSpan StateLifetime = TimeSpan.FromMinutes(10);

    private readonly SlackOptions _options;
    private readonly OAuthClient _oauth;
    private readonly InstallationDirectory _installations;
    private readonly InstallStates _states;
    private readonly ILogger _logger;

    public InstallEndpoints(SlackOptions options, OAuthClient oauth, InstallationDirectory installations, TimeProvider time, ILogger logger)
    {
        _options = options;
        _oauth = oauth;
        _installations = installations;
        _states = new InstallStates(StateLifetime, time);
        _logger = logger;
    }

    /// <summary>Where an installation begins, and where it ends.</summary>
    public ImmutableArray<CallbackRoute> Routes =>
    [
        new("GET", SlackPaths.Install, (_, _) => Task.FromResult(Begin())),
        new("GET", SlackPaths.OAuth, EndAsync),
    ];

    private CallbackReply Begin()
    {
        var state = NewSecret();
        var cookie = NewSecret();
        _states.Add(state, cookie);
        var query = new StringBuilder("?client_id=").Append(Uri.EscapeDataString(_options.ClientId ?? ""))
            .Append("&scope=").Append(Uri.EscapeDataString(string.Join(',', SlackManifest.Scopes)))
            .Append("&state=").Append(state);
        if (_options.RedirectUrl is { Length: > 0 } redirect)
        {
            query.Append("&redirect_uri=").Append(Uri.EscapeDataString(redirect));
        }

        // Beside the Web API: https://slack.com/api/ and https://slack.com/oauth/v2/authorize.
        var authorize = new Uri(_options.MethodUrl("."), "../oauth/v2/authorize") + query.ToString();
        var secure = _options.RedirectUrl?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == true ? "; Secure" : "";
        return new CallbackReply(302)
        {
            Headers =
            [
                ("Location", authorize),
                ("Set-Cookie", $"{CookieName}={cookie}; Path=/slack; Max-Age={(int)StateLifetime.TotalSeconds}; HttpOnly; SameSite=Lax{secure}"),
                ("Cache-Control", "no-store"),
            ],
        };
    }

    private async Task<CallbackReply> EndAsync(CallbackCall call, CancellationToken cancellationToken)
    {
        // The state first: who comes without one that we gave this browser is told nothing and gets nothing.
        if (!call.Query.TryGetValue("state", out var state) || !call.Cookies.TryGetValue(CookieName, out var cookie) || !_states.TryUse(state, cookie))
        {
            LogRefused("state");
            return LandingPage.Make(400, "This link is not valid any more", "The installation was not begun in this browser, was finished already, or took longer than ten minutes. Begin again.", isRetry: true);
        }

        if (call.Query.TryGetValue("error", out var error))
        {
            var reason = SlackFailure.Of(error).Error;
            LogRefused(reason);
            return error == "access_denied"
                ? LandingPage.Make(200, "TalksBot was not installed", "You said no, and nothing was changed. You can begin again whenever you like.", isRetry: true)
                : LandingPage.Make(400, "TalksBot was not installed", "Slack did not let the installation go on. Begin again; if it fails once more, ask an administrator of your workspace.", isRetry: true);
        }

        if (!call.Query.TryGetValue("code", out var code) || code.Length is 0 or > MaxCodeLength)
        {
            LogRefused("code");
            return LandingPage.Make(400, "TalksBot was not installed", "Slack sent no code. Begin again.", isRetry: true);
        }

        var (installation, failure) = await _oauth.ExchangeAsync(code, cancellationToken);
        if (installation is null)
        {
            LogRefused(failure?.Error ?? "unknown_error");
            return LandingPage.Make(502, "TalksBot was not installed", "Slack did not accept the installation. Begin again in a minute.", isRetry: true);
        }

        await _installations.SaveAsync(installation, cancellationToken);
        return LandingPage.Make(
            200,
            "TalksBot is installed",
            $"It now answers in {installation.TeamName ?? "your workspace"}. Type /talks help in any channel, or write to TalksBot directly.",
            isRetry: false);
    }

    private static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));

    [LoggerMessage(EventId = 6060, Level = LogLevel.Information, Message = "An installation in Slack did not come about: {Reason}")]
    private partial void LogRefused(string reason);
}
