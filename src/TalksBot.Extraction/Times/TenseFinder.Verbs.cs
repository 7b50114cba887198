namespace TalksBot.Extraction;

/// <content>What the verb that governs a time tells of its side.</content>
internal sealed partial class TenseFinder
{
    private Direction OfVerb(int verb, int start)
    {
        switch (text.Tags[verb])
        {
            case "MD":
                return Is(verb, "could", "would", "might") && verb + 1 < text.Count && Is(verb + 1, "have") ? Direction.Past : Direction.Future;
            case "VB":
                return OfBase(verb, start);
            case "VBD":
                return Is(verb, "planned", "scheduled") ? Direction.Future : Direction.Past;
            case "VBZ" or "VBP":
                return IsSaying(verb) || IsHeading(verb) ? Direction.Past : Direction.Future;
            case "VBN":
                return OfParticiple(verb, start);
            case "VBG":
                return OfGerund(verb, start);
            default:
                return TenseWords.Planned.Contains(Form(verb)) ? Direction.Future : Direction.Unknown;
        }
    }

    private Direction OfBase(int verb, int start)
    {
        for (var i = verb - 1; i >= start && verb - i <= 5; i--)
        {
            if (text.Tags[i] == "MD")
            {
                return IsFailure(i) ? Direction.Past : Direction.Future;
            }

            if (Is(i, "did"))
            {
                return Direction.Past;
            }

            if (text.Tags[i] == "TO")
            {
                return OfInfinitive(i, start);
            }

            if (text.Tags[i] is "NN" or "NNS" or "NNP" or ",")
            {
                break;
            }
        }

        // A base form that nothing governs is a past one that reads the same ("read", "let", "set"), or a mistake.
        return HasModal(verb, start) ? Direction.Future : Direction.Unknown;
    }

    private bool HasModal(int verb, int start)
    {
        for (var i = verb - 1; i >= start; i--)
        {
            if (text.Tags[i] is "MD" || (text.Tags[i] is "TO" && text.Tags[i + 1] is "VB"))
            {
                return true;
            }
        }

        return false;
    }

    // "could not be reached on Friday" tells what was tried.
    private bool IsFailure(int modal)
    {
        if (!Is(modal, "could"))
        {
            return false;
        }

        for (var i = Math.Max(0, modal - 8); i <= modal + 1; i++)
        {
            if (Is(i, "not", "n't", "n’t", "neither", "nor", "no", "none", "nobody"))
            {
                return true;
            }
        }

        return false;
    }

    private Direction OfInfinitive(int to, int start)
    {
        if (to == start)
        {
            return Direction.Future;
        }

        if (TenseWords.Backward.Contains(Form(to - 1)) || (TenseWords.Scheduled.Contains(Form(to - 1)) && Is(to - 2, "been") && Is(to - 3, "had")))
        {
            return Direction.Past;
        }

        var above = FindLeft(to - 1, start);
        return above >= 0 && text.Tags[above] is "VBD" && (TenseWords.Moved.Contains(Form(above)) || TenseWords.Endeavours.Contains(Form(to - 1)))
            ? Direction.Past
            : Direction.Future;
    }

    private Direction OfParticiple(int verb, int start)
    {
        var isPlanned = TenseWords.Scheduled.Contains(Form(verb));
        for (var i = verb - 1; i >= start && verb - i <= 4; i--)
        {
            if (text.Tags[i] == "MD")
            {
                return Is(i + 1, "have") || IsFailure(i) ? Direction.Past : Direction.Future;
            }

            if (text.Tags[i] == "TO")
            {
                return Direction.Future;
            }

            if (Is(i, "had"))
            {
                // "had been expected on Thursday": so far.
                return isPlanned ? Direction.Future : Direction.Past;
            }

            if (Is(i, "has", "have", "was", "were", "been", "'ve", "’ve"))
            {
                continue;
            }

            if (Is(i, "is", "are", "'s", "’s"))
            {
                return Direction.Future;
            }

            if (text.Tags[i] is not "RB" && !Is(i, "be", "being"))
            {
                break;
            }
        }

        // "a record set on Aug. 6" was.
        if (Is(verb, "set") && Is(verb - 1, "record", "records", "high", "low", "mark", "precedent"))
        {
            return Direction.Past;
        }

        return isPlanned ? Direction.Future : Direction.Past;
    }

    private Direction OfGerund(int verb, int start)
    {
        if (Is(verb - 1, "after", "following", "since"))
        {
            return Direction.Past;
        }

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
}
