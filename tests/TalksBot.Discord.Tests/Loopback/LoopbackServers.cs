using System.Globalization;
using System.Text.Json.Nodes;

namespace TalksBot.Discord.Tests.Loopback;

/// <summary>Servers, channels, people and messages with every field that the reference does not call optional: clients that keep what they hear of read them all.</summary>
internal static class LoopbackServers
{
    // VIEW_CHANNEL, SEND_MESSAGES, EMBED_LINKS, READ_MESSAGE_HISTORY, USE_APPLICATION_COMMANDS.
    private const string Ordinary = "2147568640";
    private const ulong FirstRole = 7_000;

    private static readonly ulong[] Granted = [1UL << 3, 1UL << 4, 1UL << 5];

    /// <summary>GUILD_CREATE of a server; <paramref name="isNew"/> where the bot was just added.</summary>
    public static JsonObject Server(string id, bool isNew = false)
    {
        var server = new JsonObject
        {
            ["id"] = id,
            ["name"] = "Readers",
            ["icon"] = null,
            ["splash"] = null,
            ["discovery_splash"] = null,
            ["owner_id"] = "799",
            ["afk_channel_id"] = null,
            ["afk_timeout"] = 300,
            ["verification_level"] = 1,
            ["default_message_notifications"] = 1,
            ["explicit_content_filter"] = 0,
            ["roles"] = new JsonArray([Role(id, "@everyone", Ordinary), .. Granted.Select((bits, i) => Role($"{FirstRole + (ulong)i}", $"role {i}", $"{bits}"))]),
            ["emojis"] = new JsonArray(),
            ["features"] = new JsonArray(),
            ["mfa_level"] = 0,
            ["application_id"] = null,
            ["system_channel_id"] = null,
            ["system_channel_flags"] = 0,
            ["rules_channel_id"] = null,
            ["max_presences"] = null,
            ["max_members"] = 500_000,
            ["vanity_url_code"] = null,
            ["description"] = null,
            ["banner"] = null,
            ["premium_tier"] = 0,
            ["premium_subscription_count"] = 0,
            ["preferred_locale"] = "en-US",
            ["public_updates_channel_id"] = null,
            ["nsfw_level"] = 0,
            ["stickers"] = new JsonArray(),
            ["premium_progress_bar_enabled"] = false,
            ["safety_alerts_channel_id"] = null,
            ["joined_at"] = "2025-01-01T00:00:00.000000+00:00",
            ["large"] = false,
            ["member_count"] = 3,
            ["voice_states"] = new JsonArray(),
            ["members"] = new JsonArray(),
            ["channels"] = id == Payloads.GuildId ? new JsonArray(Channel(Payloads.ChannelId), Channel("501")) : [],
            ["threads"] = new JsonArray(),
            ["presences"] = new JsonArray(),
            ["stage_instances"] = new JsonArray(),
            ["guild_scheduled_events"] = new JsonArray(),
        };
        if (!isNew)
        {
            server["unavailable"] = false;
        }

        return server;
    }

    /// <summary>A text channel.</summary>
    public static JsonObject Channel(string id) => new()
    {
        ["id"] = id,
        ["type"] = 0,
        ["guild_id"] = Payloads.GuildId,
        ["position"] = 0,
        ["permission_overwrites"] = new JsonArray(),
        ["name"] = "talks",
        ["topic"] = null,
        ["nsfw"] = false,
        ["last_message_id"] = null,
        ["rate_limit_per_user"] = 0,
        ["parent_id"] = null,
        ["flags"] = 0,
    };

    /// <summary>A channel as it is answered to who asks for it: a server's, or the direct conversation.</summary>
    public static JsonObject Seen(string id) => id != Payloads.DirectChannelId ? Channel(id) : new JsonObject
    {
        ["id"] = id,
        ["type"] = 1,
        ["last_message_id"] = null,
        ["flags"] = 0,
        ["recipients"] = new JsonArray(User(Payloads.UserId, "reader")),
    };

    /// <summary>A person or bot.</summary>
    public static JsonObject User(string id, string name, bool isBot = false) => new()
    {
        ["id"] = id,
        ["username"] = name,
        ["discriminator"] = "0",
        ["global_name"] = null,
        ["avatar"] = null,
        ["bot"] = isBot,
        ["public_flags"] = 0,
    };

    /// <summary>A person in a server, with what the permissions in an interaction say and with roles that grant the same.</summary>
    public static JsonObject Member(string permissions) => new()
    {
        ["user"] = User(Payloads.UserId, "reader"),
        ["nick"] = null,
        ["avatar"] = null,
        ["roles"] = RolesOf(permissions),
        ["joined_at"] = "2025-01-02T00:00:00.000000+00:00",
        ["premium_since"] = null,
        ["deaf"] = false,
        ["mute"] = false,
        ["flags"] = 0,
        ["pending"] = false,
        ["communication_disabled_until"] = null,
        ["permissions"] = permissions,
    };

    /// <summary>A message.</summary>
    public static JsonObject Message(string id, string channel, string content, JsonObject author) => new()
    {
        ["id"] = id,
        ["type"] = 0,
        ["channel_id"] = channel,
        ["content"] = content,
        ["author"] = author,
        ["timestamp"] = "2025-03-15T08:00:00.000000+00:00",
        ["edited_timestamp"] = null,
        ["tts"] = false,
        ["mention_everyone"] = false,
        ["mentions"] = new JsonArray(),
        ["mention_roles"] = new JsonArray(),
        ["attachments"] = new JsonArray(),
        ["embeds"] = new JsonArray(),
        ["components"] = new JsonArray(),
        ["pinned"] = false,
        ["flags"] = 0,
    };

    /// <summary>A message of the bot's, as it is answered to a post or an edit.</summary>
    public static string OwnMessage(string id, string channel = Payloads.ChannelId) =>
        Message(id, channel, "", User(LoopbackDiscord.BotUserId, "talksbot", isBot: true)).ToJsonString();

    private static JsonArray RolesOf(string permissions)
    {
        var isKnown = ulong.TryParse(permissions, NumberStyles.None, CultureInfo.InvariantCulture, out var bits);
        return [.. Granted.Select((bit, i) => (bit, i)).Where(grant => isKnown && (bits & grant.bit) != 0).Select(grant => JsonValue.Create($"{FirstRole + (ulong)grant.i}"))];
    }

    private static JsonObject Role(string id, string name, string permissions) => new()
    {
        ["id"] = id,
        ["name"] = name,
        ["color"] = 0,
        ["hoist"] = false,
        ["icon"] = null,
        ["unicode_emoji"] = null,
        ["position"] = 0,
        ["permissions"] = permissions,
        ["managed"] = false,
        ["mentionable"] = false,
        ["flags"] = 0,
    };
}
