using System.Text.Json.Nodes;

namespace TalksBot.Discord.Tests.Loopback;

/// <summary>Commands as Discord lists them once they are registered: with ids and versions, with defaults spelled out.</summary>
internal static class LoopbackCommands
{
    public static JsonArray Registered(string body)
    {
        var list = JsonNode.Parse(body)?.AsArray() ?? [];
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is not JsonObject command)
            {
                continue;
            }

            command["id"] = $"{1000 + i}";
            command["application_id"] = LoopbackDiscord.ApplicationId;
            command["version"] = $"{2000 + i}";
            command["nsfw"] ??= false;
            command["name_localizations"] ??= null;
            command["description_localizations"] ??= null;
            command["default_member_permissions"] = command["default_member_permissions"]?.ToString();
            command["description"] ??= "";
            command["dm_permission"] = true;
            SpellOut(command["options"] as JsonArray);
        }

        return list;
    }

    private static void SpellOut(JsonArray? options)
    {
        foreach (var option in (options ?? []).OfType<JsonObject>())
        {
            option["name_localizations"] ??= null;
            option["description_localizations"] ??= null;

            // What is false is left out of Discord's own lists.
            if (option["required"]?.GetValue<bool>() == false)
            {
                option.Remove("required");
            }

            SpellOut(option["options"] as JsonArray);
        }
    }
}
