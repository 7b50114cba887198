using System.Collections.Immutable;
using TalksBot.Chat;

namespace TalksBot.Slack;

/// <summary>
/// Slack as the adapter needs it: events come in normalised and acknowledged, answers go out within Slack's rates. How they travel (websockets, HTTP, a library) is
/// the implementation's.
/// </summary>
public interface ISlackClient : IAsyncDisposable
{
    /// <summary>The app was installed in a workspace, perhaps anew. Raised on any thread.</summary>
    event EventHandler<SlackInstalledEventArgs>? Installed;

    /// <summary>How it does at this moment.</summary>
    PlatformHealth Health { get; }

    /// <summary>Endpoints that it wants served.</summary>
    ImmutableArray<CallbackRoute> Callbacks { get; }

    /// <summary>Connects and hands events to <paramref name="listener"/> until it is told to stop; then lets what is being handled finish.</summary>
    /// <exception cref="PlatformRefusedException">Slack will not have us.</exception>
    Task RunAsync(ISlackListener listener, CancellationToken stopping);

    /// <summary>Posts a message to <see cref="SlackMessage.Channel"/>.</summary>
    /// <param name="workspace">Where.</param>
    /// <param name="message">With its channel.</param>
    /// <param name="mayRepeat">Whether it may be posted again when it is unclear that it was.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>With the message's <c>ts</c>.</returns>
    Task<SlackOutcome> PostAsync(SlackWorkspace workspace, SlackMessage message, bool mayRepeat, CancellationToken cancellationToken);

    /// <summary>Posts an update: never twice, and what is on the wire at a stop is finished.</summary>
    /// <param name="workspace">Where.</param>
    /// <param name="message">With its channel and metadata.</param>
    /// <param name="cancellationToken">Ends waiting for a turn.</param>
    /// <returns>With the message's <c>ts</c>.</returns>
    Task<SlackOutcome> PostUpdateAsync(SlackWorkspace workspace, SlackMessage message, CancellationToken cancellationToken);

    /// <summary>Looks for the update with a key among a channel's messages since a moment.</summary>
    /// <param name="workspace">Where.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="threadTs">The thread that it was posted into, or null.</param>
    /// <param name="key">The delivery's idempotency key.</param>
    /// <param name="since">Since when.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>With the message's <c>ts</c>; without a failure and without an id when it is certainly not there.</returns>
    Task<SlackOutcome> FindUpdateAsync(SlackWorkspace workspace, string channel, string? threadTs, string key, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Posts a message that <see cref="SlackMessage.User"/> alone sees.</summary>
    Task<SlackOutcome> PostEphemeralAsync(SlackWorkspace workspace, SlackMessage message, CancellationToken cancellationToken);

    /// <summary>Changes our message <see cref="SlackMessage.Ts"/> in <see cref="SlackMessage.Channel"/>.</summary>
    Task<SlackOutcome> UpdateAsync(SlackWorkspace workspace, SlackMessage message, CancellationToken cancellationToken);

    /// <summary>Answers an interaction.</summary>
    Task<SlackOutcome> RespondAsync(SlackWorkspace workspace, ResponseHandle handle, SlackMessage message, CancellationToken cancellationToken);

    /// <summary>Opens a modal; within 3 s of the interaction that gave the trigger.</summary>
    /// <returns>With the view's id.</returns>
    Task<SlackOutcome> OpenViewAsync(SlackWorkspace workspace, string triggerId, SlackView view, CancellationToken cancellationToken);

    /// <summary>Changes an open view.</summary>
    /// <param name="workspace">Where.</param>
    /// <param name="viewId">The view.</param>
    /// <param name="hash">Of the view as we know it, so that a later change is not undone; or null.</param>
    /// <param name="view">What takes its place.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    Task<SlackOutcome> UpdateViewAsync(SlackWorkspace workspace, string viewId, string? hash, SlackView view, CancellationToken cancellationToken);

    /// <summary>Shows a person's Home tab.</summary>
    Task<SlackOutcome> PublishHomeAsync(SlackWorkspace workspace, string userId, string? hash, SlackView view, CancellationToken cancellationToken);

    /// <summary>Looks a person up; null when that fails.</summary>
    Task<SlackUser?> FindUserAsync(SlackWorkspace workspace, string userId, CancellationToken cancellationToken);

    /// <summary>The app was removed from a workspace: ends sending there and deletes the installation.</summary>
    /// <param name="workspace">Where.</param>
    /// <param name="removedAt">When, or null when Slack did not say.</param>
    /// <param name="cancellationToken">Ends waiting for the deletion.</param>
    /// <returns>False when the app was installed there anew since, so that nothing was deleted.</returns>
    Task<bool> ForgetAsync(SlackWorkspace workspace, DateTimeOffset? removedAt, CancellationToken cancellationToken);

    /// <summary>Checks settings, tokens and scopes against Slack, changing nothing there.</summary>
    Task<ImmutableArray<PlatformFinding>> CheckAsync(CancellationToken cancellationToken);
}

/// <summary>Where the app was installed.</summary>
/// <param name="workspace">The workspace or organisation.</param>
public sealed class SlackInstalledEventArgs(SlackWorkspace workspace) : EventArgs
{
    /// <summary>The workspace or organisation.</summary>
    public SlackWorkspace Workspace { get; } = workspace;
}
