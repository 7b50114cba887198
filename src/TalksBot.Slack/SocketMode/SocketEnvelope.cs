namespace TalksBot.Slack;

/// <summary>An envelope that came over a connection.</summary>
/// <param name="Connection">Where it came, and is acknowledged.</param>
/// <param name="Id">Its id, as written in the frame, escapes included.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Payload">The payload's JSON; empty when there was none.</param>
/// <param name="ReceivedAt">Timestamp of its arrival.</param>
/// <param name="AwaitsPayload">Whether it is still to be acknowledged, with a payload.</param>
internal sealed record SocketEnvelope(IEnvelopeSource Connection, string Id, PayloadKind Kind, ReadOnlyMemory<byte> Payload, long ReceivedAt, bool AwaitsPayload);

/// <summary>Where envelopes come, and are acknowledged.</summary>
internal interface IEnvelopeSource
{
    /// <summary>Acknowledges an envelope with the answer that it awaits.</summary>
    /// <param name="envelope">One that came here, not acknowledged yet.</param>
    /// <param name="payload">JSON of the answer; empty for none.</param>
    /// <returns>Whether it was sent; false when the connection is gone.</returns>
    Task<bool> AcknowledgeAsync(SocketEnvelope envelope, ReadOnlyMemory<byte> payload);
}

/// <summary>Brings what happens in Slack by Socket Mode.</summary>
internal interface ISocketSource : IDisposable
{
    /// <summary>How many connections are ready.</summary>
    int ReadyCount { get; }

    /// <summary>Holds connections until it is told to stop, then closes them.</summary>
    /// <param name="stopping">Ends it; the caller has seen to it that nothing is left to acknowledge.</param>
    /// <exception cref="Chat.PlatformRefusedException">Slack will not have us.</exception>
    Task RunAsync(CancellationToken stopping);
}

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
