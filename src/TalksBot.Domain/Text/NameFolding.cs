using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace TalksBot.Domain;

/// <summary>Spellings of one name made equal: what a reader without the right keyboard would type.</summary>
public static class NameFolding
{
    // The runtime does not normalise text in the invariant globalization mode, so the letters are listed:
    // Latin and Greek letters with marks after the Unicode decompositions, the others as English papers print them.
    private static readonly FrozenDictionary<char, string> Letters = new (string Base, string Marked)[]
    {
        ("a", "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặⱥ"),
        ("ae", "æǣǽ"),
        ("b", "ƀɓḃḅḇ"),
        ("c", "çćĉċčȼḉ"),
        ("d", "ðďđɖɗḋḍḏḑḓ"),
        ("dz", "ǆǳ"),
        ("e", "èéêëēĕėęěǝȅȇȩɇəḕḗḙḛḝẹẻẽếềểễệ"),
        ("f", "ƒḟ"),
        ("ff", "ﬀ"),
        ("ffi", "ﬃ"),
        ("ffl", "ﬄ"),
        ("fi", "ﬁ"),
        ("fl", "ﬂ"),
        ("g", "ĝğġģǧǵḡ"),
        ("h", "ĥħȟḣḥḧḩḫẖ"),
        ("i", "ìíîïİĩīĭįıǐȉȋɨḭḯỉị"),
        ("ij", "ĳ"),
        ("j", "ĵǰ"),
        ("k", "ķĸƙǩḱḳḵ"),
        ("l", "ĺļľŀłḷḹḻḽ"),
        ("lj", "ǉ"),
        ("m", "ḿṁṃ"),
        ("n", "ñńņňŉŋǹṅṇṉṋ"),
        ("nj", "ǌ"),
        ("o", "òóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ"),
        ("oe", "œ"),
        ("p", "ṕṗ"),
        ("r", "ŕŗřȑȓɍṙṛṝṟ"),
        ("s", "śŝşšſșṡṣṥṧṩẛ"),
        ("ss", "ß"),
        ("t", "ţťŧțṫṭṯṱẗⱦ"),
        ("th", "þ"),
        ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"),
        ("v", "ṽṿ"),
        ("w", "ŵẁẃẅẇẉẘ"),
        ("x", "ẋẍ"),
        ("y", "ýÿŷƴȳẏẙỳỵỷỹ"),
        ("z", "źżžƶẑẓẕ"),
        ("α", "ά"),
        ("β", "ϐ"),
        ("ε", "έϵ"),
        ("η", "ή"),
        ("θ", "ϑ"),
        ("ι", "ΐίϊ"),
        ("κ", "ϰ"),
        ("ο", "ό"),
        ("π", "ϖ"),
        ("ρ", "ϱ"),
        ("υ", "ΰϋύ"),
        ("φ", "ϕ"),
        ("ω", "ώ"),
    }.SelectMany(row => row.Marked.Select(letter => (letter, row.Base))).ToFrozenDictionary(pair => pair.letter, pair => pair.Base);

    /// <summary>Lower case without diacritics, letters and digits with single blanks between them, apostrophes and the full stops of initials gone.</summary>
    /// <param name="name">Any text; lone surrogates count as blanks.</param>
    /// <returns>"Søren O’Skjærvold-Ruiz" gives "soren oskjaervold ruiz", "U.S." gives "us"; empty where there is no letter or digit.</returns>
    public static string Fold(ReadOnlySpan<char> name)
    {
        var result = new StringBuilder(name.Length + 4);
        var isGap = false;
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (char.IsAsciiLetterOrDigit(c))
            {
                Append(char.ToLowerInvariant(c));
            }
            else if (char.IsHighSurrogate(c) && i + 1 < name.Length && char.IsLowSurrogate(name[i + 1]))
            {
                if (Rune.IsLetterOrDigit(new Rune(c, name[i + 1])))
                {
                    Append(c);
                    result.Append(name[i + 1]);
                }
                else
                {
                    isGap = true;
                }

                i++;
            }
            else if (IsSilent(c) || (c == '.' && IsInitialStop(name, i)))
            {
                // Neither a letter nor a gap: the letters around it stay together.
            }
            else if (IsPartOfWord(c))
            {
                Append(c);
            }
            else
            {
                isGap = true;
            }
        }

        return result.ToString();

        void Append(char c)
        {
            if (isGap && result.Length > 0)
            {
                result.Append(' ');
            }

            isGap = false;
            var lower = char.ToLowerInvariant(c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c);
            if (Letters.TryGetValue(lower, out var folded))
            {
                result.Append(folded);
            }
            else
            {
                result.Append(lower);
            }
        }
    }

    // Apostrophes, marks that stand on a Latin letter, soft hyphens and joiners.
    private static bool IsSilent(char c) =>
        c is '\'' or '’' or '‘' or 'ʼ' or 'ʹ' or '`' or '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF'
        or (>= '\u0300' and <= '\u036F');

    private static bool IsInitialStop(ReadOnlySpan<char> name, int stop) =>
        stop > 0 && char.IsLetter(name[stop - 1]) && (stop == 1 || !char.IsLetter(name[stop - 2]))
        && stop + 1 < name.Length && char.IsLetter(name[stop + 1])
        && (stop + 2 >= name.Length || !char.IsLetter(name[stop + 2]) || char.IsUpper(name[stop - 1]));

    // Marks of scripts that write vowels so belong to the word.
    private static bool IsPartOfWord(char c) => char.IsLetterOrDigit(c)
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
