using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>The embedded store: one SQLite file with full-text indexes. Safe for use by several threads and processes.</summary>
/// <remarks>
/// Reading happens on the caller's thread and takes milliseconds; the tasks returned are complete. Every method throws
/// <see cref="StoreUnavailableException"/> when the file cannot be opened, read or written; what was stored before stays.
/// </remarks>
public sealed partial class SqliteFactStore : IFactReader, IFactWriter, IDisposable
{
    private readonly SqliteStoreFile _file;

    /// <inheritdoc cref="SqliteStoreFile.Prepared"/>
    internal IReadOnlyCollection<string> Prepared => _file.Prepared;

    /// <summary>A store in the file that <paramref name="options"/> name; it is opened, and made where it is missing, at the first call.</summary>
    public SqliteFactStore(StoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (string.IsNullOrWhiteSpace(options.Path))
        {
            throw new ArgumentException("Store:Path must name a file.", nameof(options));
        }

        _file = new SqliteStoreFile(options);
        Channels = new SqliteChannelStore(_file);
        Kept = new SqliteKeptValues(_file);
        Changes = new SqliteChangeLog(_file);
        Subscriptions = new SqliteSubscriptionStore(_file);
        Outbox = new SqliteOutbox(_file);
        Forgetting = new SqliteForgetting(_file);
        Feeds = new SqliteFeedStore(_file);
    }

    /// <summary>What channels chose, in the same file.</summary>
    public IChannelStore Channels { get; }

    /// <summary>What adapters keep across restarts, in the same file.</summary>
    public IKeptValues Kept { get; }

    /// <summary>What changed, in the same file.</summary>
    public IChangeLog Changes { get; }

    /// <summary>What channels wish for, in the same file.</summary>
    public ISubscriptionStore Subscriptions { get; }

    /// <summary>What channels are owed, in the same file.</summary>
    public IOutbox Outbox { get; }

    /// <summary>Retracts and forgets, in the same file.</summary>
    public IForgetting Forgetting { get; }

    /// <summary>The state of feeds, in the same file.</summary>
    public IFeedStore Feeds { get; }

    /// <summary>Makes the store where it is missing and brings its schema up to date.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be opened or migrated; nothing changed.</exception>
    public Task MigrateAsync(CancellationToken cancellationToken) => _file.WriteAsync(_ => true, cancellationToken);

    /// <summary>Gives back the memory that reading has filled with pages; the next questions read them anew.</summary>
    public void ReleaseMemory() => _file.ReleaseMemory();

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private Task<T> ReadAsync<T>(Func<SqliteSession, T> read, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<T>(cancellationToken)
            : Task.FromResult(_file.Read(read, cancellationToken));
}
