using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Finds the whole sentences around spans, and the time that belongs to a cue.</summary>
internal sealed class SentenceIndex(Document document)
{
    /// <summary>The sentences that hold any of <paramref name="spans"/>, each once, in reading order.</summary>
    public ImmutableArray<TextSpan> Holding(ReadOnlySpan<TextSpan> spans)
    {
        var tokens = document.Text.Tokens;
        var held = new SortedSet<int>();
        foreach (var span in spans)
        {
            var first = tokens.SentenceOf(tokens.TokenAt(span.Start));
            var last = tokens.SentenceOf(tokens.TokenAt(span.End - 1));
            for (var sentence = first; sentence <= last && sentence < tokens.Sentences.Length; sentence++)
            {
                held.Add(sentence);
            }
        }

        return [.. held.Select(sentence => tokens.SpanOf(tokens.Sentences[sentence]))];
    }

    /// <summary>
    /// The time in the reporting clause ("said on Tuesday"): in the cue's sentence, outside source and content, nearest to the cue; with none after the cue
    /// the one that opens the sentence ("In 2019 she said"), unless it lies after the publication.
    /// </summary>
    public TimeExpression? TimeOfCue(Attribution attribution)
    {
        if (attribution.Cue is not { } cue || document.Times.IsEmpty)
        {
            return null;
        }

        var tokens = document.Text.Tokens;
        var sentence = tokens.SpanOf(tokens.Sentences[tokens.SentenceOf(tokens.TokenAt(cue.Start))]);
        TimeExpression? nearest = null;
        for (var i = FirstTime(sentence.Start); i < document.Times.Length && document.Times[i].Span.Start < sentence.End; i++)
        {
            var time = document.Times[i];
            if (time.Type is not (TimeType.Date or TimeType.Time) || time.Span.Start < cue.Start || IsInside(attribution, time.Span))
            {
                continue;
            }

            nearest ??= time;
        }

        return nearest ?? OpeningTime(attribution, sentence, cue);
    }

    private TimeExpression? OpeningTime(Attribution attribution, TextSpan sentence, TextSpan cue)
    {
        var tokens = document.Text.Tokens;
        var at = FirstTime(sentence.Start);
        if (at >= document.Times.Length || document.Times[at] is not { Type: TimeType.Date or TimeType.Time } time || time.Span.End > cue.Start
            || IsInContent(attribution, time.Span) || !time.Value.TryGetDays(out var first, out _) || first > document.PublishedOn)
        {
            return null;
        }

        // "In 2019 Brown said": the name may have drawn the year to itself; "Monday's statement" is a source.
        var opening = tokens.TokenAt(time.Span.Start);
        if (attribution.Source is { } source && source.Overlaps(time.Span) && (time.Span.End >= source.End || opening == tokens.TokenAt(sentence.Start)))
        {
            return null;
        }

        // Only "on", "in", "late in", "earlier on" stand before it; "since" and "before" tell of what was said.
        for (var i = tokens.TokenAt(sentence.Start); i < opening; i++)
        {
            if (tokens.Form(i) is not ("On" or "on" or "In" or "in" or "At" or "at" or "Late" or "Early" or "Later" or "Earlier" or "But" or "And" or "the" or "The"))
            {
                return null;
            }
        }

        return time;
    }

    private static bool IsInside(Attribution attribution, TextSpan span) =>
        IsInContent(attribution, span) || (attribution.Source is { } source && source.Overlaps(span));

    private static bool IsInContent(Attribution attribution, TextSpan span)
    {
        foreach (var content in attribution.Content)
        {
            if (content.Overlaps(span))
            {
                return true;
            }
        }

        return false;
    }

    private int FirstTime(int position)
    {
        var (low, high) = (0, document.Times.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (document.Times[middle].Span.Start < position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
