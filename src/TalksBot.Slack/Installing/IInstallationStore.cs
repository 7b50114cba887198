namespace TalksBot.Slack;

/// <summary>An installation as it is kept: who it belongs to, and everything else encrypted.</summary>
/// <param name="Key">Of <see cref="SlackWorkspace.Key"/>, at most 100 characters.</param>
/// <param name="Sealed">What <see cref="ITokenProtector.Protect"/> made: token and its circumstances, at most 16 KB.</param>
/// <param name="SavedAt">When it was installed or its token renewed.</param>
public sealed record StoredInstallation(string Key, ReadOnlyMemory<byte> Sealed, DateTimeOffset SavedAt);

/// <summary>
/// Keeps installations of workspaces. The host implements it over the store: a table of key (primary), sealed bytes and time. It never sees a token.
/// </summary>
public interface IInstallationStore
{
    /// <summary>Keeps one in place of an earlier one of the same key.</summary>
    Task SaveAsync(StoredInstallation installation, CancellationToken cancellationToken);

    /// <summary>The one called <paramref name="key"/>, or null.</summary>
    Task<StoredInstallation?> FindAsync(string key, CancellationToken cancellationToken);

    /// <summary>Deletes the one called <paramref name="key"/>; nothing happens when there is none.</summary>
    Task DeleteAsync(string key, CancellationToken cancellationToken);
}

/// <summary>Encrypts what is kept. The host implements it over ASP.NET Data Protection, purpose "TalksBot.Slack.Installations", with a key ring that is not kept beside the database.</summary>
public interface ITokenProtector
{
    /// <summary>Encrypts and authenticates.</summary>
    byte[] Protect(byte[] plain);

    /// <summary>The plain bytes, or null when they were altered or the key is gone.</summary>
    byte[]? Unprotect(byte[] encrypted);
}
