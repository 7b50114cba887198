using System.Collections.Immutable;
using TalksBot.Chat;

namespace TalksBot.Slack;

/// <summary>What <c>talksbot doctor</c> checks of Slack.</summary>
internal sealed class SlackCheckup
{
    /// <summary>How far our clock may be off Slack's (whose Date header has whole seconds).</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(5);

    private readonly SlackOptions _options;
    private readonly SlackWebApi _api;
    private readonly TimeProvider _time;

    public SlackCheckup(SlackOptions options, SlackWebApi api, TimeProvider time)
    {
        _options = options;
        _api = api;
        _time = time;
    }

    /// <summary>What a refused bot token means, and what to do.</summary>
    public static string BotTokenRefused(string error) => error switch
    {
        "account_inactive" or "token_revoked" or "uninstalled" => $"Slack refuses Slack:BotToken ({error}): the app was removed from the workspace. Install it again under “OAuth & Permissions” and set the new token.",
        "token_expired" => "Slack refuses Slack:BotToken (token_expired): token rotation is on for this app. Switch it off, or use Slack:ClientId and Slack:ClientSecret and install at /slack/install.",
        _ => $"Slack refuses Slack:BotToken ({error}). Copy the “Bot User OAuth Token” (xoxb-…) from “OAuth & Permissions” and set it.",
    };

    /// <summary>What a refusal to open connections means, and what to do.</summary>
    public static string AppTokenRefused(string error) => error switch
    {
        "link_disabled" => "Slack has Socket Mode switched off for this app (link_disabled). Switch it on under “Socket Mode” in the app's settings, or set Slack:Mode to http.",
        "missing_scope" or "not_allowed_token_type" =>
            $"Slack does not let Slack:AppToken open connections ({error}). It must be an app-level token (xapp-…) with the scope connections:write, from “Basic Information”.",
        "account_inactive" or "team_disabled" or "user_removed_from_team" or "forbidden_team" =>
            $"Slack refuses the app in this workspace ({error}). Ask its administrators whether the app or its owner was removed.",
        _ => $"Slack refuses Slack:AppToken ({error}). Create a new app-level token with the scope connections:write under “Basic Information” and set it.",
    };

    /// <summary>All checks; the one of the app token uses up a connection ticket, nothing else.</summary>
    public async Task<ImmutableArray<PlatformFinding>> RunAsync(CancellationToken cancellationToken)
    {
        var findings = ImmutableArray.CreateBuilder<PlatformFinding>();
        findings.AddRange(SlackOptions.Validate(_options).Select(fault => new PlatformFinding(false, "settings", fault)));
        if (findings.Count > 0)
        {
            return findings.ToImmutable();
        }

        if (!string.IsNullOrWhiteSpace(_options.BotToken))
        {
            await CheckBotTokenAsync(findings, cancellationToken);
        }

        if (_options.Mode == SlackMode.Socket)
        {
            findings.Add(await CheckAppTokenAsync(cancellationToken));
        }
        else
        {
            findings.Add(CheckSigningSecret(_options.SigningSecret ?? ""));
        }

        if (_options.HasOAuth)
        {
            findings.Add(new PlatformFinding(true, "install", "Workspaces can install the app at /slack/install."));
        }

        return findings.ToImmutable();
    }

    private async Task CheckBotTokenAsync(ImmutableArray<PlatformFinding>.Builder findings, CancellationToken cancellationToken)
    {
        var answer = await _api.TestAsync(RepeatRule.Read, cancellationToken);
        if (answer.Failure is { } failure)
        {
            findings.Add(new PlatformFinding(false, "bot token", failure.Kind == SlackFailureKind.Refused ? BotTokenRefused(failure.Error) : Unreachable(failure.Error)));
            return;
        }

        var team = answer.Body.Text("team_id") ?? "a workspace that it does not name";
        findings.Add(new PlatformFinding(true, "bot token", $"Slack knows the bot in {team}."));
        if (answer.Scopes is { } scopes)
        {
            var held = scopes.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var missing = SlackManifest.Scopes.Except(held, StringComparer.Ordinal).ToArray();
            findings.Add(missing.Length == 0
                ? new PlatformFinding(true, "scopes", "The bot has all scopes that it needs.")
                : new PlatformFinding(false, "scopes", $"The bot lacks {string.Join(", ", missing)}. Add them under “OAuth & Permissions” and install the app again."));
        }

        if (answer.Date is { } date && (date - _time.GetUtcNow()).Duration() > ClockTolerance)
        {
            findings.Add(new PlatformFinding(false, "clock", $"This machine's clock differs from Slack's by {(date - _time.GetUtcNow()).Duration().TotalSeconds:0} s. Set it: signed calls are refused when it is 5 minutes off."));
        }
    }

    private async Task<PlatformFinding> CheckAppTokenAsync(CancellationToken cancellationToken)
    {
        var (url, failure) = await _api.OpenConnectionAsync(cancellationToken);
        return (url, failure) switch
        {
            ({ }, _) => new PlatformFinding(true, "app token", "Slack lets the app open Socket Mode connections."),
            (_, { Kind: SlackFailureKind.Refused } or { Error: "missing_scope" }) => new PlatformFinding(
                false, "app token", $"Slack refuses Slack:AppToken ({failure.Error}). Create an app-level token with the scope connections:write under “Basic Information”, switch on “Socket Mode”, and set it."),
            _ => new PlatformFinding(false, "app token", Unreachable(failure?.Error ?? "unknown_error")),
        };
    }

    // Slack's are 32 hexadecimal digits; others' may be anything, so the shape is said and not required.
    private static PlatformFinding CheckSigningSecret(string secret) => secret.Length == 32 && secret.All(char.IsAsciiHexDigitLower)
        ? new PlatformFinding(true, "signing secret", "It has the form of a signing secret; whether it is the right one shows when Slack verifies the request URL.")
        : new PlatformFinding(false, "signing secret", "Slack:SigningSecret does not look like one (32 hexadecimal digits). Copy “Signing Secret” from “Basic Information”; it is neither the client secret nor the verification token.");

    private static string Unreachable(string error) =>
        $"Slack could not be asked ({error}). Check the network, the proxy (HTTPS_PROXY) and Slack:ApiBaseUrl, then try again.";
}
