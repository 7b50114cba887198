using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

public sealed partial class SqliteFactStore
{
    /// <inheritdoc/>
    public Task<ImmutableArray<Found<Statement>>> FindStatementsAsync(StatementQuery query, CancellationToken cancellationToken) => ReadAsync(
        session =>
        {
            var search = new FactSearch(session, query);
            search.Match.AddText(query.Text, query.IncludeEvidence ? null : "content", canCheck: true);
            search.Match.AddAnyActor(query.Speakers, Marks.Speaker);
            search.Match.AddAnyActor(query.About, Marks.Actor);
            return Collect(
                session,
                search,
                "statements",
                "statement_words",
                query.IncludeReported ? "" : "AND is_reported = 0",
                (data, id, body) => Parse(data, StoreJson.Default.StoredStatement).ToStatement(id, body),
                statement => statement.Evidence,
                statement => query.IncludeEvidence ? [statement.Content?.Spans ?? [], statement.Evidence] : [statement.Content?.Spans ?? []],
                cancellationToken);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<Found<Proposal>>> FindProposalsAsync(ProposalQuery query, CancellationToken cancellationToken) => ReadAsync(
        session =>
        {
            var search = new FactSearch(session, query);
            search.Match.AddText(query.Text, column: null, canCheck: true);
            search.Match.AddAnyActor(query.By, Marks.Proposer);
            search.Match.AddAnyActor(query.Others, Marks.Actor);
            return Collect(
                session,
                search,
                "proposals",
                "proposal_words",
                "",
                (data, id, body) => Parse(data, StoreJson.Default.StoredProposal).ToProposal(id, body),
                proposal => proposal.Evidence,
                proposal => [FactRows.SearchedSpans(proposal)],
                cancellationToken);
        },
        cancellationToken);

    // Facts with an id, newest first. What several articles carry comes once, with the citations of all.
    private static ImmutableArray<Found<T>> Collect<T>(
        SqliteSession session,
        FactSearch search,
        string table,
        string words,
        string condition,
        Func<byte[], string, string, T> parse,
        Func<T, ImmutableArray<TextSpan>> evidence,
        Func<T, IEnumerable<ImmutableArray<TextSpan>>> searched,
        CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<Found<T>>();
        if (search.IsImpossible)
        {
            return [];
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var expression = search.Match.Build();
        foreach (var range in search.RangesIn(table, "key", "key"))
        {
            using var reader = Scan(session, table, words, "id, revision_row, data", condition, expression, range);
            while (found.Count < search.Limit && reader.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                var id = reader.GetString(1);
                if (seen.Contains(id) || !search.Shows(reader.GetInt64(2)))
                {
                    continue;
                }

                var revision = search.Revisions.Get(reader.GetInt64(2));
                var fact = parse(reader.GetFieldValue<byte[]>(3), id, revision.Body);
                if (search.Match.Phrase is { } phrase && !searched(fact).Any(spans => phrase.IsIn(revision.Body, spans)))
                {
                    continue;
                }

                seen.Add(id);
                var citations = ImmutableArray.CreateBuilder<Citation>();
                citations.AddRange(evidence(fact).Select(revision.Cite));
                foreach (var other in search.OtherOccurrences(table, "key", id, reader.GetInt64(0)))
                {
                    citations.AddRange(evidence(parse(other.Data, id, other.Revision.Body)).Select(other.Revision.Cite));
                }

                found.Add(new Found<T>(fact, revision.Article, citations.ToImmutable()));
            }
        }

        return found.ToImmutable();
    }

    // Rows of a table by descending key: those whose words match, or all.
    private static SqliteDataReader Scan(
        SqliteSession session,
        string table,
        string words,
        string columns,
        string condition,
        string? expression,
        KeyRange range) => expression is null
        ? session.Query(
            $"SELECT key, {columns} FROM {table} WHERE key BETWEEN $1 AND $2 {condition} ORDER BY key DESC",
            range.First,
            range.Last)
        : session.Query(
            $"""
            SELECT key, {columns} FROM {words} CROSS JOIN {table} ON key = {words}.rowid
            WHERE {words} MATCH $1 AND {words}.rowid BETWEEN $2 AND $3 {condition} ORDER BY {words}.rowid DESC
            """,
            expression,
            range.First,
            range.Last);

    internal static T Parse<T>(byte[] data, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(data, type) ?? throw new DamagedStoreException("A stored fact is empty.");
}
