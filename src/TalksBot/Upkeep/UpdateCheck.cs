using System.Globalization;
using TalksBot.Chat;
using TalksBot.Domain;

namespace TalksBot;

/// <summary>The part of <c>talksbot doctor</c> that looks at what is owed to channels.</summary>
/// <param name="console">Has the clock.</param>
/// <param name="workshop">Has the store.</param>
/// <param name="good">Takes what is in order, and its message.</param>
/// <param name="bad">Takes what is to be mended, and how.</param>
internal sealed class UpdateCheck(HostConsole console, Workshop workshop, Action<string, string> good, Action<string, string> bad)
{
    // Those that tell what is the matter; the rest is counted.
    private const int MaxShown = 10;

    // What is due for longer while the worker runs does not get through.
    private static readonly TimeSpan Overdue = TimeSpan.FromMinutes(10);

    /// <summary>Looks, and does first what was asked with what was set aside.</summary>
    public async Task RunAsync(ParkedUpdates parked, CancellationToken cancellationToken)
    {
        if (!workshop.IsStorePresent)
        {
            return;
        }

        try
        {
            if (parked == ParkedUpdates.Retry)
            {
                good("parked updates", $"{await workshop.Outbox.RetryParkedAsync(cancellationToken)} are owed again; the worker sends them");
            }
            else if (parked == ParkedUpdates.Drop)
            {
                good("parked updates", $"{await workshop.Outbox.DropParkedAsync(console.Time.GetUtcNow(), cancellationToken)} were dropped");
            }

            await LookAsync(cancellationToken);
        }
        catch (StoreUnavailableException failure)
        {
            bad("updates", failure.Message);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        using var health = new DeliveryHealth(workshop.Outbox, workshop.Subscriptions, console.Time);
        var report = await health.ReadAsync(cancellationToken);
        var counts = $"{report.Active} subscriptions; {report.Outbox.Owed} updates owed, {report.Outbox.Due} of them due, {report.Outbox.Confirmed} delivered in the last 30 days";
        if (report.Due is { } due && report.Paused == 0 && console.Time.GetUtcNow() - due > Overdue)
        {
            bad("updates", $"{counts}; the oldest has been due since {Moment(due)}: is the worker running? (talksbot run)");
        }
        else
        {
            good("updates", counts);
        }

        if (report.Outbox.Unclear > 0)
        {
            good("unclear updates", $"{report.Outbox.Unclear} may or may not have been posted when a reply was lost, and are not sent again; with the right to read the channel's history that is found out");
        }

        await TellPausedAsync(report.Paused, cancellationToken);
        await TellParkedAsync(report.Outbox.Parked, cancellationToken);
    }

    private async Task TellPausedAsync(int count, CancellationToken cancellationToken)
    {
        if (count == 0)
        {
            return;
        }

        var all = await workshop.Subscriptions.ListSubscriptionsAsync(cancellationToken);
        foreach (var group in all.Where(subscription => subscription.State == SubscriptionState.Paused)
            .GroupBy(subscription => (subscription.Channel.Platform, subscription.StateReason))
            .OrderByDescending(group => group.Count())
            .Take(MaxShown))
        {
            var since = group.Min(subscription => subscription.StateSince);
            bad("paused subscriptions", $"{group.Count()} on {group.Key.Platform}{(since is { } at ? $" since {Moment(at)}" : "")}: {group.Key.StateReason ?? "no reason is known"} They are tried again every {workshop.Settings.Value(UpdateSettings.ProbeEvery)}");
        }
    }

    private async Task TellParkedAsync(long count, CancellationToken cancellationToken)
    {
        if (count == 0)
        {
            return;
        }

        foreach (var delivery in await workshop.Outbox.ListParkedAsync(MaxShown, cancellationToken))
        {
            bad("parked update", $"{delivery.Id} for {delivery.Channel.Platform} channel {delivery.Channel.ChannelId}, due {Moment(delivery.DueAt)}, tried {delivery.Attempts} times: {delivery.Problem ?? "no reason is known"}");
        }

        bad("parked updates", $"{count} are set aside; talksbot doctor --retry-parked sends them again, --drop-parked gives them up");
    }

    private static string Moment(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
