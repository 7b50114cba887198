using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>What becomes of the subscriptions of a server or workspace that sent the bot away: they wait for it to be added again, and after a while all that is kept of the server is deleted.</summary>
/// <param name="subscriptions">What waits.</param>
/// <param name="forgetServer">Deletes all that is kept of a server of a platform, and tells how many rows.</param>
/// <param name="time">The clock.</param>
public sealed class ServerRemoval(ISubscriptionStore subscriptions, Func<string, string, CancellationToken, Task<int>> forgetServer, TimeProvider time)
{
    /// <summary>What a paused subscription says.</summary>
    public const string Reason = "The bot was removed from this server.";

    /// <summary>How long it is waited.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(7);

    /// <summary>The bot was removed: pauses what speaks there; where nothing does, deletes all that is kept at once.</summary>
    /// <exception cref="StoreUnavailableException">Something is still kept that was to be deleted, or not paused.</exception>
    public async Task RemoveAsync(string platform, string serverId, CancellationToken cancellationToken)
    {
        var channels = (await subscriptions.ListSubscriptionsAsync(cancellationToken).ConfigureAwait(false))
            .Select(subscription => subscription.Channel)
            .Where(channel => channel.Platform == platform && channel.ServerId == serverId)
            .Distinct()
            .ToList();
        if (channels.Count == 0)
        {
            await forgetServer(platform, serverId, cancellationToken).ConfigureAwait(false);
            return;
        }

        var now = time.GetUtcNow();
        foreach (var channel in channels)
        {
            await subscriptions.PauseChannelAsync(channel, now, Reason, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Deletes all that is kept of servers that did not add the bot again in time.</summary>
    /// <returns>How many servers.</returns>
    /// <exception cref="StoreUnavailableException">Some may have been deleted.</exception>
    public async Task<int> ForgetLostAsync(CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() - Grace;
        var lost = (await subscriptions.ListSubscriptionsAsync(cancellationToken).ConfigureAwait(false))
            .Where(subscription => subscription.Channel.ServerId is not null)
            .GroupBy(subscription => (subscription.Channel.Platform, ServerId: subscription.Channel.ServerId ?? ""))
            .Where(server => server.All(subscription => subscription.State == SubscriptionState.Paused)
                && server.Any(subscription => subscription.StateReason == Reason && subscription.StateSince <= until))
            .Select(server => server.Key)
            .ToList();
        foreach (var (platform, serverId) in lost)
        {
            await forgetServer(platform, serverId, cancellationToken).ConfigureAwait(false);
        }

        return lost.Count;
    }
}
