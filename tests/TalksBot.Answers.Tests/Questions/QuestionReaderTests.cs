using TalksBot.Domain;

namespace TalksBot.Answers.Tests.Questions;

public sealed class QuestionReaderTests
{
    [Theory]
    [InlineData("Who said “no deal”?", Intent.WhoSaid)]
    [InlineData("Who said that night watches would be cut?", Intent.WhoSaid)]
    [InlineData("What did Marl say about the boats?", Intent.WhatSaid)]
    [InlineData("What did Orla Venn tell reporters?", Intent.WhatSaid)]
    [InlineData("What did Marl deny?", Intent.WhatSaid)]
    [InlineData("Who proposed a raise?", Intent.WhoProposed)]
    [InlineData("What did Marl offer?", Intent.Proposal)]
    [InlineData("On what condition did Marl offer six per cent?", Intent.Proposal)]
    [InlineData("Did the guild accept the offer?", Intent.Proposal)]
    [InlineData("When do the Sound Line and the guild meet?", Intent.Meeting)]
    [InlineData("Where will the next round of talks be held?", Intent.Meeting)]
    [InlineData("What is Marl's position on the raise?", Intent.Position)]
    [InlineData("How has Marl's offer changed?", Intent.Change)]
    [InlineData("Who is Ines Calloway?", Intent.Identity)]
    [InlineData("Why is the sea cold?", Intent.General)]
    [InlineData("Why was the sale of the boats called off?", Intent.General)]
    [InlineData("How did Marl learn that the boat had been promised to Venn?", Intent.General)]
    [InlineData("How long did the pay talks last?", Intent.General)]
    [InlineData("Which bus lines pass through Kelm?", Intent.General)]
    [InlineData("What is Marl's line on the raise?", Intent.Position)]
    [InlineData("What happened to the session planned for Friday?", Intent.Meeting)]
    public async Task A_question_is_after_one_kind_of_fact(string text, Intent intent)
    {
        Assert.Equal(intent, (await ReadAsync(text)).Intent);
    }

    [Theory]
    [InlineData("When do they meet?", Asked.When)]
    [InlineData("Where do they meet?", Asked.Where)]
    [InlineData("Why was the meeting put off?", Asked.Why)]
    [InlineData("Who said it?", Asked.Who)]
    [InlineData("How many boats will be sold?", Asked.HowMany)]
    [InlineData("Did Marl deny it?", Asked.Whether)]
    [InlineData("On what condition did Marl offer it?", Asked.Condition)]
    public async Task A_question_says_what_its_answer_must_hold(string text, Asked asked)
    {
        Assert.True((await ReadAsync(text)).Asked.HasFlag(asked));
    }

    [Theory]
    [InlineData("What did Marl say about Calloway?", "Tobias Marl")]
    [InlineData("What did Tobias Marl tell Calloway?", "Tobias Marl")]
    [InlineData("What did the mediator say about Marl?", "Ines Calloway")]
    [InlineData("According to Calloway, what did Marl want?", "Ines Calloway")]
    public async Task The_subject_is_the_one_who_speaks(string text, string subject)
    {
        var question = await ReadAsync(text);

        Assert.Equal(subject, question.Subject?.Names[0] ?? DescribedBy(question));

        static string? DescribedBy(Question read) => read.SubjectTerms.Any(term => term.Term.Folded == "mediator") ? "Ines Calloway" : null;
    }

    [Theory]
    [InlineData("What did the lawyer who advises the Sound Line say about the boats?", "lawyer")]
    [InlineData("According to the spokeswoman of the Sound Line, what happened?", "spokeswoman")]
    public async Task Somebody_described_by_another_is_not_that_other(string text, string head)
    {
        var question = await ReadAsync(text);

        Assert.Null(question.Subject);
        Assert.Equal(head, question.SubjectHead?.Folded);
    }

    [Theory]
    [InlineData("What did Marl say about the old quay by the market?", "quay")]
    [InlineData("What did Marl say about the rusty boats?", "boats")]
    [InlineData("What did Marl say?", null)]
    public async Task The_matter_is_known_by_its_noun(string text, string? head) => Assert.Equal(head, (await ReadAsync(text)).TopicHead?.Folded);

    [Fact]
    public async Task What_was_replaced_weighs_little()
    {
        var topic = (await ReadAsync("What did Marl propose in place of the levy of 40?")).Topic;

        Assert.All(topic.Where(word => word.Term.Folded is "levy" or "40"), word => Assert.True(word.Weight < 0.5));
    }

    [Theory]
    [InlineData("In which British town will they meet?", true)]
    [InlineData("In which city will they meet?", true)]
    [InlineData("In which country will they meet?", false)]
    public async Task A_town_is_told_from_any_place(string text, bool wantsTown) => Assert.Equal(wantsTown, (await ReadAsync(text)).WantsTown);

    [Fact]
    public async Task Quoted_words_name_nobody_and_no_time()
    {
        var question = await ReadAsync("Who said “Marl came on Monday”?");

        Assert.Equal(["Marl came on Monday"], question.Quoted);
        Assert.Empty(question.Actors);
        Assert.Empty(question.Times);
    }

    [Fact]
    public async Task A_name_that_nobody_bears_is_unknown_and_a_place_of_the_texts_is_not()
    {
        Assert.Equal(["Gregor Hamsun"], (await ReadAsync("What did Gregor Hamsun say in Kelm?")).UnknownNames);
    }

    [Fact]
    public async Task A_surname_of_two_stands_for_both()
    {
        var sketch = new TalksBot.Testing.ArticleSketch("venns", "2025-05-06", "Orla Venn and Lena Venn spoke.").Actor("Orla Venn").Actor("Lena Venn");
        var store = new TalksBot.Testing.InMemoryFactStore();
        await sketch.SaveToAsync(store);

        var question = await new QuestionReader(store).ReadAsync("What did Venn say?", FerryTalks.MidMay, FactScope.All, TestContext.Current.CancellationToken);

        Assert.Equal(["Lena Venn", "Orla Venn"], Assert.Single(question.Actors).Names.Order());
    }

    [Fact]
    public async Task A_question_without_end_is_read_up_to_its_bound()
    {
        var question = await ReadAsync(new string('a', 5000) + " Marl");

        Assert.Equal(QuestionReader.LongestQuestion, question.Text.Length);
    }

    private static async Task<Question> ReadAsync(string text) =>
        await new QuestionReader(await FerryTalks.BothAsync()).ReadAsync(text, FerryTalks.MidMay, FactScope.All, TestContext.Current.CancellationToken);
}
