using System.Collections.Immutable;
using CsCheck;
using TalksBot.Domain;

namespace TalksBot.Extraction.Tests.Attributions.Learned;

public sealed class LearnedAttributionFinderTests
{
    private readonly PerceptronTagger _tagger = new();
    private readonly QuotationFinder _quotations = new();
    private readonly LearnedAttributionFinder _finder = new();

    [Theory]
    [InlineData("“We will sign,” said Marta Orvane, the harbour master.", "Marta Orvane, the harbour master: “We will sign,”")]
    [InlineData("Orvane said that the port was closed.", "Orvane: that the port was closed")]
    [InlineData("The port is closed, according to a statement by the union.", "a statement by the union: The port is closed")]
    [InlineData("According to the union, the port is closed.", "the union: the port is closed")]
    [InlineData("Many dockers believe that the port will close.", "Many dockers: that the port will close")]
    [InlineData("KOLM, May 3 — The port is closed, Orvane said.", "Orvane: The port is closed")]
    [InlineData("“We will sign,” she said, “on Monday.”", "she: “We will sign,” + “on Monday.”")]
    public void Sources_and_contents_are_found(string text, string expected)
    {
        var found = Assert.Single(Find(text));

        Assert.Equal(expected, Written(text, found));
    }

    [Fact]
    public void A_transcript_gives_each_turn_to_the_name_before_its_colon()
    {
        const string Text = "HOLT: Will you sign the paper that the union has sent you?\n\nORVANE: We have read it twice.\n\nIt is too long.\n\nHOLT: Thank you.";

        var found = Find(Text);

        Assert.Equal(
            ["HOLT: Will you sign the paper that the union has sent you?", "ORVANE: We have read it twice.\n\nIt is too long.", "HOLT: Thank you."],
            found.Select(attribution => Written(Text, attribution)));
    }

    [Fact]
    public void A_quotation_signed_behind_a_dash_is_the_signer_s()
    {
        const string Text = "Here is what the dockers told us.\n\n“The pier is cold and the pay is late, and nobody comes to look.” ― Marta Orvane";

        var found = Find(Text);

        Assert.Contains("Marta Orvane: “The pier is cold and the pay is late, and nobody comes to look.”", found.Select(attribution => Written(Text, attribution)));
    }

    [Fact]
    public void Scare_quotes_in_a_headline_are_nobody_s_words()
    {
        Assert.Empty(Find("A “two-key” harbour for Kolm"));
    }

    [Fact]
    public void A_quotation_goes_on_in_the_next_paragraph()
    {
        const string Text = "“We have read it twice,” Orvane said. “It is too long.\n\n“And it is too late.”";

        var found = Assert.Single(Find(Text));

        Assert.Equal("Orvane: “We have read it twice,” + “It is too long. + “And it is too late.”", Written(Text, found));
    }

    [Fact]
    public void The_name_before_a_relative_pronoun_is_who_speaks()
    {
        const string Text = "The letter went to Marta Orvane, who said that the port was closed.";

        var found = Assert.Single(Find(Text), attribution => attribution.CueLemma == "say");

        Assert.Equal("Orvane", found.SourceHead?.Slice(Text));
    }

    [Fact]
    public void Of_whom_something_is_said_is_not_who_says_it()
    {
        const string Text = "Orvane is said by two dockers to have promised that the port would stay open.";

        var found = Find(Text);

        Assert.DoesNotContain("Orvane", found.Where(attribution => attribution.CueLemma == "say").Select(attribution => attribution.SourceHead?.Slice(Text)));
    }

    [Theory]
    [InlineData("The port is closed, said his aide Marta Orvane of Kolm.", "Orvane")]
    [InlineData("The port is closed, said Marta Orvane of Kolm.", "Orvane")]
    public void The_town_somebody_is_from_does_not_speak(string text, string head)
    {
        var found = Assert.Single(Find(text));

        Assert.Equal(head, found.SourceHead?.Slice(text));
    }

    [Fact]
    public void What_follows_a_mention_of_what_somebody_said_is_not_theirs()
    {
        const string Text = "Contrary to what Orvane said, “the port is open,” Holt insisted.";

        var found = Assert.Single(Find(Text));

        Assert.Equal("Holt", found.Source?.Slice(Text));
    }

    [Theory]
    [InlineData("Asked about the storks on the pier, Orvane declined to comment.")]
    [InlineData("Asked whether the port was closed, Orvane laughed and went away.")]
    public void Who_was_asked_did_not_ask(string text)
    {
        Assert.DoesNotContain(Find(text), attribution => attribution.CueLemma == "ask");
    }

    [Theory]
    [InlineData("Marta Orvane, the harbour master, dropped her insistence on the old timetable.")]
    [InlineData("Marta Orvane has abandoned her demand for a second pier.")]
    [InlineData("Marta Orvane gave up her claim to the old pier.")]
    public void What_somebody_no_longer_holds_are_not_their_words(string text)
    {
        Assert.Empty(Find(text));
    }

    [Fact]
    public void What_people_met_to_discuss_nobody_said()
    {
        Assert.Empty(Find("Harbour masters from four towns met in Kolm to discuss plans for a second pier."));
    }

    [Fact]
    public void Speech_inside_a_quotation_is_nested_in_it()
    {
        const string Text = "“Marek told me that the port was closed,” Orvane said.";

        var found = Find(Text);

        var outer = Assert.Single(found, attribution => attribution.Parent is null);
        var inner = Assert.Single(found, attribution => attribution.Parent is not null);
        Assert.Equal("Orvane", outer.Source?.Slice(Text));
        Assert.Equal("Marek", inner.Source?.Slice(Text));
        Assert.Equal(found.IndexOf(outer), inner.Parent);
    }

    [Theory]
    [InlineData("Orvane said that the port was closed.", CueClass.Said, Polarity.Said)]
    [InlineData("Orvane believes that the port will close.", CueClass.Believes, Polarity.Said)]
    [InlineData("Orvane denied that the port was closed.", CueClass.Said, Polarity.Denied)]
    [InlineData("Orvane declined to comment.", CueClass.Said, Polarity.Declined)]
    [InlineData("Orvane proposed to close the port.", CueClass.Proposed, Polarity.Said)]
    [InlineData("Orvane demanded that the port be closed.", CueClass.Demanded, Polarity.Said)]
    public void The_act_and_its_polarity_are_told_apart(string text, CueClass act, Polarity polarity)
    {
        var found = Assert.Single(Find(text));

        Assert.Equal((act, polarity), (found.CueClass, found.Polarity));
    }

    [Fact]
    public void Nothing_is_found_in_an_empty_text()
    {
        Assert.Empty(Find(""));
    }

    [Fact]
    public void Every_span_lies_in_the_text_and_every_parent_before_its_child()
    {
        TextGen.Any.Sample(text =>
        {
            var found = Find(text);
            for (var i = 0; i < found.Length; i++)
            {
                var spans = found[i].Content.Concat(new[] { found[i].Source, found[i].SourceHead, found[i].Cue, found[i].Addressee }.OfType<TextSpan>());
                Assert.All(spans, span => Assert.True(span.Start >= 0 && span.Length > 0 && span.End <= text.Length));
                Assert.True(found[i].Parent is null || found[i].Parent < i);
                Assert.InRange(found[i].Confidence, 0, 1);
                Assert.True(found[i].Content.Zip(found[i].Content.Skip(1)).All(pair => pair.First.End <= pair.Second.Start));
            }
        });
    }

    [Fact]
    public void A_file_that_is_no_model_is_refused()
    {
        using var file = new MemoryStream([1, 2, 3, 4, 5, 6, 7, 8]);

        Assert.Throws<InvalidDataException>(() => PackedChainModel.Read(file));
    }

    private static string Written(string text, Attribution found) =>
        $"{found.Source?.Slice(text)}: {string.Join(" + ", found.Content.Select(span => span.Slice(text)))}";

    private ImmutableArray<Attribution> Find(string text)
    {
        var tagged = _tagger.Tag(Tokenizer.Tokenize(text));
        return _finder.Find(tagged, _quotations.Find(tagged));
    }
}
