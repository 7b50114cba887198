using CsCheck;
using TalksBot.Answers;
using TalksBot.Chat;
using TalksBot.Chat.Tests;
using TalksBot.Domain;

namespace TalksBot.Slack.Tests;

public class SlackRendererTests
{
    public static TheoryData<string> Texts => [.. HostileAnswers.Texts];

    [Fact]
    public void Speaker_and_date_stand_in_front_the_words_in_a_quotation_the_source_below()
    {
        var message = SlackRenderer.Render(Answer(AnItem("Rut Almqvist said on Sunday 3 May 2026", "The quay stays shut.")));

        Assert.Equal(3, message.Blocks.Length);
        Assert.Equal("Who said “shut”", Assert.IsType<SlackHeader>(message.Blocks[0]).Text.Text);
        var parts = Assert.IsType<SlackRichText>(message.Blocks[1]).Elements;
        var head = Assert.IsType<SlackRun>(Assert.IsType<SlackRichTextSection>(parts[0]).Elements[0]);
        Assert.Equal(("Rut Almqvist said on Sunday 3 May 2026:", true), (head.Text, head.Style?.Bold));
        Assert.Equal("“The quay stays shut.”", Assert.IsType<SlackRun>(Assert.IsType<SlackRichTextQuote>(parts[1]).Elements[0]).Text);
        Assert.Equal(
            "<https://harbour.example/quay|Harbour Post, 4 May 2026>: Quay shut",
            Assert.IsType<SlackMrkdwn>(Assert.IsType<SlackContext>(message.Blocks[2]).Elements[0]).Text);
    }

    [Fact]
    public void The_text_beside_the_blocks_has_the_whole_gist() =>
        Assert.Equal(
            "Who said “shut”\nRut Almqvist said on Sunday 3 May 2026: “The quay stays shut.” (Harbour Post, 4 May 2026)",
            SlackRenderer.Render(Answer(AnItem("Rut Almqvist said on Sunday 3 May 2026", "The quay stays shut."))).Text);

    [Fact]
    public void A_moment_is_shown_in_the_readers_zone_and_a_day_stays_a_day()
    {
        var moment = SlackRenderer.Render(Answer(AnItem("Talks: planned on Tuesday 11 March 2025", null) with { When = new TimeValue("2025-03-11T14:00+02:00") }));
        var day = SlackRenderer.Render(Answer(AnItem("Talks: planned on Tuesday 11 March 2025", null) with { When = new TimeValue("2025-03-11") }));

        var date = Assert.Single(Runs(moment).OfType<SlackDate>());
        Assert.Equal((1741694400, "11 March 2025 12:00 UTC"), (date.Timestamp, date.Fallback));
        Assert.Empty(Runs(day).OfType<SlackDate>());
    }

    [Fact]
    public void Pages_are_said_in_words_and_there_is_no_button_beyond_the_ends()
    {
        var answer = Answer(AnItem("Somebody said", "No.")) with
        {
            Buttons = [new ChatButton(ButtonKind.Previous, "Previous", "s.p9", IsEnabled: false), new ChatButton(ButtonKind.Next, "Next", "s.p1"), new ChatButton(ButtonKind.Show, "Show to channel", "s.s0")],
        };
        var message = SlackRenderer.Render(answer with { Reply = answer.Reply with { PageCount = 7 } });

        Assert.Equal("Page 1 of 7", Assert.IsType<SlackMrkdwn>(Assert.IsType<SlackContext>(message.Blocks[^2]).Elements[0]).Text);
        Assert.Equal(["Next", "Show to channel"], Assert.IsType<SlackActions>(message.Blocks[^1]).Elements.Cast<SlackButton>().Select(button => button.Text.Text));
    }

    [Fact]
    public void Dates_of_our_sentences_are_in_the_readers_language_and_quotations_are_not_touched()
    {
        var message = SlackRenderer.Render(Answer(AnItem("Rut Almqvist said on Sunday 3 May 2026", "We meet on 4 May 2026.")) with { Locale = "ja-JP" });

        Assert.Contains("said on 2026年5月3日日曜日:", message.Text, StringComparison.Ordinal);
        Assert.Contains("“We meet on 4 May 2026.”", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Commands_in_help_are_set_as_code()
    {
        var message = SlackRenderer.Render(new ChatAnswer(AnswerKind.Help, HelpText.For(CommandCatalog.Find("meetings"))));

        Assert.Equal(["/meetings upcoming", "/meetings Lavrov past"], Runs(message).OfType<SlackRun>().Where(run => run.Style?.Code == true).TakeLast(2).Select(run => run.Text));
        SlackLimits.AssertKept(message);
    }

    [Fact]
    public void A_long_answer_is_cut_behind_a_sentence_and_keeps_its_sources()
    {
        var words = string.Concat(Enumerable.Repeat("The quay stays shut until the water falls. ", 400));

        var message = SlackRenderer.Render(Answer([.. Enumerable.Range(0, 6).Select(_ => AnItem("Rut Almqvist said", words))]));

        SlackLimits.AssertKept(message);
        Assert.Equal(6, message.Blocks.OfType<SlackContext>().Count(block => block.Elements[0] is SlackMrkdwn { Text: "<https://harbour.example/quay|Harbour Post, 4 May 2026>" }));
        Assert.Equal(6, Runs(message).OfType<SlackRun>().Count(run => run.Text.EndsWith("falls. …”", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Texts), DisableDiscoveryEnumeration = true)]
    public void S53_Hostile_text_in_every_place_pings_nobody_forges_nothing_and_stays_within_the_limits(string text) =>
        SlackLimits.AssertKept(SlackRenderer.Render(HostileAnswers.Everywhere(text)));

    [Fact]
    public void S52_Any_answer_stays_within_the_limits() =>
        HostileAnswers.Any.Sample(answer => SlackLimits.AssertKept(SlackRenderer.Render(answer)), iter: 60);

    [Fact]
    public void Every_item_that_is_shown_names_its_first_source() =>
        HostileAnswers.Any.Sample(
            answer => Assert.InRange(
                SlackRenderer.Render(answer).Blocks.OfType<SlackContext>().Count(),
                AnswerSheet.Of(answer).Items.Length,
                int.MaxValue),
            iter: 100);

    private static IEnumerable<SlackRichTextElement> Runs(SlackMessage message) => message.Blocks.OfType<SlackRichText>().SelectMany(block => block.Elements).SelectMany(part => part switch
    {
        SlackRichTextSection section => section.Elements,
        SlackRichTextQuote quote => quote.Elements,
        _ => [],
    });

    private static ChatAnswer Answer(params ReplyItem[] items) => new(AnswerKind.Answer, new Reply { Title = "Who said “shut”", Kind = ReplyKind.Statement, Items = [.. items] });

    private static ReplyItem AnItem(string head, string? quote) => new()
    {
        Kind = ReplyKind.Statement,
        Head = head,
        Quote = quote,
        IsSpoken = true,
        Citations = [new Citation(
            new ArticleRevision(new ArticleId("a"), 1, "quay", "Quay shut", "Harbour Post", "https://harbour.example/quay", new DateOnly(2026, 5, 4), IsPublishedAssumed: false),
            new TextSpan(3, 4),
            "quay")],
    };
}
