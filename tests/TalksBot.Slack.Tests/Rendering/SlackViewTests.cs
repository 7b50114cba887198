using System.Text.Json;
using TalksBot.Chat;

namespace TalksBot.Slack.Tests;

public class SlackViewTests
{
    public static TheoryData<string> Commands => [.. CommandCatalog.All.Select(command => command.Name)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void The_form_of_a_command_has_a_field_for_each_option(string name)
    {
        var command = CommandCatalog.Find(name)!;

        var modal = CommandModal.Of(command, "data");

        AssertView(modal);
        Assert.Equal(command.Options.Select(option => option.Name), modal.Blocks.OfType<SlackInput>().Select(field => field.BlockId));
        Assert.Equal(command.Options.Select(option => !option.IsRequired), modal.Blocks.OfType<SlackInput>().Select(field => field.Optional));
        Assert.All(modal.Blocks.OfType<SlackInput>(), field => Assert.Equal(field.BlockId, CommandModal.FieldOf(field.Element.ActionId)?.Option.Name));
        Assert.Same(command, CommandModal.CommandOf(modal.CallbackId));
        AssertView(CommandModal.Loading(command));
    }

    [Fact]
    public void Names_are_completed_from_the_first_letter_and_days_come_from_a_calendar()
    {
        var fields = CommandModal.Of(CommandCatalog.Find("who-said")!, null).Blocks.OfType<SlackInput>().Select(field => field.Element).ToList();

        Assert.IsType<SlackTextInput>(fields[0]);
        Assert.Equal(1, Assert.IsType<SlackExternalSelect>(fields[1]).MinQueryLength);
        Assert.IsType<SlackDatePicker>(fields[2]);
        Assert.Equal(["upcoming", "past", "all"], CommandModal.Of(CommandCatalog.Find("meetings")!, null).Blocks.OfType<SlackInput>().Select(field => field.Element).OfType<SlackStaticSelect>().Single().Options.Select(option => option.Value));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("who-said")]
    [InlineData("who-said.nothing")]
    [InlineData("nothing.speaker")]
    [InlineData("a.b.c")]
    public void An_action_that_is_no_field_is_none(string? actionId) => Assert.Null(CommandModal.FieldOf(actionId));

    [Theory]
    [InlineData("who-said", true)]
    [InlineData("meetings", false)]
    [InlineData("sources", false)]
    public void A_form_is_wanted_where_a_bare_call_means_nothing(string name, bool isWanted) => Assert.Equal(isWanted, CommandModal.IsWanted(CommandCatalog.Find(name)!));

    [Fact]
    public void The_home_tab_lists_every_command_and_says_how_data_is_deleted()
    {
        var home = HomeTab.Of("1.2.3", "https://example.org/privacy");

        AssertView(home);
        var texts = string.Join('\n', SlackLimits.Strings(JsonSerializer.SerializeToElement(home, SlackJson.Default.SlackView)));
        Assert.All(CommandCatalog.All.SelectMany(command => command.Examples), example => Assert.Contains(example, texts, StringComparison.Ordinal));
        Assert.Contains("TalksBot 1.2.3", texts, StringComparison.Ordinal);
        Assert.Contains("https://example.org/privacy", texts, StringComparison.Ordinal);
        Assert.InRange(home.Blocks.Length, 1, 100);
    }

    [Theory]
    [InlineData("Volodymyr Zelensky", "Volodymyr Zelensky")]
    [InlineData("<!channel> & co", "&lt;!channel&gt; &amp; co")]
    public void A_suggestion_is_harmless_and_comes_back_as_it_was(string value, string shown)
    {
        var option = CommandModal.Choice(value);

        Assert.Equal((shown, value), (option?.Text.Text, option?.Value));
    }

    [Fact]
    public void A_suggestion_that_cannot_come_back_whole_is_not_made() => Assert.Null(CommandModal.Choice(new string('x', 151)));

    private static void AssertView(SlackView view) => Assert.Empty(SlackSchemas.CheckView(JsonSerializer.SerializeToElement(view, SlackJson.Default.SlackView)));
}
