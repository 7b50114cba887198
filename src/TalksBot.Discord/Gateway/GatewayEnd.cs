namespace TalksBot.Discord;

/// <summary>Why a connection ended.</summary>
internal enum GatewayEndReason
{
    /// <summary>It could not be opened.</summary>
    NotConnected,

    /// <summary>It was lost or closed by the other side.</summary>
    Closed,

    /// <summary>Heartbeats were not acknowledged.</summary>
    Zombie,

    /// <summary>No Hello, READY or RESUMED came in time.</summary>
    Silent,

    /// <summary>Something came that is no gateway frame.</summary>
    Malformed,

    /// <summary>The other side asked for a new connection (opcode 7).</summary>
    Reconnect,

    /// <summary>The session is void (opcode 9).</summary>
    Invalid,

    /// <summary>We stop.</summary>
    Stopping,
}

/// <summary>How a connection ended.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Next">What follows.</param>
/// <param name="CloseCode">The other side's close code, or null.</param>
internal sealed record GatewayEnd(GatewayEndReason Reason, GatewayNext Next, int? CloseCode = null);
