namespace TalksBot.Extraction;

/// <summary>A cue, and the text around it as it lies towards that cue.</summary>
internal sealed class CueView
{
    /// <summary>Sentences after the cue's own that may hold its parts.</summary>
    public const int Reach = 6;

    /// <summary>The same before it.</summary>
    public const int ReachBack = 4;

    /// <summary>Most tokens on either side.</summary>
    public const int LongestReach = 260;

    private readonly TextColumns _text;
    private readonly Reading _reading;
    private readonly int _rule = -1;
    private int[] _ranks = [];
    private int _firstPiece;

    /// <summary>The view from the cue of these tokens.</summary>
    public CueView(TextColumns text, Reading reading, int first, int end)
    {
        (_text, _reading, First, End) = (text, reading, first, end);
        var block = text.Blocks[text.BlockOf[first]];
        var sentence = text.Sentence[first];
        var sentences = text.Text.Tokens.Sentences;
        var from = Math.Max(block.First, sentences[Math.Max(0, sentence - ReachBack)].First);
        var to = Math.Min(block.End, sentences[Math.Min(sentences.Length - 1, sentence + Reach)].End);
        Window = new IndexRange(Math.Max(from, first - LongestReach), Math.Min(to, end + LongestReach));
        Piece = reading.PieceOf[first];
        for (var i = first; i < end && _rule < 0; i++)
        {
            var owner = text.RuleOwner[i];
            _rule = owner >= 0 && Labels.PartOf(text.Rule[i]) == Labels.Cue ? owner : -1;
        }

        RuleConfidence = _rule < 0 ? 0 : (uint)(text.Rules[_rule].Confidence * 20);
        Rank();
        SentenceSkeleton = FeatureHash.Join(reading.Skeletons[sentence], (uint)CountParts(sentence));
        Left = NearestPart(-1);
        Right = NearestPart(1);
        Skeleton = FeatureHash.Of(9, Left, Right, NearestPart(-2), NearestPart(2));
    }

    /// <summary>First token of the cue.</summary>
    public int First { get; }

    /// <summary>First token after the cue.</summary>
    public int End { get; }

    /// <summary>The piece of the cue.</summary>
    public int Piece { get; }

    /// <summary>The tokens that may belong to its attribution.</summary>
    public IndexRange Window { get; }

    /// <summary>1 where the grammar took the same cue.</summary>
    public uint HasRule => _rule < 0 ? 0u : 1u;

    /// <summary>How sure the grammar was.</summary>
    public uint RuleConfidence { get; }

    /// <summary>The parts around the cue, two on either side.</summary>
    public uint Skeleton { get; }

    /// <summary>The parts of its sentence, and which of them it is.</summary>
    public uint SentenceSkeleton { get; }

    /// <summary>The nearest part to the left.</summary>
    public uint Left { get; }

    /// <summary>The nearest part to the right.</summary>
    public uint Right { get; }

    /// <summary>How many pieces of the same part stand between this one and the cue, 3 at most.</summary>
    public int Rank(int piece) => (uint)(piece - _firstPiece) < (uint)_ranks.Length ? _ranks[piece - _firstPiece] : 3;

    /// <summary>How many other cues begin between the token and this cue, 3 at most.</summary>
    public int CuesBetween(int token)
    {
        var (low, high) = token < First ? (_reading.PieceOf[token] + 1, Piece) : (Piece + 1, _reading.PieceOf[token]);
        var count = 0;
        for (var piece = low; piece < high && count < 3; piece++)
        {
            count += _reading.Pieces[piece].Part == Labels.Cue ? 1 : 0;
        }

        return count;
    }

    /// <summary>Label of the token in the grammar's attribution of the same cue.</summary>
    public uint RuleAt(int token) => _rule >= 0 && (uint)token < (uint)_text.Count && _text.RuleOwner[token] == _rule ? _text.Rule[token] : 0u;

    /// <summary>Commas and the like in this range.</summary>
    public int Commas(int low, int high)
    {
        var count = 0;
        for (var at = high < _text.Count ? _text.LastComma[Math.Max(low, high - 1)] : high - 1; at >= low && count < 3;)
        {
            count++;
            at = _text.LastComma[at];
        }

        return count;
    }

    private void Rank()
    {
        _firstPiece = _reading.PieceOf[Window.First];
        _ranks = new int[_reading.PieceOf[Window.End - 1] - _firstPiece + 1];
        Span<int> seen = stackalloc int[8];
        for (var piece = Piece - 1; piece >= _firstPiece; piece--)
        {
            _ranks[piece - _firstPiece] = Math.Min(3, seen[_reading.Pieces[piece].Part]++);
        }

        seen.Clear();
        for (var piece = Piece + 1; piece - _firstPiece < _ranks.Length; piece++)
        {
            _ranks[piece - _firstPiece] = Math.Min(3, seen[_reading.Pieces[piece].Part]++);
        }
    }

    private int CountParts(int sentence)
    {
        var count = 0;
        for (var piece = Piece - 1; piece >= 0 && _text.Sentence[_reading.Pieces[piece].First] == sentence; piece--)
        {
            count += _reading.Pieces[piece].Part != 0 ? 1 : 0;
        }

        return count;
    }

    // The part a number of parts away, what stands between left out; 7 where the window ends before.
    private uint NearestPart(int steps)
    {
        var piece = Piece;
        for (var left = Math.Abs(steps); left > 0;)
        {
            piece += Math.Sign(steps);
            if (piece < 0 || piece >= _reading.Pieces.Length || _reading.Pieces[piece].First < Window.First || _reading.Pieces[piece].First >= Window.End)
            {
                return 7;
            }

            left -= _reading.Pieces[piece].Part != 0 ? 1 : 0;
        }

        return _reading.Pieces[piece].Part;
    }
}
