using System.Globalization;
using System.Text.Json;

namespace TalksBot.Benchmarks.Platforms;

/// <summary>Discord's payloads in the shape of its reference (API v10).</summary>
internal static class DiscordEvents
{
    public const string ApplicationId = "1290000000000000001";

    // API Reference, "Snowflakes": milliseconds since 2015, then 22 bits.
    private const long Epoch = 1_420_070_400_000;
    private const string GuildId = "1290000000000000002";
    private const string ChannelId = "1290000000000000003";
    private const string Permissions = "2248473465835073";

    private static int _count;

    public static string Self { get; } =
        $$"""{"id":"{{ApplicationId}}","username":"TalksBot","discriminator":"0001","global_name":null,"avatar":null,"bot":true,"mfa_enabled":true,"verified":true,"email":null,"flags":0,"public_flags":0,"locale":"en-US"}""";

    public static string Application { get; } =
        $$"""{"id":"{{ApplicationId}}","name":"TalksBot","icon":null,"description":"","bot_public":true,"bot_require_code_grant":false,"verify_key":"{{new string('0', 64)}}","flags":0,"team":null,"interactions_endpoint_url":null}""";

    public static string Message { get; } =
        $$"""{"id":"1290000000000000009","type":20,"content":"","channel_id":"{{ChannelId}}","author":{{Self}},"attachments":[],"embeds":[],"mentions":[],"mention_roles":[],"pinned":false,"mention_everyone":false,"tts":false,"timestamp":"2026-01-01T00:00:00.000000+00:00","edited_timestamp":null,"flags":0,"components":[],"webhook_id":"{{ApplicationId}}","application_id":"{{ApplicationId}}"}""";

    public static string CallbackResponse { get; } =
        $$$"""{"interaction":{"id":"1290000000000000008","type":2,"response_message_id":"1290000000000000009","response_message_loading":false,"response_message_ephemeral":false},"resource":{"type":4,"message":{{{Message}}}}}""";

    public static string Guild { get; } =
        $$"""
        {"id":"{{GuildId}}","name":"Benchmark","icon":null,"splash":null,"discovery_splash":null,"owner_id":"1290000000000000004","afk_channel_id":null,"afk_timeout":300,"verification_level":1,
        "default_message_notifications":1,"explicit_content_filter":2,"roles":[{"id":"{{GuildId}}","name":"@everyone","color":0,"colors":{"primary_color":0,"secondary_color":null,"tertiary_color":null},"hoist":false,"icon":null,"unicode_emoji":null,"position":0,"permissions":"{{Permissions}}","managed":false,"mentionable":false,"flags":0}],
        "emojis":[],"features":[],"mfa_level":0,"application_id":null,"system_channel_id":null,"system_channel_flags":0,"rules_channel_id":null,"vanity_url_code":null,"description":null,"banner":null,"premium_tier":0,"premium_subscription_count":0,
        "preferred_locale":"en-US","public_updates_channel_id":null,"nsfw_level":0,"premium_progress_bar_enabled":false,"safety_alerts_channel_id":null,"incidents_data":null,"joined_at":"2026-01-01T00:00:00.000000+00:00","large":false,"unavailable":false,"member_count":2,
        "voice_states":[],"members":[{"user":{{Self}},"nick":null,"avatar":null,"roles":[],"joined_at":"2026-01-01T00:00:00.000000+00:00","deaf":false,"mute":false,"flags":0}],
        "channels":[{"id":"{{ChannelId}}","type":0,"guild_id":"{{GuildId}}","name":"talks","position":0,"permission_overwrites":[],"parent_id":null,"nsfw":false,"topic":null,"last_message_id":null,"rate_limit_per_user":0,"flags":0}],
        "threads":[],"presences":[],"stage_instances":[],"guild_scheduled_events":[],"soundboard_sounds":[],"stickers":[]}
        """.ReplaceLineEndings("");

    public static string Ready(string resumeUrl) =>
        $$"""{"v":10,"user":{{Self}},"user_settings":{},"guilds":[{"id":"{{GuildId}}","unavailable":true}],"session_id":"0123456789abcdef0123456789abcdef","session_type":"normal","resume_gateway_url":"{{resumeUrl}}","shard":[0,1],"relationships":[],"private_channels":[],"presences":[],"guild_join_requests":[],"application":{"id":"{{ApplicationId}}","flags":0},"_trace":[]}""";

    /// <summary>An id of now, and a token as long as Discord's.</summary>
    public static (string Id, string Token) NewInteraction()
    {
        var count = Interlocked.Increment(ref _count);
        var id = ((TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - Epoch) << 22) | (uint)(count & 0x3FFFFF);
        return (id.ToString(CultureInfo.InvariantCulture), $"aW50ZXJhY3Rpb246{id:D19}{new string('x', 150)}{count:D8}");
    }

    /// <summary>A command or its completion, as in a server.</summary>
    public static string Interaction(string id, string token, Question question)
    {
        var last = question.Options.Length - 1;
        var options = string.Join(',', question.Options.Select((option, i) =>
            $$"""{"name":"{{option.Name}}","type":3,"value":{{Quoted(option.Value)}}{{(question.IsCompletion && i == last ? ",\"focused\":true" : "")}}}"""));
        var command = (uint)StringComparer.Ordinal.GetHashCode(question.Command);
        return $$"""
            {"version":1,"type":{{(question.IsCompletion ? 4 : 2)}},"token":"{{token}}","member":{"user":{"username":"reader","public_flags":0,"primary_guild":null,"id":"1290000000000000004","global_name":"A reader","display_name_styles":null,"discriminator":"0","collectibles":null,"clan":null,"avatar_decoration_data":null,"avatar":null},
            "unusual_dm_activity_until":null,"roles":[],"premium_since":null,"permissions":"{{Permissions}}","pending":false,"nick":null,"mute":false,"joined_at":"2026-01-01T00:00:00.000000+00:00","flags":0,"deaf":false,"communication_disabled_until":null,"banner":null,"avatar":null},
            "locale":"en-US","id":"{{id}}","guild_locale":"en-US","guild_id":"{{GuildId}}","guild":{"locale":"en-US","id":"{{GuildId}}","features":[]},"entitlements":[],"entitlement_sku_ids":[],
            "data":{"type":1,"options":[{{options}}],"name":"{{question.Command}}","id":"13000000{{command:D11}}"},
            "context":0,"channel_id":"{{ChannelId}}","channel":{"type":0,"topic":null,"theme_color":null,"rate_limit_per_user":0,"position":0,"permissions":"{{Permissions}}","parent_id":null,"nsfw":false,"name":"talks","last_message_id":null,"id":"{{ChannelId}}","icon_emoji":null,"guild_id":"{{GuildId}}","flags":0},
            "authorizing_integration_owners":{"0":"{{GuildId}}"},"attachment_size_limit":10485760,"application_id":"{{ApplicationId}}","app_permissions":"{{Permissions}}"}
            """.ReplaceLineEndings("");
    }

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
