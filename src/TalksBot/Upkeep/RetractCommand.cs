using TalksBot.Domain;

namespace TalksBot;

/// <summary><c>talksbot retract FACT</c>: hides a fact that is wrong for good, or takes that back.</summary>
internal sealed class RetractCommand(HostConsole console, Workshop workshop)
{
    private const int MaxWords = 200;

    /// <summary>Hides it.</summary>
    /// <param name="factId">Its id, as <c>ask --json</c> gives it.</param>
    /// <param name="reason">Kept with it, or null.</param>
    /// <param name="undo">Takes an earlier retraction back instead.</param>
    /// <param name="cancellationToken">A stop leaves everything as it was.</param>
    /// <exception cref="CommandFailedException">No fact has that id.</exception>
    public async Task<int> RunAsync(string factId, string? reason, bool undo, CancellationToken cancellationToken)
    {
        if (!workshop.IsStorePresent)
        {
            throw CommandFailedException.Failure($"{EmptyStore.Reply(workshop.Settings).Lead}");
        }

        if (undo)
        {
            return await UndoAsync(factId, cancellationToken);
        }

        var words = await DescribeAsync(factId, cancellationToken);
        switch (await workshop.Forgetting.RetractAsync(factId, reason ?? "", console.Time.GetUtcNow(), cancellationToken))
        {
            case RetractOutcome.Already:
                Say($"{factId} was retracted before; it stays hidden. To take that back: talksbot retract {factId} --undo");
                return ExitCode.Done;
            case RetractOutcome.Retracted:
                Say($"Retracted {factId}: {words}");
                Say("It is in no answer any more and stays out when its articles are read again. Channels that were told are corrected while the worker runs.");
                return ExitCode.Done;
            default:
                throw CommandFailedException.Failure($"no statement, proposal or meeting has the id {factId}; find ids under \"facts\" with: talksbot ask --json \"…\"");
        }
    }

    private async Task<int> UndoAsync(string factId, CancellationToken cancellationToken)
    {
        if (!await workshop.Forgetting.UnretractAsync(factId, cancellationToken))
        {
            throw CommandFailedException.Failure($"{factId} is not retracted; nothing was changed.");
        }

        Say($"{factId} is hidden no longer. It returns when an article that tells it is read again: talksbot ingest FILE");
        return ExitCode.Done;
    }

    // Before it is gone: what the operator is about to hide.
    private async Task<string> DescribeAsync(string factId, CancellationToken cancellationToken)
    {
        foreach (var statement in await workshop.Reader.FindStatementsAsync(new StatementQuery { Ids = [factId] }, cancellationToken))
        {
            return Describe(statement.Fact.Speakers, statement.Fact.Content?.Text, statement.Citations);
        }

        foreach (var proposal in await workshop.Reader.FindProposalsAsync(new ProposalQuery { Ids = [factId] }, cancellationToken))
        {
            return Describe(proposal.Fact.By, proposal.Fact.Content.Text, proposal.Citations);
        }

        foreach (var meeting in await workshop.Reader.FindMeetingsAsync(new MeetingQuery { Ids = [factId] }, cancellationToken))
        {
            return Describe(meeting.Fact.Participants, words: null, meeting.Citations);
        }

        return "";
    }

    private static string Describe(IReadOnlyCollection<string> actors, string? words, IReadOnlyList<Citation> citations)
    {
        var text = words ?? citations[0].Text;
        var shown = text.Length <= MaxWords ? text : text[..MaxWords] + "…";
        var articles = citations.DistinctBy(citation => citation.Article.Id).Count();
        return $"{(actors.Count == 0 ? "nobody" : string.Join(", ", actors))}: {shown} ({articles} {(articles == 1 ? "article" : "articles")})";
    }

    private void Say(string line) => console.Output.Write(Printable.Line(line) + "\n");
}
