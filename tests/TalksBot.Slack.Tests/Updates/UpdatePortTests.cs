using TalksBot.Answers;
using TalksBot.Chat;
using TalksBot.Domain;

namespace TalksBot.Slack.Tests;

/// <inheritdoc/>
public sealed class BuiltInUpdatePortTests() : UpdatePortTests(ClientKind.BuiltIn);

/// <inheritdoc/>
public sealed class SlackNetUpdatePortTests() : UpdatePortTests(ClientKind.SlackNet);

/// <summary>Posting what nobody asked for just now (checklist 52, 54, 55).</summary>
public abstract class UpdatePortTests(ClientKind kind) : ClientBehaviour(kind)
{
    private const string Key = "k1";

    private static readonly ChannelKey Channel = new("slack", LoopbackSlack.TeamId, "C1");
    private static readonly SlackTiming Roomy = new() { Call = TimeSpan.FromHours(3) };

    [Fact]
    public async Task An_update_is_posted_with_its_key_in_the_metadata()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);

        var outcome = await bot.Platform.Updates.PostAsync(Update(), CancellationToken.None);

        var message = Assert.Single(slack.Standing);
        Assert.Equal(new PostOutcome.Posted(message.Ts), outcome);
        Assert.Equal(Key, message.Body.GetProperty("metadata").GetProperty("event_payload").GetProperty("key").GetString());
        Assert.Equal("talksbot_update", message.Body.GetProperty("metadata").GetProperty("event_type").GetString());
    }

    [Fact]
    public async Task A_lost_reply_leaves_it_unclear_and_a_look_finds_it()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        slack.Scopes += ",channels:history";
        await using var bot = Bot.Make(slack, TimeProvider.System);
        var since = TimeProvider.System.GetUtcNow();
        slack.CutsAfter["chat.postMessage"] = 1;

        Assert.IsType<PostOutcome.Unclear>(await bot.Platform.Updates.PostAsync(Update(), CancellationToken.None));

        var message = Assert.Single(slack.Standing);
        Assert.Equal(new PostedLook.Found(message.Ts), await bot.Platform.Updates.FindPostedAsync(Channel, Key, since, null, CancellationToken.None));
        Assert.IsType<PostedLook.Absent>(await bot.Platform.Updates.FindPostedAsync(Channel, "k11", since, null, CancellationToken.None));
        Assert.Equal(1, slack.Counts["chat.postMessage"]);
    }

    [Fact]
    public async Task A_lost_request_leaves_it_unclear_and_a_look_finds_nothing()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        slack.Scopes += ",channels:history";
        await using var bot = Bot.Make(slack, TimeProvider.System);
        slack.Fail("chat.postMessage", new Fault { Cut = true });

        Assert.IsType<PostOutcome.Unclear>(await bot.Platform.Updates.PostAsync(Update(), CancellationToken.None));

        Assert.IsType<PostedLook.Absent>(await bot.Platform.Updates.FindPostedAsync(Channel, Key, TimeProvider.System.GetUtcNow(), null, CancellationToken.None));
    }

    [Fact]
    public async Task Without_the_optional_scopes_it_cannot_be_known()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);

        var look = await bot.Platform.Updates.FindPostedAsync(Channel, Key, TimeProvider.System.GetUtcNow(), null, CancellationToken.None);

        Assert.Contains("channels:history", Assert.IsType<PostedLook.Unknown>(look).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40, typeof(PostedLook.Found))]
    [InlineData(100, typeof(PostedLook.Unknown))]
    public async Task It_is_looked_for_on_several_pages(int others, Type look)
    {
        await using var slack = await StartAsync(TimeProvider.System);
        slack.Scopes += ",channels:history";
        await using var bot = Bot.Make(slack, TimeProvider.System);
        var since = TimeProvider.System.GetUtcNow();
        await bot.Platform.Updates.PostAsync(Update(), CancellationToken.None);
        for (var i = 0; i < others; i++)
        {
            slack.Write("C1");
        }

        Assert.IsType(look, await bot.Platform.Updates.FindPostedAsync(Channel, Key, since, null, CancellationToken.None));
    }

    [Theory]
    [InlineData("ratelimited", typeof(PostedLook.Later))]
    [InlineData("internal_error", typeof(PostedLook.Later))]
    [InlineData("not_in_channel", typeof(PostedLook.Unknown))]
    [InlineData("channel_not_found", typeof(PostedLook.Unknown))]
    public async Task A_look_that_fails_says_whether_another_helps(string error, Type look)
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, new ScaledTime(20), Roomy);
        slack.LastingFaults["conversations.history"] = Fault.Of(error);

        Assert.IsType(look, await bot.Platform.Updates.FindPostedAsync(Channel, Key, TimeProvider.System.GetUtcNow(), null, CancellationToken.None));
    }

    /// <summary>Statement 55.</summary>
    [Theory]
    [InlineData("channel_not_found", typeof(PostOutcome.Gone))]
    [InlineData("is_archived", typeof(PostOutcome.Gone))]
    [InlineData("cannot_dm_bot", typeof(PostOutcome.Gone))]
    [InlineData("not_in_channel", typeof(PostOutcome.Forbidden))]
    [InlineData("missing_scope", typeof(PostOutcome.Forbidden))]
    [InlineData("restricted_action_read_only_channel", typeof(PostOutcome.Forbidden))]
    [InlineData("ekm_access_denied", typeof(PostOutcome.Forbidden))]
    [InlineData("rate_limited", typeof(PostOutcome.Limited))]
    [InlineData("message_limit_exceeded", typeof(PostOutcome.Limited))]
    [InlineData("msg_too_long", typeof(PostOutcome.Refused))]
    [InlineData("invalid_blocks", typeof(PostOutcome.Refused))]
    [InlineData("internal_error", typeof(PostOutcome.Unclear))]
    [InlineData("fatal_error", typeof(PostOutcome.Unclear))]
    [InlineData("token_revoked", typeof(PostOutcome.Forbidden))]
    [InlineData("account_inactive", typeof(PostOutcome.Forbidden))]
    public async Task S55_What_Slack_answers_decides_what_becomes_of_the_delivery(string error, Type outcome)
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, new ScaledTime(20), Roomy);
        slack.LastingFaults["chat.postMessage"] = Fault.Of(error);

        var answered = await bot.Platform.Updates.PostAsync(Update(), CancellationToken.None);

        Assert.IsType(outcome, answered);
        Assert.Equal(error == "message_limit_exceeded", answered is PostOutcome.Limited { RetryAfter.TotalHours: >= 24 });
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_leaves_nothing_unclear()
    {
        var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, new ScaledTime(50), Roomy);
        await slack.DisposeAsync();

        Assert.IsType<PostOutcome.Failed>(await bot.Platform.Updates.PostAsync(Update(), CancellationToken.None));
    }

    [Fact]
    public async Task What_Slack_does_not_like_the_blocks_of_is_said_plainly()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);
        slack.Fail("chat.postMessage", Fault.Of("invalid_blocks"));

        Assert.IsType<PostOutcome.Posted>(await bot.Platform.Updates.PostAsync(Update(), CancellationToken.None));

        var message = Assert.Single(slack.Standing);
        Assert.Contains("Something happened", message.Text, StringComparison.Ordinal);
        Assert.Equal(0, message.Body.GetProperty("blocks").GetArrayLength());
    }

    [Fact]
    public async Task A_message_is_edited_in_its_place()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);
        var id = await PostedAsync(bot);

        Assert.Equal(new PostOutcome.Posted(id), await bot.Platform.Updates.EditAsync(Update("Corrected"), id, CancellationToken.None));

        var message = Assert.Single(slack.Standing);
        Assert.Equal(1, message.Edits);
        Assert.Contains("Corrected", message.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cant_update_message")]
    [InlineData("edit_window_closed")]
    public async Task A_message_that_cannot_be_edited_is_answered_in_its_thread_and_found_there(string error)
    {
        var time = new ScaledTime(20);
        await using var slack = await StartAsync(time);
        slack.Scopes += ",channels:history";
        await using var bot = Bot.Make(slack, time, Roomy);
        var since = time.GetUtcNow();
        var id = await PostedAsync(bot);
        slack.Fail("chat.update", Fault.Of(error));

        Assert.True(await bot.Platform.Updates.EditAsync(Update("Corrected", "k2"), id, CancellationToken.None) is PostOutcome.Gone { IsMessage: true });
        var answer = Assert.IsType<PostOutcome.Posted>(await bot.Platform.Updates.PostAsync(Update("Corrected", "k2") with { InReplyTo = id }, CancellationToken.None));

        Assert.Equal(id, slack.Standing.Single(message => message.Ts == answer.MessageId).ThreadTs);
        Assert.Equal(new PostedLook.Found(answer.MessageId), await bot.Platform.Updates.FindPostedAsync(Channel, "k2", since, id, CancellationToken.None));
    }

    [Fact]
    public async Task An_answer_to_a_message_that_is_gone_stands_alone()
    {
        var time = new ScaledTime(20);
        await using var slack = await StartAsync(time);
        await using var bot = Bot.Make(slack, time, Roomy);
        var id = await PostedAsync(bot);
        slack.Delete(id);

        Assert.IsType<PostOutcome.Posted>(await bot.Platform.Updates.PostAsync(Update("Corrected", "k2") with { InReplyTo = id }, CancellationToken.None));

        Assert.Null(Assert.Single(slack.Standing).ThreadTs);
    }

    [Fact]
    public async Task A_stop_ends_waiting_and_finishes_what_is_on_the_wire()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);
        var (come, answering) = (new TaskCompletionSource(), new TaskCompletionSource());
        slack.Fail("chat.postMessage", new Fault { Until = answering.Task, OnCome = () => come.SetResult() });
        using var stop = new CancellationTokenSource();

        var onWire = bot.Platform.Updates.PostAsync(Update(), stop.Token);
        await come.Task.Soon();
        var waiting = bot.Platform.Updates.PostAsync(Update("Later", "k2"), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Soon());
        answering.SetResult();

        Assert.IsType<PostOutcome.Posted>(await onWire.Soon());
        Assert.Single(slack.Standing);
    }

    [Fact]
    public async Task Channels_that_open_are_told_of()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);
        var opened = System.Threading.Channels.Channel.CreateUnbounded<ChannelKey>();
        bot.Platform.Updates.Opened += (_, told) => opened.Writer.TryWrite(told.Channel);
        var socket = await bot.ConnectAsync();

        await socket.EventAsync(Payloads.Event(new { type = "member_joined_channel", user = LoopbackSlack.BotUserId, channel = "C1" })).Soon();
        await socket.EventAsync(Payloads.Event(new { type = "member_joined_channel", user = "USOMEBODY", channel = "C2" })).Soon();
        await socket.EventAsync(Payloads.Event(new { type = "channel_unarchive", channel = "C3", user = "U1" })).Soon();

        Assert.Equal(["C1", "C3"], new[] { await opened.Reader.NextAsync(), await opened.Reader.NextAsync() }.Select(channel => channel.ChannelId).Order());
    }

    private static ChannelUpdate Update(string text = "Something happened", string key = Key) =>
        new(Channel, key, new ChatAnswer(AnswerKind.Answer, new Reply { Title = text, Kind = ReplyKind.None }));

    private static async Task<string> PostedAsync(Bot bot) => Assert.IsType<PostOutcome.Posted>(await bot.Platform.Updates.PostAsync(Update(), CancellationToken.None)).MessageId;
}
