using CsCheck;
using TalksBot.Chat;
using TalksBot.Chat.Tests;

namespace TalksBot.Slack.Tests;

public class SlackEscapeTests
{
    [Theory]
    [InlineData("<!channel> & <@U1>", "&lt;!channel&gt; &amp; &lt;@U1&gt;")]
    [InlineData("*bold* `code`", "\u200B*\u200Bbold\u200B*\u200B \u200B`\u200Bcode\u200B`\u200B")]
    [InlineData("> quote", "\u200B&gt; quote")]
    [InlineData("see https://a.example", "see https:\u200B//a.example")]
    [InlineData(":smile: at 14:30: talks", ":\u200Bsmile: at 14:30: talks")]
    [InlineData("&lt; stays", "&amp;lt; stays")]
    [InlineData("\"quotes\" and 'others'", "\"quotes\" and 'others'")]
    public void Mrkdwn_is_shown_as_it_is(string text, string expected) => Assert.Equal(expected, SlackEscape.Mrkdwn(text));

    [Fact]
    public void Nothing_is_escaped_in_rich_text() => Assert.Equal("a & b < c", SlackEscape.Rich("a & b < c"));

    [Fact]
    public void A_link_cannot_be_closed_from_inside() =>
        Assert.Equal("<https://example.org/x?a=1&amp;b=%7C%3E|a¦b&gt;c>", SlackEscape.Link("a|b>c", WebAddress.TryClean("https://example.org/x?a=1&b=|>", 500)));

    [Fact]
    public void Escaping_changes_nothing_that_is_seen() =>
        Gen.OneOf(Gen.String, HostileAnswers.OneOf(HostileAnswers.Texts)).Sample(text =>
        {
            var seen = SlackEscape.Mrkdwn(text).Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

            Assert.Equal(Visible(ForeignText.Clean(text)), Visible(seen));
        });

    private static string Visible(string text) => new([.. text.Where(sign => sign is not ('\u200B' or '\u2068' or '\u2069'))]);
}
