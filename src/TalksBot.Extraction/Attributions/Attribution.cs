using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>The linguistic relation in the text: who is named as source, by which cue, for which content.</summary>
public sealed record Attribution
{
    /// <summary>The words that name the source, titles and appositions included; null where none does.</summary>
    public TextSpan? Source { get; init; }

    /// <summary>Where the head of the source's name stands, for the actors stage ("Orvane" in "Orvane, the minister,"); null without a source.</summary>
    public TextSpan? SourceHead { get; init; }

    /// <summary>Heads of further names joined to the first ("Orvane and Holt"); empty for a single source.</summary>
    public ImmutableArray<TextSpan> JoinedHeads { get; init; } = [];

    /// <summary>The reporting words; null where only quotation marks report.</summary>
    public TextSpan? Cue { get; init; }

    /// <summary>Lemma of the cue's verb or noun ("say", "according"); null without a cue.</summary>
    public string? CueLemma { get; init; }

    /// <summary>Fragments of what was said, in reading order, each without surrounding blanks; empty where nothing was said.</summary>
    public ImmutableArray<TextSpan> Content { get; init; } = [];

    /// <summary>The words that name who was spoken to, or null.</summary>
    public TextSpan? Addressee { get; init; }

    /// <summary>Direct, indirect or mixed.</summary>
    public Manner Manner { get; init; }

    /// <summary>Asserted, denied or declined.</summary>
    public Polarity Polarity { get; init; }

    /// <summary>What kind of act the cue names.</summary>
    public CueClass CueClass { get; init; }

    /// <summary>Index in the same list of the attribution in whose content this one stands, or null.</summary>
    public int? Parent { get; init; }

    /// <summary>0 to 1.</summary>
    public double Confidence { get; init; } = 1;
}

/// <summary>Finds who is said to have said what.</summary>
public interface IAttributionFinder
{
    /// <summary>All attributions of the text, in reading order of their content; nested ones after their parent.</summary>
    ImmutableArray<Attribution> Find(TaggedText text, ImmutableArray<Quotation> quotations);
}
