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

    /// <summary>The time in the reporting clause ("said on Tuesday"): in the cue's sentence, outside source and content, nearest to the cue.</summary>
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

        return nearest;
    }

    private static bool IsInside(Attribution attribution, TextSpan span)
    {
        foreach (var content in attribution.Content)
        {
            if (content.Overlaps(span))
            {
                return true;
            }
        }

        return attribution.Source is { } source && source.Overlaps(span);
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
