using TalksBot.Answers;
using TalksBot.Chat;
using TalksBot.Discord.Tests.Behaviour;
using TalksBot.Discord.Tests.Loopback;
using TalksBot.Domain;

namespace TalksBot.Discord.Tests.Updates;

/// <inheritdoc/>
public sealed class BuiltInUpdatePortTests() : UpdatePortTests(ClientKind.BuiltIn);

/// <inheritdoc/>
public sealed class DiscordNetUpdatePortTests() : UpdatePortTests(ClientKind.DiscordNet);

/// <summary>Posting what nobody asked for just now (checklist 30, 31, 33, 35, 36).</summary>
public abstract class UpdatePortTests(ClientKind kind) : ClientBehaviour(kind)
{
    private const string Key = "k1";

    private static readonly ChannelKey Channel = new("discord", Payloads.GuildId, "501");

    [Fact]
    public async Task An_update_is_posted_with_its_key_and_pings_nobody()
    {
        await using var server = await StartAsync();
        await using var port = new Post(server);

        var outcome = await port.Port.PostAsync(Post.Update(), CancellationToken.None);

        var message = Assert.Single(server.Rest.Channels.All);
        Assert.Equal(new PostOutcome.Posted($"{message.Id}"), outcome);
        Assert.Equal(Key, message.Nonce);
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 35.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lost_connection_is_made_good_within_one_call(bool losesReply)
    {
        await using var server = await StartAsync(new HastyClock(20));
        await using var port = new Post(server);
        server.Rest.Fail(call => call.IsPost, new RestFault(0) { LosesReply = losesReply, LosesRequest = !losesReply });

        var outcome = await port.Port.PostAsync(Post.Update(), CancellationToken.None);

        Assert.Equal(new PostOutcome.Posted($"{Assert.Single(server.Rest.Channels.All).Id}"), outcome);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Connections_that_are_lost_again_and_again_leave_it_unclear(bool losesReply, int messages)
    {
        await using var server = await StartAsync(new HastyClock(20));
        await using var port = new Post(server);
        server.Rest.Fail(call => call.IsPost, [.. Enumerable.Repeat(new RestFault(0) { LosesReply = losesReply, LosesRequest = !losesReply }, 9)]);

        var outcome = await port.Port.PostAsync(Post.Update(), CancellationToken.None);

        Assert.IsType<PostOutcome.Unclear>(outcome);
        Assert.Equal(messages, server.Rest.Channels.All.Length);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_leaves_nothing_unclear()
    {
        var server = await StartAsync(new HastyClock(20));
        await using var port = new Post(server);
        await server.DisposeAsync();

        Assert.IsType<PostOutcome.Failed>(await port.Port.PostAsync(Post.Update(), CancellationToken.None));
    }

    /// <summary>Checklist 36.</summary>
    [Theory]
    [InlineData(404, 10003, typeof(PostOutcome.Gone))]
    [InlineData(404, 10004, typeof(PostOutcome.Gone))]
    [InlineData(403, 50001, typeof(PostOutcome.Forbidden))]
    [InlineData(403, 50013, typeof(PostOutcome.Forbidden))]
    [InlineData(403, 50007, typeof(PostOutcome.Gone))]
    [InlineData(400, 50083, typeof(PostOutcome.Gone))]
    [InlineData(400, 40058, typeof(PostOutcome.Gone))]
    [InlineData(400, 50035, typeof(PostOutcome.Refused))]
    [InlineData(400, 200000, typeof(PostOutcome.Refused))]
    [InlineData(400, 240000, typeof(PostOutcome.Refused))]
    [InlineData(403, 20016, typeof(PostOutcome.Limited))]
    [InlineData(500, 0, typeof(PostOutcome.Unclear))]
    public async Task What_a_channel_answers_decides_what_becomes_of_the_delivery(int status, int code, Type outcome)
    {
        await using var server = await StartAsync(new HastyClock(20));
        await using var port = new Post(server);
        server.Rest.Channels.Closed["501"] = (status, code);

        var answered = await port.Port.PostAsync(Post.Update(), CancellationToken.None);

        Assert.IsType(outcome, answered);
        Assert.True(answered is not PostOutcome.Gone { IsMessage: true });
    }

    [Fact]
    public async Task A_void_token_stops_the_whole_platform()
    {
        await using var server = await StartAsync();
        server.Rest.RefusesToken = true;
        await using var port = new Post(server);

        Assert.True(await port.Port.PostAsync(Post.Update(), CancellationToken.None) is PostOutcome.Limited { IsWholePlatform: true });
    }

    [Theory]
    [InlineData(400, 50006)]
    [InlineData(403, 50013)]
    [InlineData(400, 50035)]
    public async Task Where_embeds_may_be_the_matter_it_is_said_plainly(int status, int code)
    {
        await using var server = await StartAsync();
        await using var port = new Post(server);
        server.Rest.Fail(call => call.IsPost, new RestFault(status) { Body = $$"""{"message":"no","code":{{code}}}""" });

        Assert.IsType<PostOutcome.Posted>(await port.Port.PostAsync(Post.Update(), CancellationToken.None));

        var message = Assert.Single(server.Rest.Channels.All).Json;
        Assert.True(!message.TryGetProperty("embeds", out var embeds) || embeds.GetArrayLength() == 0);
        Assert.Contains("Something happened", message.GetProperty("content").GetString(), StringComparison.Ordinal);
        server.AssertNothingBroken();
    }

    [Fact]
    public async Task A_message_is_edited_in_its_place()
    {
        await using var server = await StartAsync();
        await using var port = new Post(server);
        var id = await port.PostedAsync();

        var edited = await port.Port.EditAsync(Post.Update("Corrected"), id, CancellationToken.None);

        Assert.Equal(new PostOutcome.Posted(id), edited);
        var message = Assert.Single(server.Rest.Channels.All);
        Assert.Equal(1, message.Edits);
        Assert.Contains("Corrected", message.Body, StringComparison.Ordinal);
        server.AssertNothingBroken();
    }

    [Fact]
    public async Task A_message_that_is_gone_is_answered_all_the_same()
    {
        await using var server = await StartAsync();
        await using var port = new Post(server);
        var id = await port.PostedAsync();
        server.Rest.Channels.Delete(ulong.Parse(id, System.Globalization.CultureInfo.InvariantCulture));

        var edited = await port.Port.EditAsync(Post.Update("Corrected", key: "k2"), id, CancellationToken.None);
        var answered = await port.Port.PostAsync(Post.Update("Corrected", key: "k2") with { InReplyTo = id }, CancellationToken.None);

        Assert.True(edited is PostOutcome.Gone { IsMessage: true });
        Assert.IsType<PostOutcome.Posted>(answered);
        Assert.Equal(id, Assert.Single(server.Rest.Channels.All).RepliesTo);
        server.AssertNothingBroken();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(250)]
    public async Task A_posted_message_is_found_among_others(int others)
    {
        await using var server = await StartAsync();
        await using var port = new Post(server);
        var since = server.Clock.GetUtcNow();
        Others(server, others);
        var id = await port.PostedAsync();
        Others(server, others);

        Assert.Equal(new PostedLook.Found(id), await port.Port.FindPostedAsync(Channel, Key, since, null, CancellationToken.None));
        Assert.IsType<PostedLook.Absent>(await port.Port.FindPostedAsync(Channel, "k11", since + TimeSpan.FromHours(1), null, CancellationToken.None));
    }

    [Fact]
    public async Task Among_too_many_messages_it_is_not_known()
    {
        await using var server = await StartAsync();
        await using var port = new Post(server);
        Others(server, 600);

        Assert.IsType<PostedLook.Unknown>(await port.Port.FindPostedAsync(Channel, Key, server.Clock.GetUtcNow(), null, CancellationToken.None));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_empty_list_is_no_proof(bool isUnreadable)
    {
        await using var server = await StartAsync();
        await using var port = new Post(server);
        if (isUnreadable)
        {
            await port.PostedAsync();
            server.Rest.Channels.Unreadable.Add("501");
        }

        Assert.IsType<PostedLook.Unknown>(await port.Port.FindPostedAsync(Channel, Key, server.Clock.GetUtcNow(), null, CancellationToken.None));
    }

    [Theory]
    [InlineData(403, 50001, typeof(PostedLook.Unknown))]
    [InlineData(404, 10003, typeof(PostedLook.Unknown))]
    [InlineData(500, 0, typeof(PostedLook.Later))]
    public async Task A_look_that_fails_says_whether_another_helps(int status, int code, Type look)
    {
        await using var server = await StartAsync(new HastyClock(20));
        await using var port = new Post(server);
        server.Rest.Channels.Closed["501"] = (status, code);

        Assert.IsType(look, await port.Port.FindPostedAsync(Channel, Key, server.Clock.GetUtcNow(), null, CancellationToken.None));
    }

    [Fact]
    public async Task A_stop_ends_waiting_and_finishes_what_is_on_the_wire()
    {
        await using var server = await StartAsync();
        await using var port = new Post(server);
        var answering = new TaskCompletionSource();
        server.Rest.Fail(call => call.IsPost, new RestFault(0) { Until = answering.Task });
        using var stop = new CancellationTokenSource();

        var onWire = port.Port.PostAsync(Post.Update(), stop.Token);
        await server.Rest.Calls.FirstAsync(call => call.IsPost);
        var waiting = port.Port.PostAsync(Post.Update("Later", key: "k2"), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Guard.Patience));
        answering.SetResult();

        Assert.IsType<PostOutcome.Posted>(await onWire.WaitAsync(Guard.Patience));
        Assert.Single(server.Rest.Channels.All);
    }

    [Fact]
    public async Task Channels_that_open_are_told_of()
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        var opened = new EventLog<ChannelKey>("opened channels");
        bench.Platform.Updates.Opened += (_, told) => opened.Add(told.Channel);

        await server.Gateway.DispatchAsync(server.Gateway.Current, "GUILD_CREATE", LoopbackServers.Server("777", isNew: true));
        await server.Gateway.DispatchAsync(server.Gateway.Current, "CHANNEL_UPDATE", LoopbackServers.Channel("501"));

        await opened.FirstAsync(channel => channel == new ChannelKey("discord", "777", ""));
        await opened.FirstAsync(channel => channel == Channel);
    }

    private static void Others(LoopbackDiscord server, int count)
    {
        for (var i = 0; i < count; i++)
        {
            server.Rest.Channels.Write("501");
        }
    }

    private sealed class Post : IAsyncDisposable
    {
        private readonly IDiscordClient _client;

        public Post(LoopbackDiscord server)
        {
            _client = DiscordClients.Create(server.Options, server.Clock, new Random(7), new RecordingLogs());
            Port = new DiscordUpdates(_client);
        }

        public DiscordUpdates Port { get; }

        public static ChannelUpdate Update(string text = "Something happened", string key = Key) => new(
            Channel,
            key,
            new ChatAnswer(AnswerKind.Answer, new Reply { Title = text, Kind = ReplyKind.None }) { Buttons = [new ChatButton(ButtonKind.Suggestion, "Why this?", $"{UpdateButtons.StartOf(key)}7")] });

        public async Task<string> PostedAsync() => Assert.IsType<PostOutcome.Posted>(await Port.PostAsync(Update(), CancellationToken.None)).MessageId;

        public ValueTask DisposeAsync() => _client.DisposeAsync();
    }
}
