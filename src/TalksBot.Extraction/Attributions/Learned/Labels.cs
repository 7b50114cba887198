namespace TalksBot.Extraction;

/// <summary>The labels of tokens: each part of an attribution begins with one and goes on with another.</summary>
internal static class Labels
{
    /// <summary>No part of an attribution.</summary>
    public const byte None = 0;

    /// <summary>First token of a source; the token after goes on with it when it has the next number.</summary>
    public const byte Source = 1;

    /// <summary>First token of a content, as <see cref="Source"/>.</summary>
    public const byte Content = 3;

    /// <summary>First token of a cue, as <see cref="Source"/>.</summary>
    public const byte Cue = 5;

    /// <summary>How many labels the document's labeller has.</summary>
    public const int OfDocument = 7;

    /// <summary>How many labels the labeller of one cue's parts has: it knows no cues.</summary>
    public const int OfCue = 5;

    /// <summary>The first label of the same part; <see cref="None"/> for none.</summary>
    public static byte PartOf(byte label) => label == 0 ? None : (byte)(label - ((label - 1) & 1));

    /// <summary>Whether the label begins a part.</summary>
    public static bool Begins(byte label) => (label & 1) == 1;

    /// <summary>Whether <paramref name="label"/> may stand after <paramref name="before"/>.</summary>
    public static bool MayFollow(int before, int label) => label == 0 || (label & 1) == 1 || before == label || before == label - 1;
}
