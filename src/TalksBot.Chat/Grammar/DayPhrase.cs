using System.Globalization;

namespace TalksBot.Chat;

/// <summary>Days as people type them: "2025-03-11", "11 March", "March 2025", "yesterday", "last week", "monday", "3 days ago".</summary>
public static class DayPhrase
{
    /// <summary>The most words that a day takes ("the 11th of March 2025").</summary>
    public const int MaxWords = 5;

    private static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    private static readonly string[] Weekdays =
        ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    private static readonly string[] Numbers =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    /// <summary>Reads a day or a stretch of days.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="today">What "yesterday" is relative to. A day without a year, and a weekday, is the latest one that is not after today.</param>
    /// <param name="first">First day of what was typed.</param>
    /// <param name="last">Last day of what was typed, inclusive.</param>
    /// <returns>False when it is no day.</returns>
    public static bool TryParse(string text, DateOnly today, out DateOnly first, out DateOnly last)
    {
        first = last = default;
        var words = Words(text);
        if (words.Count is 0 or > MaxWords)
        {
            return false;
        }

        try
        {
            return TryIso(words, out first, out last)
                || TryRelative(words, today, out first, out last)
                || TryAgo(words, today, out first, out last)
                || TryWeekday(words, today, out first, out last)
                || TryMonth(words, today, out first, out last);
        }
        catch (ArgumentOutOfRangeException)
        {
            // "9999 years ago": arithmetic that leaves the calendar.
            first = last = default;
            return false;
        }
    }

    private static List<string> Words(string text) =>
    [
        .. text.ToLowerInvariant()
            .Split([' ', '\t', ',', '\u00a0'], MaxWords + 3, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Length > 3 ? word.TrimEnd('.') : word)
            .Where(word => word is not ("the" or "of" or "on")),
    ];

    private static bool TryIso(List<string> words, out DateOnly first, out DateOnly last)
    {
        first = last = default;
        if (words.Count != 1)
        {
            return false;
        }

        if (DateOnly.TryParseExact(words[0], ["yyyy-MM-dd", "yyyy-M-d", "d.M.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out first))
        {
            last = first;
            return true;
        }

        if (DateOnly.TryParseExact(words[0], "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out first))
        {
            last = first.AddMonths(1).AddDays(-1);
            return true;
        }

        if (TryYear(words[0], out var year))
        {
            (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
            return true;
        }

        return false;
    }

    private static bool TryRelative(List<string> words, DateOnly today, out DateOnly first, out DateOnly last)
    {
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var month = new DateOnly(today.Year, today.Month, 1);
        var year = new DateOnly(today.Year, 1, 1);
        (DateOnly First, DateOnly Last)? found = string.Join(' ', words) switch
        {
            "today" or "now" => (today, today),
            "yesterday" => (today.AddDays(-1), today.AddDays(-1)),
            "tomorrow" => (today.AddDays(1), today.AddDays(1)),
            "this week" => (monday, monday.AddDays(6)),
            "last week" => (monday.AddDays(-7), monday.AddDays(-1)),
            "next week" => (monday.AddDays(7), monday.AddDays(13)),
            "this month" => (month, month.AddMonths(1).AddDays(-1)),
            "last month" => (month.AddMonths(-1), month.AddDays(-1)),
            "this year" => (year, year.AddYears(1).AddDays(-1)),
            "last year" => (year.AddYears(-1), year.AddDays(-1)),
            _ => null,
        };
        (first, last) = found ?? default;
        return found is not null;
    }

    private static bool TryAgo(List<string> words, DateOnly today, out DateOnly first, out DateOnly last)
    {
        first = last = default;
        var count = words.Count == 3 ? words[0] is "a" or "an" ? 1 : Array.IndexOf(Numbers, words[0]) : -1;
        if (words.Count != 3 || words[2] != "ago"
            || (count < 0 && !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out count)) || count > 36_500)
        {
            return false;
        }

        DateOnly? day = words[1].TrimEnd('s') switch
        {
            "day" => today.AddDays(-count),
            "week" => today.AddDays(-7 * count),
            "month" => today.AddMonths(-count),
            "year" => today.AddYears(-count),
            _ => null,
        };
        first = last = day ?? default;
        return day is not null;
    }

    private static bool TryWeekday(List<string> words, DateOnly today, out DateOnly first, out DateOnly last)
    {
        first = last = default;
        var name = words.Count switch
        {
            1 => words[0],
            2 when words[0] == "last" => words[1],
            _ => "",
        };
        var day = IndexOfName(Weekdays, name);
        if (day < 0)
        {
            return false;
        }

        var back = ((int)today.DayOfWeek - day + 7) % 7;
        first = last = today.AddDays(-(back == 0 && words.Count == 2 ? 7 : back));
        return true;
    }

    private static bool TryMonth(List<string> words, DateOnly today, out DateOnly first, out DateOnly last)
    {
        first = last = default;
        var at = words.FindIndex(word => IndexOfName(Months, word) >= 0);
        if (at < 0 || words.Count > 3)
        {
            return false;
        }

        var month = IndexOfName(Months, words[at]) + 1;
        int? day = null;
        int? year = null;
        for (var i = 0; i < words.Count; i++)
        {
            if (i == at)
            {
                continue;
            }

            if (year is null && i > at && TryYear(words[i], out var someYear))
            {
                year = someYear;
            }
            else if (day is null && TryDayOfMonth(words[i], out var someDay))
            {
                day = someDay;
            }
            else
            {
                return false;
            }
        }

        var inYear = year ?? (new DateOnly(today.Year, month, 1).AddDays((day ?? 1) - 1) > today ? today.Year - 1 : today.Year);
        if (inYear < 1 || day > DateTime.DaysInMonth(inYear, month))
        {
            return false;
        }

        first = new DateOnly(inYear, month, day ?? 1);
        last = day is null ? first.AddMonths(1).AddDays(-1) : first;
        return true;
    }

    // "mar", "sept" and "tues" are names too; "may" and "mon" need no more than three letters.
    private static int IndexOfName(string[] names, string word) =>
        word.Length < 3 ? -1 : Array.FindIndex(names, name => name.StartsWith(word, StringComparison.Ordinal));

    private static bool TryYear(string word, out int year)
    {
        year = 0;
        return word.Length == 4 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out year) && year is >= 1800 and <= 2200;
    }

    private static bool TryDayOfMonth(string word, out int day)
    {
        var digits = word.Length > 2 && word[^2..] is "st" or "nd" or "rd" or "th" ? word[..^2] : word;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out day) && day is >= 1 and <= 31 && digits.Length <= 2;
    }
}
