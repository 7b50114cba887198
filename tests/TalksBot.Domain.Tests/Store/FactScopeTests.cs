namespace TalksBot.Domain.Tests;

public sealed class FactScopeTests
{
    private static readonly FactScope Outside = new((string?)null) { Hidden = ["closed", "secret"] };

    [Fact]
    public void Scopes_are_equal_when_they_hide_the_same_in_any_order()
    {
        var same = new FactScope((string?)null) { Hidden = ["secret", "closed", "secret"] };

        Assert.Equal(Outside, same);
        Assert.Equal(Outside.GetHashCode(), same.GetHashCode());
        Assert.Equal(["closed", "secret"], same.Hidden);
        Assert.Equal(FactScope.All, new FactScope((string?)null) { Hidden = default });
    }

    [Fact]
    public void Scopes_differ_by_dossier_and_by_what_they_hide()
    {
        Assert.NotEqual(Outside, FactScope.All);
        Assert.NotEqual(Outside, Outside with { Hidden = ["closed"] });
        Assert.NotEqual(Outside, Outside with { Dossier = "open" });
        Assert.NotEqual(new FactScope("open"), new FactScope("Open"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(true, "open")]
    [InlineData(true, "open", "closed")]
    [InlineData(false, "closed")]
    [InlineData(false, "closed", "secret")]
    public void An_article_of_a_hidden_dossier_is_seen_only_through_another(bool isSeen, params string[] dossiers)
    {
        Assert.Equal(isSeen, Outside.Shows(dossiers));
        Assert.True(FactScope.All.Shows(dossiers));
    }

    [Fact]
    public void A_chosen_dossier_shows_its_own_unless_it_is_hidden()
    {
        Assert.True(new FactScope("open") { Hidden = ["closed"] }.Shows(["closed", "open"]));
        Assert.False(new FactScope("open").Shows(["closed"]));
        Assert.False(new FactScope("open").Shows([]));
        Assert.False(new FactScope("closed") { Hidden = ["closed"] }.Shows(["closed", "open"]));
    }
}
