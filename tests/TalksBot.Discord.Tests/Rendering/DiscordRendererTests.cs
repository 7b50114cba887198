using CsCheck;
using TalksBot.Answers;
using TalksBot.Chat;
using TalksBot.Chat.Tests;
using TalksBot.Domain;

namespace TalksBot.Discord.Tests.Rendering;

public class DiscordRendererTests
{
    public static TheoryData<string> Texts => [.. HostileAnswers.Texts];

    [Fact]
    public void Speaker_and_date_stand_in_front_the_words_in_a_quotation_the_source_below()
    {
        var message = DiscordRenderer.Render(Answer(AnItem("Rut Almqvist said on Sunday 3 May 2026", "The quay stays shut.")), isPrivate: false);

        Assert.Equal(
            "**Rut Almqvist said on Sunday 3 May 2026:**\n> “The quay stays shut.”\n-# [Harbour Post, 4 May 2026](https://harbour.example/quay): Quay shut",
            Assert.Single(message.Embeds).Description);
        Assert.Null(message.Flags);
    }

    [Fact]
    public void A_private_answer_carries_the_flag() =>
        Assert.Equal(64, DiscordRenderer.Render(Answer(AnItem("Somebody said", "No.")), isPrivate: true).Flags);

    [Fact]
    public void Words_that_are_not_the_speakers_own_get_no_quotation_marks()
    {
        var message = DiscordRenderer.Render(Answer(AnItem("Rut Almqvist said", "the quay would stay shut") with { IsSpoken = false }), isPrivate: false);

        Assert.Contains("\n> the quay would stay shut\n", message.Embeds[0].Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_moment_is_shown_in_the_readers_zone_and_a_day_stays_a_day()
    {
        var moment = DiscordRenderer.Render(Answer(AnItem("Talks: planned on Tuesday 11 March 2025", null) with { When = new TimeValue("2025-03-11T14:00+02:00") }), isPrivate: false);
        var day = DiscordRenderer.Render(Answer(AnItem("Talks: planned on Tuesday 11 March 2025", null) with { When = new TimeValue("2025-03-11") }), isPrivate: false);

        Assert.Contains("<t:1741694400:f>", moment.Embeds[0].Description, StringComparison.Ordinal);
        Assert.DoesNotContain("<t:", day.Embeds[0].Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_are_said_in_words_and_the_buttons_are_disabled_at_the_ends()
    {
        var answer = Answer(AnItem("Somebody said", "No.")) with
        {
            Buttons =
            [
                new ChatButton(ButtonKind.Previous, "Previous", "s.p9", IsEnabled: false),
                new ChatButton(ButtonKind.Next, "Next", "s.p1"),
                new ChatButton(ButtonKind.Show, "Show to channel", "s.s0"),
            ],
        };
        var message = DiscordRenderer.Render(answer with { Reply = answer.Reply with { PageCount = 7 } }, isPrivate: false);

        Assert.Equal("Page 1 of 7", message.Embeds[0].Footer?.Text);
        var row = Assert.Single(message.Components).Components.Cast<DiscordButton>();
        Assert.Equal([("Previous", true), ("Next", false), ("Show to channel", false)], row.Select(button => (button.Label, button.Disabled == true)));
    }

    [Fact]
    public void What_is_near_is_offered_when_nothing_was_found()
    {
        var reply = new Reply { Title = "Who said “x”", Kind = ReplyKind.None, IsRefused = true, Lead = "The sources do not say.", More = [AnItem("Rut Almqvist said", "Nearly that.")] };
        var message = DiscordRenderer.Render(new ChatAnswer(AnswerKind.Answer, reply) { Buttons = [new ChatButton(ButtonKind.Suggestion, "Rut Almqvist", "s.a0")] }, isPrivate: true);

        Assert.StartsWith("The sources do not say. The nearest that is known:\n\n**Rut Almqvist said:**", message.Embeds[0].Description, StringComparison.Ordinal);
        Assert.Equal("Rut Almqvist", Assert.IsType<DiscordButton>(message.Components[0].Components[0]).Label);
    }

    [Fact]
    public void Commands_in_help_are_set_as_code()
    {
        var message = DiscordRenderer.Render(new ChatAnswer(AnswerKind.Help, HelpText.For(CommandCatalog.Find("meetings"))), isPrivate: true);

        Assert.Contains("For example:\n`/meetings upcoming`\n`/meetings Lavrov past`", message.Embeds[0].Description, StringComparison.Ordinal);
        DiscordLimits.AssertKept(message);
    }

    [Fact]
    public void Dates_of_our_sentences_are_in_the_readers_language_and_quotations_are_not_touched()
    {
        var answer = Answer(AnItem("Rut Almqvist said on Sunday 3 May 2026", "We meet on 4 May 2026.")) with { Locale = "de" };

        var description = DiscordRenderer.Render(answer, isPrivate: false).Embeds[0].Description;

        Assert.Contains("said on Sonntag, 3. Mai 2026:", description, StringComparison.Ordinal);
        Assert.Contains("“We meet on 4 May 2026.”", description, StringComparison.Ordinal);
        Assert.Contains("[Harbour Post, 4. Mai 2026]", description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_answer_is_cut_behind_a_sentence_and_keeps_its_sources()
    {
        var words = string.Concat(Enumerable.Repeat("The quay stays shut until the water falls. ", 400));

        var description = DiscordRenderer.Render(Answer([.. Enumerable.Range(0, 6).Select(_ => AnItem("Rut Almqvist said", words))]), isPrivate: false).Embeds[0].Description ?? "";

        Assert.InRange(description.Length, 3000, 4096);
        Assert.Equal(6, description.Split("[Harbour Post, 4 May 2026](https://harbour.example/quay)").Length - 1);
        Assert.Equal(6, description.Split("falls. …”").Length - 1);
    }

    [Theory]
    [MemberData(nameof(Texts), DisableDiscoveryEnumeration = true)]
    public void Hostile_text_in_every_place_pings_nobody_forges_nothing_and_stays_within_the_limits(string text) =>
        DiscordLimits.AssertKept(DiscordRenderer.Render(HostileAnswers.Everywhere(text), isPrivate: false));

    [Fact]
    public void Any_answer_stays_within_the_limits() =>
        HostileAnswers.Any.Sample(answer => DiscordLimits.AssertKept(DiscordRenderer.Render(answer, isPrivate: true)), iter: 150);

    [Fact]
    public void Where_embeds_are_not_allowed_the_answer_is_plain_text_within_its_limit()
    {
        var plain = DiscordRenderer.RenderPlain(Answer(AnItem("Rut Almqvist said", "The quay stays shut.")));

        Assert.Equal("**Who said “shut”**\n**Rut Almqvist said:**\n> “The quay stays shut.”\n-# [Harbour Post, 4 May 2026](https://harbour.example/quay): Quay shut", plain.Content);
        Assert.Empty(plain.Embeds);
        HostileAnswers.Any.Sample(answer => DiscordLimits.AssertKept(DiscordRenderer.RenderPlain(answer)), iter: 60);
    }

    [Fact]
    public void Every_item_that_is_shown_names_its_first_source() =>
        HostileAnswers.Any.Sample(
            answer =>
            {
                var sheet = AnswerSheet.Of(answer);
                var description = DiscordRenderer.Render(answer, isPrivate: false).Embeds[0].Description ?? "";
                Assert.InRange(description.Split("\n-# ").Length, sheet.Items.Length, int.MaxValue);
            },
            iter: 100);

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
