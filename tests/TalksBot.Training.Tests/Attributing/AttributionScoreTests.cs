using TalksBot.Domain;
using TalksBot.Extraction;

namespace TalksBot.Training.Tests;

public sealed class AttributionScoreTests
{
    private const string Body = "Ann Roe said the dam would hold. Karl Holm said the gate was shut and dry.";
    private const double Close = 1e-9;

    private static readonly GoldAttribution Ann = Gold("Ann Roe", "said", "the dam would hold");
    private static readonly GoldAttribution Karl = Gold("Karl Holm", "said", "the gate was shut and dry", from: 30);

    [Fact]
    public void What_is_found_as_it_is_marked_scores_one()
    {
        var rows = Score([Ann, Karl], [Found(Ann), Found(Karl)]);

        Assert.All(rows.Where(row => !row.Name.EndsWith("direct only", StringComparison.Ordinal)), row => Assert.Equal(1, row.F1, Close));
    }

    [Fact]
    public void What_is_not_found_costs_recall_alone()
    {
        var whole = Row([Ann, Karl], [Found(Ann)], "whole: half of the content, right source");

        Assert.Equal((1, 0.5), (whole.Precision, whole.Recall));
    }

    [Fact]
    public void What_nobody_marked_costs_precision_alone()
    {
        var whole = Row([Ann], [Found(Ann), Found(Karl)], "whole: half of the content, right source");

        Assert.Equal((0.5, 1), (whole.Precision, whole.Recall));
    }

    [Fact]
    public void Half_of_the_content_is_no_exact_match_and_still_whole()
    {
        // Four of six words: overlap 4/6 recall, Dice 8/10.
        var half = Found(Karl) with { Content = [Span("the gate was shut", from: 30)] };
        var rows = Score([Karl], [half]);

        Assert.Equal((1, 4.0 / 6), (rows[0].Precision, rows[0].Recall));
        Assert.Equal(0, rows.Single(row => row.Name == "content, exact").F1);
        Assert.Equal(1, rows.Single(row => row.Name == "whole: half of the content, right source").F1);
    }

    [Fact]
    public void The_right_words_of_the_wrong_source_are_not_whole()
    {
        var wrong = Found(Karl) with { Source = Ann.Source[0] };
        var rows = Score([Karl], [wrong]);

        Assert.Equal(1, rows.Single(row => row.Name == "content, exact").F1);
        Assert.Equal(0, rows.Single(row => row.Name == "source, exact").F1);
        Assert.Equal(0, rows.Single(row => row.Name == "whole: half of the content, right source").F1);
    }

    [Fact]
    public void A_source_where_none_is_marked_is_wrong()
    {
        var unsourced = Karl with { Source = [] };

        Assert.Equal(0, Row([unsourced], [Found(Karl)], "whole: half of the content, right source").F1);
        Assert.Equal(1, Row([unsourced], [Found(Karl) with { Source = null }], "whole: half of the content, right source").F1);
    }

    [Fact]
    public void What_is_found_in_a_discarded_stretch_does_not_count()
    {
        var article = Article([Ann], [Span("Karl Holm said the gate was shut and dry", from: 30)]);
        var score = new AttributionScore();

        score.Add(article, [Found(Ann), Found(Karl)]);

        Assert.Equal(1, score.Rows.Single(row => row.Name == "whole: half of the content, right source").Precision);
    }

    [Fact]
    public void Two_found_of_one_marked_count_once()
    {
        var whole = Row([Ann], [Found(Ann), Found(Ann)], "whole: half of the content, right source");

        Assert.Equal((0.5, 1), (whole.Precision, whole.Recall));
    }

    [Fact]
    public void Precision_at_recall_takes_the_surest_first()
    {
        var score = new AttributionScore();
        score.Add(Article([Ann, Karl], []), [Found(Ann) with { Confidence = 0.9 }, Found(Karl) with { Confidence = 0.8, Source = Ann.Source[0] }]);

        // One of two is found among the first one: recall 50 in a hundred, past 40.
        Assert.Equal(1, score.PrecisionAtRecall);
    }

    private static List<(string Name, double Precision, double Recall, double F1)> Score(GoldAttribution[] gold, Attribution[] found)
    {
        var score = new AttributionScore();
        score.Add(Article(gold, []), found);
        return [.. score.Rows];
    }

    private static (string Name, double Precision, double Recall, double F1) Row(GoldAttribution[] gold, Attribution[] found, string name) => Score(gold, found).Single(row => row.Name == name);

    private static AnnotatedArticle Article(GoldAttribution[] gold, TextSpan[] discarded) => new()
    {
        Stem = "a",
        Text = new PerceptronTagger().Tag(Tokenizer.Tokenize(Body)),
        Quotations = [],
        Rules = [],
        Gold = [.. gold],
        Discarded = [.. discarded],
    };

    private static Attribution Found(GoldAttribution gold) => new() { Source = gold.Source[0], Cue = gold.Cue[0], Content = [.. gold.Content] };

    private static GoldAttribution Gold(string source, string cue, string content, int from = 0) => new([Span(source, from)], [Span(cue, from)], [Span(content, from)]);

    private static TextSpan Span(string words, int from) => new(Body.IndexOf(words, from, StringComparison.Ordinal), words.Length);
}
