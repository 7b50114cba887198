using TalksBot.Domain;

namespace TalksBot.Extraction.Tests;

/// <summary>What a name is: person, body, group or place.</summary>
public sealed class KindTests
{
    [Theory]
    [InlineData("The Justice Department said no. The mayor met the Justice Department on Monday.", "Justice Department", ActorKind.Organisation)]
    [InlineData("The Republican National Committee chairman Karl Holm said no. He left.", "Republican National Committee", ActorKind.Organisation)]
    [InlineData("Several House Republicans said no on Monday. Senate Democrats said yes.", "Senate Democrats", ActorKind.Group)]
    [InlineData("It was Brandel Motors that said no. On Monday Brandel said yes.", "Brandel Motors", ActorKind.Organisation)]
    [InlineData("Nordgas, the largest operator in the bay, said no.", "Nordgas", ActorKind.Organisation)]
    [InlineData("The government of San Kolm said no. San Kolm gave no reason.", "San Kolm", ActorKind.Government)]
    public void A_name_has_the_kind_its_words_tell(string text, string name, ActorKind kind) => Assert.Equal(kind, Reading.Of(text).Actor(name).Kind);

    [Fact]
    public void The_first_word_of_a_company_stands_for_it()
    {
        var reading = Reading.Of("Brandel Motors opened its books in May. On Monday [[Brandel]] closed them.");

        Assert.Equal("Brandel Motors", reading.Who);
    }

    [Fact]
    public void A_body_named_for_its_founder_gives_way_to_one_of_that_name()
    {
        var reading = Reading.Of("Michael Bloomberg ran the city for years. [[Bloomberg]] said no.");

        Assert.Equal("Michael Bloomberg", reading.Who);
    }

    [Fact]
    public void A_town_named_like_the_first_word_of_a_council_is_not_the_council()
    {
        var reading = Reading.Of("The Kolmar Harbour Council met in May. On Monday [[Kolmar]] celebrated.");

        Assert.NotEqual("Kolmar Harbour Council", reading.Who);
    }

    [Fact]
    public void Party_and_state_behind_a_name_are_no_name()
    {
        var names = Reading.Of("Senator Ruth Baker (R-Texas) said no. Senator Karl Holm (D-Vt.) said yes.").Names;

        Assert.DoesNotContain(names, name => name.Contains('-', StringComparison.Ordinal));
    }

    [Fact]
    public void An_office_with_a_small_letter_leaves_the_name_whole() =>
        Assert.Contains("Ruth Baker", Reading.Of("The former secretary of State Ruth Baker said no.").Names);

    [Fact]
    public void Places_are_listed_and_are_nobody()
    {
        var text = "Ruth Baker met Karl Holm in New York. They flew to France on Monday, and Ruth Baker said no.";
        var map = Reading.Of(text).Map;

        Assert.Equal(["New York", "France"], map.Places.Select(place => place.Slice(text)));
        Assert.DoesNotContain(map.Actors, actor => actor.Actor.Name is "New York" or "France");
    }

    [Fact]
    public void A_place_that_speaks_is_an_actor() => Assert.Equal("Texas", Reading.Of("[[Texas]] said on Monday that it would sue.").Who);
}
