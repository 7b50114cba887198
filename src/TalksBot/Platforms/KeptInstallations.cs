using System.Buffers.Binary;
using TalksBot.Domain;
using TalksBot.Slack;

namespace TalksBot;

/// <summary>Keeps Slack's installations in the store, as bytes that it cannot read.</summary>
internal sealed class KeptInstallations(IKeptValues values) : IInstallationStore
{
    private const string Area = "slack-installations";

    // Milliseconds since 1970 in front of what was encrypted.
    private const int TimeLength = sizeof(long);

    /// <inheritdoc/>
    public Task SaveAsync(StoredInstallation installation, CancellationToken cancellationToken)
    {
        var value = new byte[TimeLength + installation.Sealed.Length];
        BinaryPrimitives.WriteInt64BigEndian(value, installation.SavedAt.ToUnixTimeMilliseconds());
        installation.Sealed.CopyTo(value.AsMemory(TimeLength));
        return values.SetAsync(Area, installation.Key, value, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<StoredInstallation?> FindAsync(string key, CancellationToken cancellationToken) =>
        await values.FindAsync(Area, key, cancellationToken) is { Length: >= TimeLength } value
            ? new StoredInstallation(key, value.AsMemory(TimeLength), DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(value)))
            : null;

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken cancellationToken) => values.DeleteAsync(Area, key, cancellationToken);
}
