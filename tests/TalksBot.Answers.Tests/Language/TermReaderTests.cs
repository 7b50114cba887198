namespace TalksBot.Answers.Tests.Language;

public sealed class TermReaderTests
{
    [Fact]
    public void Words_are_cut_at_blanks_and_marks()
    {
        Assert.Equal(["who", "said", "no", "deal", "today"], Folded("Who said “No-deal today”?"));
    }

    [Theory]
    [InlineData("1,800 cars", "1,800")]
    [InlineData("3.5 per cent", "3.5")]
    [InlineData("on the 14th", "14")]
    [InlineData("12.", "12")]
    public void A_figure_keeps_its_inner_separators_and_nothing_else(string text, string figure)
    {
        Assert.Contains(figure, Folded(text));
    }

    [Theory]
    [InlineData("Venn's ferry")]
    [InlineData("Venn’s ferry")]
    [InlineData("VENN'S ferry")]
    public void A_possessive_s_is_dropped(string text)
    {
        Assert.Equal(["venn", "ferry"], Folded(text));
    }

    [Fact]
    public void Signs_of_money_and_per_cent_are_words()
    {
        Assert.Equal(["$", "40", "7", "%"], Folded("$40 7%"));
        Assert.Equal(TermReader.Read("percent")[0].Stem, TermReader.Read("%")[0].Stem);
    }

    [Theory]
    [InlineData("offers", "offering")]
    [InlineData("met", "meeting")]
    [InlineData("said", "says")]
    [InlineData("seven", "7")]
    [InlineData("refused", "refuses")]
    public void Forms_of_one_word_share_a_stem(string one, string other)
    {
        Assert.Equal(TermReader.Read(one)[0].Stem, TermReader.Read(other)[0].Stem);
    }

    [Fact]
    public void Diacritics_do_not_count_and_capitals_are_remembered()
    {
        var term = Assert.Single(TermReader.Read("Żołądek"));

        Assert.Equal("zoladek", term.Folded);
        Assert.True(term.IsCapitalised);
    }

    [Fact]
    public void A_term_stands_where_its_span_says()
    {
        const string text = "— “Orla’s 1,200 boats”, Mårten said.";

        Assert.Equal(["Orla", "1,200", "boats", "Mårten", "said"], TermReader.Read(text).Select(term => term.Span.Slice(text)));
    }

    private static IEnumerable<string> Folded(string text) => TermReader.Read(text).Select(term => term.Folded);
}
