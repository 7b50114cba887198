using System.Text.Json;

namespace TalksBot;

/// <summary>A value with the place it was set at, for messages.</summary>
internal sealed record SettingValue(string Value, string Origin);

/// <summary>
/// Reads settings from files and variables, later ones winning. A few dozen lines take the place of a configuration library,
/// which would cost a quarter of the time to a first answer and could not name the file of an unknown key.
/// </summary>
internal sealed class SettingSources
{
    /// <summary>Variables begin with it: <c>TALKSBOT_Store__Path</c>.</summary>
    public const string VariablePrefix = "TALKSBOT_";

    private readonly Dictionary<string, SettingValue> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What is set, by "Section:Key".</summary>
    public IReadOnlyDictionary<string, SettingValue> Values => _values;

    /// <summary>Reads a JSON file of sections; comments and trailing commas are allowed.</summary>
    /// <exception cref="CommandFailedException">It cannot be read, or is no such file.</exception>
    public void AddFile(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(
                File.ReadAllBytes(path).AsMemory(),
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw CommandFailedException.Usage($"{Printable.Line(path)}: settings are a JSON object of sections, such as {{\"Store\": {{\"Path\": \"talksbot.db\"}}}}.");
            }

            Add(json.RootElement, "", path);
        }
        catch (JsonException error)
        {
            throw CommandFailedException.Usage($"{Printable.Line(path)}: line {(error.LineNumber ?? 0) + 1}: this is not JSON; mend it.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw CommandFailedException.Usage($"{Printable.Line(path)}: cannot be read as a settings file; check the path and its permissions.");
        }
    }

    /// <summary>Reads the variables that begin with <see cref="VariablePrefix"/>; two underscores part section and key.</summary>
    public void AddVariables(IReadOnlyDictionary<string, string> variables)
    {
        foreach (var (name, value) in variables)
        {
            if (name.StartsWith(VariablePrefix, StringComparison.OrdinalIgnoreCase))
            {
                Add(name[VariablePrefix.Length..].Replace("__", ":", StringComparison.Ordinal), value, name);
            }
        }
    }

    /// <summary>Reads the variables that other programs of the kind know by the same names; empty ones are none.</summary>
    public void AddUsualVariables(IReadOnlyDictionary<string, string> variables)
    {
        foreach (var setting in SettingCatalog.All)
        {
            if (setting.Variable is { } name && variables.TryGetValue(name, out var value) && value.Trim().Length > 0)
            {
                Add(setting.Key, value.Trim(), name);
            }
        }
    }

    /// <summary>Sets one value.</summary>
    public void Add(string key, string value, string origin) => _values[key] = new SettingValue(value, origin);

    private void Add(JsonElement section, string prefix, string path)
    {
        foreach (var member in section.EnumerateObject())
        {
            var key = prefix + member.Name;
            switch (member.Value.ValueKind)
            {
                case JsonValueKind.Object:
                    Add(member.Value, key + ":", path);
                    break;
                case JsonValueKind.Null:
                    _values.Remove(key);
                    break;
                case JsonValueKind.Array when member.Value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String):
                    Add(key, string.Join(',', member.Value.EnumerateArray().Select(item => item.GetString())), path);
                    break;
                case JsonValueKind.String:
                    Add(key, member.Value.GetString() ?? "", path);
                    break;
                default:
                    // Numbers, true and false, as they stand there.
                    Add(key, member.Value.GetRawText(), path);
                    break;
            }
        }
    }
}
