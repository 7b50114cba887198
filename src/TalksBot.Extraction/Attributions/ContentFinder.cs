namespace TalksBot.Extraction;

/// <summary>Finds what each cue of a sentence reports.</summary>
internal sealed partial class ContentFinder(SentenceItems items, List<CueCandidate> candidates, int begin)
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
        if (candidate.Entry is { Lemma: "go" } && items.Tag(draft.Source!.Head) is not ("NNP" or "PRP"))
        {
            // "the talks went on"
            return false;
        }

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
}
