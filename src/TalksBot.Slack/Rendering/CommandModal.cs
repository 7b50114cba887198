using TalksBot.Chat;

namespace TalksBot.Slack;

/// <summary>The form of a command that was called without words, made of its declaration.</summary>
public static class CommandModal
{
    // A title, a button may have 24; a label and a hint 2,000; a placeholder 150; a text 3,000.
    private const int MaxTitle = 24;
    private const int MaxHint = 500;
    private const int MaxChoices = 100;
    private const int MaxText = 2000;
    private const string CallbackPrefix = "command:";

    /// <summary>Whether the command means nothing without words, so that a bare call opens its form; others are answered at once.</summary>
    public static bool IsWanted(CommandDeclaration command) => command.Options.Any(option => option.IsRequired);

    /// <summary>The form: a field an option, whose block is named for the option.</summary>
    /// <param name="command">The command.</param>
    /// <param name="privateMetadata">Comes back when it is sent; at most 3,000 characters; or null.</param>
    public static SlackModal Of(CommandDeclaration command, string? privateMetadata) => new(Title(command))
    {
        CallbackId = CallbackPrefix + command.Name,
        PrivateMetadata = privateMetadata,
        Submit = new SlackPlainText("Ask"),
        Close = new SlackPlainText("Cancel"),
        Blocks =
        [
            new SlackContext([new SlackPlainText($"{Sentence(command.Help)}.")]),
            .. command.Options.Select((option, index) => Field(command, option, isFirst: index == 0)),
        ],
    };

    /// <summary>What is shown at once where the form itself needs a look-up.</summary>
    public static SlackModal Loading(CommandDeclaration command) => new(Title(command))
    {
        Close = new SlackPlainText("Cancel"),
        Blocks = [new SlackContext([new SlackPlainText("One moment…")])],
    };

    /// <summary>The command whose form came back, or null when <paramref name="callbackId"/> is none of these.</summary>
    public static CommandDeclaration? CommandOf(string? callbackId) =>
        callbackId?.StartsWith(CallbackPrefix, StringComparison.Ordinal) == true ? CommandCatalog.Find(callbackId[CallbackPrefix.Length..]) : null;

    /// <summary>The command and option whose field asks for values, from its action's id ("who-said.speaker"); null when it is none of these.</summary>
    public static (CommandDeclaration Command, OptionDeclaration Option)? FieldOf(string? actionId) =>
        actionId?.Split('.') is [var name, var optionName] && CommandCatalog.Find(name) is { } command && command.FindOption(optionName) is { } option ? (command, option) : null;

    /// <summary>A value of a list as it is offered while a person types.</summary>
    /// <param name="value">Any text.</param>
    /// <returns>Null where it is too long to be sent back whole, or nothing is left of it to show.</returns>
    public static SlackOption? Choice(string value) => value.Length is > 0 and <= MaxOptionValue && Shortening.Fit(ForeignText.Clean(value), MaxOptionText, SlackEscape.Plain) is { Length: > 0 } text
        ? new SlackOption(new SlackPlainText(text), value)
        : null;

    private const int MaxOptionText = 75;
    private const int MaxOptionValue = 150;

    private static SlackInput Field(CommandDeclaration command, OptionDeclaration option, bool isFirst) =>
        new(new SlackPlainText(Sentence(option.Name)), Element(option, $"{command.Name}.{option.Name}", isFirst))
        {
            BlockId = option.Name,
            Hint = new SlackPlainText(Shortening.Cut($"{Sentence(option.Help)}.", MaxHint)),
            Optional = !option.IsRequired,
        };

    private static SlackElement Element(OptionDeclaration option, string actionId, bool isFirst) => option.Kind switch
    {
        OptionKind.Choice when option.Choices.Length <= MaxChoices => new SlackStaticSelect([.. option.Choices.Select(Choice).OfType<SlackOption>()])
        {
            ActionId = actionId,
            Placeholder = new SlackPlainText("Choose one"),
        },
        OptionKind.Date => new SlackDatePicker { ActionId = actionId, Placeholder = new SlackPlainText("Choose a day") },
        OptionKind.Text => new SlackTextInput { ActionId = actionId, MaxLength = MaxText, FocusOnLoad = isFirst ? true : null },
        // A list takes more than one name; the form has no field for that which is completed as well.
        _ when option.IsList => new SlackTextInput { ActionId = actionId, MaxLength = MaxText, FocusOnLoad = isFirst ? true : null },
        _ => new SlackExternalSelect { ActionId = actionId, Placeholder = new SlackPlainText("Type the first letters") },
    };

    private static SlackPlainText Title(CommandDeclaration command) => new(Shortening.Cut(Sentence(command.Name.Replace('-', ' ')), MaxTitle));

    private static string Sentence(string words) => $"{char.ToUpperInvariant(words[0])}{words[1..]}";
}
