namespace TalksBot.Extraction;

// What stands before the cue and is reported by it.
internal sealed partial class ContentFinder
{
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
            return touches || (items.Tag(candidate.Rest) == ","
                && (IsSplitClause(candidate, edge) || IsSplitSubordinate(candidate, edge)
                    || (items.HasClause(FrontBegin(edge), edge) && !IsSubordinate(FrontBegin(edge)))));
        }

        var first = FrontBegin(edge);
        // "Not so, said Holt": a name after its verb reports whatever stands before it.
        var isNamed = candidate.IsInverted && candidate.Entry.Takes('t') && items.Tag(source.Head) == "NNP";
        return (touches && !IsConnective(edge)) || (isNamed && edge > first) || (items.HasClause(first, edge) && !IsOnlyQuoteFar(edge) && (!IsSubordinate(first) || HasMainClause(first, edge)));
    }

    // "The port, he said, would open": subject before, verb after.
    private bool IsSplitClause(CueCandidate candidate, int edge) =>
        items.Tag(edge) == "," && edge > begin && items.EndsPhrase(edge - 1) && !items.HasClause(FrontBegin(edge), edge)
        && items.Tag(candidate.Rest) == "," && IsFiniteSoon(candidate.Rest + 1) && items.BeginsPhrase(FrontBegin(edge));

    // "If it rains, he said, the port would close": the subordinate clause before, the main clause after.
    private bool IsSplitSubordinate(CueCandidate candidate, int edge)
    {
        var next = candidate.Rest + 1;
        return items.Tag(edge) == "," && edge > begin && items.Tag(candidate.Rest) == "," && items.Tag(candidate.Group.Verb) is "VBD" or "VBZ" or "VBP"
            && IsSubordinate(FrontBegin(edge)) && (HasFinite(FrontBegin(edge), edge) || items.Tag(FrontBegin(edge)) == "VBN") && items.Tag(FrontBegin(edge)) is not "VBG" && items.Lemma(FrontBegin(edge)) != "as" && items.BeginsPhrase(next)
            && (IsFiniteSoon(items.PhraseTo(next)) || items.Tag(items.PhraseTo(next)) == SentenceItems.Quote);
    }

    private bool IsFiniteSoon(int at) => items.IsFinite(at) || (items.Tag(at) == "RB" && items.IsFinite(at + 1));

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
        !(items.Lemma(first) is "until" or "before" or "since" or "after" && items.Lemma(first + 1) is "then" or "now" or "that")
        && items.Lemma(first) is "if" or "when" or "while" or "as" or "after" or "because" or "although" or "though" or "since" or "before" or "once" or "until"
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
}
