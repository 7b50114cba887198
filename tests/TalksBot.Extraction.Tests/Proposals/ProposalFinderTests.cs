using CsCheck;
using TalksBot.Domain;

namespace TalksBot.Extraction.Tests.Proposals;

public class ProposalFinderTests
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

    [Fact]
    public void An_offer_under_a_condition_has_both_who_speaks_and_who_would_give()
    {
        var proposal = Assert.Single(Find("Veska would guarantee Ostmark 350 tonnes of grain a month if Ostmark opens the port, Minister Irena Kaal said on Tuesday."));

        Assert.Equal(["Irena Kaal", "Veska"], proposal.By.AsEnumerable());
        Assert.Equal(["Ostmark"], proposal.To.AsEnumerable());
        Assert.Equal(ProposalKind.Offer, proposal.Kind);
        Assert.Contains("350 tonnes", proposal.Content.Text, StringComparison.Ordinal);
        Assert.Equal(["if Ostmark opens the port"], proposal.Conditions.Select(condition => condition.Text));
    }

    [Theory]
    [InlineData("Veska has offered to pay 40 million crowns for the lock.", ProposalKind.Offer, "pay 40 million crowns for the lock")]
    [InlineData("Kaal said Veska is ready to release 12 trawlers.", ProposalKind.Offer, "release 12 trawlers")]
    [InlineData("Brandt proposed a joint patrol under which each side would pay half.", ProposalKind.Plan, "a joint patrol under which each side would pay half")]
    [InlineData("Ostmark demanded a ceiling of 900 boats.", ProposalKind.Demand, "a ceiling of 900 boats")]
    [InlineData("The league is asking for 6% in each of the two years.", ProposalKind.Demand, "6% in each of the two years")]
    [InlineData("Brandt called for an immediate halt to the strike.", ProposalKind.Call, "an immediate halt to the strike")]
    [InlineData("Brandt insisted on a limit of 70 boats.", ProposalKind.Demand, "a limit of 70 boats")]
    [InlineData("Veska needs at least 310 boats.", ProposalKind.Demand, "at least 310 boats")]
    [InlineData("Brandt put a counter-proposal on the table: 75 boats for two years.", ProposalKind.Plan, "a counter-proposal on the table: 75 boats for two years")]
    public void What_is_put_forward_is_read_with_its_words(string body, ProposalKind kind, string content)
    {
        var proposal = Assert.Single(Find(body));

        Assert.Equal((kind, content), (proposal.Kind, proposal.Content.Text));
    }

    [Theory]
    [InlineData("Brandt accepted the offer.", ResponseKind.Accepted)]
    [InlineData("Brandt rejected the offer.", ResponseKind.Refused)]
    [InlineData("Brandt turned down the offer.", ResponseKind.Refused)]
    [InlineData("Brandt has not accepted the offer.", ResponseKind.Conditions)]
    [InlineData("Brandt made no promise to accept it.", ResponseKind.Conditions)]
    [InlineData("Brandt said he would study the offer.", ResponseKind.Conditions)]
    [InlineData("Brandt refused to accept the offer.", ResponseKind.Refused)]
    public void An_answer_is_linked_to_the_proposal_before_it(string answer, ResponseKind kind)
    {
        var proposal = Find("Veska offered Ostmark 300 tonnes of grain. " + answer)[0];

        var response = Assert.Single(proposal.Responses);
        Assert.Equal(("Tom Brandt", kind), (response.By, response.Kind));
    }

    [Theory]
    [InlineData("Brandt agreed to continue working.")]
    [InlineData("Brandt pressed Ostmark to accept the offer.")]
    [InlineData("Brandt rejected the idea that the strike was over.")]
    public void What_is_no_answer_is_none(string other) =>
        Assert.All(Find("Veska offered Ostmark 300 tonnes of grain. " + other), proposal => Assert.Empty(proposal.Responses));

    [Fact]
    public void What_is_agreed_in_principle_is_a_proposal_with_its_condition()
    {
        var proposal = Assert.Single(Find("Veska has agreed in principle to a 45-day truce at sea if Ostmark recalls its fleet."));

        Assert.Equal(("Veska", ResponseKind.AcceptedInPrinciple), (proposal.Responses[0].By, proposal.Responses[0].Kind));
        Assert.Equal(["if Ostmark recalls its fleet"], proposal.Conditions.Select(condition => condition.Text));
    }

    [Fact]
    public void A_scheme_off_the_table_is_withdrawn()
    {
        var proposal = Assert.Single(Find("Brandt proposed a “night-watch” scheme for the bay. Brandt’s “night-watch” scheme is off the table."));

        Assert.True(proposal.IsWithdrawn);
    }

    [Fact]
    public void A_refusal_told_before_the_deal_answers_it()
    {
        var proposal = Assert.Single(Find("The league turned down a lease agreement on Monday. The rejected deal offered rents of 200 and 300 crowns."));

        Assert.Equal(("Dockers' League", ResponseKind.Refused), (proposal.Responses[0].By, proposal.Responses[0].Kind));
        Assert.True(proposal.IsWithdrawn);
    }

    [Theory]
    [InlineData("Veska never offered a ship.")]
    [InlineData("Kaal gave reporters a tour of the port.")]
    [InlineData("Kaal wants to sleep.")]
    [InlineData("Kaal would not say whether Veska proposed a pause.")]
    public void What_is_not_put_forward_is_left_alone(string body) => Assert.Empty(Find(body));

    [Fact]
    public void Any_text_yields_words_inside_it_and_the_same_each_time()
    {
        var words = Gen.OneOf<string>(
            "Kaal", "Brandt", "Veska", "offered", "to", "pay", "40", "%", "proposed", "a", "plan", "if", "would", "guarantee", "accepted", "rejected", "the", "offer", ",", ".", "it",
            "said", "“", "”", "in", "exchange", "for", "agreed", "principle", "scheme", "is", "off", "table", "demanded", "that", "\n\n", "voted", "down", "not", "\ud800");
        Gen.OneOf(words.Array[0, 60].Select(parts => string.Join(' ', parts)), TextGen.Any).Sample(body =>
        {
            var document = HandmadeDocument.Of(body, "2025-06-18", Actors);
            var sentences = document.Text.Tokens.Sentences.Select(document.Text.Tokens.SpanOf).ToHashSet();
            var found = new ProposalFinder().Find(document);

            Assert.All(found, proposal => Assert.All(proposal.Evidence, span => Assert.Contains(span, sentences)));
            Assert.All(found.SelectMany(proposal => proposal.Terms.Concat(proposal.Conditions).Append(proposal.Content)), words => Assert.Equal(words.Text, string.Join(' ', words.Spans.Select(span => span.Slice(body)))));
            Assert.Equal(found.Select(proposal => proposal.Id), new ProposalFinder().Find(document).Select(proposal => proposal.Id));
        });
    }
}
