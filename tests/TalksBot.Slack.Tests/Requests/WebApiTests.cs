using Microsoft.Extensions.Logging.Abstractions;
using TalksBot.Answers;
using TalksBot.Chat;

namespace TalksBot.Slack.Tests;

/// <summary>Statements 52 to 54 of the conformance checklist, and what becomes of failing calls.</summary>
public class WebApiTests
{
    private static readonly SlackWorkspace Here = new(null, LoopbackSlack.TeamId, false);
    private static readonly SlackTiming Roomy = new() { Call = TimeSpan.FromHours(3), Hello = TimeSpan.FromHours(3), Drain = TimeSpan.FromHours(1), Quiet = TimeSpan.FromDays(1), UserWait = TimeSpan.FromMinutes(5), Patience = TimeSpan.FromHours(1) };

    [Fact]
    public async Task S53_Foreign_text_comes_out_escaped_wherever_it_is_answered()
    {
        const string Hostile = "<!channel> <@U1> & <b> *x* ";
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        var reply = new Reply { Title = Hostile, Kind = ReplyKind.None, Lead = string.Concat(Enumerable.Repeat(Hostile, 300)) };
        await using var bot = Bot.Make(slack, TimeProvider.System, desk: new FakeDesk { Answer = (_, _) => Task.FromResult(new ChatAnswer(AnswerKind.Answer, reply)) });
        var socket = await bot.ConnectAsync();

        await socket.CommandAsync("/who-said", "harbour").Soon();
        await socket.EventAsync(Payloads.Mention("<@U0BOT> harbour", "9.000001")).Soon();
        var bodies = new[] { (await slack.Responses.NextAsync()).Body, (await slack.Calls.NextAsync()).Arguments };

        foreach (var body in bodies)
        {
            var text = body.GetProperty("text").GetString() ?? "";
            Assert.DoesNotContain("<!channel>", text, StringComparison.Ordinal);
            Assert.DoesNotContain("<@U1>", text, StringComparison.Ordinal);
            Assert.Contains("&lt;!channel&gt;", text, StringComparison.Ordinal);
            Assert.DoesNotContain("&quot;", text, StringComparison.Ordinal);
            Assert.True(body.GetProperty("blocks").GetRawText().Length < 20_000);
        }
    }

    [Fact]
    public async Task S54_One_channel_gets_one_message_a_second_and_others_do_not_wait_for_it()
    {
        var time = new ScaledTime(20);
        await using var slack = await LoopbackSlack.StartAsync(time);
        await using var bot = Bot.Make(slack, time, Roomy);

        var posts = Enumerable.Range(0, 12).Select(i => bot.Client.PostAsync(Here, Message(i % 4 == 3 ? "C2" : "C1"), mayRepeat: false, CancellationToken.None)).ToArray();
        var outcomes = await Task.WhenAll(posts).Soon();

        Assert.All(outcomes, outcome => Assert.True(outcome.IsDone));
        var calls = new List<ApiCall>();
        while (slack.Calls.TryRead(out var call))
        {
            calls.Add(call);
        }

        Assert.Equal(12, calls.Count);
        Assert.True(calls.FindLastIndex(call => call.Text("channel") == "C2") < 11);
    }

    [Fact]
    public async Task S54_Too_many_waiting_in_one_channel_are_refused()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var pace = new ChannelPace(time);
        using var stop = new CancellationTokenSource();
        await pace.RunAsync("T1", "C1", () => Task.FromResult("first"), "crowded", stop.Token);

        var waiting = Enumerable.Range(0, 100).Select(_ => pace.RunAsync("T1", "C1", () => Task.FromResult("later"), "crowded", stop.Token)).ToArray();

        Assert.Equal(40, waiting.Count(task => task.IsCompletedSuccessfully && task.Result == "crowded"));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waiting));
    }

    [Fact]
    public async Task S54_A_limit_delays_its_method_and_workspace_by_what_is_asked_and_nothing_else()
    {
        var time = new ScaledTime(10);
        await using var slack = await LoopbackSlack.StartAsync(time);
        slack.BotTokens["xoxb-2-other"] = "T2";
        slack.Fail("chat.postEphemeral", new Fault { Status = 429, Error = "ratelimited", RetryAfter = 3 });
        await using var bot = Bot.Make(slack, time, Roomy);

        var startedAt = time.GetTimestamp();
        var limited = bot.Client.PostEphemeralAsync(Here, Message("C1") with { User = "U1" }, CancellationToken.None);
        Assert.True((await bot.Client.UpdateAsync(Here, Message("C1") with { Ts = "1.1" }, CancellationToken.None).Soon()).IsDone);
        Assert.Equal("chat.update", (await slack.Calls.NextAsync()).Method);
        var outcome = await limited.Soon();

        Assert.True(outcome.IsDone);
        var call = await slack.Calls.NextAsync();
        Assert.Equal("chat.postEphemeral", call.Method);
        Assert.InRange(time.GetElapsedTime(startedAt, call.At).TotalSeconds, 3, 8);
        Assert.Equal(1, bot.Platform.Health.Limited);
    }

    [Fact]
    public async Task S54_A_limit_is_three_to_four_seconds_long_when_three_are_asked_for()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var gate = new RateGate(time, new Random(1));

        for (var i = 0; i < 100; i++)
        {
            gate.Hold("chat.postMessage", $"T{i}", TimeSpan.FromSeconds(3));
            Assert.InRange(gate.Remaining("chat.postMessage", $"T{i}").TotalSeconds, 3, 4);
        }

        Assert.Equal(TimeSpan.Zero, gate.Remaining("chat.update", "T1"));
        Assert.Equal(TimeSpan.Zero, gate.Remaining("chat.postMessage", "T100"));
        var wait = gate.WaitAsync("chat.postMessage", "T1", CancellationToken.None);
        Assert.False(wait.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(4));
        await wait.Soon();
    }

    [Theory]
    [InlineData("channel_not_found", SlackFailureKind.Gone)]
    [InlineData("is_archived", SlackFailureKind.Gone)]
    [InlineData("not_in_channel", SlackFailureKind.Forbidden)]
    [InlineData("restricted_action_thread_locked", SlackFailureKind.Forbidden)]
    [InlineData("missing_scope", SlackFailureKind.Forbidden)]
    [InlineData("rate_limited", SlackFailureKind.Limited)]
    [InlineData("fatal_error", SlackFailureKind.Transient)]
    [InlineData("invalid_blocks", SlackFailureKind.Ours)]
    [InlineData("of_next_year", SlackFailureKind.Ours)]
    [InlineData("token_revoked", SlackFailureKind.Refused)]
    public async Task An_error_is_told_by_what_it_means_and_not_repeated(string error, SlackFailureKind kind)
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        slack.Fail("chat.postMessage", Fault.Of(error));
        await using var bot = Bot.Make(slack, TimeProvider.System);

        var outcome = await bot.Client.PostAsync(Here, Message("C1"), mayRepeat: false, CancellationToken.None).Soon();

        Assert.Equal(new SlackFailure(kind, error), outcome.Failure);
        Assert.Equal(1, slack.Counts["chat.postMessage"]);
    }

    [Theory]
    [InlineData("xoxb-secret text")]
    [InlineData("ERROR")]
    [InlineData(null)]
    public void What_is_no_error_word_is_not_passed_on(string? error) => Assert.Equal("unknown_error", SlackFailure.Of(error).Error);

    [Theory]
    [InlineData(503, false, 1)]
    [InlineData(503, true, 2)]
    [InlineData(0, false, 1)]
    [InlineData(0, true, 2)]
    public async Task A_post_that_may_have_been_taken_is_repeated_once_at_most_and_only_where_twice_does_no_harm(int status, bool mayRepeat, int calls)
    {
        var time = new ScaledTime(200);
        await using var slack = await LoopbackSlack.StartAsync(time);
        slack.LastingFaults["chat.postMessage"] = new Fault { Status = status == 0 ? 200 : status, Cut = status == 0 };
        await using var bot = Bot.Make(slack, time, Roomy);

        var outcome = await bot.Client.PostAsync(Here, Message("C1"), mayRepeat, CancellationToken.None).Soon();

        Assert.Equal(SlackFailureKind.Transient, outcome.Failure?.Kind);
        Assert.Equal(calls, slack.Counts["chat.postMessage"]);
    }

    [Fact]
    public async Task A_server_that_stops_answering_is_given_up()
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        slack.LastingFaults["chat.postMessage"] = new Fault { Until = new TaskCompletionSource().Task };
        await using var bot = Bot.Make(slack, TimeProvider.System, new SlackTiming { Call = TimeSpan.FromMilliseconds(200) });

        var outcome = await bot.Client.PostAsync(Here, Message("C1"), mayRepeat: false, CancellationToken.None).Soon();

        Assert.Equal(SlackFailure.Unclear, outcome.Failure);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_tried_again_since_nothing_was_sent()
    {
        var time = new ScaledTime(100);
        var slack = await LoopbackSlack.StartAsync(time);
        await using var bot = Bot.Make(slack, time, Roomy);
        await slack.DisposeAsync();

        var startedAt = time.GetTimestamp();
        var outcome = await bot.Client.PostAsync(Here, Message("C1"), mayRepeat: false, CancellationToken.None).Soon();

        Assert.Equal(SlackFailure.NoConnection, outcome.Failure);
        Assert.True(time.GetElapsedTime(startedAt) > TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Blocks_that_Slack_refuses_leave_the_words()
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        slack.Fail("chat.postMessage", Fault.Of("invalid_blocks"));
        await using var bot = Bot.Make(slack, TimeProvider.System, new SlackTiming());
        var socket = await bot.ConnectAsync();

        await socket.EventAsync(Payloads.Direct("harbour", "9.000002")).Soon();
        var call = await slack.Calls.NextAsync();

        Assert.Contains("An answer", call.Text("text"), StringComparison.Ordinal);
        Assert.False(call.Arguments.TryGetProperty("blocks", out var blocks) && blocks.GetArrayLength() > 0);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        slack.Fail("chat.postMessage", new Fault { Status = 302 });
        await using var bot = Bot.Make(slack, TimeProvider.System);

        Assert.False((await bot.Client.PostAsync(Here, Message("C1"), mayRepeat: false, CancellationToken.None).Soon()).IsDone);
        Assert.Equal(1, slack.Counts["chat.postMessage"]);
    }

    [Fact]
    public void Settings_that_are_missing_or_wrong_are_named_and_their_values_are_not()
    {
        const string Secret = "hunter2 secret";
        var faults = SlackOptions.Validate(new SlackOptions { BotToken = Secret, AppToken = Secret, SigningSecret = Secret, ClientId = "1", ApiBaseUrl = "ftp://x", Connections = 11, RedirectUrl = "x" });

        Assert.All(new[] { "Slack:BotToken", "Slack:AppToken", "Slack:SigningSecret", "Slack:ClientSecret", "Slack:ApiBaseUrl", "Slack:Connections", "Slack:RedirectUrl" }, key => Assert.Contains(faults, fault => fault.Contains(key, StringComparison.Ordinal)));
        Assert.All(faults, fault => Assert.DoesNotContain(Secret, fault, StringComparison.Ordinal));
        Assert.Contains(SlackOptions.Validate(new SlackOptions { BotToken = "xoxb-1" }), fault => fault.StartsWith("Slack:AppToken is missing", StringComparison.Ordinal));
        Assert.Contains(SlackOptions.Validate(new SlackOptions { BotToken = "xoxb-1", Mode = SlackMode.Http }), fault => fault.StartsWith("Slack:SigningSecret is missing", StringComparison.Ordinal));
        Assert.Contains(SlackOptions.Validate(new SlackOptions { AppToken = "xapp-1" }), fault => fault.StartsWith("Slack:BotToken is missing", StringComparison.Ordinal));
        Assert.Empty(SlackOptions.Validate(new SlackOptions { BotToken = "xoxb-1", AppToken = "xapp-1" }));
    }

    [Theory]
    [InlineData("xoxb-1", "xapp-1", null)]
    [InlineData("test-bot", "test-app", null)]
    [InlineData("xapp-1", "xapp-1", "Slack:BotToken begins with xapp-")]
    [InlineData("xoxb-1", "xoxb-1", "Slack:AppToken begins with xoxb-")]
    [InlineData("xoxb-1", "xoxp-1", "Slack:AppToken begins with xoxp-")]
    [InlineData("xoxb-1 ", "xapp-1", "Slack:BotToken holds blanks")]
    [InlineData("xoxb-1", "xapp-1\u0007", "Slack:AppToken holds blanks")]
    public void A_token_is_refused_when_it_is_evidently_the_other_kind_or_damaged(string bot, string app, string? fault)
    {
        var faults = SlackOptions.Validate(new SlackOptions { BotToken = bot, AppToken = app });

        Assert.Equal(fault is null, faults.IsEmpty);
        Assert.All(faults, found => Assert.StartsWith(fault ?? "", found, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_checkup_says_what_is_wrong_with_tokens_and_scopes()
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);

        Assert.All(await bot.Platform.CheckAsync(CancellationToken.None).Soon(), finding => Assert.True(finding.IsGood, finding.Message));

        slack.Scopes = "commands,chat:write";
        slack.LastingFaults["apps.connections.open"] = Fault.Of("invalid_auth");
        var findings = await bot.Platform.CheckAsync(CancellationToken.None).Soon();
        Assert.Contains(findings, finding => !finding.IsGood && finding.What == "scopes" && finding.Message.Contains("users:read", StringComparison.Ordinal));
        Assert.Contains(findings, finding => !finding.IsGood && finding.What == "app token" && finding.Message.Contains("Slack:AppToken", StringComparison.Ordinal));

        slack.LastingFaults["auth.test"] = Fault.Of("account_inactive");
        Assert.Contains(await bot.Platform.CheckAsync(CancellationToken.None).Soon(), finding => !finding.IsGood && finding.What == "bot token");
    }

    [Fact]
    public async Task The_checkup_tells_a_signing_secret_by_its_form()
    {
        var options = new SlackOptions { BotToken = "xoxb-1", SigningSecret = "8f742231b10e88884bcd99aaaeee85a5", Mode = SlackMode.Http, ApiBaseUrl = "http://127.0.0.1:1/api/", Timing = new SlackTiming { Call = TimeSpan.FromMilliseconds(50) } };
        await using var client = new SlackClient(options, null, null, new ScaledTime(100), new Random(1), NullLoggerFactory.Instance);

        var findings = await client.CheckAsync(CancellationToken.None).Soon();

        Assert.Contains(findings, finding => finding.IsGood && finding.What == "signing secret");
        Assert.Contains(findings, finding => !finding.IsGood && finding.What == "bot token" && finding.Message.Contains("Slack:ApiBaseUrl", StringComparison.Ordinal));
    }

    private static SlackMessage Message(string channel) => SlackRenderer.Notice("The harbour opens.") with { Channel = channel };
}
