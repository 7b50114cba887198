using System.Collections.Immutable;
using System.Globalization;

namespace TalksBot.Discord;

/// <summary>How Discord is reached; values as the settings hold them, checked by <see cref="Validate"/>.</summary>
public sealed record DiscordOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Discord";

    /// <summary>Intents that need nobody's permission: GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES (Gateway, "Gateway Intents").</summary>
    public const int DefaultIntents = 4609;

    // Tokens have some 70 characters; what frames it must fit into 4,096 bytes.
    private const int MaxTokenLength = 1_000;

    // GUILD_MEMBERS, GUILD_PRESENCES, MESSAGE_CONTENT.
    private const int PrivilegedIntents = (1 << 1) | (1 << 8) | (1 << 15);

    /// <summary>The bot's token; a secret. Empty only in http mode, where commands are then not registered.</summary>
    public string Token { get; init; } = "";

    /// <summary>The application's id; empty to take it from Discord.</summary>
    public string ApplicationId { get; init; } = "";

    /// <summary>The application's public key, 64 hexadecimal digits; needed in http mode.</summary>
    public string PublicKey { get; init; } = "";

    /// <summary>Where the API is, without its version: ".../api".</summary>
    public string ApiBaseUrl { get; init; } = "https://discord.com/api";

    /// <summary>"gateway" (a websocket of ours) or "http" (Discord calls us).</summary>
    public string Mode { get; init; } = "gateway";

    /// <summary>"builtin", or "discord.net" where that is compiled in (<see cref="DiscordClients.HasDiscordNet"/>).</summary>
    public string Client { get; init; } = "builtin";

    /// <summary>Registers the commands in this server alone, at once, for development; empty: everywhere.</summary>
    public string GuildId { get; init; } = "";

    /// <summary>Number of shards; empty: what Discord recommends.</summary>
    public string Shards { get; init; } = "";

    /// <summary>Sum of intents; empty: <see cref="DefaultIntents"/>. Fewer make the bot deaf to mentions or direct messages; privileged ones are refused.</summary>
    public string Intents { get; init; } = "";

    /// <summary>"true" or "false": whether the gateway's messages are compressed (zlib-stream).</summary>
    public string Compression { get; init; } = "true";

    /// <summary>Whether Discord calls us instead of our holding a websocket.</summary>
    public bool IsHttp => Mode.Equals("http", StringComparison.OrdinalIgnoreCase);

    /// <summary>The number of shards, or null for what Discord recommends.</summary>
    internal int? ShardCount => Shards.Length == 0 ? null : int.Parse(Shards, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>The intents that are sent.</summary>
    internal int IntentBits => Intents.Length == 0 ? DefaultIntents : int.Parse(Intents, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Whether transport compression is asked for.</summary>
    internal bool IsCompressed => bool.Parse(Compression);

    /// <summary>What is wrong with the options, each line naming the setting and what it should be; empty when they can be used.</summary>
    public static ImmutableArray<string> Validate(DiscordOptions options)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        void Require(bool isKept, string problem)
        {
            if (!isKept)
            {
                problems.Add(problem);
            }
        }

        var isHttp = options.IsHttp;
        Require(isHttp || options.Mode.Equals("gateway", StringComparison.OrdinalIgnoreCase), "Discord:Mode must be \"gateway\" or \"http\".");
        Require(
            options.Client == DiscordClients.BuiltIn || (options.Client == DiscordClients.DiscordNet && DiscordClients.HasDiscordNet),
            DiscordClients.HasDiscordNet ? "Discord:Client must be builtin or discord.net." : $"Discord:Client must be builtin here: {DiscordClients.NotCompiledIn}.");
        Require(!isHttp || options.Client != DiscordClients.DiscordNet, "Discord:Client must be builtin in http mode: Discord.Net is used for the gateway alone.");
        Require(isHttp || options.Token.Length > 0, "Discord:Token is missing: copy the bot's token from the application's page \"Bot\" at discord.com/developers.");
        Require(options.Token.All(character => character is > ' ' and < '\u007F'), "Discord:Token holds a blank or another character that no token has; copy the token alone, without \"Bot\" in front of it.");
        Require(options.Token.Length <= MaxTokenLength, "Discord:Token is too long to be a token; copy it anew.");
        Require(!isHttp || options.PublicKey.Length > 0, "Discord:PublicKey is missing: in http mode it is needed; copy it from the application's page \"General Information\".");
        Require(options.PublicKey.Length == 0 || IsPublicKey(options.PublicKey), "Discord:PublicKey must be 64 hexadecimal digits.");
        Require(options.ApplicationId.Length == 0 || IsSnowflake(options.ApplicationId), "Discord:ApplicationId must be a number of up to 20 digits.");
        Require(options.GuildId.Length == 0 || IsSnowflake(options.GuildId), "Discord:GuildId must be a number of up to 20 digits.");
        Require(IsApiBase(options.ApiBaseUrl), "Discord:ApiBaseUrl must be an http or https address such as https://discord.com/api, without version.");
        Require(
            options.Shards.Length == 0 || (int.TryParse(options.Shards, NumberStyles.None, CultureInfo.InvariantCulture, out var shards) && shards is >= 1 and <= 10_000),
            "Discord:Shards must be a number from 1 to 10000, or empty for what Discord recommends.");
        Require(
            options.Intents.Length == 0
                || (int.TryParse(options.Intents, NumberStyles.None, CultureInfo.InvariantCulture, out var intents) && (intents & PrivilegedIntents) == 0),
            "Discord:Intents must be a sum of intents without privileged ones (2, 256, 32768), or empty for 4609.");
        Require(bool.TryParse(options.Compression, out _), "Discord:Compression must be true or false.");
        return problems.ToImmutable();
    }

    /// <summary>Leaves the secrets out.</summary>
    public override string ToString() => $"Discord options ({Mode})";

    private static bool IsPublicKey(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit);

    private static bool IsSnowflake(string text) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static bool IsApiBase(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0 && url.Query.Length == 0 && url.Fragment.Length == 0;
}
