namespace TalksBot.Answers.Tests.Answering;

public sealed class LockTalksTests
{
    [Theory]
    [InlineData("When do Esk and Carrow meet next?")]
    [InlineData("When will Carrow and Esk next meet?")]
    public async Task A_meeting_of_others_is_not_the_next_one_of_those_asked_about(string question)
    {
        var text = (await AskAsync(question)).ToText();

        Assert.DoesNotContain("12 June", text, StringComparison.Ordinal);
        Assert.Contains("gave no date", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_meeting_of_others_is_told_to_who_asks_for_it() =>
        Assert.Contains("12 June", (await AskAsync("When will the officers of the ports meet?")).ToText(), StringComparison.Ordinal);

    [Theory]
    [InlineData("Will the lock open at night?", "Whether the lock will open at night, her office would not say.")]
    [InlineData("When will the contract be signed?", "No day has been set for signing the contract.")]
    public async Task What_was_left_open_is_told_as_open(string question, string sentence)
    {
        var reply = await AskAsync(question);

        Assert.False(reply.IsRefused);
        Assert.NotNull(reply.Lead);
        Assert.Contains(sentence, reply.ToText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("What did Piet Aalders say about the toll?", "Piet Aalders of the water board had a calmer voice. The toll might fall in autumn, he said.")]
    [InlineData("Did Roth agree to 4 June for the second hearing?", "For the second hearing Aalders would like 4 June. Roth refused that day because of the fair.")]
    public async Task Words_that_point_back_come_with_the_sentence_they_point_to(string question, string sentences)
    {
        var reply = await AskAsync(question);

        Assert.False(reply.IsRefused);
        Assert.Contains(sentences, reply.ToText(), StringComparison.Ordinal);
        Assert.All(sentences.Split(". ").Select(sentence => sentence.TrimEnd('.')), sentence => Assert.Contains(reply.Citations, citation => citation.Text.Contains(sentence, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Words_nobody_is_named_for_are_put_in_nobodys_mouth()
    {
        var reply = await AskAsync("What did Piet Aalders say about the toll?");

        Assert.DoesNotContain(reply.Items, item => item.Head.Contains("Aalders", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_is_singled_out_by_a_pronoun_is_named_by_the_sentence_before() =>
        Assert.Contains("Piet Aalders", (await AskAsync("Who drew the side gate?")).ToText(), StringComparison.Ordinal);

    [Fact]
    public async Task A_change_is_told_by_the_sentence_that_tells_of_it() =>
        Assert.Contains("raised its demand to 60 crowns a barge", (await AskAsync("How has the bargemen's union's demand changed?")).ToText(), StringComparison.Ordinal);

    [Fact]
    public async Task The_first_of_a_row_is_not_answered_by_the_second() =>
        Assert.DoesNotContain("20 July", (await AskAsync("When is the first closing of the lock?")).ToText(), StringComparison.Ordinal);

    [Fact]
    public async Task Subject_and_verb_of_the_question_outweigh_its_other_words() =>
        Assert.Contains("9 June", (await AskAsync("When does the move of the crane sold at Dunmere begin?")).ToText(), StringComparison.Ordinal);

    [Theory]
    [InlineData("Did the water board confirm the sale?")]
    [InlineData("What did Aalders tell friends about the mill, and did the water board confirm it?")]
    public async Task What_was_neither_confirmed_nor_denied_is_told_so(string question) =>
        Assert.Contains("would neither confirm nor deny the sale", (await AskAsync(question)).ToText(), StringComparison.Ordinal);

    [Fact]
    public async Task What_was_only_meant_to_be_done_was_not_done_on_that_day() =>
        Assert.True((await AskAsync("When was the mill painted?")).IsRefused);

    [Fact]
    public async Task Who_else_is_asked_about_must_be_in_the_words() =>
        Assert.True((await AskAsync("What did Hanne Roth say about Carrow?")).IsRefused);

    private static async Task<Reply> AskAsync(string question) =>
        await new Answerer(await LockTalks.StoreAsync()).AnswerAsync(new AskRequest(question) { Today = LockTalks.Today }, TestContext.Current.CancellationToken);
}
