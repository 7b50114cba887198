using System.Collections.Immutable;
using CsCheck;
using TalksBot.Domain;

namespace TalksBot.Extraction.Tests.Attributions;

public sealed class AttributionFinderTests
{
    private readonly PerceptronTagger _tagger = new();
    private readonly QuotationFinder _quotations = new();
    private readonly AttributionFinder _finder = new();

    [Theory]
    [InlineData("“We will sign,” said Marta Orvane.", "Marta Orvane: “We will sign,”")]
    [InlineData("“We will sign,” Marta Orvane told reporters in Kolm. “It is late.”", "Marta Orvane: “We will sign,” + “It is late.”")]
    [InlineData("“We will sign,” she said, “on Monday.”", "she: “We will sign,” + “on Monday.”")]
    [InlineData("Orvane said that the port was closed.", "Orvane: the port was closed")]
    [InlineData("Orvane said on Tuesday the port was closed.", "Orvane: the port was closed")]
    [InlineData("The port is closed, Orvane said on Tuesday.", "Orvane: The port is closed")]
    [InlineData("The port, he said, would open in May.", "he: would open in May + The port")]
    [InlineData("The port would open, he said, after the strike had ended.", "he: The port would open + after the strike had ended")]
    [InlineData("The port is closed, according to two dockers who asked not to be named.", "two dockers who asked not to be named: The port is closed")]
    [InlineData("According to the union, the port is closed.", "the union: the port is closed")]
    [InlineData("Marta Orvane, the harbour master, said the port was closed.", "Marta Orvane, the harbour master: the port was closed")]
    [InlineData("The harbour master, Marta Orvane, said the port was closed.", "The harbour master, Marta Orvane: the port was closed")]
    [InlineData("A spokesman for the union of dockers said the port was closed.", "A spokesman for the union of dockers: the port was closed")]
    [InlineData("Orvane and Marek have said they would sign.", "Orvane and Marek: they would sign")]
    [InlineData("Orvane: “We will sign.”", "Orvane: “We will sign.”")]
    [InlineData("KOLM, May 3 — The port is closed, Orvane said.", "Orvane: The port is closed")]
    [InlineData("Orvane vowed to keep “every pier” open.", "Orvane: to keep “every pier” open")]
    [InlineData("As Orvane said, the port is closed.", "Orvane: the port is closed")]
    [InlineData("Orvane told the radio, “We will sign.”", "Orvane: “We will sign.”")]
    [InlineData("While Orvane called it late, the others stayed.", "Orvane: it late")]
    [InlineData("Orvane called the plan “a trap”.", "Orvane: the plan “a trap”")]
    [InlineData("The harbour, Orvane told the radio, would close in May.", "Orvane: The harbour + would close in May")]
    [InlineData("The first one, she wrote in a note to members, was “a bucket with a hole”.", "she: The first one + was “a bucket with a hole”")]
    [InlineData("He would sign, he told the radio, only if the pay rose.", "he: He would sign + only if the pay rose")]
    [InlineData("If it rains, she warned, the piers would close.", "she: If it rains + the piers would close")]
    [InlineData("The piers “rest,” she said, and would open in May.", "she: The piers “rest,” + would open in May")]
    [InlineData("The strike would end “at once,” Orvane said, provided that no pier moved.", "Orvane: The strike would end “at once,” + provided that no pier moved")]
    [InlineData("Until then the piers stay where they are, Orvane said.", "Orvane: Until then the piers stay where they are")]
    [InlineData("Orvane said the study, to be run by a college, was worth a try.", "Orvane: the study, to be run by a college, was worth a try")]
    [InlineData("The piers would close, Orvane went on.", "Orvane: The piers would close")]
    [InlineData("Two people close to the board said the port was closed.", "Two people close to the board: the port was closed")]
    [InlineData("The piers will close in May, the ministers of the two towns announced on Monday, in a first step.", "the ministers of the two towns: The piers will close in May")]
    [InlineData("The vote bound nobody, stressed Marta Orvane, the envoy who chairs the talks.", "Marta Orvane: The vote bound nobody")]
    [InlineData("Not so, said Marta Orvane, owner of the pier: “We will sign.”", "Marta Orvane, owner of the pier: “We will sign.”")]
    [InlineData("The clerk, Iain Mac an Rothaich, said the port was closed.", "The clerk, Iain Mac an Rothaich: the port was closed")]
    [InlineData("A senior official, speaking in private because the talks are secret, said the port was closed.", "A senior official: the port was closed")]
    [InlineData("Marta Orvane, whose union won the vote of 27 April, said the port was closed.", "Marta Orvane, whose union won the vote of 27 April: the port was closed")]
    [InlineData("The envoy, whom Orvane, in a letter, called “a clown”, left.", "Orvane: The envoy + “a clown”")]
    [InlineData("“We will sign,” Orvane told the council, according to a transcript.", "Orvane: “We will sign,”")]
    [InlineData("The port is closed, according to a statement by the union.", "a statement by the union: The port is closed")]
    [InlineData("“We will sign,” Orvane told Edda Roth of Harbour Radio this week.", "Orvane: “We will sign,”")]
    [InlineData("Orvane accepted the truce; the dockers walked away from it.", "Orvane: the truce")]
    [InlineData("“Ask the bank,” was all she would say.", "she: “Ask the bank,”")]
    [InlineData("Orvane would confirm only that there was a letter.", "Orvane: there was a letter")]
    [InlineData("Orvane now puts the chance of a deal at 70 per cent.", "Orvane: the chance of a deal at 70 per cent")]
    [InlineData("Orvane offered instead to open the piers.", "Orvane: to open the piers")]
    [InlineData("Holt repeated the union's claim that the port was closed.", "the union: the port was closed")]
    public void The_source_and_its_words_are_found(string text, string expected)
    {
        var found = Find(text).Where(attribution => attribution.CueLemma != "repeat");

        var only = Assert.Single(found);
        var (source, contents) = (expected[..expected.IndexOf(": ", StringComparison.Ordinal)], expected[(expected.IndexOf(": ", StringComparison.Ordinal) + 2)..].Split(" + "));
        Assert.Equal(source, only.Source?.Slice(text));
        Assert.Equal(contents.Order(StringComparer.Ordinal), only.Content.Select(span => span.Slice(text)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Orvane declined to comment.", Polarity.Declined, CueClass.Said)]
    [InlineData("Orvane would not say whether the port was closed.", Polarity.Declined, CueClass.Said)]
    [InlineData("Orvane did not return calls.", Polarity.Declined, CueClass.Said)]
    [InlineData("Orvane would neither confirm nor deny the report.", Polarity.Declined, CueClass.Said)]
    [InlineData("Orvane gave no date for the vote.", Polarity.Declined, CueClass.Said)]
    [InlineData("Orvane denied that the port was closed.", Polarity.Denied, CueClass.Said)]
    [InlineData("Orvane rejected the offer.", Polarity.Said, CueClass.Refused)]
    [InlineData("Orvane did not agree to a truce.", Polarity.Denied, CueClass.Refused)]
    [InlineData("Orvane accepted the offer.", Polarity.Said, CueClass.Agreed)]
    [InlineData("Orvane proposed a pause of ten days.", Polarity.Said, CueClass.Proposed)]
    [InlineData("Orvane offered to leave.", Polarity.Said, CueClass.Proposed)]
    [InlineData("Orvane called for a pause of ten days.", Polarity.Said, CueClass.Demanded)]
    [InlineData("Orvane asked for a pause of ten days.", Polarity.Said, CueClass.Demanded)]
    [InlineData("Orvane asked whether the port was closed.", Polarity.Said, CueClass.Asked)]
    [InlineData("Orvane fears that the port will close.", Polarity.Said, CueClass.Believes)]
    [InlineData("Orvane vowed to fight on.", Polarity.Said, CueClass.Plans)]
    public void The_act_and_its_polarity_are_told_apart(string text, Polarity polarity, CueClass cueClass)
    {
        var found = Assert.Single(Find(text));

        Assert.Equal("Orvane", found.Source?.Slice(text));
        Assert.Equal((polarity, cueClass), (found.Polarity, found.CueClass));
    }

    [Fact]
    public void A_left_out_subject_is_that_of_the_verb_before()
    {
        const string Text = "Orvane called the plan a trap and added that the port was closed.";

        var found = Find(Text);

        Assert.Equal(["Orvane", "Orvane"], found.Select(attribution => attribution.Source?.Slice(Text)));
        Assert.Equal(["the plan a trap", "the port was closed"], found.Select(attribution => attribution.Content.Single().Slice(Text)));
    }

    [Fact]
    public void A_participle_reports_for_the_subject_before_it()
    {
        const string Text = "Orvane denied the charge, saying that the port was closed.";

        var found = Find(Text);

        Assert.Equal("Orvane", found[1].Source?.Slice(Text));
        Assert.Equal((Polarity.Denied, Polarity.Said), (found[0].Polarity, found[1].Polarity));
        Assert.Equal("the port was closed", found[1].Content.Single().Slice(Text));
    }

    [Fact]
    public void What_is_reported_inside_a_report_has_it_as_parent()
    {
        const string Text = "Orvane said that Marek had told her that the port was closed.";

        var found = Find(Text);

        Assert.Equal(2, found.Length);
        Assert.Null(found[0].Parent);
        Assert.Equal(0, found[1].Parent);
        Assert.Equal("Marek", found[1].Source?.Slice(Text));
        Assert.Equal("the port was closed", found[1].Content.Single().Slice(Text));
    }

    [Fact]
    public void Those_who_are_told_are_not_what_the_report_is_about()
    {
        const string Text = "Orvane told the dockers that Marek had assured her on Sunday that the pier could be sold.";

        var found = Find(Text);

        Assert.Equal(["Orvane", "Marek"], found.Select(attribution => attribution.Source?.Slice(Text)));
        Assert.Equal("the dockers", found[0].Addressee?.Slice(Text));
        Assert.Equal(["the pier could be sold"], found[1].Content.Select(span => span.Slice(Text)));
    }

    [Fact]
    public void The_agent_of_a_passive_is_the_source()
    {
        const string Text = "Orvane said she had been told by the dockers that the port was closed.";

        var found = Find(Text);

        Assert.Equal("the dockers", found[1].Source?.Slice(Text));
        Assert.Equal("she", found[1].Addressee?.Slice(Text));
        Assert.Equal(0, found[1].Parent);
    }

    [Fact]
    public void A_quotation_without_a_cue_goes_to_the_speaker_before_it()
    {
        const string Text = "Orvane denied that the port was closed. “Every ship came in.”";

        var found = Find(Text);

        Assert.Equal(["Orvane", "Orvane"], found.Select(attribution => attribution.Source?.Slice(Text)));
        Assert.Equal(Polarity.Said, found[1].Polarity);
        Assert.Equal("“Every ship came in.”", found[1].Content.Single().Slice(Text));
    }

    [Fact]
    public void A_quotation_over_paragraphs_is_one_content()
    {
        const string Text = "“We came,” Orvane said. “We saw.\n\n“We left.”";

        var found = Assert.Single(Find(Text));

        Assert.Equal(["“We came,”", "“We saw.", "“We left.”"], found.Content.Select(span => span.Slice(Text)));
        Assert.Equal(Manner.Direct, found.Manner);
    }

    [Theory]
    [InlineData("The report, titled “Salt and Shore”, came out in May.")]
    [InlineData("He drew up a “two-key” system.")]
    [InlineData("The ship left the port on Monday.")]
    [InlineData("If Orvane says no, the port will close.")]
    [InlineData("The talks went on, and the ship left.")]
    [InlineData("The bill calls itself modest and was signed in Kolm.")]
    public void What_nobody_said_is_not_attributed(string text)
    {
        Assert.Empty(Find(text).Where(attribution => attribution.Confidence > 0.96 || attribution.CueLemma is "say" or null));
    }

    [Fact]
    public void Attributions_of_any_text_lie_in_it_nest_or_keep_apart_and_are_always_the_same()
    {
        TextGen.Any.Sample(text =>
        {
            var found = Find(text);

            for (var i = 0; i < found.Length; i++)
            {
                Assert.All(found[i].Content, span => Assert.True(span.Start >= 0 && span.Length > 0 && span.End <= text.Length));
                Assert.True(found[i].Parent is null || found[i].Parent < i);
                Assert.InRange(found[i].Confidence, 0, 1);
            }

            AssertNoCrossing(found);
            Assert.Equal(found.Select(Shown), Find(text).Select(Shown));
        });
    }

    private static void AssertNoCrossing(ImmutableArray<Attribution> found)
    {
        var spans = found.SelectMany(attribution => attribution.Content).ToList();
        for (var i = 0; i < spans.Count; i++)
        {
            for (var j = i + 1; j < spans.Count; j++)
            {
                Assert.True(!spans[i].Overlaps(spans[j]) || spans[i].Contains(spans[j]) || spans[j].Contains(spans[i]));
            }
        }
    }

    private static string Shown(Attribution attribution) =>
        $"{attribution.Source} {attribution.Cue} {string.Join(',', attribution.Content)} {attribution.Parent} {attribution.Confidence}";

    private ImmutableArray<Attribution> Find(string text)
    {
        var tagged = _tagger.Tag(Tokenizer.Tokenize(text));
        return _finder.Find(tagged, _quotations.Find(tagged));
    }
}
