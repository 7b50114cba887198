using System.Text.Json;

namespace TalksBot.Slack;

/// <summary>What a Socket Mode frame is.</summary>
internal enum FrameKind
{
    /// <summary>No JSON object.</summary>
    Malformed,

    /// <summary>Of a type we do not know, without an envelope; passed over.</summary>
    Other,

    /// <summary>The connection is ready.</summary>
    Hello,

    /// <summary>The connection is to end.</summary>
    Disconnect,

    /// <summary>Something to acknowledge.</summary>
    Envelope,
}

/// <summary>What came, whichever way it came.</summary>
internal enum PayloadKind
{
    /// <summary>Of a kind we do not know.</summary>
    Unknown,

    /// <summary>An event of the Events API.</summary>
    Event,

    /// <summary>A slash command.</summary>
    Command,

    /// <summary>A button, shortcut, closed view.</summary>
    Interaction,

    /// <summary>A list of suggestions is wanted, in the acknowledgement.</summary>
    Suggestion,

    /// <summary>A form was sent; the acknowledgement says whether it is right.</summary>
    Submission,
}

/// <summary>The little of a frame that is needed to acknowledge it, read in one pass and without a copy.</summary>
internal struct FrameHead
{
    private const int MaxIdLength = 200;

    /// <summary>What the frame is.</summary>
    public FrameKind Kind { get; private set; }

    /// <summary>What an envelope holds.</summary>
    public PayloadKind Payload { get; private set; }

    /// <summary>Where the envelope's id is in the frame, as it is written there, escapes included.</summary>
    public Range Id { get; private set; }

    /// <summary>Where the payload is in the frame; empty when there is none.</summary>
    public Range Body { get; private set; }

    /// <summary>Why the connection is to end, or null.</summary>
    public string? Reason { get; private set; }

    /// <summary>How many connections Slack counts for the app (hello), or 0.</summary>
    public int Connections { get; private set; }

    /// <summary>Whether Slack says that it takes no payload in the acknowledgement; where it says nothing, what the envelope holds decides.</summary>
    public bool RefusesPayload { get; private set; }

    /// <summary>Reads a frame; any bytes are taken.</summary>
    public static FrameHead Read(ReadOnlySpan<byte> frame)
    {
        var head = new FrameHead();
        try
        {
            head.ReadObject(frame);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return new FrameHead { Kind = FrameKind.Malformed };
        }

        return head;
    }

    private void ReadObject(ReadOnlySpan<byte> frame)
    {
        var reader = new Utf8JsonReader(frame);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("No object.");
        }

        var type = FrameKind.Other;
        var interaction = PayloadKind.Interaction;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("envelope_id"u8))
            {
                reader.Read();
                ReadId(ref reader);
            }
            else if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                type = ReadType(ref reader);
            }
            else if (reader.ValueTextEquals("payload"u8))
            {
                reader.Read();
                interaction = ReadPayload(ref reader);
            }
            else if (reader.ValueTextEquals("reason"u8))
            {
                reader.Read();
                Reason = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                reader.Skip();
            }
            else if (reader.ValueTextEquals("accepts_response_payload"u8))
            {
                reader.Read();
                RefusesPayload = reader.TokenType == JsonTokenType.False;
                reader.Skip();
            }
            else if (reader.ValueTextEquals("num_connections"u8))
            {
                reader.Read();
                Connections = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var count) ? count : 0;
                reader.Skip();
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        // Whatever stands after the object makes the reader throw.
        reader.Read();
        Kind = Id.Equals(default) || type is FrameKind.Hello or FrameKind.Disconnect ? type : FrameKind.Envelope;
        if (Kind == FrameKind.Envelope && Payload == PayloadKind.Interaction)
        {
            Payload = interaction;
        }
    }

    private void ReadId(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length is > 0 and <= MaxIdLength)
        {
            var start = (int)reader.TokenStartIndex + 1;
            Id = start..(start + reader.ValueSpan.Length);
        }

        reader.Skip();
    }

    private FrameKind ReadType(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return FrameKind.Other;
        }

        Payload = reader.ValueTextEquals("slash_commands"u8) ? PayloadKind.Command
            : reader.ValueTextEquals("events_api"u8) ? PayloadKind.Event
            : reader.ValueTextEquals("interactive"u8) ? PayloadKind.Interaction
            : PayloadKind.Unknown;
        return reader.ValueTextEquals("hello"u8) ? FrameKind.Hello : reader.ValueTextEquals("disconnect"u8) ? FrameKind.Disconnect : FrameKind.Other;
    }

    private PayloadKind ReadPayload(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        var kind = PayloadKind.Interaction;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return kind;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            reader.Read();
            if (isType && reader.TokenType == JsonTokenType.String)
            {
                kind = reader.ValueTextEquals("block_suggestion"u8) ? PayloadKind.Suggestion
                    : reader.ValueTextEquals("view_submission"u8) ? PayloadKind.Submission
                    : PayloadKind.Interaction;
            }

            reader.Skip();
        }

        Body = start..(int)reader.BytesConsumed;
        return kind;
    }
}
