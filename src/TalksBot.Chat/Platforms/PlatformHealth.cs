namespace TalksBot.Chat;

/// <summary>Whether a platform reaches us.</summary>
public enum ConnectionState
{
    /// <summary>It was not started, or was told to stop.</summary>
    Stopped,

    /// <summary>On its way for the first time.</summary>
    Connecting,

    /// <summary>Events come in: READY or RESUMED, hello, or endpoints served; and the other side was heard of lately.</summary>
    Connected,

    /// <summary>The connection was lost and is being made again.</summary>
    Reconnecting,

    /// <summary>The platform refused us for good.</summary>
    Refused,
}

/// <summary>How a platform does, for the health page and for operators; counts since the start.</summary>
/// <param name="State">Of the connection.</param>
/// <param name="SinceAt">Since when it is in that state.</param>
/// <param name="HeardAt">When the other side was last heard of (a heartbeat's ACK, a frame, a request), or null.</param>
/// <param name="Reconnects">How often the connection was made again.</param>
/// <param name="Answered">Interactions that were acknowledged.</param>
/// <param name="Late">Interactions that could not be acknowledged in the platform's time.</param>
/// <param name="Limited">Answers of "too many requests" that we got.</param>
/// <param name="Problem">What is wrong at the moment, one line without secrets, or null.</param>
public sealed record PlatformHealth(
    ConnectionState State,
    DateTimeOffset SinceAt,
    DateTimeOffset? HeardAt = null,
    long Reconnects = 0,
    long Answered = 0,
    long Late = 0,
    long Limited = 0,
    string? Problem = null);
