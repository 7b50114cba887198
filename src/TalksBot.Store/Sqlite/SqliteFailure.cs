using System.Text.Json;
using Microsoft.Data.Sqlite;
using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>Failures of the database in words that say what to do.</summary>
internal static class SqliteFailure
{
    // https://www.sqlite.org/rescode.html
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Input = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NoDatabase = 26;

    /// <summary>Whether <paramref name="exception"/> comes from the file, not from a mistake of ours.</summary>
    public static bool IsFailure(Exception exception) =>
        exception is SqliteException or IOException or UnauthorizedAccessException or JsonException or DamagedStoreException;

    /// <summary>Whether file or folder may not be written, although only reading was wanted.</summary>
    public static bool IsUnwritable(SqliteException exception) => exception.SqliteErrorCode is CannotOpen or ReadOnly;

    /// <summary>The failure with a message that says what to do.</summary>
    public static StoreUnavailableException Explain(StoreOptions options, Exception exception) =>
        new(Message(options, exception), exception);

    private static string Message(StoreOptions options, Exception exception) => exception switch
    {
        SqliteException { SqliteErrorCode: Busy or Locked } =>
            $"The store {options.Path} is being written by another process; it did not end within {options.BusyTimeout.TotalSeconds:0.#} s. Nothing was changed; try again when it is done.",
        SqliteException { SqliteErrorCode: ReadOnly } =>
            $"The store {options.Path} cannot be written. Nothing was changed; make the file and its folder writable for this user, or choose another data folder.",
        SqliteException { SqliteErrorCode: Corrupt or NoDatabase } or JsonException or DamagedStoreException =>
            $"The store {options.Path} is damaged or no database of TalksBot. Nothing was changed; restore a backup, or move the file away and ingest the articles again.",
        SqliteException { SqliteErrorCode: Full } =>
            $"The disk of the store {options.Path} is full. Nothing was changed; free some space and try again.",
        SqliteException { SqliteErrorCode: CannotOpen } or IOException or UnauthorizedAccessException =>
            $"The store {options.Path} cannot be opened. Check that its folder exists and that this user may read and write it.",
        SqliteException { SqliteErrorCode: Input } =>
            $"The store {options.Path} cannot be read or written: its disk reports an error. Check the disk, then try again.",
        _ => $"The store {options.Path} cannot be used: {exception.Message}",
    };
}

/// <summary>What is stored contradicts itself.</summary>
internal sealed class DamagedStoreException(string message) : Exception(message);
