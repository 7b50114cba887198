using DbUp;
using DbUp.Sqlite.Helpers;
using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>Brings the schema of a database up to date.</summary>
internal static class StoreMigrations
{
    /// <summary>The schema this program writes; the last script sets it as the database's user_version.</summary>
    public const long LatestVersion = 4;

    /// <summary>From this schema on there are channels and kept values; before it, none were chosen and none kept.</summary>
    public const long FirstWithChannels = 2;

    /// <summary>From this schema on there are a change log, subscriptions and an outbox; before it, nothing was logged and nothing owed.</summary>
    public const long FirstWithUpdates = 3;

    // Facts are read from a store of this schema or a later one without migrating it.
    private const long OldestReadable = 1;

    /// <summary>Leaves a database of the latest version, or one that can be read as it is, or throws.</summary>
    /// <param name="session">Outside a transaction.</param>
    /// <param name="options">Where the store is.</param>
    /// <param name="isWriting">Whether it is going to be written: then it must have the latest version.</param>
    /// <exception cref="StoreUnavailableException">A newer program wrote it, or it must be migrated and may only be read.</exception>
    public static void Bring(SqliteSession session, StoreOptions options, bool isWriting)
    {
        // One read of the file's header: a store that is up to date pays for no more than that.
        var version = session.Number("PRAGMA user_version") ?? 0;
        session.Version = version;
        if (version == LatestVersion || (version is >= OldestReadable and < LatestVersion && !isWriting))
        {
            return;
        }

        if (version > LatestVersion)
        {
            throw new StoreUnavailableException(
                $"The store {options.Path} was written by a newer TalksBot (schema {version}, this one knows {LatestVersion}). Nothing was changed; use that version, or another data folder.");
        }

        if (options.IsReadOnly)
        {
            throw new StoreUnavailableException(
                $"The store {options.Path} has an older schema ({version}, this TalksBot needs {LatestVersion}) and may only be read here. Run 'talksbot migrate' where it may be written.");
        }

        if (version == 0 && IsForeign(session, options.Path))
        {
            throw new DamagedStoreException("The file is none of ours.");
        }

        Migrate(session);
        session.Version = LatestVersion;
    }

    // Another program's database, or a scrap shorter than a header, which SQLite would take for an empty file and write over.
    private static bool IsForeign(SqliteSession session, string path) =>
        new FileInfo(path) is { Exists: true, Length: > 0 and < 512 }
        || (session.Number("SELECT count(*) FROM sqlite_master") > 0 && session.Number("PRAGMA application_id") == 0);

    // Apart, so that the migration library is loaded only when there is something to migrate.
    private static void Migrate(SqliteSession session)
    {
        session.Execute("PRAGMA journal_mode = WAL");
        session.Execute("BEGIN IMMEDIATE");

        // Another process may have migrated while this one waited for the lock.
        if (session.Number("PRAGMA user_version") < LatestVersion)
        {
            var result = DeployChanges.To
                .SqliteDatabase(new SharedConnection(session.Connection))
                .WithScriptsEmbeddedInAssembly(typeof(StoreMigrations).Assembly, name => name.StartsWith("migrations.", StringComparison.Ordinal))
                .WithVariablesDisabled()
                .WithoutTransaction() // ours is open already
                .LogToNowhere()
                .Build()
                .PerformUpgrade();
            if (!result.Successful)
            {
                throw result.Error;
            }
        }

        session.Execute("COMMIT");
    }
}
