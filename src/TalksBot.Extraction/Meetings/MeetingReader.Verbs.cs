using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <content>Meetings told by their verb.</content>
internal sealed partial class MeetingReader
{
    private bool ReadVerb(MeetingDraft draft, int end, List<TimeExpression> times)
    {
        var verb = draft.Trigger.Token;
        var group = phrases.GroupAt(verb);
        var sentence = phrases.SentenceOf(verb);
        var hasDay = times.Count > 0;
        if (IsHypothetical(group.First, sentence.First) || !Settle(draft, group, sentence.First, hasDay))
        {
            return false;
        }

        var subject = phrases.SubjectOf(group);
        draft.IsOfSame = subject is [var same] && IsSame(same);
        draft.Add(draft.IsOfSame ? ResolvedOf(subject[0]) : TakersOf(subject));
        if (draft.IsOfSame && draft.Participants.Count == 0)
        {
            draft.Unresolved.AddRange(TakersOf(subject));
        }

        var isPlural = draft.Participants.Count > 1 || phrases.SubjectOf(group).Any(phrase => phrases.Tag(phrase.Head) is "NNS" or "NNPS" or "PRP" || phrases.Is(phrase.Head, "council", "cabinet", "board", "committee", "parliament", "parties", "delegation", "team", "commission", "group", "coalition", "assembly", "union"));
        var partner = false;
        if (draft.Trigger.Class == "visit" && phrases.Is(verb + 1, "to"))
        {
            // Whose seat it is receives the traveller.
            var seat = phrases.PhraseAt(verb + 2);
            draft.Where = seat is { } goal ? phrases.NameOf(goal) : null;
            if (seat is { } home)
            {
                AddOwner(draft, home);
            }

            partner = draft.Participants.Count > 0 && hasDay;
        }
        else if (draft.Trigger.Class == "visit")
        {
            draft.Where = phrases.PhraseAt(verb + 1) is { } place ? phrases.NameOf(place) : null;
        }
        else if (phrases.PhraseAt(verb + 1) is { } direct && !IsTime(direct) && (phrases.Lemma(verb) is "meet" or "phone" or "telephone" or "receive" or "see" || draft.Trigger.Class == "call"))
        {
            draft.Add(mentions.NamesOf(Coordinated(direct)));
            AddTurns(draft, direct.End, end);
            partner = true;
        }

        for (var i = verb + 1; i < end && i < verb + 8; i++)
        {
            if (phrases.Is(i, "with", "between") && PhraseAfter(i) is { } other && !IsTime(other))
            {
                draft.Add(mentions.NamesOf(Coordinated(other)));
                partner = true;
                break;
            }
        }

        draft.Organiser ??= InviterAfter(verb + 1, end);
        if (phrases.Lemma(verb) == "see" && !(hasDay && draft.Participants.Count > 1 && draft.Participants.TrueForAll(_people.Contains)))
        {
            return false;
        }

        draft.IsFurther = phrases.Is(verb + 1, "again") || phrases.Is(verb + 2, "again");
        draft.IsThere = phrases.Is(verb + 1, "there") || phrases.Is(verb + 2, "there");
        Schedule(draft, times);
        if (draft.IsOfSame && draft.Participants.Count == 0)
        {
            return hasDay || (draft.Unresolved.Count > 0 && draft.Status == MeetingStatus.Planned);
        }

        if (draft.Trigger.Skip > 0 && draft.Trigger.Class == "talks")
        {
            return hasDay;
        }

        // "I have met them" tells of no meeting that could be named.
        if (draft is { Status: MeetingStatus.Held, When: null, Where: null } && phrases.Is(verb - 1, "have", "has", "'ve", "’ve"))
        {
            return false;
        }

        return draft.Participants.Count > 0 && (hasDay || partner || (isPlural && draft.Status == MeetingStatus.Planned))
            && !(draft.Participants.Count < 2 && !hasDay && !isPlural);
    }

    // Status by the verb's form; false where nobody meets.
    private bool Settle(MeetingDraft draft, VerbChain group, int start, bool hasDay)
    {
        var governor = group.IsInfinitive ? Governor(group.First - 1, start) : -1;
        if (governor >= 0)
        {
            var lemma = phrases.Lemma(governor);
            if (MeetingLexicon.Has("refuse", lemma))
            {
                return false;
            }

            if (MeetingLexicon.Has("wish", lemma))
            {
                draft.IsUnconfirmed = true;
                draft.Status = MeetingStatus.Planned;
                return hasDay;
            }

            draft.Status = MeetingLexicon.Has("motion", lemma) && phrases.Tag(governor) is "VBD" or "VBN" ? MeetingStatus.Held : MeetingStatus.Planned;
            return !phrases.GroupAt(governor).IsNegated;
        }

        var isAhead = group.Modal is not null || phrases.Tag(group.Verb) is "VBZ" or "VBP" or "VB" || (phrases.Tag(group.Verb) == "VBG" && phrases.Is(group.First, "is", "are", "'s", "’s", "'re", "’re"));
        draft.Status = isAhead ? MeetingStatus.Planned : MeetingStatus.Held;
        if (group.IsNegated && IsUntil(group.Verb))
        {
            // "will not sit down again until next month"
            draft.Status = MeetingStatus.Planned;
            return hasDay && group.Modal is not null;
        }

        if (group.IsNegated)
        {
            draft.Status = MeetingStatus.Cancelled;
            return hasDay && group.Modal is "will" or "would" or "to";
        }

        if (group.Modal is "may" or "might" or "could" or "can" or "should")
        {
            draft.IsUnconfirmed = true;
            return hasDay;
        }

        return true;
    }
}
