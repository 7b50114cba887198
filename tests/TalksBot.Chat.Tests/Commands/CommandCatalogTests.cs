using TalksBot.Domain;

namespace TalksBot.Chat.Tests.Commands;

public class CommandCatalogTests
{
    private static readonly ChatContext Context = new(FactScope.All, new DateOnly(2026, 5, 13));

    [Fact]
    public void Every_example_is_understood() =>
        Assert.All(CommandCatalog.All.SelectMany(command => command.Examples), line => Assert.IsNotType<ChatInput.Misunderstood>(ChatGrammar.Parse(line, Context)));

    [Fact]
    public void Names_are_what_both_platforms_allow() =>
        Assert.All(
            CommandCatalog.All.SelectMany(command => command.Options.Select(option => option.Name).Append(command.Name)),
            name => Assert.Matches("^[a-z-]{1,32}$", name));

    [Fact]
    public void Help_can_explain_every_command() =>
        Assert.Equal(
            CommandCatalog.All.Select(command => command.Name),
            CommandCatalog.Find(CommandCatalog.Help)?.Options[0].Choices.AsEnumerable());

    [Fact]
    public void Only_choices_have_choices() =>
        Assert.All(CommandCatalog.All.SelectMany(command => command.Options), option => Assert.Equal(option.Kind == OptionKind.Choice, !option.Choices.IsEmpty));
}
