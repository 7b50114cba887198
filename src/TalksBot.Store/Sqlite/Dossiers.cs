namespace TalksBot.Store.Sqlite;

/// <summary>Dossiers by the numbers they are stored under.</summary>
internal static class Dossiers
{
    /// <summary>Stands for every article.</summary>
    public const long Everything = 0;

    /// <summary>The dossier's number, or null when nothing is stored for it.</summary>
    public static long? Find(SqliteSession session, string name) => session.Number("SELECT dossier FROM dossiers WHERE name = $1", name);

    /// <summary>The dossier's number; it is added when it is new.</summary>
    public static long Add(SqliteSession session, string name) =>
        Find(session, name)
        ?? (long)session.Scalar("INSERT INTO dossiers (name) VALUES ($1) RETURNING dossier", name)!; // an insert returns its row
}
