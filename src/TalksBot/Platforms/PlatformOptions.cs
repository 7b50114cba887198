using System.Collections.Immutable;
using System.Globalization;
using TalksBot.Chat;
using TalksBot.Discord;
using TalksBot.Slack;

namespace TalksBot;

/// <summary>The options of the platforms that are configured.</summary>
/// <param name="Discord">Null when nothing of it is set.</param>
/// <param name="Slack">Null when nothing of it is set.</param>
/// <param name="Faults">What is wrong, one sentence each that names the setting and what to do; without values of secrets.</param>
internal sealed record PlatformOptions(DiscordOptions? Discord, SlackOptions? Slack, ImmutableArray<string> Faults)
{
    /// <summary>Whether any platform is configured, be it by half.</summary>
    public bool IsAny => Discord is not null || Slack is not null;

    /// <summary>How many are configured.</summary>
    public int Count => (Discord is null ? 0 : 1) + (Slack is null ? 0 : 1);

    /// <summary>Whether a platform is to call us.</summary>
    public bool NeedsHttp => Discord is { IsHttp: true } || Slack is { Mode: SlackMode.Http } or { ClientId: not null };

    /// <summary>The secrets among them.</summary>
    public IEnumerable<string> Secrets =>
        new[] { Discord?.Token, Slack?.BotToken, Slack?.AppToken, Slack?.SigningSecret, Slack?.ClientSecret }.OfType<string>();

    /// <summary>Reads them. A platform of which anything but an address is set counts as configured: what is missing is then a fault.</summary>
    /// <exception cref="CommandFailedException">A file with a secret cannot be read.</exception>
    public static PlatformOptions Read(HostSettings settings)
    {
        var discord = IsAnySet(settings, "Discord:Token", "Discord:TokenFile", "Discord:ApplicationId", "Discord:PublicKey") ? ReadDiscord(settings) : null;
        var slack = IsAnySet(
            settings,
            "Slack:BotToken", "Slack:BotTokenFile", "Slack:AppToken", "Slack:AppTokenFile", "Slack:SigningSecret", "Slack:SigningSecretFile", "Slack:ClientId", "Slack:ClientSecret", "Slack:ClientSecretFile")
            ? ReadSlack(settings)
            : null;
        return new PlatformOptions(
            discord,
            slack,
            [.. discord is null ? [] : DiscordOptions.Validate(discord), .. slack is null ? [] : SlackOptions.Validate(slack)]);
    }

    /// <summary>How the bot talks.</summary>
    /// <exception cref="CommandFailedException">A dossier is malformed.</exception>
    public static ChatOptions ReadChat(Workshop workshop) => new()
    {
        PublicIn = [.. workshop.Settings.Value(SettingCatalog.PublicIn).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
        Dossiers = workshop.Dossiers,
        OnlyDossier = workshop.Settings.Dossier,
    };

    private static bool IsAnySet(HostSettings settings, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (settings.IsSet(key))
            {
                return true;
            }
        }

        return false;
    }

    private static DiscordOptions ReadDiscord(HostSettings settings) => new()
    {
        Token = SecretFile.Read(settings, "Discord:Token"),
        ApplicationId = settings.Value("Discord:ApplicationId").Trim(),
        PublicKey = settings.Value("Discord:PublicKey").Trim(),
        ApiBaseUrl = settings.Value("Discord:ApiBaseUrl"),
        Mode = settings.Value("Discord:Mode"),
        Client = settings.Value("Discord:Client"),
        GuildId = settings.Value("Discord:GuildId").Trim(),
        Shards = settings.Value("Discord:Shards"),
        Intents = settings.Value("Discord:Intents"),
        Compression = settings.Value("Discord:Compression"),
    };

    private static SlackOptions ReadSlack(HostSettings settings) => new()
    {
        BotToken = NullIfEmpty(SecretFile.Read(settings, "Slack:BotToken")),
        AppToken = NullIfEmpty(SecretFile.Read(settings, "Slack:AppToken")),
        SigningSecret = NullIfEmpty(SecretFile.Read(settings, "Slack:SigningSecret")),
        ClientId = NullIfEmpty(settings.Value("Slack:ClientId").Trim()),
        ClientSecret = NullIfEmpty(SecretFile.Read(settings, "Slack:ClientSecret")),
        RedirectUrl = NullIfEmpty(settings.Value("Slack:RedirectUrl").Trim()),
        ApiBaseUrl = settings.Value("Slack:ApiBaseUrl"),
        Client = settings.Value("Slack:Client"),
        Mode = settings.Value("Slack:Mode").Equals("http", StringComparison.OrdinalIgnoreCase) ? SlackMode.Http : SlackMode.Socket,
        Connections = int.Parse(settings.Value("Slack:Connections"), CultureInfo.InvariantCulture),
    };

    private static string? NullIfEmpty(string value) => value.Length == 0 ? null : value;
}
