using System.Globalization;
using System.Text;
using TalksBot.Domain;

namespace TalksBot.Store.Text;

/// <summary>
/// Cuts text into the terms that are indexed and searched: lower case, folded as <see cref="NameFolding"/> does, stemmed.
/// The same text gives the same terms whatever its punctuation, quotation marks and apostrophes are.
/// </summary>
internal static class TermAnalyzer
{
    /// <summary>Longer words are cut; no word of a language is that long.</summary>
    private const int MaxLength = 48;

    /// <summary>The terms of <paramref name="text"/>, in order.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="terms">Terms are added here.</param>
    /// <param name="compounds">Gets the joined forms of hyphenated words ("cease-fire" gives "ceasefir" too), or null.</param>
    public static void Analyze(ReadOnlySpan<char> text, List<string> terms, List<string>? compounds)
    {
        Span<char> word = stackalloc char[MaxLength + 1];
        var compoundStart = -1;
        var position = 0;
        while (position < text.Length)
        {
            if (!IsWordCharacter(text, position, out var width))
            {
                position++;
                continue;
            }

            var start = position;
            position = EndOfWord(text, position + width);
            var term = ToTerm(text[start..position], word);
            if (term.Length > 0)
            {
                terms.Add(term);
            }

            // A joined form is made where a single hyphen stands between two words of letters.
            if (compounds is not null)
            {
                var isHyphen = position + 1 < text.Length && text[position] is '-' or '\u2010' or '\u2011';
                if (isHyphen && IsWordCharacter(text, position + 1, out _))
                {
                    compoundStart = compoundStart < 0 ? start : compoundStart;
                }
                else if (compoundStart >= 0)
                {
                    AddCompound(text[compoundStart..position], word, compounds);
                    compoundStart = -1;
                }
            }
        }
    }

    /// <summary>The terms as FTS5 takes them: blanks between, joined forms of hyphenated words after a stop that no phrase crosses.</summary>
    public static string ToIndexText(List<string> terms, List<string> compounds)
    {
        var result = new StringBuilder(terms.Count * 7);
        result.AppendJoin(' ', terms);
        foreach (var compound in compounds)
        {
            result.Append(" _ ").Append(compound);
        }

        return result.ToString();
    }

    /// <summary>The ways to look for one word that somebody typed; each is a sequence of terms.</summary>
    public static List<List<string>> Alternatives(string word)
    {
        var terms = new List<string>();
        var compounds = new List<string>();
        Analyze(word, terms, compounds);
        var result = new List<List<string>>();
        if (terms.Count > 0)
        {
            result.Add(terms);
        }

        result.AddRange(compounds.Select(compound => new List<string> { compound }));
        return result;
    }

    private static int EndOfWord(ReadOnlySpan<char> text, int position)
    {
        while (position < text.Length)
        {
            if (IsWordCharacter(text, position, out var width))
            {
                position += width;
                continue;
            }

            var hasNext = IsWordCharacter(text, position + 1, out _);
            var isInner = text[position] switch
            {
                '\'' or '’' or '‘' or 'ʼ' or '`' or '\u00AD' or '\u200D' => hasNext && !IsPossessive(text, position),
                '.' => hasNext && IsInitialStop(text, position),
                ',' => IsThousands(text, position),
                _ => false,
            };
            if (!isInner)
            {
                return position;
            }

            position++;
        }

        return position;
    }

    // "U.S." and "E.U.", not "3.5" and not the end of a sentence.
    private static bool IsInitialStop(ReadOnlySpan<char> text, int stop) =>
        char.IsLetter(text[stop - 1]) && (stop == 1 || !char.IsLetterOrDigit(text[stop - 2]))
        && char.IsLetter(text[stop + 1]) && (stop + 2 >= text.Length || !char.IsLetterOrDigit(text[stop + 2]));

    private static bool IsThousands(ReadOnlySpan<char> text, int comma) =>
        char.IsAsciiDigit(text[comma - 1]) && comma + 3 < text.Length
        && char.IsAsciiDigit(text[comma + 1]) && char.IsAsciiDigit(text[comma + 2]) && char.IsAsciiDigit(text[comma + 3])
        && (comma + 4 >= text.Length || !char.IsAsciiDigit(text[comma + 4]));

    private static bool IsPossessive(ReadOnlySpan<char> text, int apostrophe) =>
        text[apostrophe + 1] is 's' or 'S' && !IsWordCharacter(text, apostrophe + 2, out _);

    private static bool IsWordCharacter(ReadOnlySpan<char> text, int position, out int width)
    {
        width = 1;
        if ((uint)position >= (uint)text.Length)
        {
            return false;
        }

        var c = text[position];
        if (char.IsAscii(c))
        {
            return char.IsAsciiLetterOrDigit(c);
        }

        if (char.IsHighSurrogate(c) && position + 1 < text.Length && char.IsLowSurrogate(text[position + 1]))
        {
            width = 2;
            return Rune.IsLetterOrDigit(new Rune(c, text[position + 1]));
        }

        return char.IsLetterOrDigit(c)
            || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
    }

    private static void AddCompound(ReadOnlySpan<char> text, Span<char> word, List<string> compounds)
    {
        var joined = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is not ('-' or '\u2010' or '\u2011'))
            {
                joined.Append(c);
            }
        }

        var term = ToTerm(joined.ToString(), word);
        if (term.Length > 0)
        {
            compounds.Add(term);
        }
    }

    private static string ToTerm(ReadOnlySpan<char> text, Span<char> word)
    {
        var length = 0;
        var isPlain = true;
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                if (length < MaxLength)
                {
                    word[length++] = char.ToLowerInvariant(c);
                }
            }
            else if (!char.IsAscii(c))
            {
                isPlain = false;
                break;
            }
        }

        if (!isPlain)
        {
            length = Fold(text, word);
        }

        return IsStemmable(word[..length]) ? new string(word[..PorterStemmer.Stem(word, length)]) : new string(word[..length]);
    }

    private static int Fold(ReadOnlySpan<char> text, Span<char> word)
    {
        var length = 0;
        foreach (var c in NameFolding.Fold(text))
        {
            // A lone half of a pair cannot be stored; a cut must not make one.
            if (c != ' ' && length < MaxLength && !(char.IsHighSurrogate(c) && length == MaxLength - 1))
            {
                word[length++] = c;
            }
        }

        return length;
    }

    private static bool IsStemmable(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (!char.IsAsciiLetterLower(c))
            {
                return false;
            }
        }

        return word.Length > 0;
    }
}
