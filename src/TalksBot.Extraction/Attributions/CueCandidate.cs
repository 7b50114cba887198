namespace TalksBot.Extraction;

/// <summary>A reporting verb with its subject, before it is known what it reports.</summary>
/// <param name="Draft">What is known so far.</param>
/// <param name="Entry">The verb's entry.</param>
/// <param name="Group">The verb with its auxiliaries.</param>
/// <param name="After">First item after the cue, an inverted subject included.</param>
internal sealed record CueCandidate(Draft Draft, CueEntry Entry, VerbGroup Group, int After)
{
    /// <summary>Whether the subject follows the verb.</summary>
    public bool IsInverted { get; init; }

    /// <summary>Whether the content is what was not said.</summary>
    public bool IsSilence { get; init; }

    /// <summary>Where the content of a silence, or of another fixed pattern, begins; -1 where the grammar is to look.</summary>
    public int FixedContent { get; init; } = -1;

    /// <summary>Where the reporting clause ends: <see cref="After"/>, or the comma behind addressee and adjuncts when the reported clause goes on there.</summary>
    public int Rest { get; set; } = After;

    /// <summary>First item that belongs to this cue's clause, conjunction and comma in front included: content of an earlier cue ends here.</summary>
    public int Start { get; init; }

    /// <summary>Whether content of an earlier cue ends where this one starts; else it lies inside that content.</summary>
    public bool IsSibling { get; init; }

    /// <summary>Whether the subject is a relative pronoun after a comma ("Holt, who rejected it, left").</summary>
    public bool IsInsertedRelative { get; init; }

    /// <summary>The phrase that a relative pronoun before the subject stands for ("an idea that Holt said ..."); empty when there is none.</summary>
    public IndexRange Relative { get; init; }
}
