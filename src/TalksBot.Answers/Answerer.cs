using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>Answers requests from what is stored, and lets nothing leave whose citations are not verbatim.</summary>
public sealed class Answerer : IAnswerer
{
    private readonly QuestionAnswerer _asking;
    private readonly CommandAnswerer _commands;
    private readonly CitationGuard _guard;

    /// <summary>An answerer over <paramref name="reader"/>.</summary>
    public Answerer(IFactReader reader)
    {
        _asking = new QuestionAnswerer(reader);
        _commands = new CommandAnswerer(reader, new QuestionReader(reader), _asking);
        _guard = new CitationGuard(reader);
    }

    /// <inheritdoc/>
    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        var reply = request switch
        {
            AskRequest ask => await _asking.AnswerAsync(ask, cancellationToken),
            WhoSaidRequest whoSaid => await _commands.AnswerAsync(whoSaid, cancellationToken),
            WhoProposedRequest whoProposed => await _commands.AnswerAsync(whoProposed, cancellationToken),
            MeetingsRequest meetings => await _commands.AnswerAsync(meetings, cancellationToken),
            PositionRequest position => await _commands.AnswerAsync(position, cancellationToken),
            TimelineRequest timeline => await _commands.AnswerAsync(timeline, cancellationToken),
            BriefRequest brief => await _commands.AnswerAsync(brief, cancellationToken),
            SourcesRequest sources => await _commands.AnswerAsync(sources, cancellationToken),
            _ => throw new ArgumentException($"No answerer knows requests of the kind {request.GetType().Name}.", nameof(request)),
        };

        var items = await _guard.CheckAsync(reply.Items, cancellationToken);
        var more = await _guard.CheckAsync(reply.More, cancellationToken);
        return items.IsEmpty && !reply.Items.IsEmpty
            ? reply with { Items = [], More = more, Kind = ReplyKind.None, IsRefused = true, Lead = "The stored text does not hold the words of this answer, so it is withheld. Ingest the article again." }
            : reply with { Items = items, More = more };
    }
}
