using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using TalksBot.Domain;
using TalksBot.Store.Text;

namespace TalksBot.Store.Sqlite;

public sealed partial class SqliteFactStore
{
    private const string PassageColumns = "passages.revision_row, start, length, paragraph, kind, data";

    /// <inheritdoc/>
    public Task<ImmutableArray<Found<Passage>>> FindPassagesAsync(PassageQuery query, CancellationToken cancellationToken) => ReadAsync(
        session =>
        {
            var search = new FactSearch(session, query);
            search.Match.AddText(query.Text, column: null, canCheck: true);
            search.Match.AddEachActor(query.Actors, Marks.Actor);
            if (search.IsImpossible)
            {
                return [];
            }

            var found = ImmutableArray.CreateBuilder<Found<Passage>>();
            var expression = search.Match.Build();
            foreach (var range in search.Ranges)
            {
                using var reader = Scan(session, "passages", "passage_words", PassageColumns, "", expression, range);
                while (found.Count < search.Limit && reader.Read())
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (!search.Shows(reader.GetInt64(1)))
                    {
                        continue;
                    }

                    if (search.Match.Phrase is not { } phrase || HasPhrase(reader, search.Revisions, phrase))
                    {
                        found.Add(ReadPassage(reader, search.Revisions));
                    }
                }
            }

            return found.ToImmutable();
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<Found<Passage>>> ReadPassagesAsync(
        ArticleId id,
        int firstParagraph,
        int lastParagraph,
        CancellationToken cancellationToken) => ReadAsync(
        session =>
        {
            var revisions = new RevisionReader(session);
            var found = ImmutableArray.CreateBuilder<Found<Passage>>();
            using var reader = session.Query(
                $"""
                SELECT key, {PassageColumns} FROM articles CROSS JOIN passages ON key BETWEEN first_key AND last_key
                WHERE articles.id = $1 AND paragraph BETWEEN $2 AND $3 ORDER BY key DESC
                """,
                id.Value,
                firstParagraph,
                lastParagraph);
            while (reader.Read())
            {
                found.Add(ReadPassage(reader, revisions));
            }

            return found.ToImmutable();
        },
        cancellationToken);

    private static bool HasPhrase(SqliteDataReader reader, RevisionReader revisions, PhraseCheck phrase) =>
        phrase.IsIn(revisions.Get(reader.GetInt64(1)).Body, [new TextSpan(reader.GetInt32(2), reader.GetInt32(3))]);

    private static Found<Passage> ReadPassage(SqliteDataReader reader, RevisionReader revisions)
    {
        var revision = revisions.Get(reader.GetInt64(1));
        var stored = reader.IsDBNull(6) ? null : Parse(reader.GetFieldValue<byte[]>(6), StoreJson.Default.StoredPassage);
        var passage = new Passage(
            new TextSpan(reader.GetInt32(2), reader.GetInt32(3)),
            reader.GetInt32(4),
            (PassageKind)reader.GetInt32(5),
            Spans.Names(stored?.Actors),
            [.. (stored?.Times ?? []).Select(time => time.ToTime())]);
        return new Found<Passage>(passage, revision.Article, [revision.Cite(passage.Span)]);
    }
}
