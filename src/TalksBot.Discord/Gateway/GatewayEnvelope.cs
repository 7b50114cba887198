using System.Text.Json;

namespace TalksBot.Discord;

/// <summary>What a gateway frame is (Gateway, "Opcodes").</summary>
internal enum GatewayOpcode
{
    /// <summary>An event.</summary>
    Dispatch = 0,

    /// <summary>Both ways: I live, do you?</summary>
    Heartbeat = 1,

    /// <summary>Ours: who we are.</summary>
    Identify = 2,

    /// <summary>Ours: goes on with a session.</summary>
    Resume = 6,

    /// <summary>Theirs: connect anew and resume.</summary>
    Reconnect = 7,

    /// <summary>Theirs: the session is void, or to be resumed.</summary>
    InvalidSession = 9,

    /// <summary>Theirs: the first frame.</summary>
    Hello = 10,

    /// <summary>Theirs: a heartbeat arrived.</summary>
    HeartbeatAck = 11,
}

/// <summary>One frame of the gateway, its data still unread.</summary>
/// <param name="Opcode">What it is; may be a number that we do not know.</param>
/// <param name="Sequence">Number of a dispatch, or null.</param>
/// <param name="EventName">Name of a dispatch, or null.</param>
/// <param name="DataStart">Where the data begins.</param>
/// <param name="DataLength">Bytes of the data; 0 when there is none.</param>
internal readonly record struct GatewayEnvelope(GatewayOpcode Opcode, long? Sequence, string? EventName, int DataStart, int DataLength)
{
    private const int MaxDepth = 128;

    /// <summary>Reads the envelope; its fields may come in any order, unknown ones are passed over.</summary>
    /// <exception cref="JsonException">It is no JSON object with an opcode.</exception>
    public static GatewayEnvelope Parse(ReadOnlySpan<byte> frame)
    {
        var reader = new Utf8JsonReader(frame, new JsonReaderOptions { MaxDepth = MaxDepth });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A frame must be an object.");
        }

        int? opcode = null;
        long? sequence = null;
        string? eventName = null;
        var (start, length) = (0, 0);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("op"u8))
            {
                reader.Read();
                opcode = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) ? number : null;
            }
            else if (reader.ValueTextEquals("s"u8))
            {
                reader.Read();
                sequence = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) ? number : null;
            }
            else if (reader.ValueTextEquals("t"u8))
            {
                reader.Read();
                eventName = reader.TokenType == JsonTokenType.String ? KnownName(ref reader) : null;
            }
            else
            {
                var isData = reader.ValueTextEquals("d"u8);
                reader.Read();
                var tokenStart = (int)reader.TokenStartIndex;
                reader.Skip();
                if (isData)
                {
                    (start, length) = (tokenStart, (int)reader.BytesConsumed - tokenStart);
                }

                continue;
            }

            // A container where a plain value belongs.
            reader.Skip();
        }

        return opcode is { } known ? new((GatewayOpcode)known, sequence, eventName, start, length) : throw new JsonException("A frame must have an opcode.");
    }

    // Most events are not ours: their names are not worth a string each.
    private static string KnownName(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("INTERACTION_CREATE"u8) ? GatewayEvents.InteractionCreate
        : reader.ValueTextEquals("MESSAGE_CREATE"u8) ? GatewayEvents.MessageCreate
        : reader.ValueTextEquals("GUILD_CREATE"u8) ? GatewayEvents.GuildCreate
        : reader.ValueTextEquals("GUILD_DELETE"u8) ? GatewayEvents.GuildDelete
        : reader.ValueTextEquals("CHANNEL_UPDATE"u8) ? GatewayEvents.ChannelUpdate
        : reader.ValueTextEquals("GUILD_ROLE_UPDATE"u8) ? GatewayEvents.GuildRoleUpdate
        : reader.ValueTextEquals("READY"u8) ? GatewayEvents.Ready
        : reader.ValueTextEquals("RESUMED"u8) ? GatewayEvents.Resumed
        : "";
}

/// <summary>Names of the events that are read.</summary>
internal static class GatewayEvents
{
    public const string InteractionCreate = "INTERACTION_CREATE";
    public const string MessageCreate = "MESSAGE_CREATE";
    public const string GuildCreate = "GUILD_CREATE";
    public const string GuildDelete = "GUILD_DELETE";
    public const string ChannelUpdate = "CHANNEL_UPDATE";
    public const string GuildRoleUpdate = "GUILD_ROLE_UPDATE";
    public const string Ready = "READY";
    public const string Resumed = "RESUMED";
}
