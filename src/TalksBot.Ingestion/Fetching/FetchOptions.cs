namespace TalksBot.Ingestion;

/// <summary>How addresses are fetched.</summary>
public sealed record FetchOptions
{
    /// <summary>Hosts that are fetched although their address is not public.</summary>
    public AllowedHosts AllowHosts { get; init; } = AllowedHosts.None;

    /// <summary>An address or mailbox at which whoever runs a site reaches the operator; empty for none. Part of the User-Agent.</summary>
    public string Contact { get; init; } = "";

    /// <summary>From the end of one request to a host to the next one.</summary>
    public TimeSpan HostGap { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Until a connection stands, encryption included.</summary>
    public TimeSpan ConnectTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Until the answer's headers are there, for each redirect anew.</summary>
    public TimeSpan HeaderTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>For the whole body.</summary>
    public TimeSpan BodyTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For the next byte of the body.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Bytes a second that a body must bring on average once ten seconds have passed; a modem brought ten times as much.</summary>
    public int LeastRate { get; init; } = 512;

    /// <summary>Redirects that are followed.</summary>
    public int MaxRedirects { get; init; } = 5;
}

/// <summary>What is to be fetched.</summary>
/// <param name="Address">http or https.</param>
public sealed record FetchRequest(Uri Address)
{
    /// <summary>Bytes, on the wire and unpacked, at the most.</summary>
    public int MaxBytes { get; init; } = 5 * 1024 * 1024;

    /// <summary>What kinds are wanted, as in the Accept header.</summary>
    public string Accept { get; init; } = "*/*";

    /// <summary>Entity tag of what is known, or null.</summary>
    public string? EntityTag { get; init; }

    /// <summary>Last-Modified of what is known, or null.</summary>
    public string? LastModified { get; init; }

    /// <summary>Whether the beginning is enough where there is more than <see cref="MaxBytes"/>.</summary>
    internal bool IsBeginningEnough { get; init; }
}

/// <summary>Why something could not be fetched.</summary>
public enum FetchFailure
{
    /// <summary>The address itself: no http or https, with a user name in it, not public, or it redirects without end.</summary>
    Address,

    /// <summary>robots.txt does not want it, or cannot be read now.</summary>
    Robots,

    /// <summary>No connection, or it broke.</summary>
    Unreachable,

    /// <summary>Too slow.</summary>
    Slow,

    /// <summary>Larger than may be.</summary>
    TooLarge,

    /// <summary>It has gone for good (410).</summary>
    Gone,

    /// <summary>Another status of 400 to 499.</summary>
    Refused,

    /// <summary>The server asks to come later (429, 503), or has trouble of its own (500 to 599).</summary>
    Busy,

    /// <summary>An answer that is no HTTP, or packed in a way that is not read.</summary>
    Malformed,
}

/// <summary>What came of a request.</summary>
public abstract record FetchOutcome
{
    private FetchOutcome()
    {
    }

    /// <summary>What it is.</summary>
    /// <param name="Address">Where it was found, after redirects.</param>
    /// <param name="Body">Unpacked.</param>
    public sealed record Fetched(Uri Address, byte[] Body) : FetchOutcome
    {
        /// <summary>The charset of its Content-Type, or null.</summary>
        public string? Charset { get; init; }

        /// <summary>The media type in lower case, or null.</summary>
        public string? MediaType { get; init; }

        /// <summary>Entity tag, or null.</summary>
        public string? EntityTag { get; init; }

        /// <summary>Last-Modified as sent, or null.</summary>
        public string? LastModified { get; init; }

        /// <summary>For how long it stays fresh; null when nothing is said.</summary>
        public TimeSpan? FreshFor { get; init; }

        /// <summary>Where it has moved for good, or null.</summary>
        public Uri? MovedTo { get; init; }
    }

    /// <summary>It has not changed.</summary>
    /// <param name="FreshFor">For how long it stays fresh; null when nothing is said.</param>
    public sealed record NotModified(TimeSpan? FreshFor) : FetchOutcome
    {
        /// <summary>Where it has moved for good, or null.</summary>
        public Uri? MovedTo { get; init; }
    }

    /// <summary>Nothing.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Message">In plain words, one line without secrets; continues "ADDRESS: ".</param>
    public sealed record Failed(FetchFailure Reason, string Message) : FetchOutcome
    {
        /// <summary>The status, or null when there was no answer.</summary>
        public int? Status { get; init; }

        /// <summary>For how long the server asks to be left alone; null when it does not.</summary>
        public TimeSpan? RetryAfter { get; init; }
    }
}
