using TalksBot.Domain;

namespace TalksBot.Extraction.Tests.Facts;

/// <summary>What a cue and its words mean together.</summary>
public class CueSenseTests
{
    private static readonly Extractor Extractor = Extractor.Create();

    private static List<Statement> Find(string body) =>
        [.. Extractor.Extract(new Article { Id = new ArticleId("a"), Stem = "a", PublishedOn = new DateOnly(2025, 6, 18), Body = body }, []).Statements];

    [Theory]
    [InlineData("Irena Kaal said nothing about the price of the lock.")]
    [InlineData("The ministry said little about its plans for the harbour.")]
    [InlineData("Tom Brandt has said nothing in public about the affair.")]
    public void To_say_nothing_is_a_silence(string body)
    {
        var statement = Assert.Single(Find(body));

        Assert.Equal(Polarity.Declined, statement.Polarity);
    }

    [Fact]
    public void That_nothing_happens_may_be_said()
    {
        var statement = Assert.Single(Find("Irena Kaal said nothing would change at the harbour."));

        Assert.Equal(Polarity.Said, statement.Polarity);
    }

    [Theory]
    [InlineData("Tom Brandt did not agree to any truce.", "any truce")]
    [InlineData("Irena Kaal has not agreed to any ceasefire.", "any ceasefire")]
    public void Not_to_agree_is_to_refuse(string body, string content)
    {
        var statement = Assert.Single(Find(body));

        Assert.Equal((Polarity.Said, CueClass.Refused, content), (statement.Polarity, statement.CueClass, statement.Content?.Text));
    }

    [Fact]
    public void Not_to_dispute_is_no_denial()
    {
        var statement = Assert.Single(Find("Irena Kaal did not dispute the figure of 40 million crowns."));

        Assert.Equal(Polarity.Said, statement.Polarity);
    }

    [Fact]
    public void A_reflexive_is_no_part_of_the_words()
    {
        var statement = Assert.Single(Find("After the talks Veska declared itself ready for a ceasefire of forty days."));

        Assert.Equal("ready for a ceasefire of forty days", statement.Content?.Text);
    }

    [Fact]
    public void A_person_alone_is_nothing_that_was_said() =>
        Assert.DoesNotContain(Find("Irena Kaal said that the vote was lost. Tom Brandt corrected her."), statement => statement.Content?.Text is "her");
}
