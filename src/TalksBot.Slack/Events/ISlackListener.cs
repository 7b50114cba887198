using System.Collections.Immutable;

namespace TalksBot.Slack;

/// <summary>Takes what people do in Slack. Everything but suggestions and forms is acknowledged already when it comes here.</summary>
public interface ISlackListener
{
    /// <summary>Handles an event, answering included.</summary>
    /// <param name="slackEvent">None of those that the other methods take.</param>
    /// <param name="cancellationToken">Ends what is not done when we stop.</param>
    Task HandleAsync(SlackEvent slackEvent, CancellationToken cancellationToken);

    /// <summary>Suggestions for what was typed; within 3 s, and never failing.</summary>
    /// <returns>At most 100; none when nothing fits.</returns>
    Task<ImmutableArray<SlackOption>> SuggestAsync(SlackEvent.OptionsWanted wanted, CancellationToken cancellationToken);

    /// <summary>Looks at a form at once, without any look-up.</summary>
    FormVerdict Receive(SlackEvent.FormSent form);
}

/// <summary>Whether a form is right.</summary>
/// <param name="Problem">What is wrong, and in which block; null closes the form.</param>
/// <param name="Continue">What is done after the acknowledgement, or null.</param>
public sealed record FormVerdict((string BlockId, string Text)? Problem, Func<CancellationToken, Task>? Continue);
