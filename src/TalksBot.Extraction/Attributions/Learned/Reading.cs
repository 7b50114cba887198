namespace TalksBot.Extraction;

/// <summary>What a labeller made of a text: labels, how sure they are, and the pieces they make.</summary>
internal sealed class Reading
{
    /// <summary>The reading of these labels.</summary>
    /// <param name="text">The text.</param>
    /// <param name="labels">A label a token.</param>
    /// <param name="marginals">Probabilities, a row of <see cref="Chain.Stride"/> a token.</param>
    public Reading(TextColumns text, byte[] labels, float[] marginals)
    {
        (Labels, Marginals) = (labels, marginals);
        PieceOf = new int[labels.Length];
        var pieces = new List<(int First, int End, byte Part)>();
        for (var i = 0; i < labels.Length; i++)
        {
            var part = Extraction.Labels.PartOf(labels[i]);
            var goesOn = i > 0 && pieces[^1].Part == part
                && (part == 0 ? text.Sentence[i] == text.Sentence[i - 1] : !Extraction.Labels.Begins(labels[i]));
            if (goesOn)
            {
                pieces[^1] = pieces[^1] with { End = i + 1 };
            }
            else
            {
                pieces.Add((i, i + 1, part));
            }

            PieceOf[i] = pieces.Count - 1;
        }

        Pieces = [.. pieces];
        LeftCue = new int[labels.Length];
        RightCue = new int[labels.Length];
        Skeletons = new uint[text.Text.Tokens.Sentences.Length];
        ReadSentences(text);
        SourceName = new byte[labels.Length];
        ReadNames(text);
        var inContent = labels.Count(label => Extraction.Labels.PartOf(label) == Extraction.Labels.Content);
        ContentShare = labels.Length == 0 ? 0 : (uint)(inContent * 8 / labels.Length);
    }

    /// <summary>A label a token.</summary>
    public byte[] Labels { get; }

    /// <summary>Probabilities, a row of <see cref="Chain.Stride"/> a token.</summary>
    public float[] Marginals { get; }

    /// <summary>Index of the piece that holds each token.</summary>
    public int[] PieceOf { get; }

    /// <summary>Unbroken parts, and what stands between them, in reading order.</summary>
    public (int First, int End, byte Part)[] Pieces { get; }

    /// <summary>First token of the nearest cue that begins to the left in the sentence, or -1.</summary>
    public int[] LeftCue { get; }

    /// <summary>First token of the nearest cue that begins to the right in the sentence, or -1.</summary>
    public int[] RightCue { get; }

    /// <summary>The order of parts in each sentence, as a hash; 0 where there are none.</summary>
    public uint[] Skeletons { get; }

    /// <summary>For each capitalised word, whether it is a source elsewhere in the text: 0 never, 1 once, 2 now and then, 3 mostly; 4 for other words.</summary>
    public byte[] SourceName { get; }

    /// <summary>Eighths of the text that are content.</summary>
    public uint ContentShare { get; }

    /// <summary>Label at <paramref name="index"/>; none outside the text.</summary>
    public uint LabelAt(int index) => (uint)index < (uint)Labels.Length ? Labels[index] : 0u;

    /// <summary>Part of a piece; none outside the text.</summary>
    public uint PartAt(int piece) => (uint)piece < (uint)Pieces.Length ? Pieces[piece].Part : 0u;

    /// <summary>How sure the label at <paramref name="index"/> is, 0 to 5.</summary>
    public uint SureAt(int index) => (uint)index < (uint)Labels.Length ? Steps(Marginals[(index * Chain.Stride) + Labels[index]]) : 0u;

    /// <summary>Probability that the token belongs to the part that begins with <paramref name="part"/>, 0 to 5.</summary>
    public uint SureOf(int index, byte part) => Steps(Marginals[(index * Chain.Stride) + part] + Marginals[(index * Chain.Stride) + part + 1]);

    private static uint Steps(float probability) => probability switch
    {
        >= 0.98f => 5,
        >= 0.9f => 4,
        >= 0.7f => 3,
        >= 0.4f => 2,
        >= 0.1f => 1,
        _ => 0,
    };

    private void ReadSentences(TextColumns text)
    {
        for (var sentence = 0; sentence < Skeletons.Length; sentence++)
        {
            var range = text.Text.Tokens.Sentences[sentence];
            var (hash, last) = (0u, -1);
            for (var i = range.First; i < range.End; i++)
            {
                LeftCue[i] = last;
                last = Labels[i] == Extraction.Labels.Cue ? i : last;
                if (Pieces[PieceOf[i]].Part != 0 && (i == range.First || PieceOf[i] != PieceOf[i - 1]))
                {
                    hash = FeatureHash.Join(hash, Pieces[PieceOf[i]].Part);
                }
            }

            last = -1;
            for (var i = range.End - 1; i >= range.First; i--)
            {
                RightCue[i] = last;
                last = Labels[i] == Extraction.Labels.Cue ? i : last;
            }

            Skeletons[sentence] = hash;
        }
    }

    private void ReadNames(TextColumns text)
    {
        var names = new Dictionary<uint, (int Sources, int All)>();
        for (var i = 0; i < Labels.Length; i++)
        {
            if (text.Shape[i] is TokenTraits.Capitalised or TokenTraits.AllCapitals or TokenTraits.InnerCapital or TokenTraits.Acronym)
            {
                var (sources, all) = names.GetValueOrDefault(text.Word[i]);
                names[text.Word[i]] = (sources + (Extraction.Labels.PartOf(Labels[i]) == Extraction.Labels.Source ? 1 : 0), all + 1);
            }
        }

        for (var i = 0; i < Labels.Length; i++)
        {
            SourceName[i] = 4;
            if (text.Shape[i] is TokenTraits.Capitalised or TokenTraits.AllCapitals or TokenTraits.InnerCapital or TokenTraits.Acronym)
            {
                // Elsewhere: without the word itself.
                var (sources, all) = names[text.Word[i]];
                sources -= Extraction.Labels.PartOf(Labels[i]) == Extraction.Labels.Source ? 1 : 0;
                SourceName[i] = (byte)(sources == 0 ? 0 : sources * 2 > all - 1 ? 3 : sources > 1 ? 2 : 1);
            }
        }
    }
}
