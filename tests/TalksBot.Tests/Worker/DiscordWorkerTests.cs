using System.Text.Json.Nodes;
using TalksBot.Discord.Tests.Loopback;
using TalksBot.Slack.Tests;
using DiscordPayloads = TalksBot.Discord.Tests.Loopback.Payloads;

namespace TalksBot.Tests.Worker;

/// <summary>The worker as an operator starts it, over the samples, against a Discord on loopback.</summary>
public class DiscordWorkerTests
{
    [Fact]
    public async Task A_server_is_answered_from_the_store_while_the_other_platform_refuses_us()
    {
        await using var discord = await LoopbackDiscord.StartAsync();
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        slack.LastingFaults["apps.connections.open"] = Fault.Of("invalid_auth");
        await using var worker = await RunningWorker.StartAsync(
            [
                .. Variables(discord),
                ("SLACK_BOT_TOKEN", LoopbackSlack.BotToken),
                ("SLACK_APP_TOKEN", LoopbackSlack.AppToken),
                ("SLACK_API_URL", slack.ApiBaseUrl),
            ]);
        await discord.Gateway.Established.NumberAsync(0);

        var id = await SendAsync(discord, id => DiscordPayloads.Command(id, "who-said", ("words", "the ball is in Russia's court")));
        var answer = await EditAsync(discord, id);
        var completion = await SendAsync(discord, id => DiscordPayloads.Completion(id, "position", "actor", "zelenskyy"));
        var names = await CallbackAsync(discord, completion);

        Assert.Contains("Keir Starmer", answer.Body, StringComparison.Ordinal);
        Assert.Equal((5, 64), ((await CallbackAsync(discord, id)).Type, (await CallbackAsync(discord, id)).Flags));
        Assert.Contains("Volodymyr Zelensky", names.Body, StringComparison.Ordinal);
        await worker.LoggedAsync("invalid_auth");
        Assert.Equal(ExitCode.Done, await worker.StopAsync());
        discord.AssertNothingBroken();
        Assert.DoesNotContain(LoopbackDiscord.Token, worker.Log, StringComparison.Ordinal);
        Assert.DoesNotContain(DiscordPayloads.TokenOf(id), worker.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("ball is in", worker.Log, StringComparison.Ordinal);
    }

    /// <summary>Checklist 59, over the real desk and store.</summary>
    [Fact]
    public async Task A_stop_lets_fifty_open_questions_finish()
    {
        await using var discord = await LoopbackDiscord.StartAsync();
        await using var worker = await RunningWorker.StartAsync(Variables(discord));
        var peer = await discord.Gateway.Established.NumberAsync(0);
        var ids = new List<string>();
        for (var i = 0; i < 50; i++)
        {
            ids.Add(await SendAsync(discord, id => DiscordPayloads.Command(id, "who-said", ("words", "ceasefire"))));
        }

        await discord.Rest.Calls.CountAsync(call => call.IsCallback, 50);
        Assert.Equal(ExitCode.Done, await worker.StopAsync());
        await peer.Gone;

        foreach (var id in ids)
        {
            await EditAsync(discord, id);
        }

        Assert.Equal(1000, peer.ClosedWith);
        discord.AssertNothingBroken();
    }

    [Fact]
    public async Task A_stop_closes_both_platforms_in_order()
    {
        await using var discord = await LoopbackDiscord.StartAsync();
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        await using var worker = await RunningWorker.StartAsync(
            [.. Variables(discord), ("SLACK_BOT_TOKEN", LoopbackSlack.BotToken), ("SLACK_APP_TOKEN", LoopbackSlack.AppToken), ("SLACK_API_URL", slack.ApiBaseUrl)]);
        var peer = await discord.Gateway.Established.NumberAsync(0);
        var socket = await slack.Sockets.NextAsync();
        await socket.CommandAsync("/help", "").Soon();

        Assert.Equal(ExitCode.Done, await worker.StopAsync());

        await peer.Gone;
        Assert.Equal(1000, peer.ClosedWith);
        Assert.Equal(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, await socket.Closed.Soon());
        discord.AssertNothingBroken();
        Assert.Empty(slack.Violations);
    }

    private static (string, string)[] Variables(LoopbackDiscord discord) =>
    [
        ("DISCORD_TOKEN", LoopbackDiscord.Token),
        ("DISCORD_APPLICATION_ID", LoopbackDiscord.ApplicationId),
        ("DISCORD_API_BASE", discord.Options.ApiBaseUrl),
    ];

    private static async Task<string> SendAsync(LoopbackDiscord discord, Func<string, JsonObject> payload)
    {
        var id = DiscordPayloads.IdAt(discord.Clock.GetUtcNow());
        var json = payload(id);
        discord.Rest.Expect(new LoopbackInteraction { Id = id, Token = DiscordPayloads.TokenOf(id), Type = json["type"]?.GetValue<int>() ?? 0, SentAt = discord.Rest.Now });
        await discord.Gateway.DispatchAsync(discord.Gateway.Current, "INTERACTION_CREATE", json);
        return id;
    }

    private static Task<RestCall> CallbackAsync(LoopbackDiscord discord, string id) =>
        discord.Rest.Calls.FirstAsync(call => call.IsCallback && call.Path.Contains($"/{id}/", StringComparison.Ordinal));

    private static Task<RestCall> EditAsync(LoopbackDiscord discord, string id) =>
        discord.Rest.Calls.FirstAsync(call => call.IsEdit && call.Path.Contains($"/{DiscordPayloads.TokenOf(id)}/", StringComparison.Ordinal));
}
