using TalksBot.Testing;

namespace TalksBot.Answers.Tests.Answering;

public sealed class ConditionTests
{
    private const string Body =
        """
        The Sound Line has offered the Deckhands’ Guild its old pier in Kelm.

        Tobias Marl held out the keys in March. In return, Marl said, the guild would have to paint the two sheds on the mole.

        Orla Venn told reporters that the guild would take no pier unless a surveyor looked at the piles first.
        """;

    [Theory]
    [InlineData("What would the guild have to do in return for the pier?", "paint the two sheds")]
    [InlineData("Under what condition would Orla Venn take the pier?", "a surveyor looked at the piles")]
    public async Task A_condition_is_answered_by_the_sentence_that_names_it(string question, string condition)
    {
        var reply = await AskAsync(question);

        Assert.False(reply.IsRefused);
        Assert.Contains(condition, reply.ToText(), StringComparison.Ordinal);
        Assert.Contains(reply.Citations, citation => citation.Text.Contains(condition, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("if the guild agrees", true)]
    [InlineData("in exchange for the pier", true)]
    [InlineData("the guild must paint it", true)]
    [InlineData("it would have to be painted", true)]
    [InlineData("it looks as if it rained", false)]
    [InlineData("the exchange rate and the return of the boats", false)]
    [InlineData("they have to go", false)]
    public void What_names_a_condition(string text, bool isOne) => Assert.Equal(isOne, ConditionAnswers.IsNamedIn(text));

    private static async Task<Reply> AskAsync(string question)
    {
        var store = new InMemoryFactStore();
        var sketch = new ArticleSketch("pier", "2025-04-02", Body)
            .Actor("Tobias Marl", aliases: "Marl")
            .Actor("Orla Venn")
            .Actor("Deckhands’ Guild", kind: Domain.ActorKind.Organisation, aliases: "guild")
            .Actor("Sound Line", kind: Domain.ActorKind.Organisation)
            .Says("Tobias Marl", "the guild would have to paint the two sheds on the mole", "said")
            .Says("Orla Venn", "that the guild would take no pier unless a surveyor looked at the piles first", "told");
        await store.SaveAsync(sketch.Article, sketch.Facts, "1", CancellationToken.None);
        return await new Answerer(store).AnswerAsync(new AskRequest(question) { Today = new DateOnly(2025, 4, 5) }, CancellationToken.None);
    }
}
