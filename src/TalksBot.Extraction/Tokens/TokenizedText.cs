using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>What a token is made of.</summary>
public enum TokenKind
{
    /// <summary>Letters, with inner apostrophes, hyphens and full stops ("U.S.", "Núñez-Holt").</summary>
    Word,

    /// <summary>Digits, with inner separators and signs ("1,800", "3.5", "10.00").</summary>
    Number,

    /// <summary>Opening or closing quotation mark; an apostrophe inside a word is none.</summary>
    Quote,

    /// <summary>Any other mark.</summary>
    Punctuation,
}

/// <summary>One token.</summary>
/// <param name="Span">Where it stands in the text; never empty.</param>
/// <param name="Kind">What it is made of.</param>
public readonly record struct Token(TextSpan Span, TokenKind Kind);

/// <summary>A half-open range of token indexes (or, for paragraphs, of sentence indexes).</summary>
/// <param name="First">First index.</param>
/// <param name="End">First index after the range.</param>
public readonly record struct IndexRange(int First, int End)
{
    /// <summary>How many indexes it covers.</summary>
    public int Count => End - First;

    /// <summary>Whether <paramref name="index"/> is inside.</summary>
    public bool Contains(int index) => index >= First && index < End;

    /// <summary>Whether any index from <paramref name="first"/> to before <paramref name="end"/> is inside.</summary>
    public bool Overlaps(int first, int end) => First < end && first < End;
}

/// <summary>A text cut into tokens, sentences and paragraphs.</summary>
/// <param name="Text">The article's body.</param>
/// <param name="Tokens">In reading order, none overlapping; only white space stands between them.</param>
/// <param name="Sentences">Ranges of tokens, in order, together covering every token.</param>
/// <param name="Paragraphs">Ranges of sentences, in order, together covering every sentence.</param>
public sealed record TokenizedText(
    string Text,
    ImmutableArray<Token> Tokens,
    ImmutableArray<IndexRange> Sentences,
    ImmutableArray<IndexRange> Paragraphs)
{
    /// <summary>The characters of the token at <paramref name="index"/>.</summary>
    public ReadOnlySpan<char> Form(int index) => Text.AsSpan(Tokens[index].Span.Start, Tokens[index].Span.Length);

    /// <summary>The span from the first to the last token of <paramref name="tokens"/>.</summary>
    public TextSpan SpanOf(IndexRange tokens) => tokens.Count == 0
        ? new TextSpan(tokens.First < Tokens.Length ? Tokens[tokens.First].Span.Start : Text.Length, 0)
        : TextSpan.FromBounds(Tokens[tokens.First].Span.Start, Tokens[tokens.End - 1].Span.End);

    /// <summary>Index of the first token that ends after <paramref name="position"/>; the number of tokens when there is none.</summary>
    public int TokenAt(int position)
    {
        var (low, high) = (0, Tokens.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Tokens[middle].Span.End > position)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    /// <summary>Index of the sentence that holds the token at <paramref name="token"/>.</summary>
    public int SentenceOf(int token) => Holding(Sentences, token);

    /// <summary>Index of the paragraph that holds the sentence at <paramref name="sentence"/>.</summary>
    public int ParagraphOf(int sentence) => Holding(Paragraphs, sentence);

    private static int Holding(ImmutableArray<IndexRange> ranges, int index)
    {
        var (low, high) = (0, ranges.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ranges[middle].End > index)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
