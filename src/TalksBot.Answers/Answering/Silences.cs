namespace TalksBot.Answers;

/// <summary>Sentences that tell that something was not told, decided or announced: "Whether the ferry will run, nobody would say."</summary>
/// <remarks>They answer a question as far as the sources can: what is asked was left open.</remarks>
public static class Silences
{
    private static readonly HashSet<string> Telling =
        [.. "say comment confirm answer tell discuss disclose specify reveal elaborate respond reply know name give speak explain deny draw recall recognise recognize".Split(' ').Select(Lexicon.StemOf)];

    private static readonly HashSet<string> Settling = [.. "decide announce fix set know name disclose settle publish agree determine schedule answer choose confirm".Split(' ').Select(Lexicon.StemOf)];
    private static readonly HashSet<string> Untold = new(StringComparer.Ordinal) { "date", "day", "detail", "details", "word", "decision", "reason", "reasons", "agenda", "answer", "reply", "comment", "time", "venue" };
    private static readonly HashSet<string> Giving = [.. "give set name announce fix make offer provide".Split(' ').Select(Lexicon.StemOf)];
    private static readonly HashSet<string> Refusing = [.. "decline refuse".Split(' ').Select(Lexicon.StemOf)];

    /// <summary>Whether <paramref name="sentence"/> says that something was not said, decided or announced.</summary>
    public static bool IsSilent(TermBag sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        var terms = sentence.Terms;
        for (var i = 0; i < terms.Count; i++)
        {
            if (IsUntoldAt(terms, i))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether it says that somebody "has said nothing".</summary>
    public static bool SaysNothing(TermBag sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        return sentence.Terms.Zip(sentence.Terms.Skip(1)).Any(pair => pair.First.Folded is "said" or "says" or "say" && pair.Second.Folded == "nothing");
    }

    /// <summary>Whether it says so of a date: "No day has been set for the sale."</summary>
    public static bool IsSilentOnDate(TermBag sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        return sentence.Terms.Any(term => term.Folded is "date" or "dates" or "when" or "day" or "schedule" or "details" or "time" or "indefinitely") && IsSilent(sentence);
    }

    private static bool IsUntoldAt(IReadOnlyList<Term> terms, int i) => terms[i].Folded switch
    {
        // "would not say", "didn't comment", "has not been decided", "did not immediately respond".
        "not" or "t" or "neither" or "never" or "nobody" or "cannot" =>
            FollowedBy(terms, i, terms[i].Folded == "neither" ? 8 : 3, term => Telling.Contains(term.Stem)) && IsModal(terms, i)
            || FollowedBy(terms, i, 3, term => Settling.Contains(term.Stem)) && FollowedBy(terms, i, 2, term => term.Folded is "been" or "yet" or "be"),
        // "gave no date", "no decision has been made".
        "no" => FollowedBy(terms, i, 2, term => Untold.Contains(term.Folded))
            && (i > 0 && terms.Skip(Math.Max(0, i - 2)).Take(Math.Min(2, i)).Any(term => Giving.Contains(term.Stem)) || FollowedBy(terms, i, 5, term => Settling.Contains(term.Stem) || Giving.Contains(term.Stem))),
        "nothing" => i > 0 && terms[i - 1].Folded is "said" or "says" or "say",
        "without" => FollowedBy(terms, i, 1, term => term.Folded is "giving" or "naming" or "saying" or "specifying" or "elaborating"),
        "yet" => i + 1 < terms.Count && terms[i + 1].Folded == "to" && FollowedBy(terms, i, 4, term => Telling.Contains(term.Stem) || Settling.Contains(term.Stem)),
        "unclear" or "unknown" or "undecided" or "undisclosed" or "unannounced" => true,
        _ => Refusing.Contains(terms[i].Stem) && i + 1 < terms.Count && terms[i + 1].Folded == "to" && FollowedBy(terms, i, 4, term => Telling.Contains(term.Stem) || term.Folded == "drawn"),
    };

    // "would not", "did not", "has not": not "we do not say".
    private static bool IsModal(IReadOnlyList<Term> terms, int i) =>
        terms[i].Folded is "neither" or "nobody" || (i > 0 && terms[i - 1].Folded is "would" or "did" or "does" or "doesn" or "has" or "have" or "had" or "could" or "wouldn" or "didn" or "hasn" or "couldn" or "will");

    private static bool FollowedBy(IReadOnlyList<Term> terms, int i, int within, Func<Term, bool> isMeant)
    {
        for (var j = i + 1; j < terms.Count && j <= i + within; j++)
        {
            if (isMeant(terms[j]))
            {
                return true;
            }
        }

        return false;
    }
}
