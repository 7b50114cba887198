using System.Text.Json;

namespace TalksBot.Testing.Schemas;

/// <summary>
/// A file of JSON schemas (JSON Schema draft-07 or 2020-12, or OpenAPI 3.1) that values are checked against. It knows the keywords that the platforms'
/// descriptions use; one that it does not know is an error, so that no limit goes unchecked without notice.
/// </summary>
public sealed class JsonSchemaFile
{
    private readonly JsonElement _root;

    private JsonSchemaFile(JsonElement root) => _root = root;

    /// <summary>The whole file.</summary>
    public JsonElement Root => _root;

    /// <summary>Reads a file's text.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static JsonSchemaFile Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new JsonSchemaFile(document.RootElement.Clone());
    }

    /// <summary>Reads UTF-8.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static JsonSchemaFile Parse(Stream utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        return new JsonSchemaFile(document.RootElement.Clone());
    }

    /// <summary>The element at a pointer such as "#/components/schemas/Message"; "~1" stands for a slash inside a name.</summary>
    /// <exception cref="ArgumentException">Nothing is there.</exception>
    public JsonElement At(string address)
    {
        var element = _root;
        foreach (var part in address.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (element.ValueKind == JsonValueKind.Array && int.TryParse(name, out var index) && index < element.GetArrayLength())
            {
                element = element[index];
            }
            else if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                throw new ArgumentException($"Nothing is at {address}.", nameof(address));
            }
        }

        return element;
    }

    /// <summary>What breaks the schema at <paramref name="address"/>; empty when nothing does.</summary>
    public IReadOnlyList<SchemaFault> Check(string address, JsonElement value) => Check(At(address), value);

    /// <summary>What breaks a schema of this file; empty when nothing does.</summary>
    public IReadOnlyList<SchemaFault> Check(JsonElement schema, JsonElement value)
    {
        var faults = new List<SchemaFault>();
        new SchemaChecker(this).Check(schema, value, "", faults);
        return faults;
    }
}
