using System.Globalization;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Calendar arithmetic in TIMEX3 values; what leaves the calendar yields null.</summary>
internal static class Calendar
{
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Week(DateOnly day)
    {
        var moment = day.ToDateTime(TimeOnly.MinValue);
        return $"{ISOWeek.GetYear(moment):D4}-W{ISOWeek.GetWeekOfYear(moment):D2}";
    }

    public static string Month(int year, int month) => $"{year:D4}-{month:D2}";

    public static string Quarter(int year, int quarter) => $"{year:D4}-Q{quarter}";

    public static string Year(int year) => $"{year:D4}";

    public static int QuarterOf(DateOnly day) => ((day.Month - 1) / 3) + 1;

    /// <summary>1 for Monday to 7 for Sunday.</summary>
    public static int WeekdayOf(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;

    public static DateOnly MondayOf(DateOnly day) => AddDays(day, 1 - WeekdayOf(day)) ?? day;

    /// <summary>Easter Sunday of the western churches (the anonymous Gregorian algorithm, Nature 13, 1876).</summary>
    public static DateOnly EasterOf(int year)
    {
        var (golden, century, rest) = (year % 19, year / 100, year % 100);
        var epact = ((19 * golden) + century - (century / 4) - ((century - ((century + 8) / 25) + 1) / 3) + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (rest / 4)) - epact - (rest % 4)) % 7;
        var late = (golden + (11 * epact) + (22 * weekday)) / 451;
        var days = epact + weekday - (7 * late) + 114;
        return new DateOnly(year, days / 31, (days % 31) + 1);
    }

    public static DateOnly? TryDay(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    public static DateOnly? AddDays(DateOnly day, long days)
    {
        var number = day.DayNumber + days;
        return number >= DateOnly.MinValue.DayNumber && number <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)number)
            : null;
    }

    public static DateOnly? AddMonths(DateOnly day, long months)
    {
        var index = (day.Year * 12L) + day.Month - 1 + months;
        return index is >= 12 and < 120_000
            ? new DateOnly((int)(index / 12), (int)(index % 12) + 1, Math.Min(day.Day, DateTime.DaysInMonth((int)(index / 12), (int)(index % 12) + 1)))
            : null;
    }

    /// <summary><paramref name="count"/> units from <paramref name="from"/>, as precise as the unit is; null when it is no calendar unit.</summary>
    public static string? Shift(DateOnly from, long count, char unit)
    {
        switch (unit)
        {
            case 'D':
                return AddDays(from, count) is { } day ? Day(day) : null;
            case 'W' or 'F':
                return AddDays(from, count * (unit == 'F' ? 14 : 7)) is { } inWeek ? Week(inWeek) : null;
            case 'M':
                return AddMonths(from, count) is { } inMonth ? Month(inMonth.Year, inMonth.Month) : null;
            case 'Q':
                return AddMonths(from, count * 3) is { } inQuarter ? Quarter(inQuarter.Year, QuarterOf(inQuarter)) : null;
            case 'Y' or 'E' or 'C':
                return AddMonths(from, count * (unit switch { 'Y' => 12, 'E' => 120, _ => 1200 })) is { } inYear ? Year(inYear.Year) : null;
            default:
                return null;
        }
    }

    /// <summary>As <see cref="Shift(DateOnly, long, char)"/> from a value: a quarter a year earlier is a quarter, a month a year earlier a month.</summary>
    public static string? Shift(string from, long count, char unit)
    {
        if (!new TimeValue(from).TryGetDays(out var first, out _))
        {
            return null;
        }

        if (unit == 'Y' && from.Length > 4 && from.IndexOf('W', StringComparison.Ordinal) < 0 && !from.Contains('/', StringComparison.Ordinal))
        {
            var year = first.Year + count;
            var rest = from[4..];
            return year is < 1 or > 9998 || rest == "-02-29" ? Shift(first, count, unit) : Year((int)year) + rest;
        }

        return Shift(first, count, unit);
    }

    /// <summary>A TIMEX3 duration; <paramref name="count"/> null stands for an unknown number.</summary>
    public static string Duration(long? count, char unit)
    {
        if (count is null && unit == 'C')
        {
            return "PXC";
        }

        var number = unit switch { 'F' => count * 2, 'E' => count * 10, 'C' => count * 100, _ => count };
        var letter = unit switch { 'F' => 'W', 'E' or 'C' => 'Y', 'h' => 'H', 'm' => 'M', 's' => 'S', _ => unit };
        return (char.IsAsciiLetterLower(unit) ? "PT" : "P") + (number?.ToString(CultureInfo.InvariantCulture) ?? "X") + letter;
    }
}
