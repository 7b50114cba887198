using System.Buffers;
using System.Text.Json;

namespace TalksBot.Discord;

/// <summary>The frames that we send.</summary>
internal static class GatewayFrames
{
    /// <summary>A heartbeat with the last sequence, or null.</summary>
    public static ReadOnlyMemory<byte> Heartbeat(long? sequence) => Write(GatewayOpcode.Heartbeat, json =>
    {
        if (sequence is { } number)
        {
            json.WriteNumber("d"u8, number);
        }
        else
        {
            json.WriteNull("d"u8);
        }
    });

    /// <summary>Who we are (Gateway Events, "Identify").</summary>
    public static ReadOnlyMemory<byte> Identify(string token, int intents, int shard, int shards) => Write(GatewayOpcode.Identify, json =>
    {
        json.WriteStartObject("d"u8);
        json.WriteString("token"u8, token);
        json.WriteNumber("intents"u8, intents);
        json.WriteStartObject("properties"u8);
        json.WriteString("os"u8, OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "macos" : "linux");
        json.WriteString("browser"u8, "talksbot");
        json.WriteString("device"u8, "talksbot");
        json.WriteEndObject();
        json.WriteStartArray("shard"u8);
        json.WriteNumberValue(shard);
        json.WriteNumberValue(shards);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>Goes on with a session (Gateway Events, "Resume").</summary>
    public static ReadOnlyMemory<byte> Resume(string token, string sessionId, long? sequence) => Write(GatewayOpcode.Resume, json =>
    {
        json.WriteStartObject("d"u8);
        json.WriteString("token"u8, token);
        json.WriteString("session_id"u8, sessionId);
        json.WriteNumber("seq"u8, sequence ?? 0);
        json.WriteEndObject();
    });

    private static ReadOnlyMemory<byte> Write(GatewayOpcode opcode, Action<Utf8JsonWriter> writeData)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("op"u8, (int)opcode);
            writeData(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
