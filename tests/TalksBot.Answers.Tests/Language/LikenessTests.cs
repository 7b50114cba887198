using CsCheck;

namespace TalksBot.Answers.Tests.Language;

public sealed class LikenessTests
{
    [Theory]
    [InlineData("calloway", "calloway", 1.0)]
    [InlineData("abcd", "abxd", 0.75)]
    [InlineData("abcd", "abd", 0.75)]
    [InlineData("abcd", "acbd", 0.75)]
    [InlineData("abc", "xyz", 0.0)]
    [InlineData("", "abc", 0.0)]
    [InlineData("", "", 1.0)]
    public void It_is_one_minus_the_edits_over_the_longer_length(string left, string right, double likeness)
    {
        Assert.Equal(likeness, Likeness.Of(left, right), precision: 9);
    }

    [Fact]
    public void Very_long_words_are_compared_whole()
    {
        var word = new string('a', 65);

        Assert.Equal(1, Likeness.Of(word, new string('a', 65)));
        Assert.Equal(0, Likeness.Of(word, word[1..]));
    }

    [Fact]
    public void It_is_symmetric_and_between_zero_and_one()
    {
        Gen.Select(Generated.Text("abc", 8), Generated.Text("abc", 8)).Sample((left, right) =>
        {
            var likeness = Likeness.Of(left, right);
            Assert.Equal(likeness, Likeness.Of(right, left));
            Assert.InRange(likeness, 0, 1);
            Assert.Equal(left == right, likeness == 1);
        });
    }
}
