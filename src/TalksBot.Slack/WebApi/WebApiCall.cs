namespace TalksBot.Slack;

/// <summary>What is done when a call fails although it may have succeeded.</summary>
internal enum RepeatRule
{
    /// <summary>Nothing: done twice it would be seen twice, or it is of no use later.</summary>
    Never,

    /// <summary>It changes nothing: repeated soon, with growing pauses.</summary>
    Read,

    /// <summary>Seen twice it does little harm: repeated once, after 30 s (Slack reference, S13).</summary>
    OnceLate,
}

/// <summary>One call of a Web API method, or of a <c>response_url</c>.</summary>
/// <param name="Method">Name of the method ("chat.postMessage"), or "response_url"; what limits count by.</param>
/// <param name="Url">Where it goes; never shown.</param>
/// <param name="Body">Its body, sent anew on each try.</param>
/// <param name="ContentType">Type of the body.</param>
internal sealed record WebApiCall(string Method, Uri Url, ReadOnlyMemory<byte> Body, string ContentType)
{
    /// <summary>JSON with its charset, without which Slack warns.</summary>
    public const string Json = "application/json; charset=utf-8";

    /// <summary>What read methods take.</summary>
    public const string Form = "application/x-www-form-urlencoded";

    /// <summary>Scheme and credential of the Authorization header, or null for none.</summary>
    public (string Scheme, string Credential)? Authorization { get; init; }

    /// <summary>Whose limits it counts against.</summary>
    public string Workspace { get; init; } = "";

    /// <summary>What is done when it fails unclearly.</summary>
    public RepeatRule Repeat { get; init; } = RepeatRule.Never;

    /// <summary>Whether it waits when Slack says "too many requests"; false for what is of no use later.</summary>
    public bool WaitsForLimits { get; init; } = true;

    /// <summary>Whether a stop ends only its waiting: what is on the wire is finished.</summary>
    public bool FinishesOnWire { get; init; }

    /// <summary>Whether the caller repeats by its own rule.</summary>
    public bool IsSingleTry { get; init; }

    /// <summary>Whether the answer is a Web API object; a <c>response_url</c> answers plain "ok".</summary>
    public bool AnswersJson { get; init; } = true;

    /// <summary>Asked before each try after the first; false ends the tries. A <c>response_url</c> counts its uses here.</summary>
    public Func<bool>? MayTry { get; init; }

    /// <summary>Nothing of addresses, bodies and credentials, so that it can be logged.</summary>
    public override string ToString() => Method;
}
