using System.Collections.Concurrent;
using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Testing;

/// <summary>Values by area and key, in memory.</summary>
public sealed class InMemoryKeptValues : IKeptValues
{
    private readonly ConcurrentDictionary<(string Area, string Key), byte[]> _values = new();

    /// <inheritdoc/>
    public Task<byte[]?> FindAsync(string area, string key, CancellationToken cancellationToken)
    {
        Check(area, key);
        return Task.FromResult<byte[]?>(_values.TryGetValue((area, key), out var value) ? [.. value] : null);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<KeptValue>> ListAsync(string area, CancellationToken cancellationToken)
    {
        KeptLimits.CheckKey(area, nameof(area));
        return Task.FromResult(_values
            .Where(pair => pair.Key.Area == area)
            .Select(pair => new KeptValue(pair.Key.Key, pair.Value.ToArray()))
            .OrderBy(value => value.Key, StringComparer.Ordinal)
            .ToImmutableArray());
    }

    /// <inheritdoc/>
    public Task SetAsync(string area, string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        Check(area, key);
        KeptLimits.CheckValue(value);
        _values[(area, key)] = value.ToArray();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string area, string key, CancellationToken cancellationToken)
    {
        Check(area, key);
        return Task.FromResult(_values.TryRemove((area, key), out _));
    }

    private static void Check(string area, string key)
    {
        KeptLimits.CheckKey(area, nameof(area));
        KeptLimits.CheckKey(key, nameof(key));
    }
}
