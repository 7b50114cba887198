using TalksBot.Answers;
using TalksBot.Domain;

namespace TalksBot.Terminal.Tests.Sessions;

public class ChatSessionTests
{
    private static readonly DateOnly Today = new(2026, 5, 13);

    [Fact]
    public async Task More_goes_through_the_pages_and_then_says_so()
    {
        var answerer = new Scripted(request => Replies.AReply(Replies.AnItem()) with { Page = request.Page, PageCount = 2 });
        var session = new ChatSession(answerer, FactScope.All, () => Today);

        await session.HandleAsync("/who-said quay", default);
        var second = Assert.IsType<ChatTurn.Answered>(await session.HandleAsync("more", default));

        Assert.Equal(1, second.Reply.Page);
        Assert.Equal("quay", Assert.IsType<WhoSaidRequest>(answerer.Asked[1]).Words);
        Assert.Equal("That was all.", Assert.IsType<ChatTurn.Said>(await session.HandleAsync("more", default)).Message);
    }

    [Fact]
    public async Task More_shows_what_is_near_the_question_once()
    {
        var near = Replies.AnItem(head: "Bo Ek said");
        var session = new ChatSession(new Scripted(_ => Replies.AReply(Replies.AnItem()) with { More = [near] }), FactScope.All, () => Today);

        await session.HandleAsync("quay?", default);

        Assert.Equal(near, Assert.Single(Assert.IsType<ChatTurn.Answered>(await session.HandleAsync("more", default)).Reply.Items));
        Assert.IsType<ChatTurn.Said>(await session.HandleAsync("more", default));
    }

    [Fact]
    public async Task A_number_takes_a_suggestion()
    {
        var answerer = new Scripted(_ => Replies.AReply(Replies.AnItem()) with { Actions = [new ReplyAction("All", "/meetings all")] });
        var session = new ChatSession(answerer, FactScope.All, () => Today);
        session.Suggest(["Who shut the quay?", "Who opened it?"]);

        await session.HandleAsync("2", default);
        await session.HandleAsync("1", default);

        Assert.Equal("Who opened it?", Assert.IsType<AskRequest>(answerer.Asked[0]).Question);
        Assert.Equal(MeetingWindow.All, Assert.IsType<MeetingsRequest>(answerer.Asked[1]).When);
    }

    [Fact]
    public async Task Nothing_to_go_on_from_is_said() =>
        Assert.IsType<ChatTurn.Said>(await new ChatSession(new Scripted(_ => Replies.AReply()), FactScope.All, () => Today).HandleAsync("more", default));

    [Fact]
    public async Task A_piped_chat_answers_each_line_and_stops_at_quit()
    {
        var output = new StringWriter();
        var session = new ChatSession(new Scripted(_ => Replies.AReply(Replies.AnItem())), FactScope.All, () => Today);

        await new PipedChat(session, new StringReader("Who?\n\n/nonsense\n/quit\nWho?\n"), output).RunAsync(default);

        var answers = output.ToString().TrimEnd().Split("\n\n");
        Assert.Equal(2, answers.Length);
        Assert.StartsWith("Rut Almqvist said", answers[0], StringComparison.Ordinal);
        Assert.StartsWith("There is no command /nonsense", answers[1], StringComparison.Ordinal);
    }

    private sealed class Scripted(Func<Request, Reply> answer) : IAnswerer
    {
        public List<Request> Asked { get; } = [];

        public Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
        {
            Asked.Add(request);
            return Task.FromResult(answer(request));
        }
    }
}
