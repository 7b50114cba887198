using System.Collections.Immutable;
using TalksBot.Chat;
using TalksBot.Discord.Tests.Loopback;

namespace TalksBot.Discord.Tests.Behaviour;

/// <inheritdoc/>
public sealed class BuiltInContractTests() : ContractTests(ClientKind.BuiltIn);

/// <inheritdoc/>
public sealed class DiscordNetContractTests() : ContractTests(ClientKind.DiscordNet);

/// <summary>What <see cref="IDiscordClient"/> promises, whoever keeps it.</summary>
public abstract class ContractTests(ClientKind kind) : ClientBehaviour(kind)
{
    [Fact]
    public async Task After_a_call_to_reconnect_it_handles_what_it_missed_once()
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        var (before, missed) = (bench.NewId(), bench.NewId());
        await bench.SendAsync(Payloads.Command(before, "brief"));
        await bench.EditAsync(before);
        var first = server.Gateway.Current;
        var payload = Payloads.Command(missed, "brief");
        bench.Expect(payload);

        server.Gateway.Record(first.Session ?? throw new InvalidOperationException("There is a session."), "INTERACTION_CREATE", payload);
        await first.SendAsync("""{"op":7,"d":null}""");
        await bench.EditAsync(missed);
        await first.Gone.WaitAsync(Guard.Patience);

        Assert.Equal(2, bench.Desk.Calls.All.Length);
        Assert.Equal(1, bench.Platform.Health.Reconnects);
        server.AssertNothingBroken();
    }

    [Fact]
    public async Task A_connection_that_is_cut_is_made_again()
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        var id = bench.NewId();

        server.Gateway.Current.Cut();
        await bench.EstablishedAsync(2);
        await bench.SendAsync(Payloads.Command(id, "brief"));
        await bench.EditAsync(id);

        Assert.Equal(ConnectionState.Connected, bench.Platform.Health.State);
        server.AssertNothingBroken();
    }

    [Theory]
    [InlineData(4004, "Discord:Token")]
    [InlineData(4010, "Discord:Shards")]
    [InlineData(4012, "newer TalksBot")]
    [InlineData(4013, "Discord:Intents")]
    [InlineData(4014, "intent")]
    public async Task A_fatal_code_ends_it_and_says_what_to_do(int code, string advice)
    {
        await using var server = await StartAsync();
        server.Gateway.Intercept = async (peer, _) =>
        {
            await peer.CloseAsync(code);
            return true;
        };
        await using var bench = Bench.Start(server);

        var refused = await Assert.ThrowsAsync<PlatformRefusedException>(() => bench.Running.WaitAsync(Guard.Patience));

        Assert.Contains(advice, refused.Message, StringComparison.Ordinal);
        Assert.Equal((ConnectionState.Refused, refused.Message), (bench.Platform.Health.State, bench.Platform.Health.Problem));
        server.AssertNothingBroken();
    }

    [Fact]
    public async Task A_token_that_is_refused_at_the_start_ends_it()
    {
        await using var server = await StartAsync();
        server.Rest.RefusesToken = true;
        await using var bench = Bench.Start(server);

        var refused = await Assert.ThrowsAsync<PlatformRefusedException>(() => bench.Running.WaitAsync(Guard.Patience));

        Assert.Contains("Discord:Token", refused.Message, StringComparison.Ordinal);
        Assert.Empty(server.Gateway.Peers.All);
        server.AssertNothingBroken();
    }

    [Fact]
    public async Task After_the_token_is_refused_nothing_is_sent_any_more()
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        server.Rest.RefusesToken = true;

        var failure = await Assert.ThrowsAsync<DiscordException>(() => bench.Client.PostAsync(Payloads.ChannelId, Post("a"), CancellationToken.None));
        await Assert.ThrowsAsync<PlatformRefusedException>(() => bench.Running.WaitAsync(Guard.Patience));
        var count = server.Rest.Calls.All.Length;
        await Assert.ThrowsAsync<DiscordException>(() => bench.Client.PostAsync("501", Post("b"), CancellationToken.None));

        Assert.Equal(DiscordErrorKind.Refused, failure.Kind);
        Assert.Equal(count, server.Rest.Calls.All.Length);
        server.AssertNothingBroken();
    }

    [Fact]
    public async Task A_post_whose_reply_is_lost_stands_once()
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        server.Rest.Fail(call => call.IsPost, new RestFault(0) { LosesReply = true }, new RestFault(502) { Body = "<html>", ContentType = "text/html" });

        await bench.Client.PostAsync("501", Post("once") with { Nonce = "n1", EnforceNonce = true }, CancellationToken.None).WaitAsync(Guard.Patience);

        var posted = Assert.Single(server.Rest.Posted.All);
        Assert.Equal(("n1", true), (posted.Json.GetProperty("nonce").GetString(), posted.Json.GetProperty("enforce_nonce").GetBoolean()));
        Assert.Equal(3, server.Rest.Calls.All.Count(call => call.IsPost));
        server.AssertNothingBroken();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_post_without_a_nonce_is_not_repeated(bool isLost)
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        server.Rest.Fail(call => call.IsPost, isLost ? new RestFault(0) { LosesReply = true } : new RestFault(500));

        var failure = await Assert.ThrowsAsync<DiscordException>(() => bench.Client.PostAsync("501", Post("once"), CancellationToken.None));

        Assert.Equal(DiscordErrorKind.Transient, failure.Kind);
        Assert.Single(server.Rest.Calls.All, call => call.IsPost);
        server.AssertNothingBroken();
    }

    [Fact]
    public async Task A_post_that_is_limited_waits_as_told_and_stands_once()
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        var fault = new RestFault(429)
        {
            Body = """{"message":"You are being rate limited.","retry_after":1.0,"global":false}""",
            Headers = [("Retry-After", "1"), ("X-RateLimit-Scope", "user"), ("X-RateLimit-Limit", "5"), ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset-After", "1.0"), ("X-RateLimit-Bucket", "channel-messages")],
        };
        server.Rest.Fail(call => call.IsPost, fault);

        await bench.Client.PostAsync("501", Post("once"), CancellationToken.None).WaitAsync(Guard.Patience);

        Assert.Single(server.Rest.Posted.All);
        Assert.Equal(1, bench.Platform.Health.Limited);
        server.AssertNothingBroken();
    }

    [Theory]
    [InlineData(404, 10003, DiscordErrorKind.Gone)]
    [InlineData(403, 50001, DiscordErrorKind.Forbidden)]
    [InlineData(403, 50013, DiscordErrorKind.Forbidden)]
    [InlineData(403, 50007, DiscordErrorKind.Gone)]
    [InlineData(400, 50035, DiscordErrorKind.Ours)]
    [InlineData(400, 200000, DiscordErrorKind.Blocked)]
    [InlineData(403, 20016, DiscordErrorKind.Limited)]
    [InlineData(503, 0, DiscordErrorKind.Transient)]
    public async Task A_refusal_is_told_by_its_meaning(int status, int code, DiscordErrorKind meaning)
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        server.Rest.Fail(call => call.IsPost, new RestFault(status) { Body = """{"message":"secret words of a reader","code":CODE,"errors":{"embeds":{"0":{"title":{"_errors":[{"code":"BASE_TYPE_BAD_LENGTH","message":"too long"}]}}}}}""".Replace("CODE", $"{code}", StringComparison.Ordinal) });

        var failure = await Assert.ThrowsAsync<DiscordException>(() => bench.Client.PostAsync("501", Post("a"), CancellationToken.None));

        Assert.Equal((meaning, status, code), (failure.Kind, failure.Status, failure.Code));
        Assert.Contains("BASE_TYPE_BAD_LENGTH", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret words", failure.Message, StringComparison.Ordinal);
        Assert.Single(server.Rest.Calls.All, call => call.IsPost);
        server.AssertNothingBroken();
    }

    [Fact]
    public async Task An_interaction_that_is_over_is_told_to_be_so()
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        server.Rest.Fail(call => call.IsCallback, new RestFault(404) { Body = """{"message":"Unknown interaction","code":10062}""" });

        await bench.SendAsync(Payloads.Command(bench.NewId(), "brief"));
        var told = await bench.Logs.Written.FirstAsync(line => line.Contains(" 5050 ", StringComparison.Ordinal));

        Assert.Contains("(Expired)", told, StringComparison.Ordinal);
        server.AssertNothingBroken();
    }

    [Fact]
    public async Task A_channel_that_refuses_posts_is_left_alone_until_its_permissions_change()
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        server.Rest.Fail(call => call.IsPost, new RestFault(403) { Body = """{"message":"Missing Access","code":50001}""" });

        await server.Gateway.DispatchAsync(server.Gateway.Current, "MESSAGE_CREATE", Payloads.Message("1", "<@811000000000000002> who?"));
        await bench.Logs.Written.FirstAsync(line => line.Contains(" 5056 ", StringComparison.Ordinal));
        await server.Gateway.DispatchAsync(server.Gateway.Current, "MESSAGE_CREATE", Payloads.Message("2", "<@811000000000000002> who?"));
        await bench.SettleAsync();
        await server.Gateway.DispatchAsync(server.Gateway.Current, "CHANNEL_UPDATE", LoopbackServers.Channel(Payloads.ChannelId));
        await bench.Logs.Written.FirstAsync(line => line.Contains(" 5057 ", StringComparison.Ordinal));
        await server.Gateway.DispatchAsync(server.Gateway.Current, "MESSAGE_CREATE", Payloads.Message("3", "<@811000000000000002> who?"));
        var posted = await server.Rest.Posted.NumberAsync(0);

        Assert.Equal("3", posted.Json.GetProperty("nonce").GetString());
        Assert.Equal(2, server.Rest.Calls.All.Count(call => call.IsPost));
        server.AssertNothingBroken();
    }

    [Theory]
    [InlineData("", "/api/v10/applications/811000000000000001/commands")]
    [InlineData("900", "/api/v10/applications/811000000000000001/guilds/900/commands")]
    public async Task Commands_are_put_once_and_again_when_they_change(string guild, string path)
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server, options => options with { GuildId = guild });
        ImmutableArray<DiscordCommand>[] lists =
        [
            DiscordCommands.All,
            DiscordCommands.All.RemoveAt(0),
            DiscordCommands.All.SetItem(0, DiscordCommands.All[0] with { Description = "Something else" }),
            DiscordCommands.All.SetItem(0, DiscordCommands.All[0] with { Contexts = [0] }),
            DiscordCommands.All.SetItem(0, DiscordCommands.All[0] with { Options = [new DiscordCommandOption("other", "Another option") { Required = true }] }),
        ];

        foreach (var list in lists)
        {
            Assert.True(await bench.Client.RegisterCommandsAsync(list, CancellationToken.None));
            Assert.False(await bench.Client.RegisterCommandsAsync(list, CancellationToken.None));
        }

        Assert.All(server.Rest.Calls.All.Where(call => call.Method == "PUT"), call => Assert.Equal(path, call.Path));
        server.AssertNothingBroken();
    }

    [Fact]
    public async Task A_second_run_hears_and_answers()
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        await bench.StopAsync();
        using var stopping = new CancellationTokenSource();

        var again = bench.Platform.RunAsync(stopping.Token);
        await bench.EstablishedAsync(2);
        var id = bench.NewId();
        await bench.SendAsync(Payloads.Command(id, "brief"));
        await bench.EditAsync(id);
        await stopping.CancelAsync();
        await again.WaitAsync(Guard.Patience);

        Assert.Equal(ConnectionState.Stopped, bench.Platform.Health.State);
    }

    [Fact]
    public async Task A_good_configuration_is_said_to_be_good()
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);

        Assert.All(await bench.Platform.CheckAsync(CancellationToken.None), finding => Assert.True(finding.IsGood, finding.Message));
    }

    private static DiscordMessage Post(string content) => new() { Content = content };
}
