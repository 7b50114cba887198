namespace TalksBot.Slack;

/// <summary>The times that the protocol sets; tests shorten those that run on the machine's own clock.</summary>
internal sealed record SlackTiming
{
    /// <summary>How long hello may take (Socket Mode).</summary>
    public TimeSpan Hello { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between two first openings, so that connections do not expire together.</summary>
    public TimeSpan Spacing { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A quiet connection is pinged after this time.</summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A ping must be answered within this time.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Slack pings every 10 to 30 s; a connection on which nothing of the other side's own accord came for this long is replaced.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>How long a connection that is to end in about 10 s ("warning") is read on after its replacement said hello.</summary>
    public TimeSpan WarningGrace { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The same for one that ends now ("refresh_requested").</summary>
    public TimeSpan RefreshGrace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the close handshake may take.</summary>
    public TimeSpan Close { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long answers in flight may take at a stop; with <see cref="Farewell"/> and <see cref="Close"/> it stays under 5 s.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(3.5);

    /// <summary>How long those may take that are told at a stop that their answer will not come.</summary>
    public TimeSpan Farewell { get; init; } = TimeSpan.FromMilliseconds(600);

    /// <summary>How long one call of the Web API may take.</summary>
    public TimeSpan Call { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>When work is shown to go on ("Looking…").</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How long an answer waits for the reader's time zone.</summary>
    public TimeSpan UserWait { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>When a list of suggestions is given up and an empty one sent; Slack allows 3 s.</summary>
    public TimeSpan Suggestions { get; init; } = TimeSpan.FromSeconds(2);
}
