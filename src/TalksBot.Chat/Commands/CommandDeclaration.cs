using System.Collections.Immutable;
using TalksBot.Answers;

namespace TalksBot.Chat;

/// <summary>Who may use a command.</summary>
public enum CommandRight
{
    /// <summary>Everybody who can write where it is asked.</summary>
    Everybody,

    /// <summary>Those who may change what the channel follows; others are told so.</summary>
    ManageChannel,
}

/// <summary>A command as people see it: declared once, registered on every platform, typed in the terminal.</summary>
/// <param name="Name">Without the slash.</param>
/// <param name="Help">What it answers, in a few words.</param>
public sealed record CommandDeclaration(string Name, string Help)
{
    /// <summary>In the order people see them; bare text fills the first.</summary>
    public ImmutableArray<OptionDeclaration> Options { get; init; } = [];

    /// <summary>Lines that a person could type.</summary>
    public ImmutableArray<string> Examples { get; init; } = [];

    /// <summary>Who may use it; checked again when it is used, whatever a platform lets through.</summary>
    public CommandRight Permission { get; init; }

    /// <summary>Whether everything after the command's name is the first option's value, colons included.</summary>
    public bool TakesWordsLiterally { get; init; }

    /// <summary>Makes the request of checked values; null for what the chat answers by itself (help, privacy, the channel's dossier).</summary>
    public Func<CommandValues, Request>? ToRequest { get; init; }

    /// <summary>What the chat does by itself with checked values; set where <see cref="ToRequest"/> is null.</summary>
    internal Func<CommandValues, ChatInput>? ToInput { get; init; }

    /// <summary>The option called <paramref name="name"/>, in any case, or null.</summary>
    public OptionDeclaration? FindOption(string name) =>
        Options.FirstOrDefault(option => option.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
