using System.Collections.Immutable;
using System.Text.Json;

namespace TalksBot.Slack;

/// <summary>The JSON that acknowledgements carry.</summary>
internal static class AcknowledgementBody
{
    private const int MaxOptions = 100;

    /// <summary>A list of suggestions, at most 100.</summary>
    public static byte[] Suggestions(ImmutableArray<SlackOption> options) => Write(writer =>
    {
        writer.WriteStartArray("options");
        foreach (var option in options.Take(MaxOptions))
        {
            JsonSerializer.Serialize(writer, option, SlackJson.Default.SlackOption);
        }

        writer.WriteEndArray();
    });

    /// <summary>What is wrong with a form, shown under the block.</summary>
    public static byte[] Problem(string blockId, string text) => Write(writer =>
    {
        writer.WriteString("response_action", "errors");
        writer.WriteStartObject("errors");
        writer.WriteString(blockId, text);
        writer.WriteEndObject();
    });

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }
}
