using System.Globalization;
using Microsoft.Extensions.Logging;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>Brings one claimed delivery to an end, or gives it back.</summary>
internal sealed partial class DeliverySender(
    string platform,
    IUpdatePort port,
    IOutbox outbox,
    IUpdateComposer composer,
    ClosedDoors doors,
    RetryPlan retries,
    DeliveryOptions options,
    TimeProvider time,
    ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // A channel in which nothing was there to be paused is tried again all the same, later.
    private static readonly TimeSpan NothingPaused = TimeSpan.FromHours(1);

    // What is on the wire of a process that was killed just before this one began is given time to arrive.
    private readonly DateTimeOffset _settledAt = time.GetUtcNow() + options.SettleFor;

    /// <summary>Sends a delivery.</summary>
    /// <param name="delivery">Claimed.</param>
    /// <param name="stopping">Nothing new goes on the wire from then on; what is not there is given back.</param>
    /// <param name="ending">Nothing is recorded any more.</param>
    /// <returns>How long the whole platform asks us to wait; mostly zero.</returns>
    /// <exception cref="OperationCanceledException">The end came before all was recorded; the next start makes up for it.</exception>
    public async Task<TimeSpan> SendAsync(Delivery delivery, CancellationToken stopping, CancellationToken ending)
    {
        var isOnWire = false;
        try
        {
            if (await PrepareAsync(delivery, stopping, ending).ConfigureAwait(false) is not var (prepared, update))
            {
                return TimeSpan.Zero;
            }

            delivery = prepared;

            stopping.ThrowIfCancellationRequested();
            if (!await BeginAsync(delivery, ending).ConfigureAwait(false))
            {
                return TimeSpan.Zero;
            }

            isOnWire = true;
            var outcome = await PutAsync(delivery, update, stopping).ConfigureAwait(false);
            return await RecordAsync(delivery, outcome, ending).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && !ending.IsCancellationRequested)
        {
            // Waiting was ended before anything left; the try before this one may still have been posted.
            await ReturnAsync(delivery, time.GetUtcNow(), delivery.MayBePosted, delivery.Problem, ending).ConfigureAwait(false);
            return TimeSpan.Zero;
        }
        catch (StoreUnavailableException failure)
        {
            // Only what comes before the wire throws it: what comes after is offered to the store until it is taken.
            await RetryAsync(delivery, delivery.MayBePosted, failure.Message, ending).ConfigureAwait(false);
            return TimeSpan.Zero;
        }
#pragma warning disable CA1031 // A defect in one delivery is logged and must not stop any other.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogFault(failure, delivery.Id, platform);
            await (isOnWire
                ? RecordAsync(delivery, new PostOutcome.Unclear($"A defect of ours ({failure.GetType().Name})."), ending)
                : RecordAsync(delivery, new PostOutcome.Failed($"A defect of ours ({failure.GetType().Name})."), ending)).ConfigureAwait(false);
            return TimeSpan.Zero;
        }
    }

    /// <summary>Gives back what was claimed and never begun.</summary>
    public Task GiveBackAsync(Delivery delivery, CancellationToken ending) =>
        ReturnAsync(delivery, time.GetUtcNow(), delivery.MayBePosted, delivery.Problem, ending);

    /// <summary>Composes, and looks for an earlier attempt.</summary>
    /// <returns>What is known of the delivery now, and what to post; null when it has come to an end or was given back.</returns>
    private async Task<(Delivery Delivery, ChannelUpdate Update)?> PrepareAsync(Delivery delivery, CancellationToken stopping, CancellationToken ending)
    {
        ChatAnswer? answer;
        try
        {
            answer = await composer.ComposeAsync(delivery, stopping).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever it is, it is this delivery's alone: it is set aside with a reference, and all others go on.
        catch (Exception failure) when (failure is not (OperationCanceledException or StoreUnavailableException))
#pragma warning restore CA1031
        {
            var reference = delivery.Id.ToString(CultureInfo.InvariantCulture);
            LogNotComposed(failure, delivery.Id, platform);
            await FinishAsync(delivery, DeliveryState.Parked, null, $"It could not be put into words ({failure.GetType().Name}; see the log for delivery {reference}).", ending).ConfigureAwait(false);
            return null;
        }

        var repliesTo = await FindAmendedAsync(delivery, stopping).ConfigureAwait(false);
        if (delivery.MayBePosted && repliesTo is null && (answer is null || !IsRepeatable(delivery)))
        {
            if (!await IsAbsentAsync(delivery, stopping, ending).ConfigureAwait(false))
            {
                return null;
            }

            delivery = delivery with { MayBePosted = false };
        }

        if (answer is null)
        {
            await FinishAsync(delivery, DeliveryState.Dropped, null, "Nothing of it is left to be told.", ending).ConfigureAwait(false);
            return null;
        }

        return (delivery, new ChannelUpdate(delivery.Channel, delivery.Key, answer) { InReplyTo = repliesTo });
    }

    private bool IsRepeatable(Delivery delivery) => delivery.SendingAt is { } at && time.GetUtcNow() - at < port.RepeatableFor;

    // The message that an amendment changes; null where there is none to change.
    private async Task<string?> FindAmendedAsync(Delivery delivery, CancellationToken cancellationToken) =>
        delivery is { Kind: DeliveryKind.Amendment, Amends: { } amended }
            ? (await outbox.FindDeliveryAsync(amended, cancellationToken).ConfigureAwait(false))?.MessageId
            : null;

    /// <summary>Whether an earlier attempt was certainly not posted; otherwise the delivery is ended or given back.</summary>
    private async Task<bool> IsAbsentAsync(Delivery delivery, CancellationToken stopping, CancellationToken ending)
    {
        var now = time.GetUtcNow();
        if (now < _settledAt)
        {
            await ReturnAsync(delivery, _settledAt, mayBePosted: true, delivery.Problem, ending).ConfigureAwait(false);
            return false;
        }

        var look = await port.FindPostedAsync(delivery.Channel, delivery.Key, delivery.SendingAt ?? now, inReplyTo: null, stopping).ConfigureAwait(false);
        switch (look)
        {
            case PostedLook.Found found:
                await ConfirmAsync(delivery, found.MessageId, ending).ConfigureAwait(false);
                return false;
            case PostedLook.Absent:
                return true;
            case PostedLook.Later later:
                await ReturnAsync(delivery, now + later.RetryAfter, mayBePosted: true, later.Reason, ending).ConfigureAwait(false);
                return false;
            case PostedLook.Unknown unknown:
                await FinishAsync(delivery, DeliveryState.Unclear, null, unknown.Reason, ending).ConfigureAwait(false);
                return false;
            default:
                throw new InvalidOperationException($"A look cannot end in {look.GetType().Name}.");
        }
    }

    private async Task<bool> BeginAsync(Delivery delivery, CancellationToken ending)
    {
        var isOurs = false;
        await PersistAsync(async () => isOurs = await outbox.BeginSendingAsync(delivery.Id, time.GetUtcNow(), ending).ConfigureAwait(false), ending).ConfigureAwait(false);
        return isOurs;
    }

    // An amendment changes the message, or answers where it cannot be changed.
    private async Task<PostOutcome?> PutAsync(Delivery delivery, ChannelUpdate update, CancellationToken stopping)
    {
        if (update.InReplyTo is not { } messageId)
        {
            return await port.PostAsync(update, stopping).ConfigureAwait(false);
        }

        var edited = await port.EditAsync(update with { InReplyTo = null }, messageId, stopping).ConfigureAwait(false);
        if (edited is not PostOutcome.Gone { IsMessage: true })
        {
            // An edit can be repeated: what is unclear is only whether it is to be.
            return edited is PostOutcome.Unclear unclear && !delivery.MayBePosted ? new PostOutcome.Failed(unclear.Reason) : edited;
        }

        if (delivery.MayBePosted && !IsRepeatable(delivery))
        {
            return await LookForReplyAsync(delivery, update, stopping).ConfigureAwait(false);
        }

        return await port.PostAsync(update, stopping).ConfigureAwait(false);
    }

    // A reply may have been posted before: then it is found, and else posted.
    private async Task<PostOutcome?> LookForReplyAsync(Delivery delivery, ChannelUpdate update, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        return now < _settledAt
            ? new PostOutcome.Unclear("It is given time to arrive.")
            : await port.FindPostedAsync(delivery.Channel, delivery.Key, delivery.SendingAt ?? now, update.InReplyTo, stopping).ConfigureAwait(false) switch
            {
                PostedLook.Found found => new PostOutcome.Posted(found.MessageId),
                PostedLook.Absent => await port.PostAsync(update, stopping).ConfigureAwait(false),
                PostedLook.Later later => new PostOutcome.Unclear(later.Reason),
                _ => null,
            };
    }

    private async Task<TimeSpan> RecordAsync(Delivery delivery, PostOutcome? outcome, CancellationToken ending)
    {
        switch (outcome)
        {
            case PostOutcome.Posted posted:
                doors.Arrived(delivery.Channel);
                await ConfirmAsync(delivery, posted.MessageId, ending).ConfigureAwait(false);
                return TimeSpan.Zero;
            case PostOutcome.Gone { IsMessage: false } gone:
                await CloseAsync(delivery, gone.Reason, ending).ConfigureAwait(false);
                return TimeSpan.Zero;
            case PostOutcome.Forbidden forbidden:
                await CloseAsync(delivery, forbidden.Reason, ending).ConfigureAwait(false);
                return TimeSpan.Zero;
            case PostOutcome.Limited limited:
                await ReturnAsync(delivery, time.GetUtcNow() + limited.RetryAfter, delivery.MayBePosted, $"{platform} asked us to wait.", ending).ConfigureAwait(false);
                return limited.IsWholePlatform ? limited.RetryAfter : TimeSpan.Zero;
            case PostOutcome.Failed failed:
                await RetryAsync(delivery, delivery.MayBePosted, failed.Reason, ending).ConfigureAwait(false);
                return TimeSpan.Zero;
            case PostOutcome.Unclear unclear:
                await RetryAsync(delivery, mayBePosted: true, unclear.Reason, ending).ConfigureAwait(false);
                return TimeSpan.Zero;
            case PostOutcome.Refused refused:
                await FinishAsync(delivery, DeliveryState.Parked, null, refused.Reason, ending).ConfigureAwait(false);
                return TimeSpan.Zero;
            default:
                await FinishAsync(delivery, DeliveryState.Unclear, null, "A reply may have been posted, and that cannot be found out.", ending).ConfigureAwait(false);
                return TimeSpan.Zero;
        }
    }

    private Task ConfirmAsync(Delivery delivery, string messageId, CancellationToken ending)
    {
        retries.Succeed(delivery.Id);
        return PersistAsync(() => outbox.FinishAsync(delivery.Id, DeliveryState.Confirmed, time.GetUtcNow(), messageId, null, ending), ending);
    }

    private Task FinishAsync(Delivery delivery, DeliveryState state, string? messageId, string problem, CancellationToken ending)
    {
        retries.Forget(delivery.Id);
        LogEnded(delivery.Id, platform, state, problem);
        return PersistAsync(() => outbox.FinishAsync(delivery.Id, state, time.GetUtcNow(), messageId, problem, ending), ending);
    }

    private Task ReturnAsync(Delivery delivery, DateTimeOffset retryAt, bool mayBePosted, string? problem, CancellationToken ending) =>
        PersistAsync(() => outbox.ReturnAsync(delivery.Id, retryAt, mayBePosted, problem, ending), ending);

    // The delivery waits for the channel; it is given back first, so that whoever opens the channel finds it.
    private async Task CloseAsync(Delivery delivery, string reason, CancellationToken ending)
    {
        retries.Forget(delivery.Id);
        var paused = 0;
        await PersistAsync(async () => paused = await doors.CloseAsync(delivery.Channel, reason, ending).ConfigureAwait(false), ending).ConfigureAwait(false);
        var retryAt = time.GetUtcNow() + (paused > 0 ? TimeSpan.Zero : NothingPaused);
        await ReturnAsync(delivery, retryAt, delivery.MayBePosted, reason, ending).ConfigureAwait(false);
    }

    private Task RetryAsync(Delivery delivery, bool mayBePosted, string reason, CancellationToken ending)
    {
        if (retries.Fail(delivery.Id) is not { } wait)
        {
            // What may have been posted is no poison: it is not known.
            return FinishAsync(delivery, mayBePosted ? DeliveryState.Unclear : DeliveryState.Parked, null, $"It was tried too often. The last time: {reason}", ending);
        }

        LogFailed(delivery.Id, platform, reason, wait.TotalSeconds);

        // Within the platform's memory of keys the same is sent again soon; after it, a look must not overtake what is still on its way.
        var isSoon = mayBePosted && IsRepeatableAfter(delivery, wait);
        var pause = mayBePosted && !isSoon && wait < options.SettleFor ? options.SettleFor : wait;
        return ReturnAsync(delivery, time.GetUtcNow() + pause, mayBePosted, reason, ending);
    }

    private bool IsRepeatableAfter(Delivery delivery, TimeSpan wait) =>
        port.RepeatableFor > TimeSpan.Zero && time.GetUtcNow() + wait - (delivery.SendingAt ?? time.GetUtcNow()) < port.RepeatableFor;

    // What the store does not take is offered again: the message is out, and nobody else knows.
    private async Task PersistAsync(Func<Task> write, CancellationToken ending)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                ending.ThrowIfCancellationRequested();
                await write().ConfigureAwait(false);
                return;
            }
            catch (StoreUnavailableException failure)
            {
                LogNotRecorded(platform, failure.Message, pause.TotalSeconds);
            }

            await Task.Delay(pause, time, ending).ConfigureAwait(false);
        }
    }

    [LoggerMessage(EventId = 3111, Level = LogLevel.Warning, Message = "Delivery {Id} on {Platform} failed: {Reason} Trying again in {Seconds:0} s")]
    private partial void LogFailed(long id, string platform, string reason, double seconds);

    [LoggerMessage(EventId = 3112, Level = LogLevel.Warning, Message = "Delivery {Id} on {Platform} ended as {State}: {Reason}")]
    private partial void LogEnded(long id, string platform, DeliveryState state, string reason);

    [LoggerMessage(EventId = 3113, Level = LogLevel.Error, Message = "Delivery {Id} on {Platform} could not be put into words; it is set aside")]
    private partial void LogNotComposed(Exception failure, long id, string platform);

    [LoggerMessage(EventId = 3114, Level = LogLevel.Error, Message = "What became of a delivery on {Platform} could not be recorded: {Reason} Trying again in {Seconds:0} s")]
    private partial void LogNotRecorded(string platform, string reason, double seconds);

    [LoggerMessage(EventId = 3115, Level = LogLevel.Error, Message = "Sending delivery {Id} on {Platform} failed by a defect of ours")]
    private partial void LogFault(Exception failure, long id, string platform);
}
