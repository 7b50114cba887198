using System.Text.Json;
using System.Text.RegularExpressions;
using TalksBot.Discord.Tests.Behaviour;
using TalksBot.Discord.Tests.Schemas;

namespace TalksBot.Discord.Tests.Loopback;

/// <summary>Rules for request bodies: the published schema, and the limits that it does not hold (platforms D6, D9, D10).</summary>
internal static partial class RestRules
{
    private static readonly (string Method, string Path, Regex Pattern)[] Known =
    [
        ("post", "/interactions/{interaction_id}/{interaction_token}/callback", Callback()),
        ("patch", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", Original()),
        ("post", "/webhooks/{webhook_id}/{webhook_token}", FollowUp()),
        ("post", "/channels/{channel_id}/messages", Channel()),
        ("patch", "/channels/{channel_id}/messages/{message_id}", ChannelMessage()),
        ("put", "/applications/{application_id}/commands", Global()),
        ("put", "/applications/{application_id}/guilds/{guild_id}/commands", Guild()),
    ];

    public static void Check(LoopbackDiscord server, RestCall call)
    {
        if (call.Body.Length == 0)
        {
            return;
        }

        var known = Known.FirstOrDefault(entry => entry.Method.Equals(call.Method, StringComparison.OrdinalIgnoreCase) && entry.Pattern.IsMatch(call.Path));
        if (known.Path is null)
        {
            server.Violate($"{call.Method} {call.Path} has a body, but is no known request");
            return;
        }

        // The description wants a number here and gives a string back; the reference text, which is followed, has a decimal string both ways.
        foreach (var fault in DiscordSchemas.Check(known.Method, known.Path, call.Json).Where(fault => !fault.Path.EndsWith("/default_member_permissions", StringComparison.Ordinal)))
        {
            server.Violate($"checklist 24: {known.Method} {known.Path} {fault}");
        }

        if (known.Method == "put")
        {
            foreach (var command in call.Json.EnumerateArray())
            {
                CheckCommand(server, command);
            }

            return;
        }

        var message = call.IsCallback ? (call.Type is 4 or 7 ? call.Json.GetProperty("data") : default) : call.Json;
        if (message.ValueKind == JsonValueKind.Object)
        {
            CheckMessage(server, message);
        }
    }

    private static void CheckMessage(LoopbackDiscord server, JsonElement message)
    {
        server.Require(message.TryGetProperty("allowed_mentions", out var mentions) && mentions.GetProperty("parse").GetArrayLength() == 0, "checklist 25: allowed_mentions is missing or lets somebody be pinged");
        var content = message.TryGetProperty("content", out var text) ? text.GetString() ?? "" : "";
        var embeds = message.TryGetProperty("embeds", out var list) ? list.EnumerateArray().ToArray() : [];
        server.Require(Length(content) <= 2000, $"D9: content of {Length(content)} characters");
        server.Require(content.Trim().Length > 0 || embeds.Length > 0, "D9: an empty message (50006)");
        server.Require(embeds.Sum(TextLength) <= 6000, $"D9: {embeds.Sum(TextLength)} characters in embeds");
        if (!message.TryGetProperty("components", out var rows))
        {
            return;
        }

        var ids = rows.EnumerateArray().SelectMany(row => row.GetProperty("components").EnumerateArray()).Where(part => part.TryGetProperty("custom_id", out _)).Select(part => part.GetProperty("custom_id").GetString()).ToArray();
        server.Require(ids.Distinct(StringComparer.Ordinal).Count() == ids.Length, "D10: a custom_id twice in a message");
        server.Require(rows.GetArrayLength() <= 5 && rows.EnumerateArray().All(row => row.GetProperty("components").GetArrayLength() is >= 1 and <= 5), "D10: rows of components");
    }

    private static void CheckCommand(LoopbackDiscord server, JsonElement command)
    {
        var name = command.GetProperty("name").GetString() ?? "";
        var isTyped = !command.TryGetProperty("type", out var type) || type.GetInt32() == 1;
        server.Require(isTyped ? CommandName().IsMatch(name) && !name.Any(char.IsUpper) : name.Length is > 0 and <= 32, $"D6: the name \"{name}\"");
        server.Require(
            !command.TryGetProperty("default_member_permissions", out var permissions) || permissions.ValueKind == JsonValueKind.Null || IsBits(server, permissions),
            $"D6: default_member_permissions of {name}");
        server.Require(Length(command.GetRawText()) <= 8000, $"D6: command {name} is too long");
        server.Require(!isTyped || command.GetProperty("description").GetString() is { Length: > 0 and <= 100 }, $"D6: the description of {name}");
    }

    // A decimal string by the reference text; a number by the description, which is how Discord.Net writes it.
    private static bool IsBits(LoopbackDiscord server, JsonElement permissions) =>
        permissions.ValueKind == JsonValueKind.Number ? server.Kind == ClientKind.DiscordNet : permissions.ValueKind == JsonValueKind.String && ulong.TryParse(permissions.GetString(), out _);

    private static int TextLength(JsonElement embed)
    {
        var total = 0;
        foreach (var field in new[] { "title", "description" })
        {
            total += embed.TryGetProperty(field, out var text) ? Length(text.GetString() ?? "") : 0;
        }

        total += embed.TryGetProperty("footer", out var footer) ? Length(footer.GetProperty("text").GetString() ?? "") : 0;
        return total + (embed.TryGetProperty("fields", out var fields) ? fields.EnumerateArray().Sum(field => Length(field.GetProperty("name").GetString() ?? "") + Length(field.GetProperty("value").GetString() ?? "")) : 0);
    }

    private static int Length(string text) => text.EnumerateRunes().Count();

    [GeneratedRegex("^/api/v10/interactions/[0-9]+/[^/]+/callback$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Callback();

    [GeneratedRegex("^/api/v10/webhooks/[0-9]+/[^/]+/messages/@original$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Original();

    [GeneratedRegex("^/api/v10/webhooks/[0-9]+/[^/]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FollowUp();

    [GeneratedRegex("^/api/v10/channels/[0-9]+/messages/[0-9]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ChannelMessage();

    [GeneratedRegex("^/api/v10/channels/[0-9]+/messages$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Channel();

    [GeneratedRegex("^/api/v10/applications/[0-9]+/commands$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Global();

    [GeneratedRegex("^/api/v10/applications/[0-9]+/guilds/[0-9]+/commands$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Guild();

    [GeneratedRegex(@"^[-_'\p{L}\p{N}]{1,32}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CommandName();
}
