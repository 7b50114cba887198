using System.Runtime.InteropServices;
using System.Text;

namespace TalksBot.Extraction;

/// <summary>Weights of the averaged perceptron, the tags that words are known with, and lemmas that no rule gives.</summary>
/// <remarks>
/// File, little-endian: "TBT1"; count and arrays of known words (hash, class); count of features, count of weights,
/// hash of each feature, how many weights it has, then all tags and all weights; length and lines of the lemmas.
/// </remarks>
internal sealed class TaggerModel
{
    private const uint Magic = 0x31544254;

    private static readonly Lazy<TaggerModel> LazyDefault = new(LoadDefault);

    private const int CountBits = 8;

    // Open addressing; hash in the upper half, value in the lower, so that a look-up touches one place in memory.
    private readonly ulong[] _words;
    private readonly ulong[] _features;

    // Tag in the lowest byte, weight above it.
    private readonly int[] _weights;

    private TaggerModel(uint[] words, ushort[] classes, uint[] features, byte[] weightCounts, byte[] weightTags, short[] weights, string lemmas)
    {
        _words = Table(words.Length);
        for (var i = 0; i < words.Length; i++)
        {
            Put(_words, words[i], classes[i]);
        }

        _features = Table(features.Length);
        uint first = 0;
        for (var i = 0; i < features.Length; i++)
        {
            Put(_features, features[i], (first << CountBits) | weightCounts[i]);
            first += weightCounts[i];
        }

        _weights = new int[weights.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            _weights[i] = (weights[i] << 8) | weightTags[i];
        }

        Lemmatizer = new Lemmatizer(lemmas);
    }

    /// <summary>The embedded model.</summary>
    public static TaggerModel Default => LazyDefault.Value;

    /// <summary>Lemmas, with the exceptions that were learned.</summary>
    public Lemmatizer Lemmatizer { get; }

    /// <summary>Reads a model as <see cref="Write"/> wrote it.</summary>
    /// <exception cref="InvalidDataException">It is no model.</exception>
    public static TaggerModel Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        if (reader.ReadUInt32() != Magic)
        {
            throw new InvalidDataException("This is no tagger model.");
        }

        var wordCount = reader.ReadInt32();
        var words = ReadArray<uint>(stream, wordCount);
        var classes = ReadArray<ushort>(stream, wordCount);
        var featureCount = reader.ReadInt32();
        var weightCount = reader.ReadInt32();
        var features = ReadArray<uint>(stream, featureCount);
        var counts = ReadArray<byte>(stream, featureCount);
        var tags = ReadArray<byte>(stream, weightCount);
        var weights = ReadArray<short>(stream, weightCount);
        var lemmas = Encoding.UTF8.GetString(reader.ReadBytes(reader.ReadInt32()));
        return new TaggerModel(words, classes, features, counts, tags, weights, lemmas);
    }

    /// <summary>Writes a model.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="words">Hash of each known word, and its class.</param>
    /// <param name="features">Hash of each feature, and its weights by tag; at most 255 weights each.</param>
    /// <param name="lemmas">Lines of form, kind and lemma, parted by tabs.</param>
    public static void Write(
        Stream stream,
        IReadOnlyList<(uint Word, ushort Class)> words,
        IReadOnlyList<(uint Feature, IReadOnlyList<(byte Tag, short Weight)> Weights)> features,
        string lemmas)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(words.Count);
        WriteAll(words.Select(word => word.Word), writer.Write);
        WriteAll(words.Select(word => word.Class), writer.Write);
        writer.Write(features.Count);
        writer.Write(features.Sum(feature => feature.Weights.Count));
        WriteAll(features.Select(feature => feature.Feature), writer.Write);
        WriteAll(features.Select(feature => (byte)feature.Weights.Count), writer.Write);
        WriteAll(features.SelectMany(feature => feature.Weights).Select(weight => weight.Tag), writer.Write);
        WriteAll(features.SelectMany(feature => feature.Weights).Select(weight => weight.Weight), writer.Write);
        var text = Encoding.UTF8.GetBytes(lemmas);
        writer.Write(text.Length);
        writer.Write(text);
    }

    /// <summary>Class of the word with this hash; 0 when it is not known.</summary>
    public ushort ClassOf(uint word) => (ushort)Get(_words, word);

    /// <summary>Number of the tag that fits these features best.</summary>
    public int Best(ReadOnlySpan<uint> features)
    {
        Span<int> scores = stackalloc int[256];
        scores[..PennTags.Learned.Length].Clear();

        // All slots are touched before the first is looked at, so that the processor waits for many places in memory at once.
        Span<ulong> entries = stackalloc ulong[features.Length];
        var (table, mask) = (_features, (uint)(_features.Length - 1));
        for (var i = 0; i < features.Length; i++)
        {
            entries[i] = table[features[i] & mask];
        }

        Span<uint> places = stackalloc uint[features.Length];
        for (var i = 0; i < features.Length; i++)
        {
            places[i] = (uint)(entries[i] >> 32) == features[i] || entries[i] == 0 ? (uint)entries[i] : Get(table, features[i]);
        }

        foreach (var place in places)
        {
            var first = (int)(place >> CountBits);
            foreach (var packed in _weights.AsSpan(first, (int)(place & ((1u << CountBits) - 1))))
            {
                scores[packed & 0xff] += packed >> 8;
            }
        }

        var best = 0;
        for (var tag = 1; tag < PennTags.Learned.Length; tag++)
        {
            best = scores[tag] > scores[best] ? tag : best;
        }

        return best;
    }

    private static TaggerModel LoadDefault()
    {
        using var stream = typeof(TaggerModel).Assembly.GetManifestResourceStream("models.tagger")
            ?? throw new InvalidDataException("The tagger model is not embedded.");
        return Read(stream);
    }

    private static T[] ReadArray<T>(Stream stream, int count)
        where T : unmanaged
    {
        var array = new T[count];
        stream.ReadExactly(MemoryMarshal.AsBytes(array.AsSpan()));
        return array;
    }

    private static void WriteAll<T>(IEnumerable<T> values, Action<T> write)
    {
        foreach (var value in values)
        {
            write(value);
        }
    }

    private static ulong[] Table(int count)
    {
        var size = 16;
        while (size < count * 2)
        {
            size *= 2;
        }

        return new ulong[size];
    }

    // No value is 0 and no hash with it: an empty place is 0.
    private static void Put(ulong[] table, uint key, uint value)
    {
        var mask = (uint)(table.Length - 1);
        var slot = key & mask;
        while (table[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        table[slot] = ((ulong)key << 32) | value;
    }

    private static uint Get(ulong[] table, uint key)
    {
        var mask = (uint)(table.Length - 1);
        for (var slot = key & mask; ; slot = (slot + 1) & mask)
        {
            var entry = table[slot];
            if (entry == 0 || (uint)(entry >> 32) == key)
            {
                return (uint)entry;
            }
        }
    }
}
