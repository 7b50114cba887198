using System.Text.Json.Nodes;
using TalksBot.Chat;
using TalksBot.Discord.Tests.Behaviour;
using TalksBot.Discord.Tests.Loopback;

namespace TalksBot.Discord.Tests.Interactions;

/// <inheritdoc/>
public sealed class BuiltInMessageTests() : MessageTests(ClientKind.BuiltIn);

/// <inheritdoc/>
public sealed class DiscordNetMessageTests() : MessageTests(ClientKind.DiscordNet);

/// <summary>Mentions and direct messages (platforms D5, D9).</summary>
public abstract class MessageTests(ClientKind kind) : ClientBehaviour(kind)
{
    [Theory]
    [InlineData("<@811000000000000002> who met on Monday?", "who met on Monday?")]
    [InlineData("hey <@!811000000000000002>, who met?", "hey  , who met?")]
    [InlineData("<@811000000000000002>", "")]
    public async Task A_mention_is_a_question_before_everybody_without_the_mention(string text, string question)
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);

        await server.Gateway.DispatchAsync(server.Gateway.Current, "MESSAGE_CREATE", Payloads.Message("4242", text));
        var posted = await server.Rest.Posted.NumberAsync(0);

        var line = Assert.IsType<ChatCall.Line>(bench.Desk.Calls.All[0]);
        Assert.Equal((question, true, false), (line.Text, line.IsPublic, line.Place.MayManage));
        Assert.Equal($"/api/v10/channels/{Payloads.ChannelId}/messages", posted.Path);
        Assert.Equal("4242", posted.Json.GetProperty("message_reference").GetProperty("message_id").GetString());
        Assert.Equal(("4242", true), (posted.Json.GetProperty("nonce").GetString(), posted.Json.GetProperty("enforce_nonce").GetBoolean()));
        server.AssertNothingBroken();
    }

    [Fact]
    public async Task A_direct_message_is_a_question_of_ones_own()
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);

        await server.Gateway.DispatchAsync(server.Gateway.Current, "MESSAGE_CREATE", Payloads.Message("1", "who met?", guildId: null, mentionsBot: false));
        await server.Rest.Posted.NumberAsync(0);

        var line = Assert.IsType<ChatCall.Line>(bench.Desk.Calls.All[0]);
        Assert.Equal(("who met?", false, true), (line.Text, line.IsPublic, line.Place.IsDirect));
        server.AssertNothingBroken();
    }

    /// <summary>D13: where embeds are not allowed the message would be empty, so it is told in plain text, once.</summary>
    [Theory]
    [InlineData(400, 50006)]
    [InlineData(403, 50013)]
    public async Task A_channel_without_embeds_gets_plain_text(int status, int code)
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        server.Rest.Fail(call => call.IsPost, new RestFault(status) { Body = $$"""{"message":"as the test wants","code":{{code}}}""" });

        await server.Gateway.DispatchAsync(server.Gateway.Current, "MESSAGE_CREATE", Payloads.Message("1", "<@811000000000000002> who met?"));
        var posted = await server.Rest.Posted.NumberAsync(0);

        Assert.Contains("Found", posted.Json.GetProperty("content").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, server.Rest.Calls.All.Count(call => call.IsPost));
        server.AssertNothingBroken();
    }

    /// <summary>D13: an outage of Discord's is no removal.</summary>
    [Fact]
    public async Task A_server_that_sends_the_bot_away_is_forgotten()
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        await bench.JoinAsync("901", "902");

        await server.Gateway.DispatchAsync(server.Gateway.Current, "GUILD_DELETE", new JsonObject { ["id"] = "901", ["unavailable"] = true });
        await server.Gateway.DispatchAsync(server.Gateway.Current, "GUILD_DELETE", new JsonObject { ["id"] = "902" });
        await bench.SettleAsync();
        await bench.Desk.Forgotten.FirstAsync(forgotten => forgotten == "902");

        Assert.DoesNotContain("901", bench.Desk.Forgotten.All);
        server.AssertNothingBroken();
    }

    [Fact]
    public async Task Nobody_elses_talk_is_answered()
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        var own = Payloads.Message("3", "<@811000000000000002> x");
        own["author"] = new JsonObject { ["id"] = LoopbackDiscord.BotUserId };
        var webhook = Payloads.Message("4", "<@811000000000000002> x");
        webhook["webhook_id"] = "9";
        var joined = Payloads.Message("5", "<@811000000000000002> joined");
        joined["type"] = 7;

        foreach (var message in new[] { Payloads.Message("1", "who?", mentionsBot: false), Payloads.Message("2", "<@811000000000000002> x", isBot: true), own, webhook, joined })
        {
            await server.Gateway.DispatchAsync(server.Gateway.Current, "MESSAGE_CREATE", message);
        }

        await server.Gateway.DispatchAsync(server.Gateway.Current, "MESSAGE_CREATE", Payloads.Message("6", "<@811000000000000002> who?"));
        await server.Gateway.DispatchAsync(server.Gateway.Current, "MESSAGE_CREATE", Payloads.Message("6", "<@811000000000000002> who?"));
        await bench.SettleAsync();
        await server.Rest.Posted.NumberAsync(0);

        Assert.Single(bench.Desk.Calls.All, call => call is ChatCall.Line);
        Assert.Single(server.Rest.Posted.All);
        server.AssertNothingBroken();
    }

    /// <summary>D2.7: without "unavailable" the bot was removed; with it the server only cannot be reached.</summary>
    [Fact]
    public async Task A_server_that_removed_the_bot_is_forgotten_and_one_that_is_away_is_not()
    {
        await using var server = await StartAsync();
        await using var bench = await Bench.ReadyAsync(server);
        await bench.JoinAsync("901", "902");

        await server.Gateway.DispatchAsync(server.Gateway.Current, "GUILD_DELETE", new JsonObject { ["id"] = "901", ["unavailable"] = true });
        await server.Gateway.DispatchAsync(server.Gateway.Current, "GUILD_DELETE", new JsonObject { ["id"] = "902" });

        Assert.Equal("902", await bench.Desk.Forgotten.NumberAsync(0));
    }
}
