using System.Collections.Immutable;

namespace TalksBot.Extraction;

/// <summary>Which tokens stand in quoted speech, at the outer and at the next level.</summary>
internal sealed class SpeechMap
{
    private readonly TokenizedText _text;
    private readonly ImmutableArray<Quotation> _quotations;
    private readonly int[] _outer;
    private readonly int[] _inner;

    /// <summary>The map of these quotations.</summary>
    public SpeechMap(TokenizedText text, ImmutableArray<Quotation> quotations)
    {
        (_text, _quotations) = (text, quotations);
        _outer = new int[text.Tokens.Length];
        _inner = new int[text.Tokens.Length];
        Array.Fill(_outer, -1);
        Array.Fill(_inner, -1);
        for (var i = 0; i < quotations.Length; i++)
        {
            if (quotations[i].Kind == QuotationKind.Speech && quotations[i].Depth <= 1)
            {
                var at = quotations[i].Depth == 0 ? _outer : _inner;
                foreach (var span in quotations[i].Spans)
                {
                    at.AsSpan(text.TokenAt(span.Start)..(text.TokenAt(span.End - 1) + 1)).Fill(i);
                }
            }
        }
    }

    /// <summary>For each token the index of the outermost speech that holds it, or -1.</summary>
    public ReadOnlySpan<int> Outer => _outer;

    /// <summary>For each token the index of the speech inside that speech, or -1.</summary>
    public ReadOnlySpan<int> Inner => _inner;

    /// <summary>Token ranges of the quotations that are content of <paramref name="draft"/>, without their marks.</summary>
    public IEnumerable<IndexRange> Ranges(Draft draft)
    {
        foreach (var quotation in QuotationsOf(draft))
        {
            foreach (var span in _quotations[quotation].Spans)
            {
                var (first, end) = (_text.TokenAt(span.Start) + 1, _text.TokenAt(span.End - 1) + 1);
                if (first < end)
                {
                    yield return new IndexRange(first, end);
                }
            }
        }
    }

    /// <summary>The quotations that are content of <paramref name="draft"/>, each once.</summary>
    public static IEnumerable<int> QuotationsOf(Draft draft) => draft.Content
        .SelectMany(range => Enumerable.Range(range.First, range.Count))
        .Select(item => draft.Items[item].Quotation)
        .Where(quotation => quotation >= 0)
        .Concat(draft.FurtherQuotations)
        .Distinct();
}
