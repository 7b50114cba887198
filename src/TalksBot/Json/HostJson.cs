using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace TalksBot;

/// <summary>The JSON of the command line: camel case, one line, no key left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ExtractJson))]
[JsonSerializable(typeof(AskJson))]
[JsonSerializable(typeof(BatchLineJson))]
internal sealed partial class HostJson : JsonSerializerContext
{
    // Letters of all scripts stand as they are; control characters, also those of the second range, are escaped.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line, without its end.</summary>
    /// <param name="value">What to write.</param>
    /// <param name="type">Its generated type. The generated writer is called directly: going through options of our own would build descriptions of every property first, which a short call pays for.</param>
    public static string Line<T>(T value, JsonTypeInfo<T> type)
    {
        var write = type.SerializeHandler ?? throw new ArgumentException("The type has no generated writer.", nameof(type));
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            write(writer, value);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
