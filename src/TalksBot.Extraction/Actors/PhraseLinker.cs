using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Ties neighbouring phrases: appositions, "of", coordination; marks subjects, sources and places.</summary>
internal static class PhraseLinker
{
    // How far an apposition or a relative clause may push the verb away from its subject, in tokens.
    private const int ReachOfSubject = 40;

    /// <summary>Fills the links of <paramref name="phrases"/>, which are in reading order.</summary>
    public static void Link(WordView words, IReadOnlyList<Phrase> phrases, ImmutableArray<Attribution> attributions)
    {
        var mains = phrases.Where(phrase => phrase.Kind != PhraseKind.Modifier).ToList();
        for (var i = 0; i < mains.Count; i++)
        {
            var phrase = mains[i];
            phrase.IsLocative = IsLocative(words, phrase);
            if (i + 1 < mains.Count && mains[i + 1].Sentence == phrase.Sentence)
            {
                LinkNext(words, phrase, mains[i + 1]);
            }
        }

        foreach (var phrase in mains)
        {
            // "the government of Kolm and the miner Nord": the second has a determiner of its own, so it joins the whole.
            if (phrase is { Coordinate: null, OfWord: "of", Of: { Kind: PhraseKind.Name, Determiner: "", Coordinate: { Determiner: not "" } second } of } && !phrase.IsPlural)
            {
                (phrase.Coordinate, of.Coordinate) = (second, null);
            }
        }

        foreach (var phrase in phrases.Where(phrase => phrase.Kind == PhraseKind.Modifier))
        {
            phrase.IsLocative = IsLocative(words, phrase) && !words.IsNoun(phrase.End);
        }

        for (var i = 0; i < mains.Count - 1; i++)
        {
            LinkApposition(words, mains, i);
        }

        foreach (var phrase in mains)
        {
            phrase.IsSubject = !phrase.IsPossessor && IsSubject(words, phrase);
        }

        MarkSources(words, mains, attributions);
    }

    private static void LinkNext(WordView words, Phrase phrase, Phrase next)
    {
        var gap = next.First - phrase.End;
        if (gap == 1 && words.Word(phrase.End) is "of" or "for" or "at" or "with" or "from" or "to" or "in"
            && phrase.Kind is PhraseKind.Name or PhraseKind.Nominal && next.Kind is PhraseKind.Name or PhraseKind.Nominal)
        {
            phrase.Of = next;
            phrase.OfWord = words.Word(phrase.End);
        }
        else if (gap == 1 && words.Word(phrase.End) == "for" && phrase.Kind == PhraseKind.Nominal && next.Kind == PhraseKind.Pronoun && words.Tag(next.First) == "PRP"
            && IsRole(words, phrase))
        {
            // "a spokesman for him"
            phrase.Of = next;
            phrase.OfWord = "for";
        }
        else if (gap == 1 && words.Word(phrase.End) is "and" or "&" or "nor"
            && phrase.Kind is PhraseKind.Name or PhraseKind.Nominal && next.Kind is PhraseKind.Name or PhraseKind.Nominal)
        {
            phrase.Coordinate = next;
        }
    }

    private static bool IsLocative(WordView words, Phrase phrase)
    {
        var before = words.Word(phrase.First - 1);
        if (before is "in" or "at" or "near" or "outside" or "inside" or "across" or "through" or "around" or "throughout" or "into" or "toward" or "towards" or "via")
        {
            return true;
        }

        // "Springfield, Ill.,"
        if (phrase.Kind == PhraseKind.Name && words.Word(phrase.End) == "," && words.Word(phrase.End + 1).EndsWith('.') && words.Word(phrase.End + 1).Length is > 2 and < 8
            && words.IsCapital[phrase.End + 1] && !ActorLexicon.Titles.ContainsKey(words.Word(phrase.End + 1).TrimEnd('.')))
        {
            return true;
        }

        // "in Port Wessel, Norland"; "moved to Oslo"; "from Oslo"
        if (before is "to" or "from" && words.Word(phrase.First - 2) is "move" or "moved" or "travel" or "travelled" or "traveled" or "flew" or "fly" or "return"
            or "returned" or "returning" or "go" or "went" or "come" or "came" or "trip" or "visit" or "drive" or "drove" or "trips" or "back" or "flight")
        {
            return true;
        }

        return before == "," && words.IsNoun(phrase.First - 2) && phrase.Kind == PhraseKind.Name
            && words.Word(phrase.First - 3) is "in" or "at" or "near";
    }

    // "X, the union's treasurer," and "its chairwoman, X" and "the trawler owner X" (the last is one phrase already).
    private static void LinkApposition(WordView words, List<Phrase> mains, int index)
    {
        var first = mains[index];
        if (first.Kind is not (PhraseKind.Name or PhraseKind.Nominal) || first.Apposition is not null || first.IsPossessor)
        {
            return;
        }

        // The apposition may follow "president of the union".
        var (reach, at) = (first.End, index + 1);
        if (first.Of is not null && first.Of == mains[at] && !first.Of.IsPossessor)
        {
            (reach, at) = (first.Of.End, index + 2);
        }

        if (at >= mains.Count || words.Word(reach) is not ("," or "(" or "—" or "–" or "--"))
        {
            return;
        }

        // "her counterpart at the Harbour Council (HC)": the brackets belong to the council.
        if (at == index + 2 && words.Word(reach) == "(" && first.Of is { Kind: PhraseKind.Name })
        {
            return;
        }

        // "the union's treasurer" begins with its possessors.
        var second = mains[at];
        var start = second.First;
        while (second.IsPossessor && at + 1 < mains.Count && mains[at + 1].Possessor == second)
        {
            second = mains[++at];
        }

        if (start != reach + 1 || second.Sentence != first.Sentence || second.Kind is not (PhraseKind.Name or PhraseKind.Nominal) || second.Apposition is not null)
        {
            return;
        }

        var end = second.Of is not null && !second.Of.IsPossessor ? second.Of.End : second.End;
        var after = words.Word(end);
        var closes = after is "," or "." or ")" or ":" or ";" or "—" or "–" or "--" or "" or "who" or "whose" or "which" or "?" or "!" or "and" || words.Tag(end) is "VBD" or "VBZ" or "MD" or "''" or "``" or "VBN" or "IN";
        if (!closes)
        {
            return;
        }

        // "The port closes in Kolm, the mayor said" and "from its rival Kolm, the union's chair, Ann Roe, said": the role is not the first name's.
        if (first.Kind == PhraseKind.Name && second.Kind == PhraseKind.Nominal && words.Word(reach) == ","
            && (words.Tag(end) is "VBD" or "VBZ" or "MD" || IsBeforeOwnName(words, mains, second, at, end)))
        {
            return;
        }

        var (firstPerson, secondPerson) = (IsRole(words, first) || IsSomeonesOwn(words, first, second, end), IsRole(words, second));
        if (first.Kind == PhraseKind.Name && second.Kind == PhraseKind.Nominal && secondPerson && !second.IsPlural && second.Number == 0)
        {
            // A list ("Ann Roe, a driver, and two guests") is no apposition unless the role closes it.
            Tie(first, second);
        }
        else if (first.Kind == PhraseKind.Nominal && second.Kind == PhraseKind.Name && firstPerson && !first.IsPlural && !first.IsLocative
            && !(after == "and" && first.Determiner is "a" or "an"))
        {
            Tie(first, second);
        }
        else if (first.Kind == PhraseKind.Nominal && second.Kind == PhraseKind.Name && ActorLexicon.Bodies.ContainsKey(words.Lower[first.HeadFirst]) && !first.IsPlural
            && (first.Determiner.Length > 0 || first.Possessor is not null) && !HasOwnRole(words, mains, second, at, end))
        {
            Tie(first, second);
        }
        else if (first.Kind == PhraseKind.Nominal && second.Kind == PhraseKind.Name && words.Lower[first.HeadFirst] == "capital" && first.Possessor is not null)
        {
            Tie(first, second);
        }
        else if (first.Kind == PhraseKind.Name && second.Kind == PhraseKind.Name && second.RoleEnd > second.RoleFirst
            && words.Word(second.HeadFirst - 1) is not "" && second.HeadEnd - second.HeadFirst == first.HeadEnd - first.HeadFirst
            && words.Form(second.HeadEnd - 1) == words.Form(first.HeadEnd - 1))
        {
            Tie(first, second);
        }
    }

    // "given up in exchange for the rate, Ann Roe, the union's treasurer, said": the name has a role of its own.
    private static bool HasOwnRole(WordView words, List<Phrase> mains, Phrase second, int at, int end)
    {
        if (words.Word(end) != "," || second.RoleEnd > second.RoleFirst)
        {
            return second.RoleEnd > second.RoleFirst;
        }

        for (var next = at + 1; next < mains.Count && next < at + 4 && mains[next].First <= end + 4; next++)
        {
            if (mains[next].First > end && IsRole(words, mains[next]))
            {
                return true;
            }
        }

        return false;
    }

    // "His companion, Ann Roe, was": whatever word it is, a name between commas behind it tells who.
    private static bool IsSomeonesOwn(WordView words, Phrase first, Phrase second, int end) =>
        first is { Kind: PhraseKind.Nominal, Possessor: not null, IsPlural: false } && second is { Kind: PhraseKind.Name, IsLocative: false } && second.HeadEnd - second.HeadFirst > 1
        && words.Word(end) == "," && words.Tag(end + 1) is "VBD" or "VBZ" or "MD" && words.Tag(first.Possessor.First - 1) is not ("IN" or "TO" or "VB" or "VBD" or "VBZ" or "VBP" or "VBG" or "VBN")
        && !ActorLexicon.Bodies.ContainsKey(words.Lower[first.HeadFirst]);

    // ", the chair of the union, Ann Roe, said" behind a name that is no subject.
    private static bool IsBeforeOwnName(WordView words, List<Phrase> mains, Phrase second, int at, int end)
    {
        var next = second.Of is not null && !second.Of.IsPossessor ? at + 2 : at + 1;
        if (words.Word(end) != "," || second.Determiner is "a" or "an" || next >= mains.Count || !IsRole(words, second))
        {
            return false;
        }

        var third = mains[next];
        return third.Kind == PhraseKind.Name && third.First == end + 1
            && (words.Tag(third.End) is "VBD" or "VBZ" || (words.Word(third.End) == "," && words.Tag(third.End + 1) is "VBD" or "VBZ"));
    }

    private static void Tie(Phrase first, Phrase second) => (first.Apposition, second.Apposition) = (second, first);

    private static bool IsRole(WordView words, Phrase phrase) =>
        phrase.Kind == PhraseKind.Nominal && ActorLexicon.IsPerson(words.Lower[phrase.HeadFirst]);

    /// <summary>Whether a finite verb follows the phrase, over appositions and relative clauses, and nothing governs it.</summary>
    private static bool IsSubject(WordView words, Phrase phrase)
    {
        var before = words.Tag(phrase.First - 1);
        if (before is "IN" or "TO" && words.Word(phrase.First - 1) is not ("that" or "because" or "if" or "while" or "although" or "though"
            or "as" or "after" or "before" or "since" or "whether" or "until" or "unless" or "than" or "once" or "so" or "when"))
        {
            return false;
        }

        var i = phrase.End;
        if (phrase.Of is not null && !phrase.Of.IsPossessor)
        {
            i = phrase.Of.End;
        }

        if (phrase.Coordinate is { } coordinate)
        {
            i = coordinate.End;
        }

        var commas = 0;
        for (var steps = 0; steps < ReachOfSubject && i < words.Count && words.Sentence[i] == phrase.Sentence; steps++, i++)
        {
            var tag = words.Tag(i);
            if (tag == "RB" || words.Lower[i] is "last" or "first" or "then" || (tag == "PRP" && words.Lower[i].EndsWith("self", StringComparison.Ordinal)))
            {
                continue;
            }

            if (tag is "MD" or "VBD" or "VBZ" or "VBP")
            {
                // "those who back Norland, in a summit, agreed": an object stays one over the commas.
                return commas == 0 || (commas == 2 && before is not ("VB" or "VBD" or "VBP" or "VBZ" or "VBG"));
            }

            if (tag == "VBN" && ((steps == 0 && words.Tag(phrase.End) == "VBN") || (commas == 2 && words.Tag(i + 1) is "DT" or "PRP$" or "``")))
            {
                // The tagger often takes a past tense for a participle behind a name.
                return true;
            }

            if (tag == "," || words.Lower[i] is "(" or ")" or "—" or "–" or "--")
            {
                if (++commas > 2)
                {
                    return false;
                }

                if (commas == 1)
                {
                    var close = Close(words, i);
                    if (close < 0)
                    {
                        return false;
                    }

                    i = close - 1;
                }

                continue;
            }

            return false;
        }

        return false;
    }

    // The mark that closes what the one at `open` opens, within reach.
    private static int Close(WordView words, int open)
    {
        for (var i = open + 1; i < words.Count && i < open + ReachOfSubject && words.Sentence[i] == words.Sentence[open]; i++)
        {
            if (words.Lower[i] == words.Lower[open] || (words.Lower[open] == "(" && words.Lower[i] == ")"))
            {
                return i;
            }

            if (words.Tag(i) is "``" or "''")
            {
                return -1;
            }
        }

        return -1;
    }

    private static void MarkSources(WordView words, List<Phrase> mains, ImmutableArray<Attribution> attributions)
    {
        foreach (var attribution in attributions)
        {
            if (attribution.Source is not { } source)
            {
                continue;
            }

            var span = attribution.SourceHead ?? source;
            if (At(words, mains, span) is { } phrase)
            {
                Mark(phrase);
            }
        }

        static void Mark(Phrase phrase)
        {
            phrase.IsSource = phrase.IsSubject = true;
            phrase.IsLocative = false;
            if (phrase.Apposition is { } other)
            {
                other.IsSource = true;
                other.IsLocative = false;
            }

            if (phrase.Coordinate is { IsSource: false } coordinate)
            {
                Mark(coordinate);
            }
        }
    }

    /// <summary>The phrase whose head lies in, or holds, <paramref name="span"/>: the first that is no possessor; null when none.</summary>
    public static Phrase? At(WordView words, IReadOnlyList<Phrase> mains, TextSpan span)
    {
        var first = words.Text.Tokens.TokenAt(span.Start);
        var end = words.Text.Tokens.TokenAt(span.End - 1) + 1;
        var (low, high) = (0, mains.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (mains[middle].End > first)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        Phrase? fallback = null;
        for (var i = low; i < mains.Count && mains[i].First < end; i++)
        {
            if (!mains[i].IsPossessor)
            {
                return mains[i];
            }

            fallback ??= mains[i];
        }

        return fallback;
    }
}
