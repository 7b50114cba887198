using TalksBot.Domain;
using TalksBot.Testing.Golden;

namespace TalksBot.Tests.Golden;

public sealed class FactScorerTests
{
    // The sign in the front matter is two code units and one code point: gold and program count differently behind it.
    private const string Head = "---\ntitle: 𝄞\n---\n\n";
    private const string Body = "Berg said the ferry will sail on Monday and carry forty cars. Berg and Carl Öst will meet in Lund on May 7. Öst offered five per cent more pay.";

    private static readonly GoldArticle Gold = new()
    {
        Actors = [new GoldActor("Anna Berg", ["Berg"]), new GoldActor("Carl Öst", ["Öst", "the mayor"])],
        Attributions = [new GoldAttribution("a1", ["Anna Berg"], [GoldAt("the ferry will sail on Monday and carry forty cars")])],
        Proposals = [new GoldProposal("p1", ["Carl Öst"], "five per cent more pay", GoldAt("Öst offered five per cent more pay"))],
        Meetings = [new GoldMeeting("m1", ["Anna Berg", "Carl Öst"], "2025-05-07", GoldAt("Berg and Carl Öst will meet in Lund on May 7"))],
        Times = [new GoldTime(GoldAt("Monday").Start, GoldAt("Monday").End, "Monday", "2025-05-05")],
    };

    private static readonly FactScorer Scorer = new(Gold, Head + Body, Body);

    [Theory]
    [InlineData("Anna Berg", "the ferry will sail on Monday and carry forty cars", true)]
    [InlineData("Berg", "will sail on Monday and carry", true)]
    [InlineData("Minister Anna Berg", "the ferry will sail on Monday", true)]
    [InlineData("Carl Öst", "the ferry will sail on Monday and carry forty cars", false)]
    [InlineData("Anna Berg", "forty cars", false)]
    [InlineData("Anna Berg", "carry forty cars. Berg and Carl Öst will meet in Lund on May 7", false)]
    public void An_attribution_needs_the_right_speaker_and_half_of_the_words(string speaker, string content, bool isFound)
    {
        var score = Scorer.Score(new ArticleFacts { Statements = [Statement(speaker, content)] });

        Assert.Equal(isFound ? ["a1"] : [], score.Attributions);
    }

    [Fact]
    public void Two_halves_of_an_attribution_make_a_whole()
    {
        var score = Scorer.Score(new ArticleFacts { Statements = [Statement("Anna Berg", "the ferry will"), Statement("Anna Berg", "carry forty cars")] });

        Assert.Equal(["a1"], score.Attributions);
    }

    [Fact]
    public void A_statement_that_is_no_gold_attribution_is_a_stray()
    {
        var score = Scorer.Score(new ArticleFacts { Statements = [Statement("Anna Berg", "the ferry will sail"), Statement("Carl Öst", "five per cent")] });

        Assert.Equal(1, score.StrayAttributions);
    }

    [Theory]
    [InlineData("2025-05-07", new[] { "Anna Berg", "Carl Öst" }, true)]
    [InlineData("2025-05-07", new[] { "Berg" }, true)]
    [InlineData("2025-05-07", new[] { "Dora Lind" }, false)]
    [InlineData("2025-05-08", new[] { "Anna Berg", "Carl Öst" }, false)]
    [InlineData(null, new[] { "Anna Berg", "Carl Öst" }, false)]
    public void A_meeting_needs_the_date_and_half_of_the_participants(string? when, string[] participants, bool isFound)
    {
        var meeting = new Meeting
        {
            Id = "m",
            Kind = "talks",
            Participants = [.. participants],
            When = when is null ? null : new TimeValue(when),
            Evidence = [At("Berg and Carl Öst will meet")],
        };

        var score = Scorer.Score(new ArticleFacts { Meetings = [meeting] });

        Assert.Equal(isFound ? ["m1"] : [], score.Meetings);
        Assert.Equal(isFound ? 0 : 1, score.StrayMeetings);
    }

    [Theory]
    [InlineData("the mayor", "five per cent more pay", true)]
    [InlineData("Anna Berg", "five per cent more pay", false)]
    [InlineData("Carl Öst", "will meet in Lund", false)]
    public void A_proposal_needs_a_proposer_and_half_of_the_words(string by, string content, bool isFound)
    {
        var proposal = new Proposal { Id = "p", By = [by], Content = AnchoredText.From(Body, At(content)), Evidence = [At(content)] };

        var score = Scorer.Score(new ArticleFacts { Proposals = [proposal] });

        Assert.Equal(isFound ? ["p1"] : [], score.Proposals);
    }

    [Theory]
    [InlineData("on Monday", "2025-05-05", true)]
    [InlineData("Monday", "2025-05-05T10:00", true)]
    [InlineData("Monday", "2025-05-12", false)]
    [InlineData("May 7", "2025-05-05", false)]
    public void A_time_needs_its_place_and_value(string words, string value, bool isFound)
    {
        var score = Scorer.Score(new ArticleFacts { Times = [new TimeExpression(At(words), TimeType.Date, new TimeValue(value))] });

        Assert.Equal(isFound ? 1 : 0, score.Times.Length);
    }

    [Fact]
    public void Gold_that_does_not_fit_its_text_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new FactScorer(Gold, Head + " " + Body, Body));

        Assert.Contains("The gold says", error.Message, StringComparison.Ordinal);
    }

    private static Statement Statement(string speaker, string content) => new()
    {
        Id = speaker + content,
        Speakers = [speaker],
        Manner = Manner.Indirect,
        Content = AnchoredText.From(Body, At(content)),
        Evidence = [At(content)],
    };

    private static TextSpan At(string words) => new(Body.IndexOf(words, StringComparison.Ordinal), words.Length);

    private static GoldSpan GoldAt(string words)
    {
        var start = Head.Length - 1 + At(words).Start;
        return new GoldSpan(start, start + words.Length, words);
    }
}
