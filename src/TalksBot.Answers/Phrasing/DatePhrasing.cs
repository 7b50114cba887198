using System.Globalization;
using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>Dates in words.</summary>
public static class DatePhrasing
{
    /// <summary>"Thursday 20 March 2025".</summary>
    public static string LongDay(DateOnly day) => day.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"20 March 2025".</summary>
    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"on Thursday 20 March 2025", "in November 2025", "from 16 to 18 February 2026"; null when the value names no days.</summary>
    public static string? When(TimeValue? value)
    {
        if (value is not { } time || !time.TryGetDays(out var first, out var last))
        {
            return null;
        }

        if (first == last)
        {
            return "on " + LongDay(first);
        }

        if (first.Day == 1 && (last.Year, last.Month) == (first.Year, first.Month) && last.Day == DateTime.DaysInMonth(last.Year, last.Month))
        {
            return "in " + first.ToString("MMMM yyyy", CultureInfo.InvariantCulture);
        }

        if (first is { Day: 1, Month: 1 } && last is { Day: 31, Month: 12 })
        {
            return first.Year == last.Year ? $"in {first.Year}" : $"from {first.Year} to {last.Year}";
        }

        return first.Year == last.Year
            ? $"from {(first.Month == last.Month ? first.Day.ToString(CultureInfo.InvariantCulture) : first.ToString("d MMMM", CultureInfo.InvariantCulture))} to {Day(last)}"
            : $"from {Day(first)} to {Day(last)}";
    }
}
