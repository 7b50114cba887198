using System.Globalization;
using System.Text.RegularExpressions;

namespace TalksBot.Ingestion;

/// <summary>Dates of publication as outlets write them.</summary>
public static partial class PublicationDate
{
    private const int MaxLength = 100;

    private static readonly string[] Months =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static readonly string[] LongMonths =
    [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ];

    /// <summary>
    /// ISO 8601 ("2025-03-15", "2025-03-15T21:04:00-05:00"), RFC 822 ("Sat, 15 Mar 2025 21:04:00 GMT"), "March 15, 2025" and
    /// "15 March 2025", each with or without weekday and time of day.
    /// </summary>
    /// <param name="text">Any text. Days and months in figures other than ISO's order are ambiguous and no date.</param>
    /// <param name="day">The day as written: in the outlet's own zone where an instant is given.</param>
    public static bool TryParse(string? text, out DateOnly day)
    {
        day = default;
        text = text?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength)
        {
            return false;
        }

        return Iso().Match(text) is { Success: true } iso
            ? IsClock(iso) && TryDay(iso, int.Parse(iso.Groups["month"].ValueSpan, CultureInfo.InvariantCulture), out day)
            : (DayFirst().Match(text) is { Success: true } found || (found = MonthFirst().Match(text)).Success)
                && IsClock(found) && TryDay(found, Month(found.Groups["month"].Value), out day);
    }

    private static bool TryDay(Match match, int month, out DateOnly day)
    {
        day = default;
        var year = int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
        var number = int.Parse(match.Groups["day"].ValueSpan, CultureInfo.InvariantCulture);
        if (year is < 1500 or > 9000 || month is < 1 or > 12 || number < 1 || number > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        day = new DateOnly(year, month, number);
        return true;
    }

    private static bool IsClock(Match match) =>
        !match.Groups["hour"].Success
        || (int.Parse(match.Groups["hour"].ValueSpan, CultureInfo.InvariantCulture) <= 24
            && (!match.Groups["minute"].Success || int.Parse(match.Groups["minute"].ValueSpan, CultureInfo.InvariantCulture) <= 59));

    private static int Month(string name)
    {
        name = name.TrimEnd('.').ToLowerInvariant();
        var month = Array.IndexOf(Months, name is "sept" ? "sep" : name);
        return 1 + (month >= 0 ? month : Array.IndexOf(LongMonths, name));
    }

    private const string Clock =
        """(?:[T,]?\s*(?:at\s+)?(?<hour>[0-9]{1,2})(?:[:.h](?<minute>[0-9]{2}))?(?:[:.][0-9]{2}(?:[.,][0-9]{1,9})?)?\s*(?:[ap]\.?m\.?)?\s*(?<zone>Z|\(?[A-Za-z]{1,5}\)?|(?:GMT|UTC)?\s*[+-][0-9]{2}:?[0-9]{2}(?:\s*\([A-Za-z ]{1,40}\))?)?)?""";

    private const string Weekday = """(?:(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?\.?,?\s+)?""";

    [GeneratedRegex("^(?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2})" + Clock + "$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Iso();

    [GeneratedRegex("^" + Weekday + """(?<day>[0-9]{1,2})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?<month>[a-z]{3,9}\.?)[,\s-]\s*(?<year>[0-9]{4})""" + Clock + "$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DayFirst();

    [GeneratedRegex("^" + Weekday + """(?<month>[a-z]{3,9}\.?)\s+(?<day>[0-9]{1,2})(?:st|nd|rd|th)?,?\s+(?<year>[0-9]{4})""" + Clock + "$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MonthFirst();
}
