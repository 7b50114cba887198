using System.Text.Json;
using TalksBot.Testing.Schemas;

namespace TalksBot.Discord.Tests.Schemas;

/// <summary>Checks request bodies against the published description of the Discord API (an excerpt; see the file's own head for its origin).</summary>
internal static class DiscordSchemas
{
    private const string Resource = "discord-openapi-excerpt.json";

    private static readonly Lazy<JsonSchemaFile> File = new(Load);

    /// <summary>What is wrong with a body; empty when nothing is.</summary>
    /// <param name="method">"post", "patch", "put".</param>
    /// <param name="path">As the description spells it: "/channels/{channel_id}/messages".</param>
    /// <param name="body">The JSON that is sent.</param>
    /// <exception cref="ArgumentException">The excerpt does not hold that request.</exception>
    public static IReadOnlyList<SchemaFault> Check(string method, string path, JsonElement body) =>
        File.Value.Check($"#/paths/{path.Replace("/", "~1", StringComparison.Ordinal)}/{method}/requestBody/content/application~1json/schema", body);

    /// <summary>What breaks one of the description's components, such as "MessageCreateRequest"; empty when nothing does.</summary>
    public static IReadOnlyList<SchemaFault> CheckComponent(string name, JsonElement body) => File.Value.Check($"#/components/schemas/{name}", body);

    private static JsonSchemaFile Load()
    {
        using var stream = typeof(DiscordSchemas).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"{Resource} is not embedded.");
        return JsonSchemaFile.Parse(stream);
    }
}
