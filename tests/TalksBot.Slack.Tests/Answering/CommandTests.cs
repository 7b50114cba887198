using System.Collections.Immutable;
using System.Text.Json;
using TalksBot.Chat;

namespace TalksBot.Slack.Tests;

/// <inheritdoc/>
public sealed class BuiltInCommandTests() : CommandTests(ClientKind.BuiltIn);

/// <inheritdoc/>
public sealed class SlackNetCommandTests() : CommandTests(ClientKind.SlackNet);

/// <summary>Statements 48 to 51 of the conformance checklist.</summary>
public abstract class CommandTests(ClientKind kind) : ClientBehaviour(kind)
{
    [Theory]
    [InlineData("/who-said", "“the ball is in their court” since:“11\u00A0March”", "/who-said \"the ball is in their court\" since:\"11 March\"")]
    [InlineData("/who-said", "tea &amp; biscuits &lt;now&gt;", "/who-said tea & biscuits <now>")]
    [InlineData("/who-said", "&amp;lt;", "/who-said &lt;")]
    [InlineData("/who-said", "harbour speaker:<@U123|Edda> in <#C1|talks>", "/who-said harbour speaker:Edda in #talks")]
    [InlineData("/who-said", "a < b > c", "/who-said a < b > c")]
    [InlineData("/who-said", "<https://example.org/a?b=1&amp;c=2|example.org> <https://example.org>", "/who-said example.org https://example.org")]
    [InlineData("/who-said", "<!here> don’t", "/who-said don't")]
    [InlineData("/meetings", "", "/meetings")]
    [InlineData("/talks", "meetings upcoming", "/meetings upcoming")]
    [InlineData("/talks", "/meetings upcoming", "/meetings upcoming")]
    [InlineData("/talks", "When do they meet?", "When do they meet?")]
    [InlineData("/talks", "/no-such thing", "/no-such thing")]
    [InlineData("/talks", "", "/help")]
    [InlineData("/TALKS", "HELP", "/HELP")]
    public void S48_What_phones_and_Slack_make_of_text_is_made_plain(string command, string text, string line)
    {
        var typed = TypedLine.OfCommand(command, text);

        Assert.Equal(line, typed.Line);
        Assert.Null(typed.Bare);
    }

    [Theory]
    [InlineData("<@U0BOT> who spoke of the harbour?", "who spoke of the harbour?")]
    [InlineData("<@U0BOT>", "/help")]
    [InlineData("help", "/help")]
    [InlineData("brief me on the harbour", "brief me on the harbour")]
    [InlineData("who-said the harbour", "/who-said the harbour")]
    public void S45_A_message_is_a_question_or_a_command(string text, string line) => Assert.Equal(line, TypedLine.OfMessage(text));

    [Theory]
    [InlineData("/who-said", "harbour")]
    [InlineData("/meetings", "")]
    [InlineData("/no-such-command", "<@U1> &amp;")]
    [InlineData("/talks", "help")]
    public async Task S48_A_command_with_any_text_is_acknowledged_and_answered_privately(string command, string text)
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);
        var socket = await bot.ConnectAsync();

        var acknowledged = await socket.CommandAsync(command, text, "r1").Soon();
        var answer = await slack.Responses.NextAsync();

        Assert.Null(acknowledged);
        Assert.Equal("ephemeral", answer.Type);
        Assert.False(answer.Replaces);
    }

    [Fact]
    public async Task S48_A_command_of_three_thousand_characters_is_acknowledged()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);
        var socket = await bot.ConnectAsync();

        await socket.CommandAsync("/who-said", new string('“', 3000), "r1").Soon();

        Assert.Equal("r1", (await slack.Responses.NextAsync()).Id);
    }

    [Fact]
    public async Task A_public_answer_is_for_everybody_in_the_channel()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System, desk: new FakeDesk { Understand = call => new ChatTask(call, IsPrivate: false, AnswerPlacement.New) });
        var socket = await bot.ConnectAsync();

        await socket.CommandAsync("/who-said", "harbour").Soon();

        Assert.Equal("in_channel", (await slack.Responses.NextAsync()).Type);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task S49_A_slow_answer_is_preceded_by_a_sign_and_takes_its_place(bool isPrivate)
    {
        await using var slack = await StartAsync(TimeProvider.System);
        var found = new TaskCompletionSource<ChatAnswer>();
        var desk = new FakeDesk { Answer = (_, _) => found.Task, Understand = call => new ChatTask(call, isPrivate, AnswerPlacement.New) };
        await using var bot = Bot.Make(slack, TimeProvider.System, desk: desk);
        var socket = await bot.ConnectAsync();

        await socket.CommandAsync("/who-said", "harbour").Soon();
        var sign = await slack.Responses.NextAsync();
        found.SetResult(FakeDesk.Text("An answer"));
        var answer = await slack.Responses.NextAsync();

        Assert.Equal(("Looking…", "ephemeral"), (sign.Text, sign.Type));
        Assert.Equal((isPrivate ? "ephemeral" : "in_channel", isPrivate), (answer.Type, answer.Replaces));
        if (!isPrivate)
        {
            Assert.True((await slack.Responses.NextAsync()).Deletes);
        }
    }

    [Fact]
    public void S49_A_response_url_serves_five_times_and_no_longer_than_thirty_minutes()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var used = new ResponseHandle(new Uri("https://hooks.example.org/a"), time);
        var old = new ResponseHandle(new Uri("https://hooks.example.org/b"), time);

        Assert.Equal(5, Enumerable.Range(0, 20).Count(_ => used.TryUse()));
        Assert.True(old.TryUse());
        time.Advance(TimeSpan.FromMinutes(29.5));
        Assert.False(old.TryUse());
        Assert.DoesNotContain("hooks", $"{old}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("")]
    [InlineData(null)]
    public void S49_What_is_no_web_address_is_no_response_url(string? address) => Assert.Null(ResponseHandle.Of(address, TimeProvider.System));

    [Fact]
    public async Task S49_A_refused_response_url_is_called_no_more_than_five_times()
    {
        var time = new ScaledTime(100);
        await using var slack = await StartAsync(time);
        slack.LastingFaults["response_url"] = new Fault { Status = 429, RetryAfter = 1 };
        await using var bot = Bot.Make(slack, time, new SlackTiming { Call = TimeSpan.FromHours(1), Hello = TimeSpan.FromHours(1), Drain = TimeSpan.FromMinutes(5), Quiet = TimeSpan.FromDays(1) });
        var socket = await bot.ConnectAsync();

        await socket.CommandAsync("/who-said", "harbour").Soon();
        await bot.Desk.Calls.NextAsync();
        await bot.StopAsync();

        Assert.Equal(ConnectionState.Stopped, bot.Platform.Health.State);
        Assert.InRange(bot.Platform.Health.Limited, 1, 5);
    }

    [Theory]
    [InlineData("/who-said")]
    [InlineData("/position")]
    [InlineData("/ask")]
    public async Task S50_A_bare_command_opens_its_form_and_the_form_is_answered_where_the_command_was_typed(string command)
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);
        var socket = await bot.ConnectAsync();

        await socket.CommandAsync(command, "  ", "r1").Soon();
        var opened = await slack.Calls.NextAsync();
        var view = opened.Arguments.GetProperty("view");
        var option = view.GetProperty("blocks").EnumerateArray().First(block => block.GetProperty("type").GetString() == "input");
        var values = new Dictionary<string, Dictionary<string, object>>
        {
            [option.GetProperty("block_id").GetString() ?? ""] = new() { ["a"] = new { type = "plain_text_input", value = "“the harbour”" } },
        };
        var verdict = await socket.InteractionAsync(Payloads.Submission(view.GetProperty("callback_id").GetString() ?? "", view.GetProperty("private_metadata").GetString() ?? "", values), acceptsPayload: true).Soon();
        var answer = await slack.Responses.NextAsync();

        Assert.Equal("views.open", opened.Method);
        Assert.InRange(view.GetProperty("title").GetProperty("text").GetString()?.Length ?? 0, 1, 24);
        Assert.Null(verdict);
        Assert.Equal(("r1", "ephemeral"), (answer.Id, answer.Type));
        var call = Assert.IsType<ChatCall.Named>(await bot.Desk.Calls.NextAsync());
        Assert.Equal((command[1..], "C1", "\"the harbour\""), (call.Command, call.Place.ChannelId, Assert.Single(call.Values).Value));
    }

    [Fact]
    public async Task S50_A_form_that_cannot_be_understood_stays_open_and_says_why_under_the_field()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        var desk = new FakeDesk
        {
            Understand = call => new ChatTask(call, IsPrivate: true, AnswerPlacement.New)
            {
                Ready = new ChatAnswer(AnswerKind.Problem, new() { Title = "That did not work", Kind = Answers.ReplyKind.None, Lead = "“since” takes a day, not “soon”." }),
            },
        };
        await using var bot = Bot.Make(slack, TimeProvider.System, desk: desk);
        var socket = await bot.ConnectAsync();

        var verdict = await socket.InteractionAsync(Payloads.Submission("command:who-said", "x C1", []), acceptsPayload: true).Soon();

        Assert.NotNull(verdict);
        Assert.Equal("errors", verdict.Value.GetProperty("response_action").GetString());
        Assert.Equal("“since” takes a day, not “soon”.", verdict.Value.GetProperty("errors").GetProperty("since").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("no key")]
    [InlineData("00 C9")]
    public async Task S50_A_form_of_before_a_restart_is_answered_all_the_same(string metadata)
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);
        var socket = await bot.ConnectAsync();

        await socket.InteractionAsync(Payloads.Submission("command:who-said", metadata, []), acceptsPayload: true).Soon();
        var answer = await slack.Calls.NextAsync();

        Assert.Equal(metadata.Length == 0 ? "chat.postMessage" : "chat.postEphemeral", answer.Method);
        Assert.Equal(metadata.Length == 0 ? "U1" : metadata.Split(' ')[1], answer.Text("channel"));
    }

    [Fact]
    public async Task S50_A_trigger_that_is_used_up_still_yields_the_usage()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        slack.Fail("views.open", Fault.Of("expired_trigger_id"));
        await using var bot = Bot.Make(slack, TimeProvider.System);
        var socket = await bot.ConnectAsync();

        await socket.CommandAsync("/who-said", "", "r1").Soon();

        Assert.Equal("ephemeral", (await slack.Responses.NextAsync()).Type);
        Assert.Equal(1, slack.Counts["views.open"]);
    }

    [Fact]
    public async Task S51_Suggestions_keep_to_the_limits_and_are_sent_in_the_acknowledgement()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        var desk = new FakeDesk { Complete = _ => Task.FromResult<ImmutableArray<string>>([.. Enumerable.Range(0, 300).Select(i => $"{i} {new string('é', i)} <&>")]) };
        await using var bot = Bot.Make(slack, TimeProvider.System, desk: desk);
        var socket = await bot.ConnectAsync();

        var options = await Suggest(socket);

        Assert.InRange(options.Length, 80, 100);
        Assert.All(options, option =>
        {
            Assert.InRange(option.GetProperty("text").GetProperty("text").GetString()?.Length ?? 0, 1, 75);
            Assert.InRange(option.GetProperty("value").GetString()?.Length ?? 0, 1, 150);
        });
    }

    [Fact]
    public async Task S51_Suggestions_that_take_too_long_are_an_empty_list()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        var desk = new FakeDesk { Complete = _ => new TaskCompletionSource<ImmutableArray<string>>().Task };
        await using var bot = Bot.Make(slack, TimeProvider.System, new SlackTiming { Suggestions = TimeSpan.FromMilliseconds(50) }, desk: desk);
        var socket = await bot.ConnectAsync();

        Assert.Empty(await Suggest(socket));
        Assert.True(new SlackTiming().Suggestions < TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task S51_Suggestions_for_what_is_no_field_of_ours_are_an_empty_list()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);
        var socket = await bot.ConnectAsync();

        Assert.Empty(await Suggest(socket, "forged"));
    }

    private static async Task<JsonElement[]> Suggest(LoopbackSocket socket, string actionId = "who-said.speaker")
    {
        var answer = await socket.InteractionAsync(Payloads.Suggestion(actionId, "ed", "command:who-said"), acceptsPayload: true).Soon();
        Assert.NotNull(answer);
        return [.. answer.Value.GetProperty("options").EnumerateArray()];
    }
}
