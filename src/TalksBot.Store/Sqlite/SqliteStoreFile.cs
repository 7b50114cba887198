using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>The database file: opens it, checks its version, lends sessions and runs transactions.</summary>
internal sealed class SqliteStoreFile(StoreOptions options) : IDisposable
{
    // Pages that a session keeps in memory at the most, in KiB. Asking a store of 1.9 GB, 64 MiB saved a third of the
    // processor time of an answer against 16 MiB; a small store never fills it.
    private const int CacheSize = 64 * 1024;

    private readonly ConcurrentBag<SqliteSession> _sessions = [];
    private readonly SemaphoreSlim _writing = new(1, 1);
    private bool _isDisposed;

    /// <summary>What the idle sessions ran; tests ask the database how it carries these out.</summary>
    public IReadOnlyCollection<string> Prepared => [.. _sessions.SelectMany(session => session.Prepared).Distinct(StringComparer.Ordinal)];

    /// <summary>Runs <paramref name="read"/> on one consistent state of the store.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be opened or read.</exception>
    public T Read<T>(Func<SqliteSession, T> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Run("BEGIN", isWriting: false, read);
    }

    /// <summary>As <see cref="Read{T}"/>, of what came with a later schema; <paramref name="absent"/> where the store is older or missing. Makes and migrates nothing.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be opened or read.</exception>
    public T ReadSince<T>(long version, Func<SqliteSession, T> read, T absent, CancellationToken cancellationToken) =>
        File.Exists(options.Path) ? Read(session => session.Version >= version ? read(session) : absent, cancellationToken) : absent;

    /// <summary>Runs <paramref name="write"/> in a transaction: all of it is stored, or nothing.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be opened or written; nothing changed.</exception>
    public async Task<T> WriteAsync<T>(Func<SqliteSession, T> write, CancellationToken cancellationToken)
    {
        // Inside the process writers queue here, fairly; between processes the database's own lock decides.
        await _writing.WaitAsync(cancellationToken);
        try
        {
            return Run("BEGIN IMMEDIATE", isWriting: true, write);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Brings the log of changes beside the file into it and empties it: what was deleted is not left there either. While others read, it is emptied later.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be written.</exception>
    public async Task EmptyLogAsync(CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            Run(begin: null, isWriting: true, session => session.Number("PRAGMA wal_checkpoint(TRUNCATE)"));
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Gives the pages back that idle sessions keep in memory; what they have prepared stays.</summary>
    public void ReleaseMemory()
    {
        var idle = new List<SqliteSession>();
        while (_sessions.TryTake(out var session))
        {
            idle.Add(session);
        }

        foreach (var session in idle)
        {
            try
            {
                session.Execute("PRAGMA shrink_memory");
                Return(session);
            }
            catch (Exception exception) when (SqliteFailure.IsFailure(exception))
            {
                // The next call opens another, and tells its asker what is wrong.
                session.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        while (_sessions.TryTake(out var session))
        {
            session.Dispose();
        }

        _writing.Dispose();
    }

    private T Run<T>(string? begin, bool isWriting, Func<SqliteSession, T> action)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        SqliteSession? session = null;
        try
        {
            session = _sessions.TryTake(out var idle) ? idle : Open(isWriting);
            if (session.Version < StoreMigrations.LatestVersion)
            {
                // It was opened to read an older store, which this or another session may have migrated since.
                StoreMigrations.Bring(session, options, isWriting);
            }

            if (begin is not null)
            {
                session.Execute(begin);
            }

            var result = action(session);
            if (begin is not null)
            {
                session.Execute("COMMIT");
            }

            Return(session);
            session = null;
            return result;
        }
        catch (Exception exception) when (SqliteFailure.IsFailure(exception))
        {
            throw SqliteFailure.Explain(options, exception);
        }
        finally
        {
            // Closing the connection rolls an open transaction back.
            session?.Dispose();
        }
    }

    private void Return(SqliteSession session)
    {
        if (_isDisposed || session.IsImmutable)
        {
            session.Dispose();
        }
        else
        {
            _sessions.Add(session);
        }
    }

    private SqliteSession Open(bool isWriting)
    {
        if (!options.IsReadOnly && Path.GetDirectoryName(Path.GetFullPath(options.Path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        try
        {
            return Connect(options.Path, options.IsReadOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate, isImmutable: false, isWriting);
        }
        catch (SqliteException exception) when (!isWriting && SqliteFailure.IsUnwritable(exception) && File.Exists(options.Path))
        {
            // Even to read it, the database wants to make its shared index beside the file (https://www.sqlite.org/wal.html#readonly).
            // Where it may not, nobody is writing either, and the file is all there is unless a log of changes lies beside it.
            if (new FileInfo(options.Path + "-wal") is { Exists: true, Length: > 0 })
            {
                throw new StoreUnavailableException(
                    $"The store {options.Path} has changes in {options.Path}-wal that can only be brought in where its folder may be written. Run 'talksbot migrate' there as a user who may, or copy both files into a folder of your own.",
                    exception);
            }

            return Connect(new Uri(Path.GetFullPath(options.Path)).AbsoluteUri + "?immutable=1", SqliteOpenMode.ReadOnly, isImmutable: true, isWriting);
        }
    }

    private SqliteSession Connect(string source, SqliteOpenMode mode, bool isImmutable, bool isWriting)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = Math.Max(1, (int)Math.Ceiling(options.BusyTimeout.TotalSeconds)),
        }.ToString());
        var session = new SqliteSession(connection) { IsImmutable = isImmutable };
        try
        {
            connection.Open();
            session.Execute($"PRAGMA busy_timeout = {(int)options.BusyTimeout.TotalMilliseconds}");
            StoreMigrations.Bring(session, options, isWriting);
            session.Execute($"PRAGMA cache_size = -{CacheSize}");
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
