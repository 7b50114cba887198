using System.Text.Json;
using System.Text.RegularExpressions;
using TalksBot.Chat;
using TalksBot.Discord.Tests.Schemas;

namespace TalksBot.Discord.Tests.Commands;

public partial class DiscordCommandsTests
{
    [Fact]
    public void Every_command_of_the_catalog_is_registered_and_the_menu_of_messages()
    {
        Assert.Equal([.. CommandCatalog.All.Select(command => command.Name), "Who said this?"], DiscordCommands.All.Select(command => command.Name));
        Assert.Equal(DiscordCommandType.Message, DiscordCommands.All[^1].Type);
        Assert.Null(DiscordCommands.All[^1].Description);
    }

    [Fact]
    public void The_registration_is_what_the_platform_describes()
    {
        using var body = JsonDocument.Parse(DiscordCommands.ToJson());

        // The description has an integer there; the reference text says a decimal string, which is what the API returns too.
        Assert.DoesNotContain(
            DiscordSchemas.Check("put", "/applications/{application_id}/commands", body.RootElement),
            fault => !fault.Path.EndsWith("/default_member_permissions", StringComparison.Ordinal));
        Assert.Equal(DiscordCommands.ToJson(), DiscordCommands.ToJson());
    }

    [Fact]
    public void Names_descriptions_and_sums_keep_the_limits()
    {
        Assert.InRange(DiscordCommands.All.Count(command => command.Type == DiscordCommandType.ChatInput), 1, 100);
        Assert.All(DiscordCommands.All.Where(command => command.Type == DiscordCommandType.ChatInput), command =>
        {
            Assert.Matches(Name(), command.Name);
            Assert.InRange(command.Description?.Length ?? 0, 1, 100);
            Assert.InRange(command.Options?.Length ?? 0, 0, 25);
            Assert.All(command.Options ?? [], option =>
            {
                Assert.Matches(Name(), option.Name);
                Assert.InRange(option.Description.Length, 1, 100);
                Assert.InRange(option.Choices?.Length ?? 1, 1, 25);
                Assert.False(option.Choices is not null && option.Autocomplete is not null);
            });
            Assert.InRange(Sum(command), 1, 8000);
            Assert.Equal(command.Options?.OrderByDescending(option => option.Required == true), command.Options);
        });
    }

    [Fact]
    public void Names_days_and_dossiers_are_completed_and_words_are_not()
    {
        var options = DiscordCommands.All.Single(command => command.Name == "who-said").Options;

        Assert.Equal([null, true, true, true], options?.Select(option => option.Autocomplete));
        Assert.Equal([true, null, null, null], options?.Select(option => option.Required));
    }

    [Fact]
    public void A_command_that_manages_the_channel_is_offered_to_those_who_may()
    {
        var declared = new CommandDeclaration("follow", "what to follow") { Permission = CommandRight.ManageChannel };

        Assert.Equal("16", DiscordCommands.Of([declared])[0].DefaultMemberPermissions);
        Assert.Null(DiscordCommands.Of([declared with { Permission = CommandRight.Everybody }])[0].DefaultMemberPermissions);
    }

    [Fact]
    public void Required_options_come_first_and_too_many_choices_are_suggested()
    {
        var declared = new CommandDeclaration("many", "many things")
        {
            Options = [new("first", OptionKind.Choice, "one of many") { Choices = [.. Enumerable.Range(0, 26).Select(number => $"c{number}")] }, new("second", OptionKind.Text, "words") { IsRequired = true }],
        };

        var options = DiscordCommands.Of([declared])[0].Options ?? [];

        Assert.Equal(["second", "first"], options.Select(option => option.Name));
        Assert.Null(options[1].Choices);
        Assert.True(options[1].Autocomplete);
    }

    [Fact]
    public void A_suggestion_that_cannot_come_back_whole_is_not_made()
    {
        Assert.Null(DiscordCommands.Choice(new string('x', 101)));
        Assert.Null(DiscordCommands.Choice("\u200B"));
        Assert.Equal(new DiscordCommandChoice("@\u200Beveryone", "@everyone"), DiscordCommands.Choice("@everyone"));
    }

    private static int Sum(DiscordCommand command) => command.Name.Length + (command.Description?.Length ?? 0)
        + (command.Options ?? []).Sum(option => option.Name.Length + option.Description.Length + (option.Choices ?? []).Sum(choice => choice.Name.Length + choice.Value.Length));

    [GeneratedRegex("^[-_'a-z0-9]{1,32}$", RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
