using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>Cadences in plain words: "at once", "every weekday at 8:30 Kyiv time". What is printed reads back as the same cadence.</summary>
internal static partial class CadencePhrase
{
    /// <summary>Local time of digests, and of reminders of a day, where none is given.</summary>
    public static readonly TimeOnly Morning = new(8, 0);

    /// <summary>The most characters that are read.</summary>
    public const int MaxLength = 120;

    private const string Examples = "Try “at once”, “daily at 8:30” or “every weekday at 8:30 Kyiv time”.";

    private static readonly string[] Names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private static readonly FrozenSet<string> Fillers =
        "every each on at in the of and & , a an once o'clock oclock time digest digests reminders local".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Immediate =
        "immediately instantly instant live now asap".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    // Readers might mean several things by these, or things that no cadence does.
    private static readonly FrozenSet<string> Unsupported =
        "hourly hour hours minute minutes monthly month months fortnight fortnightly biweekly twice thrice yearly second other except not never".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Understands a cadence.</summary>
    /// <param name="words">As typed; any text.</param>
    /// <param name="defaultZone">IANA name of the zone that counts where none is named.</param>
    /// <param name="cadence">What it is; null when it is not understood.</param>
    /// <param name="problem">One or two sentences that say what is unclear, with three examples; null when it is understood.</param>
    public static bool TryParse(string words, string defaultZone, out Cadence? cadence, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(words);
        var reading = new Reading();
        cadence = null;
        problem = words.Length > MaxLength ? $"That is too long for a time. {Examples}" : reading.Read(words);
        if (problem is null)
        {
            cadence = reading.Finish(defaultZone, out problem);
        }

        return cadence is not null;
    }

    /// <summary>A cadence in words that read back as itself: "every Monday and Friday at 17:00 Berlin time".</summary>
    public static string Print(Cadence cadence)
    {
        var at = $"{cadence.At.ToString("H:mm", CultureInfo.InvariantCulture)} {ZoneNames.Print(cadence.TimeZone)}";
        return cadence.IsAtOnce ? $"at once, reminders at {at}" : $"{Days(cadence.Days)} at {at}";
    }

    /// <summary>The same without what matters for reminders only: "at once".</summary>
    public static string PrintShort(Cadence cadence) => cadence.IsAtOnce ? "at once" : Print(cadence);

    private static string Days(Weekdays days)
    {
        if (days is Weekdays.All or Weekdays.Working)
        {
            return days == Weekdays.All ? "daily" : "every weekday";
        }

        var names = Names.Where((_, index) => ((int)days & (1 << index)) != 0).ToArray();
        return $"every {Listing.And(names)}";
    }

    private static string Unclear(string what) => $"{what} {Examples}";

    /// <summary>The parts of a cadence as they are found from left to right.</summary>
    private sealed class Reading
    {
        private Weekdays _days;
        private TimeOnly? _at;
        private TimeOnly? _partOfDay;
        private string? _zone;
        private bool _isAtOnce;
        private bool _isWeekly;
        private bool _isDaily;

        public string? Read(string words)
        {
            var text = AtOnce().Replace(words.Trim().ToLowerInvariant(), " immediately ");
            text = WorkingDay().Replace(text, "weekday");
            text = Meridiem().Replace(text.Replace(",", " , ", StringComparison.Ordinal), "${digit}${half}m ");
            var tokens = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            for (var i = 0; i < tokens.Length;)
            {
                if (Fillers.Contains(tokens[i]) && !IsZone(tokens, i, out _, out _))
                {
                    i++;
                    continue;
                }

                var (taken, problem) = Take(tokens, i);
                if (problem is not null)
                {
                    return problem;
                }

                i += taken;
            }

            return null;
        }

        public Cadence? Finish(string defaultZone, out string? problem)
        {
            var zone = _zone ?? defaultZone;
            problem = null;
            if (_isAtOnce)
            {
                problem = _days != Weekdays.None || _isWeekly || _isDaily ? Unclear("It is either at once or on certain days.") : null;
                return problem is null ? new Cadence(Weekdays.None, _at ?? _partOfDay ?? Morning, zone) : null;
            }

            if (_isDaily && (_isWeekly || _days != Weekdays.None))
            {
                problem = Unclear("It is either daily or on certain days.");
                return null;
            }

            var days = _days != Weekdays.None ? _days : _isWeekly ? Weekdays.Monday : Weekdays.All;
            if (_at is null && _partOfDay is null && _days == Weekdays.None && !_isWeekly && !_isDaily)
            {
                problem = Unclear("That says no time and no day.");
                return null;
            }

            if (_at is { } exact && _partOfDay is { } part && Math.Abs((exact - part).TotalHours) > 6 && Math.Abs((part - exact).TotalHours) > 6)
            {
                problem = Unclear("The part of the day and the time do not go together.");
                return null;
            }

            return new Cadence(days, _at ?? _partOfDay ?? Morning, zone);
        }

        private (int Taken, string? Problem) Take(string[] tokens, int i)
        {
            var token = tokens[i];
            if (Unsupported.Contains(token))
            {
                return (0, Unclear($"“{Listing.Short(token)}” is not something I can keep to: it is at once, or once on each of certain days."));
            }

            if (Immediate.Contains(token))
            {
                _isAtOnce = true;
                return (1, null);
            }

            if (Time().Match(token) is { Success: true } time)
            {
                return (1, SetTime(time));
            }

            if (IsDayWord(token))
            {
                return (1, null);
            }

            if (TakeDays(tokens, i) is var taken and > 0)
            {
                return (taken, null);
            }

            if (IsZone(tokens, i, out var zone, out var length))
            {
                if (_zone is not null && _zone != zone)
                {
                    return (0, Unclear("That names two time zones."));
                }

                _zone = zone;
                return (length, null);
            }

            return (0, ZoneNames.IsAmbiguous(token)
                ? $"“{Listing.Short(token.ToUpperInvariant())}” stands for several time zones. Name a city, for example: “8:30 Kyiv time”, “8:30 New York time” or “8:30 UTC”."
                : Unclear($"“{Listing.Short(token)}” is not clear to me."));
        }

        private string? SetTime(Match time)
        {
            var hour = int.Parse(time.Groups["hour"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
            var minute = time.Groups["minute"].Success ? int.Parse(time.Groups["minute"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
            var half = time.Groups["half"].Value;
            if (half.Length > 0)
            {
                if (hour is < 1 or > 12)
                {
                    return Unclear($"There is no {hour} {half}.");
                }

                hour = (hour % 12) + (half == "pm" ? 12 : 0);
            }

            if (hour > 23 || minute > 59)
            {
                return Unclear($"There is no such time as {time.Value}.");
            }

            return SetTime(new TimeOnly(hour, minute));
        }

        private string? SetTime(TimeOnly at)
        {
            if (_at is { } other && other != at)
            {
                return Unclear("That names two times; make two subscriptions for that.");
            }

            _at = at;
            return null;
        }

        private bool IsDayWord(string token)
        {
            switch (token)
            {
                case "daily" or "day" or "days" or "everyday":
                    _isDaily = true;
                    return true;
                case "weekly" or "week":
                    _isWeekly = true;
                    return true;
                case "weekday" or "weekdays":
                    _days |= Weekdays.Working;
                    return true;
                case "weekend" or "weekends":
                    _days |= Weekdays.Saturday | Weekdays.Sunday;
                    return true;
                case "morning" or "mornings":
                    _partOfDay = Morning;
                    return true;
                case "afternoon" or "afternoons":
                    _partOfDay = new TimeOnly(14, 0);
                    return true;
                case "evening" or "evenings":
                    _partOfDay = new TimeOnly(18, 0);
                    return true;
                case "noon" or "midday":
                    return SetTime(new TimeOnly(12, 0)) is null;
                case "midnight":
                    return SetTime(TimeOnly.MinValue) is null;
                default:
                    return false;
            }
        }

        // "Monday", "mon-fri", "Monday to Friday", "working days".
        private int TakeDays(string[] tokens, int i)
        {
            var token = tokens[i];
            if (token.Split('-', '–') is [var a, var b] && DayOf(a) is { } start && DayOf(b) is { } end)
            {
                AddRange(start, end);
                return 1;
            }

            if (DayOf(token) is not { } day)
            {
                return 0;
            }

            if (i + 2 < tokens.Length && tokens[i + 1] is "to" or "through" or "till" or "until" or "-" or "–" && DayOf(tokens[i + 2]) is { } last)
            {
                AddRange(day, last);
                return 3;
            }

            AddRange(day, day);
            return 1;
        }

        private void AddRange(int first, int last)
        {
            for (var day = first; ; day = (day + 1) % 7)
            {
                _days |= (Weekdays)(1 << day);
                if (day == last)
                {
                    return;
                }
            }
        }

        private static int? DayOf(string token)
        {
            var word = token.TrimEnd('.');
            for (var i = 0; i < 7; i++)
            {
                var name = Names[i].ToLowerInvariant();
                if (word == name || word == name + "s" || word == name[..3] || (word.Length is 4 or 5 && name.StartsWith(word, StringComparison.Ordinal)))
                {
                    return i;
                }
            }

            return null;
        }

        // The longest name that is one.
        private static bool IsZone(string[] tokens, int at, out string zone, out int length)
        {
            for (length = Math.Min(ZoneNames.MaxWords, tokens.Length - at); length > 0; length--)
            {
                if (ZoneNames.Find(string.Join(' ', tokens[at..(at + length)])) is { } found)
                {
                    zone = found;
                    return true;
                }
            }

            zone = "";
            return false;
        }
    }

    [GeneratedRegex(@"\bat[ -]once\b|\bright away\b|\bas it happens\b|\bstraight away\b", RegexOptions.NonBacktracking)]
    private static partial Regex AtOnce();

    [GeneratedRegex(@"\b(?:working|business|work|week)[ -]?days?\b", RegexOptions.NonBacktracking)]
    private static partial Regex WorkingDay();

    // "8 am", "8:30 p.m."
    [GeneratedRegex(@"(?<digit>[0-9])\s*(?<half>[ap])\.?m\b\.?", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Meridiem();

    [GeneratedRegex("^(?<hour>[0-9]{1,2})(?:[:.h](?<minute>[0-9]{2})|h)?(?:(?<half>am|pm))?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Time();
}
