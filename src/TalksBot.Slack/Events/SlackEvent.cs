using System.Collections.Immutable;

namespace TalksBot.Slack;

/// <summary>Something that people did in Slack, whichever way it came. Its text is foreign and its ids are the platform's; neither is ever logged.</summary>
/// <param name="Workspace">The installation that it belongs to.</param>
public abstract record SlackEvent(SlackWorkspace Workspace)
{
    /// <summary>A slash command was typed.</summary>
    /// <param name="Workspace">The installation.</param>
    /// <param name="UserId">Who.</param>
    /// <param name="ChannelId">Where.</param>
    /// <param name="Command">With its slash: "/who-said".</param>
    /// <param name="Text">What follows it, as typed.</param>
    /// <param name="TriggerId">Opens one modal within 3 s; null when Slack gave none.</param>
    /// <param name="Response">Answers it; null when Slack gave none.</param>
    public sealed record CommandTyped(
        SlackWorkspace Workspace, string UserId, string ChannelId, string Command, string Text, string? TriggerId, ResponseHandle? Response) : SlackEvent(Workspace);

    /// <summary>A button was pressed.</summary>
    /// <param name="Workspace">The installation.</param>
    /// <param name="UserId">Who.</param>
    /// <param name="ChannelId">Where; null in a view.</param>
    /// <param name="ActionId">Of the button.</param>
    /// <param name="Value">Of the button, or null.</param>
    /// <param name="TriggerId">Opens one modal within 3 s, or null.</param>
    /// <param name="Response">Answers it, or null.</param>
    public sealed record ButtonPressed(
        SlackWorkspace Workspace, string UserId, string? ChannelId, string ActionId, string? Value, string? TriggerId, ResponseHandle? Response) : SlackEvent(Workspace)
    {
        /// <summary>Whether the message can be seen by one person only.</summary>
        public bool IsEphemeral { get; init; }

        /// <summary>The thread that the message is in, or null.</summary>
        public string? ThreadTs { get; init; }

        /// <summary>The message's <c>ts</c>, or null.</summary>
        public string? MessageTs { get; init; }
    }

    /// <summary>A list of suggestions is wanted for what a person has typed into a select.</summary>
    /// <param name="Workspace">The installation.</param>
    /// <param name="UserId">Who.</param>
    /// <param name="ActionId">Of the select.</param>
    /// <param name="BlockId">Of its block.</param>
    /// <param name="Typed">So far.</param>
    /// <param name="CallbackId">Of the view, or null in a message.</param>
    /// <param name="Metadata">Private metadata of the view, or null.</param>
    public sealed record OptionsWanted(
        SlackWorkspace Workspace, string UserId, string ActionId, string BlockId, string Typed, string? CallbackId, string? Metadata) : SlackEvent(Workspace);

    /// <summary>A form was sent.</summary>
    /// <param name="Workspace">The installation.</param>
    /// <param name="UserId">Who.</param>
    /// <param name="CallbackId">Of the view, or null.</param>
    /// <param name="Metadata">Private metadata of the view, or null.</param>
    /// <param name="Fields">What was filled in; empty fields are left out.</param>
    public sealed record FormSent(
        SlackWorkspace Workspace, string UserId, string? CallbackId, string? Metadata, ImmutableArray<SlackField> Fields) : SlackEvent(Workspace);

    /// <summary>A message's menu was used.</summary>
    /// <param name="Workspace">The installation.</param>
    /// <param name="UserId">Who.</param>
    /// <param name="ChannelId">Where.</param>
    /// <param name="CallbackId">Of the shortcut.</param>
    /// <param name="Text">The message's text, in mrkdwn.</param>
    /// <param name="Response">Answers it, or null.</param>
    public sealed record MessageChosen(
        SlackWorkspace Workspace, string UserId, string ChannelId, string? CallbackId, string Text, ResponseHandle? Response) : SlackEvent(Workspace);

    /// <summary>The bot was mentioned in a channel.</summary>
    /// <param name="Workspace">The installation.</param>
    /// <param name="UserId">Who.</param>
    /// <param name="ChannelId">Where.</param>
    /// <param name="Text">In mrkdwn, the mention included.</param>
    /// <param name="Ts">Of the message.</param>
    /// <param name="ThreadTs">Of the thread that it is in, or null.</param>
    public sealed record Mentioned(
        SlackWorkspace Workspace, string UserId, string ChannelId, string Text, string Ts, string? ThreadTs) : SlackEvent(Workspace);

    /// <summary>A message in the bot's direct messages.</summary>
    /// <param name="Workspace">The installation.</param>
    /// <param name="UserId">Who.</param>
    /// <param name="ChannelId">The direct conversation.</param>
    /// <param name="Text">In mrkdwn.</param>
    /// <param name="Ts">Of the message.</param>
    /// <param name="ThreadTs">Of the thread that it is in, or null.</param>
    public sealed record DirectMessage(
        SlackWorkspace Workspace, string UserId, string ChannelId, string Text, string Ts, string? ThreadTs) : SlackEvent(Workspace);

    /// <summary>A person opened the app's Home tab.</summary>
    /// <param name="Workspace">The installation.</param>
    /// <param name="UserId">Who.</param>
    /// <param name="Hash">Of the view that is shown there, or null.</param>
    /// <param name="Metadata">Private metadata of the view that is shown there, or null.</param>
    public sealed record HomeOpened(SlackWorkspace Workspace, string UserId, string? Hash, string? Metadata) : SlackEvent(Workspace);

    /// <summary>A channel may take messages again: the bot was invited, or the channel is not archived any more.</summary>
    /// <param name="Workspace">The installation.</param>
    /// <param name="ChannelId">The channel.</param>
    public sealed record ChannelOpened(SlackWorkspace Workspace, string ChannelId) : SlackEvent(Workspace);

    /// <summary>The app was removed from a workspace, or its token there revoked.</summary>
    /// <param name="Workspace">The installation.</param>
    /// <param name="At">When, in whole seconds; null when Slack did not say.</param>
    public sealed record Removed(SlackWorkspace Workspace, DateTimeOffset? At) : SlackEvent(Workspace);
}

/// <summary>A field of a form.</summary>
/// <param name="BlockId">Of its block.</param>
/// <param name="ActionId">Of what was filled in.</param>
/// <param name="Value">What was filled in or chosen.</param>
public sealed record SlackField(string BlockId, string ActionId, string Value);
