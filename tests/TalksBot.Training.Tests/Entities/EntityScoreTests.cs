using TalksBot.Domain;

namespace TalksBot.Training.Tests;

public sealed class EntityScoreTests
{
    private const double Close = 1e-9;

    [Fact]
    public void A_span_with_another_type_counts_for_the_span_alone()
    {
        var score = new EntityScore();

        score.Add([(0, 2, "person"), (5, 6, "place"), (8, 9, "organization")], [(0, 2, "person"), (5, 6, "organization")]);

        Assert.Equal((1.0, 2.0 / 3), (score.Spans.Precision, score.Spans.Recall));
        Assert.Equal((0.5, 1.0 / 3), (score.Typed.Precision, score.Typed.Recall));
        Assert.Equal(1, score.Of("person").F1, Close);
        Assert.Equal(0, score.Of("organization").F1, Close);
    }

    [Fact]
    public void Documents_add_up_and_a_span_counts_once()
    {
        var score = new EntityScore();

        score.Add([(0, 2, "person")], [(0, 2, "person"), (0, 2, "place")]);
        score.Add([(0, 2, "person")], []);

        Assert.Equal(1, score.Spans.Precision, Close);
        Assert.Equal(0.5, score.Spans.Recall, Close);
    }

    [Fact]
    public void The_name_is_the_run_of_proper_nouns_around_the_head()
    {
        // "the late mayor Ann Roe of Kolm who left"
        var words = Words("the", "late", "mayor", "Ann*", "Roe*", "of", "Kolm*", "who", "left");

        Assert.Equal((3, 7), EntityEvaluation.NameIn(words, 0, 9, [4]));
        Assert.Equal((3, 5), EntityEvaluation.NameIn(words, 0, 5, [4]));
    }

    [Fact]
    public void A_mention_whose_head_is_no_proper_noun_has_no_name() => Assert.Null(EntityEvaluation.NameIn(Words("the", "Kolm*", "mayor"), 0, 3, [2]));

    [Fact]
    public void Runs_of_one_tag_are_entities()
    {
        string[] lines =
        [
            "0\t3\tAnn\t=\tNNP\tPERSON", "4\t7\tRoe\t=\tNNP\tPERSON", "8\t10\tof\t=\tIN\tO", "11\t15\tKolm\t=\tNNP\tLOCATION", "15\t16\tThe\tthe\tDT\tORGANIZATION",
            "16\t19\tNHC\t=\tNNP\tORGANIZATION", "",
            "20\t23\tMay\t=\tNNP\tDATE", "24\t28\tLund\t=\tNNP\tPERSON",
        ];

        Assert.Equal([(0, 7, "person"), (11, 15, "place"), (16, 19, "organization"), (24, 28, "person")], EntityEvaluation.Tagged(lines));
    }

    private static List<GumWord> Words(params string[] forms) =>
        [.. forms.Select((form, index) => new GumWord(new TextSpan(10 * index, 9), form.TrimEnd('*'), form.EndsWith('*')))];
}
