using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>What a pair of quotation marks is for.</summary>
public enum QuotationKind
{
    /// <summary>Somebody's words: a sentence, a clause, or a phrase taken from what was said.</summary>
    Speech,

    /// <summary>A title, a nickname, a term ("so-called", “two-key” system): no one's speech by itself.</summary>
    Term,
}

/// <summary>Words between quotation marks.</summary>
/// <param name="Spans">With the marks; one span a paragraph where it runs over several.</param>
/// <param name="Depth">0 for an outer quotation, 1 for one inside it, and so on.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="IsClosed">Whether its closing mark was found.</param>
public sealed record Quotation(ImmutableArray<TextSpan> Spans, int Depth, QuotationKind Kind, bool IsClosed)
{
    /// <summary>From the first opening to the last closing mark.</summary>
    public TextSpan Extent => TextSpan.FromBounds(Spans[0].Start, Spans[^1].End);
}
