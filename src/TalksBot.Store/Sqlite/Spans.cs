using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>Spans, names and times between facts and what is stored of them.</summary>
internal static class Spans
{
    public static int[]? Of(AnchoredText? text) => text is null ? null : Of(text.Spans);

    public static int[] Of(ImmutableArray<TextSpan> spans)
    {
        if (spans.IsDefault)
        {
            return [];
        }

        var result = new int[spans.Length * 2];
        for (var i = 0; i < spans.Length; i++)
        {
            (result[2 * i], result[(2 * i) + 1]) = (spans[i].Start, spans[i].Length);
        }

        return result;
    }

    public static ImmutableArray<TextSpan> Read(int[]? stored)
    {
        if (stored is null)
        {
            return [];
        }

        var result = ImmutableArray.CreateBuilder<TextSpan>(stored.Length / 2);
        for (var i = 0; i + 1 < stored.Length; i += 2)
        {
            result.Add(new TextSpan(stored[i], stored[i + 1]));
        }

        return result.MoveToImmutable();
    }

    public static AnchoredText? Anchor(int[]? stored, string body)
    {
        if (stored is null)
        {
            return null;
        }

        var spans = Read(stored);
        return new AnchoredText(spans, string.Join(' ', spans.Select(span => span.Slice(body))));
    }

    public static string[]? Names(ImmutableArray<string> names) => names.IsDefaultOrEmpty ? null : [.. names];

    public static ImmutableArray<string> Names(string[]? names) => names is null ? [] : [.. names];

    public static TimeValue? Time(string? value) => value is null ? null : new TimeValue(value);
}
