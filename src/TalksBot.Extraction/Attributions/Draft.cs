using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>A source, in items of one sentence.</summary>
/// <param name="First">First item.</param>
/// <param name="End">First item after it.</param>
/// <param name="Head">The item at its heart.</param>
/// <param name="Joined">Heads of further names joined to the first ("Holt and Marek").</param>
/// <param name="Left">Where its clause part begins: what stands before it may be content.</param>
/// <param name="Confidence">0 to 1.</param>
internal sealed record SourceItems(int First, int End, int Head, IReadOnlyList<int> Joined, int Left, double Confidence)
{
    /// <summary>Whether the subject was left out and taken from an earlier verb.</summary>
    public bool IsEllipted { get; init; }

    /// <summary>Whether the source is what a relative pronoun stands for.</summary>
    public bool IsAntecedent { get; init; }
}

/// <summary>An attribution in the making.</summary>
internal sealed class Draft
{
    /// <summary>Where its cue stands.</summary>
    public required SentenceItems Items { get; init; }

    /// <summary>Sentence of the cue.</summary>
    public required int Sentence { get; init; }

    /// <summary>Its source in items; null where the sentence names none.</summary>
    public SourceItems? Source { get; set; }

    /// <summary>Its source where that stands in another sentence.</summary>
    public Draft? SourceOf { get; set; }

    /// <summary>Items of the cue; empty where only quotation marks report.</summary>
    public IndexRange Cue { get; set; }

    /// <summary>Lemma of the cue, or null.</summary>
    public string? Lemma { get; set; }

    /// <summary>Content, as ranges of items.</summary>
    public List<IndexRange> Content { get; } = [];

    /// <summary>Quotations of other sentences that go on with it.</summary>
    public List<int> FurtherQuotations { get; } = [];

    /// <summary>Items of the addressee; empty when none.</summary>
    public IndexRange Addressee { get; set; }

    /// <summary>The act.</summary>
    public CueClass Class { get; set; }

    /// <summary>Asserted, denied, declined.</summary>
    public Polarity Polarity { get; set; }

    /// <summary>0 to 1.</summary>
    public double Confidence { get; set; } = 0.9;

    /// <summary>The draft in whose quotation this one stands, or null.</summary>
    public Draft? Around { get; set; }
}
