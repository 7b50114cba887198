using TalksBot.Answers;

namespace TalksBot.Chat.Tests;

public class AnswerSheetTests
{
    [Fact]
    public void What_is_to_be_typed_stands_out_in_help_and_entries_stand_together()
    {
        var lines = SheetLine.ReadAll("Ask, or use a command:\n/meetings [with]: who meets.\nwith: only with them.\nFor example: /meetings upcoming   /meetings Lavrov past", AnswerKind.Help);

        Assert.Equal(
            ["Ask, or use a command:", "[/meetings [with]]: who meets.", "[with]: only with them.", "", "For example:", "[/meetings upcoming]", "[/meetings Lavrov past]"],
            lines.Select(Marked));
    }

    [Theory]
    [InlineData("There is no command /who-sad; did you mean /who-said?", "There is no command /who-sad; did you mean [/who-said]?")]
    [InlineData("/position needs somebody, for example: /position Zelensky on:ceasefire", "[/position] needs somebody, for example: [/position Zelensky on:ceasefire]")]
    [InlineData("“/help” is not a day", "“/help” is not a day")]
    [InlineData("Write /dossier all here", "Write [/dossier all] here")]
    public void Commands_stand_out_in_what_is_said_of_a_mistake(string text, string expected) =>
        Assert.Equal(expected, Marked(Assert.Single(SheetLine.ReadAll(text, AnswerKind.Problem))));

    [Fact]
    public void Nothing_stands_out_in_an_answer() => Assert.Equal("Type /help now", Marked(Assert.Single(SheetLine.ReadAll("Type /help now", AnswerKind.Answer))));

    [Fact]
    public void A_title_that_the_lead_repeats_is_left_out()
    {
        var sheet = AnswerSheet.Of(new ChatAnswer(AnswerKind.Problem, new Reply { Title = "Sorry.", Kind = ReplyKind.None }));

        Assert.Null(sheet.Title);
        Assert.Equal("Sorry.", Marked(Assert.Single(sheet.Lead)));
    }

    [Fact]
    public void Items_beyond_the_tenth_are_counted_and_pages_said_in_words()
    {
        var sheet = AnswerSheet.Of(HostileAnswers.Everywhere("x", items: 40));

        Assert.Equal(10, sheet.Items.Length);
        Assert.Equal("… and 30 more.", sheet.LeftOut);
        Assert.Equal("Page 2 of 7", sheet.Page);
    }

    [Fact]
    public void A_button_is_shown_once()
    {
        var answer = new ChatAnswer(AnswerKind.Answer, new Reply { Title = "x", Kind = ReplyKind.None }) { Buttons = [new(ButtonKind.Next, "Next", "a"), new(ButtonKind.Show, "Show", "a"), new(ButtonKind.Show, "\u200B", "b")] };

        Assert.Equal("Next", Assert.Single(AnswerSheet.Of(answer).Buttons).Label);
    }

    private static string Marked(SheetLine line) => string.Concat(line.Runs.Select(run => run.IsTyped ? $"[{run.Text}]" : run.Text));
}
