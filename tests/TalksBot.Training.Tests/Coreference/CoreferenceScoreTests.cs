namespace TalksBot.Training.Tests;

/// <summary>Figures worked out by hand.</summary>
public sealed class CoreferenceScoreTests
{
    private const double Close = 1e-9;

    [Fact]
    public void The_same_chains_score_one_everywhere()
    {
        var score = Of([[1, 2, 3], [4, 5]], [[5, 4], [3, 1, 2]]);

        Assert.Equal(1, score.Muc.F1, Close);
        Assert.Equal(1, score.BCubed.F1, Close);
        Assert.Equal(1, score.Ceafe.F1, Close);
        Assert.Equal(1, score.Conll, Close);
    }

    [Fact]
    public void A_chain_in_two_loses_a_link_and_keeps_precision()
    {
        // Gold links: 3; the parts {1,2} and {3,4} hold 2 of them and no wrong one.
        var score = Of([[1, 2, 3, 4]], [[1, 2], [3, 4]]);

        Assert.Equal(1, score.Muc.Precision, Close);
        Assert.Equal(2.0 / 3, score.Muc.Recall, Close);

        // Each mention shares two of its four with its part.
        Assert.Equal(1, score.BCubed.Precision, Close);
        Assert.Equal(0.5, score.BCubed.Recall, Close);

        // The best pair has 2·2/(4+2); the other part has nobody.
        Assert.Equal(2.0 / 3 / 2, score.Ceafe.Precision, Close);
        Assert.Equal(2.0 / 3, score.Ceafe.Recall, Close);
    }

    [Fact]
    public void Two_chains_in_one_lose_precision_and_keep_recall()
    {
        var score = Of([[1, 2], [3, 4, 5]], [[1, 2, 3, 4, 5]]);

        Assert.Equal(0.75, score.Muc.Precision, Close);
        Assert.Equal(1, score.Muc.Recall, Close);
        Assert.Equal((4.0 + 9) / 25, score.BCubed.Precision, Close);
        Assert.Equal(1, score.BCubed.Recall, Close);
        Assert.Equal(6.0 / 8, score.Ceafe.Precision, Close);
        Assert.Equal(6.0 / 8 / 2, score.Ceafe.Recall, Close);
    }

    [Fact]
    public void The_example_of_the_CEAF_paper_comes_out()
    {
        // Luo 2005, key {1..5}, {6,7}, {8,9,A,B,C} against {1..5}, {6..C}.
        var score = Of([[1, 2, 3, 4, 5], [6, 7], [8, 9, 10, 11, 12]], [[1, 2, 3, 4, 5], [6, 7, 8, 9, 10, 11, 12]]);

        Assert.Equal(9.0 / 10, score.Muc.Precision, Close);
        Assert.Equal(1, score.Muc.Recall, Close);
        Assert.Equal(16.0 / 21, score.BCubed.Precision, Close);
        Assert.Equal(1, score.BCubed.Recall, Close);
        Assert.Equal((1 + (10.0 / 12)) / 2, score.Ceafe.Precision, Close);
        Assert.Equal((1 + (10.0 / 12)) / 3, score.Ceafe.Recall, Close);
    }

    [Fact]
    public void A_mention_that_the_other_side_lacks_counts_against()
    {
        // Gold {1,2,3}; found {1,2,9}.
        var score = Of([[1, 2, 3]], [[1, 2, 9]]);

        Assert.Equal(0.5, score.Muc.Precision, Close);
        Assert.Equal(0.5, score.Muc.Recall, Close);
        Assert.Equal(4.0 / 9, score.BCubed.Precision, Close);
        Assert.Equal(4.0 / 9, score.BCubed.Recall, Close);
        Assert.Equal(4.0 / 6, score.Ceafe.F1, Close);
    }

    [Fact]
    public void The_assignment_is_the_best_over_all_and_not_chain_by_chain()
    {
        // Taking the likest pair first, {1,2,3}–{1,2,3,4,5}, leaves 0 for the second; crossing gives more.
        var score = Of([[1, 2, 3], [4, 5]], [[1, 2, 4, 5], [3, 6, 7]]);

        Assert.Equal((2.0 * 1 / 6) + (2.0 * 2 / 6), score.Ceafe.Precision * 2, Close);
    }

    [Fact]
    public void Documents_add_up()
    {
        var score = new CoreferenceScore();
        score.Add([new HashSet<int> { 1, 2 }], [new HashSet<int> { 1, 2 }]);
        score.Add([new HashSet<int> { 1, 2 }], []);

        Assert.Equal(1, score.Muc.Precision, Close);
        Assert.Equal(0.5, score.Muc.Recall, Close);
        Assert.Equal(0.5, score.Ceafe.Recall, Close);
    }

    private static CoreferenceScore Of(int[][] gold, int[][] found)
    {
        var score = new CoreferenceScore();
        score.Add([.. gold.Select(chain => chain.ToHashSet())], [.. found.Select(chain => chain.ToHashSet())]);
        return score;
    }
}
