using TalksBot.Domain;

namespace TalksBot.Extraction;

// Where content after the cue ends.
internal sealed partial class ContentFinder
{
    private int EndOf(int index, int start, int[] starts)
    {
        for (var i = start; i < items.Count; i++)
        {
            if (items.Tag(i) == "," && items.Lemma(i + 1) == "according" && items.Lemma(i + 2) == "to")
            {
                return i;
            }
        }

        // "accepted the plan; the other side turned it down": behind the mark somebody else acts.
        if (candidates[index].Entry.Class != CueClass.Said && !candidates[index].IsSilence && items.BeginsPhrase(start))
        {
            for (var i = start; i < items.Count && !items.IsFinite(i); i++)
            {
                if (items.Tag(i) == ":" && items.Text.Tokens.Form(items[i].Tokens.First)[0] == ';' && items.BeginsPhrase(i + 1) && items.IsFinite(items.PhraseTo(i + 1)))
                {
                    return i;
                }
            }
        }

        if ((candidates[index].Draft.Source is { IsAntecedent: true } && candidates[index].IsInsertedRelative) || candidates[index].Relative.Count > 0)
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
