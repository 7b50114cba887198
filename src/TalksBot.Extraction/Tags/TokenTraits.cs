namespace TalksBot.Extraction;

/// <summary>What the tagger sees of one token by itself: hashes of its folded form and its edges, and its case.</summary>
internal readonly record struct TokenTraits(uint Word, uint Prefix, uint Suffix2, uint Suffix3, uint Suffix4, byte Shape)
{
    /// <summary>Stands before the first and after the last token of a sentence.</summary>
    public static readonly TokenTraits Outside = new(Word: 1, Prefix: 1, Suffix2: 1, Suffix3: 1, Suffix4: 1, Shape: 15);

    public const byte Lower = 0;
    public const byte Capitalised = 1;
    public const byte AllCapitals = 2;
    public const byte InnerCapital = 3;
    public const byte Number = 4;
    public const byte NumberAndLetters = 5;
    public const byte LowerHyphened = 6;
    public const byte CapitalHyphened = 7;
    public const byte Acronym = 8;
    public const byte Initial = 9;
    public const byte Mark = 10;
    public const byte Clitic = 11;

    private const uint Offset = 2166136261;
    private const uint Prime = 16777619;

    /// <summary>The traits of <paramref name="form"/>; digits count as 0, upper as lower case, curly marks as straight ones.</summary>
    public static TokenTraits Of(ReadOnlySpan<char> form)
    {
        var word = Offset;
        var prefix = Offset;
        for (var i = 0; i < form.Length; i++)
        {
            word = (word ^ Fold(form[i])) * Prime;
            if (i == 2)
            {
                prefix = word;
            }
        }

        return new TokenTraits(word, form.Length > 2 ? prefix : word, Suffix(form, 2), Suffix(form, 3), Suffix(form, 4), ShapeOf(form));
    }

    private static uint Suffix(ReadOnlySpan<char> form, int length)
    {
        var hash = Offset + (uint)Math.Min(length, form.Length);
        for (var i = Math.Max(0, form.Length - length); i < form.Length; i++)
        {
            hash = (hash ^ Fold(form[i])) * Prime;
        }

        return hash;
    }

    private static uint Fold(char c) => c switch
    {
        >= 'a' and <= 'z' => c,
        >= '0' and <= '9' => '0',
        '’' or '‘' => '\'',
        '‑' or '‐' => '-',
        _ => char.ToLowerInvariant(c),
    };

    private static byte ShapeOf(ReadOnlySpan<char> form)
    {
        var (upper, lower, digits, hyphens, stops) = (0, 0, 0, 0, 0);
        foreach (var c in form)
        {
            upper += char.IsUpper(c) ? 1 : 0;
            digits += char.IsDigit(c) ? 1 : 0;
            lower += char.IsLetter(c) && !char.IsUpper(c) ? 1 : 0;
            hyphens += c is '-' or '‑' or '‐' ? 1 : 0;
            stops += c == '.' ? 1 : 0;
        }

        return (upper, lower, digits) switch
        {
            (0, 0, 0) => Mark,
            (0, 0, _) => Number,
            (_, _, > 0) => NumberAndLetters,
            _ when form[0] is '\'' or '’' => Clitic,
            (0, _, _) => hyphens > 0 ? LowerHyphened : Lower,
            (1, 0, _) when form.Length <= 2 => Initial,
            _ when stops > 0 && lower <= upper => Acronym,
            _ when hyphens > 0 => CapitalHyphened,
            (_, 0, _) => AllCapitals,
            (1, _, _) when char.IsUpper(form[0]) => Capitalised,
            _ => InnerCapital,
        };
    }
}
