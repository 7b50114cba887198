using System.Collections.Immutable;

namespace TalksBot.Domain;

/// <summary>Words with the places they stand at: one or several fragments of one article's text.</summary>
/// <param name="Spans">The fragments in reading order; at least one, none empty, none overlapping.</param>
/// <param name="Text">The fragments' exact characters, joined by one blank where there are several.</param>
public sealed record AnchoredText(ImmutableArray<TextSpan> Spans, string Text)
{
    /// <summary>The smallest span that contains every fragment.</summary>
    public TextSpan Extent => TextSpan.FromBounds(Spans[0].Start, Spans[^1].End);

    /// <summary>The words of <paramref name="body"/> at <paramref name="spans"/>.</summary>
    public static AnchoredText From(string body, params IEnumerable<TextSpan> spans)
    {
        var sorted = spans.Order().ToImmutableArray();
        return new AnchoredText(sorted, string.Join(' ', sorted.Select(span => span.Slice(body))));
    }

    /// <summary>Same words at the same places.</summary>
    public bool Equals(AnchoredText? other) => other is not null && Text == other.Text && Spans.SequenceEqual(other.Spans);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Text, Spans.Length);
}
