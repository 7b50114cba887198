using System.Net.WebSockets;
using TalksBot.Chat;

namespace TalksBot.Slack.Tests;

/// <inheritdoc/>
public sealed class BuiltInConversationTests() : ConversationTests(ClientKind.BuiltIn);

/// <inheritdoc/>
public sealed class SlackNetConversationTests() : ConversationTests(ClientKind.SlackNet);

/// <summary>Statements 58 and 59 of the conformance checklist, buttons, shortcuts, the Home tab, the reader's zone.</summary>
public abstract class ConversationTests(ClientKind kind) : ClientBehaviour(kind)
{
    [Fact]
    public async Task A_button_replaces_its_message_and_Show_posts_a_fresh_one_for_everybody()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        var desk = new FakeDesk();
        desk.Understand = call => call is ChatCall.Press { Key: "show" } ? new ChatTask(call, IsPrivate: false, AnswerPlacement.New) : new ChatTask(call, IsPrivate: true, AnswerPlacement.Replace);
        await using var bot = Bot.Make(slack, TimeProvider.System, desk: desk);
        var socket = await bot.ConnectAsync();

        await socket.InteractionAsync(Payloads.Button(slack, "next", "r1")).Soon();
        var page = await slack.Responses.NextAsync();
        await socket.InteractionAsync(Payloads.Button(slack, "show", "r2")).Soon();
        var shown = await slack.Responses.NextAsync();

        Assert.Equal(("ephemeral", true), (page.Type, page.Replaces));
        Assert.Equal(("in_channel", false), (shown.Type, shown.Replaces));
        Assert.Equal("next", Assert.IsType<ChatCall.Press>(await bot.Desk.Calls.NextAsync()).Key);
    }

    [Fact]
    public async Task Who_said_this_is_asked_of_the_messages_words_and_answered_privately()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);
        var socket = await bot.ConnectAsync();

        await socket.InteractionAsync(Payloads.MessageAction(slack, "We will &lt;sign&gt; <@U5|Edda>", "r1")).Soon();

        Assert.Equal("ephemeral", (await slack.Responses.NextAsync()).Type);
        Assert.Equal("We will <sign> Edda", Assert.IsType<ChatCall.WhoSaidThis>(await bot.Desk.Calls.NextAsync()).Text);
    }

    [Fact]
    public async Task The_Home_tab_is_published_when_it_is_not_what_the_person_sees()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);
        var socket = await bot.ConnectAsync();

        await socket.EventAsync(Payloads.Event(new { type = "app_home_opened", user = "U1", channel = "D1", tab = "messages" })).Soon();
        await socket.EventAsync(Payloads.Event(new { type = "app_home_opened", user = "U1", channel = "D1", tab = "home" })).Soon();
        var published = await slack.Calls.NextAsync();
        var view = published.Arguments.GetProperty("view");
        await socket.EventAsync(Payloads.Event(new { type = "app_home_opened", user = "U1", tab = "home", view = new { id = "V1", hash = "h1", private_metadata = view.GetProperty("private_metadata").GetString() } })).Soon();
        await socket.EventAsync(Payloads.Event(new { type = "app_home_opened", user = "U2", tab = "home", view = new { id = "V2", hash = "h2", private_metadata = "of an older version" } })).Soon();
        var second = await slack.Calls.NextAsync();

        Assert.Equal(("views.publish", "U1"), (published.Method, published.Text("user_id")));
        Assert.Equal(("U2", "h2"), (second.Text("user_id"), second.Text("hash")));
        Assert.Equal(2, slack.Counts["views.publish"]);
    }

    [Fact]
    public async Task The_readers_zone_and_language_are_looked_up_once()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);
        var socket = await bot.ConnectAsync();

        for (var i = 0; i < 5; i++)
        {
            await socket.CommandAsync("/who-said", "harbour", $"r{i}", user: "UADMIN").Soon();
            var place = (await bot.Desk.Calls.NextAsync()).Place;
            Assert.Equal(("Europe/Kyiv", "en-GB", true), (place.TimeZone, place.Locale, place.MayManage));
        }

        Assert.Equal(1, slack.Counts["users.info"]);
    }

    [Fact]
    public async Task Of_a_burst_one_question_looks_the_reader_up()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);
        var socket = await bot.ConnectAsync();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => socket.CommandAsync("/who-said", "harbour", $"r{i}"))).Soon();
        for (var i = 0; i < 50; i++)
        {
            await slack.Responses.NextAsync();
        }

        Assert.Equal(1, slack.Counts["users.info"]);
    }

    [Fact]
    public async Task An_answer_waits_for_the_readers_zone_no_longer_than_a_moment()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        slack.LastingFaults["users.info"] = new Fault { Until = new TaskCompletionSource().Task };
        await using var bot = Bot.Make(slack, TimeProvider.System);
        var socket = await bot.ConnectAsync();

        await socket.CommandAsync("/who-said", "harbour").Soon();

        Assert.Null((await bot.Desk.Calls.NextAsync()).Place.TimeZone);
        Assert.True(new SlackTiming().UserWait <= TimeSpan.FromMilliseconds(300));
    }

    [Fact]
    public async Task S58_An_answer_that_fails_is_an_apology_and_leaves_the_platform_running()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        var desk = new FakeDesk { Answer = (task, _) => ((ChatCall.Line)task.Call).Text.Contains("break", StringComparison.Ordinal) ? throw new InvalidOperationException("broken") : Task.FromResult(FakeDesk.Text("An answer")) };
        await using var bot = Bot.Make(slack, TimeProvider.System, desk: desk);
        var socket = await bot.ConnectAsync();

        await socket.CommandAsync("/who-said", "break", "r1").Soon();
        await socket.CommandAsync("/who-said", "harbour", "r2").Soon();

        var first = await slack.Responses.NextAsync();
        var second = await slack.Responses.NextAsync();
        await bot.StopAsync();

        Assert.Equal(["r1", "r2"], new[] { first.Id, second.Id }.Order(StringComparer.Ordinal));
        Assert.Contains("Sorry", (first.Id == "r1" ? first : second).Text, StringComparison.Ordinal);
        Assert.Contains(bot.Logs.Lines, line => line.StartsWith("Error 6040", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_page_that_cannot_be_turned_leaves_the_public_answer_and_tells_the_one_who_pressed(bool isDefect)
    {
        await using var slack = await StartAsync(TimeProvider.System);
        var desk = new FakeDesk
        {
            Understand = call => new ChatTask(call, IsPrivate: false, AnswerPlacement.Replace),
            Answer = (_, _) => isDefect ? throw new InvalidOperationException("broken") : Task.FromResult(FakeDesk.Text("This page is gone", AnswerKind.Problem)),
        };
        await using var bot = Bot.Make(slack, TimeProvider.System, desk: desk);
        var socket = await bot.ConnectAsync();

        await socket.InteractionAsync(Payloads.Button(slack, "next", "r1", isEphemeral: false)).Soon();
        var told = await slack.Responses.NextAsync();

        Assert.Equal(("ephemeral", false), (told.Type, told.Replaces));
        Assert.Contains(isDefect ? "Sorry" : "This page is gone", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_not_turned_before_a_stop_leaves_the_public_answer()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        var desk = new FakeDesk
        {
            Understand = call => new ChatTask(call, IsPrivate: false, AnswerPlacement.Replace),
            Answer = (_, stop) => new TaskCompletionSource<ChatAnswer>().Task.WaitAsync(stop),
        };
        await using var bot = Bot.Make(slack, TimeProvider.System, new SlackTiming { Drain = TimeSpan.FromMilliseconds(100) }, desk: desk);
        var socket = await bot.ConnectAsync();
        await socket.InteractionAsync(Payloads.Button(slack, "next", "r1", isEphemeral: false)).Soon();
        await bot.Desk.Calls.NextAsync();

        await bot.StopAsync();
        var told = await slack.Responses.NextAsync();

        Assert.Equal(("ephemeral", false), (told.Type, told.Replaces));
        Assert.Contains("restarted", told.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("command")]
    [InlineData("button")]
    [InlineData("mention")]
    [InlineData("form")]
    public async Task S58_A_call_that_cannot_even_be_understood_gets_an_apology(string way)
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System, desk: new FakeDesk { Understand = _ => throw new InvalidOperationException("broken") });
        var socket = await bot.ConnectAsync();

        await (way switch
        {
            "command" => socket.CommandAsync("/who-said", "harbour"),
            "button" => socket.InteractionAsync(Payloads.Button(slack, "next", "r1")),
            "mention" => socket.EventAsync(Payloads.Mention("<@U0BOT> harbour", "8.1")),
            _ => socket.InteractionAsync(Payloads.Submission("command:who-said", "", []), acceptsPayload: true),
        }).Soon();
        var told = way is "mention" or "form"
            ? (await slack.Calls.NextAsync(call => call.Method == "chat.postMessage")).Text("text")
            : (await slack.Responses.NextAsync()).Text;
        await bot.StopAsync();

        Assert.Contains("Sorry", told, StringComparison.Ordinal);
        Assert.Contains(bot.Logs.Lines, line => line.StartsWith("Error 6040", StringComparison.Ordinal));
    }

    [Fact]
    public async Task S59_A_stop_lets_fifty_open_interactions_finish_and_closes_with_1000()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        var found = new TaskCompletionSource<ChatAnswer>();
        await using var bot = Bot.Make(slack, TimeProvider.System, new SlackTiming { Patience = TimeSpan.FromMinutes(1) }, desk: new FakeDesk { Answer = (_, _) => found.Task });
        var socket = await bot.ConnectAsync();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => socket.CommandAsync("/who-said", "harbour", $"r{i}"))).Soon();
        for (var i = 0; i < 50; i++)
        {
            await bot.Desk.Calls.NextAsync();
        }

        var startedAt = TimeProvider.System.GetTimestamp();
        var stopping = bot.StopAsync();
        found.SetResult(FakeDesk.Text("An answer"));
        await stopping;

        Assert.True(TimeProvider.System.GetElapsedTime(startedAt) < TimeSpan.FromSeconds(5));
        var answered = new HashSet<string>(StringComparer.Ordinal);
        while (slack.Responses.TryRead(out var response))
        {
            answered.Add(response.Id);
        }

        Assert.Equal(50, answered.Count);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await socket.Closed.Soon());
        Assert.Equal(ConnectionState.Stopped, bot.Platform.Health.State);
    }

    [Fact]
    public async Task S59_A_stop_does_not_wait_for_an_answer_that_never_comes()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System, new SlackTiming { Patience = TimeSpan.FromMinutes(1), Drain = TimeSpan.FromMilliseconds(100) }, desk: new FakeDesk { Answer = (_, stop) => new TaskCompletionSource<ChatAnswer>().Task.WaitAsync(stop) });
        var socket = await bot.ConnectAsync();
        await socket.CommandAsync("/who-said", "harbour").Soon();
        await bot.Desk.Calls.NextAsync();

        await bot.StopAsync();

        Assert.Equal(WebSocketCloseStatus.NormalClosure, await socket.Closed.Soon());
        Assert.Contains("restarted", (await slack.Responses.NextAsync()).Text, StringComparison.Ordinal);
        Assert.True(new SlackTiming().Drain + new SlackTiming().Farewell + new SlackTiming().Close < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task By_signed_calls_everything_is_answered_at_once_and_the_answer_comes_later()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System, mode: SlackMode.Http);
        bot.Start();
        var time = TimeProvider.System;

        var command = await bot.CallAsync("POST", SlackPaths.Commands, Signed.Command(Payloads.Command(slack, "/who-said", "“harbour” & more", "r1"), time));
        var commanded = await slack.Responses.NextAsync();
        var button = await bot.CallAsync("POST", SlackPaths.Interactions, Signed.Interaction(Payloads.Button(slack, "next", "r2"), time));
        var pressed = await slack.Responses.NextAsync();
        var options = await bot.CallAsync("POST", SlackPaths.Options, Signed.Interaction(Payloads.Suggestion("who-said.speaker", "ed", "command:who-said"), time));
        var form = await bot.CallAsync("POST", SlackPaths.Interactions, Signed.Interaction(Payloads.Submission("command:who-said", "", []), time));

        Assert.Equal((200, 0, "r1"), (command.Status, command.Body.Length, commanded.Id));
        Assert.Equal((200, 0, "r2"), (button.Status, button.Body.Length, pressed.Id));
        Assert.Equal((200, "application/json; charset=utf-8"), (options.Status, options.ContentType));
        Assert.Equal((200, 0), (form.Status, form.Body.Length));
        Assert.Equal("/who-said \"harbour\" & more", Assert.IsType<ChatCall.Line>(await bot.Desk.Calls.NextAsync()).Text);
        Assert.Equal(ConnectionState.Connected, bot.Platform.Health.State);
    }

    [Fact]
    public async Task Payloads_that_lack_everything_are_acknowledged_and_passed_over()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);
        var socket = await bot.ConnectAsync();
        object[] payloads = [new { }, new { user = new { id = "U1" }, type = "block_actions", actions = new object?[] { null, 1, new { } } }, new { user = (object?)null }, new { @event = new { type = "app_mention" } }, new { type = "message_action", user = new { id = "U1" } }];

        foreach (var type in new[] { "events_api", "slash_commands", "interactive" })
        {
            foreach (var payload in payloads)
            {
                await socket.SendEnvelopeAsync(type, payload, acceptsPayload: false).Soon();
            }
        }

        await bot.StopAsync();
        Assert.Equal(0, bot.Desk.CallCount);
        Assert.DoesNotContain(bot.Logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }
}
