namespace TalksBot.Discord;

/// <summary>What a failure means for whoever asked.</summary>
public enum DiscordErrorKind
{
    /// <summary>The channel, server or message is gone, or will never take a message.</summary>
    Gone,

    /// <summary>The bot may not do it there.</summary>
    Forbidden,

    /// <summary>Too much was asked for too long a time.</summary>
    Limited,

    /// <summary>Discord or the way to it is out of order.</summary>
    Transient,

    /// <summary>Our request is wrong; a defect.</summary>
    Ours,

    /// <summary>The interaction is over: too late, or more than 15 minutes old.</summary>
    Expired,

    /// <summary>Discord takes offence at this one message.</summary>
    Blocked,

    /// <summary>The token is void; nothing is sent any more.</summary>
    Refused,
}

/// <summary>Discord did not do what was asked. Its message names the route and codes, never a token or a text.</summary>
public sealed class DiscordException : Exception
{
    /// <summary>With everything known of it.</summary>
    /// <param name="kind">What it means.</param>
    /// <param name="message">One line without secrets.</param>
    /// <param name="innerException">What it came from, or null; must hold no secret either.</param>
    public DiscordException(DiscordErrorKind kind, string message, Exception? innerException = null)
        : base(message, innerException) => Kind = kind;

    /// <summary>What it means.</summary>
    public DiscordErrorKind Kind { get; }

    /// <summary>HTTP status, or null when no answer came.</summary>
    public int? Status { get; init; }

    /// <summary>Whether it may have been done all the same: a reply was lost.</summary>
    public bool MayBeDone { get; internal set; }

    /// <summary>Of a limit: how long Discord asked us to wait; else zero.</summary>
    public TimeSpan RetryAfter { get; init; }

    /// <summary>Of a limit: whether it holds for everything the bot sends.</summary>
    public bool IsGlobal { get; init; }

    /// <summary>Discord's own code (JSON Error Codes), or 0.</summary>
    public int Code { get; init; }
}
