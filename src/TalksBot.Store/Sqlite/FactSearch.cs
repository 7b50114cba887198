using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>What a query may see, and the words around what it found.</summary>
internal sealed class FactSearch
{
    private const int MaxLimit = 10_000;

    // A sentence that hundreds of outlets printed is cited from the newest of them.
    private const int MaxOccurrences = 20;

    private readonly SqliteSession _session;
    private readonly Visibility? _visibility;
    private readonly HashSet<long>? _articles;
    private readonly ImmutableArray<string> _ids;

    public FactSearch(SqliteSession session, FactQuery query)
    {
        _session = session;
        _ids = query.Ids.IsDefault ? [] : query.Ids;
        Revisions = new RevisionReader(session);
        Match = new MatchBuilder(session);
        Limit = Math.Min(query.Limit, MaxLimit);
        Published = KeyRange.Published(query.Since, query.Until);
        _visibility = Visibility.Of(session, query.Scope);
        if (!query.Articles.IsDefaultOrEmpty)
        {
            _articles = [];
            Ranges = FindRanges(query.Articles);
        }
        else
        {
            Ranges = [Published];
        }

        if (_visibility is not null)
        {
            Match.AddVisibility(_visibility);
        }
    }

    public RevisionReader Revisions { get; }

    public MatchBuilder Match { get; }

    /// <summary>How many facts are wanted.</summary>
    public int Limit { get; }

    /// <summary>Keys of the days asked for.</summary>
    public KeyRange Published { get; }

    /// <summary>Keys to look at, newest first.</summary>
    public ImmutableArray<KeyRange> Ranges { get; }

    /// <summary>Whether the query names articles.</summary>
    public bool HasArticles => _articles is not null;

    /// <summary>Whether the query names facts.</summary>
    public bool HasIds => !_ids.IsEmpty;

    /// <summary>Whether nothing can be found.</summary>
    public bool IsImpossible => _visibility is null || Match.IsImpossible || Limit <= 0 || Published.IsEmpty;

    /// <summary>As <see cref="Ranges"/>; where the query names facts, each of their places in the table is one.</summary>
    /// <param name="table">Table of the fact's kind.</param>
    /// <param name="keyColumn">Its column with the key by publication.</param>
    /// <param name="column">The column whose values are wanted.</param>
    public List<KeyRange> RangesIn(string table, string keyColumn, string column)
    {
        if (!HasIds)
        {
            return [.. Ranges];
        }

        var keys = new List<long>();
        foreach (var id in _ids.Distinct(StringComparer.Ordinal))
        {
            using var reader = _session.Query($"SELECT {keyColumn}, {column} FROM {table} WHERE id = $1", id);
            while (reader.Read())
            {
                var key = reader.GetInt64(0);
                if (Ranges.Any(range => range.Contains(key)))
                {
                    keys.Add(reader.GetInt64(1));
                }
            }
        }

        return [.. keys.OrderDescending().Select(key => new KeyRange(key, key))];
    }

    /// <summary>Whether the scope shows the article of that revision. The words' index leaves most others out; this decides.</summary>
    public bool Shows(long revisionRow) => _visibility?.ShowsRevision(revisionRow) == true;

    /// <summary>Where else the fact stands, as far as it may be seen, newest first, without the occurrence at <paramref name="key"/>.</summary>
    /// <param name="table">Table of the fact's kind.</param>
    /// <param name="keyColumn">Its column with the key by publication.</param>
    /// <param name="id">The fact.</param>
    /// <param name="key">The occurrence that is known already.</param>
    public List<(long Key, LoadedRevision Revision, byte[] Data)> OtherOccurrences(string table, string keyColumn, string id, long key)
    {
        var result = new List<(long, LoadedRevision, byte[])>();
        using var reader = _session.Query($"SELECT {keyColumn}, revision_row, data FROM {table} WHERE id = $1 ORDER BY {keyColumn} DESC", id);
        while (result.Count < MaxOccurrences && reader.Read())
        {
            var other = reader.GetInt64(0);
            var revisionRow = reader.GetInt64(1);
            if (other == key || !Published.Contains(other) || !Shows(revisionRow))
            {
                continue;
            }

            var revision = Revisions.Get(revisionRow);
            if (_articles?.Contains(revision.ArticleRow) != false)
            {
                result.Add((other, revision, reader.GetFieldValue<byte[]>(2)));
            }
        }

        return result;
    }

    private ImmutableArray<KeyRange> FindRanges(ImmutableArray<ArticleId> ids)
    {
        var ranges = new List<KeyRange>();
        foreach (var id in ids.Distinct())
        {
            using var reader = _session.Query("SELECT article, first_key, last_key FROM articles WHERE id = $1", id.Value);
            if (reader.Read())
            {
                _articles!.Add(reader.GetInt64(0)); // set before this is called
                var range = new KeyRange(reader.GetInt64(1), reader.GetInt64(2)).Intersect(Published);
                if (!range.IsEmpty)
                {
                    ranges.Add(range);
                }
            }
        }

        return [.. ranges.OrderByDescending(range => range.First)];
    }
}
