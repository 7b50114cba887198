using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Memory;

/// <summary>Makes one fact of those that bear one id in one article.</summary>
internal static class FactCoalescer
{
    /// <summary>Each id once: of statements the one with the most words, else the first, with the evidence of all.</summary>
    internal static ArticleFacts Coalesce(ArticleFacts facts) => facts with
    {
        Statements = Each(facts.Statements, statement => statement.Id, OfStatements),
        Proposals = Each(facts.Proposals, proposal => proposal.Id, OfProposals),
        Meetings = Each(facts.Meetings, meeting => meeting.Id, OfMeetings),
    };

    private static ImmutableArray<T> Each<T>(ImmutableArray<T> facts, Func<T, string> id, Func<ImmutableArray<T>, T> merge) =>
    [
        .. facts.GroupBy(id, StringComparer.Ordinal)
            .Select(group => group.ToImmutableArray())
            .Select(group => group.Length == 1 ? group[0] : merge(group)),
    ];

    private static Statement OfStatements(ImmutableArray<Statement> same) =>
        same.OrderByDescending(statement => statement.Content?.Text.Length ?? 0).First() with
        {
            Evidence = Union(same.Select(statement => statement.Evidence)),
        };

    private static Proposal OfProposals(ImmutableArray<Proposal> same) => same[0] with
    {
        Responses = [.. same.SelectMany(proposal => proposal.Responses).Distinct()],
        Evidence = Union(same.Select(proposal => proposal.Evidence)),
    };

    private static Meeting OfMeetings(ImmutableArray<Meeting> same) => same[0] with
    {
        Evidence = Union(same.Select(meeting => meeting.Evidence)),
    };

    private static ImmutableArray<TextSpan> Union(IEnumerable<ImmutableArray<TextSpan>> evidence) =>
        [.. evidence.SelectMany(spans => spans).Distinct().Order()];
}
