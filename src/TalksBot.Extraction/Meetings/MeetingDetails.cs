using System.Globalization;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Reads place, medium, clock time, fate, reason and topic of a meeting.</summary>
internal sealed class MeetingDetails(Document document, SentencePhrases phrases, MentionIndex mentions)
{
    private readonly TaggedText _text = document.Text;
    private readonly HashSet<string> _people =
        [.. document.Actors.Actors.Where(actor => actor.Actor.Kind == ActorKind.Person).Select(actor => actor.Actor.Name)];

    /// <summary>Fills in what stands around the trigger.</summary>
    public void Fill(MeetingDraft draft, int from, int end)
    {
        var sentence = phrases.SentenceOf(draft.Trigger.Token);
        var stop = ZoneEnd(draft.Trigger.End, end);
        draft.Medium = MediumOf(draft.Trigger, from, stop);
        draft.Where ??= draft.Medium is MeetingMedium.Phone or MeetingMedium.Video ? null
            : FindPlace(draft.Trigger.End, stop) ?? FindPlace(Math.Max(from, draft.Trigger.Token - 8), draft.Trigger.Token);
        draft.Clock ??= FindClock(sentence, from, end);
        draft.IsDateUnannounced |= DeniesDate(sentence);
        draft.IsUnconfirmed |= IsUnconfirmed(from, end);
        draft.Previously ??= FindPlannedDay(draft, end);
        draft.Topic ??= FindTopic(draft.Trigger.End, stop);
        if (draft.Status is MeetingStatus.Cancelled or MeetingStatus.Postponed)
        {
            draft.Reason ??= FindReason(draft.Trigger.End, stop);
        }
    }

    /// <summary>Whether the sentence says that a date is not set, told or known.</summary>
    public bool DeniesDate(IndexRange sentence)
    {
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (phrases.Lemma(i) is not ("date" or "day" or "timetable") || (phrases.Lemma(i) == "day" && !phrases.Is(i - 1, "exact", "specific", "firm", "precise")))
            {
                continue;
            }

            for (var k = Math.Max(sentence.First, i - 8); k < Math.Min(sentence.End, i + 8); k++)
            {
                if (phrases.Is(k, "no", "not", "n't", "n’t", "without", "unclear", "undecided", "neither") || phrases.Lemma(k) is "decline" or "refuse"
                    || (phrases.Is(k, "yet") && phrases.Is(k + 1, "to")))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Reads whether it took place, was put off or called off, and its new and old dates.</summary>
    /// <returns>Whether the sentence tells.</returns>
    public bool ReadFate(MeetingDraft draft, int holder, int from, int end, List<TimeExpression> times)
    {
        var start = holder >= 0 ? holder : draft.Trigger.End;
        for (var i = start; i < end; i++)
        {
            if (!phrases.IsVerb(i) || phrases.Tag(i) == "MD" || (i != holder && phrases.Tag(i - 1) == "TO" && phrases.GroupAt(i).Modal is null) || (i > draft.Trigger.End + 25))
            {
                continue;
            }

            var lemma = phrases.Lemma(i);
            var phrase = lemma + " " + phrases.Lemma(i + 1);
            var isPassive = phrases.Tag(i) is "VBN" or "VBD" || i == holder;
            if ((MeetingLexicon.Has("cancel", lemma) || MeetingLexicon.Has("cancel", phrase)) && isPassive)
            {
                draft.Status = MeetingStatus.Cancelled;
                draft.When = times.Count > 0 ? times[0].Value : null;
                return true;
            }

            if ((MeetingLexicon.Has("postpone", lemma) || MeetingLexicon.Has("postpone", phrase)) && isPassive && (lemma != "move" || phrases.Is(i + 1, "to", "from", "forward", "back")))
            {
                PutOff(draft, i, end, times);
                return true;
            }

            if ((lemma is "take" && phrases.Is(i + 1, "place")) || lemma is "happen" or "occur" || (lemma == "go" && phrases.Is(i + 1, "ahead")))
            {
                var group = phrases.GroupAt(i);
                draft.Status = group.IsNegated ? MeetingStatus.Cancelled : group.Modal is null ? MeetingStatus.Held : MeetingStatus.Planned;
                draft.When = times.Count > 0 ? times[0].Value : null;
                return true;
            }

            if (i != holder && (lemma is "hold" or "schedule" or "set" or "plan" or "pencil" or "due" or "expect" or "resume" or "continue" or "begin" or "start" or "open" or "convene" or "conclude" or "end") && i <= draft.Trigger.End + 12)
            {
                var group = phrases.GroupAt(i);
                if (lemma is "plan" or "set" or "schedule" or "expect" or "due" or "hold" && (group.First == i || phrases.Tag(i) == "VBN") && LaterFate(i + 1, end))
                {
                    continue;
                }

                draft.Status = lemma is "schedule" or "set" or "plan" or "pencil" or "due" or "expect" || group.Modal is not null || phrases.Tag(i) is "VBZ" or "VBP" or "VB"
                    ? MeetingStatus.Planned
                    : MeetingStatus.Held;
                draft.Status = group.IsNegated && group.Modal is not null ? MeetingStatus.Cancelled : draft.Status;
                return true;
            }
        }

        return false;
    }

    /// <summary>A place after "in" or "at" within the tokens, or null.</summary>
    public string? FindPlace(int from, int end)
    {
        for (var i = Math.Max(0, from); i < end; i++)
        {
            i = phrases.SkipEarlierTime(i);
            var isMove = phrases.Is(i, "to") && phrases.Lemma(i - 1) == "move";
            if ((!isMove && !phrases.Is(i, "in", "at")) || phrases.PhraseAt(i + 1) is not { } phrase || phrase.First != i + 1)
            {
                continue;
            }

            if (PlaceOf(phrase, phrases.Is(i, "at")) is { } place)
            {
                return place;
            }
        }

        return null;
    }

    private string? PlaceOf(NounPhrase phrase, bool isAt)
    {
        // "in Veska's capital, Lome", "in the town of Brin"
        if (phrases.Tag(phrase.Head) == "NN")
        {
            var next = phrases.Is(phrase.End, ",", "of") ? phrases.PhraseAt(phrase.End + 1) : null;
            if (phrases.Is(phrase.Head, "capital", "city", "town", "village", "port", "resort", "suburb", "island") && next is { } name && phrases.Tag(name.Head) is "NNP" or "NNPS")
            {
                return phrases.NameOf(name);
            }

            if (isAt && phrases.Is(phrase.End, "in") && phrases.PhraseAt(phrase.End + 1) is { } town && phrases.Tag(town.Head) is "NNP" or "NNPS" && !IsTime(town) && !MeetingLexicon.Has("abstract", phrases.Lemma(phrase.Head)))
            {
                // "at her house in Tarva"
                return phrases.NameOf(town);
            }

            return isAt && phrases.Is(phrase.First, "the", "a", "an", "its", "their", "his", "her") && !IsTime(phrase) && !MeetingLexicon.Has("abstract", phrases.Lemma(phrase.Head))
                && !MeetingLexicon.Nouns.ContainsKey(phrases.Lemma(phrase.Head))
                ? phrases.NameOf(phrase)
                : null;
        }

        if (phrases.Tag(phrase.Head) is not ("NNP" or "NNPS") || IsTime(phrase))
        {
            return null;
        }

        return mentions.Of(phrase) is { } mention && mention.Actors.Any(_people.Contains) ? null : phrases.NameOf(phrase);
    }

    private void PutOff(MeetingDraft draft, int cue, int end, List<TimeExpression> times)
    {
        draft.Status = MeetingStatus.Postponed;
        var cueAt = _text.Tokens.Tokens[cue].Span.Start;
        foreach (var time in times)
        {
            var before = _text.Tokens.TokenAt(time.Span.Start) - 1;
            if (time.Span.Start > cueAt && phrases.Is(before, "until", "till", "to", "for", "on") && !(phrases.Is(before, "for", "on", "to") && IsOfPlan(before - 1)))
            {
                draft.When ??= time.Value;
            }
            else
            {
                draft.Previously ??= time.Value;
            }
        }

        // "postponed by a week": counted from the old date.
        if (draft.When is null && draft.Previously is { } old && old.TryGetDays(out var first, out var last) && first == last && Delay(cue + 1, end) is { } days)
        {
            draft.When = TimeValue.Of(first.AddDays(phrases.Is(cue + 1, "forward") ? -days : days));
        }

        for (var i = cue; i < end; i++)
        {
            if (phrases.Lemma(i) == "move" && phrases.Is(i + 1, "to") && phrases.PhraseAt(i + 2) is { } place && PlaceOf(place, isAt: false) is { } where)
            {
                draft.Where = where;
            }
        }
    }

    // "which had been planned for Friday": the old date, though it stands after the verb.
    private bool IsOfPlan(int token) => phrases.Lemma(token) is "plan" or "set" or "schedule" or "due" or "fix" or "arrange" or "expect" or "announce" or "book" or "pencil" or "slate" or "intend" or "call"
        || phrases.Is(token, "planned", "scheduled", "due", "set", "in", "originally", "first") && phrases.Lemma(token - 1) is "pencil" or "plan" or "due" or "schedule";

    // "on 8 July, three days later than planned"
    private TimeValue? FindPlannedDay(MeetingDraft draft, int end)
    {
        if (draft.When is not { } when || !when.TryGetDays(out var first, out var last) || first != last)
        {
            return null;
        }

        for (var i = draft.Trigger.End + 2; i < end - 2; i++)
        {
            if (phrases.Is(i, "later", "earlier") && phrases.Is(i + 1, "than") && (IsOfPlan(i + 2) || IsOfPlan(i + 3)) && LengthAt(i - 2) is var days and > 0)
            {
                return TimeValue.Of(first.AddDays(phrases.Is(i, "later") ? -days : days));
            }
        }

        return null;
    }

    // Days in "by a week", "for three days".
    private int? Delay(int from, int end)
    {
        for (var i = from; i < Math.Min(end - 2, from + 4); i++)
        {
            if (phrases.Is(i, "by", "for"))
            {
                return LengthAt(i + 1) is var days and > 0 ? days : null;
            }
        }

        return null;
    }

    // Days in "a week", "three days"; 0 where none stand at the token.
    private int LengthAt(int at)
    {
        var unit = phrases.Lemma(at + 1) switch { "day" => 1, "week" => 7, "fortnight" => 14, _ => 0 };
        if (unit == 0)
        {
            return 0;
        }

        var word = _text.Tokens.Form(at).ToString().ToLowerInvariant();
        var count = word is "a" or "an" or "one" ? 1 : Array.IndexOf(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], word) is var place and >= 0 ? place + 2 : int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 100 ? number : 0;
        return unit * count;
    }

    // "A meeting planned for Friday was called off": the later verb decides.
    private bool LaterFate(int from, int end)
    {
        for (var i = from; i < end; i++)
        {
            if (phrases.IsVerb(i) && (MeetingLexicon.Has("cancel", phrases.Lemma(i)) || MeetingLexicon.Has("cancel", phrases.Lemma(i) + " " + phrases.Lemma(i + 1))
                || MeetingLexicon.Has("postpone", phrases.Lemma(i)) || MeetingLexicon.Has("postpone", phrases.Lemma(i) + " " + phrases.Lemma(i + 1)) || (phrases.Lemma(i) == "take" && phrases.Is(i + 1, "place"))))
            {
                return true;
            }
        }

        return false;
    }

    private MeetingMedium MediumOf(MeetingTrigger trigger, int from, int end)
    {
        if (trigger.Class is "call" or "video")
        {
            return trigger.Class == "call" ? MeetingMedium.Phone : MeetingMedium.Video;
        }

        for (var i = Math.Max(from, trigger.Token - 6); i < end; i++)
        {
            if (phrases.Is(i, "virtual", "video", "virtually", "online", "remotely") || (phrases.Is(i, "Zoom") && phrases.Is(i - 1, "on", "via", "over")))
            {
                return MeetingMedium.Video;
            }

            if (phrases.Is(i, "phone", "telephone") && phrases.Is(i - 1, "by", "the", "via", "over"))
            {
                return MeetingMedium.Phone;
            }

            if ((phrases.Is(i, "in") && phrases.Is(i + 1, "person")) || phrases.Is(i, "in-person", "face-to-face"))
            {
                return MeetingMedium.InPerson;
            }
        }

        return MeetingMedium.Unknown;
    }

    /// <summary>The clock time told within the tokens, with the words of its zone, or null.</summary>
    public AnchoredText? FindClock(IndexRange sentence, int from, int end)
    {
        var zone = _text.Tokens.SpanOf(new IndexRange(Math.Max(from, sentence.First), Math.Min(end, sentence.End)));
        foreach (var time in document.Times.StartingIn(zone))
        {
            var at = time.Value.Value.IndexOf('T', StringComparison.Ordinal);
            if (time.Type != TimeType.Time || !zone.Contains(time.Span) || at < 0 || at + 1 >= time.Value.Value.Length || !char.IsAsciiDigit(time.Value.Value[at + 1]))
            {
                continue;
            }

            var first = _text.Tokens.TokenAt(time.Span.Start);
            var last = _text.Tokens.TokenAt(time.Span.End - 1);
            if (phrases.Is(last + 1, "("))
            {
                for (var i = last + 1; i < Math.Min(sentence.End, last + 12); i++)
                {
                    if (phrases.Is(i, ")"))
                    {
                        last = i;
                        break;
                    }
                }
            }

            return AnchoredText.From(_text.Text, _text.Tokens.SpanOf(new IndexRange(phrases.Is(first - 1, "at", "from") ? first - 1 : first, last + 1)));
        }

        return null;
    }

    private bool IsUnconfirmed(int from, int end)
    {
        for (var i = from; i < end; i++)
        {
            if (phrases.Is(i, "penciled", "pencilled", "tentatively", "provisionally", "unconfirmed") || (phrases.Is(i, "confirmed") && phrases.Is(i - 1, "not", "n't", "yet", "been", "be") && HasNegation(i))
                || (phrases.Lemma(i) == "expect" && phrases.Is(i + 1, "to")) || (phrases.Is(i, "likely") && phrases.Is(i + 1, "to")))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasNegation(int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 4); i--)
        {
            if (phrases.Is(i, "not", "n't", "n’t"))
            {
                return true;
            }
        }

        return false;
    }

    private AnchoredText? FindReason(int from, int end)
    {
        for (var i = from; i < end; i++)
        {
            if ((phrases.Is(i, "because", "due", "owing") && phrases.Is(i + 1, "of", "to") && phrases.PhraseAt(i + 2) is not null) || (phrases.Is(i, "amid", "citing") && phrases.PhraseAt(i + 1) is not null))
            {
                return Words(i, end);
            }
        }

        return null;
    }

    private AnchoredText? FindTopic(int from, int end)
    {
        for (var i = from; i < end; i++)
        {
            if (phrases.Is(i, "discuss") || (phrases.Is(i, "on", "about") && phrases.PhraseAt(i + 1) is { } phrase && !IsTime(phrase)
                && !document.Times.StartingIn(_text.Tokens.Tokens[phrase.First].Span).Any()))
            {
                return i + 1 < end ? Words(i + 1, end) : null;
            }
        }

        return null;
    }

    private AnchoredText? Words(int from, int end)
    {
        var stop = from;
        while (stop < end && !phrases.Is(stop, ",", ".", ";", "!", "?", "”", "\"") && !(stop > from && IsStarted(stop)))
        {
            stop++;
        }

        return stop > from ? AnchoredText.From(_text.Text, _text.Tokens.SpanOf(new IndexRange(from, stop))) : null;
    }

    private bool IsStarted(int token) => phrases.Is(token, "and") && phrases.IsVerb(token + 1);

    // What follows ", X said" belongs to the report, not to the meeting.
    private int ZoneEnd(int from, int end)
    {
        for (var i = from; i < end; i++)
        {
            if (phrases.IsVerb(i) && phrases.Lemma(i) is "say" or "tell" or "announce" or "add" && phrases.Tag(i) is "VBD" or "VBZ")
            {
                var comma = i;
                while (comma > from && !phrases.Is(comma, ","))
                {
                    comma--;
                }

                return comma > from ? comma : i;
            }
        }

        return end;
    }

    private bool IsTime(NounPhrase phrase) =>
        TimeLexicon.Find(_text.Tokens.Form(phrase.Head)) is { } word && (word.Weekday > 0 || word.Month > 0 || word.Unit != '\0' || word.Part is not null || word.Season is not null);
}
