namespace TalksBot.Extraction;

/// <summary>The traits of one sentence's tokens and the features that the model weighs for each; reused from sentence to sentence.</summary>
internal sealed class SentenceTraits
{
    /// <summary>Features of one token.</summary>
    public const int FeatureCount = 31;

    private const int Margin = 2;

    private TokenTraits[] _tokens = new TokenTraits[64];
    private ushort[] _classes = new ushort[64];
    private bool[] _starts = new bool[64];
    private int _count;
    private uint _case;

    /// <summary>How many tokens the sentence has.</summary>
    public int Count => _count;

    /// <summary>Whether the token at <paramref name="index"/> is a mark, whose form alone decides its tag.</summary>
    public bool IsMark(int index) => _tokens[index + Margin].Shape == TokenTraits.Mark;

    /// <summary>Empties it for a sentence of <paramref name="count"/> tokens.</summary>
    public void Begin(int count)
    {
        if (_tokens.Length < count + (2 * Margin))
        {
            _tokens = new TokenTraits[count * 2];
            _classes = new ushort[count * 2];
            _starts = new bool[count * 2];
        }

        _count = count;
        for (var i = 0; i < Margin; i++)
        {
            _tokens[i] = _tokens[count + Margin + i] = TokenTraits.Outside;
            _classes[i] = _classes[count + Margin + i] = ushort.MaxValue;
        }
    }

    /// <summary>Sets the token at <paramref name="index"/>.</summary>
    /// <param name="index">From 0 to below <see cref="Count"/>.</param>
    /// <param name="traits">Its traits.</param>
    /// <param name="wordClass">Number of the set of tags its word is known with; 0 when the word is not known.</param>
    public void Set(int index, TokenTraits traits, ushort wordClass)
    {
        _tokens[index + Margin] = traits;
        _classes[index + Margin] = wordClass;
    }

    /// <summary>To be called when all tokens are set: sees which tokens begin the sentence and whether it is set as a headline.</summary>
    public void End()
    {
        var (capitalised, words) = (0, 0);
        var isStart = true;
        for (var i = Margin; i < _count + Margin; i++)
        {
            var shape = _tokens[i].Shape;
            _starts[i] = isStart;
            if (shape == TokenTraits.Mark)
            {
                continue;
            }

            isStart = false;
            words++;
            capitalised += shape is TokenTraits.Lower or TokenTraits.LowerHyphened or TokenTraits.Number or TokenTraits.NumberAndLetters ? 0 : 1;
        }

        _case = words > 2 && capitalised * 10 >= words * 6 ? 1u : 0;
    }

    /// <summary>Writes the features of the token at <paramref name="index"/> to <paramref name="features"/>.</summary>
    /// <param name="index">From 0 to below <see cref="Count"/>.</param>
    /// <param name="before">Number of the tag one to the left.</param>
    /// <param name="beforeThat">Number of the tag two to the left.</param>
    /// <param name="features">Room for <see cref="FeatureCount"/>.</param>
    public void Fill(int index, int before, int beforeThat, Span<uint> features)
    {
        var at = index + Margin;
        ref readonly var t = ref _tokens[at];
        ref readonly var left = ref _tokens[at - 1];
        ref readonly var right = ref _tokens[at + 1];
        var (tag1, tag2) = ((uint)before + 1, (uint)beforeThat + 1);
        var (ownClass, rightClass, farClass) = ((uint)_classes[at], (uint)_classes[at + 1], (uint)_classes[at + 2]);
        var setting = t.Shape + (_starts[at] ? 16u : 0) + (_case * 32);

        features[0] = Mix(0, t.Word, 0);
        features[1] = Mix(1, t.Word, tag1);
        features[2] = Mix(2, left.Word, 0);
        features[3] = Mix(3, right.Word, 0);
        features[4] = Mix(4, _tokens[at - 2].Word, 0);
        features[5] = Mix(5, _tokens[at + 2].Word, 0);
        features[6] = Mix(6, tag1, 0);
        features[7] = Mix(7, tag1, tag2);
        features[8] = Mix(8, t.Suffix2, 0);
        features[9] = Mix(9, t.Suffix3, 0);
        features[10] = Mix(10, t.Suffix4, 0);
        features[11] = Mix(11, t.Prefix, 0);
        features[12] = Mix(12, setting, 0);
        features[13] = Mix(13, setting, tag1);
        features[14] = Mix(14, t.Suffix3, tag1);
        features[15] = Mix(15, ownClass, 0);
        features[16] = Mix(16, ownClass, tag1);
        features[17] = Mix(17, rightClass, 0);
        features[18] = Mix(18, ownClass, rightClass);
        features[19] = Mix(19, tag1, rightClass);
        features[20] = Mix(20, rightClass, farClass);
        features[21] = Mix(21, left.Suffix3, 0);
        features[22] = Mix(22, right.Suffix3, 0);
        features[23] = Mix(23, left.Word, t.Word);
        features[24] = Mix(24, t.Word, right.Word);
        features[25] = Mix(25, setting, right.Shape);
        features[26] = Mix(26, setting, left.Shape);
        features[27] = Mix(27, Mix(27, ownClass, tag1), tag2);
        features[28] = Mix(28, Mix(28, ownClass, tag1), rightClass);
        features[29] = Mix(29, t.Suffix3, setting);
        features[30] = Mix(30, ownClass, setting);
    }

    private static uint Mix(uint template, uint first, uint second)
    {
        var hash = (template * 0x9E3779B1) ^ (first * 0x85EBCA77);
        hash = ((hash << 13) | (hash >> 19)) + (second * 0xC2B2AE3D);
        hash ^= hash >> 15;
        hash *= 0x2C1B3C6D;
        hash ^= hash >> 12;
        hash *= 0x297A2D39;
        return hash ^ (hash >> 15);
    }
}
