using TalksBot.Domain;

namespace TalksBot.Extraction.Tests.Proposals;

/// <summary>Proposals told by nouns, by what somebody would do, and answers without a noun.</summary>
public class ProposalsToldOtherwiseTests
{
    private static readonly (string, ActorKind, string[])[] Actors =
    [
        ("Veska", ActorKind.Government, ["Veska"]),
        ("Ostmark", ActorKind.Government, ["Ostmark"]),
        ("Irena Kaal", ActorKind.Person, ["Irena Kaal", "Kaal"]),
        ("Tom Brandt", ActorKind.Person, ["Tom Brandt", "Brandt"]),
        ("Dockers' League", ActorKind.Organisation, ["The league", "the league"]),
    ];

    private static List<Proposal> Find(string body) => [.. new ProposalFinder().Find(HandmadeDocument.Of(body, "2025-06-18", Actors))];

    [Theory]
    [InlineData("Veska would keep the mill open until 2031, Kaal said, if Ostmark opened the lock.", "Veska")]
    [InlineData("Veska would settle for 30 million crowns, Kaal said.", "Veska")]
    [InlineData("Veska raised its offer for the yard to 90 million crowns.", "Veska")]
    [InlineData("Parliament debated a motion for early polls, tabled by the league.", "Dockers' League")]
    [InlineData("Brandt suggested that the old lock become a museum.", "Tom Brandt")]
    [InlineData("The league itself suggested a compromise under which both towns would pay.", "Dockers' League")]
    [InlineData("Kaal called on Veska to open the bridge.", "Irena Kaal")]
    [InlineData("Brandt proposed last week that Veska take a stake of 20%.", "Tom Brandt")]
    public void It_is_put_forward_by_whom_the_text_names(string body, string by)
    {
        var proposal = Assert.Single(Find(body));

        Assert.Contains(by, proposal.By);
    }

    [Fact]
    public void An_offer_told_by_its_refusal_has_author_amount_and_answer()
    {
        var proposal = Assert.Single(Find("Ostmark has turned down a takeover offer of 31 crowns a share from Veska."));

        Assert.Equal(["Veska"], proposal.By.AsEnumerable());
        Assert.Contains("31 crowns a share", proposal.Content.Text, StringComparison.Ordinal);
        Assert.Equal(("Ostmark", ResponseKind.Refused), (proposal.Responses[0].By, proposal.Responses[0].Kind));
    }

    [Fact]
    public void A_time_puts_nothing_forward()
    {
        var proposal = Assert.Single(Find("Three weeks ago Brandt proposed a forty-day truce under foreign monitors."));

        Assert.Equal(["Tom Brandt"], proposal.By.AsEnumerable());
    }

    [Fact]
    public void What_is_told_of_an_offer_is_no_part_of_it()
    {
        var proposal = Assert.Single(Find("Veska offered 40 million crowns for the yard, a sum that Ostmark laughed at."));

        Assert.Equal("40 million crowns for the yard", proposal.Content.Text);
    }

    [Theory]
    [InlineData("Kaal turned it down.", ResponseKind.Refused)]
    [InlineData("Kaal ruled it out on Monday.", ResponseKind.Refused)]
    [InlineData("Kaal has not replied.", ResponseKind.Conditions)]
    [InlineData("Kaal said she would sleep on it.", ResponseKind.Conditions)]
    [InlineData("Kaal agreed to one.", ResponseKind.Accepted)]
    public void Answers_without_a_noun_go_to_what_was_just_put_forward(string answer, ResponseKind kind)
    {
        var proposal = Assert.Single(Find("Brandt proposed a joint patrol of 12 boats. " + answer));

        Assert.Equal(kind, Assert.Single(proposal.Responses).Kind);
    }

    [Theory]
    [InlineData("Kaal made the plan offered")]
    [InlineData("Kaal insisted on")]
    [InlineData("Kaal suggested that")]
    public void A_text_may_end_in_the_verb(string body) => Assert.DoesNotContain(Find(body), proposal => proposal.Content.Text.Length == 0);

    [Theory]
    [InlineData("Kaal did not respond to a request for comment.")]
    [InlineData("Kaal has not answered calls.")]
    public void Silence_towards_reporters_answers_nothing(string body)
    {
        var proposal = Assert.Single(Find("Brandt proposed a joint patrol of 12 boats. " + body));

        Assert.Empty(proposal.Responses);
    }
}
