using System.Globalization;
using TalksBot.Discord;
using TalksBot.Ingestion;
using TalksBot.Slack;
using TalksBot.Web;

namespace TalksBot;

/// <summary>A setting that exists.</summary>
/// <param name="Key">"Section:Key".</param>
/// <param name="Default">Its value when nobody sets it.</param>
/// <param name="Check">Null for a good value, else what it should be ("must be …").</param>
internal sealed record SettingDeclaration(string Key, string Default, Func<string, string?> Check)
{
    /// <summary>Whether its value is never to be printed.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The usual variable for it, which yields to <c>TALKSBOT_Section__Key</c>; null when there is none.</summary>
    public string? Variable { get; init; }
}

/// <summary>All settings there are; <c>config/talksbot.json</c> shows the same ones, which a test holds it to.</summary>
internal static class SettingCatalog
{
    public const string DataFolder = "Data:Folder";
    public const string StoreProvider = "Store:Provider";
    public const string StorePath = "Store:Path";
    public const string DossiersFolder = "Dossiers:Folder";
    public const string AllowHosts = "Ingestion:AllowHosts";
    public const string Contact = "Ingestion:Contact";
    public const string HostGap = "Ingestion:HostGap";
    public const string Parallelism = "Ingestion:Parallelism";
    public const string PublicIn = "Chat:PublicIn";
    public const string LogLevel = "Log:Level";
    public const string Listen = "Http:Listen";
    public const string KeysFolder = "Keys:Folder";

    /// <summary>Ends the key that names a file which holds the secret.</summary>
    public const string FileSuffix = "File";

    public static IReadOnlyList<SettingDeclaration> All { get; } =
    [
        new(DataFolder, "", PathOrEmpty),
        new(StoreProvider, "Sqlite", value => value is "Sqlite" ? null : "must be Sqlite, the one store of this version"),
        new(StorePath, "talksbot.db", value => value.Length == 0 ? "must name the database file" : PathOrEmpty(value)),
        new(DossiersFolder, "config/dossiers", value => value.Length == 0 ? "must name a folder" : PathOrEmpty(value)),
        new(AllowHosts, "", value => AllowedHosts.TryParse(value, out _) is { } item ? $"must be a list of hosts such as localhost,10.0.0.5:8080 (“{Printable.Line(item)}” is none)" : null),
        new(Contact, "", value => value.Length == 0 || (value.Length <= 200 && value.All(c => c is > ' ' and < '\u007F' and not ('(' or ')'))) ? null : "must be a web or mail address of at most 200 characters, without blanks"),
        new(HostGap, "1", value => Between(value, 0, 3_600)),
        new(Parallelism, "8", value => Between(value, 1, 64)),
        new(PublicIn, "", Servers),
        new(LogLevel, "Information", value => Enum.TryParse<Microsoft.Extensions.Logging.LogLevel>(value, out var level) && Enum.IsDefined(level) && !char.IsAsciiDigit(value[0])
            ? null
            : "must be Trace, Debug, Information, Warning, Error, Critical or None"),
        new(Listen, "http://127.0.0.1:8080", WebOptions.CheckListen),
        new(KeysFolder, "", PathOrEmpty),
        new(UpdateSettings.PerChannel, "20", value => Between(value, 1, 1_000)),
        new(UpdateSettings.PerServer, "200", value => Between(value, 1, 100_000)),
        new(UpdateSettings.MaxAge, "3d", value => UpdateSettings.CheckSpan(value, "1h", "365d")),
        new(UpdateSettings.MinInterval, "1m", value => UpdateSettings.CheckSpan(value, "0s", "1d")),
        new(UpdateSettings.PausedFor, "14d", value => UpdateSettings.CheckSpan(value, "1h", "365d")),
        new(UpdateSettings.MaxAttempts, "10", value => Between(value, 1, 1_000)),
        new(UpdateSettings.ProbeEvery, "6h", value => UpdateSettings.CheckSpan(value, "1m", "7d")),
        .. Secret("Discord:Token", "DISCORD_TOKEN"),
        new("Discord:ApplicationId", "", Anything) { Variable = "DISCORD_APPLICATION_ID" },
        new("Discord:PublicKey", "", Anything) { Variable = "DISCORD_PUBLIC_KEY" },
        new("Discord:ApiBaseUrl", "https://discord.com/api", HttpAddress) { Variable = "DISCORD_API_BASE" },
        new("Discord:Mode", "gateway", value => value.ToLowerInvariant() is "gateway" or "http" ? null : "must be gateway or http"),
        new("Discord:Client", "builtin", value => value switch
        {
            DiscordClients.BuiltIn => null,
            DiscordClients.DiscordNet => DiscordClients.HasDiscordNet ? null : $"must be builtin here: {DiscordClients.NotCompiledIn}",
            _ => "must be builtin or discord.net",
        }),
        new("Discord:GuildId", "", Anything),
        new("Discord:Shards", "", value => value.Length == 0 ? null : Between(value, 1, 10_000)),
        new("Discord:Intents", "", value => value.Length == 0 ? null : Between(value, 0, int.MaxValue)),
        new("Discord:Compression", "true", value => bool.TryParse(value, out _) ? null : "must be true or false"),
        .. Secret("Slack:BotToken", "SLACK_BOT_TOKEN"),
        .. Secret("Slack:AppToken", "SLACK_APP_TOKEN"),
        .. Secret("Slack:SigningSecret", "SLACK_SIGNING_SECRET"),
        new("Slack:ClientId", "", Anything),
        .. Secret("Slack:ClientSecret", variable: null),
        new("Slack:RedirectUrl", "", value => value.Length == 0 ? null : HttpAddress(value)),
        new("Slack:ApiBaseUrl", "https://slack.com/api/", HttpAddress) { Variable = "SLACK_API_URL" },
        new("Slack:Mode", "socket", value => value.ToLowerInvariant() is "socket" or "http" ? null : "must be socket or http"),
        new("Slack:Client", "builtin", value => value switch
        {
            SlackClients.BuiltIn => null,
            SlackClients.SlackNet => SlackClients.HasSlackNet ? null : $"must be builtin here: {SlackClients.NotCompiledIn}",
            _ => "must be builtin or slacknet",
        }),
        new("Slack:Connections", "2", value => Between(value, 1, 10)),
    ];

    private static SettingDeclaration[] Secret(string key, string? variable) =>
    [
        new(key, "", Anything) { IsSecret = true, Variable = variable },
        new(key + FileSuffix, "", PathOrEmpty),
    ];

    private static string? Anything(string value) => value.Contains('\0', StringComparison.Ordinal) ? "must be text" : null;

    private static string? PathOrEmpty(string value) => value.Contains('\0', StringComparison.Ordinal) ? "must be a path" : null;

    private static string? HttpAddress(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0
            ? null
            : "must be an address that begins with http:// or https://, without user name";

    private static string? Between(string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? null
            : $"must be a whole number of {least} to {most}";

    private static string? Servers(string value) =>
        value is "" or "all" || value.Split(',').All(server => server.Trim() is var name && (name.StartsWith("discord:", StringComparison.Ordinal) || name.StartsWith("slack:", StringComparison.Ordinal)) && name[^1] != ':')
            ? null
            : "must be all, or a list of servers and workspaces such as discord:1234,slack:T024BE7LD";
}
