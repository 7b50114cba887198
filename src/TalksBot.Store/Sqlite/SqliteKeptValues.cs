using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>Small values by area and key, beside the facts.</summary>
internal sealed class SqliteKeptValues(SqliteStoreFile file) : IKeptValues
{
    /// <inheritdoc/>
    public Task<byte[]?> FindAsync(string area, string key, CancellationToken cancellationToken)
    {
        KeptLimits.CheckKey(area, nameof(area));
        KeptLimits.CheckKey(key, nameof(key));
        return ReadAsync(
            session => (byte[]?)session.Scalar("SELECT value FROM kept_values WHERE area = $1 AND key = $2", area, key),
            absent: null,
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<KeptValue>> ListAsync(string area, CancellationToken cancellationToken)
    {
        KeptLimits.CheckKey(area, nameof(area));
        return ReadAsync(
            session =>
            {
                var values = new List<KeptValue>();
                using var reader = session.Query("SELECT key, value FROM kept_values WHERE area = $1", area);
                while (reader.Read())
                {
                    values.Add(new KeptValue(reader.GetString(0), reader.GetFieldValue<byte[]>(1)));
                }

                // The database orders by UTF-8, which differs from ordinal order beyond the first plane.
                values.Sort((left, right) => string.CompareOrdinal(left.Key, right.Key));
                return values.ToImmutableArray();
            },
            absent: [],
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task SetAsync(string area, string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        KeptLimits.CheckKey(area, nameof(area));
        KeptLimits.CheckKey(key, nameof(key));
        KeptLimits.CheckValue(value);
        return file.WriteAsync(
            session => session.Execute(
                "INSERT INTO kept_values (area, key, value) VALUES ($1, $2, $3) ON CONFLICT (area, key) DO UPDATE SET value = excluded.value",
                area,
                key,
                value.ToArray()),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string area, string key, CancellationToken cancellationToken)
    {
        KeptLimits.CheckKey(area, nameof(area));
        KeptLimits.CheckKey(key, nameof(key));
        return file.WriteAsync(session => session.Execute("DELETE FROM kept_values WHERE area = $1 AND key = $2", area, key) > 0, cancellationToken);
    }

    private Task<T> ReadAsync<T>(Func<SqliteSession, T> read, T absent, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<T>(cancellationToken)
            : Task.FromResult(file.ReadSince(StoreMigrations.FirstWithChannels, read, absent, cancellationToken));
}
