using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TalksBot.Discord.Tests.Loopback;
using TalksBot.Domain;
using TalksBot.Store;
using TalksBot.Store.Sqlite;
using DiscordPayloads = TalksBot.Discord.Tests.Loopback.Payloads;

namespace TalksBot.Tests.Worker;

/// <summary>From <c>/subscribe</c> to the message in the channel, by the worker as an operator starts it.</summary>
public class UpdateWorkerTests
{
    // VIEW_CHANNEL, SEND_MESSAGES, USE_APPLICATION_COMMANDS and MANAGE_CHANNELS.
    private const string ManagesChannels = "2147486736";
    private const string Channel = "501";

    [Fact]
    public async Task What_is_ingested_reaches_a_subscribed_channel_once_and_a_retraction_corrects_it()
    {
        await using var discord = await LoopbackDiscord.StartAsync();
        await using var worker = await RunningWorker.StartAsync(
            ("DISCORD_TOKEN", LoopbackDiscord.Token),
            ("DISCORD_APPLICATION_ID", LoopbackDiscord.ApplicationId),
            ("DISCORD_API_BASE", discord.Options.ApiBaseUrl),
            ("TALKSBOT_Updates__MinInterval", "0s"));
        await discord.Gateway.Established.NumberAsync(0);
        await SubscribeAsync(discord);
        Assert.Empty(discord.Rest.Channels.All);

        await worker.IngestAsync("harbour.txt", Article);
        await discord.Rest.Posted.NumberAsync(0);
        var told = Assert.Single(discord.Rest.Channels.All);
        await RetractAsync(worker);
        var edited = await discord.Rest.Calls.FirstAsync(call => call.Method == "PATCH" && call.Path.EndsWith($"/{told.Id}", StringComparison.Ordinal));

        Assert.Equal(Channel, told.ChannelId);
        Assert.Contains("harbour of Tolvik", told.Body, StringComparison.Ordinal);
        Assert.Contains("ithdrawn", edited.Body, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, await worker.StopAsync());
        Assert.Single(discord.Rest.Channels.All);
        discord.AssertNothingBroken();
    }

    private static string Article => string.Create(CultureInfo.InvariantCulture, $"""
        ---
        title: Roth on the harbour
        outlet: The Orvane Courier
        date: {TimeProvider.System.GetUtcNow():yyyy-MM-dd}
        url: https://courier.example/harbour
        ---
        Foreign Minister Edda Roth spoke to reporters after the talks.

        "The harbour of Tolvik will stay open for every ship that asks," Roth said.
        """);

    private static async Task SubscribeAsync(LoopbackDiscord discord)
    {
        var id = DiscordPayloads.IdAt(discord.Clock.GetUtcNow());
        var json = DiscordPayloads.Command(id, "subscribe", ("how", "at once"));
        json["channel_id"] = Channel;
        ((JsonObject?)json["channel"])?["id"] = Channel;
        ((JsonObject?)json["member"])?["permissions"] = ManagesChannels;
        discord.Rest.Expect(new LoopbackInteraction { Id = id, Token = DiscordPayloads.TokenOf(id), Type = 2, SentAt = discord.Rest.Now });
        await discord.Gateway.DispatchAsync(discord.Gateway.Current, "INTERACTION_CREATE", json);
        var edit = await discord.Rest.Calls.FirstAsync(call => call.IsEdit && call.Path.Contains($"/{DiscordPayloads.TokenOf(id)}/", StringComparison.Ordinal));
        Assert.Contains("e.", edit.Body, StringComparison.Ordinal);
    }

    private static async Task RetractAsync(RunningWorker worker)
    {
        var asked = await worker.RunAsync("ask", "--json", "/who-said the harbour of Tolvik will stay open");
        using var json = JsonDocument.Parse(asked.Output);
        var id = json.RootElement.GetProperty("facts")[0].GetProperty("id").GetString() ?? "";
        using var store = new SqliteFactStore(new StoreOptions { Path = worker.StorePath });
        Assert.Equal(RetractOutcome.Retracted, await store.Forgetting.RetractAsync(id, "wrong", TimeProvider.System.GetUtcNow(), CancellationToken.None));
    }
}
