using System.Collections.Immutable;
using TalksBot.Answers;
using TalksBot.Chat;
using TalksBot.Domain;

namespace TalksBot.Terminal;

/// <summary>What a typed line led to.</summary>
public abstract record ChatTurn
{
    private ChatTurn()
    {
    }

    /// <summary>An answer.</summary>
    /// <param name="Reply">The answer.</param>
    public sealed record Answered(Reply Reply) : ChatTurn;

    /// <summary>A sentence about what was typed.</summary>
    /// <param name="Message">One line or more of plain text.</param>
    public sealed record Said(string Message) : ChatTurn;

    /// <summary>The person leaves.</summary>
    public sealed record Left : ChatTurn;
}

/// <summary>One conversation: understands lines, remembers the last answer for "more" and for numbered suggestions.</summary>
/// <param name="answerer">Answers.</param>
/// <param name="scope">What may be seen.</param>
/// <param name="today">Asked with every line, so that a session left open overnight knows the day.</param>
public sealed class ChatSession(IAnswerer answerer, FactScope scope, Func<DateOnly> today)
{
    private Request? _request;
    private Reply? _reply;
    private bool _moreShown;
    private ImmutableArray<string> _suggestions = [];

    /// <summary>Offers lines that a bare number stands for.</summary>
    public void Suggest(IEnumerable<string> lines) => _suggestions = [.. lines];

    /// <summary>Answers one line.</summary>
    /// <param name="line">As typed; hostile text never throws.</param>
    /// <param name="cancellationToken">Stops between two queries.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<ChatTurn> HandleAsync(string line, CancellationToken cancellationToken)
    {
        var text = line.Trim();
        switch (text.ToLowerInvariant())
        {
            case "/quit" or "/exit" or "quit" or "exit" or ":q":
                return new ChatTurn.Left();
            case "more" or "/more" or "next":
                return await MoreAsync(cancellationToken);
        }

        if (text.Length == 1 && char.IsAsciiDigit(text[0]) && text[0] - '1' is var index and >= 0 && index < _suggestions.Length)
        {
            text = _suggestions[index];
        }

        switch (ChatGrammar.Parse(text, new ChatContext(scope, today())))
        {
            case ChatInput.Asked asked:
                return await AnswerAsync(asked.Request, cancellationToken);
            case ChatInput.Told told:
                return new ChatTurn.Answered(told.Reply with
                {
                    Lead = told.Reply.Lead + "\n“more” shows the next page, a number takes a suggestion, /quit leaves.",
                });
            case ChatInput.DossierNamed:
                return new ChatTurn.Said("/dossier sets what a channel follows; here leave the chat and start it with --dossier NAME.");
            case ChatInput.SubscriptionAsked:
                return new ChatTurn.Said("Subscriptions are for channels of Discord and Slack; here /brief tells what is new.");
            case ChatInput.Misunderstood misunderstood:
                return new ChatTurn.Said(misunderstood.Message);
            default:
                throw new InvalidOperationException("The grammar has a new kind of input.");
        }
    }

    private async Task<ChatTurn> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        var reply = await answerer.AnswerAsync(request, cancellationToken);
        (_request, _reply, _moreShown) = (request, reply, reply.Items.IsEmpty);
        if (!reply.Actions.IsEmpty)
        {
            _suggestions = [.. reply.Actions.Select(action => action.Command)];
        }

        return new ChatTurn.Answered(reply);
    }

    private async Task<ChatTurn> MoreAsync(CancellationToken cancellationToken)
    {
        if (_request is null || _reply is null)
        {
            return new ChatTurn.Said("There is nothing to go on from yet; ask something first.");
        }

        if (_reply.Page + 1 < _reply.PageCount)
        {
            return await AnswerAsync(_request with { Page = _reply.Page + 1 }, cancellationToken);
        }

        if (_moreShown || _reply.More.IsEmpty)
        {
            return new ChatTurn.Said("That was all.");
        }

        _moreShown = true;
        return new ChatTurn.Answered(new Reply { Title = "Near the question", Kind = _reply.Kind, Lead = "Also near the question:", Items = _reply.More });
    }
}
