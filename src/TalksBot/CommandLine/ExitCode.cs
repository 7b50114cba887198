namespace TalksBot;

/// <summary>What a call of <c>talksbot</c> returns.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Failed, wholly or for some of the inputs.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage or configuration; nothing was done.</summary>
    public const int WrongUsage = 2;
}

/// <summary>Ends a call with one line on standard error.</summary>
public sealed class CommandFailedException : Exception
{
    /// <summary>Ends the call.</summary>
    /// <param name="exitCode">One of <see cref="TalksBot.ExitCode"/>.</param>
    /// <param name="message">One line that says what to do.</param>
    public CommandFailedException(int exitCode, string message)
        : base(message) => ExitCode = exitCode;

    /// <summary>What the call returns.</summary>
    public int ExitCode { get; }

    /// <summary>Wrong usage or configuration.</summary>
    public static CommandFailedException Usage(string message) => new(TalksBot.ExitCode.WrongUsage, message);

    /// <summary>Right usage, but it did not work.</summary>
    public static CommandFailedException Failure(string message) => new(TalksBot.ExitCode.Failed, message);
}
