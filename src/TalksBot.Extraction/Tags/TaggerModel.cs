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

    private readonly uint[] _words;
    private readonly ushort[] _classes;
    private readonly int[] _wordSlots;
    private readonly uint[] _features;
    private readonly int[] _featureSlots;
    private readonly int[] _firstWeight;
    private readonly byte[] _weightTags;
    private readonly short[] _weights;

    private TaggerModel(uint[] words, ushort[] classes, uint[] features, byte[] weightCounts, byte[] weightTags, short[] weights, string lemmas)
    {
        (_words, _classes, _features, _weightTags, _weights) = (words, classes, features, weightTags, weights);
        _wordSlots = Slots(words);
        _featureSlots = Slots(features);
        _firstWeight = new int[features.Length + 1];
        for (var i = 0; i < features.Length; i++)
        {
            _firstWeight[i + 1] = _firstWeight[i] + weightCounts[i];
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
    public ushort ClassOf(uint word)
    {
        var index = Find(_words, _wordSlots, word);
        return index < 0 ? (ushort)0 : _classes[index];
    }

    /// <summary>Number of the tag that fits these features best.</summary>
    public int Best(ReadOnlySpan<uint> features)
    {
        Span<int> scores = stackalloc int[64];
        scores.Clear();
        foreach (var feature in features)
        {
            var index = Find(_features, _featureSlots, feature);
            if (index >= 0)
            {
                for (var i = _firstWeight[index]; i < _firstWeight[index + 1]; i++)
                {
                    scores[_weightTags[i]] += _weights[i];
                }
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

    // Open addressing; the hashes are well mixed already.
    private static int[] Slots(uint[] keys)
    {
        var size = 16;
        while (size < keys.Length * 2)
        {
            size *= 2;
        }

        var slots = new int[size];
        for (var i = 0; i < keys.Length; i++)
        {
            var slot = keys[i] & (uint)(size - 1);
            while (slots[slot] != 0)
            {
                slot = (slot + 1) & (uint)(size - 1);
            }

            slots[slot] = i + 1;
        }

        return slots;
    }

    private static int Find(uint[] keys, int[] slots, uint key)
    {
        var mask = (uint)(slots.Length - 1);
        for (var slot = key & mask; ; slot = (slot + 1) & mask)
        {
            var index = slots[slot] - 1;
            if (index < 0 || keys[index] == key)
            {
                return index;
            }
        }
    }
}
