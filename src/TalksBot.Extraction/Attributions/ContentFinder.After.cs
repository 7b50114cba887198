using TalksBot.Domain;

namespace TalksBot.Extraction;

// Where content after the cue begins.
internal sealed partial class ContentFinder
{
    private int StartAfter(CueCandidate candidate)
    {
        var draft = candidate.Draft;
        if (candidate.FixedContent >= 0)
        {
            return candidate.FixedContent < items.Count && items.Tag(candidate.FixedContent) is not ("." or "," or ":" or "CC" or "''") ? candidate.FixedContent : -1;
        }

        var entry = candidate.Entry;
        var at = SkipTimes(candidate.After);
        if (candidate.IsInverted)
        {
            return AfterInverted(at);
        }

        at = TakeAddressee(candidate, at);
        at = SkipTimes(at);
        if (entry.Lemma == "go" && items.Tag(at) is not ",")
        {
            // "went on about it"
            return -1;
        }

        if (entry.Frames.Length == 0 && entry.Prepositions.Length == 0)
        {
            return -1;
        }

        if (ResumesBehind(candidate, at) is var resumed and >= 0)
        {
            candidate.Rest = resumed;
            return resumed + 1;
        }

        if (items.Lemma(at) == "in" && items.Lemma(at + 1) == "principle")
        {
            at += 2;
        }

        var isObject = (entry.Takes('n') || entry.Takes('o')) && items.BeginsPhrase(at) && !items.IsFinite(items.PhraseTo(at));
        if (isObject || (items.Tag(at) is "IN" or "TO" && entry.Prepositions.Contains(items.Lemma(at)) && items.Tag(at + 1) is not ("VB" or "RB")))
        {
            return ByFrame(candidate, at);
        }

        var isFiniteClause = false;
        for (var i = at; i < items.Count && i < at + LongestAdjunct; i++)
        {
            var (tag, lemma) = (items.Tag(i), items.Lemma(i));
            if (lemma == "that" && tag is "IN" or "WDT" or "DT" && IsComplementizer(i, at))
            {
                // "repeated the claim that": the noun's own clause.
                if (i > at && items.PhraseTo(at) == i && items.PhraseFrom(at) == at && CueLexicon.Noun(items.Lemma(i - 1)) is not null)
                {
                    return entry.Takes('t') ? at : -1;
                }

                return entry.Takes('t') || entry.Takes('a') || entry.Takes('n') ? i + 1 : -1;
            }

            if (tag == ":" && items.Text.Tokens.Form(items[i].Tokens.First)[0] == ':')
            {
                return i + 1 < items.Count && (items.HasClause(i + 1, items.Count) || entry.Takes('t')) ? i + 1 : -1;
            }

            if (tag == SentenceItems.Quote)
            {
                return entry.Frames.Length == 0 ? -1 : entry.Takes('o') || entry.Takes('n') || (entry.Takes('i') && items.Tag(at) == "TO") || (i > at && !IsAdjunct(at, i)) ? at : i;
            }

            if (tag is "," && !ThatFollows(i))
            {
                if (IsBeforeAs(candidate) && i == candidate.After)
                {
                    return i + 1;
                }

                if (QuotationAfter(i) is var quotation and >= 0 && entry.Takes('f'))
                {
                    return quotation;
                }

                if (i == candidate.After && i + 1 < items.Count)
                {
                    return ContinuesAfterComma(candidate, i + 1);
                }

                isFiniteClause = IsInterruptedClause(at, i);

                break;
            }

            if (tag is "." or "''" or "CC" && i == at)
            {
                break;
            }

            if (items.IsFinite(i) && !IsRelative(at, i))
            {
                isFiniteClause = i > at || candidate.Relative.Count > 0;
                break;
            }
        }

        if (isFiniteClause && entry.Takes('t') && (candidate.Relative.Count > 0 || items.BeginsPhrase(at) || items.Tag(at) is "EX" or "IN" or "DT" or "RB" or "CD" or "VBG" or "WP" or "WRB" or "JJ"))
        {
            return at;
        }

        return ByFrame(candidate, at);
    }

    // "The pier, she told the radio, would close"; "He would sign, she wrote in a note, only if they paid": the comma behind which it goes on, or -1.
    private int ResumesBehind(CueCandidate candidate, int at)
    {
        var source = candidate.Draft.Source!;
        var comma = CommaSoon(at);
        if (comma <= candidate.After || !candidate.Entry.Takes('f') || candidate.IsSilence || candidate.Group.IsParticiple || source.IsAntecedent || source.IsEllipted)
        {
            return -1;
        }

        var edge = Edge(candidate);
        if (edge <= begin || items.Tag(edge) != ",")
        {
            return -1;
        }

        candidate.Rest = comma;
        var goesOn = IsSplitClause(candidate, edge) || IsSplitSubordinate(candidate, edge)
            || (IsCondition(comma + 1) && items.HasClause(FrontBegin(edge), edge) && !IsSubordinate(FrontBegin(edge)));
        candidate.Rest = candidate.After;
        return goesOn ? comma : -1;
    }

    private int CommaSoon(int at)
    {
        for (var i = at; i < items.Count && i < at + LongestAdjunct / 2; i++)
        {
            if (items.Tag(i) == ",")
            {
                return i;
            }

            if (items.IsFinite(i) || items.Tag(i) is SentenceItems.Quote or ":" or "." or "WP" or "WDT" || items.Lemma(i) is "that")
            {
                return -1;
            }
        }

        return -1;
    }

    // What sets a condition belongs to what is reported: the narrator sets none.
    private bool IsCondition(int at) => items.Lemma(at) is "if" or "unless" or "provided" or "provide" or "providing"
        || (items.Lemma(at) == "only" && items.Lemma(at + 1) is "if" or "when" or "after" or "once")
        || (items.Lemma(at) == "on" && items.Lemma(at + 1) == "condition") || (items.Lemma(at) == "on" && items.Lemma(at + 2) == "condition");

    // "The study, to be run by others, was worth it": a clause whose subject carries an insertion.
    private bool IsInterruptedClause(int at, int comma)
    {
        if (!items.BeginsPhrase(at) || items.PhraseTo(at) != comma)
        {
            return false;
        }

        for (var i = comma + 1; i < items.Count && i < comma + LongestAdjunct; i++)
        {
            if (items.Tag(i) == ",")
            {
                return IsFiniteSoon(i + 1);
            }

            if (items.IsFinite(i) && items.Tag(comma + 1) is not ("WDT" or "WP"))
            {
                return false;
            }
        }

        return false;
    }

    // "As Holt said, the port is closed."
    private bool IsBeforeAs(CueCandidate candidate) =>
        candidate.Draft.Source!.Left == begin + 1 && items.Lemma(begin) == "as" && candidate.Entry.Takes('t');

    // "said on the radio, in a hoarse voice, “We will go.”"
    private int QuotationAfter(int comma)
    {
        for (var i = comma + 1; i < items.Count && !items.IsFinite(i); i++)
        {
            if (items.Tag(i) == SentenceItems.Quote)
            {
                return items.Tag(i - 1) is "," or ":" ? i : -1;
            }
        }

        return -1;
    }

    private int ByFrame(CueCandidate candidate, int at)
    {
        var (entry, tag, lemma) = (candidate.Entry, items.Tag(at), items.Lemma(at));
        if (tag is "WP" or "WRB" or "WDT" || lemma is "whether" or "if" or "how" or "why")
        {
            return entry.Takes('w') || entry.Takes('t') ? at : -1;
        }

        if (tag == "TO" || (lemma == "not" && items.Tag(at + 1) == "TO"))
        {
            if (entry.Prepositions.Contains("to") && items.BeginsPhrase(at + 1))
            {
                return at + 1;
            }

            return entry.Takes('i') ? at : -1;
        }

        if (tag is "IN" or "RP" && entry.Prepositions.Contains(lemma))
        {
            if (lemma is "for" or "on" && entry.Class is CueClass.Said or CueClass.Asked)
            {
                candidate.Draft.Class = CueClass.Demanded;
            }

            return at + 1;
        }

        if (tag == "VBG" && entry.Takes('g') && items.PhraseFrom(at) < 0)
        {
            return at;
        }

        return (entry.Takes('n') || entry.Takes('o')) && (items.BeginsPhrase(at) || items.Tag(at) is SentenceItems.Quote || lemma is "that" or "this") ? at : -1;
    }

    private int SkipTimes(int at)
    {
        while (at < items.Count)
        {
            if (items.BeginsPhrase(at) && items.IsTime(at, items.PhraseTo(at)) && items.Tag(at) is not "PRP" && !items.IsFinite(items.PhraseTo(at)))
            {
                at = items.PhraseTo(at);
            }
            else if (items.Tag(at) == "IN" && items.BeginsPhrase(at + 1) && items.IsTime(at + 1, items.PhraseTo(at + 1)) && items.Lemma(at) is "on" or "in" or "at" or "during" or "late" or "early")
            {
                at = items.PhraseTo(at + 1);
            }
            else if (items.Tag(at) is "RB" && items.Lemma(at) is "instead" or "earlier" or "later" or "early" or "late" or "bluntly" or "simply" or "publicly" or "again" or "recently" or "flatly" or "also" or "only"
                && items.PhraseFrom(at) < 0)
            {
                at++;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    private int TakeAddressee(CueCandidate candidate, int at)
    {
        if (candidate.Entry.Takes('a') && items.BeginsPhrase(at) && candidate.Draft.Addressee.Count == 0)
        {
            var end = items.PhraseTo(at);
            if (!(items.IsFinite(end) && candidate.Entry.Lemma is "ask" or "warn"))
            {
                // "told Ann Roe of Harbour Radio"
                if (end - at > 1 && items.Tag(end - 1) == "NNP" && items.Lemma(end) == "of" && items.Tag(end + 1) == "NNP" && items.BeginsPhrase(end + 1))
                {
                    end = items.PhraseTo(end + 1);
                }

                candidate.Draft.Addressee = new IndexRange(at, end);
                return end;
            }
        }

        if (items.Lemma(at) is "to" && items.BeginsPhrase(at + 1) && candidate.Entry.Class == CueClass.Said && candidate.Entry.Prepositions.Length == 0)
        {
            var end = items.PhraseTo(at + 1);
            candidate.Draft.Addressee = new IndexRange(at + 1, end);
            return end;
        }

        return at;
    }

    // ‘A,’ said Holt; ‘B.’  ‘A,’ said Holt, ‘B.’  Said Holt: ‘A.’
    private int AfterInverted(int at)
    {
        for (var i = at; i < items.Count && !items.IsFinite(i); i++)
        {
            if (items.Tag(i) == SentenceItems.Quote)
            {
                return items.Tag(i - 1) is "," or ":" ? i : -1;
            }
        }

        return -1;
    }

    // What follows "he said," directly.
    private int ContinuesAfterComma(CueCandidate candidate, int next)
    {
        if (items.Tag(next) == SentenceItems.Quote)
        {
            return next;
        }

        var edge = Edge(candidate);
        if (IsSplitClause(candidate, edge))
        {
            return next;
        }

        if (IsSplitSubordinate(candidate, edge) && candidate.Entry.Takes('f'))
        {
            return next;
        }

        // "The cranes “rest,” she said, and would run again": what might be is still told by her.
        if (edge >= begin && items.Tag(edge) is "," or SentenceItems.Quote && items.Tag(next) == "CC" && items.Tag(next + 1) == "MD" && candidate.Entry.Takes('t'))
        {
            return next + 1;
        }

        if (edge > begin && items.Tag(edge) == SentenceItems.Quote && HasFinite(begin, edge) && IsCondition(next))
        {
            return next;
        }

        var isInMiddle = edge > begin && items.Tag(edge) == "," && candidate.Entry.Takes('f') && items.HasClause(begin, edge) && !IsSubordinate(FrontBegin(edge));
        if (!isInMiddle || items.Tag(next) is "VBG" or "WP" or "WDT" or "CC" or "WRB")
        {
            for (var i = next; i < items.Count && items.Tag(i) is not ("," or "CC"); i++)
            {
                if (items.Tag(i) == SentenceItems.Quote)
                {
                    return i;
                }
            }

            return -1;
        }

        return next;
    }

    private bool IsComplementizer(int that, int from)
    {
        if (that + 1 >= items.Count || items.Tag(that + 1) is "." or ",")
        {
            return items.Tag(that + 1) == "," && items.Tag(that) == "IN";
        }

        // "told reporters in the town that they left": not the relative pronoun of a noun in between.
        return items.Tag(that) != "WDT" || that == from || !items.IsFinite(that + 1) || items.IsTime(items.PhraseFrom(that - 1), that);
    }

    // A relative clause within an adjunct does not make a clause of it.
    private bool IsRelative(int from, int finite)
    {
        for (var i = finite - 1; i > from && i > finite - 4; i--)
        {
            if (items.Tag(i) is "WP" or "WDT")
            {
                return true;
            }
        }

        return false;
    }

    private bool ThatFollows(int comma)
    {
        for (var i = comma + 1; i < items.Count && i <= comma + 16 && !items.IsFinite(i); i++)
        {
            if (items.Lemma(i) == "that" && items.Tag(i) == "IN")
            {
                return true;
            }
        }

        return false;
    }

    private bool IsAdjunct(int first, int end)
    {
        if (items.Tag(first) is not ("IN" or "RB" or "TO") && !items.IsTime(items.PhraseFrom(first), items.PhraseTo(first)) && items.Tag(first) != "VBG")
        {
            return false;
        }

        for (var i = first; i < end; i++)
        {
            if (items.IsFinite(i))
            {
                return false;
            }
        }

        return items.Tag(end - 1) is not ("IN" or "TO" or "DT");
    }
}
