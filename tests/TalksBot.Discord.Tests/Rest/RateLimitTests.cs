using TalksBot.Discord.Tests.Loopback;

namespace TalksBot.Discord.Tests.Rest;

/// <summary>Limits of the HTTP API, and what becomes of failures (checklist 29 to 35).</summary>
public class RateLimitTests
{
    /// <summary>Checklist 30.</summary>
    [Fact]
    public async Task A_spent_window_holds_its_channel_and_no_other()
    {
        await using var server = await LoopbackDiscord.StartAsync();
        server.Rest.Limits.Window = TimeSpan.FromSeconds(1);
        await using var client = new DiscordClient(server.Options, server.Clock, new Random(7), new RecordingLogs());

        var ones = Enumerable.Range(0, 13).Select(number => client.PostAsync("501", Post($"one {number}"), CancellationToken.None)).ToArray();
        await server.Rest.Posted.CountAsync(call => call.Path.Contains("/501/", StringComparison.Ordinal), 5);
        var others = Enumerable.Range(0, 5).Select(number => client.PostAsync("502", Post($"other {number}"), CancellationToken.None)).ToArray();
        await Task.WhenAll(others).WaitAsync(Guard.Patience);
        await Task.WhenAll(ones).WaitAsync(Guard.Patience);

        var first = server.Rest.Posted.All.First(call => call.Path.Contains("/501/", StringComparison.Ordinal)).At;
        Assert.All(server.Rest.Posted.All.Where(call => call.Path.Contains("/502/", StringComparison.Ordinal)), call => Assert.True(call.At < first + TimeSpan.FromSeconds(1), $"{call}"));
        Assert.Equal(13, server.Rest.Posted.All.Count(call => call.Path.Contains("/501/", StringComparison.Ordinal)));
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 31.</summary>
    [Fact]
    public async Task A_limited_post_is_sent_again_once_and_unchanged_after_the_longer_wait()
    {
        await using var server = await LoopbackDiscord.StartAsync();
        await using var client = new DiscordClient(server.Options, server.Clock, new Random(7), new RecordingLogs());
        server.Rest.Fail(call => call.IsPost, new RestFault(429)
        {
            Body = """{"message":"You are being rate limited.","retry_after":0.25,"global":false}""",
            Headers = [("Retry-After", "0.7"), ("X-RateLimit-Scope", "shared")],
        });

        var post = client.PostAsync("501", Post("hello") with { Nonce = "n1", EnforceNonce = true }, CancellationToken.None);
        var first = await server.Rest.Calls.FirstAsync(call => call.IsPost);
        await post.WaitAsync(Guard.Patience);

        var calls = server.Rest.Calls.All.Where(call => call.IsPost).ToArray();
        Assert.Equal(2, calls.Length);
        Assert.Equal(first.Body, calls[1].Body);
        Assert.True(calls[1].At - first.At >= TimeSpan.FromSeconds(0.7), $"It waited for {calls[1].At - first.At}.");
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 31 and 32: a global 429 holds posts everywhere, and no answer to an interaction.</summary>
    [Theory]
    [InlineData("application/json", """{"message":"You are being rate limited.","retry_after":1.0,"global":true}""", "X-RateLimit-Global")]
    [InlineData("text/html", "<html>error 1015</html>", "X-Edge")]
    public async Task A_global_limit_holds_everything_but_answers(string contentType, string body, string header)
    {
        await using var server = await LoopbackDiscord.StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        var client = bench.Client;
        server.Rest.Fail(call => call.IsPost, new RestFault(429) { Body = body, ContentType = contentType, Headers = [("Retry-After", "1"), (header, "true")] });

        var limited = client.PostAsync("501", Post("a"), CancellationToken.None);
        await bench.Logs.Written.FirstAsync(line => line.Contains(" 5001 ", StringComparison.Ordinal));
        var held = client.PostAsync("502", Post("b"), CancellationToken.None);
        var id = bench.NewId();
        await bench.SendAsync(Payloads.Command(id, "brief"));
        var edit = await bench.EditAsync(id);
        await Task.WhenAll(limited, held).WaitAsync(Guard.Patience);

        var until = server.Rest.Calls.All.First(call => call.IsPost).At + TimeSpan.FromSeconds(1);
        Assert.Equal(2, server.Rest.Posted.All.Length);
        Assert.All(server.Rest.Posted.All, call => Assert.True(call.At >= until, $"{call}"));
        Assert.True(edit.At < until, $"{edit} had to wait.");
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 32 and 33.</summary>
    [Fact]
    public async Task Answers_go_out_at_once_while_500_posts_are_queued()
    {
        await using var server = await LoopbackDiscord.StartAsync();
        server.Rest.Limits.PostsPerWindow = 1000;
        await using var bench = await Bench.ReadyAsync(server);
        using var enough = new CancellationTokenSource();

        var posts = Enumerable.Range(0, 500).Select(number => bench.Client.PostAsync($"{600 + (number % 50)}", Post($"{number}"), enough.Token)).ToArray();
        await server.Rest.Posted.CountAsync(_ => true, 30);
        var id = bench.NewId();
        await bench.SendAsync(Payloads.Command(id, "brief"));
        var callback = await bench.CallbackAsync(id);
        var queued = 500 - server.Rest.Posted.All.Count(call => call.At <= callback.At);
        await server.Rest.Posted.CountAsync(_ => true, 150);
        await enough.CancelAsync();
        await ((Task)Task.WhenAll(posts)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

        Assert.True(queued > 350, $"Only {queued} posts were queued when the answer came.");
        Assert.InRange(server.Rest.Limits.MostInASecond, 30, 50);
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 35, and D11: what may be repeated is repeated, with growing pauses.</summary>
    [Fact]
    public async Task A_post_whose_reply_is_lost_stands_once()
    {
        await using var server = await LoopbackDiscord.StartAsync();
        await using var client = new DiscordClient(server.Options, server.Clock, new Random(7), new RecordingLogs());
        server.Rest.Fail(call => call.IsPost, new RestFault(0) { LosesReply = true }, new RestFault(502) { Body = "<html>", ContentType = "text/html" });

        await client.PostAsync("501", Post("once") with { Nonce = "n1", EnforceNonce = true }, CancellationToken.None).WaitAsync(Guard.Patience);

        Assert.Single(server.Rest.Posted.All);
        Assert.Equal(3, server.Rest.Calls.All.Count(call => call.IsPost));
        server.AssertNothingBroken();
    }

    /// <summary>D11: without a nonce nobody knows whether it stands already.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_post_without_a_nonce_is_not_repeated(bool isLost)
    {
        await using var server = await LoopbackDiscord.StartAsync();
        await using var client = new DiscordClient(server.Options, server.Clock, new Random(7), new RecordingLogs());
        await client.PostAsync("501", Post("before"), CancellationToken.None);
        server.Rest.Fail(call => call.IsPost, isLost ? new RestFault(0) { LosesReply = true } : new RestFault(500));

        var failure = await Assert.ThrowsAsync<DiscordException>(() => client.PostAsync("501", Post("once"), CancellationToken.None));

        Assert.Equal(DiscordErrorKind.Transient, failure.Kind);
        Assert.Equal(2, server.Rest.Calls.All.Length);
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 34.</summary>
    [Fact]
    public async Task After_the_token_is_refused_nothing_is_sent_any_more()
    {
        await using var server = await LoopbackDiscord.StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        server.Rest.RefusesToken = true;

        var failure = await Assert.ThrowsAsync<DiscordException>(() => bench.Client.PostAsync("501", Post("a"), CancellationToken.None));
        var refused = await Assert.ThrowsAsync<TalksBot.Chat.PlatformRefusedException>(() => bench.Running.WaitAsync(Guard.Patience));
        var count = server.Rest.Calls.All.Length;
        await Assert.ThrowsAsync<DiscordException>(() => bench.Client.PostAsync("502", Post("b"), CancellationToken.None));

        Assert.Equal(DiscordErrorKind.Refused, failure.Kind);
        Assert.Contains("Discord:Token", refused.Message, StringComparison.Ordinal);
        Assert.Equal(count, server.Rest.Calls.All.Length);
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 34 and 36's kinds: each refusal has its meaning, and none is sent again.</summary>
    [Theory]
    [InlineData(404, 10003, DiscordErrorKind.Gone)]
    [InlineData(403, 50001, DiscordErrorKind.Forbidden)]
    [InlineData(403, 50013, DiscordErrorKind.Forbidden)]
    [InlineData(403, 50007, DiscordErrorKind.Gone)]
    [InlineData(400, 50035, DiscordErrorKind.Ours)]
    [InlineData(400, 200000, DiscordErrorKind.Blocked)]
    [InlineData(403, 20016, DiscordErrorKind.Limited)]
    public async Task A_refusal_is_told_by_its_meaning(int status, int code, DiscordErrorKind kind)
    {
        await using var server = await LoopbackDiscord.StartAsync();
        await using var client = new DiscordClient(server.Options, server.Clock, new Random(7), new RecordingLogs());
        server.Rest.Fail(call => call.IsPost, new RestFault(status) { Body = """{"message":"secret words of a reader","code":CODE,"errors":{"embeds":{"0":{"title":{"_errors":[{"code":"BASE_TYPE_BAD_LENGTH","message":"too long"}]}}}}}""".Replace("CODE", $"{code}", StringComparison.Ordinal) });

        var failure = await Assert.ThrowsAsync<DiscordException>(() => client.PostAsync("501", Post("a") with { Nonce = "n", EnforceNonce = true }, CancellationToken.None));

        Assert.Equal((kind, status, code), (failure.Kind, failure.Status, failure.Code));
        Assert.Contains("embeds.0.title BASE_TYPE_BAD_LENGTH", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret words", failure.Message, StringComparison.Ordinal);
        Assert.Single(server.Rest.Calls.All);
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 34: a mention in a channel that takes no posts is not answered there again until something changes.</summary>
    [Fact]
    public async Task A_channel_that_refuses_posts_is_left_alone_until_its_permissions_change()
    {
        await using var server = await LoopbackDiscord.StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        server.Rest.Fail(call => call.IsPost, new RestFault(403) { Body = """{"message":"Missing Access","code":50001}""" });

        await server.Gateway.DispatchAsync(server.Gateway.Current, "MESSAGE_CREATE", Payloads.Message("1", "<@811000000000000002> who?"));
        await bench.Logs.Written.FirstAsync(line => line.Contains(" 5056 ", StringComparison.Ordinal));
        await server.Gateway.DispatchAsync(server.Gateway.Current, "MESSAGE_CREATE", Payloads.Message("2", "<@811000000000000002> who?"));
        await bench.SettleAsync();
        await server.Gateway.DispatchAsync(server.Gateway.Current, "CHANNEL_UPDATE", new System.Text.Json.Nodes.JsonObject { ["id"] = Payloads.ChannelId, ["guild_id"] = Payloads.GuildId });
        await bench.Logs.Written.FirstAsync(line => line.Contains(" 5057 ", StringComparison.Ordinal));
        await server.Gateway.DispatchAsync(server.Gateway.Current, "MESSAGE_CREATE", Payloads.Message("3", "<@811000000000000002> who?"));
        var posted = await server.Rest.Posted.NumberAsync(0);

        Assert.Equal("3", posted.Json.GetProperty("nonce").GetString());
        Assert.Equal(2, server.Rest.Calls.All.Count(call => call.IsPost));
        server.AssertNothingBroken();
    }

    /// <summary>D11: the invalid-request guard.</summary>
    [Fact]
    public async Task A_thousand_refusals_slow_everything_down_but_answers()
    {
        var time = new TestClock();
        using var gate = new GlobalGate(new MonotonicClock(time));
        for (var i = 0; i < GlobalGate.SlowFrom; i++)
        {
            gate.CountFailure();
        }

        await gate.EnterAsync(CancellationToken.None);
        var second = gate.EnterAsync(CancellationToken.None).AsTask();
        time.Advance(TimeSpan.FromSeconds(0.99));
        Assert.False(second.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.01));
        await second.WaitAsync(Guard.Patience);

        time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(0, gate.Failures);
    }

    /// <summary>Invariant 6: what is known of buckets does not grow without end.</summary>
    [Fact]
    public async Task Buckets_that_are_not_used_are_forgotten()
    {
        var time = new TestClock();
        var buckets = new RateBuckets(new MonotonicClock(time));
        for (var i = 0; i < 5_000; i++)
        {
            var request = new DiscordRequest(RequestKind.FollowUp, HttpMethod.Patch, "/webhooks/{application}/{token}/messages/@original", "x") { Major = $"token {i}" };
            buckets.Leave(request, await buckets.EnterAsync(request, isAgain: false, CancellationToken.None), headers: null, TimeSpan.Zero);
        }

        time.Advance(TimeSpan.FromMinutes(2));
        var last = new DiscordRequest(RequestKind.Bot, HttpMethod.Get, "/gateway/bot", "gateway/bot");
        await buckets.EnterAsync(last, isAgain: false, CancellationToken.None);

        Assert.InRange(buckets.Count, 1, 10);
    }

    private static DiscordMessage Post(string text) => new() { Content = text };
}
