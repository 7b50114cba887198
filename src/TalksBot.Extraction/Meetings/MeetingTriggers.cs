namespace TalksBot.Extraction;

/// <summary>Finds the words that tell of meetings.</summary>
internal sealed class MeetingTriggers(TaggedText text, SentencePhrases phrases)
{
    /// <summary>The triggers of a sentence, in reading order.</summary>
    public List<MeetingTrigger> Find(IndexRange sentence)
    {
        var found = new List<MeetingTrigger>();
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if ((OfVerb(i, sentence) ?? OfNoun(i, sentence)) is { } trigger)
            {
                found.Add(trigger);
                i = Math.Max(trigger.End, trigger.Skip) - 1;
            }
        }

        return found;
    }

    private MeetingTrigger? OfVerb(int i, IndexRange sentence)
    {
        if (!phrases.IsVerb(i) || phrases.Tag(i) == "MD")
        {
            return null;
        }

        var lemma = phrases.Lemma(i);
        if (MeetingLexicon.Verbs.TryGetValue(lemma, out var kind))
        {
            // "were met with applause" and "meets expectations" are no meetings.
            // "would meet every month" is a habit, "the day after the ministers meet" only dates something else.
            if (phrases.Is(i + 1, "every", "each") || IsAnchor(i, sentence.First))
            {
                return null;
            }

            var isPassive = phrases.Tag(i) == "VBN" && phrases.Lemma(i - 1) == "be" && lemma == "meet";
            var takes = phrases.PhraseAt(i + 1) is { } phrase && MeetingLexicon.Has("object", phrases.Lemma(phrase.Head));
            var isNoun = phrases.Tag(i) == "VBG" && phrases.Is(i - 1, "a", "an", "the");
            return isPassive || takes || isNoun ? null : new MeetingTrigger(i, kind, "meeting", null);
        }

        if (lemma is "speak" or "talk")
        {
            // "spoke for 20 minutes on Monday": with each other, where two are named.
            if (phrases.Is(i + 1, "for") && phrases.PhraseAt(i + 2) is { } length && TimeLexicon.Find(text.Tokens.Form(length.Head)) is { Unit: not '\0' }
                && phrases.SubjectOf(phrases.GroupAt(i)) is { Count: > 1 })
            {
                return CallAfter(length.End, sentence.End) is { } callEnd ? new MeetingTrigger(i, "call", "call", null) { Skip = callEnd } : new MeetingTrigger(i, "talks", "talks", null);
            }

            for (var k = i + 1; k < Math.Min(sentence.End, i + 9) && !phrases.IsVerb(k); k++)
            {
                if (phrases.Is(k, "phone", "telephone", "video") && phrases.Is(k - 1, "by", "the", "a", "via", "over"))
                {
                    // The noun of "by video call" is told of by the verb.
                    return (phrases.Is(k, "video") ? new MeetingTrigger(i, "video", "video call", null) : new MeetingTrigger(i, "call", "call", null)) with { Skip = phrases.PhraseAt(k)?.End ?? k + 1 };
                }
            }
        }

        // "had assured him by telephone"; "told reporters by phone" is an interview.
        if (MeetingLexicon.Has("told", lemma) && phrases.PhraseAt(i + 1) is { } told && phrases.Tag(told.Head) == "PRP"
            && phrases.Is(told.End, "by") && phrases.Is(told.End + 1, "phone", "telephone"))
        {
            return new MeetingTrigger(i, "call", "call", null) { Skip = told.End + 2 };
        }

        if (lemma == "receive" && phrases.PhraseAt(i + 1) is { } guest && guest.First == i + 1 && phrases.Tag(guest.Head) is "NN" or "NNS" && MeetingLexicon.Has("people", phrases.Lemma(guest.Head)))
        {
            return new MeetingTrigger(i, "meeting", "meeting", null);
        }

        // "will be back at the table", "return to the negotiating table"
        if (lemma is "be" or "return" or "come" or "go" or "get" && IsTable(i + 1) is { } tableEnd)
        {
            return new MeetingTrigger(i, "talks", "talks", null) { Skip = tableEnd };
        }

        // A journey to come: "is to fly to Tarva".
        if (lemma is "fly" or "travel" && phrases.Tag(i) == "VB" && phrases.Is(i + 1, "to") && phrases.PhraseAt(i + 2) is not null
            && (phrases.GroupAt(i) is { IsNegated: false, Modal: "to" or "will" }))
        {
            return new MeetingTrigger(i, "visit", "visit", null);
        }

        if (lemma is "phone" or "telephone" && phrases.PhraseAt(i + 1) is not null)
        {
            return new MeetingTrigger(i, "call", "call", null);
        }

        if (lemma == "sit" && phrases.Is(i + 1, "down") && phrases.Is(i + 2, "with", "together", "for", "again", "on", "in"))
        {
            return new MeetingTrigger(i, "meeting", "meeting", null);
        }

        // "sat in one room for an hour"
        if (lemma == "sit" && phrases.Is(i + 1, "in", "at", "around") && phrases.Is(i + 2, "one", "the") && phrases.PhraseAt(i + 2) is { } room && phrases.Is(room.Head, "room", "table")
            && phrases.Is(room.Head - 1, "one", "same", "single"))
        {
            return new MeetingTrigger(i, "meeting", "meeting", null);
        }

        // "saw Brandt in Lome on Monday"; whether both are people is told by their mentions.
        if (lemma == "see" && phrases.PhraseAt(i + 1) is { } seen && seen.First == i + 1 && phrases.Tag(seen.Head) == "NNP")
        {
            return new MeetingTrigger(i, "meeting", "meeting", null);
        }

        return lemma == "visit" && phrases.PhraseAt(i + 1) is { } place && phrases.Tag(place.Head) is "NNP" or "NNPS"
            ? new MeetingTrigger(i, "visit", "visit", null)
            : null;
    }

    // First token after "in a call", "by phone" within the clause or the next, or null.
    private int? CallAfter(int from, int end)
    {
        for (var i = from; i < Math.Min(end, from + 14); i++)
        {
            if (phrases.Is(i, "call", "telephone", "phone") && phrases.Is(i - 1, "a", "by", "the", "phone", "telephone"))
            {
                return i + 1;
            }
        }

        return null;
    }

    private bool IsAnchor(int verb, int start)
    {
        for (var i = verb - 1; i > start && i >= verb - 5; i--)
        {
            if (phrases.Is(i, "after", "before") && phrases.Is(i - 1, "day", "days", "week", "weeks"))
            {
                return phrases.Tag(verb) is "VBP" or "VBZ" or "VB" or "VBD";
            }
        }

        return false;
    }

    private int? IsTable(int at)
    {
        var to = phrases.Is(at, "back") ? at + 1 : at;
        if (!phrases.Is(to, "at", "to") || !phrases.Is(to + 1, "the") || (to == at && !phrases.Is(to, "to")))
        {
            return null;
        }

        var table = phrases.Is(to + 2, "negotiating", "bargaining", "negotiation", "conference") ? to + 3 : to + 2;
        return phrases.Is(table, "table") ? table + 1 : null;
    }

    private MeetingTrigger? OfNoun(int i, IndexRange sentence)
    {
        if (phrases.Tag(i) is not ("NN" or "NNS" or "NNP" or "VBG") || phrases.PhraseAt(i) is not { } phrase || phrase.Head != i)
        {
            return null;
        }

        var lemma = phrases.Lemma(i);
        var form = text.Tokens.Form(i).ToString().ToLowerInvariant();
        if (!MeetingLexicon.Nouns.TryGetValue(form, out var kind) && !MeetingLexicon.Nouns.TryGetValue(lemma, out kind))
        {
            return null;
        }

        if ((lemma == "talk" && form != "talks") || IsOther(phrase) || !IsMeant(i, phrase, kind))
        {
            return null;
        }

        var end = i + 1;
        var name = form;
        if (phrases.Is(end, "of") && phrases.PhraseAt(end + 1) is { } inner && end + 1 < sentence.End)
        {
            var innerWord = text.Tokens.Form(inner.Head).ToString().ToLowerInvariant();
            if (MeetingLexicon.Has("after", innerWord))
            {
                return null;
            }

            if (kind is "round" or "session" && MeetingLexicon.Nouns.ContainsKey(innerWord))
            {
                (end, name) = (inner.End, $"{form} of {innerWord}");
            }
        }

        for (var k = phrase.First; k < i; k++)
        {
            if (phrases.Is(k, "phone", "telephone") || (phrases.Is(k, "conference") && kind == "call"))
            {
                (kind, name) = ("call", text.Tokens.Form(k).ToString().ToLowerInvariant() + " " + form);
            }
            else if (phrases.Is(k, "video", "virtual", "online"))
            {
                (kind, name) = ("video", text.Tokens.Form(k).ToString().ToLowerInvariant() + " " + form);
            }
        }

        return new MeetingTrigger(i, kind, name, phrase) { End = end };
    }

    private bool IsOther(NounPhrase phrase)
    {
        for (var i = phrase.First; i < phrase.Head; i++)
        {
            // Shareholders' yearly meetings are no news of talks; one that is called for a purpose is.
            if (MeetingLexicon.Has("other", phrases.Lemma(i)))
            {
                return !HasWord(phrase, "extraordinary", "emergency", "special");
            }
        }

        return false;
    }

    // Words that mean a meeting in some company only.
    private bool IsMeant(int i, NounPhrase phrase, string kind)
    {
        switch (kind)
        {
            case "call":
                return HasWord(phrase, "phone", "telephone", "video", "conference") || text.Tokens.Form(i) is "teleconference" || phrases.Is(i + 1, "with", "between")
                    || phrases.Is(phrase.First, "the") && phrase.End - phrase.First == 2 && !phrases.Is(i + 1, "for", "on", "to");
            case "conference":
                for (var k = phrase.First; k < i; k++)
                {
                    if (MeetingLexicon.Has("kind", phrases.Lemma(k)))
                    {
                        return true;
                    }
                }

                return phrases.Is(i + 1, "between");
            case "meal":
                return phrases.Is(i + 1, "of", "between", "with") || (phrases.Is(i + 1, ",") && phrases.Is(i + 2, "planned", "due", "set", "scheduled", "arranged")) || phrases.Is(i + 1, "planned", "scheduled") || phrases.Lemma(phrase.First - 1) is "have" or "hold" or "attend" or "host";
            case "round":
                return phrases.Is(i + 1, "of") || HasWord(phrase, "next", "first", "second", "third", "fourth", "fifth", "new", "last", "latest", "final", "another", "previous")
                    || phrases.Is(phrase.First, "the", "this", "that");
            case "visit":
                return phrases.Is(i + 1, "to", "by") || HasWord(phrase, "state", "official");
            default:
                return true;
        }
    }

    private bool HasWord(NounPhrase phrase, params ReadOnlySpan<string> words)
    {
        for (var i = phrase.First; i < phrase.Head; i++)
        {
            if (phrases.Is(i, words))
            {
                return true;
            }
        }

        return false;
    }
}
