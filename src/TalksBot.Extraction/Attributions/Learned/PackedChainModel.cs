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

    private readonly ulong[] _rows;
    private readonly float[] _transitions;
    private readonly float[] _powers;
    private readonly float _scale;
    private readonly int _bits;

    private PackedChainModel(int labelCount, int bits, float scale, float[] transitions, ulong[] rows)
    {
        (LabelCount, _bits, _scale, _rows) = (labelCount, bits, scale, rows);
        _transitions = Chain.Allowed(transitions, labelCount);
        _powers = Chain.Powers(_transitions);
    }

    /// <inheritdoc/>
    public override int LabelCount { get; }

    /// <inheritdoc/>
    public override ReadOnlySpan<float> Transitions => _transitions;

    /// <inheritdoc/>
    public override ReadOnlySpan<float> Powers => _powers;

    /// <summary>Row of a feature, and in the lowest byte what tells it from others of the same row.</summary>
    public static long PlaceOf(uint feature, int bits) => feature >> (32 - bits - CheckBits);

    /// <summary>The largest weight that can be stored, in units of the scale.</summary>
    public const int Largest = 127;

    /// <summary>Reads a model as <see cref="Write"/> wrote it.</summary>
    /// <exception cref="InvalidDataException">It is no model.</exception>
    public static PackedChainModel Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        if (reader.ReadUInt32() != Magic)
        {
            throw new InvalidDataException("This is no chain model.");
        }

        var (labelCount, bits, scale) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadSingle());
        var transitions = new float[ClassCount * Chain.TransitionStride];
        stream.ReadExactly(MemoryMarshal.AsBytes(transitions.AsSpan()));
        var rows = new ulong[1 << bits];
        stream.ReadExactly(MemoryMarshal.AsBytes(rows.AsSpan()));
        return new PackedChainModel(labelCount, bits, scale, transitions, rows);
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

    /// <inheritdoc/>
    public override void Score(ReadOnlySpan<uint> features, Span<float> scores)
    {
        var sum = Vector128<short>.Zero;
        var rows = _rows;
        foreach (var feature in features)
        {
            var place = PlaceOf(feature, _bits);
            var row = rows[place >> CheckBits];
            if ((byte)(row >> 56) == (byte)place)
            {
                sum += Vector128.WidenLower(Vector128.CreateScalarUnsafe(row & 0x00FF_FFFF_FFFF_FFFF).AsSByte());
            }
        }

        var (lower, upper) = Vector128.Widen(sum);
        (Vector256.ConvertToSingle(Vector256.Create(lower, upper)) * _scale).CopyTo(scores);
    }
}
