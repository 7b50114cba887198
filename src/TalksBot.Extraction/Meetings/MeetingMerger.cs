using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Joins the drafts that tell of one meeting.</summary>
internal sealed class MeetingMerger(Document document, SentencePhrases phrases, MentionIndex mentions)
{
    // A meeting is told of again while it is fresh; this also keeps long texts from costing the square of their length.
    private const int Reach = 60;

    private readonly List<MeetingDraft> _drafts = [];
    private readonly ILookup<int, TextSpan> _sources = document.Attributions
        .Where(attribution => attribution.Source is { Length: > 0 })
        .Select(attribution => attribution.Source.GetValueOrDefault())
        .ToLookup(source => document.Text.Tokens.SentenceOf(document.Text.Tokens.TokenAt(source.Start)));

    /// <summary>One draft a meeting, in reading order.</summary>
    public IReadOnlyList<MeetingDraft> Drafts => _drafts;

    /// <summary>Whether the sentence tells what an earlier version had wrong.</summary>
    public bool IsRetracted(IndexRange sentence)
    {
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (phrases.Is(i, "version") && phrases.Is(i - 1, "earlier", "previous") || (phrases.Is(i, "incorrectly", "mistakenly", "erroneously", "misstated")))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Joins the draft to the one it tells of, or begins a new meeting.</summary>
    public void Add(MeetingDraft draft)
    {
        if (draft.DaysFromOther is { } days)
        {
            var other = _drafts.Skip(_drafts.Count - Reach).LastOrDefault(known => known.When is { IsDay: true });
            draft.Previously ??= draft.When;
            draft.When = other?.When is { } day && day.TryGetDays(out var on, out _) ? TimeValue.Of(on.AddDays(days)) : null;
        }

        for (var i = _drafts.Count - 1; i >= Math.Max(0, _drafts.Count - Reach); i--)
        {
            if (IsSame(_drafts[i], draft))
            {
                Merge(_drafts[i], draft);
                return;
            }
        }

        if (!Resolve(draft))
        {
            return;
        }

        // A further round is one of the talks told of, not of another company's meeting.
        if (draft.IsFurther && draft.Participants.Count == 0 && _drafts.Count > 0 && Near(_drafts[^1], draft.Sentence) && !(draft.Trigger.Class == "round" && _drafts[^1].Trigger is { Class: "meeting", Phrase: null } && !_drafts[^1].IsOfSame))
        {
            draft.Add(_drafts[^1].Participants);
        }

        if (draft.Participants.Count == 0)
        {
            AddJointSpeakers(draft);
        }

        _drafts.Add(draft);
    }

    // "They will meet there again": who and where from the meeting before; false where none tells who "they" are.
    private bool Resolve(MeetingDraft draft)
    {
        var before = _drafts.Count > 0 && draft.Sentence - _drafts[^1].Sentences.Max <= 4 ? _drafts[^1] : null;
        if (draft.IsThere)
        {
            draft.Where = before?.Where ?? draft.Where;
        }

        if (!draft.IsOfSame)
        {
            return true;
        }

        if (before is { Participants.Count: > 1 } && draft.Participants.Count < 3)
        {
            draft.Participants.Clear();
            draft.Add(before.Participants);
        }
        else if (before is not null && draft.Participants.Count == 0)
        {
            draft.Add(before.Participants);
        }

        if (draft.Participants.Count == 0)
        {
            draft.Add(draft.Unresolved);
        }

        return draft.Participants.Count > 0;
    }

    /// <summary>Lets a sentence without a meeting of its own complete the one before: "No date was given.", "It will be held in …".</summary>
    public void Amend(int sentence, MeetingDetails details)
    {
        var range = document.Text.Tokens.Sentences[sentence];
        if (_drafts.Count == 0)
        {
            return;
        }

        var last = _drafts[^1];
        if (Near(last, sentence) && AmendFate(last, range))
        {
            last.Sentences.Add(sentence);
            last.IsDateUnannounced |= details.DeniesDate(range);
            return;
        }

        if (details.DeniesDate(range) && Near(last, sentence))
        {
            last.IsDateUnannounced = true;
            last.Sentences.Add(sentence);
            return;
        }

        if (last.When is null && Near(last, sentence) && AmendDate(last, range, details))
        {
            last.Sentences.Add(sentence);
            return;
        }

        if (!phrases.Is(range.First, "It") || sentence == 0)
        {
            return;
        }

        for (var i = range.First + 1; i < Math.Min(range.End, range.First + 7); i++)
        {
            if (phrases.Lemma(i) is "hold" or "start" or "begin" || (phrases.Lemma(i) is "take" && phrases.Is(i + 1, "place")))
            {
                var target = TargetOf(sentence);
                if (target is not null)
                {
                    target.Where = details.FindPlace(i, range.End) ?? target.Where;
                    target.Sentences.Add(sentence);
                }

                return;
            }
        }
    }

    // "Talks had been expected on Thursday. They have been postponed."
    private bool AmendFate(MeetingDraft last, IndexRange range)
    {
        if (!phrases.Is(range.First, "It", "They", "That", "Both") || last.Status == MeetingStatus.Held)
        {
            return false;
        }

        for (var i = range.First + 1; i < Math.Min(range.End, range.First + 6); i++)
        {
            if (!phrases.IsVerb(i) || phrases.Lemma(i) is "be" or "have" || phrases.Lemma(i - 1) is not ("be" or "have"))
            {
                continue;
            }

            var phrase = phrases.Lemma(i) + " " + phrases.Lemma(i + 1);
            var isCancelled = MeetingLexicon.Has("cancel", phrases.Lemma(i)) || MeetingLexicon.Has("cancel", phrase);
            if (!isCancelled && !MeetingLexicon.Has("postpone", phrases.Lemma(i)) && !MeetingLexicon.Has("postpone", phrase))
            {
                return false;
            }

            last.Status = isCancelled ? MeetingStatus.Cancelled : MeetingStatus.Postponed;
            var zone = document.Text.Tokens.SpanOf(new IndexRange(i, range.End));
            var time = isCancelled ? null : document.Times.StartingIn(zone).FirstOrDefault(time => time.Type is TimeType.Date or TimeType.Time && time.Value.TryGetDays(out _, out _)
                && phrases.Is(document.Text.Tokens.TokenAt(time.Span.Start) - 1, "until", "till", "to", "for"));
            if (!isCancelled)
            {
                last.Previously ??= last.When;
                last.When = time?.Value;
            }

            return true;
        }

        return false;
    }

    // "the council agreed to one; it is set for July 8 at the town hall"
    private bool AmendDate(MeetingDraft last, IndexRange range, MeetingDetails details)
    {
        for (var i = range.First; i < range.End - 3; i++)
        {
            if (!phrases.Is(i, "it", "they") || phrases.Lemma(i + 1) is not ("be" or "will" or "'s" or "’s") || FixedAt(i + 2) is not { } at || at >= range.End)
            {
                continue;
            }

            var zone = document.Text.Tokens.SpanOf(new IndexRange(at, range.End));
            var time = document.Times.StartingIn(zone).FirstOrDefault(time => time.Type is TimeType.Date or TimeType.Time && time.Value.TryGetDays(out _, out _));
            if (time is null)
            {
                return false;
            }

            last.When = time.Value;
            last.Status = MeetingStatus.Planned;
            last.Where = details.FindPlace(at, range.End) ?? last.Where;
            last.Clock ??= details.FindClock(range, i, range.End);
            for (var k = range.First; k < i; k++)
            {
                if (phrases.IsVerb(k) && phrases.Lemma(k) is "agree" or "accept" or "consent")
                {
                    last.Add(mentions.NamesOf(phrases.SubjectOf(phrases.GroupAt(k))));
                }
            }

            return true;
        }

        return false;
    }

    private int? FixedAt(int at)
    {
        for (var i = at; i < at + 3; i++)
        {
            if (phrases.Lemma(i) is "set" or "schedule" or "fix" or "plan" or "due" or "hold" or "book")
            {
                return i;
            }
        }

        return null;
    }

    // After a correction the noun in it says which meeting "it" is; else it is the one told of just before.
    private MeetingDraft? TargetOf(int sentence)
    {
        var before = document.Text.Tokens.Sentences[sentence - 1];
        if (!IsRetracted(before))
        {
            return Near(_drafts[^1], sentence) ? _drafts[^1] : null;
        }

        for (var i = before.First; i < before.End; i++)
        {
            var match = _drafts.Find(draft => phrases.Is(i, document.Text.Tokens.Form(draft.Trigger.Token).ToString()));
            if (match is not null)
            {
                return match;
            }
        }

        return null;
    }

    private static bool Near(MeetingDraft draft, int sentence) => sentence - draft.Sentences.Max <= 2;

    private static bool IsSame(MeetingDraft known, MeetingDraft draft)
    {
        var isRemote = known.Medium is MeetingMedium.Phone or MeetingMedium.Video;
        var isOtherWay = isRemote != (draft.Medium is MeetingMedium.Phone or MeetingMedium.Video);
        var shares = known.Participants.Intersect(draft.Participants, StringComparer.Ordinal).Any();
        var mayShare = shares || known.Participants.Count == 0 || draft.Participants.Count == 0;
        if (known.When is { } a && draft.When is { } b)
        {
            return !isOtherWay && mayShare && !(known.Status == MeetingStatus.Held && draft.Status == MeetingStatus.Planned && !(a.IsDay && b.IsDay)) && a.TryGetDays(out var first, out var last) && b.TryGetDays(out var start, out var end) && first <= end && start <= last
                && last.DayNumber - first.DayNumber < 8 && end.DayNumber - start.DayNumber < 8
                && (known.Where is null || draft.Where is null || known.Where == draft.Where);
        }

        if (draft.When is not null && known.When is null)
        {
            return draft.IsDefinite && !draft.IsFurther && mayShare && Near(known, draft.Sentence) && !isOtherWay && known.Trigger.Class == draft.Trigger.Class;
        }

        // Told without a date: "the talks" just spoken of.
        return draft.IsDefinite && !draft.IsFurther && mayShare && !isOtherWay && Near(known, draft.Sentence)
            && (known.Trigger.Class == draft.Trigger.Class || draft.Trigger.Class is "meeting" or "talks" or "session");
    }

    private static void Merge(MeetingDraft known, MeetingDraft draft)
    {
        known.Add(draft.Participants);
        known.Organiser ??= draft.Organiser;
        known.Clock ??= draft.Clock;
        known.Where ??= draft.Where;
        known.Reason ??= draft.Reason;
        known.Topic ??= draft.Topic;
        known.IsDateUnannounced |= draft.IsDateUnannounced;
        known.IsUnconfirmed |= draft.IsUnconfirmed;
        known.Medium = known.Medium == MeetingMedium.Unknown ? draft.Medium : known.Medium;
        if (draft.Status is MeetingStatus.Postponed or MeetingStatus.Cancelled)
        {
            known.Previously ??= draft.Previously ?? (draft.When is null ? null : known.When);
            known.Status = draft.Status;
        }

        known.When = draft.When is { IsDay: true } && known.When is not { IsDay: true } ? draft.When : known.When ?? draft.When;
        known.Sentences.UnionWith(draft.Sentences);
    }

    // "…, the governments of X and Y said": who announces a meeting jointly takes part.
    private void AddJointSpeakers(MeetingDraft draft)
    {
        foreach (var source in _sources[draft.Sentence])
        {
            if (mentions.At(source) is { Actors.Length: > 1 } speakers)
            {
                draft.Add(speakers.Actors);
                return;
            }
        }
    }
}
