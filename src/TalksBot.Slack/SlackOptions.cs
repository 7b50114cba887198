using System.Collections.Immutable;

namespace TalksBot.Slack;

/// <summary>How Slack's events come in.</summary>
public enum SlackMode
{
    /// <summary>By websockets that we open (Socket Mode); needs no public address.</summary>
    Socket,

    /// <summary>By signed HTTP calls to our endpoints.</summary>
    Http,
}

/// <summary>Settings of the Slack platform, section <c>Slack</c>. A class and not a record, so that no generated text ever holds its secrets.</summary>
public sealed class SlackOptions
{
    /// <summary>Where Slack's own Web API is.</summary>
    public const string DefaultApiBaseUrl = "https://slack.com/api/";

    /// <summary>The most connections that Slack gives one app (Socket Mode, "Using multiple connections").</summary>
    public const int MaxConnections = 10;

    /// <summary>Token of the bot in one workspace (<c>xoxb-…</c>), or null when workspaces install the app by OAuth only.</summary>
    public string? BotToken { get; init; }

    /// <summary>Token of the app (<c>xapp-…</c>, scope <c>connections:write</c>); Socket Mode needs it.</summary>
    public string? AppToken { get; init; }

    /// <summary>Secret that signs calls to our endpoints; HTTP mode needs it.</summary>
    public string? SigningSecret { get; init; }

    /// <summary>The app's client id; with <see cref="ClientSecret"/> workspaces can install the app at <c>/slack/install</c>.</summary>
    public string? ClientId { get; init; }

    /// <summary>The app's client secret.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>Our address for <c>/slack/oauth</c> as registered with the app, or null to let Slack take the first that is.</summary>
    public string? RedirectUrl { get; init; }

    /// <summary>Base address of the Web API, ending in <c>/api/</c>.</summary>
    public string ApiBaseUrl { get; init; } = DefaultApiBaseUrl;

    /// <summary>"builtin", or "slacknet" where that is compiled in (<see cref="SlackClients.HasSlackNet"/>).</summary>
    public string Client { get; init; } = SlackClients.BuiltIn;

    /// <summary>How events come in; socket by default.</summary>
    public SlackMode Mode { get; init; } = SlackMode.Socket;

    /// <summary>Connections held in Socket Mode, 1 to 10; 2 by default, so that one is there while the other is renewed.</summary>
    public int Connections { get; init; } = 2;

    /// <summary>What can be changed of the timing; the defaults are what Slack asks for.</summary>
    internal SlackTiming Timing { get; init; } = new();

    /// <summary>Whether workspaces can install the app by OAuth.</summary>
    internal bool HasOAuth => !string.IsNullOrWhiteSpace(ClientId) && !string.IsNullOrWhiteSpace(ClientSecret);

    /// <summary>The address of a Web API method.</summary>
    internal Uri MethodUrl(string method) => new(new Uri(ApiBaseUrl.EndsWith('/') ? ApiBaseUrl : ApiBaseUrl + "/"), method);

    /// <summary>Checks settings that are to connect Slack.</summary>
    /// <param name="options">Any.</param>
    /// <returns>One sentence for each fault, naming the setting and what it should be, never its value; empty when all is well.</returns>
    public static ImmutableArray<string> Validate(SlackOptions options)
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        if (options.Mode is not (SlackMode.Socket or SlackMode.Http))
        {
            faults.Add("Slack:Mode must be socket or http.");
        }

        if (options.Client != SlackClients.BuiltIn && !(options.Client == SlackClients.SlackNet && SlackClients.HasSlackNet))
        {
            faults.Add(SlackClients.HasSlackNet ? "Slack:Client must be builtin or slacknet." : $"Slack:Client must be builtin here: {SlackClients.NotCompiledIn}.");
        }

        if (options.Connections is < 1 or > MaxConnections)
        {
            faults.Add($"Slack:Connections must be 1 to {MaxConnections}.");
        }

        if (!IsAddress(options.ApiBaseUrl))
        {
            faults.Add("Slack:ApiBaseUrl must be an http or https address that ends in /api/.");
        }

        if (options.RedirectUrl is { Length: > 0 } redirect && !IsAddress(redirect))
        {
            faults.Add("Slack:RedirectUrl must be the http or https address of /slack/oauth as it is registered with the app.");
        }

        CheckToken(faults, options.BotToken, "Slack:BotToken", ["xapp-"], "the bot token (xoxb-…) of “OAuth & Permissions”");
        CheckToken(faults, options.AppToken, "Slack:AppToken", ["xoxb-", "xoxp-"], "the app-level token (xapp-…) of “Basic Information”");
        CheckOAuth(faults, options);
        if (options.Mode == SlackMode.Socket && string.IsNullOrWhiteSpace(options.AppToken))
        {
            faults.Add("Slack:AppToken is missing: Socket Mode needs an app-level token (xapp-…) with the scope connections:write. Create one under “Basic Information”, or set Slack:Mode to http.");
        }

        if (options.Mode == SlackMode.Http && string.IsNullOrWhiteSpace(options.SigningSecret))
        {
            faults.Add("Slack:SigningSecret is missing: HTTP mode needs it. It is shown under “Basic Information”.");
        }

        if (options.SigningSecret is { Length: > 0 } secret && !IsPlain(secret))
        {
            faults.Add("Slack:SigningSecret holds blanks or characters that no secret has. Copy it again from “Basic Information”.");
        }

        return faults.ToImmutable();
    }

    private static void CheckOAuth(ImmutableArray<string>.Builder faults, SlackOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ClientId) != string.IsNullOrWhiteSpace(options.ClientSecret))
        {
            faults.Add("Slack:ClientId and Slack:ClientSecret belong together: set both, or neither.");
        }

        if (string.IsNullOrWhiteSpace(options.BotToken) && !options.HasOAuth)
        {
            faults.Add("Slack:BotToken is missing: set the bot token (xoxb-…), or Slack:ClientId and Slack:ClientSecret so that workspaces can install the app.");
        }
    }

    private static void CheckToken(ImmutableArray<string>.Builder faults, string? token, string key, ReadOnlySpan<string> others, string what)
    {
        if (string.IsNullOrWhiteSpace(token))
        {
            return;
        }

        // Only what is evidently the other token: test servers, and kinds to come, have other beginnings.
        foreach (var other in others)
        {
            if (token.StartsWith(other, StringComparison.Ordinal))
            {
                faults.Add($"{key} begins with {other}: it must be {what}.");
            }
        }

        if (!IsPlain(token))
        {
            faults.Add($"{key} holds blanks or characters that no token has. Copy {what} again.");
        }
    }

    private static bool IsAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url.UserInfo.Length == 0;

    // What may stand in an HTTP header; anything else would throw while a call is made.
    private static bool IsPlain(string secret) => secret.All(c => c is > ' ' and < '\x7f');
}
