using System.Text.Json;

namespace TalksBot.Slack;

/// <summary>Reads JSON that is not to be trusted: what is missing, null or of another type reads as null.</summary>
internal static class JsonReading
{
    /// <summary>The text of a member; null unless it is a string with something in it.</summary>
    public static string? Text(this JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString() is { Length: > 0 } text ? text : null;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate written as \uD800 cannot become a string.
            return null;
        }
    }

    /// <summary>The text of a member, below a chain of objects.</summary>
    public static string? Text(this JsonElement element, string outer, string name) => element.Member(outer) is { } member ? member.Text(name) : null;

    /// <summary>A member that is an object, or null.</summary>
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    /// <summary>The items of a member that is an array; none when it is not.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];

    /// <summary>Whether a member is true, or the word "true", which forms send.</summary>
    public static bool Flag(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
        && (value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.String && value.ValueEquals("true")));

    /// <summary>A member that is a whole number, or null.</summary>
    public static int? Number(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;
}
