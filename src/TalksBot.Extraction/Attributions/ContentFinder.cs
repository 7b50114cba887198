using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Finds what each cue of a sentence reports.</summary>
internal sealed class ContentFinder(SentenceItems items, List<CueCandidate> candidates, int begin)
{
    private const int LongestAdjunct = 30;

    /// <summary>Fills in content and addressee; drops the candidates that report nothing.</summary>
    /// <returns>The drafts that remain, in reading order.</returns>
    public List<Draft> Find()
    {
        var starts = new int[candidates.Count];
        for (var i = 0; i < candidates.Count; i++)
        {
            starts[i] = StartAfter(candidates[i]);
        }

        var drafts = new List<Draft>();
        for (var i = 0; i < candidates.Count; i++)
        {
            if (Fill(i, starts))
            {
                drafts.Add(candidates[i].Draft);
            }
        }

        var unasserted = drafts.Where(draft => IsUnasserted(draft, drafts)).ToHashSet();
        drafts.RemoveAll(unasserted.Contains);
        return drafts;
    }

    // "called for steps to ensure that Holt accepts the plan": nobody asserts it, unless it is just what a cue reports.
    private bool IsUnasserted(Draft draft, List<Draft> drafts)
    {
        var left = draft.Source!.Left - 1;
        return !draft.Source.IsEllipted && items.Lemma(left) == "that" && items.Tag(left) == "IN" && items.Tag(draft.Content.Count > 0 ? draft.Content[0].First - 1 : left) is not ","
            && !drafts.Exists(other => other != draft && other.Content.Exists(range => range.First <= left + 1 && range.First >= left && range.Contains(draft.Cue.First)));
    }

    private bool Fill(int index, int[] starts)
    {
        var candidate = candidates[index];
        var draft = candidate.Draft;
        var start = starts[index];
        var isFronted = CanBeFronted(candidate, start);
        if (start >= 0)
        {
            var end = EndOf(index, start, starts);
            if (isFronted)
            {
                AddFront(candidate, draft);
                isFronted = false;
            }

            if (candidate.Relative.Count > 0)
            {
                draft.Content.Add(candidate.Relative);
            }

            Add(draft, start, end);
        }
        else if (isFronted)
        {
            AddFront(candidate, draft);
        }

        if (draft.Content.Count == 0)
        {
            return candidate.IsSilence;
        }

        // A thing for a subject and a bare object may be no speech at all: "the day offered a contrast".
        if (items.Tag(draft.Source!.Head) is "NN" or "NNS" && !candidate.Entry.Takes('t') && !candidate.IsSilence)
        {
            draft.Confidence *= 0.8;
        }

        return true;
    }

    private void Add(Draft draft, int start, int end)
    {
        while (end > start && items.Tag(end - 1) is "," or "." or ":" or "CC" && items[end - 1].Quotation < 0)
        {
            end--;
        }

        while (start < end && items.Tag(start) is "," or ":" or ".")
        {
            start++;
        }

        if (end > start)
        {
            draft.Content.Add(new IndexRange(start, end));
        }
    }

    // ---- what stands before the cue

    private bool CanBeFronted(CueCandidate candidate, int start)
    {
        var source = candidate.Draft.Source!;
        if (candidate.IsSilence || source.IsAntecedent || source.IsEllipted || !candidate.Entry.Takes('f') || candidate.Group.IsNegated)
        {
            return false;
        }

        var edge = Edge(candidate);
        if (edge < begin || items.Tag(edge) is not ("," or SentenceItems.Quote or "''" or ":" or "."))
        {
            return false;
        }

        var touches = items.Tag(edge) == SentenceItems.Quote;
        if (start >= 0)
        {
            // “A,” he said, “B.”  and  A, he said, after B.
            return touches || (items.Tag(candidate.After) == ","
                && (IsSplitClause(candidate, edge) || (items.HasClause(FrontBegin(edge), edge) && !IsSubordinate(FrontBegin(edge)))));
        }

        var first = FrontBegin(edge);
        return (touches && !IsConnective(edge)) || (items.HasClause(first, edge) && !IsOnlyQuoteFar(edge) && (!IsSubordinate(first) || HasMainClause(first, edge)));
    }

    // "The port, he said, would open": subject before, verb after.
    private bool IsSplitClause(CueCandidate candidate, int edge) =>
        items.Tag(edge) == "," && edge > begin && items.EndsPhrase(edge - 1) && !items.HasClause(FrontBegin(edge), edge)
        && items.Tag(candidate.After) == "," && items.IsFinite(candidate.After + 1) && items.BeginsPhrase(FrontBegin(edge));

    private bool IsConnective(int edge) => edge == begin && items[edge].Tokens.Count <= 1;

    // `Asked about “the plan”, Holt left`: not a report.
    private bool IsOnlyQuoteFar(int edge) => items.Tag(FrontBegin(edge)) is "VBN" or "VBG" && !HasFinite(FrontBegin(edge), edge);

    private bool HasFinite(int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (items.IsFinite(i))
            {
                return true;
            }
        }

        return false;
    }

    // "If it rains, the port will close, Holt said": after the subordinate clause stands another.
    private bool HasMainClause(int first, int edge)
    {
        for (var i = first; i < edge; i++)
        {
            if (items.Tag(i) == "," && HasFinite(i + 1, edge))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsSubordinate(int first) =>
        items.Lemma(first) is "if" or "when" or "while" or "as" or "after" or "because" or "although" or "though" or "since" or "before" or "once" or "until"
        || items.Tag(first) is "VBN" or "VBG";

    // The mark between what is reported and the reporting clause.
    private int Edge(CueCandidate candidate)
    {
        var edge = (candidate.IsInverted ? candidate.Group.First : candidate.Draft.Source!.Left) - 1;
        return items.Lemma(edge) == "as" && items.Tag(edge - 1) == "," ? edge - 1 : edge;
    }

    private int FrontBegin(int edge)
    {
        var first = begin;
        for (var i = edge - 1; i >= begin; i--)
        {
            if (items.Tag(i) == ":" && items.Text.Tokens.Form(items[i].Tokens.First)[0] == ';')
            {
                first = i + 1;
                break;
            }
        }

        while (first < edge && items.Tag(first) is "CC" or "," or ":" or "''" or "``" && items[first].Quotation < 0)
        {
            first++;
        }

        return first;
    }

    private void AddFront(CueCandidate candidate, Draft draft)
    {
        var edge = Edge(candidate);
        var end = items.Tag(edge) == SentenceItems.Quote ? edge + 1 : edge;
        var first = FrontBegin(edge);
        // What an earlier clause of the sentence reports is not reported again, except where it lies inside.
        foreach (var other in candidates)
        {
            if (other.Draft != draft && other.IsSibling && other.Group.Verb < edge && other.Draft.Content.Count > 0 && items.Tag(edge) == SentenceItems.Quote
                && other.Draft.Content[^1].End <= edge)
            {
                first = Math.Max(first, edge);
            }
        }

        // "He smiled. “No,” ..." in one sentence: before quotation marks only what runs into them belongs to the report.
        Add(draft, first, end);
    }

    // ---- what stands after the cue

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
        if (entry.Frames.Length == 0 && entry.Prepositions.Length == 0)
        {
            return -1;
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
                return entry.Frames.Length == 0 ? -1 : entry.Takes('o') || entry.Takes('n') || (i > at && !IsAdjunct(at, i)) ? at : i;
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
            else if (items.Tag(at) is "RB" && items.Lemma(at) is "earlier" or "later" or "early" or "late" or "bluntly" or "simply" or "publicly" or "again" or "recently" or "flatly" or "also" or "only"
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

    // ---- where content ends

    private int EndOf(int index, int start, int[] starts)
    {
        for (var i = start; i < items.Count; i++)
        {
            if (items.Tag(i) == "," && items.Lemma(i + 1) == "according" && items.Lemma(i + 2) == "to")
            {
                return i;
            }
        }

        if (candidates[index].Draft.Source is { IsAntecedent: true } && candidates[index].IsInsertedRelative)
        {
            for (var i = start; i < items.Count; i++)
            {
                if (items.Tag(i) == "," && (items.IsFinite(i + 1) || (items.Tag(i + 1) == "RB" && items.IsFinite(i + 2))))
                {
                    return i;
                }
            }
        }

        // "While Holt called it late, the others stayed": the clause ends with the comma.
        if (items.Lemma(candidates[index].Draft.Source!.Left - 1) is "while" or "although" or "though" or "after" or "when" or "before" or "because" or "since"
            && !HasFinite(begin, candidates[index].Draft.Source!.Left))
        {
            for (var i = start; i < items.Count; i++)
            {
                if (items.Tag(i) == ",")
                {
                    return i;
                }
            }
        }

        for (var other = 0; other < candidates.Count; other++)
        {
            var next = candidates[other];
            if (other == index || next.Start <= start || !next.IsSibling || next.Group.Verb < start)
            {
                continue;
            }

            var isJoined = next.Draft.Source!.IsEllipted || items.Tag(next.Start) is "CC" or ":" || IsCommaAndConjunction(next.Start)
                || CanBeFronted(next, starts[other]) || next.Relative.Count > 0;
            if (isJoined && !IsWithin(next, start))
            {
                return next.Start;
            }
        }

        return items.Count;
    }

    private bool IsCommaAndConjunction(int at) =>
        items.Tag(at) == "," && (items.Tag(at + 1) == "CC" || items.Lemma(at + 1) is "although" or "though" or "while" or "whereas");

    // "said that Holt left and added nothing": the left-out subject is inside the content.
    private static bool IsWithin(CueCandidate next, int start) =>
        next.Draft.Source is { IsEllipted: true } source && source.First >= start && next.Group.IsParticiple;
}
