using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Looks up time expressions by place.</summary>
internal static class TimeIndex
{
    /// <summary>The times that begin in the span, in reading order.</summary>
    public static IEnumerable<TimeExpression> StartingIn(this ImmutableArray<TimeExpression> times, TextSpan span)
    {
        var (low, high) = (0, times.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (times[middle].Span.Start < span.Start)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        for (var i = low; i < times.Length && times[i].Span.Start < span.End; i++)
        {
            yield return times[i];
        }
    }
}
