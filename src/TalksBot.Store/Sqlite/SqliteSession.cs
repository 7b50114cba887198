using System.Globalization;
using Microsoft.Data.Sqlite;

namespace TalksBot.Store.Sqlite;

/// <summary>One connection with its prepared commands. Not for use by two threads at once.</summary>
internal sealed class SqliteSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    /// <summary>The connection, for what is no prepared command.</summary>
    public SqliteConnection Connection { get; } = connection;

    /// <summary>Whether it reads the file without locks, and so must not outlive one use.</summary>
    public bool IsImmutable { get; init; }

    /// <summary>Schema of the database as it was last seen; see <see cref="StoreMigrations"/>.</summary>
    public long Version { get; set; }

    /// <summary>The queries and commands that were run.</summary>
    public IEnumerable<string> Prepared => _commands.Keys;

    /// <summary>Runs a command; its parameters are $1, $2 and so on.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Prepare(sql, values).ExecuteNonQuery();

    /// <summary>The first column of the first row, or null.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> values) =>
        Prepare(sql, values).ExecuteScalar() is { } value and not DBNull ? value : null;

    /// <summary>The first column of the first row as a number, or null.</summary>
    public long? Number(string sql, params ReadOnlySpan<object?> values) => (long?)Scalar(sql, values);

    /// <summary>The rows; the same query must not be started again before the reader is disposed.</summary>
    public SqliteDataReader Query(string sql, params ReadOnlySpan<object?> values) => Prepare(sql, values).ExecuteReader();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        Connection.Dispose();
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = Connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter("$" + (i + 1).ToString(CultureInfo.InvariantCulture), null));
            }

            _commands.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }
}
