using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Memory;

/// <summary>What became of an article.</summary>
/// <param name="Article">As stored: with its dossiers and the stem that citations use.</param>
/// <param name="Outcome">New, revised, refreshed or unchanged.</param>
/// <param name="Facts">What was extracted, or null where the article was known and nothing had to be.</param>
/// <param name="Warnings">One line each, for the person who gave the article.</param>
public sealed record Remembered(Article Article, StoreOutcome Outcome, ArticleFacts? Facts, ImmutableArray<string> Warnings)
{
    /// <summary>Statements found; 0 where nothing was extracted.</summary>
    public int StatementCount => Facts?.Statements.Length ?? 0;

    /// <summary>Proposals found; 0 where nothing was extracted.</summary>
    public int ProposalCount => Facts?.Proposals.Length ?? 0;

    /// <summary>Meetings found; 0 where nothing was extracted.</summary>
    public int MeetingCount => Facts?.Meetings.Length ?? 0;
}

/// <summary>How far a batch is.</summary>
/// <param name="Count">Articles done.</param>
/// <param name="Last">The one done last.</param>
public sealed record RememberProgress(int Count, Remembered Last);
