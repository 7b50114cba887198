using Microsoft.Extensions.Logging;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>
/// Channels that take no messages: their subscriptions are paused, and speak again when a platform says that the channel is open or a try succeeds. A try
/// that fails pauses them since when they were paused before, so that trying does not put off their end.
/// </summary>
/// <param name="platform">"discord", "slack".</param>
/// <param name="subscriptions">What is paused.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Takes counts.</param>
internal sealed partial class ClosedDoors(string platform, ISubscriptionStore subscriptions, TimeProvider time, ILogger logger)
{
    private const int MaxHeld = 100_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<ChannelKey, (DateTimeOffset Since, string Reason)> _tried = [];

    /// <summary>Pauses what speaks in a channel.</summary>
    /// <returns>How many subscriptions were paused.</returns>
    /// <exception cref="StoreUnavailableException">Nothing was paused.</exception>
    public async Task<int> CloseAsync(ChannelKey channel, string reason, CancellationToken cancellationToken)
    {
        (DateTimeOffset Since, string Reason) pause;
        lock (_lock)
        {
            pause = _tried.TryGetValue(channel, out var before)
                ? (before.Since, before.Reason == ServerRemoval.Reason ? before.Reason : reason)
                : (time.GetUtcNow(), reason);
        }

        var paused = await subscriptions.PauseChannelAsync(channel, pause.Since, pause.Reason, cancellationToken).ConfigureAwait(false);
        LogPaused(platform, paused);
        return paused;
    }

    /// <summary>A message arrived there: a later pause is a new one.</summary>
    public void Arrived(ChannelKey channel)
    {
        lock (_lock)
        {
            _tried.Remove(channel);
        }
    }

    /// <summary>Lets what is paused in a channel, or with an empty id in a server, speak again.</summary>
    /// <exception cref="StoreUnavailableException">Nothing was resumed.</exception>
    public async Task<int> OpenAsync(ChannelKey channel, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            foreach (var open in _tried.Keys.Where(key => channel.ChannelId.Length == 0 ? key.ServerId == channel.ServerId : key.ChannelId == channel.ChannelId).ToList())
            {
                _tried.Remove(open);
            }
        }

        var resumed = await subscriptions.ResumeChannelAsync(channel, cancellationToken).ConfigureAwait(false);
        if (resumed > 0)
        {
            LogResumed(platform, resumed);
        }

        return resumed;
    }

    /// <summary>Lets every paused channel be tried once.</summary>
    /// <returns>How many channels.</returns>
    /// <exception cref="StoreUnavailableException">Some may have been resumed.</exception>
    public async Task<int> TryAllAsync(CancellationToken cancellationToken)
    {
        var all = await subscriptions.ListSubscriptionsAsync(cancellationToken).ConfigureAwait(false);
        // A server that sent the bot away opens by adding it again, which the platform tells; until then its time to be forgotten runs.
        var paused = all.Where(subscription => subscription.State == SubscriptionState.Paused && subscription.Channel.Platform == platform && subscription.StateReason != ServerRemoval.Reason)
            .GroupBy(subscription => subscription.Channel)
            .ToList();
        foreach (var channel in paused)
        {
            var first = channel.MinBy(subscription => subscription.StateSince ?? DateTimeOffset.MaxValue);
            lock (_lock)
            {
                if (_tried.Count >= MaxHeld)
                {
                    _tried.Clear();
                }

                _tried[channel.Key] = (first?.StateSince ?? time.GetUtcNow(), first?.StateReason ?? "");
            }

            await subscriptions.ResumeChannelAsync(channel.Key, cancellationToken).ConfigureAwait(false);
        }

        return paused.Count;
    }

    [LoggerMessage(EventId = 3101, Level = LogLevel.Warning, Message = "A channel on {Platform} takes no updates; paused {Count} subscriptions")]
    private partial void LogPaused(string platform, int count);

    [LoggerMessage(EventId = 3102, Level = LogLevel.Information, Message = "A channel on {Platform} is open again; resumed {Count} subscriptions")]
    private partial void LogResumed(string platform, int count);
}
