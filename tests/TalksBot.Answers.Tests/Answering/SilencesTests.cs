namespace TalksBot.Answers.Tests.Answering;

public sealed class SilencesTests
{
    [Theory]
    [InlineData("Whether the lock will open, her office would not say.")]
    [InlineData("Neither Roth nor the union's lawyer would confirm the figure.")]
    [InlineData("She declined to comment.")]
    [InlineData("He refused to be drawn on the matter.")]
    [InlineData("The board has yet to announce its choice.")]
    [InlineData("It has not been decided who will pay.")]
    [InlineData("Roth gave no date.")]
    [InlineData("No decision has been made.")]
    [InlineData("They agreed to go on, without naming a day.")]
    [InlineData("Roth has said nothing in public about the toll.")]
    [InlineData("It is unclear who will pay.")]
    public void A_sentence_that_leaves_something_open_is_known(string sentence) => Assert.True(Silences.IsSilent(new TermBag(sentence)));

    [Theory]
    [InlineData("She would not sign the contract.")]
    [InlineData("Roth did not come to Dunmere.")]
    [InlineData("There is no bus on Sunday.")]
    [InlineData("He refused the offer.")]
    [InlineData("The lock is open.")]
    [InlineData("")]
    public void A_plain_sentence_leaves_nothing_open(string sentence) => Assert.False(Silences.IsSilent(new TermBag(sentence)));

    [Theory]
    [InlineData("A day for the sale has not been set.", true)]
    [InlineData("The meeting has been put off indefinitely, and no new day was set.", true)]
    [InlineData("She declined to name the buyer.", false)]
    public void A_date_that_was_not_given_is_told_from_other_silence(string sentence, bool isOnDate) => Assert.Equal(isOnDate, Silences.IsSilentOnDate(new TermBag(sentence)));
}
