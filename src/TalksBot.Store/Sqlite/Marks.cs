using System.Text;

namespace TalksBot.Store.Sqlite;

/// <summary>What an index entry is filtered by, as words that no text contains.</summary>
internal static class Marks
{
    public static string Speaker(long actor) => $"_s{actor}";

    public static string Actor(long actor) => $"_a{actor}";

    public static string Proposer(long actor) => $"_b{actor}";

    public static string Dossier(long dossier) => $"_d{dossier}";

    /// <summary>A calendar month, counted from year 0, that a meeting of several days touches.</summary>
    public static string Month(int month) => $"_c{month}";

    public static string PublishedDay(DateOnly day) => $"_p{FactKey.Number(day)}";

    public static string PublishedMonth(DateOnly day) => $"_q{MonthOf(day)}";

    public static string PublishedYear(int year) => $"_y{year}";

    public static int MonthOf(DateOnly day) => (day.Year * 12) + day.Month;

    /// <summary>The fewest marks that cover the days from <paramref name="since"/> to <paramref name="until"/>, both inclusive.</summary>
    public static List<string> Published(DateOnly since, DateOnly until)
    {
        var marks = new List<string>();
        var day = since;
        while (day <= until)
        {
            var nextYear = day.Year < 9999 ? new DateOnly(day.Year + 1, 1, 1) : DateOnly.MaxValue;
            var nextMonth = day is { Year: 9999, Month: 12 } ? DateOnly.MaxValue : new DateOnly(day.Year, day.Month, 1).AddMonths(1);
            if (day.DayOfYear == 1 && nextYear.AddDays(-1) <= until)
            {
                marks.Add(PublishedYear(day.Year));
                day = nextYear;
            }
            else if (day.Day == 1 && nextMonth.AddDays(-1) <= until)
            {
                marks.Add(PublishedMonth(day));
                day = nextMonth;
            }
            else
            {
                marks.Add(PublishedDay(day));
                if (day == DateOnly.MaxValue)
                {
                    break;
                }

                day = day.AddDays(1);
            }
        }

        return marks;
    }

    public static string Join(IEnumerable<string> marks) => new StringBuilder().AppendJoin(' ', marks.Distinct(StringComparer.Ordinal)).ToString();
}
