using System.Globalization;
using System.Text.Json.Nodes;

namespace TalksBot.Discord.Tests.Loopback;

/// <summary>Events as Discord sends them.</summary>
internal static class Payloads
{
    public const string ChannelId = "500";
    public const string DirectChannelId = "510";
    public const string GuildId = "900";
    public const string UserId = "700";

    private static long _last = 5_000_000;

    /// <summary>A new id that was made at <paramref name="at"/>.</summary>
    public static string IdAt(DateTimeOffset at) =>
        (((ulong)(at.ToUnixTimeMilliseconds() - 1_420_070_400_000) << 22) | ((ulong)Interlocked.Increment(ref _last) & 0x3FFFFF)).ToString(CultureInfo.InvariantCulture);

    /// <summary>A command in a server.</summary>
    public static JsonObject Command(string id, string name, params (string Name, string Value)[] options) =>
        Interaction(id, type: 2, new JsonObject
        {
            ["id"] = "1000",
            ["type"] = 1,
            ["name"] = name,
            ["options"] = new JsonArray([.. options.Select(option => new JsonObject { ["name"] = option.Name, ["type"] = 3, ["value"] = option.Value })]),
        });

    /// <summary>An option that is being typed.</summary>
    public static JsonObject Completion(string id, string command, string option, string typed) =>
        Interaction(id, type: 4, new JsonObject
        {
            ["id"] = "1000",
            ["type"] = 1,
            ["name"] = command,
            ["options"] = new JsonArray(new JsonObject { ["name"] = option, ["type"] = 3, ["value"] = typed, ["focused"] = true }),
        });

    /// <summary>A button.</summary>
    public static JsonObject Press(string id, string customId)
    {
        var press = Interaction(id, type: 3, new JsonObject { ["component_type"] = 2, ["custom_id"] = customId });
        press["message"] = LoopbackServers.Message("41", ChannelId, "", LoopbackServers.User(LoopbackDiscord.BotUserId, "talksbot", isBot: true));
        return press;
    }

    /// <summary>"Who said this?" in a message's menu.</summary>
    public static JsonObject Menu(string id, string text) =>
        Interaction(id, type: 2, new JsonObject
        {
            ["id"] = "1001",
            ["type"] = 3,
            ["name"] = DiscordCommands.WhoSaidThis,
            ["target_id"] = "42",
            ["resolved"] = new JsonObject { ["messages"] = new JsonObject { ["42"] = LoopbackServers.Message("42", ChannelId, text, LoopbackServers.User("701", "writer")) } },
        });

    /// <summary>A message in a server's channel, or in a direct conversation where <paramref name="guildId"/> is null.</summary>
    public static JsonObject Message(string id, string text, string? guildId = GuildId, bool mentionsBot = true, bool isBot = false)
    {
        var message = LoopbackServers.Message(id, guildId is null ? DirectChannelId : ChannelId, text, LoopbackServers.User(isBot ? "702" : UserId, "reader", isBot));
        message["mentions"] = mentionsBot ? new JsonArray(LoopbackServers.User(LoopbackDiscord.BotUserId, "talksbot", isBot: true)) : new JsonArray();
        if (guildId is not null)
        {
            message["guild_id"] = guildId;
        }

        return message;
    }

    /// <summary>The secret of an interaction's answers.</summary>
    public static string TokenOf(string id) => $"secret-of-{id}";

    private static JsonObject Interaction(string id, int type, JsonObject data) => new()
    {
        ["id"] = id,
        ["application_id"] = LoopbackDiscord.ApplicationId,
        ["type"] = type,
        ["token"] = TokenOf(id),
        ["version"] = 1,
        ["guild_id"] = GuildId,
        ["channel_id"] = ChannelId,
        ["channel"] = LoopbackServers.Channel(ChannelId),
        ["member"] = LoopbackServers.Member("2147486720"),
        ["locale"] = "en-GB",
        ["guild_locale"] = "en-US",
        ["app_permissions"] = "274877991936",
        ["entitlements"] = new JsonArray(),
        ["authorizing_integration_owners"] = new JsonObject { ["0"] = GuildId },
        ["context"] = 0,
        ["attachment_size_limit"] = 10_485_760,
        ["data"] = data,
    };
}
