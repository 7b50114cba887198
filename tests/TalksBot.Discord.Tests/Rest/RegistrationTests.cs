using System.Collections.Immutable;
using TalksBot.Discord.Tests.Loopback;

namespace TalksBot.Discord.Tests.Rest;

/// <summary>Registering commands (checklist 27), and what the operator is told.</summary>
public class RegistrationTests
{
    /// <summary>Checklist 27: names, descriptions and sizes of every command are checked by the server.</summary>
    [Theory]
    [InlineData("", "/api/v10/applications/811000000000000001/commands")]
    [InlineData("900", "/api/v10/applications/811000000000000001/guilds/900/commands")]
    public async Task Commands_are_put_once_and_left_alone_from_then_on(string guild, string path)
    {
        await using var server = await LoopbackDiscord.StartAsync();
        await using (var bench = await Bench.ReadyAsync(server, options => options with { GuildId = guild }, DiscordCommands.All))
        {
            await bench.Logs.Written.FirstAsync(line => line.Contains(" 5051 ", StringComparison.Ordinal));
        }

        await using var again = new DiscordClient(server.Options with { GuildId = guild, ApplicationId = "" }, server.Clock, new Random(7), new RecordingLogs());
        var isChanged = await again.RegisterCommandsAsync(DiscordCommands.All, CancellationToken.None);

        Assert.False(isChanged);
        Assert.Equal(path, Assert.Single(server.Rest.Calls.All, call => call.Method == "PUT").Path);
        server.AssertNothingBroken();
    }

    /// <summary>A session lives for weeks: whoever meets a storm at its beginning must not be without commands until the next one.</summary>
    [Fact]
    public async Task A_storm_at_the_first_try_only_delays_the_commands()
    {
        var clock = new TestClock();
        await using var server = await LoopbackDiscord.StartAsync(clock);
        server.Gateway.HeartbeatInterval = TimeSpan.FromHours(1);
        server.Rest.Fail(IsCommands, [.. Enumerable.Repeat(new RestFault(502) { Body = "<html>", ContentType = "text/html" }, 12)]);
        await using var bench = await Bench.ReadyAsync(server, commands: DiscordCommands.All);

        for (var tries = 1; tries <= 12; tries++)
        {
            await server.Rest.Calls.CountAsync(IsCommands, tries);
            await clock.JumpAsync(TimeSpan.FromSeconds(20));
        }

        await bench.Logs.Written.FirstAsync(line => line.Contains(" 5051 ", StringComparison.Ordinal));

        // Each round repeats its request three times within seconds.
        var at = server.Rest.Calls.All.Where(IsCommands).Select(call => call.At).ToArray();
        Assert.Equal([5, 10, 20], new[] { 4, 8, 12 }.Select(round => (int)(at[round] - at[round - 1]).TotalSeconds));
        Assert.Single(server.Rest.Calls.All, call => call.Method == "PUT");
        server.AssertNothingBroken();
    }

    [Fact]
    public async Task Waiting_to_register_holds_up_neither_answers_nor_a_stop()
    {
        var clock = new TestClock();
        await using var server = await LoopbackDiscord.StartAsync(clock);
        server.Gateway.HeartbeatInterval = TimeSpan.FromHours(1);
        var never = new TaskCompletionSource();
        server.Rest.Fail(IsCommands, new RestFault(0) { Until = never.Task });
        await using var bench = await Bench.ReadyAsync(server, commands: DiscordCommands.All);
        await server.Rest.Calls.FirstAsync(IsCommands);
        var id = bench.NewId();

        await bench.SendAsync(Payloads.Command(id, "brief"));
        await bench.EditAsync(id);
        await bench.StopAsync();

        Assert.Equal(TimeSpan.Zero, clock.Now);
        server.AssertNothingBroken();
    }

    [Fact]
    public async Task What_Discord_will_not_register_is_told_once_and_left()
    {
        var clock = new TestClock();
        await using var server = await LoopbackDiscord.StartAsync(clock);
        server.Gateway.HeartbeatInterval = TimeSpan.FromHours(1);
        var refusal = new RestFault(400) { Body = """{"message":"Invalid Form Body","code":50035}""" };
        server.Rest.Fail(call => call.Method == "PUT", refusal, refusal);
        await using var bench = await Bench.ReadyAsync(server, commands: DiscordCommands.All);

        await bench.Logs.Written.FirstAsync(line => line.Contains(" 5052 ", StringComparison.Ordinal));
        clock.Advance(TimeSpan.FromMinutes(10));
        await bench.SettleAsync();

        Assert.Single(server.Rest.Calls.All, call => call.Method == "PUT");
        Assert.Single(bench.Logs.Lines, line => line.Contains(" 5052 ", StringComparison.Ordinal));
        server.AssertNothingBroken();
    }

    /// <summary>Checklist 27.</summary>
    [Fact]
    public async Task A_command_that_changed_is_put()
    {
        await using var server = await LoopbackDiscord.StartAsync();
        await using var client = new DiscordClient(server.Options, server.Clock, new Random(7), new RecordingLogs());
        await client.RegisterCommandsAsync(DiscordCommands.All, CancellationToken.None);
        ImmutableArray<DiscordCommand>[] changes =
        [
            DiscordCommands.All.RemoveAt(0),
            DiscordCommands.All.SetItem(0, DiscordCommands.All[0] with { Description = "Something else" }),
            DiscordCommands.All.SetItem(0, DiscordCommands.All[0] with { Contexts = [0] }),
            DiscordCommands.All.SetItem(0, DiscordCommands.All[0] with { Options = [new DiscordCommandOption("other", "Another option") { Required = true }] }),
        ];

        foreach (var changed in changes)
        {
            Assert.True(await client.RegisterCommandsAsync(changed, CancellationToken.None));
            Assert.False(await client.RegisterCommandsAsync(changed, CancellationToken.None));
        }

        server.AssertNothingBroken();
    }

    [Fact]
    public async Task A_good_configuration_is_said_to_be_good()
    {
        await using var server = await LoopbackDiscord.StartAsync();
        await using var client = new DiscordClient(server.Options, server.Clock, new Random(7), new RecordingLogs());

        var findings = await client.CheckAsync(DiscordCommands.All, CancellationToken.None);

        Assert.All(findings, finding => Assert.True(finding.IsGood, finding.Message));
        Assert.Equal(["token", "application", "interactions", "gateway", "intents", "commands"], findings.Select(finding => finding.What));
        Assert.DoesNotContain(server.Rest.Calls.All, call => call.Method != "GET");
        server.AssertNothingBroken();
    }

    [Theory]
    [InlineData("token", "Discord:Token")]
    [InlineData("application", "811000000000000001")]
    [InlineData("interactions", "endpoint URL")]
    [InlineData("gateway", "No identifies are left")]
    [InlineData("public key", "set it to aaaa")]
    [InlineData("server", "Discord:GuildId")]
    [InlineData("settings", "Discord:Shards")]
    public async Task Each_fault_is_named_with_what_to_do(string fault, string advice)
    {
        await using var server = await LoopbackDiscord.StartAsync();
        var options = server.Options;
        switch (fault)
        {
            case "token":
                server.Rest.RefusesToken = true;
                break;
            case "application":
                options = options with { ApplicationId = "5" };
                break;
            case "interactions":
                server.Rest.InteractionsEndpointUrl = "https://example.org/discord/interactions";
                break;
            case "gateway":
                server.Gateway.IdentifiesLeft = 0;
                break;
            case "public key":
                options = options with { Mode = "http", PublicKey = new string('b', 64) };
                server.Rest.InteractionsEndpointUrl = "https://example.org/discord/interactions";
                break;
            case "server":
                options = options with { GuildId = "77" };
                server.Rest.Fail(call => call.Path.EndsWith("/commands", StringComparison.Ordinal), new RestFault(404) { Body = """{"message":"Unknown Guild","code":10004}""" });
                break;
            default:
                options = options with { Shards = "none" };
                break;
        }

        await using var client = new DiscordClient(options, server.Clock, new Random(7), new RecordingLogs());
        var findings = await client.CheckAsync(DiscordCommands.All, CancellationToken.None);

        var bad = Assert.Single(findings, finding => !finding.IsGood);
        Assert.Contains(advice, bad.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(LoopbackDiscord.Token, bad.Message, StringComparison.Ordinal);
        server.AssertNothingBroken();
    }

    [Theory]
    [InlineData("Token", "", "Discord:Token")]
    [InlineData("Token", "Bot abc", "Discord:Token")]
    [InlineData("Token", "ab c", "Discord:Token")]
    [InlineData("Mode", "polling", "Discord:Mode")]
    [InlineData("PublicKey", "zz", "Discord:PublicKey")]
    [InlineData("ApplicationId", "abc", "Discord:ApplicationId")]
    [InlineData("GuildId", "-1", "Discord:GuildId")]
    [InlineData("ApiBaseUrl", "discord.com", "Discord:ApiBaseUrl")]
    [InlineData("ApiBaseUrl", "ftp://discord.com/api", "Discord:ApiBaseUrl")]
    [InlineData("Shards", "0", "Discord:Shards")]
    [InlineData("Intents", "32768", "Discord:Intents")]
    [InlineData("Compression", "yes", "Discord:Compression")]
    public void A_wrong_setting_is_named_and_never_shown_when_it_is_secret(string setting, string value, string named)
    {
        var options = new DiscordOptions { Token = "a-fine-token" };
        options = setting switch
        {
            "Token" => options with { Token = value },
            "Mode" => options with { Mode = value },
            "PublicKey" => options with { PublicKey = value },
            "ApplicationId" => options with { ApplicationId = value },
            "GuildId" => options with { GuildId = value },
            "ApiBaseUrl" => options with { ApiBaseUrl = value },
            "Shards" => options with { Shards = value },
            "Intents" => options with { Intents = value },
            _ => options with { Compression = value },
        };

        var problem = Assert.Single(DiscordOptions.Validate(options));

        Assert.StartsWith(named, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("a-fine-token", problem + options, StringComparison.Ordinal);
    }

    /// <summary>Discord's defaults, spelled out or left out, are no difference.</summary>
    [Theory]
    [InlineData("""[{"name":"a","type":1,"description":"x"}]""", """[{"name":"a","description":"x","options":[],"nsfw":false,"dm_permission":true,"name_localizations":null,"contexts":null,"integration_types":[0]}]""", true)]
    [InlineData("""[{"name":"a","type":3}]""", """[{"name":"a","type":3,"description":""}]""", true)]
    [InlineData("""[{"name":"a","type":1,"description":"x","contexts":[0,1]}]""", """[{"name":"a","type":1,"description":"x","contexts":[1,0]}]""", true)]
    [InlineData("""[{"name":"a","type":1,"description":"x","contexts":[0,1]}]""", """[{"name":"a","type":1,"description":"x","contexts":null}]""", false)]
    [InlineData("""[{"name":"a","type":1,"description":"x","options":[{"name":"o","type":3,"description":"y","required":true}]}]""", """[{"name":"a","type":1,"description":"x","options":[{"name":"o","type":3,"description":"y","required":false}]}]""", false)]
    [InlineData("""[{"name":"a","type":1,"description":"x"}]""", "{}", false)]
    [InlineData("""[{"name":"a","type":1,"description":"x"}]""", "not JSON", false)]
    [InlineData("""[{"name":"a","type":1,"description":"x"},{"name":"b","type":1,"description":"x"}]""", """[{"name":"b","type":1,"description":"x"},{"name":"a","type":1,"description":"x"}]""", true)]
    public void Commands_are_compared_by_their_meaning(string wanted, string held, bool areSame) =>
        Assert.Equal(areSame, CommandComparer.AreSame(System.Text.Encoding.UTF8.GetBytes(held), System.Text.Encoding.UTF8.GetBytes(wanted)));

    private static bool IsCommands(RestCall call) => call.Path.EndsWith("/commands", StringComparison.Ordinal);
}
