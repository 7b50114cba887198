namespace TalksBot.Answers.Tests.Ranking;

public sealed class AnaphoraTests
{
    [Theory]
    [InlineData("They will meet again in June.", true)]
    [InlineData("But she would not come.", true)]
    [InlineData("That boat was sold.", true)]
    [InlineData("Roth said they would meet.", false)]
    [InlineData("On Monday the lock opened.", false)]
    [InlineData("", false)]
    public void A_sentence_that_begins_with_a_pronoun_points_back(string sentence, bool points) => Assert.Equal(points, Anaphora.BeginsWithPronoun(new TermBag(sentence)));

    [Theory]
    [InlineData("Roth likes that day.", true)]
    [InlineData("The two will meet there in June.", true)]
    [InlineData("There is no boat.", false)]
    [InlineData("She said that dates were sweet.", false)]
    public void A_place_or_day_named_before_is_seen(string sentence, bool points) => Assert.Equal(points, Anaphora.PointsToPlaceOrDay(new TermBag(sentence)));

    [Theory]
    [InlineData("It was she who found it", true, true)]
    [InlineData("She can swim", false, true)]
    [InlineData("She can swim", true, false)]
    [InlineData("Roth can swim", false, false)]
    public void Who_is_told_of_by_a_pronoun_needs_the_sentence_before(string words, bool isSpeakerAsked, bool needs) =>
        Assert.Equal(needs, Anaphora.IsAboutPronoun(new TermBag(words), isSpeakerAsked));
}
