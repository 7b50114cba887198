using CsCheck;
using TalksBot.Chat;
using TalksBot.Chat.Tests;

namespace TalksBot.Discord.Tests.Rendering;

public class DiscordEscapeTests
{
    [Theory]
    [InlineData("@everyone <@&1> [x](http://y)", "@\u200Beveryone \\<\u200B@&1\\> \\[x\\]\\(http:\u200B//y\\)")]
    [InlineData("# not a heading", "\\# not a heading")]
    [InlineData("- no list", "\\- no list")]
    [InlineData("1. no list", "1\\. no list")]
    [InlineData("state-of-the-art, 3.5 # 7", "state-of-the-art, 3.5 # 7")]
    [InlineData("``` fence", "\\`\\`\\` fence")]
    [InlineData("||hidden|| ~~gone~~", "\\|\\|hidden\\|\\| \\~\\~gone\\~\\~")]
    [InlineData("</cmd:1>", "\\<\u200B/cmd:1\\>")]
    [InlineData("back\\slash", "back\\\\slash")]
    [InlineData("at 14:30 in Riga: talks", "at 14:30 in Riga: talks")]
    public void Markdown_is_shown_as_it_is(string text, string expected) => Assert.Equal(expected, DiscordEscape.Markdown(text));

    [Fact]
    public void Escaping_changes_nothing_that_is_seen() =>
        Gen.OneOf(Gen.String, HostileAnswers.OneOf(HostileAnswers.Texts)).Sample(text =>
        {
            var written = DiscordEscape.Markdown(text);

            Assert.Equal(Visible(ForeignText.Clean(text)), Visible(Unescaped(written)));
        });

    [Fact]
    public void Code_cannot_be_closed_from_inside() => Assert.Equal("`a ˋ b`", DiscordEscape.Code("a ` b"));

    [Fact]
    public void A_link_cannot_be_closed_from_inside() =>
        Assert.Equal("[a\\]\\(b](https://example.org/x%28y%29)", DiscordEscape.Link("a](b", WebAddress.TryClean("https://example.org/x(y)", 500)));

    private static string Unescaped(string markdown)
    {
        var result = new System.Text.StringBuilder();
        for (var i = 0; i < markdown.Length; i++)
        {
            if (markdown[i] == '\\' && i + 1 < markdown.Length)
            {
                i++;
            }

            result.Append(markdown[i]);
        }

        return result.ToString();
    }

    private static string Visible(string text) => new([.. text.Where(sign => sign is not ('\u200B' or '\u2068' or '\u2069'))]);
}
