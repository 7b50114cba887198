using System.Collections.Immutable;

namespace TalksBot.Chat;

/// <summary>Where platforms bring what people ask and fetch the answers.</summary>
public interface IChatDesk
{
    /// <summary>Understands a call at once, without any look-up; never throws for what people send.</summary>
    ChatTask Receive(ChatCall call);

    /// <summary>Answers what was understood. A store that fails or hangs yields a plain apology (and an alarm in the log) instead of an exception.</summary>
    /// <param name="task">From <see cref="Receive"/>.</param>
    /// <param name="cancellationToken">Stops it when the answer is of no use any more.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    Task<ChatAnswer> AnswerAsync(ChatTask task, CancellationToken cancellationToken);

    /// <summary>Values that a person may mean who has typed <paramref name="typed"/> in an option's field; empty when the store fails or nothing fits.</summary>
    /// <param name="place">Where, and who: decides whose names may be seen.</param>
    /// <param name="command">Name of the command without slash; any text.</param>
    /// <param name="option">Name of its option; any text.</param>
    /// <param name="typed">Value so far; any text.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<ImmutableArray<string>> CompleteAsync(ChatPlace place, string command, string option, string typed, CancellationToken cancellationToken);

    /// <summary>Deletes what is kept of a server or workspace that has sent us away. A store that fails is logged as an alarm, for the operator to mend.</summary>
    /// <param name="platform">"discord", "slack".</param>
    /// <param name="serverId">The server or workspace.</param>
    /// <param name="cancellationToken">A stop leaves everything as it was.</param>
    Task ForgetServerAsync(string platform, string serverId, CancellationToken cancellationToken);
}
