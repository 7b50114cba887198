using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace TalksBot.Chat;

/// <summary>How long before a meeting to remind, in plain words: "a day and an hour before", "30 minutes", "none".</summary>
internal static partial class ReminderPhrase
{
    private const int MaxCount = 4;
    private const int MaxLength = 120;
    private const string Examples = "Try “a day and an hour”, “30 minutes” or “none”.";

    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(14);

    private static readonly string[] Numbers = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    /// <summary>A day and an hour before.</summary>
    public static ImmutableArray<TimeSpan> Usual { get; } = [TimeSpan.FromDays(1), TimeSpan.FromHours(1)];

    /// <summary>Understands reminders.</summary>
    /// <param name="words">As typed; any text.</param>
    /// <param name="reminders">Longest first, each once; empty for none.</param>
    /// <param name="problem">What is wrong, with three examples; null when it is understood.</param>
    public static bool TryParse(string words, out ImmutableArray<TimeSpan> reminders, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(words);
        (reminders, problem) = ([], null);
        var text = words.Trim().ToLowerInvariant();
        if (text is "none" or "no" or "off" or "never" or "without")
        {
            return true;
        }

        if (text is "yes" or "on" or "usual" or "default")
        {
            reminders = Usual;
            return true;
        }

        var found = new List<TimeSpan>();
        var rest = text.Length > MaxLength ? text : Length().Replace(text, match =>
        {
            found.Add(Read(match));
            return " ";
        });
        if (rest.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Any(word => word is not ("and" or "before" or "ahead" or "earlier" or "&" or "then")) || found.Count == 0)
        {
            problem = $"“reminders” takes how long before a meeting. {Examples}";
            return false;
        }

        if (found.Exists(length => length < Shortest || length > Longest) || found.Distinct().Count() > MaxCount)
        {
            problem = $"Reminders come between 5 minutes and 14 days before a meeting, at most {MaxCount} of them. {Examples}";
            return false;
        }

        reminders = [.. found.Distinct().OrderDescending()];
        return true;
    }

    /// <summary>Reminders in words that read back as themselves: "a day and an hour before".</summary>
    public static string Print(ImmutableArray<TimeSpan> reminders) => reminders.IsEmpty ? "none" : $"{Listing.And([.. reminders.Select(Print)])} before";

    /// <summary>"a day", "2 hours", "90 minutes".</summary>
    public static string Print(TimeSpan length)
    {
        var minutes = (long)length.TotalMinutes;
        var (count, one, many) = minutes % 1440 == 0 ? (minutes / 1440, "a day", "days") : minutes % 60 == 0 ? (minutes / 60, "an hour", "hours") : (minutes, "a minute", "minutes");
        return count == 1 ? one : string.Create(CultureInfo.InvariantCulture, $"{count} {many}");
    }

    private static TimeSpan Read(Match match)
    {
        var number = match.Groups["number"].Value;
        var count = number is "a" or "an" or "" ? 1
            : number.StartsWith("half", StringComparison.Ordinal) ? 0.5
            : Array.IndexOf(Numbers, number) is var index and >= 0 ? index
            : int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture);
        return match.Groups["unit"].Value[0] switch
        {
            'w' => TimeSpan.FromDays(7 * count),
            'd' => TimeSpan.FromDays(count),
            'h' => TimeSpan.FromHours(count),
            _ => TimeSpan.FromMinutes(count),
        };
    }

    [GeneratedRegex(@"(?<![\w.])(?:(?<number>[0-9]{1,5})\s*|(?<number>half an?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+)(?<unit>weeks?|w|days?|d|hours?|hrs?|h|minutes?|mins?|m)\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Length();
}
