using System.Collections.Immutable;
using TalksBot.Chat;

namespace TalksBot.Slack;

/// <summary>The app's manifest, made of the catalog: paste it at api.slack.com/apps, "Create New App", "From a manifest".</summary>
public static class SlackManifest
{
    /// <summary>The command that stands for all others where another app has taken their names.</summary>
    public const string Alias = "talks";

    /// <summary>What comes back from a message's menu entry "Who said this?".</summary>
    public const string WhoSaidThis = "who_said_this";

    /// <summary>What the app is allowed to do; each is needed for what S11 and the README say.</summary>
    public static ImmutableArray<string> Scopes { get; } =
        ["commands", "chat:write", "chat:write.public", "app_mentions:read", "im:history", "im:write", "channels:read", "groups:read", "users:read"];

    /// <summary>What an administrator may leave out: with it, an update whose reply was lost is looked for in its channel; without it, such an update is not sent again.</summary>
    public static ImmutableArray<string> OptionalScopes { get; } = ["channels:history", "groups:history"];

    /// <summary>The events that are sent to us.</summary>
    public static ImmutableArray<string> Events { get; } =
    [
        "app_mention", "message.im", "app_home_opened", "app_uninstalled", "tokens_revoked",
        "channel_archive", "channel_unarchive", "channel_deleted", "channel_left", "channel_id_changed",
        "group_archive", "group_unarchive", "group_deleted", "group_left", "member_joined_channel",
    ];

    // description 2,000 and usage_hint 1,000 at most; nobody reads as much.
    private const int MaxDescription = 200;
    private const int MaxHint = 200;

    /// <summary>The manifest as YAML.</summary>
    /// <param name="baseUrl">Address that Slack calls ("https://talks.example.org"), without a slash at its end; null for Socket Mode.</param>
    public static string ToYaml(string? baseUrl)
    {
        var yaml = new YamlText();
        yaml.Comment("Made of the commands' declarations (src/TalksBot.Slack/Manifest); do not edit by hand.");
        yaml.Comment(baseUrl is null
            ? "Socket Mode: needs no public address. Then make an app-level token with the scope connections:write."
            : $"HTTP mode: put your own address in place of {baseUrl}.");
        yaml.Open("_metadata").Value("major_version", 1).Close();
        yaml.Open("display_information")
            .Value("name", "TalksBot")
            .Value("description", "Who said what, who proposed what, who meets when: cited answers about negotiations")
            .Value("long_description", LongDescription)
            .Value("background_color", "#1f2937")
            .Close();
        Features(yaml, baseUrl);
        yaml.Open("oauth_config");
        if (baseUrl is not null)
        {
            yaml.List("redirect_urls", [baseUrl + SlackPaths.OAuth]);
        }

        yaml.Open("scopes").List("bot", Scopes);
        yaml.Comment("Optional: to see, after a lost reply, whether an update was posted. Without them it is not sent again.");
        yaml.List("bot_optional", OptionalScopes).Close().Close();
        Settings(yaml, baseUrl);
        return yaml.ToString();
    }

    private const string LongDescription =
        "TalksBot keeps a cited memory of negotiations and answers from it where people already talk. It reads news articles and keeps who said what, who proposed what, "
        + "who accepted or refused, and which meetings were held or are to come, each with the exact words it came from. Ask with a slash command, by mentioning the app, or in a direct message. "
        + "What the sources do not say, it says it does not know; no text is made up.";

    private static void Features(YamlText yaml, string? baseUrl)
    {
        yaml.Open("features");
        yaml.Open("app_home").Value("home_tab_enabled", true).Value("messages_tab_enabled", true).Value("messages_tab_read_only_enabled", false).Close();
        yaml.Open("bot_user").Value("display_name", "TalksBot").Value("always_online", true).Close();
        yaml.OpenList("slash_commands");
        foreach (var command in CommandCatalog.All)
        {
            Command(yaml, command.Name, command.Help, Hint(command), baseUrl);
        }

        Command(yaml, Alias, "any of these commands, or a question in your own words", "question, or command with its options", baseUrl);
        yaml.CloseList();
        yaml.OpenList("shortcuts")
            .Entry()
            .Value("name", "Who said this?")
            .Value("type", "message")
            .Value("callback_id", WhoSaidThis)
            .Value("description", "Whose words this message quotes, with the source")
            .CloseList();
        yaml.Close();
    }

    private static void Command(YamlText yaml, string name, string help, string hint, string? baseUrl)
    {
        yaml.Entry().Value("command", $"/{name}");
        if (baseUrl is not null)
        {
            yaml.Value("url", baseUrl + SlackPaths.Commands);
        }

        yaml.Value("description", Shortening.Cut($"{char.ToUpperInvariant(help[0])}{help[1..]}", MaxDescription));
        if (hint.Length > 0)
        {
            yaml.Value("usage_hint", Shortening.Cut(hint, MaxHint));
        }

        yaml.Value("should_escape", true);
    }

    // "/meetings [with] [when:upcoming|past|all]" without the command itself.
    private static string Hint(CommandDeclaration command) => HelpText.Usage(command)[(command.Name.Length + 1)..].Trim();

    private static void Settings(YamlText yaml, string? baseUrl)
    {
        yaml.Open("settings");
        yaml.Open("event_subscriptions");
        if (baseUrl is not null)
        {
            yaml.Value("request_url", baseUrl + SlackPaths.Events);
        }

        yaml.List("bot_events", Events).Close();
        yaml.Open("interactivity").Value("is_enabled", true);
        if (baseUrl is not null)
        {
            yaml.Value("request_url", baseUrl + SlackPaths.Interactions).Value("message_menu_options_url", baseUrl + SlackPaths.Options);
        }

        yaml.Close();
        yaml.Value("org_deploy_enabled", false).Value("socket_mode_enabled", baseUrl is null).Value("token_rotation_enabled", false).Close();
    }
}
