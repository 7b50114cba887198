using TalksBot.Chat;
using TalksBot.Discord.Tests.Behaviour;
using TalksBot.Discord.Tests.Loopback;

namespace TalksBot.Discord.Tests.Interactions;

/// <inheritdoc/>
public sealed class BuiltInInteractionTests() : InteractionTests(ClientKind.BuiltIn);

/// <inheritdoc/>
public sealed class DiscordNetInteractionTests() : InteractionTests(ClientKind.DiscordNet);

/// <summary>What people do is answered once, in time, and seen by whom it should be (checklist 18 to 25).</summary>
public abstract class InteractionTests(ClientKind kind) : ClientBehaviour(kind)
{
    /// <summary>Checklist 18.</summary>
    [Fact]
    public async Task A_look_up_is_acknowledged_first_and_answered_when_it_is_done()
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        var store = new TaskCompletionSource<ChatAnswer>();
        bench.Desk.OnAnswer = (_, _) => store.Task;
        var id = bench.NewId();

        await bench.SendAsync(Payloads.Command(id, "who-said", ("words", "ceasefire")));
        var callback = await bench.CallbackAsync(id);
        store.SetResult(ScriptedDesk.Answer("Nobody said it."));
        var edit = await bench.EditAsync(id);

        Assert.Equal(5, callback.Type);
        Assert.Contains("Nobody said it", edit.Body, StringComparison.Ordinal);
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 18: with a store that takes ten seconds.</summary>
    [Fact]
    public async Task A_store_that_takes_ten_seconds_still_gives_its_answer()
    {
        var clock = new TestClock();
        await using var server = await StartAsync(clock);
        await using var bench = await Bench.ReadyAsync(server);
        bench.Desk.OnAnswer = async (_, cancellationToken) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(10), clock, cancellationToken);
            return ScriptedDesk.Answer("Late, but here.");
        };
        var id = bench.NewId();

        await bench.SendAsync(Payloads.Command(id, "who-said", ("words", "ceasefire")));
        await bench.CallbackAsync(id);
        await clock.JumpAsync(TimeSpan.FromSeconds(10));
        var edit = await bench.EditAsync(id);

        Assert.Contains("Late, but here", edit.Body, StringComparison.Ordinal);
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 19.</summary>
    [Theory]
    [InlineData(true, 64)]
    [InlineData(false, 0)]
    public async Task A_deferral_is_as_private_as_the_answer(bool isPrivate, int flags)
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        bench.Desk.OnReceive = call => new ChatTask(call, isPrivate, AnswerPlacement.New);
        var id = bench.NewId();

        await bench.SendAsync(Payloads.Command(id, "brief"));
        var callback = await bench.CallbackAsync(id);
        await bench.EditAsync(id);

        Assert.Equal((5, flags), (callback.Type, callback.Flags));
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 19: what needs no look-up is one message, private where it is help or a problem.</summary>
    [Fact]
    public async Task What_is_known_at_once_is_said_at_once()
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        bench.Desk.OnReceive = call => new ChatTask(call, IsPrivate: true, AnswerPlacement.New) { Ready = ScriptedDesk.Answer("Say whose words.", AnswerKind.Problem) };
        var id = bench.NewId();

        await bench.SendAsync(Payloads.Command(id, "who-said"));
        var callback = await bench.CallbackAsync(id);

        Assert.Equal((4, 64), (callback.Type, callback.Flags));
        Assert.Contains("Say whose words", callback.Body, StringComparison.Ordinal);
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 20.</summary>
    [Fact]
    public async Task A_completion_has_at_most_25_choices_of_at_most_100_characters()
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        bench.Desk.OnComplete = (_, _, _) => Task.FromResult<System.Collections.Immutable.ImmutableArray<string>>([new string('x', 101), "", .. Enumerable.Range(0, 40).Select(number => $"Name {number}"), "Name 0"]);
        var id = bench.NewId();

        await bench.SendAsync(Payloads.Completion(id, "who-said", "speaker", "Na"));
        var callback = await bench.CallbackAsync(id);

        Assert.Equal(8, callback.Type);
        Assert.Equal(25, callback.Json.GetProperty("data").GetProperty("choices").GetArrayLength());
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 20: a store that fails.</summary>
    [Fact]
    public async Task A_completion_is_empty_when_the_store_fails()
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        bench.Desk.OnComplete = (_, _, _) => throw new InvalidOperationException("The store is gone.");
        var id = bench.NewId();

        await bench.SendAsync(Payloads.Completion(id, "who-said", "speaker", "Na"));
        var callback = await bench.CallbackAsync(id);

        Assert.Equal(0, callback.Json.GetProperty("data").GetProperty("choices").GetArrayLength());
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 20: a store that hangs.</summary>
    [Fact]
    public async Task A_completion_is_empty_when_the_store_takes_too_long()
    {
        var clock = new TestClock();
        await using var server = await StartAsync(clock);
        await using var bench = await Bench.ReadyAsync(server);
        var never = new TaskCompletionSource<System.Collections.Immutable.ImmutableArray<string>>();
        bench.Desk.OnComplete = (_, _, _) => never.Task;
        var id = bench.NewId();

        await bench.SendAsync(Payloads.Completion(id, "who-said", "speaker", "Na"));
        await bench.Desk.Completions.NumberAsync(0);
        clock.Advance(TimeSpan.FromSeconds(2));
        var callback = await bench.CallbackAsync(id);

        Assert.Equal(0, callback.Json.GetProperty("data").GetProperty("choices").GetArrayLength());
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 21.</summary>
    [Fact]
    public async Task The_same_interaction_is_answered_once()
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        var (first, second) = (bench.NewId(), bench.NewId());

        await bench.SendAsync(Payloads.Command(first, "brief"));
        await server.Gateway.DispatchAsync(server.Gateway.Current, "INTERACTION_CREATE", Payloads.Command(first, "brief"));
        await bench.SendAsync(Payloads.Command(second, "brief"));
        await bench.EditAsync(first);
        await bench.EditAsync(second);

        Assert.Equal(2, bench.Desk.Calls.All.Length);
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 22: the permissions of whoever presses come with the press; the desk decides by them.</summary>
    [Theory]
    [InlineData("0", false)]
    [InlineData("16", true)]
    [InlineData("32", true)]
    [InlineData("8", true)]
    [InlineData("18446744073709551616", false)]
    public async Task Whoever_presses_a_button_is_who_may_or_may_not(string permissions, bool mayManage)
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        bench.Desk.OnReceive = call => call.Place.MayManage
            ? new ChatTask(call, IsPrivate: false, AnswerPlacement.Replace)
            : new ChatTask(call, IsPrivate: true, AnswerPlacement.New) { Ready = ScriptedDesk.Answer("You may not.", AnswerKind.Problem) };
        var id = bench.NewId();
        var press = Payloads.Press(id, "AbC.p2");
        press["member"] = LoopbackServers.Member(permissions);

        await bench.SendAsync(press);
        var callback = await bench.CallbackAsync(id);

        Assert.Equal(mayManage ? (6, 0) : (4, 64), (callback.Type, callback.Flags));
        Assert.Equal("AbC.p2", Assert.IsType<ChatCall.Press>(bench.Desk.Calls.All[0]).Key);
        if (mayManage)
        {
            await bench.EditAsync(id);
        }

        server.AssertNothingBroken();
    }

    /// <summary>Checklist 23.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("nobody-knows-this")]
    [InlineData("AbC.")]
    [InlineData("\u0000\uFFFF'; DROP")]
    public async Task A_custom_id_that_nobody_knows_gets_a_polite_notice(string customId)
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        bench.Desk.OnReceive = call => new ChatTask(call, IsPrivate: true, AnswerPlacement.New) { Ready = ScriptedDesk.Answer("This list has expired; run the command again.", AnswerKind.Problem) };
        var id = bench.NewId();

        await bench.SendAsync(Payloads.Press(id, customId));
        var callback = await bench.CallbackAsync(id);

        Assert.Equal((4, 64), (callback.Type, callback.Flags));
        Assert.Contains("has expired", callback.Body, StringComparison.Ordinal);
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 23: not even a desk that throws leaves somebody without an answer.</summary>
    [Fact]
    public async Task A_fault_in_understanding_is_a_private_apology()
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        bench.Desk.OnReceive = _ => throw new InvalidOperationException("A defect.");
        var id = bench.NewId();

        await bench.SendAsync(Payloads.Press(id, "x"));
        var callback = await bench.CallbackAsync(id);

        Assert.Equal((4, 64), (callback.Type, callback.Flags));
        Assert.Contains("Something went wrong", callback.Body, StringComparison.Ordinal);
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 24 and 25: whatever stands in an answer, every body is valid and pings nobody.</summary>
    [Theory]
    [InlineData("@everyone <@&1> [x](http://y)")]
    [InlineData("🕊🕊🕊")]
    [InlineData("שלום")]
    [InlineData("long")]
    public async Task Any_answer_is_a_valid_message(string title)
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        bench.Desk.OnAnswer = (_, _) => Task.FromResult(ScriptedDesk.Answer(title == "long" ? new string('x', 10_000) : title));
        var id = bench.NewId();

        await bench.SendAsync(Payloads.Command(id, "brief"));
        var edit = await bench.EditAsync(id);

        Assert.DoesNotContain("@everyone", edit.Body, StringComparison.Ordinal);
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 58: the desk's fault is a plain apology in the place of "thinking…".</summary>
    [Fact]
    public async Task A_store_that_dies_while_it_answers_leaves_an_apology()
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        bench.Desk.OnAnswer = (_, _) => throw new InvalidOperationException("The store was killed.");
        var id = bench.NewId();

        await bench.SendAsync(Payloads.Command(id, "brief"));
        var edit = await bench.EditAsync(id);

        Assert.Contains("Something went wrong", edit.Body, StringComparison.Ordinal);
        Assert.Contains(bench.Logs.Lines, line => line.StartsWith("Error 5055", StringComparison.Ordinal));
        server.AssertNothingBroken();
    }

    /// <summary>Whatever it is that Discord does not take in an answer, nobody looks at "thinking…" for 15 minutes.</summary>
    [Fact]
    public async Task An_answer_that_is_refused_leaves_an_apology()
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        server.Rest.Fail(call => call.IsEdit, new RestFault(400) { Body = """{"message":"Invalid Form Body","code":50035}""" });
        var id = bench.NewId();

        await bench.SendAsync(Payloads.Command(id, "brief"));
        var edits = await server.Rest.Calls.CountAsync(call => call.IsEdit, 2);
        await bench.SettleAsync();

        Assert.Contains("Found", edits[0].Body, StringComparison.Ordinal);
        Assert.Contains("Something went wrong", edits[1].Body, StringComparison.Ordinal);
        Assert.Equal(2, server.Rest.Calls.All.Count(call => call.IsEdit));
        server.AssertNothingBroken();
    }

    [Fact]
    public async Task A_messages_menu_asks_for_that_messages_words()
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        var id = bench.NewId();

        await bench.SendAsync(Payloads.Menu(id, "the ball is in their court"));
        await bench.EditAsync(id);

        Assert.Equal("the ball is in their court", Assert.IsType<ChatCall.WhoSaidThis>(bench.Desk.Calls.All[0]).Text);
        server.AssertNothingBroken();
    }

    [Fact]
    public async Task A_place_says_who_asks_where_and_in_which_language()
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        var (inServer, direct) = (bench.NewId(), bench.NewId());
        var message = Payloads.Command(direct, "brief", ("since", "yesterday"));
        message.Remove("guild_id");
        message.Remove("member");
        message["context"] = 1;
        message["user"] = new System.Text.Json.Nodes.JsonObject { ["id"] = 701 };

        await bench.SendAsync(Payloads.Command(inServer, "brief"));
        await bench.SendAsync(message);
        await bench.EditAsync(inServer);
        await bench.EditAsync(direct);
        var calls = bench.Desk.Calls.All.Cast<ChatCall.Named>().OrderBy(call => call.Place.IsDirect).ToArray();

        Assert.Equal(
            new ChatPlace { Platform = "discord", ServerId = Payloads.GuildId, ChannelId = Payloads.ChannelId, UserId = Payloads.UserId, Locale = "en-GB" },
            calls[0].Place);
        Assert.Equal(
            new ChatPlace { Platform = "discord", ChannelId = Payloads.ChannelId, UserId = "701", Locale = "en-GB", IsDirect = true, MayManage = true },
            calls[1].Place);
        Assert.Equal("yesterday", calls[1].Values["since"]);
        server.AssertNothingBroken();
    }

    [Fact]
    public async Task A_press_that_turns_pages_replaces_the_message()
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        bench.Desk.OnReceive = call => new ChatTask(call, IsPrivate: true, AnswerPlacement.Replace) { Ready = ScriptedDesk.Answer("Page 2 of 7") };
        var id = bench.NewId();

        await bench.SendAsync(Payloads.Press(id, "AbC.p2"));
        var callback = await bench.CallbackAsync(id);

        Assert.Equal((7, 0), (callback.Type, callback.Flags));
        server.AssertNothingBroken();
    }
}
