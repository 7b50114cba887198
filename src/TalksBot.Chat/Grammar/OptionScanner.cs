using System.Collections.Immutable;
using System.Text;

namespace TalksBot.Chat;

/// <summary>The parts of a command's text.</summary>
/// <param name="Named">Names and values of <c>name:value</c>, in the order typed; a name may be no option of the command.</param>
/// <param name="Bare">The rest, without quotation marks around it; empty when there is none.</param>
/// <param name="IsBareQuoted">Whether quotation marks stood around it.</param>
internal sealed record ScannedOptions(ImmutableArray<(string Name, string Value)> Named, string Bare, bool IsBareQuoted);

/// <summary>Cuts a command's text into options.</summary>
internal static class OptionScanner
{
    private const int MaxNameLength = 20;

    /// <summary>Finds the <c>name:value</c> parts outside of quotation marks.</summary>
    /// <remarks>
    /// Bare text stands in one piece, so after an unquoted value further words are bare text only while there is none yet:
    /// in "/who-said truce speaker:Ann Lee" they go on with the value, in "/who-said speaker:Lee truce" they do not. A date takes
    /// as many words as make a day.
    /// </remarks>
    public static ScannedOptions Scan(CommandDeclaration command, string text, DateOnly today)
    {
        var named = ImmutableArray.CreateBuilder<(string Name, string Value)>();
        var bare = new StringBuilder();
        var isFirstNamed = false;
        var position = 0;
        while (position < text.Length)
        {
            if (char.IsWhiteSpace(text[position]))
            {
                position++;
                continue;
            }

            if (!TryReadName(command, text, position, out var name))
            {
                AppendWord(bare, text, ref position);
                continue;
            }

            position += name.Length + 1;
            var option = command.FindOption(name);
            isFirstNamed |= option == command.Options.FirstOrDefault();
            var value = ReadValue(text, ref position, option?.Kind, today, takesRest: isFirstNamed || bare.Length > 0, command);
            named.Add((name, value));
        }

        var words = bare.ToString();
        var stripped = QuotationMarks.Strip(words);
        return new ScannedOptions(named.ToImmutable(), stripped, stripped.Length < words.Length);
    }

    // A name is what could be an option's: letters, then a colon and a value right after it. "https://…" and "10:30" are words.
    private static bool TryReadName(CommandDeclaration command, string text, int start, out string name)
    {
        name = "";
        var end = start;
        while (end < text.Length && end - start <= MaxNameLength && (char.IsAsciiLetter(text[end]) || (end > start && text[end] == '-')))
        {
            end++;
        }

        if (end == start || end >= text.Length || text[end] != ':')
        {
            return false;
        }

        name = text[start..end];
        if (command.FindOption(name) is not null)
        {
            return true;
        }

        return end + 1 < text.Length && !char.IsWhiteSpace(text[end + 1]) && text[end + 1] != '/' && text[end + 1] != ':';
    }

    private static void AppendWord(StringBuilder bare, string text, ref int position)
    {
        var end = EndOfWord(text, position);
        if (bare.Length > 0)
        {
            bare.Append(' ');
        }

        bare.Append(text, position, end - position);
        position = end;
    }

    // A quotation is one word, however long; a mark inside a word ("12\"") opens none.
    private static int EndOfWord(string text, int start)
    {
        if (QuotationMarks.Opens(text[start]) && QuotationMarks.FindClosing(text, start) is var closing and > 0)
        {
            return closing + 1;
        }

        var end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return end;
    }

    private static string ReadValue(string text, ref int position, OptionKind? kind, DateOnly today, bool takesRest, CommandDeclaration command)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }

        if (position >= text.Length)
        {
            return "";
        }

        var start = position;
        position = EndOfWord(text, position);
        if (QuotationMarks.Opens(text[start]))
        {
            return QuotationMarks.Strip(text[start..position]);
        }

        if (kind == OptionKind.Date)
        {
            position = EndOfDay(text, start, position, today);
        }
        else if (takesRest && kind is OptionKind.Actor or OptionKind.Text)
        {
            position = EndOfWords(text, position, command);
        }

        return QuotationMarks.Strip(text[start..position]);
    }

    private static int EndOfDay(string text, int start, int end, DateOnly today)
    {
        var longest = end;
        var next = end;
        for (var words = 1; words < DayPhrase.MaxWords && next < text.Length; words++)
        {
            while (next < text.Length && char.IsWhiteSpace(text[next]))
            {
                next++;
            }

            if (next >= text.Length)
            {
                break;
            }

            next = EndOfWord(text, next);
            if (DayPhrase.TryParse(text[start..next], today, out _, out _))
            {
                longest = next;
            }
        }

        return longest;
    }

    private static int EndOfWords(string text, int end, CommandDeclaration command)
    {
        var next = end;
        while (next < text.Length)
        {
            while (next < text.Length && char.IsWhiteSpace(text[next]))
            {
                next++;
            }

            if (next >= text.Length || QuotationMarks.Opens(text[next]) || TryReadName(command, text, next, out _) || IsChoice(command, text, next))
            {
                break;
            }

            next = end = EndOfWord(text, next);
        }

        return end;
    }

    private static bool IsChoice(CommandDeclaration command, string text, int start) =>
        command.Options.Any(option => option.Choices.Contains(text[start..EndOfWord(text, start)], StringComparer.OrdinalIgnoreCase));
}
