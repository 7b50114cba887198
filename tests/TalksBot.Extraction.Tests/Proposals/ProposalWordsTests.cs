using TalksBot.Domain;

namespace TalksBot.Extraction.Tests.Proposals;

/// <summary>Which words of the sentence are what is put forward, and by whom.</summary>
public class ProposalWordsTests
{
    private static readonly (string, ActorKind, string[])[] Actors =
    [
        ("Veska", ActorKind.Government, ["Veska"]),
        ("Ostmark", ActorKind.Government, ["Ostmark"]),
        ("Irena Kaal", ActorKind.Person, ["Irena Kaal", "Kaal"]),
        ("Tom Brandt", ActorKind.Person, ["Tom Brandt", "Brandt"]),
        ("Quay Works", ActorKind.Organisation, ["Quay Works"]),
    ];

    private static List<Proposal> Find(string body) => [.. new ProposalFinder().Find(HandmadeDocument.Of(body, "2025-06-18", Actors))];

    [Theory]
    [InlineData("Veska is prepared to free 60 prisoners in exchange for 45 of its soldiers.", "Veska", "free 60 prisoners in exchange for 45 of its soldiers")]
    [InlineData("Kaal is willing to hand over the empty hall to the town for one crown.", "Irena Kaal", "hand over the empty hall to the town for one crown")]
    [InlineData("Kaal urged them to draw up a plan for “joint patrols,” her office said.", "Irena Kaal", "to draw up a plan for “joint patrols,”")]
    [InlineData("Kaal offered Wednesday to go back to work until the end of December.", "Irena Kaal", "go back to work until the end of December")]
    [InlineData("Kaal had asked for Aug. 4.", "Irena Kaal", "Aug. 4")]
    [InlineData("What Kaal proposes is a floor of three marks a kilo.", "Irena Kaal", "a floor of three marks a kilo")]
    [InlineData("Quay Works (QW), which runs the port, has offered 4.1 per cent this year.", "Quay Works", "4.1 per cent this year")]
    [InlineData("It was Brandt, the conciliator, who first floated 5.8 per cent.", "Tom Brandt", "5.8 per cent")]
    [InlineData("It was Brandt who first suggested tying fish and timber together.", "Tom Brandt", "tying fish and timber together")]
    [InlineData("A meeting of the ministers, proposed by Veska for July 15 in Karst, came to nothing.", "Veska", "A meeting of the ministers")]
    [InlineData("Asked about the idea, put forward by Veska on Monday, of placing foreign guards aboard, he laughed.", "Veska", "placing foreign guards aboard")]
    [InlineData("Kaal has asked both of them for one thing only: a promise that the bridge will stay open.", "Irena Kaal", "one thing only: a promise that the bridge will stay open")]
    [InlineData("Brandt added that he would not settle for less than 48 hours’ notice of any change.", "Tom Brandt", "less than 48 hours’ notice of any change")]
    [InlineData("Brandt promised Veska last summer that the lock would be paid for with 2 million crowns.", "Tom Brandt", "the lock would be paid for with 2 million crowns")]
    [InlineData("Brandt said the ferry strike would be suspended if Veska offered 6 per cent.", "Tom Brandt", "would be suspended if Veska offered 6 per cent")]
    [InlineData("Kaal asked for nine boats and was handed five.", "Irena Kaal", "nine boats")]
    [InlineData("Veska offered on Tuesday to license its patents for $11 a car.", "Veska", "license its patents for $11 a car")]
    public void It_is_what_the_sentence_puts_forward(string body, string by, string content)
    {
        var proposal = Find(body).First(found => found.By.Contains(by));

        Assert.Equal(content, proposal.Content.Text);
    }

    [Theory]
    [InlineData("Asked which countries had offered boats, Kaal named none.")]
    [InlineData("Kaal asked for what she needs.")]
    [InlineData("“In May we would have settled for five crowns,” Kaal said.")]
    [InlineData("Under the code Veska must make a firm offer by 27 February or walk away.")]
    [InlineData("Kaal wants the quarrel, now more than three years old, to stop.")]
    [InlineData("Kaal promised the neighbours quiet in writing in 2023.")]
    public void Questions_and_dates_put_nothing_forward(string body) => Assert.Empty(Find(body));

    [Fact]
    public void Who_tells_of_anothers_demand_does_not_make_it()
    {
        var proposal = Assert.Single(Find("Kaal warned on Monday that Ostmark had demanded 40 million crowns for the yard."));

        Assert.Equal(["Ostmark"], proposal.By.AsEnumerable());
    }

    [Fact]
    public void What_one_declares_oneself_ready_for_is_accepted_by_one_and_proposed_by_the_other()
    {
        var proposal = Assert.Single(Find("Veska declared itself ready for a truce of forty days that Ostmark had proposed."));

        Assert.Equal(["Ostmark"], proposal.By.AsEnumerable());
        Assert.Equal("a truce of forty days", proposal.Content.Text);
        Assert.Equal(("Veska", ResponseKind.Accepted), (proposal.Responses[0].By, proposal.Responses[0].Kind));
    }

    [Fact]
    public void What_somebody_must_accept_is_not_accepted()
    {
        var proposal = Assert.Single(Find("Ostmark offered 35 crowns a share. The owners of most shares must accept it by Friday."));

        Assert.DoesNotContain(proposal.Responses, response => response.Kind == ResponseKind.Accepted);
    }
}
