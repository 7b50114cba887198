using System.Collections.Immutable;
using TalksBot.Domain;
using TalksBot.Store.Text;

namespace TalksBot.Store.Sqlite;

/// <summary>Builds one FTS5 expression of all that a fact must match, rarest first: the rarest leads the intersection.</summary>
internal sealed class MatchBuilder(SqliteSession session)
{
    // A phrase is found by its rarest words and then checked in the text: FTS5 would step through the postings of all
    // its words, the commonest too (29 ms against 3 ms for a sentence of eight words among 1.2 million).
    private const int LeadingTerms = 3;

    // Where even the rarest is common, too many texts would have to be checked.
    private const long MaxLeadingFrequency = 30_000;

    // Longer lists are left to the check of what matches.
    private const int MaxDossiers = 100;

    private readonly List<(string Expression, long Frequency)> _parts = [];
    private string? _hidden;

    /// <summary>Whether something was asked for that nothing can match.</summary>
    public bool IsImpossible { get; private set; }

    /// <summary>The phrase that what matches must still be checked for, or null.</summary>
    public PhraseCheck? Phrase { get; private set; }

    /// <summary>Adds words and phrase.</summary>
    /// <param name="text">What must occur. A group without words is left out; one whose words have neither letter nor digit matches nothing.</param>
    /// <param name="column">The only column to look in, or null for any.</param>
    /// <param name="canCheck">Whether the caller checks what matches for <see cref="Phrase"/>.</param>
    public void AddText(TextMatch text, string? column, bool canCheck)
    {
        var prefix = column is null ? "" : column + " : ";
        foreach (var group in text.Groups)
        {
            if (group.IsDefaultOrEmpty)
            {
                continue;
            }

            var alternatives = group.SelectMany(TermAnalyzer.Alternatives).ToList();
            if (alternatives.Count == 0)
            {
                IsImpossible = true;
                return;
            }

            var words = alternatives.Select(Quote).Distinct(StringComparer.Ordinal);
            _parts.Add(($"{prefix}({string.Join(" OR ", words)})", TermCounts.Count(session, alternatives)));
        }

        if (text.Phrase is not null)
        {
            AddPhrase(text.Phrase, prefix, canCheck);
        }
    }

    /// <summary>One of the actors must bear the mark.</summary>
    /// <param name="names">Canonical names; empty asks for nothing.</param>
    /// <param name="mark">The mark of an actor.</param>
    public void AddAnyActor(ImmutableArray<string> names, Func<long, string> mark)
    {
        if (names.IsDefaultOrEmpty)
        {
            return;
        }

        var actors = names.Distinct(StringComparer.Ordinal).Select(FindActor).OfType<long>().ToList();
        if (actors.Count == 0)
        {
            IsImpossible = true;
            return;
        }

        _parts.Add(($"({string.Join(" OR ", actors.Select(actor => $"\"{mark(actor)}\""))})", actors.Sum(CountMentions)));
    }

    /// <summary>Each of the actors must bear the mark.</summary>
    public void AddEachActor(ImmutableArray<string> names, Func<long, string> mark)
    {
        if (!names.IsDefaultOrEmpty)
        {
            foreach (var name in names)
            {
                AddAnyActor([name], mark);
            }
        }
    }

    /// <summary>Leaves out what is not shown, as far as the index can tell quickly; the caller checks what matches.</summary>
    public void AddVisibility(Visibility visibility)
    {
        if (visibility.Dossier != Dossiers.Everything)
        {
            // Most of what is stored may bear it: it is looked at last.
            _parts.Add(($"\"{Marks.Dossier(visibility.Dossier)}\"", long.MaxValue));
        }
        else if (visibility.Hidden.Length is > 0 and <= MaxDossiers)
        {
            _hidden = Any(visibility.Hidden);
            var others = OtherDossiers(visibility.Hidden);
            if (others.Count is > 0 and <= MaxDossiers)
            {
                _hidden = $"({_hidden} NOT {Any(others)})";
            }
            else if (others.Count > 0)
            {
                _hidden = null;
            }
        }
    }

    /// <summary>One of the marks must be there; none asks for nothing.</summary>
    public void AddAnyMark(IReadOnlyCollection<string> marks)
    {
        if (marks.Count > 0)
        {
            _parts.Add(($"({string.Join(" OR ", marks.Select(mark => $"\"{mark}\""))})", long.MaxValue - 1));
        }
    }

    /// <summary>The expression, or null where nothing was asked for.</summary>
    public string? Build()
    {
        // What is hidden alone gives no expression: FTS5 has no "all but".
        if (_parts.Count == 0)
        {
            return null;
        }

        var wanted = string.Join(" AND ", _parts.OrderBy(part => part.Frequency).Select(part => part.Expression));
        return _hidden is null ? wanted : $"(({wanted}) NOT {_hidden})";
    }

    private static string Any(IEnumerable<long> dossiers) => $"({string.Join(" OR ", dossiers.Select(dossier => $"\"{Marks.Dossier(dossier)}\""))})";

    private List<long> OtherDossiers(ImmutableArray<long> hidden)
    {
        var others = new List<long>();
        using var reader = session.Query("SELECT dossier FROM dossiers WHERE dossier > 0");
        while (reader.Read())
        {
            if (!hidden.Contains(reader.GetInt64(0)))
            {
                others.Add(reader.GetInt64(0));
            }
        }

        return others;
    }

    private void AddPhrase(string phrase, string prefix, bool canCheck)
    {
        var terms = new List<string>();
        TermAnalyzer.Analyze(phrase, terms, compounds: null);
        if (terms.Count == 0)
        {
            IsImpossible = true;
            return;
        }

        var byFrequency = terms.Distinct(StringComparer.Ordinal)
            .Select(term => (Term: term, Frequency: TermCounts.Count(session, term)))
            .OrderBy(pair => pair.Frequency)
            .ToList();
        if (!canCheck || terms.Count <= 2 || byFrequency[0].Frequency > MaxLeadingFrequency)
        {
            _parts.Add((prefix + Quote(terms), byFrequency[0].Frequency));
            return;
        }

        _parts.AddRange(byFrequency.Take(LeadingTerms).Select(pair => ($"{prefix}\"{pair.Term}\"", pair.Frequency)));
        Phrase = new PhraseCheck(terms);
    }

    // Terms hold letters and digits only, so that quoting needs no escapes.
    private static string Quote(List<string> terms) => $"\"{string.Join(' ', terms)}\"";

    private long? FindActor(string name) => session.Number("SELECT actor FROM actors WHERE name = $1", name);

    private long CountMentions(long actor) =>
        session.Number("SELECT mentions FROM actor_scopes WHERE dossier = 0 AND actor = $1", actor) ?? 0;
}
