using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>A fact as the change log tells of it.</summary>
/// <param name="Fact">Which.</param>
/// <param name="Actors">Who acts in it.</param>
/// <param name="Text">The sentences behind it.</param>
/// <param name="Words">The fact in its article's words.</param>
internal sealed record TellableFact(ChangedFact Fact, ImmutableArray<string> Actors, ImmutableArray<TextSpan> Text, ImmutableArray<TextSpan> Words);

/// <summary>What of an article's facts the change log tells of.</summary>
internal static class TellableFacts
{
    // Of a fact that rests on more places, the first are enough to speak of it.
    private const int MaxSpans = 20;

    /// <summary>Each fact once, statements first: without what nobody or only somebody else's mouth says.</summary>
    public static Dictionary<ChangedFact, TellableFact> Of(ArticleFacts facts)
    {
        var told = new Dictionary<ChangedFact, TellableFact>();
        foreach (var statement in facts.Statements.Where(statement => statement.ReportedIn is null && !statement.Speakers.IsEmpty))
        {
            Add(FactKind.Statement, statement.Id, statement.Speakers.Append(statement.AddresseeName), statement.Evidence, statement.Content?.Spans ?? statement.Evidence);
        }

        foreach (var proposal in facts.Proposals)
        {
            var actors = proposal.By.Concat(proposal.To).Concat(proposal.Responses.Select(response => response.By));
            Add(FactKind.Proposal, proposal.Id, actors, proposal.Evidence, proposal.Content.Spans);
        }

        foreach (var proposal in facts.Proposals)
        {
            foreach (var response in proposal.Responses)
            {
                Add(
                    FactKind.Response,
                    ChangedFact.ResponseId(proposal.Id, response.By, response.Kind),
                    proposal.By.Prepend(response.By),
                    [response.Evidence, .. proposal.Evidence.Where(span => span != response.Evidence)],
                    [response.Evidence]);
            }
        }

        foreach (var meeting in facts.Meetings)
        {
            Add(FactKind.Meeting, meeting.Id, meeting.Participants.Append(meeting.Organiser), meeting.Evidence, meeting.Evidence);
        }

        return told;

        void Add(FactKind kind, string id, IEnumerable<string?> actors, ImmutableArray<TextSpan> text, ImmutableArray<TextSpan> words) => told.TryAdd(
            new ChangedFact(kind, id),
            new TellableFact(
                new ChangedFact(kind, id),
                [.. actors.OfType<string>().Distinct(StringComparer.Ordinal)],
                [.. text.Take(MaxSpans)],
                [.. words.Take(MaxSpans)]));
    }
}
