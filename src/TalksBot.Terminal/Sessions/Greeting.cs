using System.Collections.Immutable;
using System.Globalization;
using TalksBot.Answers;
using TalksBot.Domain;

namespace TalksBot.Terminal;

/// <summary>What the chat opens with.</summary>
/// <param name="Loaded">What is stored, in one line.</param>
/// <param name="Notices">What else a person should know: samples, platforms.</param>
/// <param name="Questions">Up to three questions that the store answers.</param>
public sealed record Greeting(string Loaded, ImmutableArray<string> Notices, ImmutableArray<string> Questions);

/// <summary>Makes the greeting of what is stored.</summary>
/// <param name="reader">The store.</param>
/// <param name="answerer">Tries the questions: one that would be refused is not suggested.</param>
/// <param name="scope">What may be seen.</param>
/// <param name="today">Decides which meeting is next.</param>
public sealed class GreetingMaker(IFactReader reader, IAnswerer answerer, FactScope scope, DateOnly today)
{
    private const int Sample = 120;

    /// <summary>The greeting.</summary>
    /// <param name="notices">What else a person should know.</param>
    /// <param name="cancellationToken">Stops between two queries.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<Greeting> MakeAsync(IEnumerable<string> notices, CancellationToken cancellationToken)
    {
        var summary = await reader.GetSummaryAsync(scope, cancellationToken);
        var statements = await reader.FindStatementsAsync(new StatementQuery { Scope = scope, Limit = Sample, IncludeReported = false }, cancellationToken);
        var meetings = await reader.FindMeetingsAsync(new MeetingQuery { Scope = scope, From = today, Limit = Sample }, cancellationToken);
        var proposals = await reader.FindProposalsAsync(new ProposalQuery { Scope = scope, Limit = Sample }, cancellationToken);
        var questions = ImmutableArray.CreateBuilder<string>();
        foreach (var candidates in new[] { AboutWords(statements), AboutMeetings(meetings), AboutProposals(proposals), AboutSpeakers(statements) })
        {
            if (questions.Count < 3 && await FirstAnsweredAsync(candidates, cancellationToken) is { } question)
            {
                questions.Add(question);
            }
        }

        return new Greeting(Loaded(summary), [.. notices], questions.ToImmutable());
    }

    private static string Loaded(StoreSummary summary)
    {
        var days = (summary.FirstPublishedOn, summary.LastPublishedOn) switch
        {
            ({ } first, { } last) when first == last => $", published {CitationLine.Day(first)}",
            ({ } first, { } last) => $", published {CitationLine.Day(first)} to {CitationLine.Day(last)}",
            _ => "",
        };
        return $"{Count(summary.Articles, "article")}, {Count(summary.Statements, "statement")}, {Count(summary.Proposals, "proposal")}, {Count(summary.Meetings, "meeting")}{days}";
    }

    private static string Count(long number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {noun}{(number == 1 ? "" : "s")}");

    // Words short enough to be read at a glance, of those who are quoted most.
    private static IEnumerable<string> AboutWords(ImmutableArray<Found<Statement>> statements)
    {
        var quoted = statements.Where(found => found.Fact is { Manner: Manner.Direct, Speakers.Length: 1, Content: not null }).ToArray();
        var counts = quoted.CountBy(found => found.Fact.Speakers[0]).ToDictionary();
        return quoted
            .Select(found => (Words: found.Fact.Content?.Text.Trim(' ', '.', ',', '“', '”', '"') ?? "", Speaker: found.Fact.Speakers[0]))
            .Where(pair => pair.Words.Length is >= 15 and <= 60 && pair.Words.Count(c => c == ' ') >= 3 && !pair.Words.Contains('\n', StringComparison.Ordinal))
            .OrderByDescending(pair => counts[pair.Speaker])
            .Select(pair => $"Who said “{pair.Words}”?");
    }

    private static IEnumerable<string> AboutMeetings(ImmutableArray<Found<Meeting>> meetings) =>
        meetings
            .Where(found => found.Fact is { Status: MeetingStatus.Planned, Participants.Length: > 0 })
            .OrderByDescending(found => found.Fact.Participants.Length > 1 && found.Fact.Participants.Take(2).All(name => char.IsUpper(name[0])))
            .ThenByDescending(found => found.Fact.When is not null)
            .Select(found => found.Fact.Participants.Length == 1
                ? $"When is the next meeting with {found.Fact.Participants[0]}?"
                : $"When do {found.Fact.Participants[0]} and {found.Fact.Participants[1]} meet next?")
            .Distinct();

    private static IEnumerable<string> AboutProposals(ImmutableArray<Found<Proposal>> proposals) =>
        proposals
            .Where(found => !found.Fact.By.IsEmpty)
            .CountBy(found => found.Fact.By[0])
            .OrderByDescending(pair => pair.Value)
            .Select(pair => $"What did {pair.Key} propose?");

    private static IEnumerable<string> AboutSpeakers(ImmutableArray<Found<Statement>> statements) =>
        statements
            .Where(found => !found.Fact.Speakers.IsEmpty)
            .CountBy(found => found.Fact.Speakers[0])
            .OrderByDescending(pair => pair.Value)
            .Select(pair => $"What did {pair.Key} say?");

    private async Task<string?> FirstAnsweredAsync(IEnumerable<string> candidates, CancellationToken cancellationToken)
    {
        foreach (var question in candidates.Take(4))
        {
            var reply = await answerer.AnswerAsync(new AskRequest(question) { Scope = scope, Today = today }, cancellationToken);
            if (!reply.IsRefused && !reply.Items.IsEmpty)
            {
                return question;
            }
        }

        return null;
    }
}
