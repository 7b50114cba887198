using System.Collections.Immutable;
using TalksBot.Domain;
using TalksBot.Extraction;

namespace TalksBot.Training.Tests;

public sealed class PronounEvaluationTests
{
    // Ann Roe at 0, Karl Holm at 20, the mayor at 40 (a description), the pronoun at 60.
    private static readonly TextSpan Ann = new(0, 7);
    private static readonly TextSpan Karl = new(20, 9);
    private static readonly TextSpan Mayor = new(40, 5);
    private static readonly TextSpan Pronoun = new(60, 3);

    [Fact]
    public void The_right_person_is_right() => Assert.Equal("right", Judge([Ann], "Ann Roe"));

    [Fact]
    public void Another_person_is_wrong() => Assert.Equal("wrong", Judge([Karl], "Ann Roe"));

    [Fact]
    public void Nobody_is_open_where_the_text_says() => Assert.Equal("open", Judge([Karl]));

    [Fact]
    public void Nobody_is_right_where_the_text_does_not_say() => Assert.Equal("right", Judge([]));

    [Fact]
    public void Somebody_is_wrong_where_the_text_does_not_say() => Assert.Equal("wrong", Judge([], "Ann Roe"));

    [Fact]
    public void A_description_alone_names_nobody() => Assert.Equal("open", Judge([Karl], "mayor"));

    [Fact]
    public void One_of_two_people_is_wrong() => Assert.Equal("wrong", Judge([Ann, Karl], "Ann Roe"));

    [Fact]
    public void Both_people_are_right() => Assert.Equal("right", Judge([Ann, Karl], "Karl Holm", "Ann Roe"));

    [Fact]
    public void The_sample_has_a_hundred_pronouns_and_reads_back()
    {
        var sample = PronounSample.Own();

        Assert.Equal(100, sample.Length);
        Assert.Equal(100, sample.DistinctBy(one => (one.Stem, one.Pronoun)).Count());
        Assert.All(sample, one => Assert.InRange(one.Pronoun.Length, 1, 5));
    }

    [Fact]
    public void A_line_holds_people_and_further_mentions()
    {
        var one = Assert.Single(PronounSample.Parse("# comment\na\t3 5\t10 12|20 22;30 33\n"));

        Assert.Equal(("a", TextSpan.FromBounds(3, 5)), (one.Stem, one.Pronoun));
        Assert.Equal(2, one.People.Length);
        Assert.Equal([TextSpan.FromBounds(10, 12), TextSpan.FromBounds(20, 22)], one.People[0]);
        Assert.Equal([TextSpan.FromBounds(30, 33)], one.People[1]);
    }

    [Theory]
    [InlineData("a\t3 5")]
    [InlineData("a\t3\t10 12")]
    public void Another_form_is_refused(string line) => Assert.Throws<FormatException>(() => PronounSample.Parse(line));

    private static string Judge(TextSpan[] people, params string[] found)
    {
        var map = new ActorMap(
            [Actor("Ann Roe", Ann, true), Actor("Karl Holm", Karl, true), Actor("mayor", Mayor, false)],
            [
                new Mention(Ann, Ann, MentionKind.Name, ["Ann Roe"]),
                new Mention(Karl, Karl, MentionKind.Name, ["Karl Holm"]),
                new Mention(Mayor, Mayor, MentionKind.Nominal, ["mayor"]),
                new Mention(Pronoun, Pronoun, MentionKind.Pronoun, [.. found]),
            ]);
        return PronounEvaluation.Judge(map, new SampledPronoun("a", Pronoun, [.. people.Select(ImmutableArray.Create)])).Verdict;
    }

    private static ArticleActor Actor(string name, TextSpan place, bool isNamed) => new(new Actor { Name = name, IsNamed = isNamed }, [place]);
}
