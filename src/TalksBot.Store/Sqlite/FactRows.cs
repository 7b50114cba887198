using System.Collections.Immutable;
using TalksBot.Domain;
using TalksBot.Store.Text;

namespace TalksBot.Store.Sqlite;

/// <summary>Where the facts of one article go.</summary>
internal sealed record FactPlace(long RevisionRow, long FirstKey, int Pages, DateOnly PublishedOn, SortedSet<long> Dossiers);

/// <summary>Writes and removes passages, statements, proposals and meetings with their index entries.</summary>
internal sealed class FactRows(SqliteSession session, TermCounts termCounts)
{
    private readonly List<string> _terms = [];
    private readonly List<string> _compounds = [];

    public void Add(FactPlace place, string body, ArticleFacts facts, ActorRows actors)
    {
        AddPassages(place, body, facts.Passages, actors);
        Count(FactCounts.Statements, "statements", facts.Statements.Select(statement => statement.Id), place.Dossiers, 1);
        AddStatements(place, body, facts.Statements, actors);
        Count(FactCounts.Proposals, "proposals", facts.Proposals.Select(proposal => proposal.Id), place.Dossiers, 1);
        AddProposals(place, body, facts.Proposals, actors);
        Count(FactCounts.Meetings, "meetings", facts.Meetings.Select(meeting => meeting.Id), place.Dossiers, 1);
        AddMeetings(place, body, facts.Meetings, actors);
    }

    /// <summary>Removes the facts that a revision has under these keys.</summary>
    public void Remove(long revisionRow, long firstKey, long lastKey, SortedSet<long> dossiers)
    {
        UncountTerms(revisionRow, firstKey, lastKey);
        Remove("passages", "passage_words", "key", null, firstKey, lastKey, dossiers);
        Remove("statements", "statement_words", "key", FactCounts.Statements, firstKey, lastKey, dossiers);
        Remove("proposals", "proposal_words", "key", FactCounts.Proposals, firstKey, lastKey, dossiers);
        Remove("meetings", "meeting_words", "fact_key", FactCounts.Meetings, firstKey, lastKey, dossiers);
    }

    // All kinds are written in the order of their keys, which is the reverse of reading order: the full-text index
    // takes ascending rows into one batch and starts a new one at each that descends.
    private void AddPassages(FactPlace place, string body, ImmutableArray<Passage> passages, ActorRows actors)
    {
        for (var i = passages.Length - 1; i >= 0; i--)
        {
            var passage = passages[i];
            var key = FactKey.At(place.FirstKey, place.Pages, i);
            session.Execute(
                "INSERT INTO passages (key, revision_row, start, length, paragraph, kind, data) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                key,
                place.RevisionRow,
                passage.Span.Start,
                passage.Span.Length,
                passage.Paragraph,
                (int)passage.Kind,
                StoredPassage.From(passage));
            var words = Words(body, [passage.Span]);
            termCounts.Add(_terms, _compounds, 1);
            session.Execute(
                "INSERT INTO passage_words (rowid, words, marks) VALUES ($1, $2, $3)",
                key,
                words,
                Marked(place, passage.Actors.Select(name => Marks.Actor(actors.Get(name)))));
        }
    }

    private void AddStatements(FactPlace place, string body, ImmutableArray<Statement> statements, ActorRows actors)
    {
        for (var i = statements.Length - 1; i >= 0; i--)
        {
            var statement = statements[i];
            var key = FactKey.At(place.FirstKey, place.Pages, i);
            session.Execute(
                "INSERT INTO statements (key, id, revision_row, is_reported, data) VALUES ($1, $2, $3, $4, $5)",
                key,
                statement.Id,
                place.RevisionRow,
                statement.ReportedIn is not null,
                StoredStatement.From(statement));
            var marks = statement.Speakers.Select(name => Marks.Speaker(actors.Get(name)))
                .Concat(statement.About.Append(statement.AddresseeName).OfType<string>().Select(name => Marks.Actor(actors.Get(name))));
            session.Execute(
                "INSERT INTO statement_words (rowid, content, evidence, marks) VALUES ($1, $2, $3, $4)",
                key,
                statement.Content is { } content ? Words(body, content.Spans) : "",
                Words(body, statement.Evidence),
                Marked(place, marks));
        }
    }

    private void AddProposals(FactPlace place, string body, ImmutableArray<Proposal> proposals, ActorRows actors)
    {
        for (var i = proposals.Length - 1; i >= 0; i--)
        {
            var proposal = proposals[i];
            var key = FactKey.At(place.FirstKey, place.Pages, i);
            session.Execute(
                "INSERT INTO proposals (key, id, revision_row, data) VALUES ($1, $2, $3, $4)",
                key,
                proposal.Id,
                place.RevisionRow,
                StoredProposal.From(proposal));
            var marks = proposal.By.Select(name => Marks.Proposer(actors.Get(name)))
                .Concat(proposal.To.Concat(proposal.Responses.Select(response => response.By)).Select(name => Marks.Actor(actors.Get(name))));
            session.Execute(
                "INSERT INTO proposal_words (rowid, words, marks) VALUES ($1, $2, $3)",
                key,
                Words(body, SearchedSpans(proposal)),
                Marked(place, marks));
        }
    }

    private void AddMeetings(FactPlace place, string body, ImmutableArray<Meeting> meetings, ActorRows actors)
    {
        for (var i = meetings.Length - 1; i >= 0; i--)
        {
            var meeting = meetings[i];
            DateOnly? first = null;
            DateOnly? last = null;
            if (meeting.When is { } when && when.TryGetDays(out var begins, out var ends))
            {
                (first, last) = (begins, ends);
            }

            var key = MeetingKey(first);
            session.Execute(
                "INSERT INTO meetings (key, id, revision_row, fact_key, first_day, last_day, data) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                key,
                meeting.Id,
                place.RevisionRow,
                FactKey.At(place.FirstKey, place.Pages, i),
                first is null ? null : FactKey.Number(first.Value),
                last is null ? null : FactKey.Number(last.Value),
                StoredMeeting.From(meeting));
            var marks = meeting.Participants.Append(meeting.Organiser).OfType<string>().Select(name => Marks.Actor(actors.Get(name)))
                .Concat(Months(first, last))
                .Append(Marks.PublishedDay(place.PublishedOn))
                .Append(Marks.PublishedMonth(place.PublishedOn))
                .Append(Marks.PublishedYear(place.PublishedOn.Year));
            session.Execute(
                "INSERT INTO meeting_words (rowid, words, marks) VALUES ($1, $2, $3)",
                key,
                Words(body, meeting.Evidence),
                Marked(place, marks));
        }
    }

    private long MeetingKey(DateOnly? day)
    {
        var (first, end) = day is { } known ? (FactKey.FirstOf(known), FactKey.LastOf(known)) : (FactKey.FirstUndated, long.MaxValue);
        return session.Number("SELECT key FROM meetings WHERE key BETWEEN $1 AND $2 ORDER BY key DESC LIMIT 1", first, end) is { } last ? last + 1 : first;
    }

    // A meeting of one day needs no months: it is found by its key.
    private static IEnumerable<string> Months(DateOnly? first, DateOnly? last)
    {
        if (first is { } begins && last is { } ends && begins < ends)
        {
            for (var month = Marks.MonthOf(begins); month <= Marks.MonthOf(ends); month++)
            {
                yield return Marks.Month(month);
            }
        }
    }

    private static string Marked(FactPlace place, IEnumerable<string> marks) =>
        Marks.Join(marks.Concat(place.Dossiers.Where(dossier => dossier != Dossiers.Everything).Select(Marks.Dossier)));

    private string Words(string body, ImmutableArray<TextSpan> spans)
    {
        _terms.Clear();
        _compounds.Clear();
        foreach (var span in spans)
        {
            TermAnalyzer.Analyze(body.AsSpan(span.Start, span.Length), _terms, _compounds);
        }

        return TermAnalyzer.ToIndexText(_terms, _compounds);
    }

    /// <summary>Where the words of a proposal are sought: in its sentences and in those of the responses.</summary>
    public static ImmutableArray<TextSpan> SearchedSpans(Proposal proposal) =>
        Outermost(proposal.Evidence.Concat(proposal.Responses.Select(response => response.Evidence)).Concat(proposal.Content.Spans));

    // In reading order, without those inside others.
    private static ImmutableArray<TextSpan> Outermost(IEnumerable<TextSpan> spans)
    {
        var result = new List<TextSpan>();
        foreach (var span in spans.OrderBy(span => span.Start).ThenByDescending(span => span.End))
        {
            if (result.Count == 0 || !result[^1].Contains(span))
            {
                result.Add(span);
            }
        }

        return [.. result];
    }

    private void UncountTerms(long revisionRow, long firstKey, long lastKey)
    {
        var body = new RevisionReader(session).Get(revisionRow).Body;
        using var reader = session.Query("SELECT start, length FROM passages WHERE key BETWEEN $1 AND $2", firstKey, lastKey);
        while (reader.Read())
        {
            Words(body, [new TextSpan(reader.GetInt32(0), reader.GetInt32(1))]);
            termCounts.Add(_terms, _compounds, -1);
        }
    }

    private void Remove(string table, string words, string keyColumn, string? kind, long firstKey, long lastKey, SortedSet<long> dossiers)
    {
        var rows = new List<long>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var id = kind is null ? "''" : "id";
        using (var reader = session.Query($"SELECT key, {id} FROM {table} WHERE {keyColumn} BETWEEN $1 AND $2", firstKey, lastKey))
        {
            while (reader.Read())
            {
                rows.Add(reader.GetInt64(0));
                ids.Add(reader.GetString(1));
            }
        }

        rows.Sort();
        session.Execute($"DELETE FROM {table} WHERE {keyColumn} BETWEEN $1 AND $2", firstKey, lastKey);
        foreach (var row in rows)
        {
            session.Execute($"DELETE FROM {words} WHERE rowid = $1", row);
        }

        if (kind is not null)
        {
            Count(kind, table, ids, dossiers, -1);
        }
    }

    // Counts the facts that no other article of the dossier carries; called while the article's own are absent.
    private void Count(string kind, string table, IEnumerable<string> ids, SortedSet<long> dossiers, int sign)
    {
        var changes = dossiers.ToDictionary(dossier => dossier, _ => 0);
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            // Most facts stand in one article only.
            var isElsewhere = session.Number($"SELECT 1 FROM {table} WHERE id = $1 LIMIT 1", id) is not null;
            foreach (var dossier in dossiers)
            {
                var isKnown = isElsewhere && (dossier == Dossiers.Everything || session.Number(
                    $"""
                    SELECT 1 FROM {table} f CROSS JOIN revisions r ON r.revision_row = f.revision_row
                    CROSS JOIN article_dossiers d ON d.article = r.article AND d.dossier = $2 WHERE f.id = $1 LIMIT 1
                    """,
                    id,
                    dossier) is not null);
                changes[dossier] += isKnown ? 0 : sign;
            }
        }

        foreach (var (dossier, change) in changes)
        {
            FactCounts.Add(session, dossier, kind, change);
        }
    }
}
