using System.Runtime.Intrinsics;
using TalksBot.Extraction;

namespace TalksBot.Training;

/// <summary>Trains a conditional random field by stochastic gradients with a step of its own for each weight (AdaGrad).</summary>
/// <remarks>The weights are the mean of those after each of the last epochs; the same sequences and seed give the same bytes.</remarks>
internal sealed class ChainTrainer
{
    private const int FirstSeed = 20251;
    private const int MeanEpochs = 3;
    private const int SnapshotsAnEpoch = 2;
    private const float Small = 0.002f;

    private readonly float[] _weights;
    private readonly float[] _squares;
    private readonly float[] _sums;
    private readonly float[] _moves = new float[ChainModel.ClassCount * Chain.TransitionStride];
    private readonly float[] _moveSquares = new float[ChainModel.ClassCount * Chain.TransitionStride];
    private readonly float[] _moveSums = new float[ChainModel.ClassCount * Chain.TransitionStride];
    private readonly float[] _expected = new float[ChainModel.ClassCount * Chain.TransitionStride];
    private readonly float[] _powers = new float[2 * ChainModel.ClassCount * Chain.TransitionStride];
    private readonly FeatureStore _store;
    private readonly TrainingPlan _plan;
    private readonly int _labelCount;
    private readonly int _seed;
    private float[] _scores = [];
    private float[] _forward = [];
    private float[] _marginals = [];
    private byte[] _classes = [];
    private uint _mask;

    /// <summary>A trainer on these sequences.</summary>
    /// <param name="store">Features and gold labels.</param>
    /// <param name="rowCount">Features are numbered below this.</param>
    /// <param name="labelCount">Labels in use, at most <see cref="Chain.Stride"/>.</param>
    /// <param name="plan">The steps.</param>
    /// <param name="run">Runs with other numbers see the sequences in another order and leave out other features.</param>
    public ChainTrainer(FeatureStore store, int rowCount, int labelCount, TrainingPlan plan, int run)
    {
        (_store, _labelCount, _plan, _seed) = (store, labelCount, plan, FirstSeed + run);
        _weights = new float[rowCount * Chain.Stride];
        _squares = new float[_weights.Length];
        _sums = new float[_weights.Length];
    }

    /// <summary>The weights, a row of <see cref="Chain.Stride"/> a feature.</summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>Weights of the transitions.</summary>
    public ReadOnlySpan<float> Transitions => _moves;

    /// <summary>Trains on the sequences of the articles that <paramref name="isIncluded"/> holds for.</summary>
    public void Train(Func<int, bool> isIncluded, Action<double> progress)
    {
        var order = Enumerable.Range(0, _store.Sequences.Count).Where(sequence => isIncluded(_store.Sequences[sequence].Article)).ToArray();
        var random = new Random(_seed);
        var snapshots = 0;
        for (var epoch = 0; epoch < _plan.Epochs; epoch++)
        {
            random.Shuffle(order);
            for (var i = 0; i < order.Length; i++)
            {
                var (first, end, _) = _store.Sequences[order[i]];
                Learn(first, end, random);
                if (epoch >= _plan.Epochs - MeanEpochs && (i + 1) % ((order.Length + SnapshotsAnEpoch - 1) / SnapshotsAnEpoch) == 0)
                {
                    AddTo(_sums, _weights);
                    AddTo(_moveSums, _moves);
                    snapshots++;
                }

                if (i % 256 == 0)
                {
                    progress((epoch + ((double)i / order.Length)) / _plan.Epochs);
                }
            }
        }

        AddTo(_sums, _weights);
        AddTo(_moveSums, _moves);
        Divide(_sums, _weights, snapshots + 1);
        Divide(_moveSums, _moves, snapshots + 1);
        progress(1);
    }

    /// <summary>Takes the mean of these trainers' weights.</summary>
    /// <param name="others">Trained on the same rows, in an order that is the same each time: sums of floats depend on it.</param>
    public void Average(IReadOnlyList<ChainTrainer> others)
    {
        foreach (var other in others)
        {
            AddTo(_weights, other._weights);
            AddTo(_moves, other._moves);
        }

        Divide(_weights, _weights, others.Count + 1);
        Divide(_moves, _moves, others.Count + 1);
    }

    /// <summary>Labels a sequence and writes the probabilities of its labels, a row of <see cref="Chain.Stride"/> a token.</summary>
    /// <param name="sequence">Which.</param>
    /// <param name="lean">How much to lean from no part to some.</param>
    /// <param name="labels">Where the labels go.</param>
    /// <param name="marginals">Where the probabilities go.</param>
    public void Predict(int sequence, float lean, Span<byte> labels, Span<float> marginals)
    {
        var (first, end, _) = _store.Sequences[sequence];
        Score(first, end, random: null);
        var count = end - first;
        AttributionLabeller.Lean(_scores.AsSpan(0, count * Chain.Stride), lean, source: 0);
        var allowed = Chain.Allowed(_moves, _labelCount);
        Chain.FillPowers(allowed, _powers);
        Chain.Best(_scores, allowed, _classes, new byte[count * Chain.Stride], labels);
        Chain.Marginals(_scores.AsSpan(0, count * Chain.Stride), _powers, _classes.AsSpan(0, count), _labelCount, _forward, marginals, []);
    }

    private void Learn(int first, int end, Random random)
    {
        Score(first, end, random);
        var count = end - first;
        Array.Clear(_expected);
        Chain.FillPowers(Chain.Allowed(_moves, _labelCount), _powers);
        Chain.Marginals(_scores.AsSpan(0, count * Chain.Stride), _powers, _classes.AsSpan(0, count), _labelCount, _forward, _marginals, _expected);
        var before = 0;
        for (var i = 0; i < count; i++)
        {
            int gold = _store.Gold[first + i];
            _expected[(_classes[i] * Chain.TransitionStride) + (before * Chain.Stride) + gold] -= 1;
            before = gold;
            var gradient = _marginals.AsSpan(i * Chain.Stride, Chain.Stride);
            gradient[gold] -= 1;
            if (MathF.Abs(gradient[gold]) > Small)
            {
                Step(_store[first + i], gradient, i);
            }
        }

        for (var i = 0; i < _expected.Length; i++)
        {
            if (MathF.Abs(_expected[i]) > Small)
            {
                _moveSquares[i] += _expected[i] * _expected[i];
                _moves[i] -= _plan.Rate * _expected[i] / MathF.Sqrt(1e-2f + _moveSquares[i]);
            }
        }
    }

    private void Score(int first, int end, Random? random)
    {
        var count = end - first;
        if (_classes.Length < count)
        {
            _scores = new float[count * Chain.Stride];
            _forward = new float[count * Chain.Stride];
            _marginals = new float[count * Chain.Stride];
            _classes = new byte[count];
        }

        _mask = random is null ? 0 : (uint)random.Next() | 1;
        for (var i = 0; i < count; i++)
        {
            _classes[i] = _store.Classes[first + i];
            var sum = Vector256<float>.Zero;
            var rows = _store[first + i];
            for (var f = 0; f < rows.Length; f++)
            {
                if (!IsDropped(rows[f], i))
                {
                    sum += Vector256.LoadUnsafe(ref _weights[rows[f] * Chain.Stride]);
                }
            }

            if (random is not null)
            {
                sum *= 1 / (1 - _plan.Dropout);
            }

            sum.CopyTo(_scores.AsSpan(i * Chain.Stride, Chain.Stride));
        }
    }

    // Which features are left out depends on the feature, the token and the turn alone, so that the step sees the same ones.
    private bool IsDropped(uint row, int token)
    {
        if (_mask == 0 || _plan.Dropout == 0)
        {
            return false;
        }

        var hash = ((row ^ _mask) * 0x85EBCA77) + ((uint)token * 0xC2B2AE3D);
        hash ^= hash >> 15;
        hash *= 0x27D4EB2F;
        return (hash >> 8) < _plan.Dropout * (1 << 24);
    }

    private void Step(ReadOnlySpan<uint> rows, ReadOnlySpan<float> gradient, int token)
    {
        var change = Vector256.LoadUnsafe(in gradient[0]);
        var squares = change * change;
        foreach (var row in rows)
        {
            if (IsDropped(row, token))
            {
                continue;
            }

            ref var square = ref _squares[row * Chain.Stride];
            ref var weight = ref _weights[row * Chain.Stride];
            var sum = Vector256.LoadUnsafe(ref square) + squares;
            sum.StoreUnsafe(ref square);
            (Vector256.LoadUnsafe(ref weight) - (Vector256.Create(_plan.Rate) * change / Vector256.Sqrt(sum + Vector256.Create(1e-2f)))).StoreUnsafe(ref weight);
        }
    }

    private static void AddTo(float[] sums, float[] values)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += values[i];
        }
    }

    private static void Divide(float[] sums, float[] values, int by)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            values[i] = sums[i] / by;
        }
    }
}

/// <summary>How to train.</summary>
/// <param name="Epochs">How often each sequence is seen.</param>
/// <param name="Rate">Length of the steps.</param>
/// <param name="Dropout">Share of the features left out at each sight.</param>
internal sealed record TrainingPlan(int Epochs, float Rate, float Dropout);
