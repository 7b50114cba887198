using System.Globalization;
using TalksBot.Chat;
using TalksBot.Domain;

namespace TalksBot.Discord;

/// <summary>
/// Posts what nobody asked for just now. The delivery's key is the message's nonce, which Discord enforces for a few minutes; later, and after an edit, the
/// message is known by the key in its first button (Create Message, "nonce" and "enforce_nonce"; platforms D9, D13).
/// </summary>
internal sealed class DiscordUpdates(IDiscordClient client) : IUpdatePort
{
    // Ids hold their time of making in milliseconds since 2015 (API Reference, "Snowflakes").
    private const long Epoch = 1_420_070_400_000;
    private const int PageLength = 100;
    private const int MaxPages = 5;

    // JSON Error Codes.
    private const int UnknownMessage = 10008;
    private const int NotOurMessage = 50005;
    private const int TooManyEdits = 30046;
    private const int EmptyMessage = 50006;
    private const int MissingPermissions = 50013;
    private const int InvalidBody = 50035;

    private static readonly TimeSpan ClockSlack = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan OwnWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LeastWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WithoutToken = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public event EventHandler<ChannelOpenedEventArgs>? Opened;

    /// <inheritdoc/>
    public TimeSpan RepeatableFor => TimeSpan.FromMinutes(2);

    /// <summary>A channel, or all of a server where it is null, may take messages again.</summary>
    public void Open(string guildId, string? channelId) => Opened?.Invoke(this, new ChannelOpenedEventArgs(new ChannelKey("discord", guildId, channelId ?? "")));

    /// <inheritdoc/>
    public Task<PostOutcome> PostAsync(ChannelUpdate update, CancellationToken cancellationToken) => TryAsync(update, message => client.PostAsync(
        update.Channel.ChannelId,
        message with
        {
            Nonce = update.Key,
            EnforceNonce = true,
            MessageReference = update.InReplyTo is { } id ? new DiscordMessageReference(id) : null,
        },
        cancellationToken));

    /// <inheritdoc/>
    public async Task<PostOutcome> EditAsync(ChannelUpdate update, string messageId, CancellationToken cancellationToken)
    {
        return await TryAsync(update, EditAsync).ConfigureAwait(false);

        async Task<string> EditAsync(DiscordMessage message)
        {
            await client.EditMessageAsync(update.Channel.ChannelId, messageId, message, cancellationToken).ConfigureAwait(false);
            return messageId;
        }
    }

    /// <inheritdoc/>
    public async Task<PostedLook> FindPostedAsync(ChannelKey channel, string key, DateTimeOffset since, string? inReplyTo, CancellationToken cancellationToken)
    {
        var start = UpdateButtons.StartOf(key);
        var after = IdAt(since - ClockSlack);
        try
        {
            var hasRead = false;
            for (var page = 0; page < MaxPages; page++)
            {
                var messages = await client.ListMessagesAsync(channel.ChannelId, after, PageLength, cancellationToken).ConfigureAwait(false);
                hasRead |= !messages.IsEmpty;
                if (messages.FirstOrDefault(message => message.Nonce == key || message.CustomIds.Any(id => id.StartsWith(start, StringComparison.Ordinal))) is { } found)
                {
                    return new PostedLook.Found(found.Id);
                }

                if (messages.Length < PageLength)
                {
                    // Without the right to read the history every list is empty: only a channel that shows anything at all shows that nothing is there.
                    hasRead = hasRead || !(await client.ListMessagesAsync(channel.ChannelId, afterId: null, 1, cancellationToken).ConfigureAwait(false)).IsEmpty;
                    return hasRead ? new PostedLook.Absent() : new PostedLook.Unknown("It may have been posted, and the bot may not read the channel's history (permission “Read Message History”).");
                }

                after = messages[^1].Id;
            }

            return new PostedLook.Unknown("It may have been posted, and too many messages have come since to look for it.");
        }
        catch (DiscordException failure)
        {
            return failure.Kind is DiscordErrorKind.Transient or DiscordErrorKind.Limited
                ? new PostedLook.Later(failure.RetryAfter > LeastWait ? failure.RetryAfter : LeastWait, failure.Message)
                : new PostedLook.Unknown($"It may have been posted, and the channel cannot be read: {failure.Message}");
        }
    }

    // First as it should look; plainly, where embeds may be the matter.
    private static async Task<PostOutcome> TryAsync(ChannelUpdate update, Func<DiscordMessage, Task<string>> act)
    {
        try
        {
            return new PostOutcome.Posted(await act(DiscordRenderer.Render(update.Answer, isPrivate: false)).ConfigureAwait(false));
        }
        catch (DiscordException failure) when (failure is { MayBeDone: false, Code: EmptyMessage or MissingPermissions or InvalidBody })
        {
            return await TryPlainlyAsync(update, act).ConfigureAwait(false);
        }
        catch (DiscordException failure)
        {
            return OutcomeOf(failure);
        }
    }

    private static async Task<PostOutcome> TryPlainlyAsync(ChannelUpdate update, Func<DiscordMessage, Task<string>> act)
    {
        try
        {
            return new PostOutcome.Posted(await act(DiscordRenderer.RenderPlain(update.Answer)).ConfigureAwait(false));
        }
        catch (DiscordException failure)
        {
            return OutcomeOf(failure);
        }
    }

    private static PostOutcome OutcomeOf(DiscordException failure) => failure switch
    {
        { MayBeDone: true } => new PostOutcome.Unclear(failure.Message),
        { Code: UnknownMessage or NotOurMessage or TooManyEdits } => new PostOutcome.Gone(IsMessage: true, failure.Message),
        { Kind: DiscordErrorKind.Gone or DiscordErrorKind.Expired } => new PostOutcome.Gone(IsMessage: false, PlainReason(failure)),
        { Kind: DiscordErrorKind.Forbidden } => new PostOutcome.Forbidden(PlainReason(failure)),
        { Kind: DiscordErrorKind.Limited, Status: null } => new PostOutcome.Limited(OwnWait, IsWholePlatform: false),
        { Kind: DiscordErrorKind.Limited } => new PostOutcome.Limited(failure.RetryAfter > LeastWait ? failure.RetryAfter : LeastWait, failure.IsGlobal),
        { Kind: DiscordErrorKind.Refused } => new PostOutcome.Limited(WithoutToken, IsWholePlatform: true),
        { Kind: DiscordErrorKind.Transient } => new PostOutcome.Failed(failure.Message),
        _ => new PostOutcome.Refused(failure.Message),
    };

    // For those who subscribed; codes are for logs (JSON Error Codes).
    private static string PlainReason(DiscordException failure) => failure.Code switch
    {
        10003 => "The channel is gone.",
        10004 => "The bot is not in this server any more.",
        50001 => "The bot may not see the channel (permission “View Channel”).",
        50013 => "The bot may not write in the channel (permissions “Send Messages”, in threads “Send Messages in Threads”).",
        50007 or 50278 => "Direct messages from the bot are not taken.",
        50008 or 50024 or 40058 => "Nothing can be posted in this kind of channel.",
        50083 or 160005 => "The thread is archived or locked.",
        _ => failure.Message,
    };

    private static string IdAt(DateTimeOffset at) =>
        ((ulong)Math.Max(0, at.ToUnixTimeMilliseconds() - Epoch) << 22).ToString(CultureInfo.InvariantCulture);
}
