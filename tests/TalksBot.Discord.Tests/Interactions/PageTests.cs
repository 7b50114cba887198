using TalksBot.Chat;
using TalksBot.Discord.Tests.Behaviour;
using TalksBot.Discord.Tests.Loopback;

namespace TalksBot.Discord.Tests.Interactions;

/// <inheritdoc/>
public sealed class BuiltInPageTests() : PageTests(ClientKind.BuiltIn);

/// <inheritdoc/>
public sealed class DiscordNetPageTests() : PageTests(ClientKind.DiscordNet);

/// <summary>Turning pages of an answer that others read too: what fails is told to whoever pressed, and the answer stays.</summary>
public abstract class PageTests(ClientKind kind) : ClientBehaviour(kind)
{
    [Theory]
    [InlineData("a problem")]
    [InlineData("a defect")]
    [InlineData("a refused edit")]
    public async Task A_page_that_cannot_be_turned_leaves_the_answer_as_it_is(string fault)
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        bench.Desk.OnReceive = call => new ChatTask(call, IsPrivate: false, AnswerPlacement.Replace);
        bench.Desk.OnAnswer = (_, _) => fault switch
        {
            "a problem" => Task.FromResult(ScriptedDesk.Answer("Something went wrong: the page is gone.", AnswerKind.Problem)),
            "a defect" => throw new InvalidOperationException("The store was killed."),
            _ => Task.FromResult(ScriptedDesk.Answer("Page 2 of 7")),
        };
        server.Rest.Fail(call => call.IsEdit, new RestFault(400) { Body = """{"message":"Invalid Form Body","code":50035}""" });
        var id = bench.NewId();

        await bench.SendAsync(Payloads.Press(id, "AbC.p2"));
        var callback = await bench.CallbackAsync(id);
        var told = await server.Rest.Calls.FirstAsync(call => call.IsFollowUp);
        await bench.SettleAsync();

        Assert.Equal((6, 64), (callback.Type, told.Flags));
        Assert.Contains("Something went wrong", told.Body, StringComparison.Ordinal);
        Assert.Equal(fault == "a refused edit" ? 1 : 0, server.Rest.Calls.All.Count(call => call.IsEdit));
        server.AssertNothingBroken();
    }

    [Fact]
    public async Task A_problem_that_is_known_at_once_is_told_to_the_presser_alone()
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        bench.Desk.OnReceive = call => new ChatTask(call, IsPrivate: false, AnswerPlacement.Replace) { Ready = ScriptedDesk.Answer("This list has expired.", AnswerKind.Problem) };
        var id = bench.NewId();

        await bench.SendAsync(Payloads.Press(id, "AbC.p2"));
        var callback = await bench.CallbackAsync(id);

        Assert.Equal((4, 64), (callback.Type, callback.Flags));
        server.AssertNothingBroken();
    }

    [Fact]
    public async Task A_stop_does_not_wipe_an_answer_whose_page_is_being_turned()
    {
        var clock = new TestClock();
        await using var server = await StartAsync(clock);
        server.Gateway.HeartbeatInterval = TimeSpan.FromHours(1);
        await using var bench = await Bench.ReadyAsync(server);
        var never = new TaskCompletionSource<ChatAnswer>();
        bench.Desk.OnReceive = call => new ChatTask(call, IsPrivate: false, AnswerPlacement.Replace);
        bench.Desk.OnAnswer = (_, _) => never.Task;
        var id = bench.NewId();
        await bench.SendAsync(Payloads.Press(id, "AbC.p2"));
        await bench.CallbackAsync(id);

        bench.TellToStop();
        await clock.TimerSetAsync(TimeSpan.FromSeconds(4));
        clock.Advance(TimeSpan.FromSeconds(3));
        var told = await server.Rest.Calls.FirstAsync(call => call.IsFollowUp);
        await bench.Running.WaitAsync(Guard.Patience);

        Assert.Equal(64, told.Flags);
        Assert.Contains("restarted", told.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Rest.Calls.All, call => call.IsEdit);
        server.AssertNothingBroken();
    }
}
