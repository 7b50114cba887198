using TalksBot.Domain;
using TalksBot.Testing;

namespace TalksBot.Memory.Tests;

public sealed class DossierMatcherTests
{
    private static readonly Dossier Ferry = Memories.Ferry(
        Memories.Person("Ada Wren", "Wren"),
        Memories.Person("Bo Lark"),
        Memories.Person("Cy Finch"),
        Memories.Government("Port Selm", "PS"),
        Memories.Government("Ostrava Bay"));

    [Theory]
    [InlineData("Wren came back to the ferry talks.")]
    [InlineData("Neither truces nor Wren’s words helped.")]
    [InlineData("A TRUCE between Port Selm and Ostrava Bay held.")]
    [InlineData("Ada Wren, Bo Lark and Cy Finch dined.")]
    public void An_article_belongs_where_keyword_and_actors_say_so(string text) =>
        Assert.Equal(["ferry"], new DossierMatcher([Ferry]).Match(Of(text)).Dossiers);

    [Theory]
    [InlineData("The ferry talks went on.")]
    [InlineData("A truce was declared in Port Selm.")]
    [InlineData("A truce was declared by wren and ps.")]
    [InlineData("Wren met Bo Lark in Port Selm.")]
    [InlineData("Ada Wren and Bo Lark dined; Wren paid.")]
    [InlineData("Ferry owners and talks with Wrenfield.")]
    public void An_article_that_only_shares_a_word_or_a_place_does_not_belong(string text) =>
        Assert.Empty(new DossierMatcher([Ferry]).Match(Of(text)).Dossiers);

    [Fact]
    public void A_dossier_without_keywords_needs_two_actors()
    {
        var matcher = new DossierMatcher([Ferry with { Keywords = [] }]);

        Assert.Equal(["ferry"], matcher.Match(Of("Wren met Bo Lark.")).Dossiers);
        Assert.Empty(matcher.Match(Of("Ada Wren met nobody; Wren left.")).Dossiers);
    }

    [Fact]
    public void What_an_article_was_read_for_does_not_make_it_concern_a_dossier()
    {
        var matcher = new DossierMatcher([Ferry, Ferry with { Name = "words", Actors = [] }, Ferry with { Name = "nothing", Actors = [], Keywords = [] }]);
        var ours = Of("Wren came back to the ferry talks.") with { Dossiers = ["other"] };
        var word = Of("The ferry talks went on.") with { Dossiers = ["ferry"] };
        var neither = Of("It rained.") with { Dossiers = ["ferry"] };

        Assert.Equal((true, true, true, true), (matcher.Concerns("ferry", ours), matcher.Concerns("words", ours), matcher.Concerns("nothing", ours), matcher.Concerns("unknown", ours)));
        Assert.Equal((false, true), (matcher.Concerns("ferry", word), matcher.Concerns("words", word)));
        Assert.Equal((false, false, true), (matcher.Concerns("ferry", neither), matcher.Concerns("words", neither), matcher.Concerns("nothing", neither)));
    }

    [Fact]
    public void The_dossiers_an_article_was_read_for_win()
    {
        var article = Of("Wren came back to the ferry talks.") with { Dossiers = ["weather"] };

        var membership = new DossierMatcher([Ferry, Ferry with { Name = "weather", Actors = [Memories.Person("Di Teal")] }]).Match(article);

        Assert.Equal(["weather"], membership.Dossiers);
        Assert.Equal(["Di Teal"], membership.Actors.Select(actor => actor.Name));
    }

    [Fact]
    public void An_alias_of_two_actors_is_taken_from_both()
    {
        var other = Memories.Ferry(Memories.Person("Ada Wren", "the skipper"), Memories.Person("Eve Wren", "Wren")) with { Name = "other" };

        var membership = new DossierMatcher([Ferry, other]).Match(Of("-") with { Dossiers = ["ferry", "other"] });

        Assert.Equal(["the skipper"], membership.Actors.Single(actor => actor.Name == "Ada Wren").Aliases);
        Assert.Empty(membership.Actors.Single(actor => actor.Name == "Eve Wren").Aliases);
    }

    private static Article Of(string text) => new ArticleSketch("one", "2025-10-14", text).Article with { Title = null };
}
