namespace TalksBot.Training;

/// <summary>Sequences of tokens with their features, classes and right labels.</summary>
internal sealed class FeatureStore
{
    private const int ChunkBits = 24;

    private readonly List<uint[]> _chunks = [];
    private readonly List<(int Chunk, int Start, int Count)> _tokens = [];
    private int _used = 1 << ChunkBits;

    /// <summary>Tokens of each sequence, and the article that it is from.</summary>
    public List<(int First, int End, int Article)> Sequences { get; } = [];

    /// <summary>Class of each token.</summary>
    public List<byte> Classes { get; } = [];

    /// <summary>Right label of each token.</summary>
    public List<byte> Gold { get; } = [];

    /// <summary>How many tokens there are.</summary>
    public int Count => _tokens.Count;

    /// <summary>Features of a token; rows of weights once <see cref="Replace"/> was called.</summary>
    public ReadOnlySpan<uint> this[int token]
    {
        get
        {
            var (chunk, start, count) = _tokens[token];
            return _chunks[chunk].AsSpan(start, count);
        }
    }

    /// <summary>Adds a token.</summary>
    public void Add(ReadOnlySpan<uint> features, byte tokenClass, byte gold)
    {
        if (_used + features.Length > 1 << ChunkBits)
        {
            _chunks.Add(new uint[1 << ChunkBits]);
            _used = 0;
        }

        features.CopyTo(_chunks[^1].AsSpan(_used));
        _tokens.Add((_chunks.Count - 1, _used, features.Length));
        _used += features.Length;
        Classes.Add(tokenClass);
        Gold.Add(gold);
    }

    /// <summary>Puts rows of weights in the place of features, and leaves out those that have none.</summary>
    public void Replace(FeatureRows rows)
    {
        Parallel.For(0, _tokens.Count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, token =>
        {
            var (chunk, start, count) = _tokens[token];
            var features = _chunks[chunk].AsSpan(start, count);
            var kept = 0;
            foreach (var feature in features)
            {
                if (rows.RowOf(feature) is >= 0 and var row)
                {
                    features[kept++] = (uint)row;
                }
            }

            _tokens[token] = (chunk, start, kept);
        });
    }
}
