using System.Collections.Immutable;
using TalksBot.Chat;
using TalksBot.Domain;

namespace TalksBot.Slack;

/// <summary>
/// Posts what nobody asked for just now. Slack knows no idempotency keys: the delivery's key goes into the message's metadata, and after a lost reply it is
/// looked for there, where the app may read the channel's history (the optional scopes <c>channels:history</c> and <c>groups:history</c>).
/// </summary>
internal sealed class SlackUpdates(ISlackClient client) : IUpdatePort
{
    private const string Platform = "slack";

    // Texts of messages and notices have 4,000 at most.
    private static readonly TimeSpan ClockSlack = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(65);
    private static readonly TimeSpan Crowded = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public event EventHandler<ChannelOpenedEventArgs>? Opened;

    /// <summary>A channel, or all of a workspace where it is null, may take messages again.</summary>
    public void Open(SlackWorkspace workspace, string? channelId) =>
        Opened?.Invoke(this, new ChannelOpenedEventArgs(new ChannelKey(Platform, workspace.ServerId, channelId ?? "")));

    /// <inheritdoc/>
    public async Task<PostOutcome> PostAsync(ChannelUpdate update, CancellationToken cancellationToken)
    {
        var message = SlackRenderer.Render(update.Answer) with
        {
            Channel = update.Channel.ChannelId,
            ThreadTs = update.InReplyTo,
            Metadata = SlackMetadata.OfUpdate(update.Key),
        };
        var outcome = await TryAsync(message, sent => client.PostUpdateAsync(WorkspaceOf(update.Channel), sent, cancellationToken));

        // Where the message to answer is gone, the answer stands alone.
        return outcome is PostOutcome.Gone { IsMessage: true } && update.InReplyTo is not null
            ? await TryAsync(message with { ThreadTs = null }, sent => client.PostUpdateAsync(WorkspaceOf(update.Channel), sent, cancellationToken))
            : outcome;
    }

    /// <inheritdoc/>
    public async Task<PostOutcome> EditAsync(ChannelUpdate update, string messageId, CancellationToken cancellationToken)
    {
        var message = SlackRenderer.Render(update.Answer) with { Channel = update.Channel.ChannelId, Ts = messageId };
        return await TryAsync(message, sent => client.UpdateAsync(WorkspaceOf(update.Channel), sent, cancellationToken)) is var outcome && outcome is PostOutcome.Posted
            ? new PostOutcome.Posted(messageId)
            : outcome;
    }

    /// <inheritdoc/>
    public async Task<PostedLook> FindPostedAsync(ChannelKey channel, string key, DateTimeOffset since, string? inReplyTo, CancellationToken cancellationToken)
    {
        var outcome = await client.FindUpdateAsync(WorkspaceOf(channel), channel.ChannelId, inReplyTo, key, since - ClockSlack, cancellationToken);
        return outcome switch
        {
            { Failure: null, Id: { } id } => new PostedLook.Found(id),
            { Failure: null } => new PostedLook.Absent(),
            { Failure.Kind: SlackFailureKind.Limited or SlackFailureKind.Transient } => new PostedLook.Later(Minute, $"Slack did not let the channel be read ({outcome.Failure.Error})."),
            { Failure.Error: "missing_scope" } => new PostedLook.Unknown("It may have been posted, and the app may not read the channel (optional scopes channels:history and groups:history)."),
            _ => new PostedLook.Unknown($"It may have been posted, and the channel cannot be read ({outcome.Failure?.Error})."),
        };
    }

    // First as it should look; as plain text where Slack does not like the blocks.
    private static async Task<PostOutcome> TryAsync(SlackMessage message, Func<SlackMessage, Task<SlackOutcome>> send)
    {
        var outcome = await send(message);
        if (outcome.Failure is { Kind: SlackFailureKind.Ours } && !message.Blocks.IsEmpty)
        {
            outcome = await send(message with { Blocks = ImmutableArray<SlackBlock>.Empty });
        }

        return OutcomeOf(outcome);
    }

    private static PostOutcome OutcomeOf(SlackOutcome outcome) => outcome switch
    {
        { Failure: null, Id: { } id } => new PostOutcome.Posted(id),
        { Failure: null } => new PostOutcome.Unclear("Slack's answer names no message."),
        { Failure: { } failure } => OutcomeOf(failure),
    };

    private static PostOutcome OutcomeOf(SlackFailure failure) => failure switch
    {
        { Error: "message_not_found" or "cant_update_message" or "edit_window_closed" or "thread_not_found" or "restricted_action_thread_locked" } =>
            new PostOutcome.Gone(IsMessage: true, failure.Error),
        { Error: "channel_not_found" } => new PostOutcome.Gone(IsMessage: false, "The channel is gone, or private and the app was removed from it."),
        { Error: "is_archived" } => new PostOutcome.Gone(IsMessage: false, "The channel is archived."),
        { Error: "not_in_channel" } => new PostOutcome.Forbidden("The app is not in the channel; invite it."),
        { Error: "missing_scope" } => new PostOutcome.Forbidden("The app was installed without the right to write; install it again."),
        { Error: "message_limit_exceeded" } => new PostOutcome.Limited(Day, IsWholePlatform: false),
        { Error: "too_many_waiting" } => new PostOutcome.Limited(Crowded, IsWholePlatform: false),
        { Kind: SlackFailureKind.Limited } => new PostOutcome.Limited(Minute, IsWholePlatform: false),
        { Kind: SlackFailureKind.Gone } => new PostOutcome.Gone(IsMessage: false, $"Slack says that nothing can be posted there any more ({failure.Error})."),
        { Kind: SlackFailureKind.Forbidden } => new PostOutcome.Forbidden($"Slack does not let the app write there ({failure.Error})."),
        { Kind: SlackFailureKind.Refused } => new PostOutcome.Forbidden("The app is not installed in this workspace any more."),
        { Kind: SlackFailureKind.Transient } when failure == SlackFailure.NoConnection => new PostOutcome.Failed("Slack cannot be reached."),
        { Kind: SlackFailureKind.Transient } => new PostOutcome.Unclear($"Slack did not answer as it should ({failure.Error})."),
        _ => new PostOutcome.Refused($"Slack refuses the message ({failure.Error})."),
    };

    // What the chat knows the workspace by: SlackWorkspace.ServerId.
    private static SlackWorkspace WorkspaceOf(ChannelKey channel) =>
        channel.ServerId is ['E', ..] enterprise ? new SlackWorkspace(enterprise, null, true) : new SlackWorkspace(null, channel.ServerId, false);
}
