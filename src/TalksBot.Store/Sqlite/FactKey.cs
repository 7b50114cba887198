using System.Globalization;

namespace TalksBot.Store.Sqlite;

/// <summary>
/// Keys of facts: day of publication, then a page among those of the day, then the place in the article counted backwards.
/// Descending keys are newest article first and, inside an article, reading order.
/// </summary>
internal static class FactKey
{
    /// <summary>Facts of one kind that fit on a page; an article takes as many pages as it needs.</summary>
    public const int PageSize = 1 << PageBits;

    private const int PageBits = 10;
    private const int DayBits = 24 + PageBits;
    private const int MaxDay = (1 << 17) - 2;

    private static readonly int FirstDay = new DateOnly(1800, 1, 1).DayNumber;

    /// <summary>First key of a day, inclusive; days before 1800 or after 2158 count as the nearest that has keys.</summary>
    public static long FirstOf(DateOnly day) => (long)Number(day) << DayBits;

    /// <summary>Last key of a day, inclusive.</summary>
    public static long LastOf(DateOnly day) => FirstOf(day) + (1L << DayBits) - 1;

    /// <summary>First key after all days: for what has no day.</summary>
    public static long FirstUndated => (long)(MaxDay + 1) << DayBits;

    /// <summary>Pages for that many facts of one kind, at least one.</summary>
    public static int Pages(int facts) => Math.Max(1, (facts + PageSize - 1) / PageSize);

    /// <summary>Pages that an article with these keys takes.</summary>
    public static int PagesOf(KeyRange range) => (int)((range.Last - range.First + 1) >> PageBits);

    /// <summary>The key of the fact at <paramref name="ordinal"/> in an article whose keys begin at <paramref name="firstKey"/>.</summary>
    public static long At(long firstKey, int pages, int ordinal) => firstKey + ((long)pages << PageBits) - 1 - ordinal;

    /// <summary>The day as the number that dates are stored as.</summary>
    public static int Number(DateOnly day) => Math.Clamp(day.DayNumber - FirstDay, 0, MaxDay);

    /// <summary>ISO date as stored.</summary>
    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="Text"/> wrote.</summary>
    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A run of keys, both ends inclusive.</summary>
internal readonly record struct KeyRange(long First, long Last)
{
    public static KeyRange All { get; } = new(0, long.MaxValue);

    public static KeyRange Published(DateOnly? since, DateOnly? until) => new(
        since is { } first ? FactKey.FirstOf(first) : 0,
        until is { } last ? FactKey.LastOf(last) : long.MaxValue);

    public bool IsEmpty => First > Last;

    public bool Contains(long key) => key >= First && key <= Last;

    public KeyRange Intersect(KeyRange other) => new(Math.Max(First, other.First), Math.Min(Last, other.Last));
}
