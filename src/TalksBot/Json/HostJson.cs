using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TalksBot;

/// <summary>The JSON of the command line: camel case, one line, no key left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ExtractJson))]
[JsonSerializable(typeof(AskJson))]
[JsonSerializable(typeof(BatchLineJson))]
internal sealed partial class HostJson : JsonSerializerContext
{
    /// <summary>Letters of all scripts stand as they are; control characters, also those of the second range, are escaped.</summary>
    public static HostJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
