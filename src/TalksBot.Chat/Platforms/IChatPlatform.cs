using System.Collections.Immutable;

namespace TalksBot.Chat;

/// <summary>One chat platform that people reach the bot on; it turns the platform's events into <see cref="ChatCall"/>s and shows the answers.</summary>
public interface IChatPlatform
{
    /// <summary>Lower-case name as settings and dossiers spell it: "discord", "slack".</summary>
    string Name { get; }

    /// <summary>How it does at this moment; safe to read from any thread.</summary>
    PlatformHealth Health { get; }

    /// <summary>HTTP endpoints that it wants served; empty when it is connected by a socket of its own.</summary>
    ImmutableArray<CallbackRoute> Callbacks { get; }

    /// <summary>How it posts what nobody asked for just now; null when it cannot.</summary>
    IUpdatePort? Updates => null;

    /// <summary>Connects, serves and reconnects until it is told to stop.</summary>
    /// <param name="stopping">Ends it in order: what is being answered is finished (within seconds), then connections are closed.</param>
    /// <exception cref="PlatformRefusedException">The platform will not have us (a bad token, an intent that is not enabled); trying again is of no use.</exception>
    Task RunAsync(CancellationToken stopping);

    /// <summary>Checks token, permissions, scopes and addresses against the platform, changing nothing there; one finding each.</summary>
    Task<ImmutableArray<PlatformFinding>> CheckAsync(CancellationToken cancellationToken);
}

/// <summary>One line of what <c>talksbot doctor</c> says of a platform.</summary>
/// <param name="IsGood">False when something is to be mended.</param>
/// <param name="What">What was checked, in a word or two: "token", "scopes".</param>
/// <param name="Message">What was found and, when it is not good, what to do; never a secret.</param>
public sealed record PlatformFinding(bool IsGood, string What, string Message);

/// <summary>The platform refuses us for good; the message says what to do and holds no secret.</summary>
public sealed class PlatformRefusedException : Exception
{
    /// <summary>With what to do.</summary>
    /// <param name="message">One line: what the platform said, and what to do about it.</param>
    /// <param name="innerException">What it came from, or null.</param>
    public PlatformRefusedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
