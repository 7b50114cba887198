using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Reads what one sentence tells of a meeting around its trigger.</summary>
internal sealed partial class MeetingReader(Document document, SentencePhrases phrases, MentionIndex mentions, MeetingDetails details)
{
    private readonly TaggedText _text = document.Text;
    private readonly HashSet<string> _people =
        [.. document.Actors.Actors.Where(actor => actor.Actor.Kind == ActorKind.Person).Select(actor => actor.Actor.Name)];

    /// <summary>The draft of the trigger, or null where the sentence tells of no meeting.</summary>
    /// <param name="trigger">The words that tell of it.</param>
    /// <param name="from">First token that belongs to it: the end of the trigger before, else the start of the sentence.</param>
    /// <param name="end">First token of the next trigger, else the end of the sentence.</param>
    /// <param name="times">Calendar times of the zone that are not the time of a statement.</param>
    public MeetingDraft? Read(MeetingTrigger trigger, int from, int end, List<TimeExpression> times)
    {
        var sentence = _text.Tokens.SentenceOf(trigger.Token);
        var draft = new MeetingDraft { Trigger = trigger, Sentence = sentence };
        draft.Sentences.Add(sentence);
        var isMeeting = trigger.Phrase is { } phrase ? ReadNoun(draft, phrase, from, end, times) : ReadVerb(draft, end, times);
        if (!isMeeting)
        {
            return null;
        }

        details.Fill(draft, from, end);
        if (draft.When is { } when && when.TryGetDays(out var first, out var last) && draft.Status is MeetingStatus.Planned && last < document.PublishedOn)
        {
            draft.Status = MeetingStatus.Held;
        }
        else if (draft.Status == MeetingStatus.Held && draft.When is { } later && later.TryGetDays(out first, out _) && first > document.PublishedOn)
        {
            draft.Status = MeetingStatus.Planned;
        }

        return draft;
    }

    private bool ReadNoun(MeetingDraft draft, NounPhrase phrase, int from, int end, List<TimeExpression> times)
    {
        var sentence = phrases.SentenceOf(phrase.Head);
        draft.IsDefinite = phrases.Is(phrase.First, "the", "this", "that", "these", "those", "its", "their");
        draft.IsFurther = Has(phrase, "second", "third", "next", "another", "further", "new", "follow-up", "fourth", "final");
        if (IsHypothetical(phrase.First, sentence.First))
        {
            return false;
        }

        foreach (var inside in mentions.StartingIn(_text.Tokens.SpanOf(new IndexRange(phrase.First, draft.Trigger.End))))
        {
            if (inside.Kind != MentionKind.Pronoun && !inside.Span.Contains(_text.Tokens.Tokens[phrase.Head].Span) && !inside.Span.Contains(_text.Tokens.Tokens[draft.Trigger.End - 1].Span))
            {
                draft.Add(inside.Actors.IsEmpty ? [inside.Span.Slice(_text.Text)] : inside.Actors);
            }
        }

        if (draft.Participants.Count == 0)
        {
            AddOwner(draft, phrase);
        }

        for (var i = draft.Trigger.End; i < end && i < draft.Trigger.End + 7; i++)
        {
            if (phrases.Is(i, "with", "between", "of", "among", "by") && PhraseAfter(i) is { } who && !IsTime(who)
                && (i == draft.Trigger.End || !phrases.Is(i, "of", "by")) && (mentions.Of(who) is { Actors.IsEmpty: false } || phrases.Tag(who.Head) is "NNS" or "NNP" or "NNPS" || phrases.Is(who.Head, "board", "council", "cabinet", "committee", "commission", "panel", "parliament", "government", "union", "party", "assembly")))
            {
                draft.Add(mentions.NamesOf(Coordinated(who)));
            }
        }

        if (draft.Trigger.Class == "visit" && phrases.Is(draft.Trigger.End, "to") && phrases.PhraseAt(draft.Trigger.End + 1) is { } goal && phrases.Tag(goal.Head) is "NNP" or "NNPS")
        {
            draft.Where = phrases.NameOf(goal);
        }

        AddThoseOf(draft, end);
        draft.Organiser ??= InviterAfter(draft.Trigger.End, end);
        var holder = HolderOf(phrase, sentence.First);
        var told = details.ReadFate(draft, holder, from, end, times);
        if (holder >= 0)
        {
            var group = phrases.GroupAt(holder);
            var lemma = phrases.Lemma(holder);
            if (draft.Status is MeetingStatus.Cancelled or MeetingStatus.Postponed && (draft.Trigger.Class == "visit" || phrases.Tag(phrase.First) == "PRP$" || phrases.Is(draft.Trigger.End, "with")))
            {
                // "Kaal called off the meeting with Brandt", "put off her visit"
                Prepend(draft, mentions.NamesOf(phrases.SubjectOf(group)));
            }

            var isHost = MeetingLexicon.Has("host", lemma) || (lemma == "call" && phrases.Is(phrase.First, "a", "an", "another"));
            if (MeetingLexicon.Has("light", lemma) || isHost)
            {
                var subject = mentions.NamesOf(phrases.SubjectOf(group));
                if (isHost)
                {
                    draft.Organiser = subject.FirstOrDefault();
                }
                else
                {
                    Prepend(draft, subject);
                }

                if (!told && !Settle(draft, group, sentence.First, times.Count > 0))
                {
                    return false;
                }

                told = true;
                if (lemma is "begin" or "start" or "open" && draft.Status == MeetingStatus.Held && !times.Any(time => time.Value.IsDay))
                {
                    return false;
                }
            }
        }
        else if (phrase.First > sentence.First && phrases.Is(phrase.First - 1, "during", "at", "after", "in", "following"))
        {
            if (phrases.Is(phrase.First - 1, "in") && draft.Trigger.Class is "call" or "video" or "meeting")
            {
                AddActing(draft, phrase.First - 2, sentence.First);
            }

            AddReceived(draft, phrase.First - 1, sentence.First);
            if (draft.Participants.Count == 0)
            {
                AddAround(draft, phrase, sentence);
            }
        }
        else if (draft.Participants.Count == 0 && IsLengthOf(phrase, sentence.First))
        {
            AddAround(draft, phrase, sentence);
        }

        AddAbsent(draft, sentence.End);
        draft.DaysFromOther = OtherDay(draft.Trigger.End, sentence.End);

        for (var i = draft.Trigger.End; i < Math.Min(end, draft.Trigger.End + 3); i++)
        {
            if (phrases.Is(i, "organized", "organised", "hosted", "convened", "chaired", "mediated", "brokered") && phrases.Is(i + 1, "by") && phrases.PhraseAt(i + 2) is { } host)
            {
                draft.Organiser = mentions.NamesOf(host).FirstOrDefault();
            }
        }

        if (!told && times.Count > 0 && draft.Previously is null)
        {
            Schedule(draft, times);
            draft.Status = (draft.When is { } when && when.TryGetDays(out var first, out _) && first > document.PublishedOn) || IsToBe(phrase) ? MeetingStatus.Planned : MeetingStatus.Held;
        }
        else if (draft.When is null && draft.Status is MeetingStatus.Planned or MeetingStatus.Held)
        {
            Schedule(draft, times);
        }

        // "this year … through the gathering" dates nothing; "their third session this month" tells again of the one just told.
        if (draft.Participants.Count == 0 && !told && draft.When is { Value.Length: 4 })
        {
            return false;
        }

        if (!told && phrases.Is(phrase.First - 1, ",") && phrases.Tag(phrase.First) == "PRP$" && !times.Any(time => time.Value.IsDay))
        {
            return false;
        }

        // "his party would leave the talks": no meeting, only whether somebody is in it.
        if (holder >= 0 && times.Count == 0 && phrases.Lemma(holder) is "leave" or "enter" or "join")
        {
            return false;
        }

        return times.Count > 0 || (told && (draft.Status is not MeetingStatus.Held || draft.Participants.Count > 1))
            || (details.DeniesDate(sentence) && phrase.First > sentence.First);
    }

    private static void Prepend(MeetingDraft draft, ImmutableArray<string> names)
    {
        var held = draft.Participants.ToArray();
        draft.Participants.Clear();
        draft.Add(names);
        draft.Add(held);
    }

    // "The pilots' phone call": the owner takes part.
    private void AddOwner(MeetingDraft draft, NounPhrase phrase)
    {
        for (var i = phrase.First; i < phrase.Head; i++)
        {
            if (phrases.Tag(i + 1) == "POS" && phrases.Tag(i) is ['N', ..] && TimeLexicon.Find(_text.Tokens.Form(i)) is null)
            {
                draft.Add(mentions.NamesOf(new NounPhrase(phrase.First, i + 1)));
            }
        }
    }

    // "… during a summit, thirty leaders decided": the clause's subject takes part; "in a call with her": so does its speaker.
    private void AddAround(MeetingDraft draft, NounPhrase phrase, IndexRange sentence)
    {
        for (var i = phrase.Head + 1; i < sentence.End; i++)
        {
            if (phrases.IsFinite(i) && phrases.Lemma(i) is not ("say" or "tell" or "be" or "have"))
            {
                draft.Add(mentions.NamesOf(phrases.SubjectOf(phrases.GroupAt(i)).Where(who => who.Head != phrase.Head)));
                break;
            }
        }
    }

    // The verb whose object the phrase is, or -1: "hold a video conference".
    private int HolderOf(NounPhrase phrase, int start)
    {
        for (var i = phrase.First - 1; i >= start && i >= phrase.First - 4; i--)
        {
            if (phrases.IsVerb(i) && phrases.Tag(i) != "MD")
            {
                return i;
            }

            if (phrases.Tag(i) is not ("RB" or "RP" or "IN" or "DT" or "JJ" or "CD") || phrases.Is(i, "of", "in", "at", "with", "after", "during", "before", "by", "from", "ahead"))
            {
                return -1;
            }
        }

        return -1;
    }

    private int Governor(int from, int start)
    {
        for (var i = from; i >= start && i >= from - 4; i--)
        {
            if (phrases.IsVerb(i) || MeetingLexicon.Has("wish", phrases.Lemma(i)) || MeetingLexicon.Has("refuse", phrases.Lemma(i)))
            {
                return i;
            }
        }

        return -1;
    }

    private bool IsHypothetical(int at, int start)
    {
        for (var i = at - 1; i >= start && i >= at - 10; i--)
        {
            if (phrases.Is(i, "if", "whether", "unless"))
            {
                return true;
            }

            if (phrases.Is(i, ","))
            {
                return false;
            }
        }

        return false;
    }

    private void Schedule(MeetingDraft draft, List<TimeExpression> times)
    {
        var at = _text.Tokens.Tokens[draft.Trigger.Token].Span;
        times = InClause(draft.Trigger, times);
        var best = times.OrderBy(time => time.Value.IsDay ? 0 : time.Value.Value.Length == 4 ? 2 : 1)
            .ThenBy(time => time.Span.Start >= at.Start ? time.Span.Start - at.Start : (at.Start - time.Span.Start) * 2);
        if (times.Count > 0)
        {
            draft.When = WithNextDay(best.First(), times);
        }
    }

    // "on 4 and 5 December"
    private TimeValue WithNextDay(TimeExpression time, List<TimeExpression> times)
    {
        foreach (var (first, second) in times.Zip(times.Skip(1)))
        {
            if ((first == time || second == time) && first.Type == TimeType.Date && second.Type == TimeType.Date && phrases.Is(_text.Tokens.TokenAt(first.Span.End), "and")
                && _text.Tokens.TokenAt(second.Span.Start) - _text.Tokens.TokenAt(first.Span.End - 1) <= 3 && first.Value.IsDay && second.Value.IsDay
                && first.Value.TryGetDays(out var from, out _) && second.Value.TryGetDays(out var to, out _) && to == from.AddDays(1))
            {
                return new TimeValue($"{TimeValue.Of(from)}/{TimeValue.Of(to)}");
            }
        }

        return time.Value;
    }

    // Times of the trigger's own clause go before those of an "if" clause in front or of a clause that "and" begins.
    private List<TimeExpression> InClause(MeetingTrigger trigger, List<TimeExpression> times)
    {
        if (times.Count < 2)
        {
            return times;
        }

        var sentence = phrases.SentenceOf(trigger.Token);
        var (first, end) = (sentence.First, sentence.End);
        if (phrases.Is(first, "If", "Unless"))
        {
            for (var i = first; i < trigger.Token; i++)
            {
                first = phrases.Is(i, ",") ? i : first;
            }
        }

        for (var i = trigger.End; i < sentence.End - 2; i++)
        {
            if (phrases.Is(i, ",", ";") && phrases.Is(i + 1, "and", "but", "while") && phrases.PhraseAt(i + 2) is { } subject && subject.End < sentence.End && phrases.IsVerb(subject.End))
            {
                end = i;
                break;
            }
        }

        var zone = _text.Tokens.SpanOf(new IndexRange(first, end));
        var own = times.Where(time => time.Span.Start >= zone.Start && time.Span.Start < zone.End).ToList();
        return own.Count > 0 ? own : times;
    }

    private List<NounPhrase> Coordinated(NounPhrase first)
    {
        var found = new List<NounPhrase> { first };
        for (var i = first.End; phrases.Is(i, "and", ",") && found.Count < 6;)
        {
            var next = phrases.Is(i, ",") && phrases.Is(i + 1, "and") ? i + 2 : i + 1;
            if (phrases.PhraseAt(next) is not { } phrase || phrase.First != next || IsTime(phrase)
                || (phrases.Is(i, ",") && !phrases.Is(phrase.End, ",", "and")) || phrases.Lemma(phrase.End) is "say" or "tell" or "add")
            {
                break;
            }

            found.Add(phrase);
            i = phrase.End;
        }

        return found;
    }

    // "with both ministers": "both" may be no part of the phrase.
    private NounPhrase? PhraseAfter(int preposition) =>
        phrases.PhraseAt(preposition + 1) ?? (phrases.Is(preposition + 1, "both", "all") ? phrases.PhraseAt(preposition + 2) : null);

    private bool IsTime(NounPhrase phrase)
    {
        var word = TimeLexicon.Find(_text.Tokens.Form(phrase.Head));
        return word is { Weekday: > 0 } or { Month: > 0 } or { Unit: not '\0' } or { Part: not null } || phrases.Is(phrase.Head, "today", "tomorrow", "yesterday", "weekend");
    }

    private bool Has(NounPhrase phrase, params ReadOnlySpan<string> words)
    {
        for (var i = phrase.First; i < phrase.End; i++)
        {
            if (phrases.Is(i, words))
            {
                return true;
            }
        }

        return false;
    }
}
