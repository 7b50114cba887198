using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TalksBot.Extraction;

/// <summary>A chain model as it is stored: a weight is a byte, and a row of seven tells by a check whose it is.</summary>
/// <remarks>
/// File, little-endian: "TBC1"; number of labels, bits of the table, scale of the weights (a float); transitions as floats;
/// rows of eight bytes: weights of the labels, and the check in the last (0 with no weights for an empty row).
/// </remarks>
internal sealed class PackedChainModel : ChainModel
{
    private const uint Magic = 0x31434254;
    private const int CheckBits = 8;
    private const ulong Repeated = 0x0101_0101_0101_0101;
    private const int PartLength = 8192;

    // Rows of a model that is read on its own, or those of two models by turns: what both weigh alike is found with one touch of memory.
    private readonly ulong[] _rows;
    private readonly int _models;
    private readonly int _own;
    private readonly float[] _transitions;
    private readonly float[] _powers;
    private readonly float _scale;
    private readonly int _bits;

    private PackedChainModel(Head head, ulong[] rows, int models, int own)
    {
        (LabelCount, _bits, _scale, _rows, _models, _own) = (head.LabelCount, head.Bits, head.Scale, rows, models, own);
        _transitions = Chain.Allowed(head.Transitions, LabelCount);
        _powers = Chain.Powers(_transitions);
    }

    /// <inheritdoc/>
    public override int LabelCount { get; }

    /// <inheritdoc/>
    public override ReadOnlySpan<float> Transitions => _transitions;

    /// <inheritdoc/>
    public override ReadOnlySpan<float> Powers => _powers;

    /// <summary>Row of a feature, and in the lowest byte what tells it from others of the same row.</summary>
    public static long PlaceOf(uint feature, int bits) => feature >> ShiftOf(bits);

    /// <summary>The largest weight that can be stored, in units of the scale.</summary>
    public const int Largest = 127;

    /// <summary>Reads a model as <see cref="Write"/> wrote it.</summary>
    /// <exception cref="InvalidDataException">It is no model.</exception>
    public static PackedChainModel Read(Stream stream)
    {
        var head = ReadHead(stream);
        var rows = new ulong[1 << head.Bits];
        stream.ReadExactly(MemoryMarshal.AsBytes(rows.AsSpan()));
        return new PackedChainModel(head, rows, models: 1, own: 0);
    }

    /// <summary>Reads two models that stand one after the other and share their place in memory; see <see cref="ScoreBoth"/>.</summary>
    /// <exception cref="InvalidDataException">These are no models, or their tables differ in size.</exception>
    public static (PackedChainModel First, PackedChainModel Second) ReadPair(Stream stream)
    {
        var first = ReadHead(stream);
        var rows = new ulong[2 << first.Bits];
        ReadRows(stream, rows, own: 0);
        var second = ReadHead(stream);
        if (second.Bits != first.Bits)
        {
            throw new InvalidDataException("The two chain models have tables of different sizes.");
        }

        ReadRows(stream, rows, own: 1);
        return (new PackedChainModel(first, rows, models: 2, own: 0), new PackedChainModel(second, rows, models: 2, own: 1));
    }

    /// <summary>Writes a model.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="labelCount">How many labels it has, 7 at most.</param>
    /// <param name="bits">The table has two to the power of this many rows.</param>
    /// <param name="scale">What one unit of a stored weight stands for.</param>
    /// <param name="transitions">Scores of transitions.</param>
    /// <param name="rows">Rows of weights and checks.</param>
    public static void Write(Stream stream, int labelCount, int bits, float scale, ReadOnlySpan<float> transitions, ReadOnlySpan<ulong> rows)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(labelCount);
        writer.Write(bits);
        writer.Write(scale);
        writer.Write(MemoryMarshal.AsBytes(transitions));
        writer.Write(MemoryMarshal.AsBytes(rows));
    }

    /// <summary>Writes the sum of the features' weights into <paramref name="scores"/>, a label each.</summary>
    /// <param name="features">The features.</param>
    /// <param name="begun">What other features weigh already; see <see cref="ScoreBoth"/>.</param>
    /// <param name="scores">Where to.</param>
    public void Score(ReadOnlySpan<uint> features, Vector128<short> begun, Span<float> scores)
    {
        var (rows, shift, models, own) = (_rows, ShiftOf(_bits), _models, _own);
        var (sum, other) = (begun, Vector128<short>.Zero);
        for (var i = 1; i < features.Length; i += 2)
        {
            var (left, right) = (features[i - 1] >> shift, features[i] >> shift);
            var (lower, upper) = Vector128.Widen(Own(
                Vector128.Create(rows[((left >> CheckBits) * models) + own], rows[((right >> CheckBits) * models) + own]),
                Vector128.Create((ulong)(byte)left * Repeated, (ulong)(byte)right * Repeated)));
            sum += lower;
            other += upper;
        }

        if (features.Length % 2 > 0)
        {
            var place = features[^1] >> shift;
            sum += Vector128.WidenLower(Own(
                Vector128.CreateScalar(rows[((place >> CheckBits) * models) + own]),
                Vector128.CreateScalar((ulong)(byte)place * Repeated)));
        }

        Fill(sum + other, scores);
    }

    /// <summary>As <see cref="Score"/>, for the first model of a pair.</summary>
    /// <returns>What the same features weigh in the second model, for it to go on from.</returns>
    public Vector128<short> ScoreBoth(ReadOnlySpan<uint> features, Span<float> scores)
    {
        var (rows, shift) = (_rows, ShiftOf(_bits));
        var (sum, other) = (Vector128<short>.Zero, Vector128<short>.Zero);
        foreach (var feature in features)
        {
            var place = feature >> shift;
            var (lower, upper) = Vector128.Widen(Own(
                Vector128.LoadUnsafe(ref rows[(place >> CheckBits) * 2]),
                Vector128.Create((byte)place).AsUInt64()));
            sum += lower;
            other += upper;
        }

        Fill(sum, scores);
        return other;
    }

    // Without a branch: whether a row is the feature's own is as good as chance to the processor.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<sbyte> Own(Vector128<ulong> rows, Vector128<ulong> checks)
    {
        var isOwn = Vector128.Shuffle(
            Vector128.Equals(rows.AsByte(), checks.AsByte()),
            Vector128.Create((byte)7, 7, 7, 7, 7, 7, 7, 7, 15, 15, 15, 15, 15, 15, 15, 15));
        return (rows & isOwn.AsUInt64() & Vector128.Create(0x00FF_FFFF_FFFF_FFFFul)).AsSByte();
    }

    private void Fill(Vector128<short> sum, Span<float> scores)
    {
        var (lower, upper) = Vector128.Widen(sum);
        (Vector256.ConvertToSingle(Vector256.Create(lower, upper)) * _scale).CopyTo(scores);
    }

    private static int ShiftOf(int bits) => 32 - bits - CheckBits;

    private static Head ReadHead(Stream stream)
    {
        using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        if (reader.ReadUInt32() != Magic)
        {
            throw new InvalidDataException("This is no chain model.");
        }

        var (labelCount, bits, scale) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadSingle());
        if (labelCount is < 1 or >= Chain.Stride || bits is < 1 or > 32 - CheckBits)
        {
            throw new InvalidDataException("This chain model has too many labels or rows.");
        }

        var transitions = new float[ClassCount * Chain.TransitionStride];
        stream.ReadExactly(MemoryMarshal.AsBytes(transitions.AsSpan()));
        return new Head(labelCount, bits, scale, transitions);
    }

    private static void ReadRows(Stream stream, ulong[] rows, int own)
    {
        var part = new ulong[Math.Min(rows.Length / 2, PartLength)];
        for (var at = own; at < rows.Length;)
        {
            stream.ReadExactly(MemoryMarshal.AsBytes(part.AsSpan()));
            foreach (var row in part)
            {
                rows[at] = row;
                at += 2;
            }
        }
    }

    private sealed record Head(int LabelCount, int Bits, float Scale, float[] Transitions);
}
