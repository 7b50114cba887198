using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>Finds the actors that a question names.</summary>
public sealed class NameFinder(IFactReader reader)
{
    // A person types surnames with slips; below this another name is meant.
    private const double LeastSimilarity = 0.8;
    private const double LeastSingleSimilarity = 0.84;
    private const double LeastUncapitalised = 0.97;
    private const int MostLookups = 14;

    private static readonly HashSet<string> Particles = new(StringComparer.Ordinal) { "d", "l", "van", "der", "von", "de", "la", "le", "al", "bin", "el", "del", "di", "da", "dos", "den", "ter", "of", "ibn", "abu" };
    private static readonly HashSet<string> Belongings = new(StringComparer.Ordinal) { "office", "ministry", "spokesman", "spokeswoman", "spokesperson", "team", "government", "delegation", "deputy", "lawyer", "lawyers", "aides", "party" };

    /// <summary>Actors and unknown names in <paramref name="terms"/>.</summary>
    /// <param name="scope">What may be seen.</param>
    /// <param name="text">The question.</param>
    /// <param name="terms">Its words.</param>
    /// <param name="isTaken">Whether the term at an index belongs to a quotation or a time and names nobody.</param>
    /// <param name="cancellationToken">Stops between two look-ups.</param>
    public async Task<(List<NamedActor> Actors, List<(int First, int End)> Unknown)> FindAsync(
        FactScope scope, string text, ImmutableArray<Term> terms, Func<int, bool> isTaken, CancellationToken cancellationToken)
    {
        var actors = new List<NamedActor>();
        var unknown = new List<(int, int)>();
        var lookups = 0;
        var capitals = terms.Count(term => term.IsCapitalised) > 1 && terms.Skip(1).Any(term => term.IsCapitalised);
        for (var i = 0; i < terms.Length; i++)
        {
            if (isTaken(i) || !CanStart(terms, i))
            {
                continue;
            }

            var end = RunEnd(text, terms, i, isTaken);
            var found = await LongestAsync(i, end);
            if (found is not null)
            {
                actors.Add(found);
                i = found.Terms.End - 1;
            }
            else if (terms[i].IsCapitalised)
            {
                if (i > 0 || end > i + 1)
                {
                    unknown.Add((i, end));
                }

                i = end - 1;
            }
        }

        return (actors, unknown);

        bool CanStart(ImmutableArray<Term> all, int i) => all[i].IsCapitalised
            ? !(all[i].IsStop || (i == 0 && (SpeechVerbs.Find(all[i].Stem) is not null || Lexicon.IsLight(all[i].Stem)))) || (all[i].Folded is "us" && all[i].IsCapitalised && i > 0)
            // All in small letters, as people type in a chat: only what is certainly a name counts.
            : (Particles.Contains(all[i].Folded) && Continues(all, i, isTaken) && i > 0 && !all[i].IsStop && all[i].Folded != "of") || !capitals && !all[i].IsStop && !all[i].IsNumber && all[i].Folded.Length > 2 && !Lexicon.IsLight(all[i].Stem);

        async Task<NamedActor?> LongestAsync(int first, int end)
        {
            foreach (var (start, stop) in Parts(first, end))
            {
                if (lookups >= MostLookups || (stop - start == 1 && ((terms[start].IsStop && !terms[start].IsCapitalised) || Particles.Contains(terms[start].Folded))))
                {
                    continue;
                }

                lookups++;
                var name = TextSpan.FromBounds(terms[start].Span.Start, terms[stop - 1].Span.End).Slice(text);
                var matches = await reader.FindActorsAsync(scope, name, limit: 8, cancellationToken);
                var least = !terms[start].IsCapitalised && !(stop - start > 1 && Particles.Contains(terms[start].Folded)) ? LeastUncapitalised : stop - start > 1 ? LeastSimilarity : LeastSingleSimilarity;
                matches = [.. matches.Where(match => match.Similarity >= least && SharesWord(match, terms, start, stop))];
                if (stop - start > 1 && Particles.Contains(terms[start].Folded) && !terms[start].IsCapitalised)
                {
                    least = LeastSimilarity;
                }

                if (stop - start == 1)
                {
                    matches = GovernmentFirst(matches, terms[start].Folded);
                }

                if (!matches.IsEmpty)
                {
                    return await BelongingAsync(start, stop, name) ?? new NamedActor((start, stop), name, matches);
                }
            }

            return null;
        }

        // "Renzo's office" is an actor of its own where the texts have it.
        async Task<NamedActor?> BelongingAsync(int start, int stop, string name)
        {
            if (stop >= terms.Length || !Belongings.Contains(terms[stop].Folded) || terms[stop].Span.Start < terms[stop - 1].Span.End + 2)
            {
                return null;
            }

            lookups++;
            var whole = TextSpan.FromBounds(terms[start].Span.Start, terms[stop].Span.End).Slice(text);
            var matches = await reader.FindActorsAsync(scope, whole, limit: 4, cancellationToken);
            matches = [.. matches.Where(match => match.Similarity >= 0.9)];
            return matches.IsEmpty || name.Length == whole.Length ? null : new NamedActor((start, stop + 1), whole, matches);
        }
    }

    // "Korvian" is of Korvia, not of the Korvian Ministry whose name it opens.
    private static ImmutableArray<ActorMatch> GovernmentFirst(ImmutableArray<ActorMatch> matches, string word)
    {
        var government = matches.FirstOrDefault(match => match.Actor.Kind == ActorKind.Government && TermBag.IsDemonym(NameFolding.Fold(match.Actor.Name), word));
        return government is null ? matches : [government with { Similarity = 1 }];
    }

    // The whole run, then without its first words ("Water Minister Petra Moll"), then without its last, then single words.
    private static IEnumerable<(int First, int End)> Parts(int first, int end)
    {
        for (var start = first; start < end; start++)
        {
            yield return (start, end);
        }

        for (var stop = end - 1; stop > first; stop--)
        {
            yield return (first, stop);
        }

        for (var middle = first + 1; middle < end - 1; middle++)
        {
            yield return (middle, middle + 1);
        }
    }

    // A match on another part of a long name is none: at least one typed word must be like one of the matched name.
    private static bool SharesWord(ActorMatch match, ImmutableArray<Term> terms, int start, int stop)
    {
        if (stop - start == 1)
        {
            return true;
        }

        var words = TermReader.Read(match.MatchedName);
        var last = terms[stop - 1].Folded;
        return words.Any(word => Likeness.Of(word.Folded, last) >= 0.7);
    }

    private static int RunEnd(string text, ImmutableArray<Term> terms, int start, Func<int, bool> isTaken)
    {
        var end = start + 1;
        while (end < terms.Length && end - start < 6 && !isTaken(end) && IsNear(text, terms[end - 1], terms[end]))
        {
            if (terms[end].IsCapitalised && !Lexicon.IsStop(terms[end].Folded))
            {
                end++;
            }
            else if (Particles.Contains(terms[end].Folded) && Continues(terms, end, isTaken))
            {
                end++;
            }
            else
            {
                break;
            }
        }

        return end;
    }

    private static bool Continues(ImmutableArray<Term> terms, int at, Func<int, bool> isTaken)
    {
        for (var i = at; i < terms.Length && i < at + 3 && !isTaken(i); i++)
        {
            if (terms[i].IsCapitalised)
            {
                return true;
            }

            if (!Particles.Contains(terms[i].Folded))
            {
                return false;
            }
        }

        return false;
    }

    // Only a blank, a hyphen or a full stop of an initial may stand inside a name.
    private static bool IsNear(string text, Term left, Term right)
    {
        for (var i = left.Span.End; i < right.Span.Start; i++)
        {
            if (text[i] is not (' ' or '-' or '.' or '’' or '\'') || (text[i] == '.' && left.Span.Length > 2))
            {
                return false;
            }
        }

        // A possessive ends a name.
        return right.Span.Start - left.Span.End < 3;
    }
}
