using System.Collections.Immutable;
using TalksBot.Domain;
using TalksBot.Store.Names;

namespace TalksBot.Store.Sqlite;

/// <summary>Finds actors by what people type for their names.</summary>
internal sealed class ActorSearch(SqliteSession session, Visibility visibility)
{
    private const double LeastSimilarity = 0.5;

    // Enough for every surname, and a bound for words that stand in thousands of names ("minister").
    private const int MaxCandidates = 300;
    private const int MaxSimilarParts = 30;
    private const int MaxAliases = 50;

    // Completing one or two letters: the most mentioned actors are looked through rather than all names with that letter.
    private const int MaxLookedThrough = 3000;

    private const string Joined =
        """
        CROSS JOIN actor_names n ON n.name_row = x.name_row
        CROSS JOIN name_scopes ns ON ns.dossier = $1 AND ns.name_row = n.name_row
        CROSS JOIN actor_scopes s ON s.dossier = $1 AND s.actor = n.actor
        """;

    private readonly long _dossier = visibility.Dossier;

    // Null where the sums of the dossier count nothing that is hidden.
    private readonly VisibleActors? _visible = visibility.HasHidden ? new VisibleActors(session, visibility) : null;

    /// <summary>Actors by falling similarity, then by mentions.</summary>
    public ImmutableArray<ActorMatch> Find(string name, int limit)
    {
        var typed = NameFolding.Fold(name);
        if (typed.Length == 0)
        {
            return [];
        }

        // Who is spelt so is meant; only where nobody is, others that are spelt alike may be.
        var candidates = Beginning(typed, isWholeWord: true);
        if (candidates.Count == 0)
        {
            candidates = Similar(typed);
        }

        return
        [
            .. candidates
                .Select(candidate => (Candidate: candidate, Similarity: candidate.Name == name ? 1 : NameSimilarity.Of(typed, candidate.Folded)))
                .Where(match => match.Similarity >= LeastSimilarity)
                .GroupBy(match => match.Candidate.Actor)
                .Select(group => group.MaxBy(match => match.Similarity))
                .OrderByDescending(match => match.Similarity)
                .ThenByDescending(match => match.Candidate.Mentions)
                .ThenBy(match => match.Candidate.Actor)
                .Take(limit)
                .Select(match => new ActorMatch(Load(match.Candidate.Actor), match.Candidate.Name, match.Similarity, match.Candidate.Mentions)),
        ];
    }

    /// <summary>The actors with these canonical names, as far as they are stored.</summary>
    public ImmutableDictionary<string, Actor> Get(IReadOnlyCollection<string> names)
    {
        var result = ImmutableDictionary.CreateBuilder<string, Actor>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            var row = session.Number(
                "SELECT a.actor FROM actors a CROSS JOIN actor_scopes s ON s.dossier = $1 AND s.actor = a.actor WHERE a.name = $2",
                _dossier,
                name);
            if (row is not null && FindActor(row.Value) is { } actor)
            {
                result[name] = actor;
            }
        }

        return result.ToImmutable();
    }

    /// <summary>Canonical names of named actors: those with a part that begins so, then those spelt alike; each by mentions.</summary>
    public ImmutableArray<string> Complete(string prefix, int limit)
    {
        var typed = NameFolding.Fold(prefix);
        var actors = new List<long>();
        if (typed.Length == 0)
        {
            actors.AddRange(MostMentioned().Where(actor => _visible?.Knows(actor) != false).Take(limit));
        }
        else
        {
            var beginning = Beginning(typed, isWholeWord: false).ToList();
            if (beginning.Count >= MaxCandidates)
            {
                actors.AddRange(MostMentioned().Take(MaxLookedThrough).Where(actor => HasPart(actor, typed)).Take(limit));
            }

            actors.AddRange(beginning.OrderByDescending(candidate => candidate.Mentions).ThenBy(candidate => candidate.Actor).Select(candidate => candidate.Actor));
        }

        if (actors.Distinct().Take(limit).Count() < limit && typed.Length > 0)
        {
            actors.AddRange(Similar(typed)
                .Concat(SoundingLike(typed))
                .OrderByDescending(candidate => candidate.Mentions)
                .ThenBy(candidate => candidate.Actor)
                .Select(candidate => candidate.Actor));
        }

        return [.. actors.Distinct().Select(NamedActor).OfType<string>().Take(limit)];
    }

    // Names of which a part, and what follows it, begins with the words typed.
    private List<Candidate> Beginning(string typed, bool isWholeWord) => Candidates(
        $"SELECT n.actor, n.name, n.folded, s.mentions, n.name_row FROM name_suffixes x {Joined} WHERE x.suffix >= $2 AND x.suffix < $3 LIMIT $4",
        _dossier,
        typed,
        typed + (isWholeWord ? "!" : "\U0010FFFF"), // '!' follows the blank
        _visible is null ? MaxCandidates : -1);

    // Names with a part that is misspelt or transliterated in what was typed.
    private List<Candidate> Similar(string typed)
    {
        // Surnames tell more than first names and stand last mostly; every word must fit in the end.
        var result = new List<Candidate>();
        foreach (var word in typed.Split(' ').Reverse().Where(word => !NameSimilarity.IsMinor(word)).Distinct(StringComparer.Ordinal))
        {
            foreach (var part in SimilarParts(word))
            {
                result.AddRange(Beginning(part, isWholeWord: true).Where(candidate => NameSimilarity.Of(typed, candidate.Folded) >= LeastSimilarity));
            }

            if (result.Count > 0)
            {
                break;
            }
        }

        return result;
    }

    private IEnumerable<string> SimilarParts(string word)
    {
        var parts = new HashSet<string>(StringComparer.Ordinal) { word };
        foreach (var key in NameKeys.Of(word))
        {
            using var reader = session.Query("SELECT part FROM part_keys WHERE key = $1 LIMIT $2", key, MaxCandidates);
            while (reader.Read())
            {
                parts.Add(reader.GetString(0));
            }
        }

        return parts
            .Select(part => (Part: part, Similarity: NameSimilarity.OfWords(word, part)))
            .Where(pair => pair.Similarity > 0)
            .OrderByDescending(pair => pair.Similarity)
            .ThenBy(pair => pair.Part, StringComparer.Ordinal)
            .Take(MaxSimilarParts)
            .Select(pair => pair.Part);
    }

    // Names with a part that sounds like the beginning typed ("zelensk" for "Selenskyj" is too far, "zelinsky" is not).
    private List<Candidate> SoundingLike(string typed)
    {
        var last = typed[(typed.LastIndexOf(' ') + 1)..];
        var key = NameKeys.SoundKey(NameKeys.Sound(last));
        var parts = new List<string>();
        using (var reader = session.Query("SELECT part FROM part_keys WHERE key >= $1 AND key < $2 LIMIT $3", key, key + "\U0010FFFF", MaxSimilarParts))
        {
            while (reader.Read())
            {
                parts.Add(reader.GetString(0));
            }
        }

        return [.. parts.SelectMany(part => Beginning(part, isWholeWord: true)).Where(candidate => IsPrefixed(typed, candidate.Folded))];
    }

    // Whether every word typed before the last stands in the name.
    private static bool IsPrefixed(string typed, string folded)
    {
        var words = typed.Split(' ');
        var parts = folded.Split(' ');
        return words.SkipLast(1).All(word => parts.Any(part => NameSimilarity.OfWords(word, part) > 0));
    }

    // Read only as far as they are taken: where dossiers are hidden, it is not known beforehand how many will do.
    private IEnumerable<long> MostMentioned()
    {
        using var reader = session.Query(
            "SELECT actor FROM actor_scopes WHERE dossier = $1 ORDER BY mentions DESC, actor DESC",
            _dossier);
        while (reader.Read())
        {
            yield return reader.GetInt64(0);
        }
    }

    private bool HasPart(long actor, string typed)
    {
        using var reader = session.Query(
            "SELECT n.folded, n.name, n.name_row FROM actor_names n CROSS JOIN name_scopes ns ON ns.dossier = $1 AND ns.name_row = n.name_row WHERE n.actor = $2",
            _dossier,
            actor);
        while (reader.Read())
        {
            var folded = reader.GetString(0);
            if ((folded.StartsWith(typed, StringComparison.Ordinal) || folded.Contains(" " + typed, StringComparison.Ordinal))
                && IsShown(actor, reader.GetInt64(2), reader.GetString(1)))
            {
                return true;
            }
        }

        return false;
    }

    private string? NamedActor(long actor) => session.Scalar(
        "SELECT a.name FROM actors a CROSS JOIN actor_scopes s ON s.actor = a.actor AND s.dossier = $1 WHERE a.actor = $2 AND s.is_named",
        _dossier,
        actor) is string name && _visible?.IsNamed(actor) != false ? name : null;

    private bool IsShown(long actor, long nameRow, string name) => _visible?.Knows(actor, nameRow, name) != false;

    private Actor Load(long row) => FindActor(row) ?? throw new DamagedStoreException("A name's actor is missing.");

    private Actor? FindActor(long row)
    {
        var actor = Described(row);
        actor = actor is null || _visible is null ? actor : _visible.Describe(row, actor);
        return actor is null ? null : actor with { Aliases = Aliases(row, actor.Name) };
    }

    // As the sums of the dossier have it, without aliases.
    private Actor? Described(long row)
    {
        using var reader = session.Query(
            """
            SELECT a.name, s.kind, s.role, s.of_name, s.is_named FROM actors a CROSS JOIN actor_scopes s ON s.actor = a.actor AND s.dossier = $1
            WHERE a.actor = $2
            """,
            _dossier,
            row);
        return reader.Read()
            ? new Actor
            {
                Name = reader.GetString(0),
                Kind = (ActorKind)reader.GetInt32(1),
                Role = reader.IsDBNull(2) ? null : reader.GetString(2),
                Of = reader.IsDBNull(3) ? null : reader.GetString(3),
                IsNamed = reader.GetBoolean(4),
            }
            : null;
    }

    private ImmutableArray<string> Aliases(long actor, string name)
    {
        var result = ImmutableArray.CreateBuilder<string>();
        using var reader = session.Query(
            """
            SELECT n.name, n.name_row FROM actor_names n CROSS JOIN name_scopes ns ON ns.dossier = $1 AND ns.name_row = n.name_row
            WHERE n.actor = $2 AND n.name <> $3 ORDER BY ns.articles DESC, n.name
            """,
            _dossier,
            actor,
            name);
        while (result.Count < MaxAliases && reader.Read())
        {
            if (IsShown(actor, reader.GetInt64(1), reader.GetString(0)))
            {
                result.Add(reader.GetString(0));
            }
        }

        return result.ToImmutable();
    }

    private List<Candidate> Candidates(string sql, params ReadOnlySpan<object?> values)
    {
        var result = new List<Candidate>();
        using var reader = session.Query(sql, values);
        while (result.Count < MaxCandidates && reader.Read())
        {
            var (actor, name) = (reader.GetInt64(0), reader.GetString(1));
            if (IsShown(actor, reader.GetInt64(4), name))
            {
                result.Add(new Candidate(actor, name, reader.GetString(2), _visible?.Mentions(actor) ?? reader.GetInt64(3)));
            }
        }

        return result;
    }

    private sealed record Candidate(long Actor, string Name, string Folded, long Mentions);
}
