using TalksBot.Domain;
using TalksBot.Testing;

namespace TalksBot.Answers.Tests.Answering;

public sealed class AskTests
{
    [Theory]
    [InlineData("Who said “The boats will not sail without a second engineer”?", "Orla Venn", "Lena")]
    [InlineData("Who said \"boats won't sail without a second engineer\"?", "Orla Venn", "Marl")]
    [InlineData("Who said “Nobody has written such a paper”?", "Tobias Marl", "Venn")]
    [InlineData("Who said “a cook can be dull and right”?", "Lena Venn", "Orla")]
    [InlineData("who said 'eight is the roof'", "Tobias Marl", "Venn")]
    [InlineData("Which Venn said she would not strike?", "Lena Venn", "Orla")]
    public async Task Words_are_given_to_the_one_who_said_them(string question, string speaker, string other)
    {
        var reply = await AskAsync(question);

        Assert.False(reply.IsRefused);
        Assert.Equal(ReplyKind.Statement, reply.Kind);
        Assert.Contains(speaker, reply.ToText(), StringComparison.Ordinal);
        Assert.DoesNotContain(other, reply.ToText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("What did Orla Venn say about the harbour tax?")]
    [InlineData("How did Tobias Marl explain the loss of the ferry?")]
    public async Task The_nearest_in_a_refusal_is_a_whole_sentence_with_its_words(string question)
    {
        var reply = await AskAsync(question);

        Assert.True(reply.IsRefused);
        Assert.DoesNotContain(reply.More[0].Head, reply.Lead, StringComparison.Ordinal);
        Assert.EndsWith($"The nearest that is known: {reply.More[0].ToText()}", reply.ToText(), StringComparison.Ordinal);
        Assert.Contains(reply.More[0].Quote ?? "?", reply.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_known_through_another_are_shown_with_that_other()
    {
        var reply = await AskAsync("Who said that two boats would be sold?");

        Assert.Contains("Tobias Marl", reply.ToText(), StringComparison.Ordinal);
        Assert.Contains("Ines Calloway", reply.ToText(), StringComparison.Ordinal);
        Assert.Contains("known only from", reply.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_denial_is_told_as_a_denial()
    {
        var reply = await AskAsync("What did Marl deny?");

        Assert.False(reply.IsRefused);
        Assert.Contains("denied", reply.ToText(), StringComparison.Ordinal);
        Assert.Contains("night watches", reply.ToText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Did the Sound Line say which boats would be sold?")]
    [InlineData("Which boats did the Sound Line decline to name?")]
    [InlineData("What did the Sound Line decline to say?")]
    public async Task Who_would_not_say_is_not_made_to_say_it(string question)
    {
        var reply = await AskAsync(question);

        Assert.Contains("gave no answer", reply.ToText(), StringComparison.Ordinal);
        Assert.Contains(reply.Citations, citation => citation.Text.Contains("declined to say which boats", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("On what condition did Marl offer six per cent?", "longer season")]
    [InlineData("What raise did Marl offer in the first place on condition of a longer season?", "six per cent")]
    [InlineData("Who proposed a raise of six per cent?", "Tobias Marl")]
    [InlineData("Did the guild accept six per cent?", "refused")]
    public async Task A_proposal_comes_with_its_proposer_condition_and_response(string question, string part)
    {
        var reply = await AskAsync(question);

        Assert.False(reply.IsRefused);
        Assert.Contains(part, reply.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_meeting_that_was_moved_has_both_dates_and_the_reason()
    {
        var reply = await AskAsync("When do the Sound Line and the guild meet in Kelm?");

        Assert.Equal(ReplyKind.Meeting, reply.Kind);
        Assert.Contains("Tuesday 20 May 2025", reply.ToText(), StringComparison.Ordinal);
        Assert.Contains("13 May 2025", reply.ToText(), StringComparison.Ordinal);
        Assert.Contains("mediator was ill", reply.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_meeting_without_a_date_is_said_to_have_none()
    {
        var reply = await AskAsync("When will Oyelaran visit the Sound Line?");

        Assert.Contains("No date", reply.ToText(), StringComparison.Ordinal);
        Assert.DoesNotContain("May 2025", reply.ToText(), StringComparison.Ordinal);
        Assert.NotEmpty(reply.Citations);
    }

    [Theory]
    [InlineData("Who said \"the moon is made of green cheese\"?")]
    [InlineData("What did Gregor Hamsun say about the boats?")]
    [InlineData("What did Lena Venn say about the transport minister?")]
    [InlineData("What did Dag Oyelaran deny?")]
    [InlineData("How many passengers does the Sound Line carry?")]
    [InlineData("Where was Ines Calloway born?")]
    [InlineData("Who proposed a bridge to the mainland?")]
    [InlineData("?!")]
    [InlineData("the of and")]
    public async Task What_the_sources_do_not_say_is_refused(string question)
    {
        var reply = await AskAsync(question);

        Assert.True(reply.IsRefused, reply.ToText());
        Assert.Equal(ReplyKind.None, reply.Kind);
        Assert.Empty(reply.Items);
        Assert.NotEmpty(reply.ToText());
    }

    [Theory]
    [InlineData("What did Tobais Marl deny?")]
    [InlineData("What did Tobias Marll deny?")]
    public async Task A_misspelt_name_finds_its_bearer(string question)
    {
        var reply = await AskAsync(question);

        Assert.False(reply.IsRefused, reply.ToText());
        Assert.Contains("Tobias Marl", reply.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_name_is_named_in_the_refusal()
    {
        var reply = await AskAsync("What did Gregor Hamsun say about the boats?");

        Assert.Contains("Gregor Hamsun", reply.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_elses_words_are_not_affirmed()
    {
        var reply = await AskAsync("Did Lena Venn say that the boats will not sail without a second engineer?");

        Assert.True(reply.IsRefused || reply.ToText().Contains("Orla Venn", StringComparison.Ordinal), reply.ToText());
        Assert.DoesNotMatch("Lena Venn[^.]* (said|told)", reply.ToText());
    }

    [Fact]
    public async Task An_assumed_date_is_said_under_the_answer()
    {
        var store = new InMemoryFactStore();
        await new ArticleSketch("undated", "2025-05-06", "“All is lost,” Orla Venn said.") { IsPublishedAssumed = true }
            .Actor("Orla Venn")
            .Says("Orla Venn", "“All is lost,”", "said")
            .SaveToAsync(store);

        var reply = await new Answerer(store).AnswerAsync(new AskRequest("Who said “all is lost”?") { Today = FerryTalks.MidMay }, TestContext.Current.CancellationToken);

        Assert.Contains("file", reply.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_dossier_is_not_seen()
    {
        var store = new InMemoryFactStore();
        await new ArticleSketch("mine", "2025-05-06", "“All is lost,” Orla Venn said.") { Dossiers = ["ferries"] }
            .Actor("Orla Venn")
            .Says("Orla Venn", "“All is lost,”", "said")
            .SaveToAsync(store);

        var reply = await new Answerer(store).AnswerAsync(
            new AskRequest("Who said “all is lost”?") { Today = FerryTalks.MidMay, Scope = new FactScope("trains") }, TestContext.Current.CancellationToken);

        Assert.True(reply.IsRefused);
        Assert.Empty(reply.More);
    }

    private static async Task<Reply> AskAsync(string question) =>
        await new Answerer(await FerryTalks.BothAsync()).AnswerAsync(new AskRequest(question) { Today = FerryTalks.MidMay }, TestContext.Current.CancellationToken);
}
