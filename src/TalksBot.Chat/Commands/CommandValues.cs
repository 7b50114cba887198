using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>Who asks, and when.</summary>
/// <param name="Scope">What the asker may see.</param>
/// <param name="Today">The asker's today; see <see cref="CalendarRange"/>.</param>
public sealed record ChatContext(FactScope Scope, DateOnly Today)
{
    /// <summary>The asker's today.</summary>
    public DateOnly Today { get; init => field = CalendarRange.Nearest(value); } = CalendarRange.Nearest(Today);
}

/// <summary>The values of a command's options, checked against their declaration.</summary>
public sealed class CommandValues
{
    private readonly Dictionary<string, string> _words = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, DateOnly> _days = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>No values yet.</summary>
    /// <param name="context">Who asks, and when.</param>
    public CommandValues(ChatContext context) => Context = context;

    /// <summary>Who asks, and when.</summary>
    public ChatContext Context { get; }

    /// <summary>Whether <paramref name="option"/> has a value.</summary>
    public bool Has(OptionDeclaration option) => _words.ContainsKey(option.Name);

    /// <summary>The words given for the option <paramref name="name"/>, or null when it was left out.</summary>
    public string? Words(string name) => _words.GetValueOrDefault(name);

    /// <summary>The day given for the date option <paramref name="name"/>, or null when it was left out.</summary>
    public DateOnly? Day(string name) => _days.TryGetValue(name, out var day) ? day : null;

    /// <summary>Sets an option.</summary>
    /// <param name="option">One of the command's.</param>
    /// <param name="words">As typed, without quotation marks around.</param>
    /// <returns>Null, or one sentence that says what is wrong with the value.</returns>
    public string? Set(OptionDeclaration option, string words)
    {
        words = words.Trim();
        if (words.Length == 0)
        {
            return $"“{option.Name}” is empty; leave it out or give it a value.";
        }

        if (option.Kind == OptionKind.Choice)
        {
            var choice = option.Choices.FirstOrDefault(known => known.Equals(words, StringComparison.OrdinalIgnoreCase));
            if (choice is null)
            {
                return $"“{option.Name}” takes {Listing.Or(option.Choices)}, not “{Listing.Short(words)}”.";
            }

            words = choice;
        }

        if (option.Kind == OptionKind.Date)
        {
            if (!DayPhrase.TryParse(words, Context.Today, out var first, out var last))
            {
                return $"“{option.Name}” takes a day such as 2025-03-11, 11 March, yesterday or last week, not “{Listing.Short(words)}”.";
            }

            _days[option.Name] = option.TakesLastDay ? last : first;
        }

        _words[option.Name] = words;
        return null;
    }
}
