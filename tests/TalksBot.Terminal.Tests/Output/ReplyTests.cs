using Spectre.Console.Testing;
using TalksBot.Answers;

namespace TalksBot.Terminal.Tests.Output;

public class ReplyTests
{
    [Fact]
    public void A_plain_reply_names_speaker_words_and_article()
    {
        var text = PlainReply.Of(Replies.AReply(Replies.AnItem(url: "https://example.org/quay")));

        Assert.Equal(
            """
            Rut Almqvist said on 3 May 2026: “The quay stays shut”
                Harbour Post, 4 May 2026: Quay shut (https://example.org/quay)
            """,
            text);
    }

    [Fact]
    public void A_refusal_is_followed_by_the_nearest_that_is_known_and_by_what_to_try()
    {
        var reply = new Reply
        {
            Title = "No answer",
            Kind = ReplyKind.None,
            IsRefused = true,
            Lead = "The sources do not say.",
            More = [Replies.AnItem()],
            Actions = [new ReplyAction("All meetings", "/meetings all")],
        };

        Assert.Equal(
            """
            The sources do not say.
            The nearest that is known:
            Rut Almqvist said on 3 May 2026: “The quay stays shut”
                Harbour Post, 4 May 2026: Quay shut
            Try: /meetings all
            """,
            PlainReply.Of(reply));
    }

    [Fact]
    public void On_the_terminal_a_quotation_keeps_its_bar_when_it_wraps()
    {
        using var console = new TestConsole().Width(30);

        new RichReply(console).Write(Replies.AReply(Replies.AnItem(quote: "The quay stays shut until the tugs are back")));

        Assert.Contains("  │ “The quay stays shut", console.Output, StringComparison.Ordinal);
        Assert.Contains("  │ until the tugs are back”", console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_article_tells_in_its_own_words_is_no_quotation()
    {
        using var console = new TestConsole().Width(80);
        var told = Replies.AnItem() with { IsSpoken = false };

        new RichReply(console).Write(Replies.AReply(told));

        Assert.Contains("  │ The quay stays shut", console.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('“', console.Output);
        Assert.DoesNotContain('“', PlainReply.Of(Replies.AReply(told)));
    }

    [Theory]
    [InlineData("one two three", 7, "one two|three")]
    [InlineData("unbreakable", 4, "unbr|eaka|ble")]
    [InlineData("a\n\nb", 5, "a||b")]
    [InlineData("日本語", 4, "日本|語")]
    public void Text_wraps_between_words(string text, int width, string expected) =>
        Assert.Equal(expected.Split('|'), Wrapping.Lines(text, width));
}
