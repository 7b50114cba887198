using CsCheck;

namespace TalksBot.Answers.Tests.Replies;

public sealed class TextCutTests
{
    [Fact]
    public void A_short_text_stays()
    {
        Assert.Equal("All aboard.", TextCut.AtSentence("All aboard.", 11));
    }

    [Fact]
    public void A_long_text_ends_after_a_sentence()
    {
        Assert.Equal("The first sentence.…", TextCut.AtSentence("The first sentence. And a second one.", 30));
    }

    [Fact]
    public void A_long_sentence_ends_between_words()
    {
        Assert.Equal("words and words and…", TextCut.AtSentence("words and words and words and words", 22));
    }

    [Theory]
    [InlineData("A raise of 3.5 per cent for all deckhands", 14)]
    [InlineData("It would cost $1.25 million for the boats", 18)]
    public void A_figure_is_not_cut_in_two(string text, int length)
    {
        var cut = TextCut.AtSentence(text, length);

        Assert.DoesNotMatch(@"\d\.…$", cut);
    }

    [Fact]
    public void The_limit_holds_and_no_character_is_torn()
    {
        Gen.Select(Generated.Text("a .\n\ud83d\ude007", 60), Gen.Int[1, 50]).Sample((text, length) =>
        {
            var cut = TextCut.AtSentence(text, length);
            Assert.True(cut.Length <= length);
            if (text.Length > length)
            {
                Assert.EndsWith("…", cut, StringComparison.Ordinal);
                Assert.StartsWith(cut[..^1], text, StringComparison.Ordinal);
                Assert.False(cut.Length > 1 && char.IsHighSurrogate(cut[^2]) && text.Length > cut.Length - 1 && char.IsLowSurrogate(text[cut.Length - 1]));
            }
        });
    }
}
