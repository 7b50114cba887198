namespace TalksBot.Answers.Tests.Ranking;

public sealed class QuoteMatchTests
{
    private const string Said = "The boats will not sail without a second engineer";

    [Theory]
    [InlineData("the boats will not sail without a second engineer")]
    [InlineData("will not sail")]
    [InlineData("Second ENGINEER")]
    public void Words_that_stand_there_are_worth_one(string asked)
    {
        Assert.Equal(1, Of(asked));
    }

    [Fact]
    public void The_more_is_remembered_rightly_the_better()
    {
        var reordered = Of("a second engineer without boats");
        var slip = Of("the boats will never sail without a second engineer");
        var half = Of("the boats need new paint and engines");
        var nothing = Of("taxes on bread");

        Assert.InRange(slip, 0.8, 0.999);
        Assert.InRange(reordered, 0.8, 0.999);
        Assert.True(half < 0.6);
        Assert.Equal(0, nothing);
    }

    [Fact]
    public void No_words_match_nothing()
    {
        Assert.Equal(0, Of(""));
        Assert.Equal(0, QuoteMatch.Of(TermReader.Read("boats"), new TermBag("")));
    }

    private static double Of(string asked) => QuoteMatch.Of(TermReader.Read(asked), new TermBag(Said));
}
