namespace TalksBot.Store.Sqlite;

/// <summary>How many distinct facts each dossier has.</summary>
internal static class FactCounts
{
    public const string Articles = "articles";
    public const string Statements = "statements";
    public const string Proposals = "proposals";
    public const string Meetings = "meetings";
    public const string Actors = "actors";

    public static void Add(SqliteSession session, long dossier, string kind, long change)
    {
        if (change != 0)
        {
            session.Execute(
                "INSERT INTO counts (dossier, kind, number) VALUES ($1, $2, $3) ON CONFLICT (dossier, kind) DO UPDATE SET number = number + excluded.number",
                dossier,
                kind,
                change);
        }
    }
}
