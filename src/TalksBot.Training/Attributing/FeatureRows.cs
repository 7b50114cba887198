using TalksBot.Extraction;

namespace TalksBot.Training;

/// <summary>Gives each feature that is frequent enough a row of weights; of several that would share one, the most frequent gets it.</summary>
internal sealed class FeatureRows
{
    private readonly byte[] _counts;
    private readonly int[] _checks;
    private readonly int _bits;

    /// <summary>Rows for the features of a store.</summary>
    /// <param name="store">The features.</param>
    /// <param name="bits">The table has two to the power of this many rows.</param>
    /// <param name="least">Rarer features get none.</param>
    public FeatureRows(FeatureStore store, int bits, int least)
    {
        _bits = bits;
        _counts = new byte[1L << (bits + 8)];
        for (var token = 0; token < store.Count; token++)
        {
            foreach (var feature in store[token])
            {
                ref var count = ref _counts[PackedChainModel.PlaceOf(feature, bits)];
                count += count < byte.MaxValue ? (byte)1 : (byte)0;
            }
        }

        _checks = new int[1 << bits];
        for (var row = 0; row < _checks.Length; row++)
        {
            var (best, most) = (-1, least - 1);
            for (var check = 0; check < 256; check++)
            {
                var count = _counts[((long)row << 8) | (uint)check];
                Distinct += count > 0 ? 1 : 0;
                if (count > most)
                {
                    (best, most) = (check, count);
                }
            }

            Used += best >= 0 ? 1 : 0;
            _checks[row] = best;
        }

        _counts = [];
    }

    /// <summary>How many features there are, those alike in row and check taken as one.</summary>
    public int Distinct { get; }

    /// <summary>How many rows are used.</summary>
    public int Used { get; }

    /// <summary>Check of the feature that has this row, or -1.</summary>
    public int CheckOf(int row) => _checks[row];

    /// <summary>How many rows there are.</summary>
    public int Count => _checks.Length;

    /// <summary>Row of a feature, or -1.</summary>
    public int RowOf(uint feature)
    {
        var place = PackedChainModel.PlaceOf(feature, _bits);
        var row = (int)(place >> 8);
        return _checks[row] == (int)(place & 0xff) ? row : -1;
    }
}
