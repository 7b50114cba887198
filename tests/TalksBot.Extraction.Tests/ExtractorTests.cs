using System.Collections.Immutable;
using CsCheck;
using TalksBot.Domain;

namespace TalksBot.Extraction.Tests;

public sealed class ExtractorTests
{
    private static readonly DateOnly Published = new(2031, 5, 14);

    private readonly Extractor _extractor = new(
        new PerceptronTagger(), new QuotationFinder(), new AttributionFinder(), new TimeFinder(), new CapitalisedNames(), proposals: null, meetings: null);

    [Fact]
    public void A_statement_carries_speaker_words_time_and_whole_sentences()
    {
        const string Text = "Rain fell. “We will sign,” Orvane told Marek on Monday. “It is late.” They left.";

        var found = Assert.Single(Extract(Text).Statements);

        Assert.Equal(["Orvane"], found.Speakers);
        Assert.Equal("“We will sign,” “It is late.”", found.Content?.Text);
        Assert.Equal("Marek", found.AddresseeName);
        Assert.Equal(new TimeValue("2031-05-12"), found.When);
        Assert.Equal(["“We will sign,” Orvane told Marek on Monday.", "“It is late.”"], found.Evidence.Select(span => span.Slice(Text)));
    }

    [Theory]
    [InlineData("In 2029 Orvane said that the port was closed.", "2029")]
    [InlineData("On Monday, Orvane said that the port was closed.", "2031-05-12")]
    [InlineData("Since 2029 Orvane said that the port was closed.", null)]
    [InlineData("On Friday, the port will open, Orvane said.", null)]
    public void The_time_that_opens_the_sentence_is_that_of_the_speech(string text, string? when)
    {
        var found = Assert.Single(Extract(text).Statements);

        Assert.Equal(when, found.When?.Value);
    }

    [Fact]
    public void Names_in_the_source_that_are_not_its_head_do_not_speak()
    {
        var found = Assert.Single(Extract("A spokesman for Orvane said the port was closed.").Statements);

        Assert.Empty(found.Speakers);
        Assert.Equal("A spokesman for Orvane", found.Source?.Text);
    }

    [Fact]
    public void A_nested_statement_names_the_statement_it_is_reported_in()
    {
        var found = Extract("Orvane said that Marek had told her that the port was closed.").Statements;

        Assert.Null(found[0].ReportedIn);
        Assert.Equal(found[0].Id, found[1].ReportedIn);
        Assert.Equal(["Marek"], found[1].Speakers);
    }

    [Fact]
    public void The_same_words_of_the_same_speaker_have_the_same_id_in_another_article()
    {
        var first = Assert.Single(Extract("“We will sign,” Orvane said.").Statements);
        var second = Assert.Single(Extract("It rained. \"We will sign\", said Orvane.").Statements);

        Assert.Equal(first.Id, second.Id);
    }

    [Fact]
    public void Headings_bylines_and_corrections_are_told_from_sentences()
    {
        const string Text = """
            Port stays closed for a week

            By Ada Orvane, Harbour Correspondent

            The port is closed, Marek said.

            Correction: An earlier version of this article said that the port was open.
            """;

        var found = Extract(Text);

        Assert.Equal(
            [PassageKind.Heading, PassageKind.Furniture, PassageKind.Sentence, PassageKind.Correction],
            found.Passages.Select(passage => passage.Kind));
        Assert.Equal(["Marek"], found.Statements.SelectMany(statement => statement.Speakers));
    }

    [Fact]
    public void Extraction_never_throws_is_repeatable_and_stays_within_the_text()
    {
        TextGen.Any.Sample(text =>
        {
            var found = Extract(text);

            foreach (var anchored in found.Statements.SelectMany(statement => new[] { statement.Source, statement.Cue, statement.Content, statement.Addressee }).OfType<AnchoredText>())
            {
                Assert.Equal(string.Join(' ', anchored.Spans.Select(span => span.Slice(text))), anchored.Text);
            }

            Assert.All(found.Statements.SelectMany(statement => statement.Evidence), span => Assert.True(span.Start >= 0 && span.End <= text.Length));
            Assert.Equal(found.Statements.Length, found.Statements.Select(statement => statement.Id).Distinct(StringComparer.Ordinal).Count());
            Assert.Equal(found.Statements.Select(statement => statement.Id), Extract(text).Statements.Select(statement => statement.Id));
        });
    }

    private ArticleFacts Extract(string text) =>
        _extractor.Extract(new Article { Id = new ArticleId("a"), Stem = "a", PublishedOn = Published, Body = text }, []);

    /// <summary>Takes each capitalised word within a sentence, or tagged as a name, for an actor of its own.</summary>
    private sealed class CapitalisedNames : IActorFinder
    {
        public ActorMap Find(TaggedText text, ImmutableArray<Quotation> quotations, ImmutableArray<Attribution> attributions, IReadOnlyList<Actor> known)
        {
            var mentions = Enumerable.Range(0, text.Count)
                .Where(token => text.Tags[token] == "NNP")
                .Select(token => text.Tokens.Tokens[token].Span)
                .Select(span => new Mention(span, span, MentionKind.Name, [span.Slice(text.Text)]));
            return new ActorMap([], mentions);
        }
    }
}
