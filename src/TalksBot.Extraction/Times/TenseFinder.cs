using System.Collections.Frozen;

namespace TalksBot.Extraction;

/// <summary>On which side of the publication date a time expression lies.</summary>
internal enum Direction
{
    /// <summary>The clause does not tell.</summary>
    Unknown,

    /// <summary>Before it, or on the same day.</summary>
    Past,

    /// <summary>After it, or on the same day.</summary>
    Future,
}

/// <summary>Reads from the verbs and prepositions around an expression whether it lies before or after the publication date.</summary>
internal sealed class TenseFinder(TaggedText text)
{
    // Participles and adjectives that put what they speak of into the future: "a vote set for Tuesday".
    private static readonly FrozenSet<string> Planned = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "planned", "set", "scheduled", "slated", "due", "penciled", "pencilled", "expected", "booked", "fixed", "announced", "timed",
        "earmarked", "rescheduled", "postponed", "delayed", "deferred", "adjourned", "planning", "hoping", "preparing");

    private static readonly FrozenSet<string> Shifted = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "put", "postponed", "delayed", "extended", "adjourned", "deferred", "moved", "suspended", "pushed", "rescheduled", "remanded", "valid", "runs", "run", "wait", "held");

    private static readonly FrozenSet<string> Backward = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "failed", "managed", "refused", "declined", "began", "continued", "started", "used", "had", "tried");

    /// <summary>The side on which the expression at the tokens [<paramref name="first"/>, <paramref name="end"/>) lies.</summary>
    public Direction DirectionAt(int first, int end)
    {
        if (first >= text.Count)
        {
            return Direction.Unknown;
        }

        var sentence = text.Tokens.Sentences[text.Tokens.SentenceOf(first)];
        var before = first - 1;
        while (before >= sentence.First && Is(before, "the", "a", "an", "early", "late", "this", "about", "around"))
        {
            before--;
        }

        var left = FindLeft(Math.Min(before, first - 1), sentence.First);
        if (before >= sentence.First && Preposition(before, left) is var side and not Direction.Unknown)
        {
            return side;
        }

        var opens = before < sentence.First ? before : Is(before, "on", "in", "at", "by", "from", "during", "for") ? before - 1 : before;
        if (opens < sentence.First || Is(opens, "that", "and", "but", "because", "if", "when", "as", "“", "\"", "‘", ";", "—", "–"))
        {
            var right = Right(end, sentence.End);
            return right != Direction.Unknown ? right : left < 0 ? Direction.Unknown : OfVerb(left, sentence.First);
        }

        if (Is(opens, ",") && end < sentence.End && !Is(end, ",", ".", ";", "”", "\""))
        {
            var right = Right(end, sentence.End);
            if (right != Direction.Unknown)
            {
                return right;
            }
        }

        return left >= 0 ? OfVerb(left, sentence.First) : Right(end, sentence.End);
    }

    private Direction Preposition(int before, int left)
    {
        if (Is(before, "since"))
        {
            return Direction.Past;
        }

        if (Is(before, "until", "till"))
        {
            return left >= 0 && text.Tags[left] is "VBD" && !Shifted.Contains(Word(left)) ? Direction.Past : Direction.Future;
        }

        if (Is(before, "by"))
        {
            return left >= 0 && text.Tags[left] is "VBD" or "VBN" && Is(Math.Max(0, left - 1), "had") ? Direction.Past : Direction.Future;
        }

        return Is(before, "for", "on", "in", "to") && before > 0 && Planned.Contains(Word(before - 1)) ? Direction.Future : Direction.Unknown;
    }

    private int FindLeft(int from, int start)
    {
        for (var i = Math.Min(from, text.Count - 1); i >= start; i--)
        {
            if (IsVerb(i) || (Planned.Contains(Word(i)) && text.Tags[i] is "JJ"))
            {
                return i;
            }
        }

        return -1;
    }

    private bool IsVerb(int i) => text.Tags[i] is ['V', 'B', ..] or "MD";

    private Direction Right(int from, int end)
    {
        for (var i = from; i < end; i++)
        {
            switch (text.Tags[i])
            {
                case "MD":
                    return Direction.Future;
                case "VBD":
                    return i + 1 < end && Is(i, "was", "were") && Is(i + 1, "to", "due", "scheduled", "expected", "set") ? Direction.Future : Direction.Past;
                case "VBZ" or "VBP":
                    if (Is(i, "has", "have"))
                    {
                        return Direction.Past;
                    }

                    return IsSaying(i) ? Direction.Past : Direction.Future;
                default:
                    break;
            }
        }

        return Direction.Unknown;
    }

    private Direction OfVerb(int verb, int start)
    {
        switch (text.Tags[verb])
        {
            case "MD":
                return Is(verb, "could", "would", "might") && verb + 1 < text.Count && Is(verb + 1, "have") ? Direction.Past : Direction.Future;
            case "VB":
                return OfBase(verb, start);
            case "VBD":
                return Direction.Past;
            case "VBZ" or "VBP":
                return IsSaying(verb) || IsHeading(verb) ? Direction.Past : Direction.Future;
            case "VBN":
                return OfParticiple(verb, start);
            case "VBG":
                return OfGerund(verb, start);
            default:
                return Planned.Contains(Word(verb)) ? Direction.Future : Direction.Unknown;
        }
    }

    private Direction OfBase(int verb, int start)
    {
        for (var i = verb - 1; i >= start && verb - i <= 5; i--)
        {
            if (text.Tags[i] == "MD")
            {
                return Direction.Future;
            }

            if (Is(i, "did"))
            {
                return Direction.Past;
            }

            if (text.Tags[i] == "TO")
            {
                return i > start && Backward.Contains(Word(i - 1)) ? Direction.Past : Direction.Future;
            }

            if (text.Tags[i] is "NN" or "NNS" or "NNP" or ",")
            {
                break;
            }
        }

        return Direction.Future;
    }

    private Direction OfParticiple(int verb, int start)
    {
        var isPlanned = Planned.Contains(Word(verb));
        for (var i = verb - 1; i >= start && verb - i <= 4; i--)
        {
            if (text.Tags[i] == "MD")
            {
                return i + 1 < text.Count && Is(i + 1, "have") ? Direction.Past : Direction.Future;
            }

            if (text.Tags[i] == "TO")
            {
                return Direction.Future;
            }

            if (Is(i, "had"))
            {
                return Direction.Past;
            }

            if (Is(i, "has", "have", "was", "were", "been", "'ve", "’ve"))
            {
                continue;
            }

            if (Is(i, "is", "are", "'s", "’s"))
            {
                return Direction.Future;
            }

            if (text.Tags[i] is not "RB")
            {
                break;
            }
        }

        return isPlanned ? Direction.Future : Direction.Past;
    }

    private Direction OfGerund(int verb, int start)
    {
        for (var i = verb - 1; i >= start; i--)
        {
            if (Is(i, "is", "are", "am", "be", "'re", "’re", "'m", "’m"))
            {
                return Direction.Future;
            }

            if (IsVerb(i) && text.Tags[i] != "VBG")
            {
                return OfVerb(i, start);
            }
        }

        return Direction.Unknown;
    }

    // Headlines tell what happened in the present tense.
    private bool IsHeading(int verb)
    {
        if (text.Tags[verb] != "VBZ" && text.Tags[verb] != "VBP")
        {
            return false;
        }

        var sentence = text.Tokens.SentenceOf(verb);
        var range = text.Tokens.Sentences[sentence];
        return text.Tokens.ParagraphOf(sentence) == 0 && text.Tokens.Form(range.End - 1) is not ("." or "!" or "?" or "”" or "\"")
            && !Is(verb, "is", "are", "meet", "meets", "begin", "begins", "start", "starts", "open", "opens", "resume", "resumes", "vote", "votes", "face", "faces");
    }

    private bool IsSaying(int verb) => text.Lemmas[verb] is "say" or "tell" or "write" or "report" or "add" or "announce" or "note";

    private string Word(int i) => text.Tokens.Form(i).ToString();

    private bool Is(int i, params ReadOnlySpan<string> words)
    {
        if (i < 0 || i >= text.Count)
        {
            return false;
        }

        var form = text.Tokens.Form(i);
        foreach (var word in words)
        {
            if (form.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
