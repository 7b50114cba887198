using System.Collections.Immutable;

namespace TalksBot.Testing.Golden;

/// <summary>Which gold facts of one article were found, and how many were found that are none.</summary>
public sealed record FactScore
{
    /// <summary>Ids of the attributions that were found, in gold order.</summary>
    public ImmutableArray<string> Attributions { get; init; } = [];

    /// <summary>Ids of the proposals that were found.</summary>
    public ImmutableArray<string> Proposals { get; init; } = [];

    /// <summary>Ids of the meetings that were found.</summary>
    public ImmutableArray<string> Meetings { get; init; } = [];

    /// <summary>Times that were found with the right value, as "words@start".</summary>
    public ImmutableArray<string> Times { get; init; } = [];

    /// <summary>Statements that are no gold attribution: too long, too short, or another's words.</summary>
    public int StrayAttributions { get; init; }

    /// <summary>Proposals that are no gold proposal.</summary>
    public int StrayProposals { get; init; }

    /// <summary>Meetings that are no gold meeting.</summary>
    public int StrayMeetings { get; init; }
}
