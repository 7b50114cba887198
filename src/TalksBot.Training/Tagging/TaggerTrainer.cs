using TalksBot.Extraction;

namespace TalksBot.Training;

/// <summary>Trains the averaged perceptron; the same sentences give the same bytes.</summary>
internal sealed class TaggerTrainer
{
    private const int Seed = 20251;
    private const int LeastWordCount = 4;
    private const int LeastFeatureCount = 3;
    private const double LeastShareOfTag = 0.02;
    private const int DropoutOfHundred = 8;

    private static readonly int TagCount = PennTags.Learned.Length;

    private readonly Dictionary<uint, ushort> _classes = [];
    private readonly Dictionary<uint, int> _rows = [];
    private float[] _weights = [];
    private float[] _sums = [];
    private int[] _stamps = [];
    private int _clock;

    /// <summary>Trains on <paramref name="sentences"/>.</summary>
    /// <param name="sentences">In a fixed order.</param>
    /// <param name="epochs">How often each is seen.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    public void Train(IReadOnlyList<TaggedSentence> sentences, int epochs, Action<double> progress)
    {
        LearnClasses(sentences);
        CountFeatures(sentences);
        _weights = new float[_rows.Count * TagCount];
        _sums = new float[_weights.Length];
        _stamps = new int[_weights.Length];
        var order = Enumerable.Range(0, sentences.Count).ToArray();
        var random = new Random(Seed);
        var traits = new SentenceTraits();
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            random.Shuffle(order);
            for (var i = 0; i < order.Length; i++)
            {
                Learn(sentences[order[i]], traits, random);
                if (i % 1000 == 0)
                {
                    progress((epoch + ((double)i / order.Length)) / epochs);
                }
            }
        }

        Average();
        progress(1);
    }

    /// <summary>Writes the model: weights as 16-bit numbers.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="mostWeights">The weakest are dropped beyond this many.</param>
    /// <param name="lemmas">Lemmas that no rule gives.</param>
    public void Write(Stream stream, int mostWeights, string lemmas)
    {
        var sizes = _weights.Where(weight => weight != 0).Select(Math.Abs).Order().ToArray();
        var least = sizes.Length > mostWeights ? sizes[^mostWeights] : 0;
        var scale = short.MaxValue / sizes[^1];
        var features = _rows
            .Select(row => (Feature: row.Key, Weights: (IReadOnlyList<(byte, short)>)WeightsOf(row.Value, least, scale)))
            .Where(row => row.Weights.Count > 0)
            .OrderBy(row => row.Feature)
            .ToList();
        var words = _classes.Select(pair => (pair.Key, pair.Value)).OrderBy(pair => pair.Key).ToList();
        TaggerModel.Write(stream, words, features, lemmas);
    }

    private void LearnClasses(IReadOnlyList<TaggedSentence> sentences)
    {
        var counts = new Dictionary<uint, int[]>();
        foreach (var token in sentences.SelectMany(sentence => sentence.Tokens))
        {
            var tag = PennTags.Learned.IndexOf(token.Tag);
            if (tag >= 0 && token.Form.Length > 0 && !PennTags.IsMark(token.Form))
            {
                var word = TokenTraits.Of(token.Form).Word;
                if (!counts.TryGetValue(word, out var count))
                {
                    counts[word] = count = new int[TagCount];
                }

                count[tag]++;
            }
        }

        var numbers = new Dictionary<ulong, ushort>();
        foreach (var (word, count) in counts.OrderBy(pair => pair.Key))
        {
            var total = count.Sum();
            if (total < LeastWordCount)
            {
                continue;
            }

            var set = 0ul;
            for (var tag = 0; tag < TagCount; tag++)
            {
                set |= count[tag] >= Math.Max(2, total * LeastShareOfTag) ? 1ul << tag : 0;
            }

            // Which tag is the most frequent makes a class of its own.
            set |= (ulong)Array.IndexOf(count, count.Max()) << 56;
            if (!numbers.TryGetValue(set, out var number))
            {
                numbers[set] = number = (ushort)(numbers.Count + 1);
            }

            _classes[word] = number;
        }
    }

    private void CountFeatures(IReadOnlyList<TaggedSentence> sentences)
    {
        var counts = new Dictionary<uint, int>();
        var traits = new SentenceTraits();
        Span<uint> features = stackalloc uint[SentenceTraits.FeatureCount];
        foreach (var sentence in sentences)
        {
            Prepare(sentence, traits, random: null);
            var (before, beforeThat) = (-1, -1);
            for (var i = 0; i < traits.Count; i++)
            {
                var tag = traits.IsMark(i) ? PerceptronTagger.MarkNumber : PennTags.Learned.IndexOf(sentence.Tokens[i].Tag);
                if (!traits.IsMark(i))
                {
                    traits.Fill(i, before, beforeThat, features);
                    foreach (var feature in features)
                    {
                        counts[feature] = counts.GetValueOrDefault(feature) + 1;
                    }
                }

                (beforeThat, before) = (before, tag);
            }
        }

        foreach (var (feature, count) in counts.OrderBy(pair => pair.Key))
        {
            if (count >= LeastFeatureCount)
            {
                _rows[feature] = _rows.Count;
            }
        }
    }

    private void Learn(TaggedSentence sentence, SentenceTraits traits, Random random)
    {
        Prepare(sentence, traits, random);
        Span<uint> features = stackalloc uint[SentenceTraits.FeatureCount];
        Span<int> rows = stackalloc int[SentenceTraits.FeatureCount];
        Span<float> scores = stackalloc float[TagCount];
        var (before, beforeThat) = (-1, -1);
        for (var i = 0; i < traits.Count; i++)
        {
            var tag = PerceptronTagger.MarkNumber;
            if (!traits.IsMark(i))
            {
                traits.Fill(i, before, beforeThat, features);
                var known = 0;
                scores.Clear();
                foreach (var feature in features)
                {
                    if (_rows.TryGetValue(feature, out var row))
                    {
                        rows[known++] = row * TagCount;
                        Add(scores, _weights.AsSpan(row * TagCount, TagCount));
                    }
                }

                tag = IndexOfMax(scores);
                var right = PennTags.Learned.IndexOf(sentence.Tokens[i].Tag);
                _clock++;
                if (right >= 0 && tag != right)
                {
                    foreach (var row in rows[..known])
                    {
                        Update(row + right, 1);
                        Update(row + tag, -1);
                    }
                }
            }

            (beforeThat, before) = (before, tag);
        }
    }

    private static void Add(Span<float> scores, ReadOnlySpan<float> weights)
    {
        for (var i = 0; i < scores.Length && i < weights.Length; i++)
        {
            scores[i] += weights[i];
        }
    }

    private static int IndexOfMax(ReadOnlySpan<float> scores)
    {
        var best = 0;
        for (var i = 1; i < scores.Length; i++)
        {
            best = scores[i] > scores[best] ? i : best;
        }

        return best;
    }

    // Names are forgotten now and then, so that one never seen before is known by its shape and place.
    private void Prepare(TaggedSentence sentence, SentenceTraits traits, Random? random)
    {
        traits.Begin(sentence.Tokens.Count);
        for (var i = 0; i < sentence.Tokens.Count; i++)
        {
            var token = sentence.Tokens[i];
            var own = token.Form.Length == 0 ? TokenTraits.Outside with { Shape = TokenTraits.Mark } : TokenTraits.Of(token.Form);
            if (random is not null && token.Tag is "NNP" or "NNPS" && random!.Next(100) < DropoutOfHundred)
            {
                traits.Set(i, own with { Word = 2, Prefix = 2, Suffix4 = 2 }, 0);
            }
            else
            {
                traits.Set(i, own, _classes.GetValueOrDefault(own.Word));
            }
        }

        traits.End();
    }

    private void Update(int index, float change)
    {
        _sums[index] += (_clock - _stamps[index]) * _weights[index];
        _stamps[index] = _clock;
        _weights[index] += change;
    }

    private void Average()
    {
        for (var i = 0; i < _weights.Length; i++)
        {
            _weights[i] = (_sums[i] + ((_clock - _stamps[i]) * _weights[i])) / _clock;
        }
    }

    private List<(byte Tag, short Weight)> WeightsOf(int row, float least, float scale)
    {
        var weights = new List<(byte, short)>();
        for (var tag = 0; tag < TagCount; tag++)
        {
            var weight = _weights[(row * TagCount) + tag];
            var rounded = (int)Math.Clamp(MathF.Round(weight * scale), short.MinValue, short.MaxValue);
            if (MathF.Abs(weight) >= least && rounded != 0)
            {
                weights.Add(((byte)tag, (short)rounded));
            }
        }

        return weights;
    }
}
