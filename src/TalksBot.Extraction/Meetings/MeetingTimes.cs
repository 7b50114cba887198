using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Tells which calendar times of a sentence belong to which of its meetings.</summary>
internal sealed class MeetingTimes(Document document, SentencePhrases phrases)
{
    // Times are asked for in reading order, so the search goes on where it stopped.
    private int _next;
    private int _quotation;

    /// <summary>The calendar times of the trigger at <paramref name="index"/>, in reading order.</summary>
    public List<TimeExpression> Of(IndexRange sentence, List<MeetingTrigger> triggers, int index)
    {
        var span = document.Text.Tokens.SpanOf(sentence);
        while (_next < document.Times.Length && document.Times[_next].Span.End <= span.Start)
        {
            _next++;
        }

        var found = new List<TimeExpression>();
        for (var i = _next; i < document.Times.Length && document.Times[i].Span.Start < span.End; i++)
        {
            var time = document.Times[i];
            var at = document.Text.Tokens.TokenAt(time.Span.Start);
            if (!time.Value.TryGetDays(out _, out _) || IsBeyondQuotation(time.Span, triggers[index].Token) || IsOfClauseBefore(at, triggers[index].Token) || IsOfTimeBefore(at, triggers[index].Token) || time.Type is TimeType.Duration or TimeType.Set || IsOfReport(at, sentence, triggers) || phrases.Is(at - 1, "since")
                || IsDateline(time, at, sentence))
            {
                continue;
            }

            if (OwnerOf(at, triggers, sentence) == index && !IsAfterRelative(at, triggers[index].Token, sentence))
            {
                found.Add(time);
            }
        }

        return found;
    }

    // A time belongs to the trigger before it; one that opens the sentence or clause to the trigger that follows.
    private int OwnerOf(int at, List<MeetingTrigger> triggers, IndexRange sentence)
    {
        var owner = -1;
        for (var i = 0; i < triggers.Count && triggers[i].Token < at; i++)
        {
            owner = i;
        }

        if (owner < 0)
        {
            return 0;
        }

        if (owner + 1 < triggers.Count && (phrases.PhraseAt(triggers[owner + 1].Token) is { } phrase && phrase.First <= at && at < phrase.End))
        {
            return owner + 1;
        }

        var before = phrases.Is(at - 1, "on", "in", "at") ? at - 2 : at - 1;
        return owner + 1 < triggers.Count && before > sentence.First && phrases.Is(before, ",", ";", "and", "but") && phrases.Is(before - 1, ",", ";") ? owner + 1 : owner;
    }

    // "The union, which was not asked to the talks, wants a vote in May": May is none of the talks'.
    private bool IsAfterRelative(int at, int trigger, IndexRange sentence)
    {
        var start = trigger;
        while (start > sentence.First && start > trigger - 12 && !phrases.Is(start, ","))
        {
            start--;
        }

        if (at < trigger || !phrases.Is(start, ",") || !phrases.Is(start + 1, "who", "which", "where"))
        {
            return false;
        }

        var close = trigger;
        while (close < at && !phrases.Is(close, ","))
        {
            close++;
        }

        return close < at && phrases.IsFinite(close + 1);
    }

    // "“The talks are going well,” said Brandt, who came home 14 months ago": what stands outside the quotation dates nothing in it.
    private bool IsBeyondQuotation(TextSpan time, int trigger)
    {
        var at = document.Text.Tokens.Tokens[trigger].Span;
        while (_quotation < document.Quotations.Length && document.Quotations[_quotation].Extent.End <= at.Start)
        {
            _quotation++;
        }

        return _quotation < document.Quotations.Length && document.Quotations[_quotation].Extent is var words && words.Contains(at) && !words.Contains(time);
    }

    // "the commission's meeting, which last sat on 3 June in Karst, is put off"
    private bool IsOfTimeBefore(int at, int trigger)
    {
        for (var i = trigger; i < at; i++)
        {
            if (phrases.SkipEarlierTime(i) is var end && end > i)
            {
                return at < end;
            }
        }

        return false;
    }

    // "will walk out on May 4 after talks broke up": the day of the walk-out.
    private bool IsOfClauseBefore(int at, int trigger)
    {
        if (at >= trigger || phrases.PhraseAt(trigger) is not { } phrase || phrase.Head != trigger || !phrases.Is(phrase.First - 1, "after", "before", "since", "until"))
        {
            return false;
        }

        var sentence = phrases.SentenceOf(trigger);
        for (var i = at - 1; i >= sentence.First; i--)
        {
            if (phrases.IsVerb(i))
            {
                return phrases.IsVerb(phrase.End) || phrases.GroupAt(i).Modal is not null;
            }
        }

        return false;
    }

    // "LOME, June 3 — …": the day of the report.
    private bool IsDateline(TimeExpression time, int at, IndexRange sentence) =>
        at - sentence.First < 10 && phrases.Is(document.Text.Tokens.TokenAt(time.Span.End), "—", "–", "-", "--");

    // "… said on Friday": the day of the words, not of the meeting; "announced for Friday" is its day.
    private bool IsOfReport(int at, IndexRange sentence, List<MeetingTrigger> triggers)
    {
        if (phrases.Is(at - 1, "for") || phrases.Is(at - 2, "for"))
        {
            return false;
        }

        for (var i = at - 1; i >= sentence.First; i--)
        {
            if (triggers.Any(trigger => i >= trigger.Token && i < trigger.End))
            {
                return false;
            }

            if (phrases.IsVerb(i))
            {
                return !phrases.Is(i + 1, "off") && phrases.Lemma(i) is "say" or "tell" or "announce" or "report" or "write" or "add" or "accuse" or "warn" or "reject" or "deny" or "call" && phrases.Tag(i) is "VBD" or "VBZ" or "VBN" or "VBP";
            }
        }

        return false;
    }
}
