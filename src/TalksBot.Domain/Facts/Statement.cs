using System.Collections.Immutable;

namespace TalksBot.Domain;

/// <summary>How the words are reported.</summary>
public enum Manner
{
    /// <summary>No quotation marks.</summary>
    Indirect,

    /// <summary>All of the content stands in quotation marks.</summary>
    Direct,

    /// <summary>Part of the content stands in quotation marks.</summary>
    Mixed,
}

/// <summary>Whether the speaker stands behind the content.</summary>
public enum Polarity
{
    /// <summary>The speaker asserts it.</summary>
    Said,

    /// <summary>The speaker denies or disputes it.</summary>
    Denied,

    /// <summary>The speaker gave no answer, did not comment, or would not say it ("gave no date").</summary>
    Declined,
}

/// <summary>What kind of act the cue names; answers choose by it ("demands" is no "said").</summary>
public enum CueClass
{
    /// <summary>Said, told, added, wrote, according to.</summary>
    Said,

    /// <summary>Proposed, offered, suggested, put forward.</summary>
    Proposed,

    /// <summary>Demanded, called for, insisted, urged, asked for.</summary>
    Demanded,

    /// <summary>Agreed, accepted, welcomed, approved.</summary>
    Agreed,

    /// <summary>Refused, rejected, ruled out, turned down, voted down.</summary>
    Refused,

    /// <summary>Believes, thinks, suspects, hopes, fears.</summary>
    Believes,

    /// <summary>Plans, intends, promised, vowed, threatened.</summary>
    Plans,

    /// <summary>Asked, wondered.</summary>
    Asked,
}

/// <summary>Words of somebody: an attribution in a text, resolved to the actors who speak.</summary>
public sealed record Statement
{
    /// <summary>Derived from speakers, polarity and normalised words: the same for the same statement in every article and at every extraction.</summary>
    public required string Id { get; init; }

    /// <summary>Canonical names; several where they speak jointly, empty where the speaker is not resolved.</summary>
    public required ImmutableArray<string> Speakers { get; init; }

    /// <summary>Direct, indirect or mixed.</summary>
    public required Manner Manner { get; init; }

    /// <summary>Asserted, denied or declined.</summary>
    public Polarity Polarity { get; init; }

    /// <summary>What kind of act the cue names.</summary>
    public CueClass CueClass { get; init; }

    /// <summary>The words that name the speaker, or null ("it was announced that").</summary>
    public AnchoredText? Source { get; init; }

    /// <summary>The words that report ("said", "according to"), or null where only quotation marks report.</summary>
    public AnchoredText? Cue { get; init; }

    /// <summary>What was said; null where nothing was ("declined to comment").</summary>
    public AnchoredText? Content { get; init; }

    /// <summary>The words that name who was spoken to ("reporters", "AFP"), or null.</summary>
    public AnchoredText? Addressee { get; init; }

    /// <summary>Canonical name of the one spoken to, where it is an actor; else null.</summary>
    public string? AddresseeName { get; init; }

    /// <summary>Id of the statement inside which this one is reported, or null; such words are known through that speaker only.</summary>
    public string? ReportedIn { get; init; }

    /// <summary>When it was said, or null when the text gives no time for it.</summary>
    public TimeValue? When { get; init; }

    /// <summary>0 to 1: how sure the extraction is of speaker and words.</summary>
    public double Confidence { get; init; } = 1;

    /// <summary>Canonical names of the actors that the content speaks of, pronouns resolved.</summary>
    public ImmutableArray<string> About { get; init; } = [];

    /// <summary>The whole sentences that hold source, cue and content, in reading order: what a citation shows.</summary>
    public required ImmutableArray<TextSpan> Evidence { get; init; }
}
