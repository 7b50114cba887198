using System.Runtime.InteropServices;

namespace TalksBot.Store.Sqlite;

/// <summary>In how many passages the terms occur.</summary>
internal sealed class TermCounts
{
    private readonly Dictionary<string, long> _changes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _distinct = new(StringComparer.Ordinal);

    /// <summary>Passages with a term, by the table that is kept as passages are written.</summary>
    public static long Count(SqliteSession session, string term) => session.Number("SELECT passages FROM terms WHERE term = $1", term) ?? 0;

    /// <summary>Passages with one of the alternatives, at the most: the rarest term bounds a sequence.</summary>
    public static long Count(SqliteSession session, List<List<string>> alternatives) =>
        alternatives.Sum(sequence => sequence.Min(term => Count(session, term)));

    /// <summary>Notes a passage that comes (+1) or goes (-1).</summary>
    public void Add(List<string> terms, List<string> compounds, int change)
    {
        _distinct.Clear();
        _distinct.UnionWith(terms);
        _distinct.UnionWith(compounds);
        foreach (var term in _distinct)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_changes, term, out _) += change;
        }
    }

    /// <summary>Writes what was noted.</summary>
    public void Flush(SqliteSession session)
    {
        // In the order of the table, so that a page is touched once.
        foreach (var (term, change) in _changes.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (change != 0)
            {
                session.Execute(
                    "INSERT INTO terms (term, passages) VALUES ($1, $2) ON CONFLICT (term) DO UPDATE SET passages = passages + excluded.passages",
                    term,
                    change);
            }
        }

        _changes.Clear();
    }
}
