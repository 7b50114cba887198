using System.Runtime.Intrinsics;

namespace TalksBot.Extraction;

/// <summary>Finds the best row of labels, and how sure each is, in a chain of scores.</summary>
/// <remarks>Scores stand in rows of <see cref="Stride"/>, a row a token; a transition's score depends on a class of the token it leads to.</remarks>
internal static class Chain
{
    /// <summary>Room for the labels of one token.</summary>
    public const int Stride = 8;

    /// <summary>Size of the transitions of one class.</summary>
    public const int TransitionStride = Stride * Stride;

    // Score of a label that there is not, and of a transition that may not be; finite, so that differences are numbers.
    private const float Never = -1e9f;

    /// <summary>The transitions with those that may not be made impossible.</summary>
    public static float[] Allowed(ReadOnlySpan<float> transitions, int labelCount)
    {
        var allowed = new float[transitions.Length];
        for (var i = 0; i < allowed.Length; i++)
        {
            var (from, label) = (i / Stride % Stride, i % Stride);
            allowed[i] = from < labelCount && label < labelCount && Labels.MayFollow(from, label) ? transitions[i] : Never;
        }

        return allowed;
    }

    /// <summary>Powers of allowed transitions, and behind them the same with rows and columns changed over, for <see cref="Marginals"/>.</summary>
    public static float[] Powers(ReadOnlySpan<float> allowed)
    {
        var powers = new float[allowed.Length * 2];
        FillPowers(allowed, powers);
        return powers;
    }

    /// <summary>As <see cref="Powers"/>, into <paramref name="powers"/>, which is twice as long.</summary>
    public static void FillPowers(ReadOnlySpan<float> allowed, Span<float> powers)
    {
        for (var i = 0; i < allowed.Length; i++)
        {
            var (square, from, label) = (i / TransitionStride * TransitionStride, i / Stride % Stride, i % Stride);
            var power = allowed[i] <= Never ? 0 : MathF.Exp(allowed[i]);
            powers[i] = power;
            powers[allowed.Length + square + (label * Stride) + from] = power;
        }
    }

    /// <summary>Writes the best row of labels into <paramref name="labels"/>; the chain begins as if after no part.</summary>
    /// <param name="scores">Scores, a row a token.</param>
    /// <param name="allowed">Scores of transitions; see <see cref="Allowed"/>.</param>
    /// <param name="classes">Class of each token.</param>
    /// <param name="back">Room of the size of <paramref name="scores"/>.</param>
    /// <param name="labels">Where to.</param>
    public static void Best(ReadOnlySpan<float> scores, ReadOnlySpan<float> allowed, ReadOnlySpan<byte> classes, Span<byte> back, Span<byte> labels)
    {
        Span<float> current = stackalloc float[Stride];
        Span<int> origins = stackalloc int[Stride];
        current.Fill(Never);
        current[0] = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var moves = allowed.Slice(classes[i] * TransitionStride, TransitionStride);
            var best = Vector256.Create(current[0]) + Vector256.Create<float>(moves[..Stride]);
            var origin = Vector256<int>.Zero;
            for (var from = 1; from < Stride; from++)
            {
                var score = Vector256.Create(current[from]) + Vector256.Create<float>(moves.Slice(from * Stride, Stride));
                var isBetter = Vector256.GreaterThan(score, best);
                best = Vector256.ConditionalSelect(isBetter, score, best);
                origin = Vector256.ConditionalSelect(isBetter.AsInt32(), Vector256.Create(from), origin);
            }

            (best + Vector256.Create<float>(scores.Slice(i * Stride, Stride))).CopyTo(current);
            origin.CopyTo(origins);
            for (var label = 0; label < Stride; label++)
            {
                back[(i * Stride) + label] = (byte)origins[label];
            }
        }

        var last = 0;
        for (var label = 1; label < Stride; label++)
        {
            last = current[label] > current[last] ? label : last;
        }

        for (var i = labels.Length - 1; i >= 0; i--)
        {
            labels[i] = (byte)last;
            last = back[(i * Stride) + last];
        }
    }

    /// <summary>Writes the probability of each label of each token into <paramref name="marginals"/>.</summary>
    /// <param name="scores">Scores, a row a token; their powers afterwards.</param>
    /// <param name="powers">Powers of the transitions; see <see cref="Powers"/>.</param>
    /// <param name="classes">Class of each token.</param>
    /// <param name="labelCount">How many labels there are.</param>
    /// <param name="forward">Room of the size of <paramref name="scores"/>.</param>
    /// <param name="marginals">Where to; of the size of <paramref name="scores"/>.</param>
    /// <param name="expected">Adds the expected number of each transition, by class; empty to leave that out.</param>
    public static void Marginals(
        Span<float> scores,
        ReadOnlySpan<float> powers,
        ReadOnlySpan<byte> classes,
        int labelCount,
        Span<float> forward,
        Span<float> marginals,
        Span<float> expected)
    {
        Span<float> before = stackalloc float[Stride];
        before.Clear();
        before[0] = 1;
        for (var i = 0; i < classes.Length; i++)
        {
            var row = scores.Slice(i * Stride, Stride);
            ToPowers(row, labelCount);
            var mass = Product(before, powers.Slice(classes[i] * TransitionStride, TransitionStride)) * Vector256.Create<float>(row);
            (mass / Vector256.Sum(mass)).CopyTo(before);
            before.CopyTo(forward[(i * Stride)..]);
        }

        var turned = powers[(powers.Length / 2)..];
        Span<float> weighted = stackalloc float[Stride];
        var after = Vector256<float>.One;
        for (var i = classes.Length - 1; i >= 0; i--)
        {
            var mass = Vector256.Create<float>(forward.Slice(i * Stride, Stride)) * after;
            (mass / Vector256.Sum(mass)).CopyTo(marginals[(i * Stride)..]);
            (Vector256.Create<float>(scores.Slice(i * Stride, Stride)) * after).CopyTo(weighted);
            if (!expected.IsEmpty)
            {
                before.Clear();
                before[0] = 1;
                if (i > 0)
                {
                    forward.Slice((i - 1) * Stride, Stride).CopyTo(before);
                }

                var place = classes[i] * TransitionStride;
                Expect(before, powers.Slice(place, TransitionStride), weighted, expected.Slice(place, TransitionStride));
            }

            after = Product(weighted, turned.Slice(classes[i] * TransitionStride, TransitionStride));
            after /= Vector256.Sum(after);
        }
    }

    private static void ToPowers(Span<float> row, int labelCount)
    {
        var most = row[0];
        for (var label = 1; label < labelCount; label++)
        {
            most = Math.Max(most, row[label]);
        }

        for (var label = 0; label < Stride; label++)
        {
            row[label] = label < labelCount ? MathF.Exp(row[label] - most) : 0;
        }
    }

    private static Vector256<float> Product(ReadOnlySpan<float> row, ReadOnlySpan<float> square)
    {
        var sum = Vector256.Create(row[0]) * Vector256.Create<float>(square[..Stride]);
        for (var i = 1; i < Stride; i++)
        {
            sum += Vector256.Create(row[i]) * Vector256.Create<float>(square.Slice(i * Stride, Stride));
        }

        return sum;
    }

    private static void Expect(ReadOnlySpan<float> before, ReadOnlySpan<float> moves, ReadOnlySpan<float> weighted, Span<float> expected)
    {
        var column = Vector256.Create(weighted);
        var sum = Vector256.Sum(Product(before, moves) * column);
        for (var from = 0; from < Stride; from++)
        {
            var row = expected.Slice(from * Stride, Stride);
            (Vector256.Create<float>(row) + (Vector256.Create(before[from] / sum) * Vector256.Create<float>(moves.Slice(from * Stride, Stride)) * column)).CopyTo(row);
        }
    }
}
