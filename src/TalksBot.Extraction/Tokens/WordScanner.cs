using System.Collections.Frozen;
using System.Globalization;

namespace TalksBot.Extraction;

/// <summary>Finds where words and numbers end.</summary>
internal static class WordScanner
{
    private const int LongestAbbreviation = 8;

    private static readonly FrozenDictionary<string, string> Abbreviations = LanguageFile.Map("abbreviations");

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> AbbreviationLookup =
        Abbreviations.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Class of the abbreviation <paramref name="form"/> ("name", "number", "month", "clock", "any"), its full stop included; null when it is none.</summary>
    public static string? AbbreviationClass(ReadOnlySpan<char> form)
    {
        if (form.Length < 2 || form.Length > LongestAbbreviation || form[^1] != '.')
        {
            return null;
        }

        Span<char> lower = stackalloc char[LongestAbbreviation];
        form[..^1].ToLowerInvariant(lower);
        return AbbreviationLookup.TryGetValue(lower[..(form.Length - 1)], out var kind) ? kind : null;
    }

    /// <summary>Whether a word or number begins at <paramref name="start"/>.</summary>
    public static bool IsWordStart(string text, int start, int limit)
    {
        var c = text[start];
        return char.IsLetterOrDigit(c) || IsMark(c)
            || (c is '@' or '#' && start + 1 < limit && char.IsLetterOrDigit(text[start + 1]))
            || (char.IsHighSurrogate(c) && start + 1 < limit && char.IsLowSurrogate(text[start + 1]) && char.IsLetter(text, start));
    }

    /// <summary>End and kind of the word or number that begins at <paramref name="start"/>.</summary>
    public static (int End, TokenKind Kind) Scan(string text, int start, int limit)
    {
        if (IsAddress(text, start, limit))
        {
            return (AddressEnd(text, start, limit), TokenKind.Word);
        }

        return char.IsDigit(text[start]) ? ScanNumber(text, start, limit) : (ScanWord(text, start + 1, start, limit), TokenKind.Word);
    }

    /// <summary>Where the clitic of <paramref name="word"/> begins ("'s", "n't", the "not" of "cannot"); 0 when it has none.</summary>
    public static int CliticStart(ReadOnlySpan<char> word)
    {
        if (word.Equals("cannot", StringComparison.OrdinalIgnoreCase))
        {
            return 3;
        }

        if (word.Length > 3 && char.ToLowerInvariant(word[^1]) == 't' && word[^2] is '\'' or '’' && char.ToLowerInvariant(word[^3]) == 'n')
        {
            return word.Length - 3;
        }

        var mark = word.LastIndexOfAny('\'', '’');
        if (mark <= 0)
        {
            return 0;
        }

        var tail = word[(mark + 1)..];
        return tail.Length switch
        {
            1 => char.ToLowerInvariant(tail[0]) is 's' or 'd' or 'm' ? mark : 0,
            2 => tail.Equals("re", StringComparison.OrdinalIgnoreCase)
                || tail.Equals("ve", StringComparison.OrdinalIgnoreCase)
                || tail.Equals("ll", StringComparison.OrdinalIgnoreCase) ? mark : 0,
            _ => 0,
        };
    }

    private static (int End, TokenKind Kind) ScanNumber(string text, int start, int limit)
    {
        var end = start + 1;
        while (end < limit)
        {
            var c = text[end];
            if (char.IsDigit(c) || (c is '.' or ',' or ':' or '/' or '-' && end + 1 < limit && char.IsDigit(text[end + 1])))
            {
                end++;
            }
            else if (char.IsLetter(c))
            {
                end++;
                if (end < limit && text[end] == '.' && IsClock(text, end, limit))
                {
                    // "4p.m."
                    return (end + 3, TokenKind.Number);
                }
            }
            else if (IsHyphen(c) && end + 1 < limit && char.IsLetter(text[end + 1]))
            {
                return (ScanWord(text, end + 2, end + 1, limit), TokenKind.Word);
            }
            else if (c is '\'' or '’' && end + 1 < limit && text[end + 1] == 's')
            {
                return (end + 2, TokenKind.Number);
            }
            else
            {
                break;
            }
        }

        return (end, TokenKind.Number);
    }

    private static bool IsClock(string text, int stop, int limit) =>
        stop + 2 < limit && text[stop - 1] is 'a' or 'p' && stop + 2 < limit && text[stop + 1] == 'm' && text[stop + 2] == '.';

    private static int ScanWord(string text, int from, int start, int limit)
    {
        var end = from;
        var part = start;
        var hasInnerStop = false;
        while (end < limit)
        {
            var c = text[end];
            var next = end + 1 < limit ? text[end + 1] : ' ';
            if (char.IsLetterOrDigit(c) || IsMark(c) || char.IsSurrogate(c) || c == '_')
            {
                end++;
            }
            else if (IsHyphen(c) && (char.IsLetterOrDigit(next) || char.IsSurrogate(next)))
            {
                part = ++end;
            }
            else if (c is '\'' or '’' && (char.IsLetter(next) || IsMark(next)))
            {
                part = ++end;
            }
            else if ((c == '&' && char.IsUpper(text[end - 1]) && char.IsUpper(next)) || (c == '@' && char.IsLetterOrDigit(next)))
            {
                part = ++end;
            }
            else if (c == '.' && char.IsLetter(next) && (end - part <= 2 || (char.IsLower(next) && char.IsLower(text[end - 1]))))
            {
                // "U.S", "Ph.D", "example.org"
                hasInnerStop |= end - part <= 2;
                part = ++end;
            }
            else
            {
                break;
            }
        }

        return TakesStop(text, start, end, part, hasInnerStop, limit) ? end + 1 : end;
    }

    private static bool TakesStop(string text, int start, int end, int part, bool hasInnerStop, int limit)
    {
        if (end >= limit || text[end] != '.' || (end + 1 < limit && text[end + 1] == '.'))
        {
            return false;
        }

        if (hasInnerStop && end - part <= 2)
        {
            return true;
        }

        // An initial: "J. Marek"; but "plan B." at the end of a paragraph keeps its stop apart.
        var isLast = end + 1 >= limit;
        if (end - start == 1 && char.IsUpper(text[start]) && text[start] != 'I')
        {
            return !isLast && (char.IsWhiteSpace(text[end + 1]) || char.IsLetter(text[end + 1]));
        }

        return AbbreviationClass(text.AsSpan(start, end + 1 - start)) switch
        {
            null => false,
            "number" => !isLast && FollowedByDigit(text, end + 1, limit),
            _ => true,
        };
    }

    private static bool FollowedByDigit(string text, int start, int limit)
    {
        while (start < limit && text[start] is ' ' or '\u00a0')
        {
            start++;
        }

        return start < limit && char.IsDigit(text[start]);
    }

    private static bool IsAddress(string text, int start, int limit)
    {
        var rest = text.AsSpan(start, Math.Min(limit - start, 8));
        return rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase);
    }

    private static int AddressEnd(string text, int start, int limit)
    {
        var end = start;
        while (end < limit && !char.IsWhiteSpace(text[end]) && !Marks.IsDouble(text[end]) && text[end] is not ('<' or '>'))
        {
            end++;
        }

        while (end > start + 4 && text[end - 1] is '.' or ',' or ';' or ':' or ')' or '!' or '?' or '\'' or '’')
        {
            end--;
        }

        return end;
    }

    private static bool IsHyphen(char c) => c is '-' or '‐' or '‑';

    // Combining marks, soft hyphens and other invisible characters belong to the word around them.
    private static bool IsMark(char c) => c > 0x7f && char.GetUnicodeCategory(c)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;
}
