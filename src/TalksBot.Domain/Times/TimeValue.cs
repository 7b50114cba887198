using System.Globalization;

namespace TalksBot.Domain;

/// <summary>What a time expression denotes (TIMEX3 types, TimeML 1.2.1).</summary>
public enum TimeType
{
    /// <summary>A calendar date, week, month, quarter, season or year, or a range of them.</summary>
    Date,

    /// <summary>A time of day or a part of a day.</summary>
    Time,

    /// <summary>A length of time.</summary>
    Duration,

    /// <summary>A recurring time.</summary>
    Set,
}

/// <summary>An ISO 8601 or TIMEX3 value, or a range "a/b" of two.</summary>
/// <param name="Value">"2025-03-11", "2025-W11", "2025-03", "2025", "2025-03-11T14:00", "2025-03-10TEV", "P3Y", "2025-03-10/2025-03-12", "PAST_REF".</param>
public readonly record struct TimeValue(string Value)
{
    private static readonly string[] InstantFormats =
        ["yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz"];

    /// <summary>The day <paramref name="day"/>.</summary>
    public static TimeValue Of(DateOnly day) => new(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Whether the value names exactly one day.</summary>
    public bool IsDay => TryGetDays(out var first, out var last) && first == last;

    /// <summary>First and last day that the value covers.</summary>
    /// <param name="first">First day, inclusive.</param>
    /// <param name="last">Last day, inclusive.</param>
    /// <returns>False for durations, sets, times without a day and references such as PRESENT_REF.</returns>
    public bool TryGetDays(out DateOnly first, out DateOnly last)
    {
        first = last = default;
        var value = Value ?? "";
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0)
        {
            return new TimeValue(value[..slash]).TryGetDays(out first, out _)
                && new TimeValue(value[(slash + 1)..]).TryGetDays(out _, out last)
                && first <= last;
        }

        var clock = value.IndexOf('T', StringComparison.Ordinal);
        var date = clock >= 0 ? value[..clock] : value;
        return TryDay(date, out first, out last) || TryWeek(date, out first, out last) || TryMonthOrYear(date, out first, out last);
    }

    /// <summary>The instant that the value names: a day with a time of day and its offset from UTC, "2025-03-11T14:00Z" or "2025-03-11T14:00+03:00".</summary>
    /// <param name="instant">With the offset as stated.</param>
    /// <returns>False where the offset is not known: a time of day alone is another instant in each zone.</returns>
    public bool TryGetInstant(out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(Value, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static bool TryDay(string value, out DateOnly first, out DateOnly last)
    {
        var found = DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out first);
        last = first;
        return found;
    }

    private static bool TryWeek(string value, out DateOnly first, out DateOnly last)
    {
        first = last = default;
        if (value.Length < 8 || value[4] != '-' || value[5] != 'W'
            || !int.TryParse(value.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(value.AsSpan(6, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var week)
            || year is < 2 or > 9998 || week < 1 || week > ISOWeek.GetWeeksInYear(year))
        {
            return false;
        }

        var weekend = value.EndsWith("-WE", StringComparison.Ordinal);
        if (value.Length > 8 && !weekend)
        {
            return false;
        }

        first = DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, weekend ? DayOfWeek.Saturday : DayOfWeek.Monday));
        last = first.AddDays(weekend ? 1 : 6);
        return true;
    }

    private static bool TryMonthOrYear(string value, out DateOnly first, out DateOnly last)
    {
        first = last = default;
        if (value.Length < 4 || !int.TryParse(value.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 1 or > 9998)
        {
            return false;
        }

        var (month, months) = value.Length == 4 ? (1, 12) : value[4..] switch
        {
            "-Q1" => (1, 3),
            "-Q2" => (4, 3),
            "-Q3" => (7, 3),
            "-Q4" => (10, 3),
            "-H1" => (1, 6),
            "-H2" => (7, 6),
            "-SP" => (3, 3),
            "-SU" => (6, 3),
            "-FA" => (9, 3),
            "-WI" => (12, 3),
            { Length: 3 } rest when rest[0] == '-' && int.TryParse(rest.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => (number, 1),
            _ => (0, 0),
        };
        if (month is < 1 or > 12)
        {
            return false;
        }

        first = new DateOnly(year, month, 1);
        last = first.AddMonths(months).AddDays(-1);
        return true;
    }
}

/// <summary>A time expression in a text.</summary>
/// <param name="Span">The words, without the preposition in front.</param>
/// <param name="Type">What it denotes.</param>
/// <param name="Value">Resolved against the publication date and the tense of its clause.</param>
public sealed record TimeExpression(TextSpan Span, TimeType Type, TimeValue Value);
