using System.Collections.Immutable;
using TalksBot.Domain;
using TalksBot.Extraction;

namespace TalksBot.Training;

/// <summary>How the extraction resolved the pronouns of a sample.</summary>
/// <param name="Right">Stands for whom it should; left open where the text does not say counts here.</param>
/// <param name="Open">Left open though the text says, or told by a description alone.</param>
/// <param name="Wrong">Stands for somebody else, or for too few or too many.</param>
internal readonly record struct PronounFigures(int Right, int Open, int Wrong);

/// <summary>What became of one pronoun.</summary>
/// <param name="Case">The pronoun.</param>
/// <param name="Verdict">"right", "open" or "wrong".</param>
/// <param name="Found">Names it was resolved to.</param>
internal sealed record PronounVerdict(SampledPronoun Case, string Verdict, ImmutableArray<string> Found);

/// <summary>Measures whom pronouns are taken to stand for.</summary>
internal static class PronounEvaluation
{
    /// <summary>One verdict for each pronoun of the sample; the folder holds the articles, <c>*.txt</c>.</summary>
    public static List<PronounVerdict> Measure(string folder, ImmutableArray<SampledPronoun> sample, ArticleResolver resolver)
    {
        var verdicts = new List<PronounVerdict>();
        foreach (var article in sample.GroupBy(one => one.Stem))
        {
            var map = resolver.Resolve(article.Key, File.ReadAllText(Path.Combine(folder, article.Key + ".txt")));
            verdicts.AddRange(article.Select(one => Judge(map, one)));
        }

        return verdicts;
    }

    public static PronounFigures Count(IReadOnlyCollection<PronounVerdict> verdicts) =>
        new(verdicts.Count(one => one.Verdict == "right"), verdicts.Count(one => one.Verdict == "open"), verdicts.Count(one => one.Verdict == "wrong"));

    /// <summary>Compares the actors of the pronoun with the actors of the mentions it should stand for.</summary>
    public static PronounVerdict Judge(ActorMap map, SampledPronoun one)
    {
        var found = ActorsAt(map, one.Pronoun);
        if (found.IsEmpty)
        {
            return new PronounVerdict(one, one.People.IsEmpty ? "right" : "open", found);
        }

        var people = one.People.Select(mentions => mentions.SelectMany(mention => ActorsAt(map, mention)).ToHashSet(StringComparer.Ordinal)).ToList();
        var isRight = people.Count == found.Length && people.TrueForAll(names => found.Any(names.Contains)) && found.All(name => people.Exists(names => names.Contains(name)));
        return new PronounVerdict(one, isRight ? "right" : IsNobodyNamed(map, found) ? "open" : "wrong", found);
    }

    // "the former mayor": whoever it is, no name was given.
    private static bool IsNobodyNamed(ActorMap map, ImmutableArray<string> found) =>
        found.All(name => map.Actors.Any(actor => actor.Actor.Name == name && !actor.Actor.IsNamed));

    private static ImmutableArray<string> ActorsAt(ActorMap map, TextSpan span) =>
        map.Mentions.Where(mention => mention.Head == span).MinBy(mention => mention.Span.Length)?.Actors
        ?? map.Within(span).FirstOrDefault(mention => !mention.Actors.IsEmpty)?.Actors
        ?? map.At(span)?.Actors ?? [];
}
