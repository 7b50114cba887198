using System.Globalization;
using System.Text;

namespace TalksBot.Chat;

/// <summary>
/// Makes text from outside (articles, titles, names, what people type) fit to be shown: one line, nothing hidden in it, no characters
/// that reorder or overlap what stands around. Whatever a platform reads as formatting is escaped afterwards by that platform's room.
/// </summary>
public static class ForeignText
{
    // More marks on one letter than any script needs, and they reach over the lines above and below.
    private const int MaxMarks = 8;

    // A family of four with skin tones has 4 joiners; no emoji has more than 9 parts.
    private const int MaxJoiners = 9;

    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;
    private const int BlackFlag = 0x1F3F4;
    private const int FirstStrongIsolate = 0x2068;
    private const int PopDirectionalIsolate = 0x2069;

    /// <summary>
    /// One line of <paramref name="text"/>: line ends and runs of blanks become one blank, ends are trimmed, controls and invisible characters go, joiners
    /// stay only between letters or emoji that they join, more than 8 marks on one letter are dropped; what is no character becomes U+FFFD.
    /// </summary>
    /// <remarks>Not normalised to NFC: the runtime cannot in the invariant globalization mode.</remarks>
    public static string Clean(string text)
    {
        if (IsClean(text))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        var state = default(State);
        foreach (var rune in text.EnumerateRunes())
        {
            Append(result, rune, ref state);
        }

        TrimEnd(result);
        return result.ToString();
    }

    /// <summary>Each line of <paramref name="text"/>, cleaned; empty ones between others stay.</summary>
    public static IEnumerable<string> CleanLines(string text) => text.ReplaceLineEndings("\n").Split('\n').Select(Clean);

    /// <summary>Wraps <paramref name="text"/> so that its direction stays its own where it holds letters of scripts that run from right to left.</summary>
    /// <param name="text">Cleaned.</param>
    public static string Isolate(string text)
    {
        foreach (var sign in text)
        {
            if (sign >= '\u0590' && IsRightToLeft(sign))
            {
                return $"{(char)FirstStrongIsolate}{text}{(char)PopDirectionalIsolate}";
            }
        }

        return text;
    }

    private static void Append(StringBuilder result, Rune rune, ref State state)
    {
        var category = Rune.GetUnicodeCategory(rune);
        if (rune.Value is '\t' or '\n' or '\r' or 0x85 or 0x2028 or 0x2029 || category == UnicodeCategory.SpaceSeparator)
        {
            // Blanks of other widths are kept where they stand alone: a thin one parts thousands.
            if (result.Length > 0 && !state.IsAfterBlank)
            {
                result.Append(category == UnicodeCategory.SpaceSeparator ? rune.ToString() : " ");
            }

            state = new State { IsAfterBlank = true };
            return;
        }

        if (rune.Value is ZeroWidthJoiner or ZeroWidthNonJoiner)
        {
            // Written only once it is known what follows.
            state.Joiner = state.Last > 0x7F && state.Joiners < MaxJoiners ? rune.Value : 0;
            return;
        }

        if (IsFlagTag(rune.Value) && state.IsInFlag)
        {
            result.Append(rune);
            state.IsInFlag = rune.Value != 0xE007F;
            return;
        }

        if (rune.Value is 0xFE0E or 0xFE0F)
        {
            if (state.Last > 0 && !state.IsAfterSelector)
            {
                result.Append(rune);
                state.IsAfterSelector = true;
            }

            return;
        }

        if (IsHidden(rune.Value) || category is UnicodeCategory.Control or UnicodeCategory.Format)
        {
            return;
        }

        if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark)
        {
            if (state.Last > 0 && ++state.Marks <= MaxMarks)
            {
                result.Append(rune);
            }

            return;
        }

        var isCharacter = category is not (UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate);
        var joiner = rune.Value > 0x7F && isCharacter ? state.Joiner : 0;
        if (joiner != 0)
        {
            result.Append((char)joiner);
        }

        result.Append(isCharacter ? rune.ToString() : "\uFFFD");
        state = new State { Last = rune.Value, Joiners = joiner == ZeroWidthJoiner ? state.Joiners + 1 : 0, IsInFlag = rune.Value == BlackFlag };
    }

    private static bool IsClean(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            // The Latin letters and marks of most texts, and the curly quotation marks and dashes.
            if (text[i] is not (>= ' ' and <= '~' or >= '\u00A1' and <= '\u02AF' and not '\u00AD' or >= '\u2010' and <= '\u2027'))
            {
                return false;
            }

            if (text[i] == ' ' && (i == 0 || i + 1 == text.Length || text[i + 1] == ' '))
            {
                return false;
            }
        }

        return true;
    }

    // Shows nothing, or fills a place with nothing, whatever its category: Hangul fillers, Braille blank, selectors of glyph variants, tags.
    private static bool IsHidden(int value) => value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0
        or (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0D) or (>= 0xFFF0 and <= 0xFFFB) or (>= 0xE0000 and <= 0xE0FFF);

    private static bool IsFlagTag(int value) => value is >= 0xE0020 and <= 0xE007F;

    // The last four are the first halves of U+10800 to U+10FFF and of U+1E800 to U+1EFFF.
    private static bool IsRightToLeft(char sign) => sign is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFE')
        or '\uD802' or '\uD803' or '\uD83A' or '\uD83B';

    private static void TrimEnd(StringBuilder text)
    {
        while (text.Length > 0 && char.IsWhiteSpace(text[^1]))
        {
            text.Length--;
        }
    }

    private struct State
    {
        public int Last;
        public int Joiner;
        public int Joiners;
        public int Marks;
        public bool IsAfterBlank;
        public bool IsAfterSelector;
        public bool IsInFlag;
    }
}
