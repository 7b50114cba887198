namespace TalksBot.Discord;

/// <summary>Which limits and credentials a request has.</summary>
internal enum RequestKind
{
    /// <summary>Carries the bot's token and counts against the global limit.</summary>
    Bot,

    /// <summary>The first answer to an interaction: no token, no limit of ours, goes out at once.</summary>
    Callback,

    /// <summary>A later answer to an interaction: no token, its own bucket, not counted against the global limit.</summary>
    FollowUp,
}

/// <summary>One request to the API.</summary>
/// <param name="Kind">Which limits and credentials it has.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Route">The path with its variable parts in braces: names the bucket, and the request in messages.</param>
/// <param name="Path">The path as it is sent, without leading slash; may hold an interaction's token and is never logged.</param>
internal sealed record DiscordRequest(RequestKind Kind, HttpMethod Method, string Route, string Path)
{
    /// <summary>The route's major parameter: channel, server, or webhook with its token; empty where there is none.</summary>
    public string Major { get; init; } = "";

    /// <summary>The JSON body, or null.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>Whether repeating it after a lost reply does no harm: every method but POST, and a post with an enforced nonce.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Whether a stop ends only its waiting: what is on the wire is finished.</summary>
    public bool FinishesOnWire { get; init; }

    /// <summary>How long it may take altogether, waits included.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often an answer of 404 is asked again, for an edit that may overtake the first answer on its way through Discord.</summary>
    public int RetriesWhenUnknown { get; init; }

    /// <summary>Whether it uses the connections of first answers, so that one is open when the first interaction comes.</summary>
    public bool WarmsCallbacks { get; init; }

    /// <summary>Method and route alone.</summary>
    public override string ToString() => $"{Method} {Route}";
}

/// <summary>An answer of the API with status 2xx.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The body, empty for none.</param>
internal readonly record struct DiscordResponse(int Status, ReadOnlyMemory<byte> Body);
