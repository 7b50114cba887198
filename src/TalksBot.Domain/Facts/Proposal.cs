using System.Collections.Immutable;

namespace TalksBot.Domain;

/// <summary>How somebody answered a proposal.</summary>
public enum ResponseKind
{
    /// <summary>Accepted it.</summary>
    Accepted,

    /// <summary>Accepted the principle of it only.</summary>
    AcceptedInPrinciple,

    /// <summary>Refused it.</summary>
    Refused,

    /// <summary>Set conditions, or neither accepted nor refused ("will study it").</summary>
    Conditions,
}

/// <summary>What a proposal is.</summary>
public enum ProposalKind
{
    /// <summary>Something the proposer would give or do.</summary>
    Offer,

    /// <summary>Something the proposer wants from others.</summary>
    Demand,

    /// <summary>A scheme, draft or framework.</summary>
    Plan,

    /// <summary>An appeal to act.</summary>
    Call,
}

/// <summary>An answer to a proposal.</summary>
/// <param name="By">Canonical name of who answered.</param>
/// <param name="Kind">What the answer is.</param>
/// <param name="Evidence">The sentence that says so.</param>
public sealed record Response(string By, ResponseKind Kind, TextSpan Evidence);

/// <summary>An offer, plan, demand or call.</summary>
public sealed record Proposal
{
    /// <summary>Derived from proposers and normalised words, as <see cref="Statement.Id"/>.</summary>
    public required string Id { get; init; }

    /// <summary>Offer, demand, plan or call.</summary>
    public ProposalKind Kind { get; init; }

    /// <summary>Canonical names of the proposers: the one who spoke first, then the one spoken for.</summary>
    public required ImmutableArray<string> By { get; init; }

    /// <summary>Canonical names of those it is put to; empty when not stated.</summary>
    public ImmutableArray<string> To { get; init; } = [];

    /// <summary>What is proposed.</summary>
    public required AnchoredText Content { get; init; }

    /// <summary>Single terms in it: amounts, durations, obligations.</summary>
    public ImmutableArray<AnchoredText> Terms { get; init; } = [];

    /// <summary>What it depends on ("if Ostmaria drops its case").</summary>
    public ImmutableArray<AnchoredText> Conditions { get; init; } = [];

    /// <summary>Who accepted, refused or set conditions.</summary>
    public ImmutableArray<Response> Responses { get; init; } = [];

    /// <summary>When it was put forward, or null when the text gives no time for it.</summary>
    public TimeValue? When { get; init; }

    /// <summary>Whether the text presents it as gone ("is off the table", "the rejected deal").</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>The whole sentences that state it, in reading order.</summary>
    public required ImmutableArray<TextSpan> Evidence { get; init; }
}
