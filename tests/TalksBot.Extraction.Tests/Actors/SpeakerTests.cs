using TalksBot.Domain;

namespace TalksBot.Extraction.Tests;

/// <summary>Whom the words are given to, by the classes of error that were seen.</summary>
public sealed class SpeakerTests
{
    private static readonly Extractor Extractor = Extractor.Create();

    [Theory]
    [InlineData("The bridge could open in May, General Karl Holm of Ostland said.", "Karl Holm")]
    [InlineData("“The bridge opens in May,” said Foreign Minister Ruth Baker of Ostland.", "Ruth Baker")]
    [InlineData("Envoy Karl Holm called the plan a gift. His counterpart at the Northern Harbours Council (NHC) said on Monday that it was a bill.", "counterpart at the Northern Harbours Council")]
    public void The_person_speaks_and_not_the_body_or_country_behind(string text, string speaker) => Assert.Equal(speaker, LastSpeakers(text));

    [Theory]
    [InlineData("Karl Holm of the Weavers' Guild met Erik Lund of the Mill Board on Monday. Neither side said what was agreed.")]
    [InlineData("The talks went on for nine hours. Neither side said what was agreed.")]
    public void Neither_side_is_both_or_nobody(string text) => Assert.DoesNotContain("side", LastSpeakers(text), StringComparison.Ordinal);

    [Fact]
    public void Neither_minister_is_both()
    {
        var text = "Trade Minister Karl Holm met Fisheries Minister Ruth Baker in the old mill. Neither minister said what was agreed.";

        Assert.Equal("Karl Holm + Ruth Baker", LastSpeakers(text));
    }

    [Fact]
    public void They_are_the_government_and_the_company_of_one_subject()
    {
        var text = "The government of San Kolm and the mining company Nordfell will talk until May, they said in a joint statement on Monday.";

        Assert.Equal("Nordfell + San Kolm", LastSpeakers(text));
    }

    [Fact]
    public void A_body_whose_name_holds_an_and_is_one_by_its_short_form()
    {
        var text = "The Canal and Ferry Workers’ League (CFWL) said on Monday that it would not sign.";

        Assert.Equal("Canal and Ferry Workers' League", LastSpeakers(text));
    }

    [Fact]
    public void A_paragraph_that_begins_with_a_short_form_and_holds_a_dash_is_no_dateline()
    {
        var text = "Karl Baker, who leads the pilots, said on Monday that they would wait.\n\nNHC’s president, Ruth Baker — no relation — said she would not.";

        Assert.Equal("Ruth Baker", LastSpeakers(text));
    }

    [Fact]
    public void Who_was_he_before_is_not_she_later()
    {
        var text = "Ilkay Baker, who leads the pilots, said they would wait. “The quay is dry,” he told reporters.\n\n“It is not,” she said.";

        Assert.Equal("", LastSpeakers(text));
    }

    [Theory]
    [InlineData("The flat sum was given up in exchange for the higher rate, Karl Holm, the company’s treasurer, said. “It is done,” he added.", "Karl Holm")]
    [InlineData("Mayor Ruth Baker left early. Her executive meets on Monday. Nobody from the port came.\n\n“I moved further than I wished,” the chief executive said.", "chief executive")]
    [InlineData("“It was late,” Karl Holm said.\n\nErik Lund was less terse. The rope was wet, he said, and so was the deck.", "Erik Lund")]
    public void Whoever_stands_nearest_is_not_taken_for_it(string text, string speaker) => Assert.Equal(speaker, LastSpeakers(text));

    [Theory]
    [InlineData("“We need a new bridge,” said Nicky Holm, 24, from Kolmar, who said the old one would not do.", "Nicky Holm")]
    [InlineData("Deputy Mayor Karl Holm, who was to travel to Columbus, Ohio, on Wednesday to see the bridge, said it would hold.", "Karl Holm")]
    public void A_town_between_name_and_verb_says_nothing(string text, string speaker) => Assert.Equal(speaker, LastSpeakers(text));

    [Fact]
    public void A_title_tells_two_of_one_surname_apart()
    {
        var text = "Michelle Holm came first. Mr. Holm, who was late, said the bridge would hold.";

        Assert.NotEqual("Michelle Holm", LastSpeakers(text));
    }

    [Fact]
    public void The_two_bodies_that_a_text_keeps_coming_back_to_are_its_sides()
    {
        var text = string.Concat(Enumerable.Repeat("The Pilots’ Guild met the Harbour Council. The Pilots’ Guild left, and the Harbour Council stayed.\n\n", 3))
            + "The Kolm Herald counted nine hours. Neither side said what was agreed.";

        Assert.Equal("Harbour Council + Pilots' Guild", LastSpeakers(text));
    }

    private static string LastSpeakers(string text)
    {
        var article = new Article { Id = new ArticleId("a"), Stem = "a", PublishedOn = new DateOnly(2026, 3, 2), Body = "A first paragraph.\n\n" + text };
        return string.Join(" + ", Extractor.Extract(article, []).Statements.Last().Speakers.Order(StringComparer.Ordinal));
    }
}
