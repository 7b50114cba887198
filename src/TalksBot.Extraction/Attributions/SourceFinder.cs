namespace TalksBot.Extraction;

/// <summary>Finds who is the subject of a reporting verb.</summary>
internal static class SourceFinder
{
    private const int MostInsertions = 3;
    private const int LongestInsertion = 40;

    /// <summary>The subject to the left of the verb group that begins at <paramref name="verb"/>, or null.</summary>
    public static SourceItems? Before(SentenceItems items, int verb)
    {
        var at = SkipAdverbs(items, verb - 1);
        if (at < 0)
        {
            return null;
        }

        if (items.Tag(at) is "WP" or "WDT" || (items.Lemma(at) == "that" && items.EndsPhrase(at) && items.EndsPhrase(at - 1)))
        {
            return Antecedent(items, at);
        }

        if (items.Tag(at) == "," || items.Tag(at) == ":")
        {
            return AroundInsertions(items, at);
        }

        if (items.EndsPhrase(at))
        {
            return Extend(items, items.PhraseFrom(at), at + 1, 0.95);
        }

        return AfterRestriction(items, at);
    }

    /// <summary>The subject that follows its verb ("said Ann Holt, the chair"), or null.</summary>
    public static SourceItems? After(SentenceItems items, int first)
    {
        if (!items.BeginsPhrase(first) || items.IsTime(first, items.PhraseTo(first)))
        {
            return null;
        }

        var end = items.PhraseTo(first);
        var head = items.Head(first, end);
        var joined = new List<int>();
        while (true)
        {
            var next = items.Tag(end) switch
            {
                _ when IsInsider(items, end) && items.Tag(end + 1) is "IN" or "TO" && items.BeginsPhrase(end + 2) => items.PhraseTo(end + 2),
                "IN" when items.Lemma(end) is "of" or "for" or "at" or "from" or "with" or "in" && items.BeginsPhrase(end + 1) && !items.IsTime(end + 1, items.PhraseTo(end + 1)) => items.PhraseTo(end + 1),
                "CC" when items.Lemma(end) == "and" && items.BeginsPhrase(end + 1) && !items.HasClause(items.PhraseTo(end + 1), items.PhraseTo(end + 1) + 1) => items.PhraseTo(end + 1),
                _ => -1,
            };
            if (next < 0)
            {
                break;
            }

            if (items.Tag(end) == "CC")
            {
                joined.Add(items.Head(end + 1, next));
            }

            end = next;
        }

        var apposition = AppositionEnd(items, end);
        if (apposition > end)
        {
            // "its chairwoman, Ann Holt": the name is the heart of it.
            var second = items.Head(end + 1, items.PhraseTo(end + 1));
            head = items.Tag(head) is "NN" or "NNS" && items.Tag(second) == "NNP" && joined.Count == 0 ? second : head;
            end = apposition;
        }

        return new SourceItems(first, end, head, joined, first, 0.95);
    }

    /// <summary>End of the apposition ", the chair of X" that follows <paramref name="end"/>; <paramref name="end"/> where there is none.</summary>
    private static int AppositionEnd(SentenceItems items, int end)
    {
        if (items.Tag(end) != "," || !items.BeginsPhrase(end + 1) || items.Tag(end + 1) is "PRP" || items.IsTime(end + 1, items.PhraseTo(end + 1)))
        {
            return end;
        }

        var to = items.PhraseTo(end + 1);
        while (items.Tag(to) is "IN" or "CC" or "TO" && items.BeginsPhrase(to + 1) && !items.IsTime(to + 1, items.PhraseTo(to + 1)))
        {
            to = items.PhraseTo(to + 1);
        }

        return items.Tag(to) is "," or "." or ":" or "" ? to : end;
    }

    // "people close to the board", "a person briefed on the talks"
    private static bool IsInsider(SentenceItems items, int at) =>
        items.Lemma(at) is "close" or "familiar" or "briefed" or "brief" or "involved" or "involve" && items.Tag(at) is "RB" or "JJ" or "VBN" or "VBD"
        && items.EndsPhrase(at - 1) && items.Tag(at - 1) is "NN" or "NNS";

    private static int SkipAdverbs(SentenceItems items, int at)
    {
        while (at >= 0)
        {
            if (items.Tag(at) is "RB" or "RBR" && items.PhraseFrom(at) < 0)
            {
                at--;
            }
            else if (items.EndsPhrase(at) && items.IsTime(items.PhraseFrom(at), at + 1) && items.PhraseFrom(at) > 0)
            {
                // "Holt on Tuesday said", "Holt Tuesday said"
                var from = items.PhraseFrom(at) - 1;
                var before = items.Tag(from) == "IN" ? from - 1 : from;
                if (!items.EndsPhrase(before))
                {
                    return at;
                }

                at = before;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    private static SourceItems? Antecedent(SentenceItems items, int pronoun)
    {
        var at = pronoun - 1;
        if (items.Tag(at) is "," && at > 0)
        {
            at--;
        }

        if (items.Tag(at) == "IN")
        {
            // "according to whom", "under which": not a subject.
            return null;
        }

        if (!items.EndsPhrase(at))
        {
            return null;
        }

        // "the union of Kolm, which": the nearer noun; "the chair of the union, who": the person.
        var found = items.Tag(pronoun) == "WP"
            ? Extend(items, items.PhraseFrom(at), at + 1, 0.85)
            : new SourceItems(items.PhraseFrom(at), at + 1, items.Head(items.PhraseFrom(at), at + 1), [], items.PhraseFrom(at), 0.8);
        var left = found.First;
        // ", the chair of the union, who added": the name before is the same person.
        if (items.Tag(left - 1) == "," && items.EndsPhrase(left - 2) && items.Tag(items.Head(items.PhraseFrom(left - 2), left - 1)) == "NNP"
            && items.Tag(found.Head) is "NN")
        {
            var outer = Extend(items, items.PhraseFrom(left - 2), left - 1, 0.85);
            found = outer with { End = found.End };
        }

        return found with { IsAntecedent = true, Left = pronoun };
    }

    // "Holt, the minister, speaking in Kolm, said": from the comma before the verb back to the name.
    private static SourceItems? AroundInsertions(SentenceItems items, int comma)
    {
        var end = comma;
        var outer = end;
        for (var turn = 0; turn < MostInsertions; turn++)
        {
            var opening = OpeningComma(items, outer);
            if (opening < 0)
            {
                return null;
            }

            if (items.EndsPhrase(opening - 1) && !(items.Tag(opening - 1) == "CD" && items.PhraseFrom(opening - 1) == opening - 1))
            {
                var found = Extend(items, items.PhraseFrom(opening - 1), opening, 0.9);
                if (items.Tag(opening - 1) == "PRP" && items.Lemma(opening - 1) is "it")
                {
                    return null;
                }

                if (!BeginsClause(items, found.First) && items.Tag(found.First - 1) is not ("RB" or "CC") && !items.EndsPhrase(found.First - 1))
                {
                    // The object of a verb or preposition is no subject; a relative clause may stand around it.
                    return AfterRestriction(items, opening - 1);
                }

                return WithApposition(items, found, opening, end);
            }

            outer = opening;
        }

        return null;
    }

    private static SourceItems WithApposition(SentenceItems items, SourceItems found, int opening, int end)
    {
        var head = found.Head;
        var last = found.End;
        if (items.BeginsPhrase(opening + 1) && items.Tag(opening + 1) != "CD")
        {
            var second = items.Head(opening + 1, items.PhraseTo(opening + 1));
            if (items.Tag(head) is "NN" or "NNS" && items.Tag(second) is "NNP")
            {
                // "the water minister, Ann Holt,"
                head = second;
                last = end;
            }
            else
            {
                // "Ann Holt, the water minister,": the apposition belongs to the source, what follows a further comma does not.
                last = end;
            }
        }

        return found with { Head = head, End = last };
    }

    // The nearest comma to the left that can open what the comma at "closing" closes.
    private static int OpeningComma(SentenceItems items, int closing)
    {
        for (var i = closing - 1; i > 0 && closing - i < LongestInsertion; i--)
        {
            if (items.Tag(i) is not ("," or ":"))
            {
                continue;
            }

            var first = i + 1;
            if (items.EndsPhrase(i - 1) && IsInsertion(items, first, closing))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsInsertion(SentenceItems items, int first, int end)
    {
        if (first >= end)
        {
            return false;
        }

        var tag = items.Tag(first);
        if (tag is "WP" or "WDT" or "WP$" or "WRB" || items.Lemma(first) is "as" or "when" or "while" or "although" or "though")
        {
            return true;
        }

        var hasFinite = false;
        for (var i = first; i < end; i++)
        {
            hasFinite |= items.Tag(i) is "VBZ" or "VBP" or "MD" || (items.Tag(i) == "VBD" && i > first);
            if (items.Tag(i) is "WP" or "WDT" || (tag == "VBG" && i > first && items.Lemma(i) is "because" or "while" or "since" or "although" or "before" or "after" or "as"))
            {
                break;
            }
        }

        return !hasFinite && (items.BeginsPhrase(first) || tag is "VBN" or "VBG" or "VBD" or "IN" or "TO" or "CD" or "JJ" or "RB" or "VB");
    }

    // "two officials who asked not to be named said"
    private static SourceItems? AfterRestriction(SentenceItems items, int at)
    {
        for (var i = at; i > 0 && at - i < LongestInsertion; i--)
        {
            if (items.Tag(i) is "," or ":" or SentenceItems.Quote)
            {
                return null;
            }

            if (i < at && items.Tag(i) is "WP" or "WDT" && items.EndsPhrase(i - 1))
            {
                var found = Extend(items, items.PhraseFrom(i - 1), i, 0.75);
                return found with { End = at + 1 };
            }
        }

        return null;
    }

    // Takes in what belongs to the phrase on its left: "[a spokesman for] the ministry", "[Holt and] Marek", "[a draft seen by] the Post".
    private static SourceItems Extend(SentenceItems items, int first, int end, double confidence)
    {
        var head = items.Head(first, end);
        var joined = new List<int>();
        while (true)
        {
            var (tag, before) = (items.Tag(first - 1), first - 2);
            if (tag is "IN" or "TO" && items.Lemma(first - 1) is not ("that" or "because" or "if" or "while" or "as" or "although" or "since" or "than" or "like")
                && items.EndsPhrase(before) && !items.IsTime(items.PhraseFrom(before), before + 1) && CanTakePreposition(items, before))
            {
                first = items.PhraseFrom(before);
                head = items.Head(first, before + 1);
                joined.Clear();
            }
            else if (tag is "IN" or "TO" && ((items.Lemma(first - 1) is "by" or "with" or "to" && items.Tag(before) is "VBN" or "JJ") || IsInsider(items, before)) && items.EndsPhrase(before - 1))
            {
                first = items.PhraseFrom(before - 1);
                head = items.Head(first, before);
                joined.Clear();
            }
            else if (tag == "CC" && items.Lemma(first - 1) is "and" or "or" && items.EndsPhrase(before)
                && (BeginsClause(items, items.PhraseFrom(before)) || (items.Tag(items.PhraseFrom(before) - 1) == "IN" && items.EndsPhrase(items.PhraseFrom(before) - 2))))
            {
                joined.Insert(0, head);
                first = items.PhraseFrom(before);
                head = items.Head(first, before + 1);
            }
            else
            {
                break;
            }
        }

        return new SourceItems(first, end, head, joined, first, confidence);
    }

    // "In Paris the minister": the phrase before a preposition must itself stand where a subject stands.
    private static bool CanTakePreposition(SentenceItems items, int before)
    {
        var from = items.PhraseFrom(before);
        return items.Tag(from) != "PRP" && (BeginsClause(items, from) || items.Tag(from - 1) is "IN" or "TO" || items.EndsPhrase(from - 1) || items.Tag(from - 1) == "CC");
    }

    private static bool BeginsClause(SentenceItems items, int first) =>
        first == 0 || items.Tag(first - 1) is "WP" or "WDT" or "WRB" or "," or ":" or SentenceItems.Quote or "``" or "''" or "." or "-RRB-" or "SYM"
        || items.Lemma(first - 1) is "that" or "both" or "but" or "because" or "if" or "while" or "as" or "although" or "when" or "whether" or "and" or "after";
}
