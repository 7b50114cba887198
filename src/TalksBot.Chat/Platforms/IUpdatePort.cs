using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>A message that nobody asked for just now: an update, a digest, a reminder.</summary>
/// <param name="Channel">Whereto.</param>
/// <param name="Key">Idempotency key, 1 to 25 characters of a-z and 0-9; the same whenever the same delivery is tried again.</param>
/// <param name="Answer">What it says.</param>
public sealed record ChannelUpdate(ChannelKey Channel, string Key, ChatAnswer Answer)
{
    /// <summary>The platform's id of an earlier message of ours that this one answers, or null. Where it is gone, the message stands alone.</summary>
    public string? InReplyTo { get; init; }
}

/// <summary>What became of a post or an edit.</summary>
public abstract record PostOutcome
{
    private PostOutcome()
    {
    }

    /// <summary>The platform has it.</summary>
    /// <param name="MessageId">Its id there.</param>
    public sealed record Posted(string MessageId) : PostOutcome;

    /// <summary>Channel, server or (of an edit) message are gone, or the bot was removed.</summary>
    /// <param name="IsMessage">Whether only the message to edit is gone.</param>
    /// <param name="Reason">Plain words, no secret.</param>
    public sealed record Gone(bool IsMessage, string Reason) : PostOutcome;

    /// <summary>The bot may not write there.</summary>
    public sealed record Forbidden(string Reason) : PostOutcome;

    /// <summary>Too fast; nothing was posted.</summary>
    /// <param name="RetryAfter">How long to wait.</param>
    /// <param name="IsWholePlatform">Whether other channels must wait as well.</param>
    public sealed record Limited(TimeSpan RetryAfter, bool IsWholePlatform) : PostOutcome;

    /// <summary>It failed for now; nothing was posted.</summary>
    public sealed record Failed(string Reason) : PostOutcome;

    /// <summary>It may have been posted; the reply was lost.</summary>
    public sealed record Unclear(string Reason) : PostOutcome;

    /// <summary>The platform will never take this message.</summary>
    public sealed record Refused(string Reason) : PostOutcome;
}

/// <summary>Whether an earlier attempt was posted.</summary>
public abstract record PostedLook
{
    private PostedLook()
    {
    }

    /// <summary>It is there.</summary>
    public sealed record Found(string MessageId) : PostedLook;

    /// <summary>It is certainly not there.</summary>
    public sealed record Absent : PostedLook;

    /// <summary>It cannot be found out (no right to read, too many messages since).</summary>
    public sealed record Unknown(string Reason) : PostedLook;

    /// <summary>It can be asked again later.</summary>
    public sealed record Later(TimeSpan RetryAfter, string Reason) : PostedLook;
}

/// <summary>The way of a platform to post what nobody asked for just now. Keeps within the platform's rates by waiting; never throws for what the platform does.</summary>
public interface IUpdatePort
{
    /// <summary>A channel (or, with an empty <see cref="ChannelKey.ChannelId"/>, a server) may take messages again: the bot was added, or permissions changed. Raised on any thread; handlers must be quick.</summary>
    event EventHandler<ChannelOpenedEventArgs>? Opened;

    /// <summary>For how long after a first attempt the same key can be posted again without being seen twice; zero where the platform knows no such thing.</summary>
    TimeSpan RepeatableFor => TimeSpan.Zero;

    /// <summary>Posts a message.</summary>
    /// <param name="update">What and whereto.</param>
    /// <param name="cancellationToken">Ends waiting for a turn; what is on the wire is finished.</param>
    /// <exception cref="OperationCanceledException">Waiting was ended; nothing was posted.</exception>
    Task<PostOutcome> PostAsync(ChannelUpdate update, CancellationToken cancellationToken);

    /// <summary>Changes a message of ours; doing it twice is the same as once.</summary>
    /// <exception cref="OperationCanceledException">Waiting was ended; nothing was changed.</exception>
    Task<PostOutcome> EditAsync(ChannelUpdate update, string messageId, CancellationToken cancellationToken);

    /// <summary>Looks whether the delivery with <paramref name="key"/> was posted.</summary>
    /// <param name="channel">Where.</param>
    /// <param name="key">Its idempotency key.</param>
    /// <param name="since">When it was first put on the wire.</param>
    /// <param name="inReplyTo">The message that it answers (<see cref="ChannelUpdate.InReplyTo"/>), or null: replies may lie elsewhere.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<PostedLook> FindPostedAsync(ChannelKey channel, string key, DateTimeOffset since, string? inReplyTo, CancellationToken cancellationToken);
}

/// <summary>Which channel may be open again.</summary>
/// <param name="channel">The channel; with an empty id, all of its server.</param>
public sealed class ChannelOpenedEventArgs(ChannelKey channel) : EventArgs
{
    /// <summary>The channel; with an empty id, all of its server.</summary>
    public ChannelKey Channel { get; } = channel;
}
