using TalksBot.Answers;

namespace TalksBot.Chat.Tests.Conversations;

/// <summary>Answers as a test says, and keeps what it was asked.</summary>
internal sealed class ScriptedAnswerer(Func<Request, Task<Reply>> answer) : IAnswerer
{
    private readonly Lock _lock = new();
    private readonly List<Request> _asked = [];

    public ScriptedAnswerer()
        : this(request => Task.FromResult(Pages(request, 3)))
    {
    }

    /// <summary>What was asked, in order.</summary>
    public IReadOnlyList<Request> Asked
    {
        get
        {
            lock (_lock)
            {
                return [.. _asked];
            }
        }
    }

    public Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _asked.Add(request);
        }

        return answer(request);
    }

    /// <summary>One item a page.</summary>
    public static Reply Pages(Request request, int count) => new()
    {
        Title = "Who said it",
        Kind = ReplyKind.Statement,
        Items = [new ReplyItem { Kind = ReplyKind.Statement, Head = $"Rut Almqvist said, page {request.Page}", Citations = [] }],
        Page = request.Page,
        PageCount = count,
    };

    /// <summary>Nothing found, with one near miss.</summary>
    public static Reply Refusal() => new()
    {
        Title = "Meetings",
        Kind = ReplyKind.None,
        IsRefused = true,
        Lead = "No upcoming meeting is known.",
        Actions = [new ReplyAction("All meetings", "/meetings all")],
    };
}
