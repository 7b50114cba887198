using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>When a channel is spoken to at once: one message, then none for an interval; what comes meanwhile is told together at its end.</summary>
/// <remarks>
/// All that one article brings is one message. Further articles join it while it has not been sent and is no longer than people read; the rest is told
/// an interval later, so that a flood becomes several full messages and nothing is left out.
/// </remarks>
internal sealed class ChannelTurn
{
    /// <summary>Facts of a message to which another article may still be added; as many again fit.</summary>
    private const int RoomForAnother = AnswerSheet.MaxItems / 2;

    private ArticleId _article;
    private ChangedFact _fact;
    private int _facts;

    /// <summary>When its message is or was due.</summary>
    public DateTimeOffset At { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>Finds the turn at which <paramref name="change"/> is told.</summary>
    /// <param name="change">Changes of one article come one after the other.</param>
    /// <param name="now">The present.</param>
    /// <param name="interval">From one message of the channel to the next.</param>
    /// <returns>When it is due.</returns>
    public DateTimeOffset Take(Change change, DateTimeOffset now, TimeSpan interval)
    {
        var isSameArticle = _facts > 0 && _article == change.Article;
        if (At < now || !(isSameArticle || _facts <= RoomForAnother))
        {
            At = At == DateTimeOffset.MinValue || At + interval < now ? now : At + interval;
            _facts = 0;
        }

        // Several subscriptions of the channel may want the same fact.
        _facts += _facts > 0 && _fact == change.Fact ? 0 : 1;
        (_article, _fact) = (change.Article, change.Fact);
        return At;
    }
}
