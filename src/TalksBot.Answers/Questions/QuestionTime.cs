using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>A time that a question names: either days, or a weekday or month of any week or year.</summary>
/// <param name="Terms">Which terms of the question name it: first index, and first index after.</param>
/// <param name="First">First day, or null when only weekday or month is known.</param>
/// <param name="Last">Last day, or null likewise.</param>
/// <param name="Weekday">The weekday, or null.</param>
/// <param name="Month">The month 1 to 12 when no year is known, or null.</param>
/// <param name="DayOfMonth">The day of the month when no year is known, or null.</param>
public sealed record QuestionTime(
    (int First, int End) Terms,
    DateOnly? First = null,
    DateOnly? Last = null,
    DayOfWeek? Weekday = null,
    int? Month = null,
    int? DayOfMonth = null)
{
    /// <summary>Whether something on <paramref name="value"/> can be meant; false for values that name no days.</summary>
    public bool Matches(TimeValue value) => value.TryGetDays(out var first, out var last) && Matches(first, last);

    /// <summary>Whether something from <paramref name="first"/> to <paramref name="last"/>, both inclusive, can be meant.</summary>
    public bool Matches(DateOnly first, DateOnly last)
    {
        if (First is { } from && Last is { } to)
        {
            return first <= to && from <= last;
        }

        // Longer ranges hold every weekday and most months: they say nothing.
        if (last.DayNumber - first.DayNumber > 31)
        {
            return false;
        }

        for (var number = first.DayNumber; number <= last.DayNumber; number++)
        {
            var day = DateOnly.FromDayNumber(number);
            if ((Weekday is null || day.DayOfWeek == Weekday) && (Month is null || day.Month == Month) && (DayOfMonth is null || day.Day == DayOfMonth))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Finds the times that a question names.</summary>
public static class QuestionTimeReader
{
    private static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    /// <summary>The times in <paramref name="terms"/>, in order.</summary>
    /// <param name="terms">Words of the question.</param>
    /// <param name="today">What "yesterday" and "last week" count from.</param>
    public static List<QuestionTime> Read(IReadOnlyList<Term> terms, DateOnly today)
    {
        var times = new List<QuestionTime>();
        for (var i = 0; i < terms.Count;)
        {
            var time = ReadDate(terms, i) ?? ReadRelative(terms, i, today) ?? ReadWeekday(terms, i);
            if (time is null)
            {
                i++;
                continue;
            }

            times.Add(time);
            i = time.Terms.End;
        }

        return times;
    }

    /// <summary>The day that <paramref name="text"/> names ("2025-03-11", "11 March", "yesterday"), or null; a day without year is the last one up to <paramref name="today"/>.</summary>
    public static DateOnly? ReadDay(string text, DateOnly today)
    {
        var terms = TermReader.Read(text);
        var times = Read(terms, today);
        if (times.Count != 1 || times[0].Terms != (0, terms.Count))
        {
            return null;
        }

        var time = times[0];
        if (time.First is { } first)
        {
            return first;
        }

        for (var day = today; day > today.AddDays(-366); day = day.AddDays(-1))
        {
            if (time.Matches(day, day) && (time.Month is null || time.DayOfMonth is not null || day.Day == 1))
            {
                return day;
            }
        }

        return null;
    }

    private static QuestionTime? ReadDate(IReadOnlyList<Term> terms, int i)
    {
        // 2025-03-11 is read as three figures; 2025-03 as two.
        if (Figure(terms, i, 4) is { } isoYear and > 1000 && Figure(terms, i + 1, 2) is { } isoMonth and >= 1 and <= 12 && Adjacent(terms, i))
        {
            return Figure(terms, i + 2, 2) is { } isoDay && Adjacent(terms, i + 1)
                ? Day((i, i + 3), isoYear, isoMonth, isoDay)
                : WholeMonth((i, i + 2), isoYear, isoMonth);
        }

        if (MonthOf(terms, i) is { } month)
        {
            if (DayNumber(terms, i + 1) is { } day)
            {
                return Year(terms, i + 2) is { } year ? Day((i, i + 3), year, month, day) : new QuestionTime((i, i + 2), Month: month, DayOfMonth: day);
            }

            return Year(terms, i + 1) is { } monthYear ? WholeMonth((i, i + 2), monthYear, month) : new QuestionTime((i, i + 1), Month: month);
        }

        if (DayNumber(terms, i) is { } number)
        {
            var next = i + 1 < terms.Count && terms[i + 1].Folded == "of" ? i + 2 : i + 1;
            if (MonthOf(terms, next) is { } named)
            {
                return Year(terms, next + 1) is { } year ? Day((i, next + 2), year, named, number) : new QuestionTime((i, next + 1), Month: named, DayOfMonth: number);
            }
        }

        return i > 0 && terms[i - 1].Folded is "in" or "of" or "since" or "until" or "by" && Year(terms, i) is { } alone
            ? new QuestionTime((i, i + 1), new DateOnly(alone, 1, 1), new DateOnly(alone, 12, 31))
            : null;
    }

    private static QuestionTime? ReadRelative(IReadOnlyList<Term> terms, int i, DateOnly today)
    {
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        switch (terms[i].Folded)
        {
            case "today" or "tonight":
                return new QuestionTime((i, i + 1), today, today);
            case "yesterday":
                return new QuestionTime((i, i + 1), today.AddDays(-1), today.AddDays(-1));
            case "tomorrow":
                return new QuestionTime((i, i + 1), today.AddDays(1), today.AddDays(1));
        }

        if (i + 1 >= terms.Count || terms[i].Folded is not ("last" or "this" or "next" or "past" or "coming"))
        {
            return null;
        }

        var step = terms[i].Folded switch { "last" or "past" => -1, "this" => 0, _ => 1 };
        var month = new DateOnly(today.Year, today.Month, 1).AddMonths(step);
        return terms[i + 1].Folded switch
        {
            "week" => new QuestionTime((i, i + 2), monday.AddDays(7 * step), monday.AddDays((7 * step) + 6)),
            // A weekend is "this" one until it is over, and still for a day or two after.
            "weekend" => new QuestionTime((i, i + 2), monday.AddDays((7 * step) + 4), monday.AddDays((7 * step) + 6)),
            "month" => new QuestionTime((i, i + 2), month, month.AddMonths(1).AddDays(-1)),
            "year" => new QuestionTime((i, i + 2), new DateOnly(today.Year + step, 1, 1), new DateOnly(today.Year + step, 12, 31)),
            _ when WeekdayOf(terms[i + 1]) is { } weekday => new QuestionTime((i, i + 2), Weekday: weekday),
            _ => null,
        };
    }

    private static QuestionTime? ReadWeekday(IReadOnlyList<Term> terms, int i) =>
        WeekdayOf(terms[i]) is { } weekday ? new QuestionTime((i, i + 1), Weekday: weekday) : null;

    private static DayOfWeek? WeekdayOf(Term term) => term.Folded switch
    {
        "monday" => DayOfWeek.Monday,
        "tuesday" => DayOfWeek.Tuesday,
        "wednesday" => DayOfWeek.Wednesday,
        "thursday" => DayOfWeek.Thursday,
        "friday" => DayOfWeek.Friday,
        "saturday" => DayOfWeek.Saturday,
        "sunday" => DayOfWeek.Sunday,
        _ => null,
    };

    private static int? MonthOf(IReadOnlyList<Term> terms, int i)
    {
        if (i >= terms.Count || terms[i].Folded.Length < 3)
        {
            return null;
        }

        var word = terms[i].Folded;
        // "may" and "march" are verbs too; as months they are written with a capital or stand beside a figure.
        if (word is "may" or "march" or "mar" && !terms[i].IsCapitalised && !(i + 1 < terms.Count && terms[i + 1].IsNumber) && !(i > 0 && terms[i - 1].IsNumber))
        {
            return null;
        }

        if (word == "may" && i == 0)
        {
            return null;
        }

        var month = word == "sept" ? 8 : Array.FindIndex(Months, name => name == word || (word.Length == 3 && name.StartsWith(word, StringComparison.Ordinal)));
        return month >= 0 ? month + 1 : null;
    }

    private static int? DayNumber(IReadOnlyList<Term> terms, int i)
    {
        if (i >= terms.Count || terms[i].Folded.Length == 0 || !char.IsDigit(terms[i].Folded[0]))
        {
            return null;
        }

        var digits = terms[i].Folded;
        return digits.Length <= 2 && int.TryParse(digits, out var day) && day is >= 1 and <= 31 ? day : null;
    }

    private static int? Year(IReadOnlyList<Term> terms, int i) => Figure(terms, i, 4) is { } year and >= 1800 and <= 2200 ? year : null;

    private static int? Figure(IReadOnlyList<Term> terms, int i, int digits) =>
        i < terms.Count && terms[i].Folded.Length == digits && int.TryParse(terms[i].Folded, out var figure) ? figure : null;

    private static bool Adjacent(IReadOnlyList<Term> terms, int i) => i + 1 < terms.Count && terms[i + 1].Span.Start == terms[i].Span.End + 1;

    private static QuestionTime? Day((int, int) at, int year, int month, int day)
    {
        if (day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return null;
        }

        var date = new DateOnly(year, month, day);
        return new QuestionTime(at, date, date);
    }

    private static QuestionTime WholeMonth((int, int) at, int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        return new QuestionTime(at, first, new DateOnly(year, month, DateTime.DaysInMonth(year, month)));
    }
}
