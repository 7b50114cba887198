using TalksBot.Domain;

namespace TalksBot.Extraction.Tests.Proposals;

/// <summary>Negation, modality, conditions and half answers, through the whole extraction of a short article.</summary>
public class ProposalPhenomenaTests
{
    private const string Lead = "Irena Kaal, the foreign minister of Veska, met Tom Brandt, the Ostmark envoy, in Lome on Monday.\n\n";

    private static readonly Extractor Extractor = Extractor.Create();

    private static ArticleFacts Read(string body) => Extractor.Extract(
        new Article { Id = new ArticleId("lock"), Stem = "lock", PublishedOn = new DateOnly(2025, 6, 18), Body = Lead + body }, []);

    [Theory]
    [InlineData("Kaal denied that Veska had offered 40 million crowns for the lock.")]
    [InlineData("Brandt accused Kaal of demanding a bribe of 2 million crowns.")]
    [InlineData("Kaal said that Veska had never proposed to close the lock.")]
    [InlineData("Veska has not offered any money for the lock, Kaal said.")]
    public void What_is_denied_was_not_put_forward(string body) =>
        Assert.Empty(Read(body).Proposals);

    [Theory]
    [InlineData("Veska offered 40 million crowns for the lock if Ostmark lifts the toll.", "if Ostmark lifts the toll")]
    [InlineData("Veska offered 40 million crowns for the lock, provided that Ostmark lifts the toll.", "provided that Ostmark lifts the toll")]
    [InlineData("Veska offered to reopen the lock on condition that Ostmark lifts the toll.", "on condition that Ostmark lifts the toll")]
    [InlineData("Veska would reopen the lock if Ostmark lifted the toll, Kaal said.", "if Ostmark lifted the toll")]
    public void What_it_hangs_on_is_a_condition(string body, string condition)
    {
        var proposal = Assert.Single(Read(body).Proposals);

        Assert.Equal(condition, Assert.Single(proposal.Conditions).Text);
    }

    [Theory]
    [InlineData("Brandt accepted the offer.", ResponseKind.Accepted)]
    [InlineData("Brandt accepted the offer in principle.", ResponseKind.AcceptedInPrinciple)]
    [InlineData("Brandt agreed in principle to the offer.", ResponseKind.AcceptedInPrinciple)]
    [InlineData("Brandt rejected the offer.", ResponseKind.Refused)]
    [InlineData("Brandt did not accept the offer.", ResponseKind.Conditions)]
    [InlineData("Brandt said he would accept the offer only if the toll stayed.", ResponseKind.Conditions)]
    public void An_answer_is_as_much_as_it_says(string answer, ResponseKind kind)
    {
        var proposal = Read("Veska offered 40 million crowns for the lock. " + answer).Proposals[0];

        var response = Assert.Single(proposal.Responses);
        Assert.Equal(("Tom Brandt", kind), (response.By, response.Kind));
    }

    [Theory]
    [InlineData("Brandt might accept the offer.")]
    [InlineData("It is not known whether Brandt will accept the offer.")]
    [InlineData("Brandt was expected to accept the offer.")]
    public void What_may_come_is_no_acceptance(string outlook)
    {
        var proposal = Read("Veska offered 40 million crowns for the lock. " + outlook).Proposals[0];

        Assert.DoesNotContain(proposal.Responses, response => response.Kind is ResponseKind.Accepted or ResponseKind.AcceptedInPrinciple);
    }
}
