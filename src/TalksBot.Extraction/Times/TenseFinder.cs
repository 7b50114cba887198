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
internal sealed partial class TenseFinder(TaggedText text)
{
    /// <summary>The side on which the expression at the tokens [<paramref name="first"/>, <paramref name="end"/>) lies.</summary>
    public Direction DirectionAt(int first, int end)
    {
        if (first >= text.Count)
        {
            return Direction.Unknown;
        }

        var sentence = text.Tokens.Sentences[text.Tokens.SentenceOf(first)];
        var before = first - 1;
        while (before >= sentence.First && (Is(before, "the", "a", "an", "early", "late", "this", "about", "around") || IsClock(before)))
        {
            before--;
        }

        var left = FindLeft(Math.Min(before, first - 1), sentence.First);
        var owner = Is(end, "morning", "afternoon", "evening", "night") ? end + 1 : end;
        if (Is(owner, "'s", "’s"))
        {
            return OfPossessive(before, owner, left, sentence);
        }

        if (HasHappened(before, left))
        {
            return Direction.Past;
        }

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

    // "Tuesday's ruling" was, "ahead of Tuesday's vote" and "will attend Tuesday's talks" look ahead.
    private Direction OfPossessive(int before, int end, int left, IndexRange sentence)
    {
        var isOccasion = false;
        for (var i = end + 1; i < Math.Min(sentence.End, end + 5) && !Is(i, ",", "."); i++)
        {
            isOccasion |= TenseWords.Occasions.Contains(Form(i));
        }

        var isAhead = Is(before, "before", "for", "until") || (Is(before, "of") && Is(before - 1, "ahead")) || (Is(before, "to") && Is(before - 1, "up", "prior"));
        if (!isOccasion)
        {
            return Direction.Past;
        }

        if (left >= 0 && (TenseWords.Postponed.Contains(Form(left)) || TenseWords.CalledOff.Contains(Form(left)) || (Is(left + 1, "off") && Is(left, "called", "call", "put"))) && before - left <= 2)
        {
            return Direction.Future;
        }

        return (isAhead && !(left >= 0 && text.Tags[left] is "VBD" && Is(before, "before")))
            || (left >= 0 && OfVerb(left, sentence.First) == Direction.Future && text.Tags[left] is "MD" or "VB")
            || (left < 0 && WillBe(end, sentence.End))
                ? Direction.Future
                : Direction.Past;
    }

    private bool WillBe(int from, int end)
    {
        for (var i = from; i < end; i++)
        {
            if (text.Tags[i] is ['V', ..] or "MD")
            {
                return Is(i, "will", "'ll", "’ll", "shall");
            }
        }

        return false;
    }

    // The noun right before the expression, at most a preposition and the place between.
    private bool HasHappened(int before, int left)
    {
        for (var i = before; i > Math.Max(left, before - 6) && !Is(i, ","); i--)
        {
            if (text.Tags[i] is "NN" or "NNS")
            {
                return TenseWords.Happened.Contains(Form(i));
            }
        }

        return false;
    }

    private bool IsClock(int i) =>
        Is(i, "noon", "midnight", "gmt", "est", "edt", "pst", "pdt", "cet", "utc", "p.m.", "a.m.", "pm", "am", "a.m", "p.m")
        || (text.Tags[i] is "CD" && Is(i + 1, "p.m.", "a.m.", "pm", "am", "a.m", "p.m"));

    private Direction Preposition(int before, int left)
    {
        if (Is(before, "as") && Is(before - 1, "soon", "early", "late") && Is(before - 2, "as"))
        {
            return Direction.Future;
        }

        if (Is(before, "since"))
        {
            return Direction.Past;
        }

        // "has been moved from Friday to Monday": both days are ahead, as a rule.
        if (Is(before, "from", "to") && left >= 0 && TenseWords.Postponed.Contains(Form(left)) && text.Tags[left] is "VBN" or "VBD" && (before - left <= 2 || Is(before, "to")))
        {
            return Direction.Future;
        }

        if (Is(before, "until", "till"))
        {
            return left < 0 && HasHad(before) ? Direction.Past : left >= 0 && text.Tags[left] is "VBD" && !TenseWords.Shifted.Contains(Form(left)) ? Direction.Past : Direction.Future;
        }

        // "up from December", but not "from June to July" or "will apply from July"
        if (Is(before, "from") && (left < 0 || text.Tags[left] is "VBZ" or "VBD" or "VBN") && !IsRange(before))
        {
            return Direction.Past;
        }

        if (Is(before, "through") && left >= 0 && TenseWords.Shifted.Contains(Form(left)) && Is(left, "extended", "runs", "run", "valid", "postponed", "suspended"))
        {
            return Direction.Future;
        }

        if (Is(before, "by") && left < 0 && HasHad(before))
        {
            return Direction.Past;
        }

        if (Is(before, "by"))
        {
            return left >= 0 && text.Tags[left] is "VBD" or "VBN" && Is(Math.Max(0, left - 1), "had") ? Direction.Past : Direction.Future;
        }

        return Is(before, "for", "on", "in", "to") && before > 0 && TenseWords.Planned.Contains(Form(before - 1))
            && !(Is(before - 1, "set", "announced", "fixed") && Is(before, "on", "in") && !Is(before - 2, "is", "are", "be"))
                ? Direction.Future
                : Direction.Unknown;
    }

    private bool IsRange(int from)
    {
        for (var i = from + 1; i < from + 6; i++)
        {
            if (Is(i, "to", "until", "till", "through", "on", "onward", "onwards"))
            {
                return true;
            }
        }

        return false;
    }

    // "By Sunday, forty ships had left."
    private bool HasHad(int from)
    {
        var end = text.Tokens.Sentences[text.Tokens.SentenceOf(from)].End;
        for (var i = from; i < end; i++)
        {
            if (IsVerb(i))
            {
                return Is(i, "had") || text.Tags[i] is "VBD";
            }
        }

        return false;
    }

    private int FindLeft(int from, int start)
    {
        for (var i = Math.Min(from, text.Count - 1); i >= start; i--)
        {
            if ((IsVerb(i) && !IsDoubtful(i)) || (TenseWords.Planned.Contains(Form(i)) && text.Tags[i] is "JJ"))
            {
                return i;
            }
        }

        return -1;
    }

    private bool IsVerb(int i) => text.Tags[i] is ['V', 'B', ..] or "MD";

    // A plural verb after a singular name ("Stock Exchange composite trading") and the "es" of a foreign name are no verbs.
    private bool IsDoubtful(int i) =>
        Is(i, "es") || (text.Tags[i] is "VBP" && i > 0 && text.Tags[i - 1] is "NNP" or "NN" && !Is(i, "are", "have", "do", "'re", "'ve"));

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

                    if (TenseWords.States.Contains(text.Lemmas[i]) && i > from && !(i + 1 < end && text.Tags[i + 1] is "VBG" or "TO"))
                    {
                        return Direction.Unknown;
                    }

                    return IsSaying(i) ? Direction.Past : Direction.Future;
                default:
                    break;
            }
        }

        return Direction.Unknown;
    }

    private ReadOnlySpan<char> Form(int i) => i >= 0 && i < text.Count ? text.Tokens.Form(i) : [];

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
