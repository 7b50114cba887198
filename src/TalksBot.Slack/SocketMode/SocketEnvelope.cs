namespace TalksBot.Slack;

/// <summary>An envelope that came over a connection.</summary>
/// <param name="Connection">Where it came, and is acknowledged.</param>
/// <param name="Id">Its id, as written in the frame, escapes included.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Payload">The payload's JSON; empty when there was none.</param>
/// <param name="ReceivedAt">Timestamp of its arrival.</param>
/// <param name="AwaitsPayload">Whether it is still to be acknowledged, with a payload.</param>
internal sealed record SocketEnvelope(SocketConnection Connection, string Id, PayloadKind Kind, ReadOnlyMemory<byte> Payload, long ReceivedAt, bool AwaitsPayload);

/// <summary>What a connection tells.</summary>
internal interface ISocketListener
{
    /// <summary>An envelope came; it is acknowledged unless it awaits a payload. Must return at once.</summary>
    void Take(SocketEnvelope envelope);
}

/// <summary>Why a connection is to be replaced.</summary>
internal enum SocketNotice
{
    /// <summary>It is gone.</summary>
    Dropped,

    /// <summary>It ends in about 10 s.</summary>
    Warning,

    /// <summary>It ends now.</summary>
    Refresh,

    /// <summary>Nothing came for so long that it is taken for dead.</summary>
    Quiet,

    /// <summary>Slack counts too many connections.</summary>
    TooMany,

    /// <summary>Socket Mode was switched off.</summary>
    LinkDisabled,
}
