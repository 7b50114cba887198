using System.Collections.Immutable;
using System.Globalization;

namespace TalksBot.Chat;

/// <summary>How a reader writes dates and numbers. The texts around them are English for now.</summary>
public sealed class ReaderLocale
{
    private readonly ImmutableArray<string> _months;
    private readonly ImmutableArray<string> _monthsAlone;
    private readonly ImmutableArray<string> _weekdays;
    private readonly string _long;
    private readonly string _day;
    private readonly string _dayMonth;
    private readonly string _month;
    private readonly string? _first;
    private readonly string _group;
    private readonly int _leastDigitsGrouped;

    internal ReaderLocale(string name, IReadOnlyDictionary<string, string> entries)
    {
        Name = name;
        _months = Words(entries["months"]);
        _monthsAlone = Words(entries["alone"]);
        _weekdays = Words(entries["weekdays"]);
        _long = entries["long"];
        _day = entries["day"];
        _dayMonth = entries["day-month"];
        _month = entries["month"];
        _first = entries.GetValueOrDefault("first");
        var group = entries["group"].Split(' ');
        _group = ((char)int.Parse(group[0].AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString();
        _leastDigitsGrouped = group.Length > 1 ? 5 : 4;
    }

    /// <summary>English with the day in front, as the texts themselves are written.</summary>
    public static ReaderLocale English => LocaleData.English;

    /// <summary>The language of the data: "en", "de", "pt-BR".</summary>
    public string Name { get; }

    /// <summary>The locale that a platform calls <paramref name="code"/>.</summary>
    /// <param name="code">"de", "de-DE", "pt_BR"; any text or null.</param>
    /// <returns>English where it is not known.</returns>
    public static ReaderLocale Of(string? code) => LocaleData.Find(code);

    /// <summary>"11 March 2025".</summary>
    public string Day(DateOnly day) => Fill(_day, _months, day);

    /// <summary>"Tuesday 11 March 2025".</summary>
    public string LongDay(DateOnly day) => Fill(_long, _months, day);

    /// <summary>"11 March".</summary>
    public string DayOfMonth(DateOnly day) => Fill(_dayMonth, _months, day);

    /// <summary>"March 2025".</summary>
    public string Month(DateOnly day) => Fill(_month, _monthsAlone, day);

    /// <summary>"1,234".</summary>
    public string Number(long number)
    {
        var digits = number.ToString(CultureInfo.InvariantCulture);
        var start = number < 0 ? 1 : 0;
        if (digits.Length - start < _leastDigitsGrouped)
        {
            return digits;
        }

        for (var at = digits.Length - 3; at > start; at -= 3)
        {
            digits = digits.Insert(at, _group);
        }

        return digits;
    }

    /// <summary>
    /// A sentence of ours with its dates as the reader writes them. What stands in “quotation marks” is left alone: it was typed or said by somebody.
    /// </summary>
    /// <param name="sentence">With dates as <see cref="Answers.DatePhrasing"/> puts them.</param>
    public string Localize(string sentence) => ReferenceEquals(this, English) ? sentence : DatesInText.Replace(sentence, this);

    private string Fill(string pattern, ImmutableArray<string> months, DateOnly day) => pattern
        .Replace("{weekday}", _weekdays[(int)day.DayOfWeek], StringComparison.Ordinal)
        .Replace("{day}", day.Day == 1 && _first is not null ? _first : day.Day.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{month}", months[day.Month - 1], StringComparison.Ordinal)
        .Replace("{year}", day.Year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static ImmutableArray<string> Words(string line) => [.. line.Split('|', StringSplitOptions.TrimEntries)];
}
