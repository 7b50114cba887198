using System.Collections.Concurrent;
using TalksBot.Domain;

namespace TalksBot.Testing;

/// <summary>What channels chose, in memory.</summary>
public sealed class InMemoryChannelStore : IChannelStore
{
    private readonly ConcurrentDictionary<ChannelKey, string> _dossiers = new();

    /// <inheritdoc/>
    public Task<string?> FindDossierAsync(ChannelKey channel, CancellationToken cancellationToken) => Task.FromResult(_dossiers.GetValueOrDefault(channel));

    /// <inheritdoc/>
    public Task SetDossierAsync(ChannelKey channel, string? dossier, string setBy, DateTimeOffset setAt, CancellationToken cancellationToken)
    {
        if (dossier is null)
        {
            _dossiers.TryRemove(channel, out _);
        }
        else
        {
            _dossiers[channel] = dossier;
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> ForgetChannelAsync(ChannelKey channel, CancellationToken cancellationToken) => Task.FromResult(_dossiers.TryRemove(channel, out _));

    /// <inheritdoc/>
    public Task<int> ForgetServerAsync(string platform, string serverId, CancellationToken cancellationToken) => Task.FromResult(
        _dossiers.Keys.Where(channel => channel.Platform == platform && channel.ServerId == serverId).Count(channel => _dossiers.TryRemove(channel, out _)));
}
