using System.Text.RegularExpressions;
using CsCheck;
using Spectre.Console.Testing;
using TalksBot.Answers;

namespace TalksBot.Terminal.Tests.Output;

/// <summary>Invariant 8: text from articles and users cannot send control codes, forge a link or break formatting.</summary>
public partial class HostileTextTests
{
    public static TheoryData<string> HostileTexts { get; } =
    [
        "\u001b[2J\u001b[31mred",
        "\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007",
        "\u009b31m\u009d8;;x\u009c",
        "[red]markup[/] [link=https://evil.example]x[/] [/]",
        "\u202egnissim\u202c \u2066x\u2069 \u200e\u200f",
        "bell\u0007 back\b\b\b tab\tline\r\nfeed\u2028sep\u0085",
        "lone \ud800 half",
        "}{0}%s$(rm)`ls`",
    ];

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void A_reply_on_the_terminal_sends_no_control_sequences_but_its_own_styles(string text)
    {
        using var console = new TestConsole().EmitAnsiSequences().Width(60);

        new RichReply(console).Write(Everywhere(text));

        AssertHarmless(Styles().Replace(console.Output, ""));
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void A_plain_reply_holds_no_control_characters(string text) => AssertHarmless(PlainReply.Of(Everywhere(text)));

    [Fact]
    public void Markup_stays_text()
    {
        using var console = new TestConsole().Width(120);

        new RichReply(console).Write(Replies.AReply(Replies.AnItem(quote: "[bold]not markup[/] [[x]]")));

        Assert.Contains("“[bold]not markup[/] [[x]]”", console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_breaks_the_layout_or_throws() => Gen.String.Sample(text =>
    {
        using var console = new TestConsole().EmitAnsiSequences().Width(40);
        var rich = new RichReply(console);

        rich.Write(Everywhere(text));
        rich.Say(text);
        rich.Write(new Greeting(text, [text], [text]));

        AssertHarmless(Styles().Replace(console.Output, ""));
    });

    [Fact]
    public void Letters_of_all_scripts_and_emoji_are_shown_as_they_are() =>
        Assert.Equal("Київ, 東京, naïve 👩‍👩‍👧 🇺🇦", Printable.Line("Київ, 東京, naïve 👩‍👩‍👧 🇺🇦"));

    private static Reply Everywhere(string text) => Replies.AReply(Replies.AnItem(text, text, text, text)) with
    {
        Title = text,
        Lead = text,
        Note = text,
        More = [Replies.AnItem(text, text, text, text) with { Details = [text] }],
        Actions = [new ReplyAction(text, text)],
    };

    private static void AssertHarmless(string shown) =>
        Assert.DoesNotContain(shown, c => (char.IsControl(c) && c != '\n') || c is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\u200e' or '\u200f');

    [GeneratedRegex("\u001b\\[[0-9;]*m", RegexOptions.NonBacktracking)]
    private static partial Regex Styles();
}
