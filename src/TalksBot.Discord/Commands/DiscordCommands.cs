using System.Collections.Immutable;
using System.Text.Json;
using TalksBot.Chat;

namespace TalksBot.Discord;

/// <summary>The catalog's commands in Discord's form.</summary>
public static class DiscordCommands
{
    /// <summary>Name of the entry in a message's menu that asks whose words the message is.</summary>
    public const string WhoSaidThis = "Who said this?";

    /// <summary>The most that a list of choices or suggestions may have.</summary>
    public const int MaxChoices = 25;

    // A message has at most 2,000 characters, so nobody pastes more; names and days are short.
    private const int MaxText = 2000;
    private const int MaxValue = 100;
    private const int MaxDescription = 100;

    // MANAGE_CHANNELS; a server may override it, so it is checked again when the command comes.
    private const string ManageChannels = "16";

    private static readonly ImmutableArray<int> ServersAndDirectMessages = [0, 1];
    private static readonly ImmutableArray<int> InstalledToServer = [0];

    /// <summary>All commands, in the order of the catalog, and the message's menu entry.</summary>
    public static ImmutableArray<DiscordCommand> All { get; } = Of(CommandCatalog.All);

    /// <summary>The body that registers <see cref="All"/> (Bulk Overwrite Global Application Commands); the same bytes for the same declarations.</summary>
    public static byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(All, DiscordJson.Default.ImmutableArrayDiscordCommand);

    /// <summary>The commands of <paramref name="declarations"/> and the message's menu entry.</summary>
    public static ImmutableArray<DiscordCommand> Of(IEnumerable<CommandDeclaration> declarations) =>
    [
        .. declarations.Select(Typed),
        new DiscordCommand { Name = WhoSaidThis, Type = DiscordCommandType.Message, Contexts = ServersAndDirectMessages, IntegrationTypes = InstalledToServer },
    ];

    /// <summary>A value to choose or a suggestion while typing.</summary>
    /// <param name="value">Any text.</param>
    /// <returns>Null where it is too long to be sent back whole, or nothing is left of it to show.</returns>
    public static DiscordCommandChoice? Choice(string value) =>
        value.Length is > 0 and <= MaxValue && Shortening.Fit(ForeignText.Clean(value), MaxValue, DiscordEscape.Plain) is { Length: > 0 } name ? new DiscordCommandChoice(name, value) : null;

    private static DiscordCommand Typed(CommandDeclaration command) => new()
    {
        Name = command.Name,
        Type = DiscordCommandType.ChatInput,
        Description = Description(command.Help),
        Options = [.. command.Options.OrderByDescending(option => option.IsRequired).Select(Option)],
        DefaultMemberPermissions = command.Permission == CommandRight.ManageChannel ? ManageChannels : null,
        Contexts = ServersAndDirectMessages,
        IntegrationTypes = InstalledToServer,
    };

    private static DiscordCommandOption Option(OptionDeclaration option)
    {
        // What may be chosen and what is suggested exclude each other; a list that is too long is suggested.
        var isChosen = option.Kind == OptionKind.Choice && option.Choices.Length <= MaxChoices;
        return new DiscordCommandOption(option.Name, Description(option.Help))
        {
            Required = option.IsRequired ? true : null,
            Choices = isChosen ? [.. option.Choices.Select(choice => new DiscordCommandChoice(choice, choice))] : null,
            Autocomplete = isChosen || (option.Kind == OptionKind.Text && option.Suggestions.IsEmpty) ? null : true,
            MaxLength = isChosen ? null : option.Kind == OptionKind.Text || option.IsList ? MaxText : MaxValue,
        };
    }

    private static string Description(string help) => Shortening.Cut($"{char.ToUpperInvariant(help[0])}{help[1..]}", MaxDescription);
}
