using System.Collections.Immutable;
using System.Text.Json;
using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>Reads the facts of one article back as they were stored.</summary>
internal static class ArticleFactsReader
{
    /// <summary>Statements, proposals and meetings, in reading order.</summary>
    /// <param name="session">Inside a transaction.</param>
    /// <param name="range">The article's keys.</param>
    /// <param name="body">Text of its revision.</param>
    public static ArticleFacts Read(SqliteSession session, KeyRange range, string body) => new()
    {
        Statements = Rows(
            session, "statements", "key", range, (id, data) => SqliteFactStore.Parse(data, StoreJson.Default.StoredStatement).ToStatement(id, body)),
        Proposals = Rows(
            session, "proposals", "key", range, (id, data) => SqliteFactStore.Parse(data, StoreJson.Default.StoredProposal).ToProposal(id, body)),
        Meetings = Rows(
            session, "meetings", "fact_key", range, (id, data) => SqliteFactStore.Parse(data, StoreJson.Default.StoredMeeting).ToMeeting(id, body)),
    };

    /// <summary>As <see cref="Read"/>, with passages and actors: all that is stored. The places of mentions are not.</summary>
    public static ArticleFacts ReadAll(SqliteSession session, long article, KeyRange range, string body) => Read(session, range, body) with
    {
        Passages = Passages(session, range),
        Actors = Actors(session, article),
    };

    private static ImmutableArray<T> Rows<T>(SqliteSession session, string table, string keyColumn, KeyRange range, Func<string, byte[], T> parse)
    {
        var facts = ImmutableArray.CreateBuilder<T>();
        using var reader = session.Query(
            $"SELECT id, data FROM {table} WHERE {keyColumn} BETWEEN $1 AND $2 ORDER BY {keyColumn} DESC", range.First, range.Last);
        while (reader.Read())
        {
            facts.Add(parse(reader.GetString(0), reader.GetFieldValue<byte[]>(1)));
        }

        return facts.ToImmutable();
    }

    private static ImmutableArray<Passage> Passages(SqliteSession session, KeyRange range)
    {
        var passages = ImmutableArray.CreateBuilder<Passage>();
        using var reader = session.Query(
            "SELECT start, length, paragraph, kind, data FROM passages WHERE key BETWEEN $1 AND $2 ORDER BY key DESC", range.First, range.Last);
        while (reader.Read())
        {
            var stored = reader.IsDBNull(4) ? null : SqliteFactStore.Parse(reader.GetFieldValue<byte[]>(4), StoreJson.Default.StoredPassage);
            passages.Add(new Passage(
                new TextSpan(reader.GetInt32(0), reader.GetInt32(1)),
                reader.GetInt32(2),
                (PassageKind)reader.GetInt32(3),
                Spans.Names(stored?.Actors),
                [.. (stored?.Times ?? []).Select(time => time.ToTime())]));
        }

        return passages.ToImmutable();
    }

    private static ImmutableArray<ArticleActor> Actors(SqliteSession session, long article)
    {
        var actors = ImmutableArray.CreateBuilder<ArticleActor>();
        using var reader = session.Query(
            """
            SELECT a.name, x.kind, x.role, x.of_name, x.is_named, x.names FROM article_actors x CROSS JOIN actors a ON a.actor = x.actor
            WHERE x.article = $1 ORDER BY x.actor
            """,
            article);
        while (reader.Read())
        {
            var name = reader.GetString(0);
            var names = JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(5), StoreJson.Default.StringArray) ?? [];
            actors.Add(new ArticleActor(
                new Actor
                {
                    Name = name,
                    Kind = (ActorKind)reader.GetInt32(1),
                    Role = reader.IsDBNull(2) ? null : reader.GetString(2),
                    Of = reader.IsDBNull(3) ? null : reader.GetString(3),
                    IsNamed = reader.GetBoolean(4),
                    Aliases = [.. names.Where(other => other != name)],
                },
                []));
        }

        return actors.ToImmutable();
    }
}
