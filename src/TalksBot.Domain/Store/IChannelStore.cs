namespace TalksBot.Domain;

/// <summary>A channel of a chat platform; ids are the platform's own.</summary>
/// <param name="Platform">"discord", "slack".</param>
/// <param name="ServerId">The server or workspace; null for a direct conversation that belongs to none.</param>
/// <param name="ChannelId">The channel, thread or direct conversation.</param>
public sealed record ChannelKey(string Platform, string? ServerId, string ChannelId)
{
    /// <summary>UTF-16 code units of an id, at the most; those of the platforms are shorter.</summary>
    public const int MaxIdLength = 200;
}

/// <summary>What channels chose.</summary>
public interface IChannelStore
{
    /// <summary>The dossier that a channel follows, or null when it chose none.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    Task<string?> FindDossierAsync(ChannelKey channel, CancellationToken cancellationToken);

    /// <summary>Sets the dossier that a channel follows.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="dossier">Name of the dossier; null takes the choice back and leaves no row.</param>
    /// <param name="setBy">Id of the person who chose.</param>
    /// <param name="setAt">When; kept in UTC.</param>
    /// <param name="cancellationToken">A stop leaves the choice as it was.</param>
    /// <exception cref="ArgumentException">An id or name is longer than <see cref="ChannelKey.MaxIdLength"/>, or a required one empty; nothing changed.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be written; nothing changed.</exception>
    Task SetDossierAsync(ChannelKey channel, string? dossier, string setBy, DateTimeOffset setAt, CancellationToken cancellationToken);

    /// <summary>Deletes all that is kept of a channel.</summary>
    /// <returns>Whether there was anything.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be written; nothing changed.</exception>
    Task<bool> ForgetChannelAsync(ChannelKey channel, CancellationToken cancellationToken);

    /// <summary>Deletes all that is kept of the channels of a server or workspace: it has sent us away.</summary>
    /// <param name="platform">"discord", "slack".</param>
    /// <param name="serverId">The server or workspace.</param>
    /// <param name="cancellationToken">A stop leaves everything as it was.</param>
    /// <returns>Of how many channels there was anything.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be written; nothing changed.</exception>
    Task<int> ForgetServerAsync(string platform, string serverId, CancellationToken cancellationToken);
}
