using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>Refuses ids that are empty or without bound.</summary>
internal static class StoreIds
{
    /// <exception cref="ArgumentException">One of its ids is empty or too long.</exception>
    public static void Check(ChannelKey channel, string name)
    {
        Check(channel.Platform, name);
        Check(channel.ChannelId, name);
        Check(channel.ServerId ?? "none", name);
    }

    /// <exception cref="ArgumentException">It is empty or too long.</exception>
    public static void Check(string id, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(id, name);
        if (id.Length > ChannelKey.MaxIdLength)
        {
            throw new ArgumentException($"At most {ChannelKey.MaxIdLength} characters can be an id; these are {id.Length}.", name);
        }
    }
}
