using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TalksBot.Chat;

/// <summary>Finds the dates of our own sentences and writes them as a reader does.</summary>
internal static partial class DatesInText
{
    private static readonly string[] MonthNames = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[..12];

    /// <summary><paramref name="text"/> with the dates outside “…” in the words of <paramref name="locale"/>.</summary>
    public static string Replace(string text, ReaderLocale locale)
    {
        var result = new StringBuilder(text.Length + 16);
        var start = 0;
        while (start < text.Length)
        {
            var open = text.IndexOf('“', start);
            var end = open < 0 ? text.Length : open;
            result.Append(Dates().Replace(text[start..end], match => Written(match, locale)));
            if (open < 0)
            {
                break;
            }

            var close = text.IndexOf('”', open);
            start = close < 0 ? text.Length : close + 1;
            result.Append(text, open, start - open);
        }

        return result.ToString();
    }

    private static string Written(Match match, ReaderLocale locale)
    {
        var year = match.Groups["year"];
        // The first day of a range takes month and year from its last.
        var range = match.Groups["rangeMonth"];
        var yearText = year.Success ? year.ValueSpan : match.Groups["rangeYear"].ValueSpan;
        var monthName = match.Groups["month"].Success ? match.Groups["month"].Value : range.Value;
        var month = Array.IndexOf(MonthNames, monthName) + 1;
        var dayText = match.Groups["day"];
        var day = dayText.Success ? int.Parse(dayText.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 1;
        if (!DateOnly.TryParseExact($"{yearText}-{month:00}-{day:00}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return match.Value;
        }

        return (match.Groups["weekday"].Success, dayText.Success, year.Success) switch
        {
            (true, _, _) => locale.LongDay(date),
            (_, true, true) => locale.Day(date),
            (_, true, _) => locale.DayOfMonth(date),
            _ => locale.Month(date),
        };
    }

    // "Thursday 20 March 2025", "20 March 2025", "in March 2025" (not "Theresa May 2019"), and the first part of "16 to 18 February 2026" and "28 February to 3 March 2026".
    [GeneratedRegex(
        @"(?:\b(?:(?<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday) )?(?<day>\d{1,2}) |(?<=\b(?:in|is) ))(?<month>January|February|March|April|May|June|July|August|September|October|November|December) (?<year>\d{4})\b"
        + @"|\b(?<day>\d{1,2})(?: (?<month>January|February|March|April|May|June|July|August|September|October|November|December))?(?= to \d{1,2} (?<rangeMonth>January|February|March|April|May|June|July|August|September|October|November|December) (?<rangeYear>\d{4})\b)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Dates();
}
