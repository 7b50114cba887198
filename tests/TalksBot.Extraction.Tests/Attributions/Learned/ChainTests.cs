namespace TalksBot.Extraction.Tests.Attributions.Learned;

public sealed class ChainTests
{
    private const int LabelCount = Labels.OfCue;

    private static readonly byte[] Classes = [0, 3, 1, 3];

    [Fact]
    public void The_best_row_is_the_one_with_the_highest_sum()
    {
        var (scores, transitions) = Made(seed: 7);

        var labels = Best(scores, transitions);

        Assert.Equal(AllRows().MaxBy(row => Sum(row, scores, transitions)), labels);
    }

    [Fact]
    public void A_part_never_goes_on_where_none_began()
    {
        var (scores, transitions) = Made(seed: 11);
        for (var i = 0; i < Classes.Length; i++)
        {
            scores[(i * Chain.Stride) + Labels.Content + 1] = 50;
        }

        var labels = Best(scores, transitions);

        Assert.Equal([Labels.Content, Labels.Content + 1, Labels.Content + 1, Labels.Content + 1], labels);
    }

    [Fact]
    public void Marginals_are_the_shares_of_all_rows()
    {
        var (scores, transitions) = Made(seed: 23);
        var rows = AllRows().Select(row => (Row: row, Weight: Math.Exp(Sum(row, scores, transitions)))).ToList();
        var total = rows.Sum(pair => pair.Weight);

        var marginals = new float[scores.Length];
        Chain.Marginals(scores, Chain.Powers(Chain.Allowed(transitions, LabelCount)), Classes, LabelCount, new float[scores.Length], marginals, []);

        for (var i = 0; i < Classes.Length; i++)
        {
            for (var label = 0; label < Chain.Stride; label++)
            {
                var share = rows.Where(pair => pair.Row[i] == label).Sum(pair => pair.Weight) / total;
                Assert.Equal(share, marginals[(i * Chain.Stride) + label], 4);
            }
        }
    }

    [Fact]
    public void Expected_transitions_are_one_a_token()
    {
        var (scores, transitions) = Made(seed: 31);

        var expected = new float[transitions.Length];
        Chain.Marginals(scores, Chain.Powers(Chain.Allowed(transitions, LabelCount)), Classes, LabelCount, new float[scores.Length], new float[scores.Length], expected);

        Assert.Equal(1, expected[..Chain.TransitionStride].Sum(), 4);
        Assert.Equal(2, expected.AsSpan(3 * Chain.TransitionStride, Chain.TransitionStride).ToArray().Sum(), 4);
        Assert.Equal(Classes.Length, expected.Sum(), 4);
    }

    private static byte[] Best(float[] scores, float[] transitions)
    {
        var labels = new byte[Classes.Length];
        Chain.Best(scores, Chain.Allowed(transitions, LabelCount), Classes, new byte[scores.Length], labels);
        return labels;
    }

    private static (float[] Scores, float[] Transitions) Made(int seed)
    {
        var random = new Random(seed);
        var scores = new float[Classes.Length * Chain.Stride];
        var transitions = new float[ChainModel.ClassCount * Chain.TransitionStride];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = (float)((random.NextDouble() * 4) - 2);
        }

        for (var i = 0; i < transitions.Length; i++)
        {
            transitions[i] = (float)((random.NextDouble() * 4) - 2);
        }

        return (scores, transitions);
    }

    private static IEnumerable<byte[]> AllRows()
    {
        IEnumerable<byte[]> rows = [[]];
        for (var i = 0; i < Classes.Length; i++)
        {
            rows = rows.SelectMany(row => Enumerable.Range(0, LabelCount)
                .Where(label => Labels.MayFollow(row.Length > 0 ? row[^1] : 0, label))
                .Select(label => row.Append((byte)label).ToArray()));
        }

        return rows;
    }

    private static double Sum(byte[] row, float[] scores, float[] transitions)
    {
        var (sum, before) = (0.0, 0);
        for (var i = 0; i < row.Length; i++)
        {
            sum += scores[(i * Chain.Stride) + row[i]] + transitions[(Classes[i] * Chain.TransitionStride) + (before * Chain.Stride) + row[i]];
            before = row[i];
        }

        return sum;
    }
}
