using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>What is kept of a retracted fact beside its columns.</summary>
internal sealed record StoredRetraction
{
    /// <summary>Speakers, proposers or participants.</summary>
    [JsonPropertyName("s")]
    public string[]? Actors { get; init; }

    /// <summary>Of a statement; null for none.</summary>
    [JsonPropertyName("p")]
    public int? Polarity { get; init; }

    /// <summary>Of a meeting: its date.</summary>
    [JsonPropertyName("w")]
    public string? When { get; init; }
}

/// <summary>A fact that is hidden for good, be it told in slightly other words.</summary>
/// <param name="Fact">As it was when it was retracted.</param>
/// <param name="Actors">Whose it is, folded.</param>
/// <param name="Words">What it says.</param>
/// <param name="Polarity">Of a statement, else null.</param>
/// <param name="When">Of a meeting, else null.</param>
internal sealed record Retraction(ChangedFact Fact, ImmutableArray<string> Actors, ImmutableArray<string> Words, Polarity? Polarity, string? When)
{
    public static Retraction Of(Statement statement) => new(
        new ChangedFact(FactKind.Statement, statement.Id), Folded(statement.Speakers), WordsOf(statement), statement.Polarity, When: null);

    public static Retraction Of(Proposal proposal) => new(
        new ChangedFact(FactKind.Proposal, proposal.Id), Folded(proposal.By), WordLikeness.WordsOf(proposal.Content.Text), Polarity: null, When: null);

    public static Retraction Of(Meeting meeting, string body) => new(
        new ChangedFact(FactKind.Meeting, meeting.Id), Folded(meeting.Participants), WordsOf(meeting, body), Polarity: null, meeting.When?.Value);

    /// <summary>Whether it is that fact.</summary>
    public bool Hides(Statement statement) => Fact.Kind == FactKind.Statement && (statement.Id == Fact.Id
        || (statement.Polarity == Polarity && AreSame(statement.Speakers) && WordLikeness.ContainsMost(Words, WordsOf(statement))));

    /// <inheritdoc cref="Hides(Statement)"/>
    public bool Hides(Proposal proposal) => Fact.Kind == FactKind.Proposal && (proposal.Id == Fact.Id
        || (AreSame(proposal.By) && WordLikeness.ContainsMost(Words, WordLikeness.WordsOf(proposal.Content.Text))));

    /// <inheritdoc cref="Hides(Statement)"/>
    /// <remarks>Of a meeting the people and the date tell which it is, else its sentences do.</remarks>
    public bool Hides(Meeting meeting, string body) => Fact.Kind == FactKind.Meeting && (meeting.Id == Fact.Id
        || (AreSame(meeting.Participants) && When == meeting.When?.Value && (When is not null || WordLikeness.ContainsMost(Words, WordsOf(meeting, body)))));

    public static Retraction Read(string id, FactKind kind, string words, byte[] data)
    {
        var stored = SqliteFactStore.Parse(data, UpdateJson.Default.StoredRetraction);
        return new Retraction(
            new ChangedFact(kind, id), Spans.Names(stored.Actors), WordLikeness.WordsOf(words), (Polarity?)stored.Polarity, stored.When);
    }

    public void Insert(SqliteSession session, string reason, DateTimeOffset at) => session.Execute(
        "INSERT INTO retractions (fact_id, fact_kind, words, reason, retracted_at, data) VALUES ($1, $2, $3, $4, $5, $6)",
        Fact.Id,
        (int)Fact.Kind,
        string.Join(' ', Words),
        reason,
        Instants.Of(at),
        JsonSerializer.SerializeToUtf8Bytes(
            new StoredRetraction { Actors = Spans.Names(Actors), Polarity = (int?)Polarity, When = When }, UpdateJson.Default.StoredRetraction));

    // A later extraction may know a speaker by the surname alone, or by the full name.
    private bool AreSame(ImmutableArray<string> names)
    {
        var others = Folded(names);
        return others.Length > 0 && others.Length == Actors.Length && Actors.All(name => others.Any(other => IsSameName(name, other)));
    }

    /// <summary>Whether two folded names may be one: a full name and its last words.</summary>
    public static bool IsSameName(string one, string other) =>
        one == other || one.EndsWith(" " + other, StringComparison.Ordinal) || other.EndsWith(" " + one, StringComparison.Ordinal);

    private static ImmutableArray<string> Folded(ImmutableArray<string> names) =>
        [.. names.Select(name => NameFolding.Fold(name)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static ImmutableArray<string> WordsOf(Statement statement) => WordLikeness.WordsOf((statement.Content ?? statement.Cue)?.Text ?? "");

    private static ImmutableArray<string> WordsOf(Meeting meeting, string body) =>
        WordLikeness.WordsOf(string.Join(' ', meeting.Evidence.Select(span => span.Slice(body))));
}

/// <summary>All that is retracted; read once for a transaction. There are as many as an operator made by hand.</summary>
internal sealed class Retractions(SqliteSession session)
{
    private ImmutableArray<Retraction> _all;

    /// <summary>The facts without what is hidden, and what reported it inside.</summary>
    /// <param name="facts">As extracted.</param>
    /// <param name="body">The article's text.</param>
    /// <param name="hit">Ids of the retractions that hid something.</param>
    public ArticleFacts Filter(ArticleFacts facts, string body, out HashSet<string> hit)
    {
        if (_all.IsDefault)
        {
            _all = ReadAll();
        }

        hit = new HashSet<string>(StringComparer.Ordinal);
        return _all.IsEmpty ? facts : Filter(facts, body, _all, hit);
    }

    /// <summary>The facts without what <paramref name="retractions"/> hide.</summary>
    public static ArticleFacts Filter(ArticleFacts facts, string body, ImmutableArray<Retraction> retractions, HashSet<string> hit)
    {
        var hidden = new HashSet<string>(StringComparer.Ordinal);
        var statements = facts.Statements.Where(statement => !Hide(retraction => retraction.Hides(statement), statement.Id)).ToList();
        return facts with
        {
            Statements = [.. statements.Where(statement => statement.ReportedIn is not { } outer || !hidden.Contains(outer))],
            Proposals = [.. facts.Proposals.Where(proposal => !Hide(retraction => retraction.Hides(proposal), proposal.Id))],
            Meetings = [.. facts.Meetings.Where(meeting => !Hide(retraction => retraction.Hides(meeting, body), meeting.Id))],
        };

        bool Hide(Func<Retraction, bool> hides, string id)
        {
            if (retractions.FirstOrDefault(hides) is not { } retraction)
            {
                return false;
            }

            hit.Add(retraction.Fact.Id);
            hidden.Add(id);
            return true;
        }
    }

    /// <summary>Notes where something was left out, so that it can come back.</summary>
    public static void Note(SqliteSession session, IEnumerable<string> hit, long article)
    {
        foreach (var id in hit)
        {
            session.Execute("INSERT OR IGNORE INTO retraction_articles (fact_id, article) VALUES ($1, $2)", id, article);
        }
    }

    private ImmutableArray<Retraction> ReadAll()
    {
        var all = ImmutableArray.CreateBuilder<Retraction>();
        using var reader = session.Query("SELECT fact_id, fact_kind, words, data FROM retractions");
        while (reader.Read())
        {
            all.Add(Retraction.Read(reader.GetString(0), (FactKind)reader.GetInt32(1), reader.GetString(2), reader.GetFieldValue<byte[]>(3)));
        }

        return all.ToImmutable();
    }
}
