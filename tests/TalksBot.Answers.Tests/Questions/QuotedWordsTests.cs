namespace TalksBot.Answers.Tests.Questions;

public sealed class QuotedWordsTests
{
    [Theory]
    [InlineData("Who said \"no deal\"?", "no deal")]
    [InlineData("Who said “no deal”?", "no deal")]
    [InlineData("Who said „no deal“?", "no deal")]
    [InlineData("Who said «no deal»?", "no deal")]
    [InlineData("Who said ‘no deal’?", "no deal")]
    [InlineData("Who said 'no deal'?", "no deal")]
    [InlineData("Who said 'we don't know'?", "we don't know")]
    [InlineData("Who said ‘we don’t know’?", "we don’t know")]
    public void Words_between_marks_of_any_kind_are_found(string text, string words)
    {
        Assert.Equal([words], QuotedWords.Find(text).Select(span => span.Slice(text)));
    }

    [Theory]
    [InlineData("What did the guild's president say?")]
    [InlineData("What didn't the guild’s president say?")]
    [InlineData("a lone \" mark")]
    [InlineData("nothing \"\" between")]
    [InlineData("")]
    public void Apostrophes_and_lone_marks_quote_nothing(string text)
    {
        Assert.Empty(QuotedWords.Find(text));
    }

    [Fact]
    public void Several_quotations_are_found_in_order()
    {
        const string text = "Did “yes” or \"no\" come first?";

        Assert.Equal(["yes", "no"], QuotedWords.Find(text).Select(span => span.Slice(text)));
    }
}
