using TalksBot.Domain;

namespace TalksBot.Extraction.Tests;

public sealed class NominalTests
{
    private const string Ministers = "Norwegian Trade Minister Kari Solberg met her Finnish counterpart, Timo Laine.\n\n";

    [Theory]
    [InlineData("[[The two ministers]] said the border would open.", "Kari Solberg + Timo Laine")]
    [InlineData("[[Neither minister]] would say when.", "Kari Solberg + Timo Laine")]
    [InlineData("[[The Norwegian minister]] said the border would open.", "Kari Solberg")]
    [InlineData("[[The Finnish minister]] said the border would open.", "Timo Laine")]
    [InlineData("[[Both governments]] said the border would open.", "Finland + Norway")]
    [InlineData("“Fine,” [[the two sides]] said.", "Finland + Norway")]
    [InlineData("“Fine,” they said. [[Solberg's office]] declined to comment.", "Kari Solberg's office")]
    public void A_description_stands_for_whom_it_fits(string sentence, string who) => Assert.Equal(who, Reading.Of(Ministers + sentence).Who);

    [Fact]
    public void A_role_that_fits_two_people_named_together_is_nobody()
    {
        var reading = Reading.Of("The meeting of Minister Kari Solberg with Minister Timo Laine was short.\n\n“Good,” [[the minister]] said.");

        Assert.DoesNotContain("Solberg", reading.Who, StringComparison.Ordinal);
        Assert.DoesNotContain("Laine", reading.Who, StringComparison.Ordinal);
    }

    [Fact]
    public void A_role_that_one_alone_has_is_an_alias()
    {
        var reading = Reading.Of("The crews met mediator Nils Ek on Monday. [[The mediator]] did not return calls.");

        Assert.Equal("Nils Ek", reading.Who);
        Assert.Contains("the mediator", reading.Actor("Nils Ek").Aliases);
    }

    [Fact]
    public void The_minister_is_no_prime_minister()
    {
        var reading = Reading.Of("Prime Minister Olof Lund and Trade Minister Kari Solberg arrived. “Good,” [[the minister]] said.");

        Assert.Equal("Kari Solberg", reading.Who);
    }

    [Theory]
    [InlineData("[[Two officials]] who asked not to be named said the offer stood.", "two officials", ActorKind.Group)]
    [InlineData("[[A senior official]] said the offer stood.", "senior official", ActorKind.Person)]
    [InlineData("The offer stands, according to [[a draft]] seen by reporters.", "draft", ActorKind.Document)]
    [InlineData("Minister Jan Horak was silent. [[A spokesman for Horak's ministry]] said the offer stood.", "spokesman for Horak's ministry", ActorKind.Person)]
    [InlineData("[[Two people]] close to the board said the offer stood.", "two people close to the board", ActorKind.Group)]
    [InlineData("[[A person]] briefed on the talks said the offer stood.", "person briefed on the talks", ActorKind.Person)]
    [InlineData("The offer stands, according to [[a letter]] to the clubs.", "letter to the clubs", ActorKind.Document)]
    [InlineData("Minister Paul Calder was silent. [[A spokesman]] for him said the offer stood.", "spokesman for Paul Calder", ActorKind.Person)]
    public void A_source_without_a_name_goes_by_its_description(string text, string who, ActorKind kind)
    {
        var reading = Reading.Of(text);

        Assert.Equal(who, reading.Who);
        Assert.Equal((kind, false), (reading.Actor(who).Kind, reading.Actor(who).IsNamed));
    }

    [Theory]
    [InlineData("The maker Orlin refused an offer from its larger rival Kestrel, Orlin's chairwoman, Marta Holt, said on Tuesday.\n\n“No,” [[the chairwoman]] said.", "Marta Holt")]
    [InlineData("Timo Laine, the ambassador, chairs the talks. They will go on in Kolm Bay in May, [[the ambassador]] said.", "Timo Laine")]
    [InlineData("“We walk,” said the commission's clerk, [[Colonel Iain Mac an Rothaich]].", "Iain Mac an Rothaich")]
    [InlineData("The mediator, Baroness Ada Brunel, arrived. “Late,” [[the baroness]] said.", "Ada Brunel")]
    public void A_role_belongs_to_its_own_name(string text, string who) => Assert.Equal(who, Reading.Of(text).Who);

    [Fact]
    public void A_joint_statement_speaks_for_its_authors()
    {
        var reading = Reading.Of("The governments of Norway and Finland said in a joint statement that the border would open. [[The statement]] said no date was set.");

        Assert.Equal("Finland + Norway", reading.Who);
    }

    [Fact]
    public void A_trade_that_is_a_surname_stays_a_surname()
    {
        var reading = Reading.Of("Envoy Ruth Baker arrived on Monday. [[Baker]] said the offer stood.");

        Assert.Equal("Ruth Baker", reading.Who);
    }

    [Fact]
    public void The_company_is_the_firm_and_not_the_union()
    {
        var reading = Reading.Of("Nordglas AG and the Glaziers' Union met on Friday. The union walked out. [[The company]] said talks would go on.");

        Assert.Equal("Nordglas AG", reading.Who);
    }

    [Fact]
    public void A_counterpart_in_front_of_the_name_has_the_same_office()
    {
        var reading = Reading.Of("Polish Interior Minister Zofia Maj and her Czech counterpart Tomas Hora met. [[Both ministers]] asked for a map.");

        Assert.Equal("Tomas Hora + Zofia Maj", reading.Who);
        Assert.Equal("Czech Republic", reading.Actor("Tomas Hora").Of);
    }

    [Fact]
    public void The_body_in_front_of_a_role_is_whose_the_person_is()
    {
        var reading = Reading.Of("Harbour Ministry spokeswoman Lena Fors gave no date. Pilots union president Carl Dahl said no.");

        Assert.Equal("Harbour Ministry", reading.Actor("Lena Fors").Of);
    }
}
