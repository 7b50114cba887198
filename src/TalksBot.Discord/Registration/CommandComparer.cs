using System.Globalization;
using System.Text.Json;

namespace TalksBot.Discord;

/// <summary>
/// Tells whether the commands that Discord holds are those that we would register. Discord adds fields of its own and spells defaults out; both sides
/// are brought to one form first (Application Commands, "Application Command Object").
/// </summary>
internal static class CommandComparer
{
    private const int MaxDepth = 4;

    // Fields that Discord keeps of what was registered; all others are its own.
    private static readonly string[] PlainFields =
    [
        "name", "description", "default_member_permissions", "min_value", "max_value", "min_length", "max_length", "value",
    ];

    private static readonly string[] FlagFields = ["nsfw", "required", "autocomplete"];
    private static readonly string[] MapFields = ["name_localizations", "description_localizations"];
    private static readonly string[] SetFields = ["contexts", "integration_types", "channel_types"];

    /// <summary>Whether <paramref name="held"/> needs no change.</summary>
    /// <param name="held">The list that Discord answered; anything may have come.</param>
    /// <param name="wanted">The list that would be sent.</param>
    public static bool AreSame(ReadOnlyMemory<byte> held, ReadOnlyMemory<byte> wanted)
    {
        try
        {
            using var heldDocument = JsonDocument.Parse(held);
            using var wantedDocument = JsonDocument.Parse(wanted);
            return heldDocument.RootElement.ValueKind == JsonValueKind.Array
                && Commands(heldDocument.RootElement, wantedDocument.RootElement).SetEquals(Commands(wantedDocument.RootElement, wantedDocument.RootElement));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static HashSet<string> Commands(JsonElement list, JsonElement wanted)
    {
        // Where we leave contexts or kinds of installation to Discord, whatever it holds is right.
        var states = SetFields.Where(field => wanted.EnumerateArray().Any(command => command.TryGetProperty(field, out _))).ToHashSet(StringComparer.Ordinal);
        return [.. list.EnumerateArray().Where(command => command.ValueKind == JsonValueKind.Object).Select(command => Describe(command, states, depth: 0))];
    }

    private static string Describe(JsonElement element, HashSet<string> states, int depth)
    {
        var parts = new List<string> { $"type={(element.TryGetProperty("type", out var type) ? type.ToString() : "1")}" };
        foreach (var property in element.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            if (DescribeField(property, states, depth) is { Length: > 0 } told)
            {
                parts.Add($"{property.Name}={told}");
            }
        }

        return $"{{{string.Join(';', parts)}}}";
    }

    private static string DescribeField(JsonProperty property, HashSet<string> states, int depth)
    {
        var value = property.Value;
        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
        {
            return "";
        }

        if (PlainFields.Contains(property.Name))
        {
            return value.ValueKind == JsonValueKind.Number ? value.GetDouble().ToString(CultureInfo.InvariantCulture) : JsonSerializer.Serialize(value.ToString(), DiscordJson.Default.String) is var text && text != "\"\"" ? text : "";
        }

        if (FlagFields.Contains(property.Name))
        {
            return value.ValueKind == JsonValueKind.True ? "true" : "";
        }

        if (MapFields.Contains(property.Name))
        {
            return value.ValueKind == JsonValueKind.Object ? string.Join(',', value.EnumerateObject().OrderBy(entry => entry.Name, StringComparer.Ordinal).Select(entry => $"{entry.Name}:{entry.Value.GetRawText()}")) : "";
        }

        if (SetFields.Contains(property.Name))
        {
            return value.ValueKind == JsonValueKind.Array && states.Contains(property.Name) ? string.Join(',', value.EnumerateArray().Select(item => item.ToString()).Order(StringComparer.Ordinal)) : "";
        }

        // Order counts: it is how people see options and choices.
        return property.Name is "options" or "choices" && value.ValueKind == JsonValueKind.Array && depth < MaxDepth
            ? string.Concat(value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Select(item => Describe(item, states, depth + 1)))
            : "";
    }
}
