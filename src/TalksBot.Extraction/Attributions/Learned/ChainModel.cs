namespace TalksBot.Extraction;

/// <summary>Weights of a chain of labels: a score for each feature with each label, and for each transition.</summary>
internal abstract class ChainModel
{
    /// <summary>How many classes of tokens the transitions tell apart.</summary>
    public const int ClassCount = 16;

    private static readonly byte[] TagClasses = [.. Enumerable.Range(0, 64).Select(_ => (byte)0)];

    static ChainModel()
    {
        Give(1, ",");
        Give(5, ".");
        Give(6, ":", "-LRB-", "-RRB-");
        Give(7, "VBD", "VBZ", "VBP", "MD");
        Give(8, "VB", "VBG", "VBN");
        Give(9, "IN", "TO");
        Give(10, "DT", "PRP", "PRP$");
        Give(11, "NNP", "NNPS");
        Give(12, "NN", "NNS");
        Give(13, "WP", "WDT", "WRB");
        Give(14, "CC");
        Give(15, "RB", "JJ");

        static void Give(byte number, params ReadOnlySpan<string> tags)
        {
            foreach (var tag in tags)
            {
                TagClasses[TextColumns.NumberOf(tag)] = number;
            }
        }
    }

    /// <summary>How many labels there are.</summary>
    public abstract int LabelCount { get; }

    /// <summary>Scores of transitions, a square of <see cref="Chain.TransitionStride"/> a class; see <see cref="Chain.Allowed"/>.</summary>
    public abstract ReadOnlySpan<float> Transitions { get; }

    /// <summary>Powers of the transitions; see <see cref="Chain.Powers"/>.</summary>
    public abstract ReadOnlySpan<float> Powers { get; }

    /// <summary>Class of the token at <paramref name="i"/>, for transitions to it.</summary>
    public static byte ClassOf(TextColumns text, int i) => (text.Quote[i] & 3) switch
    {
        1 => 2,
        3 => 3,
        _ when i == text.SentenceAround(i).First => 4,
        _ => TagClasses[text.Tag[i]],
    };
}
