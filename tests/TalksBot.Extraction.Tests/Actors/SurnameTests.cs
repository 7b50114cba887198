namespace TalksBot.Extraction.Tests;

public sealed class SurnameTests
{
    private const string Two = "Mayor Clara Stern opened the session. Paul Stern, the guild's secretary, spoke next.\n\n";

    [Theory]
    [InlineData("[[Stern]], the mayor, said the fee would stay.", "Clara Stern")]
    [InlineData("[[Stern]], the secretary, said the fee would stay.", "Paul Stern")]
    [InlineData("The secretary, [[Stern]], said the fee would stay.", "Paul Stern")]
    [InlineData("Mayor [[Stern]] said the fee would stay.", "Clara Stern")]
    [InlineData("[[Paul Stern]] said the fee would stay.", "Paul Stern")]
    [InlineData("Mr [[Stern]] said the fee would stay.", "Paul Stern")]
    [InlineData("[[The mayor]] said the fee would stay.", "Clara Stern")]
    public void Role_title_or_first_name_tell_two_people_of_one_surname_apart(string sentence, string who) =>
        Assert.Equal(who, Reading.Of(Two + sentence).Who);

    [Fact]
    public void A_bare_surname_that_two_people_share_is_nobody()
    {
        Assert.Equal("", Reading.Of(Two + "[[Stern]] said the fee would stay.").Who);
        Assert.DoesNotContain("Stern", Reading.Of(Two).Actor("Paul Stern").Aliases);
    }

    [Fact]
    public void The_paragraph_that_names_one_of_them_decides_with_less_confidence()
    {
        var reading = Reading.Of(Two + "Paul Stern brought the figures. [[Stern]] said the fee would stay.");

        Assert.Equal("Paul Stern", reading.Who);
        Assert.True(reading.Map.Within(reading.Marked!.Value).Single().Confidence < 0.8);
    }

    [Fact]
    public void A_surname_before_its_second_bearer_appears_is_the_first_one()
    {
        var reading = Reading.Of("Mayor Clara Stern opened the session. [[Stern]] said little.\n\nPaul Stern, the guild's secretary, spoke next.");

        Assert.Equal("Clara Stern", reading.Who);
    }

    [Fact]
    public void No_relation_to_the_mayor_means_the_other_of_the_name()
    {
        var reading = Reading.Of("Mayor Clara Stern and Mayor Erik Holm met. Paul Stern, who is not related to [[the mayor]], kept the minutes.");

        Assert.Equal("Clara Stern", reading.Who);
    }

    [Fact]
    public void Initials_and_middle_names_are_one_person()
    {
        var reading = Reading.Of("Judge Laura B. Keane sat alone. [[Laura Keane]] said the case was closed.");

        Assert.Equal("Laura B. Keane", reading.Who);
    }

    [Fact]
    public void A_second_role_behind_and_tells_siblings_apart()
    {
        const string Siblings = "Foreman Jonas Beck spoke first. Anja Beck, the foreman's sister and a lawyer for the guild, spoke next. ";

        Assert.Equal("Anja Beck", Reading.Of(Siblings + "“We will sue,” said [[Beck]], the lawyer.").Who);
        Assert.Equal("Anja Beck", Reading.Of(Siblings + "“[[We]] will sue,” said Beck, the lawyer.").Who);
    }
}
