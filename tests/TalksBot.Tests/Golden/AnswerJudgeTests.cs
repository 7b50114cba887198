using TalksBot.Domain;
using TalksBot.Testing.Golden;

namespace TalksBot.Tests.Golden;

public sealed class AnswerJudgeTests
{
    private const string Body = "Ana Brook said on Monday: “We accept nothing.” Brook and Carl Öst will meet in Lund on May 7.";

    private static readonly AnswerJudge Judge = new(new Dictionary<string, string>(StringComparer.Ordinal) { ["lund"] = Body });

    [Theory]
    [InlineData("Ana Brook said: “We accept nothing.”", "brook")]
    [InlineData("ÖST came", "öst")]
    [InlineData("  a – b\u00a0\n c ", "a - b c")]
    [InlineData("the League’s “lawyer”", "league's \"lawyer\"")]
    [InlineData("on 7 May", "re:\\bmay 7\\b|\\b7 may\\b")]
    [InlineData("on 7 May", "re:^on")]
    public void A_pattern_is_found_however_the_answer_is_typed(string answer, string pattern)
    {
        Assert.True(new GoldenPattern(pattern).IsIn(GoldenText.Normalise(answer)));
    }

    [Theory]
    [InlineData("Brook", "öst")]
    [InlineData("7 mayors", "re:\\b7 may\\b")]
    [InlineData("re: nothing", "re:^nothing")]
    public void A_pattern_is_not_found_where_it_is_not(string answer, string pattern)
    {
        Assert.False(new GoldenPattern(pattern).IsIn(GoldenText.Normalise(answer)));
    }

    [Fact]
    public void An_expression_that_takes_too_long_ends()
    {
        var pattern = new GoldenPattern("re:(a|aa|a?)+$");

        Assert.Throws<System.Text.RegularExpressions.RegexMatchTimeoutException>(() => pattern.IsIn(new string('a', 60) + "b"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \u00a0")]
    [InlineData("re:(")]
    public void A_pattern_that_says_nothing_is_refused(string pattern)
    {
        Assert.ThrowsAny<ArgumentException>(() => new GoldenPattern(pattern));
    }

    [Fact]
    public void A_reply_with_all_that_is_expected_passes()
    {
        var expected = new GoldenExpectation
        {
            AllOf = ["brook", "nothing"],
            AnyOf = ["lund", "accept"],
            NoneOf = ["öst"],
            CitesAnyOf = ["We accept nothing"],
            Refuse = false,
        };

        var verdict = Judge.Judge(expected, Reply("Ana Brook: “We accept nothing.”", cites: "“We accept nothing.”"));

        Assert.Empty(verdict.Misses);
        Assert.True(verdict.Passes);
        Assert.False(verdict.IsConfidentlyWrong);
    }

    public static TheoryData<GoldenExpectation, string> Misses => new()
    {
        { new GoldenExpectation { AllOf = ["brook", "lund"] }, "lacks “lund”" },
        { new GoldenExpectation { AnyOf = ["lund", "malmö"] }, "none of “lund”, “malmö”" },
        { new GoldenExpectation { NoneOf = ["re:\\bbrook\\b"] }, "must not have" },
        { new GoldenExpectation { Refuse = true }, "had to refuse" },
        { new GoldenExpectation { CitesAnyOf = ["will meet in Lund"] }, "cites none" },
    };

    [Theory]
    [MemberData(nameof(Misses), DisableDiscoveryEnumeration = true)]
    public void Each_expectation_can_be_missed(GoldenExpectation expected, string why)
    {
        var verdict = Judge.Judge(expected, Reply("Ana Brook accepts nothing.", cites: "“We accept nothing.”"));

        Assert.Contains(why, Assert.Single(verdict.Misses), StringComparison.Ordinal);
        Assert.False(verdict.Passes);
    }

    [Fact]
    public void A_wrong_name_is_confidently_wrong_unless_the_reply_refuses()
    {
        var expected = new GoldenExpectation { NoneOf = ["öst"] };

        Assert.True(Judge.Judge(expected, Reply("Öst said it.")).IsConfidentlyWrong);
        Assert.False(Judge.Judge(expected, Reply("The sources do not say; Öst was there.") with { IsRefused = true }).IsConfidentlyWrong);
    }

    [Fact]
    public void A_citation_is_verbatim_at_its_place_and_nowhere_else()
    {
        var right = Cite("will meet in Lund");
        Citation[] wrong =
        [
            right with { Text = "will meet in Rome" },
            right with { Span = right.Span with { Start = right.Span.Start + 1 } },
            right with { Span = new TextSpan(Body.Length - 1, right.Text.Length) },
            right with { Span = new TextSpan(-1, right.Text.Length) },
            right with { Span = new TextSpan(right.Span.Start, right.Text.Length + 1) },
            right with { Span = new TextSpan(0, 0), Text = "" },
            right with { Article = right.Article with { Stem = "rome" } },
        ];

        var verdict = Judge.Judge(new GoldenExpectation(), new JudgedReply("In Lund.", IsRefused: false, [right, .. wrong]));

        Assert.Equal(wrong, verdict.FalseCitations);
    }

    [Fact]
    public void An_answer_has_at_most_1500_characters()
    {
        // 1,500 characters outside the basic plane are 3,000 code units.
        Assert.True(Judge.Judge(new GoldenExpectation(), Reply(string.Concat(Enumerable.Repeat("𝄞", 1500)))).Passes);
        Assert.True(Judge.Judge(new GoldenExpectation(), Reply(new string('a', 1501))).IsTooLong);
    }

    [Fact]
    public void An_empty_answer_does_not_pass()
    {
        Assert.False(Judge.Judge(new GoldenExpectation(), Reply(" ")).Passes);
    }

    private static JudgedReply Reply(string answer, params string[] cites) => new(answer, IsRefused: false, [.. cites.Select(Cite)]);

    private static Citation Cite(string words) => new(
        new ArticleRevision(new ArticleId("lund"), 1, "lund", Title: null, Outlet: null, Url: null, new DateOnly(2025, 5, 5), IsPublishedAssumed: false),
        new TextSpan(Body.IndexOf(words, StringComparison.Ordinal), words.Length),
        words);
}
