using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

public sealed partial class SqliteFactStore
{
    /// <inheritdoc/>
    public Task<ImmutableArray<Found<Meeting>>> FindMeetingsAsync(MeetingQuery query, CancellationToken cancellationToken) => ReadAsync(
        session =>
        {
            var search = new FactSearch(session, query);
            search.Match.AddText(query.Text, column: null, canCheck: false);
            search.Match.AddEachActor(query.With, Marks.Actor);
            if (search.IsImpossible || (query.From is { } from && query.To is { } to && from > to))
            {
                return [];
            }

            var found = new MeetingCollector(session, search, query);
            if (search.HasIds)
            {
                found.CollectNamed();
            }
            else if (search.HasArticles)
            {
                found.CollectOfArticles();
            }
            else
            {
                if (MeetingCollector.PublishedMarks(session, query) is not { } marks)
                {
                    return [];
                }

                search.Match.AddAnyMark(marks);
                found.CollectByDate();
            }

            return found.Sorted();
        },
        cancellationToken);
}

/// <summary>Finds meetings in the order of their dates.</summary>
internal sealed class MeetingCollector(SqliteSession session, FactSearch search, MeetingQuery query)
{
    private const string Columns = "meetings.key, meetings.id, meetings.revision_row, meetings.fact_key, meetings.data";

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<Entry> _found = [];

    /// <summary>Marks that bound the days of publication: none where these exclude nothing, null where they exclude all.</summary>
    public static List<string>? PublishedMarks(SqliteSession session, FactQuery query)
    {
        if (query.Since is null && query.Until is null)
        {
            return [];
        }

        var oldest = session.Scalar("SELECT published_on FROM revisions r JOIN articles a USING (revision_row) WHERE a.first_key = (SELECT min(first_key) FROM articles)");
        var newest = session.Scalar("SELECT published_on FROM revisions r JOIN articles a USING (revision_row) WHERE a.first_key = (SELECT max(first_key) FROM articles)");
        if (oldest is not string first || newest is not string last)
        {
            return null;
        }

        var since = query.Since is { } day && day > FactKey.Day(first) ? day : FactKey.Day(first);
        var until = query.Until is { } end && end < FactKey.Day(last) ? end : FactKey.Day(last);
        return since > until ? null : since == FactKey.Day(first) && until == FactKey.Day(last) ? [] : Marks.Published(since, until);
    }

    /// <summary>The meetings that the query names.</summary>
    public void CollectNamed()
    {
        var expression = search.Match.Build();
        foreach (var range in search.RangesIn("meetings", "fact_key", "key"))
        {
            Collect(expression, range, isDescending: false, int.MaxValue);
        }
    }

    /// <summary>All meetings of the articles that the query names.</summary>
    public void CollectOfArticles()
    {
        var expression = search.Match.Build();
        foreach (var range in search.Ranges)
        {
            var keys = new List<long>();
            using (var reader = session.Query("SELECT key FROM meetings WHERE fact_key BETWEEN $1 AND $2", range.First, range.Last))
            {
                while (reader.Read())
                {
                    keys.Add(reader.GetInt64(0));
                }
            }

            foreach (var key in keys)
            {
                Collect(expression, new KeyRange(key, key), isDescending: false, int.MaxValue);
            }
        }
    }

    /// <summary>Meetings by date until there are enough; each range of keys is read only as far as needed.</summary>
    public void CollectByDate()
    {
        var first = query.From is { } from ? FactKey.FirstOf(from) : 0;
        var last = query.To is { } to ? FactKey.LastOf(to) : FactKey.FirstUndated - 1;
        if (query.LatestFirst)
        {
            Collect(search.Match.Build(), new KeyRange(first, last), isDescending: true, search.Limit);
        }

        if (query.From is { } start)
        {
            // Those that began earlier and last until then: of several days, and marked with each month they touch.
            var running = search.Match.Build();
            var mark = $"\"{Marks.Month(Marks.MonthOf(start))}\"";
            Collect(running is null ? mark : $"{mark} AND {running}", new KeyRange(0, first - 1), query.LatestFirst, search.Limit);
        }

        if (!query.LatestFirst)
        {
            Collect(search.Match.Build(), new KeyRange(first, last), isDescending: false, search.Limit);
        }

        if (query.To is null)
        {
            Collect(search.Match.Build(), new KeyRange(FactKey.FirstUndated, long.MaxValue), isDescending: true, search.Limit);
        }
    }

    /// <summary>What was found, by date, those without one last, newest publication first where dates are the same.</summary>
    public ImmutableArray<Found<Meeting>> Sorted()
    {
        var dated = _found.Where(entry => entry.First is not null);
        dated = query.LatestFirst
            ? dated.OrderByDescending(entry => entry.First).ThenByDescending(entry => entry.Last).ThenByDescending(entry => entry.FactKey)
            : dated.OrderBy(entry => entry.First).ThenBy(entry => entry.Last).ThenByDescending(entry => entry.FactKey);
        var undated = _found.Where(entry => entry.First is null).OrderByDescending(entry => entry.FactKey);
        return [.. dated.Concat(undated).Take(search.Limit).Select(entry => entry.Found)];
    }

    private void Collect(string? expression, KeyRange range, bool isDescending, int enough)
    {
        using var reader = Scan(expression, range, isDescending ? "DESC" : "ASC");
        while (_found.Count < enough && reader.Read())
        {
            var id = reader.GetString(1);
            if (search.Shows(reader.GetInt64(2)) && _seen.Add(id) && Resolve(reader, id) is { } entry)
            {
                _found.Add(entry);
            }
        }
    }

    private SqliteDataReader Scan(string? expression, KeyRange range, string order) => expression is null
        ? session.Query($"SELECT {Columns} FROM meetings WHERE key BETWEEN $1 AND $2 ORDER BY key {order}", range.First, range.Last)
        : session.Query(
            $"""
            SELECT {Columns} FROM meeting_words CROSS JOIN meetings ON meetings.key = meeting_words.rowid
            WHERE meeting_words MATCH $1 AND meeting_words.rowid BETWEEN $2 AND $3 ORDER BY meeting_words.rowid {order}
            """,
            expression,
            range.First,
            range.Last);

    // What the newest article says of a meeting holds: one that was moved is found at its new date only.
    private Entry? Resolve(SqliteDataReader reader, string id)
    {
        var key = reader.GetInt64(3);
        var occurrences = search.OtherOccurrences("meetings", "fact_key", id, key);
        occurrences.Add((key, search.Revisions.Get(reader.GetInt64(2)), reader.GetFieldValue<byte[]>(4)));
        occurrences.Sort((left, right) => right.Key.CompareTo(left.Key));

        var (newestKey, newest, data) = occurrences[0];
        var meeting = SqliteFactStore.Parse(data, StoreJson.Default.StoredMeeting).ToMeeting(id, newest.Body);
        var (first, last) = Days(meeting);
        if ((query.From is { } from && last < from) || (query.To is { } to && (first is null || first > to)))
        {
            return null;
        }

        var citations = ImmutableArray.CreateBuilder<Citation>();
        foreach (var (_, revision, stored) in occurrences)
        {
            citations.AddRange(Spans.Read(SqliteFactStore.Parse(stored, StoreJson.Default.StoredMeeting).Evidence).Select(revision.Cite));
        }

        return new Entry(first, last, newestKey, new Found<Meeting>(meeting, newest.Article, citations.ToImmutable()));
    }

    private static (DateOnly? First, DateOnly? Last) Days(Meeting meeting) =>
        meeting.When is { } when && when.TryGetDays(out var first, out var last) ? (first, last) : (null, null);

    private sealed record Entry(DateOnly? First, DateOnly? Last, long FactKey, Found<Meeting> Found);
}
