using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>Sentences that cannot be read without the one before: "They like that day."</summary>
public static class Anaphora
{
    private const int Farthest = 5;
    private const int Beginning = 4;

    private static readonly HashSet<string> Subjects = new(StringComparer.Ordinal)
    {
        "he", "she", "they", "it", "his", "her", "their", "its", "this", "these", "those", "both", "neither", "that", "such",
    };

    private static readonly HashSet<string> Openers = new(StringComparer.Ordinal) { "and", "but", "so", "instead", "still", "then", "yet", "later", "also", "nor", "or", "when", "if", "asked", "for", "in", "at" };

    /// <summary>Whether the sentence begins with a word for something named before ("They will …", "But she …", "That boat …").</summary>
    public static bool BeginsWithPronoun(TermBag sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        var terms = sentence.Terms;
        var first = terms.Count > 1 && Openers.Contains(terms[0].Folded) ? 1 : 0;
        return terms.Count > first && Subjects.Contains(terms[first].Folded);
    }

    /// <summary>Whether it speaks of a place or a day named before ("there", "that date").</summary>
    public static bool PointsToPlaceOrDay(TermBag sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        var terms = sentence.Terms;
        for (var i = 0; i < terms.Count; i++)
        {
            // "There is no boat" points nowhere.
            if ((terms[i].Folded == "there" && !(i + 1 < terms.Count && terms[i + 1].Folded is "is" or "are" or "was" or "were" or "will" or "would" or "has" or "had" or "s" or "be"))
                || (terms[i].Folded == "that" && i + 1 < terms.Count && terms[i + 1].Folded is "date" or "day"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the subject matter itself is told of a pronoun: "It was she who found it", "He can swim".</summary>
    /// <param name="words">The words of a statement.</param>
    /// <param name="isSpeakerAsked">Whether it is asked who speaks; "he" who is spoken of is then no matter unless he is singled out.</param>
    public static bool IsAboutPronoun(TermBag words, bool isSpeakerAsked)
    {
        ArgumentNullException.ThrowIfNull(words);
        return (!isSpeakerAsked && words.Terms is [{ Folded: "he" or "she" or "they" }, ..]) || words.Terms is [{ Folded: "it" }, { Folded: "was" }, { Folded: "he" or "she" or "they" or "his" or "her" or "their" }, ..];
    }

    /// <summary>The sentences before <paramref name="view"/> that say who or what it speaks of: for "he" and "she" from the nearest that writes somebody's name on, else the one right before.</summary>
    /// <param name="view">A fact with its article's sentences.</param>
    /// <returns>In reading order, without a gap up to the fact; empty where it is the first of its article or stands under a heading.</returns>
    public static IReadOnlyList<Found<Passage>> Before(FactView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view is not { Context: { } context, Sentences.First: > 0 and var first } || context.Passages[first - 1] is not { Fact.Kind: PassageKind.Sentence } adjacent)
        {
            return [];
        }

        var isPerson = view.Statement is { } statement
            ? statement.Fact.Speakers.IsEmpty || context.BagOf(first - 1).Terms.Any(term => term.Folded is "he" or "she")
            : BeginsWithPerson(view.EvidenceBag);
        for (var i = first - 1; isPerson && i >= 0 && i >= first - Farthest && context.Passages[i].Fact.Kind == PassageKind.Sentence; i--)
        {
            if (WritesName(context, i))
            {
                return [.. context.Passages[i..first]];
            }
        }

        return [adjacent];
    }

    private static bool BeginsWithPerson(TermBag sentence) => sentence.Terms.Take(Beginning).Any(term => term.Folded is "he" or "she" or "his" or "her");

    private static bool WritesName(ArticleContext context, int index) => context.Passages[index].Fact.Actors
        .Any(name => context.BagOf(index).Terms.Any(term => term.IsCapitalised && term.Folded.Length > 2 && TermReader.Fold(name).EndsWith(term.Folded, StringComparison.Ordinal)));
}
