using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>Answers requests from what is stored, and lets nothing leave whose citations are not verbatim.</summary>
public sealed class Answerer : IAnswerer
{
    private readonly QuestionAnswerer _asking;
    private readonly CommandAnswerer _commands;
    private readonly BriefAnswers _brief;
    private readonly CitationGuard _guard;
    private readonly IFeedHealth? _feeds;
    private readonly TimeProvider? _time;

    /// <summary>An answerer over <paramref name="reader"/>.</summary>
    /// <param name="reader">What is stored.</param>
    /// <param name="feeds">How the feeds fare, for the list of sources; null where none are followed. Told of with a clock alone.</param>
    /// <param name="time">Tells how long ago that was; null where no feeds are told of.</param>
    public Answerer(IFactReader reader, IFeedHealth? feeds = null, TimeProvider? time = null)
    {
        _asking = new QuestionAnswerer(reader);
        _commands = new CommandAnswerer(reader, new QuestionReader(reader), _asking);
        _brief = new BriefAnswers(reader);
        _guard = new CitationGuard(reader);
        (_feeds, _time) = (feeds, time);
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
            BriefRequest brief => await _brief.AnswerAsync(brief, cancellationToken),
            SourcesRequest sources => await WithFeedsAsync(await _commands.AnswerAsync(sources, cancellationToken), sources, cancellationToken),
            _ => throw new ArgumentException($"No answerer knows requests of the kind {request.GetType().Name}.", nameof(request)),
        };

        var items = await _guard.CheckAsync(reply.Items, cancellationToken);
        var more = await _guard.CheckAsync(reply.More, cancellationToken);
        return items.IsEmpty && !reply.Items.IsEmpty
            ? reply with { Items = [], More = more, Kind = ReplyKind.None, IsRefused = true, Lead = "The stored text does not hold the words of this answer, so it is withheld. Ingest the article again." }
            : reply with { Items = items, More = more };
    }

    private async Task<Reply> WithFeedsAsync(Reply articles, SourcesRequest request, CancellationToken cancellationToken)
    {
        if (_feeds is null || _time is null || articles.Page > 0 || await _feeds.ListFeedsAsync(request.Scope, cancellationToken) is not { IsEmpty: false } reports)
        {
            return articles;
        }

        var health = FeedPhrasing.List(reports, _time.GetUtcNow());
        return articles with { Lead = articles.Lead is { } lead ? $"{lead}\n{health}" : health };
    }
}
