using CsCheck;

namespace TalksBot.Extraction.Tests.Quotations;

public sealed class QuotationFinderTests
{
    private readonly PerceptronTagger _tagger = new();
    private readonly QuotationFinder _finder = new();

    [Theory]
    [InlineData("“We will sign,” she said. “Soon.”", "“We will sign,”|“Soon.”")]
    [InlineData("\"We will sign,\" she said. \"Soon.\"", "\"We will sign,\"|\"Soon.\"")]
    [InlineData("''We will sign,'' she said.", "''We will sign,''")]
    [InlineData("‘The miners’ pay is late,’ she said.", "‘The miners’ pay is late,’")]
    [InlineData("«We will sign», she said. « Soon », she added.", "«We will sign»|« Soon »")]
    [InlineData("„We will sign“, she said. »Soon«, she added.", "„We will sign“|»Soon«")]
    [InlineData("The door is 6'2\" high and 3\" thick.", "")]
    [InlineData("(\"We will sign,\" she said.)", "\"We will sign,\"")]
    [InlineData("“We will sign, she said.", "“We will sign, she said.")]
    [InlineData("We will sign,” she said.", "")]
    public void Marks_are_paired(string text, string expected)
    {
        Assert.Equal(expected, string.Join('|', Find(text).Select(quotation => quotation.Extent.Slice(text))));
    }

    [Fact]
    public void A_quotation_goes_on_in_paragraphs_that_open_it_again()
    {
        const string Text = "“We came early,” Holt said. “We stayed.\n\n“We talked.\n\n“We left.” Nobody saw us.";

        var found = Find(Text);

        Assert.Equal(2, found.Length);
        Assert.Equal(["“We stayed.", "“We talked.", "“We left.”"], found[1].Spans.Select(span => span.Slice(Text)));
        Assert.True(found[1].IsClosed);
    }

    [Fact]
    public void An_unclosed_quotation_ends_with_its_paragraph()
    {
        const string Text = "She said: “We stayed.\n\nNobody saw us.";

        var found = Assert.Single(Find(Text));

        Assert.Equal("“We stayed.", found.Extent.Slice(Text));
        Assert.False(found.IsClosed);
    }

    [Theory]
    [InlineData("“He told me ‘never again’ and left,” she said.", "‘never again’")]
    [InlineData("‘He told me “never again” and left,’ she said.", "“never again”")]
    [InlineData("\"He told me 'never again' and left,\" she said.", "'never again'")]
    public void Quotations_nest(string text, string inner)
    {
        var found = Find(text);

        Assert.Equal([0, 1], found.Select(quotation => quotation.Depth));
        Assert.Equal(inner, found[1].Extent.Slice(text));
    }

    [Fact]
    public void A_missing_closing_mark_does_not_swallow_the_next_quotation()
    {
        const string Text = "\"We stayed. Holt left. \"Nobody saw us,\" she said.";

        var found = Find(Text);

        Assert.Equal(["\"We stayed. Holt left.", "\"Nobody saw us,\""], found.Select(quotation => quotation.Extent.Slice(Text)));
        Assert.All(found, quotation => Assert.Equal(0, quotation.Depth));
    }

    [Theory]
    [InlineData("“We will sign,” she said.", QuotationKind.Speech)]
    [InlineData("She called it “a step back”.", QuotationKind.Speech)]
    [InlineData("The report, titled “Shared Shores”, is late.", QuotationKind.Term)]
    [InlineData("The so-called “salt war” is over.", QuotationKind.Term)]
    [InlineData("He drew up a “two-key” system.", QuotationKind.Term)]
    [InlineData("It is in the report, ‘Salt of the Coast’.", QuotationKind.Term)]
    public void Titles_and_terms_are_no_speech(string text, QuotationKind expected)
    {
        Assert.Equal(expected, Assert.Single(Find(text)).Kind);
    }

    [Fact]
    public void Quotations_of_any_text_lie_in_it_and_do_not_cross()
    {
        TextGen.Any.Sample(text =>
        {
            var found = Find(text);

            foreach (var quotation in found)
            {
                Assert.All(quotation.Spans, span => Assert.True(span.Start >= 0 && span.Length > 0 && span.End <= text.Length));
            }

            var spans = found.SelectMany(quotation => quotation.Spans).ToList();
            for (var i = 0; i < spans.Count; i++)
            {
                for (var j = i + 1; j < spans.Count; j++)
                {
                    Assert.True(!spans[i].Overlaps(spans[j]) || spans[i].Contains(spans[j]) || spans[j].Contains(spans[i]));
                }
            }
        });
    }

    private System.Collections.Immutable.ImmutableArray<Quotation> Find(string text) => _finder.Find(_tagger.Tag(Tokenizer.Tokenize(text)));
}
