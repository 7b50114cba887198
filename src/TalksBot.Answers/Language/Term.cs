using System.Collections.Concurrent;
using System.Globalization;
using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>One word as it is compared.</summary>
/// <param name="Span">Where it stands in its text.</param>
/// <param name="Folded">Lower case without diacritics.</param>
/// <param name="Stem">What its forms share.</param>
/// <param name="IsCapitalised">Whether it is written with a capital.</param>
public readonly record struct Term(TextSpan Span, string Folded, string Stem, bool IsCapitalised)
{
    /// <summary>Whether it carries no subject matter.</summary>
    public bool IsStop => Lexicon.IsStop(Folded);

    /// <summary>Whether it starts with a digit.</summary>
    public bool IsNumber => Stem.Length > 0 && char.IsDigit(Stem[0]);
}

/// <summary>Cuts text into terms.</summary>
public static class TermReader
{
    // The same words come again and again; bounded so that hostile text cannot fill the memory.
    private const int CacheLimit = 100_000;
    private static readonly ConcurrentDictionary<string, string> Stems = new(StringComparer.Ordinal);

    /// <summary>The words of <paramref name="text"/> in order; figures keep their inner separators ("1,800", "3.5"), a possessive 's is dropped.</summary>
    public static List<Term> Read(string text)
    {
        var terms = new List<Term>(text.Length / 5);
        var position = 0;
        while (position < text.Length)
        {
            if (!char.IsLetterOrDigit(text[position]))
            {
                if (text[position] is '%' or '$' or '€' or '£')
                {
                    var symbol = text[position].ToString();
                    terms.Add(new Term(new TextSpan(position, 1), symbol, symbol == "%" ? Lexicon.StemOf("percent") : symbol, IsCapitalised: false));
                }

                position++;
                continue;
            }

            var start = position;
            var digits = char.IsDigit(text[position]);
            while (position < text.Length && IsInside(text, position, digits))
            {
                position++;
            }

            var folded = Fold(text.AsSpan(start, position - start));
            terms.Add(new Term(TextSpan.FromBounds(start, position), folded, StemOf(folded), char.IsUpper(text[start])));
            position = digits ? SkipOrdinal(text, position) : SkipPossessive(text, position);
        }

        for (var i = 0; i + 1 < terms.Count; i++)
        {
            // "turned down", "turned that date down".
            for (var j = i + 1; j < Math.Min(i + 4, terms.Count); j++)
            {
                if (Lexicon.PhrasalStem(terms[i].Stem, terms[j].Folded) is { } meant)
                {
                    terms[i] = terms[i] with { Stem = meant };
                    break;
                }
            }
        }

        return terms;
    }

    /// <summary>Lower case, without diacritics, with the letters that no decomposition covers spelled out.</summary>
    public static string Fold(ReadOnlySpan<char> word)
    {
        var ascii = true;
        foreach (var c in word)
        {
            ascii &= c < 128;
        }

        if (ascii)
        {
            return word.Length <= 128 ? string.Create(word.Length, word, static (span, source) => source.ToLowerInvariant(span)) : word.ToString().ToLowerInvariant();
        }

        return NameFolding.Fold(word);
    }

    private static string StemOf(string folded)
    {
        if (Stems.TryGetValue(folded, out var stem))
        {
            return stem;
        }

        stem = Lexicon.StemOf(folded);
        if (Stems.Count < CacheLimit)
        {
            Stems.TryAdd(folded, stem);
        }

        return stem;
    }

    private static bool IsInside(string text, int position, bool digits)
    {
        var c = text[position];
        if (digits ? char.IsDigit(c) : char.IsLetterOrDigit(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
        {
            return true;
        }

        return digits && c is ',' or '.' && position + 1 < text.Length && char.IsDigit(text[position + 1]) && char.IsDigit(text[position - 1]);
    }

    // "14th" is the figure 14.
    private static int SkipOrdinal(string text, int position)
    {
        if (position + 1 < text.Length && (position + 2 == text.Length || !char.IsLetterOrDigit(text[position + 2])))
        {
            var suffix = text.AsSpan(position, 2);
            if (suffix is "st" or "nd" or "rd" or "th")
            {
                return position + 2;
            }
        }

        return position;
    }

    private static int SkipPossessive(string text, int position)
    {
        if (position + 1 < text.Length && text[position] is '\'' or '’' && text[position + 1] is 's' or 'S'
            && (position + 2 == text.Length || !char.IsLetterOrDigit(text[position + 2])))
        {
            return position + 2;
        }

        return position;
    }
}
