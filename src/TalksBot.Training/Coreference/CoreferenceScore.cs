namespace TalksBot.Training;

/// <summary>Precision, recall and F1, 0 to 1.</summary>
internal readonly record struct Figures(double Precision, double Recall)
{
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);
}

/// <summary>Compares chains of mentions with gold ones over several documents.</summary>
/// <remarks>
/// MUC (Vilain et al. 1995) counts links, B³ (Bagga and Baldwin 1998) mentions, CEAFe (Luo 2005) entities under the best one-to-one assignment;
/// the CoNLL score is the mean of their F1. A mention is a number that is the same on both sides where it is the same mention.
/// </remarks>
internal sealed class CoreferenceScore
{
    private readonly double[] _right = new double[6];
    private readonly double[] _all = new double[6];

    public Figures Muc => new(Share(0), Share(1));

    public Figures BCubed => new(Share(2), Share(3));

    public Figures Ceafe => new(Share(4), Share(5));

    /// <summary>Mean F1 of the three.</summary>
    public double Conll => (Muc.F1 + BCubed.F1 + Ceafe.F1) / 3;

    /// <summary>Adds a document; a mention stands in one chain of each side at most.</summary>
    public void Add(IReadOnlyList<HashSet<int>> gold, IReadOnlyList<HashSet<int>> found)
    {
        AddMuc(0, found, gold);
        AddMuc(1, gold, found);
        AddBCubed(2, found, gold);
        AddBCubed(3, gold, found);
        var similarity = BestSimilarity(gold, found);
        Count(4, similarity, found.Count);
        Count(5, similarity, gold.Count);
    }

    private double Share(int measure) => _all[measure] == 0 ? 0 : _right[measure] / _all[measure];

    private void Count(int measure, double right, double all) => (_right[measure], _all[measure]) = (_right[measure] + right, _all[measure] + all);

    // Links of each chain that survive in the other side's chains.
    private void AddMuc(int measure, IReadOnlyList<HashSet<int>> chains, IReadOnlyList<HashSet<int>> others)
    {
        var owner = Owners(others);
        foreach (var chain in chains)
        {
            var parts = chain.Where(owner.ContainsKey).Select(mention => owner[mention]).Distinct().Count() + chain.Count(mention => !owner.ContainsKey(mention));
            Count(measure, chain.Count - parts, chain.Count - 1);
        }
    }

    private void AddBCubed(int measure, IReadOnlyList<HashSet<int>> chains, IReadOnlyList<HashSet<int>> others)
    {
        var owner = Owners(others);
        foreach (var chain in chains)
        {
            var shared = chain.Where(owner.ContainsKey).GroupBy(mention => owner[mention]).Sum(group => (double)group.Count() * group.Count());
            Count(measure, shared / chain.Count, chain.Count);
        }
    }

    private static Dictionary<int, int> Owners(IReadOnlyList<HashSet<int>> chains)
    {
        var owner = new Dictionary<int, int>();
        for (var i = 0; i < chains.Count; i++)
        {
            foreach (var mention in chains[i])
            {
                owner.Add(mention, i);
            }
        }

        return owner;
    }

    // The assignment with the largest sum, by shortest augmenting paths (Hungarian method with potentials).
    private static double BestSimilarity(IReadOnlyList<HashSet<int>> gold, IReadOnlyList<HashSet<int>> found)
    {
        var (rows, columns) = gold.Count <= found.Count ? (gold, found) : (found, gold);
        var (rowPotential, columnPotential) = (new double[rows.Count + 1], new double[columns.Count + 1]);
        var (owner, way) = (new int[columns.Count + 1], new int[columns.Count + 1]);
        for (var row = 1; row <= rows.Count; row++)
        {
            owner[0] = row;
            var column = 0;
            var least = new double[columns.Count + 1];
            var isUsed = new bool[columns.Count + 1];
            Array.Fill(least, double.PositiveInfinity);
            do
            {
                isUsed[column] = true;
                var (current, step, next) = (owner[column], double.PositiveInfinity, 0);
                for (var j = 1; j <= columns.Count; j++)
                {
                    if (isUsed[j])
                    {
                        continue;
                    }

                    var reduced = -Similarity(rows[current - 1], columns[j - 1]) - rowPotential[current] - columnPotential[j];
                    if (reduced < least[j])
                    {
                        (least[j], way[j]) = (reduced, column);
                    }

                    if (least[j] < step)
                    {
                        (step, next) = (least[j], j);
                    }
                }

                for (var j = 0; j <= columns.Count; j++)
                {
                    if (isUsed[j])
                    {
                        rowPotential[owner[j]] += step;
                        columnPotential[j] -= step;
                    }
                    else
                    {
                        least[j] -= step;
                    }
                }

                column = next;
            }
            while (owner[column] != 0);

            while (column != 0)
            {
                owner[column] = owner[way[column]];
                column = way[column];
            }
        }

        return Enumerable.Range(1, columns.Count).Where(j => owner[j] != 0).Sum(j => Similarity(rows[owner[j] - 1], columns[j - 1]));
    }

    // Luo's phi 4: twice the mentions in common over all mentions of the two.
    private static double Similarity(HashSet<int> left, HashSet<int> right)
    {
        var shared = left.Count <= right.Count ? left.Count(right.Contains) : right.Count(left.Contains);
        return 2.0 * shared / (left.Count + right.Count);
    }
}
