namespace TalksBot.Discord;

/// <summary>Channels in which nothing can be posted: asking again and again counts against us (Rate Limits, "Invalid Request Limit"). Each is tried again after a while, or when permissions there change.</summary>
/// <param name="timeProvider">Time.</param>
internal sealed class ClosedChannels(TimeProvider timeProvider)
{
    /// <summary>How long a channel is left alone.</summary>
    public static readonly TimeSpan ClosedFor = TimeSpan.FromMinutes(10);

    private const int MaxHeld = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string? GuildId, long Since)> _channels = new(StringComparer.Ordinal);

    /// <summary>A post there was refused.</summary>
    public void Add(string? guildId, string channelId)
    {
        lock (_lock)
        {
            if (_channels.Count >= MaxHeld)
            {
                _channels.Clear();
            }

            _channels[channelId] = (guildId, timeProvider.GetTimestamp());
        }
    }

    /// <summary>Whether it is of no use to post there.</summary>
    public bool Contains(string channelId)
    {
        lock (_lock)
        {
            if (!_channels.TryGetValue(channelId, out var closed))
            {
                return false;
            }

            if (timeProvider.GetElapsedTime(closed.Since) < ClosedFor)
            {
                return true;
            }

            _channels.Remove(channelId);
            return false;
        }
    }

    /// <summary>Something changed: the channel, or all of the server's where it is null, may be open again. True when one was closed.</summary>
    public bool Open(string guildId, string? channelId)
    {
        lock (_lock)
        {
            var opened = _channels.Where(entry => channelId is null ? entry.Value.GuildId == guildId : entry.Key == channelId).Select(entry => entry.Key).ToList();
            opened.ForEach(id => _channels.Remove(id));
            return opened.Count > 0;
        }
    }
}
