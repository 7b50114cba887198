using TalksBot.Answers;

namespace TalksBot.Chat;

/// <summary>
/// The text form of the commands: bare text, with or without quotation marks around it, fills the first option; others are
/// <c>name:value</c> or <c>name:"some words"</c>. A line without a slash is a question.
/// </summary>
public static class ChatGrammar
{
    /// <summary>The most characters a line may have; far more than any question, and any platform's message.</summary>
    public const int MaxLength = 4000;

    /// <summary>Understands one line.</summary>
    /// <param name="line">Any text; hostile text never throws.</param>
    /// <param name="context">Who asks, and when.</param>
    public static ChatInput Parse(string line, ChatContext context)
    {
        var text = line.Trim();
        if (text.Length == 0)
        {
            return new ChatInput.Misunderstood("Type a question, or /help.");
        }

        if (text.Length > MaxLength)
        {
            return new ChatInput.Misunderstood($"That is too long ({text.Length:N0} characters); ask in at most {MaxLength:N0}.");
        }

        if (text[0] != '/')
        {
            return new ChatInput.Asked(new AskRequest(text) { Scope = context.Scope, Today = context.Today });
        }

        var end = text.AsSpan().IndexOfAny(" \t\r\n");
        var name = end < 0 ? text[1..] : text[1..end];
        if (CommandCatalog.Find(name) is not { } command)
        {
            return new ChatInput.Misunderstood(UnknownCommand(name));
        }

        return Understand(command, end < 0 ? "" : text[end..].Trim(), context);
    }

    /// <summary>Understands a command whose options came apart, as platforms with typed options send it.</summary>
    /// <param name="name">Of the command, without slash; any text.</param>
    /// <param name="options">Value by option name; any text.</param>
    /// <param name="context">Who asks, and when.</param>
    public static ChatInput Parse(string name, IReadOnlyDictionary<string, string> options, ChatContext context)
    {
        if (CommandCatalog.Find(name) is not { } command)
        {
            return new ChatInput.Misunderstood(UnknownCommand(name));
        }

        var values = new CommandValues(context);
        foreach (var (option, value) in options)
        {
            if (value.Length > MaxLength)
            {
                return new ChatInput.Misunderstood($"“{Listing.Short(option)}” is too long ({value.Length:N0} characters); use at most {MaxLength:N0}.");
            }

            var problem = command.FindOption(option) is { } known ? values.Set(known, QuotationMarks.Strip(value.Trim())) : UnknownOption(command, option);
            if (problem is not null)
            {
                return new ChatInput.Misunderstood(problem);
            }
        }

        return Finish(command, values);
    }

    private static string UnknownCommand(string name)
    {
        var nearest = Listing.Nearest(name, CommandCatalog.All.Select(command => command.Name));
        return nearest is null
            ? $"There is no command /{Listing.Short(name)}; /help lists them, and a question needs none."
            : $"There is no command /{Listing.Short(name)}; did you mean /{nearest}?";
    }

    private static ChatInput Understand(CommandDeclaration command, string text, ChatContext context)
    {
        var values = new CommandValues(context);
        var problem = command.TakesWordsLiterally
            ? SetLiterally(command, text, values)
            : SetAll(command, OptionScanner.Scan(command, text, context.Today), values);
        return problem is null ? Finish(command, values) : new ChatInput.Misunderstood(problem);
    }

    private static ChatInput Finish(CommandDeclaration command, CommandValues values)
    {
        if (command.Options.FirstOrDefault(option => option.IsRequired && !values.Has(option)) is { } missing)
        {
            return new ChatInput.Misunderstood($"/{command.Name} needs {missing.Help}, for example: {command.Examples[0]}");
        }

        return (command.ToRequest, command.ToInput) switch
        {
            ({ } toRequest, _) => new ChatInput.Asked(toRequest(values)),
            (_, { } toInput) => toInput(values),
            _ => throw new InvalidOperationException($"/{command.Name} declares neither a request nor an input."),
        };
    }

    private static string? SetLiterally(CommandDeclaration command, string text, CommandValues values)
    {
        var option = command.Options[0];
        var words = text.StartsWith(option.Name + ":", StringComparison.OrdinalIgnoreCase) ? QuotationMarks.Strip(text[(option.Name.Length + 1)..]) : text;
        return words.Length == 0 ? null : values.Set(option, words);
    }

    private static string? SetAll(CommandDeclaration command, ScannedOptions scanned, CommandValues values)
    {
        foreach (var (name, value) in scanned.Named)
        {
            if (command.FindOption(name) is not { } option)
            {
                return UnknownOption(command, name);
            }

            if (values.Has(option))
            {
                return $"“{option.Name}” is given twice; give it once.";
            }

            if (values.Set(option, value) is { } problem)
            {
                return problem;
            }
        }

        return scanned.Bare.Length == 0 ? null : SetBare(command, scanned, values);
    }

    private static string UnknownOption(CommandDeclaration command, string name)
    {
        var known = command.Options.Select(option => option.Name).ToArray();
        if (known.Length == 0)
        {
            return $"/{command.Name} has no options; leave “{Listing.Short(name)}:” out.";
        }

        return Listing.Nearest(name, known) is { } nearest
            ? $"/{command.Name} has no option “{Listing.Short(name)}”; did you mean {nearest}:?"
            : $"/{command.Name} has no option “{Listing.Short(name)}”, only {Listing.Or(known)}; words with a colon go in quotation marks.";
    }

    private static string? SetBare(CommandDeclaration command, ScannedOptions scanned, CommandValues values)
    {
        if (command.Options.IsEmpty)
        {
            return $"/{command.Name} takes no words after it.";
        }

        var option = command.Options[0];
        var bare = scanned.Bare;
        if (!scanned.IsBareQuoted)
        {
            bare = TakeChoice(command, bare, values);
            (option, bare) = TakePreposition(command, bare, values);
        }

        if (bare.Length == 0)
        {
            return null;
        }

        if (values.Has(option))
        {
            return $"“{option.Name}” is given twice, once as “{Listing.Short(bare)}”; give it once, several words in quotation marks.";
        }

        // "/help /meetings" and "/timeline Ukraine" say plainly what they mean.
        if (command.Name == CommandCatalog.Help)
        {
            bare = bare.TrimStart('/');
        }

        if (option.Kind == OptionKind.Date && !DayPhrase.TryParse(bare, values.Context.Today, out _, out _)
            && command.Options.FirstOrDefault(other => other.Kind == OptionKind.Actor && !values.Has(other)) is { } actor)
        {
            option = actor;
        }

        return values.Set(option, bare);
    }

    // "/meetings upcoming", "/meetings Lavrov past", "/meetings past Lavrov".
    private static string TakeChoice(CommandDeclaration command, string bare, CommandValues values)
    {
        if (command.Options[0].Kind == OptionKind.Choice
            || command.Options.FirstOrDefault(option => option.Kind == OptionKind.Choice && !values.Has(option)) is not { } option)
        {
            return bare;
        }

        var words = bare.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var (word, rest) in new[] { (words[0], words[1..]), (words[^1], words[..^1]) })
        {
            if (option.Choices.Contains(word, StringComparer.OrdinalIgnoreCase))
            {
                values.Set(option, word);
                return QuotationMarks.Strip(string.Join(' ', rest));
            }
        }

        return bare;
    }

    // "/meetings with Lavrov", "/who-proposed by Ukraine", "/timeline since 11 March", "/position Rubio on sanctions".
    private static (OptionDeclaration Option, string Words) TakePreposition(CommandDeclaration command, string bare, CommandValues values)
    {
        foreach (var option in command.Options.Where(option => option.IsPreposition && !values.Has(option)))
        {
            if (bare.StartsWith(option.Name + " ", StringComparison.OrdinalIgnoreCase))
            {
                return (option, QuotationMarks.Strip(bare[(option.Name.Length + 1)..]));
            }

            var at = option.Kind == OptionKind.Text ? bare.IndexOf($" {option.Name} ", StringComparison.OrdinalIgnoreCase) : -1;
            if (at > 0 && !NamesABody(bare[..at]))
            {
                values.Set(option, QuotationMarks.Strip(bare[(at + option.Name.Length + 2)..]));
                return (command.Options[0], QuotationMarks.Strip(bare[..at]));
            }
        }

        return (command.Options[0], bare);
    }

    // "the Committee on Fisheries" is one name.
    private static bool NamesABody(string words)
    {
        ReadOnlySpan<string> bodies = ["committee", "subcommittee", "commission", "council", "conference", "convention", "group", "panel", "board", "forum", "institute"];
        foreach (var body in bodies)
        {
            if (words.EndsWith(body, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
