using System.Globalization;
using System.Text;
using System.Text.Json;
using NSec.Cryptography;
using TalksBot.Chat;
using TalksBot.Discord.Tests.Loopback;

namespace TalksBot.Discord.Tests.Callbacks;

/// <summary>Calls that Discord makes to us (checklist 26).</summary>
public class EndpointTests
{
    private static readonly Key Signer = Key.Create(SignatureAlgorithm.Ed25519);

    private static string PublicKeyHex => Convert.ToHexStringLower(Signer.PublicKey.Export(KeyBlobFormat.RawPublicKey));

    [Fact]
    public async Task A_ping_is_answered()
    {
        await using var server = await LoopbackDiscord.StartAsync();
        await using var bench = Start(server);

        var reply = await CallAsync(bench, """{"type":1,"id":"1","application_id":"2","token":"t"}""");

        Assert.Equal((200, "application/json", """{"type":1}"""), (reply.Status, reply.ContentType, Encoding.UTF8.GetString(reply.Body.Span)));
        Assert.Empty(bench.Desk.Calls.All);
    }

    [Fact]
    public async Task A_command_is_deferred_in_the_response_and_answered_by_an_edit()
    {
        await using var server = await LoopbackDiscord.StartAsync();
        await using var bench = Start(server);
        var id = bench.NewId();
        var payload = Payloads.Command(id, "brief");
        var interaction = bench.Expect(payload, cameByCall: true);

        var reply = await CallAsync(bench, payload.ToJsonString());

        // The edit may be quicker than the response is through Discord: it is repeated until there is something to edit.
        await server.Rest.Calls.CountAsync(call => call.IsEdit, 2);
        interaction.FirstAnswer = new RestCall("POST", "/response", Encoding.UTF8.GetString(reply.Body.Span), IsAuthorized: false, TimeSpan.Zero, 0);
        await server.Rest.Calls.CountAsync(call => call.IsEdit, 3);

        Assert.Equal((200, """{"type":5}"""), (reply.Status, Encoding.UTF8.GetString(reply.Body.Span)));
        server.AssertNothingBroken();
    }

    [Fact]
    public async Task What_is_known_at_once_is_the_response()
    {
        await using var server = await LoopbackDiscord.StartAsync();
        await using var bench = Start(server);
        bench.Desk.OnReceive = call => new ChatTask(call, IsPrivate: true, AnswerPlacement.New) { Ready = ScriptedDesk.Answer("Help is near.", AnswerKind.Help) };

        var reply = await CallAsync(bench, Payloads.Command(bench.NewId(), "help").ToJsonString());

        using var body = JsonDocument.Parse(reply.Body);
        Assert.Equal((200, 4, 64), (reply.Status, body.RootElement.GetProperty("type").GetInt32(), body.RootElement.GetProperty("data").GetProperty("flags").GetInt32()));
        Assert.Empty(Schemas.DiscordSchemas.Check("post", "/interactions/{interaction_id}/{interaction_token}/callback", body.RootElement));
        Assert.DoesNotContain(server.Rest.Calls.All, call => call.Method != "GET");
    }

    [Fact]
    public async Task A_call_that_comes_again_has_no_second_effect()
    {
        await using var server = await LoopbackDiscord.StartAsync();
        await using var bench = Start(server);
        bench.Desk.OnReceive = call => new ChatTask(call, IsPrivate: true, AnswerPlacement.New) { Ready = ScriptedDesk.Answer("Once.") };
        var body = Payloads.Command(bench.NewId(), "help").ToJsonString();

        var first = await CallAsync(bench, body);
        var second = await CallAsync(bench, body);

        Assert.Equal((200, 202), (first.Status, second.Status));
        Assert.Single(bench.Desk.Calls.All);
    }

    /// <summary>A call that nobody can answer is refused, and may be repeated with success.</summary>
    [Fact]
    public async Task A_call_before_the_start_or_after_the_stop_is_refused_and_not_remembered()
    {
        await using var server = await LoopbackDiscord.StartAsync();
        var logs = new RecordingLogs();
        var client = new DiscordClient(server.Options with { Mode = "http", PublicKey = PublicKeyHex }, server.Clock, new Random(7), logs);
        var desk = new ScriptedDesk { OnReceive = call => new ChatTask(call, IsPrivate: true, AnswerPlacement.New) { Ready = ScriptedDesk.Answer("Once.") } };
        await using var platform = new DiscordPlatform(client, desk, [], server.Clock, logs);
        using var stopping = new CancellationTokenSource();
        var (early, late) = (NewCall(), NewCall());

        var before = await CallAsync(platform, server, early);
        var running = platform.RunAsync(stopping.Token);
        var during = await CallAsync(platform, server, early);
        await stopping.CancelAsync();
        await running.WaitAsync(Guard.Patience);
        var after = await CallAsync(platform, server, late);
        var afterAgain = await CallAsync(platform, server, late);

        Assert.Equal([503, 200, 503, 503], new[] { before, during, after, afterAgain }.Select(reply => reply.Status));
        Assert.Single(desk.Calls.All);

        string NewCall() => Payloads.Command(Payloads.IdAt(server.Clock.GetUtcNow()), "help").ToJsonString();
    }

    /// <summary>What cannot be read is neither a repeat nor worth repeating.</summary>
    [Fact]
    public async Task A_call_of_a_kind_of_the_future_is_refused()
    {
        await using var server = await LoopbackDiscord.StartAsync();
        await using var bench = Start(server);
        var payload = Payloads.Command(bench.NewId(), "help");
        payload["type"] = 99;

        Assert.Equal(400, (await CallAsync(bench, payload.ToJsonString())).Status);
    }

    /// <summary>Checklist 26.</summary>
    [Theory]
    [InlineData("altered body")]
    [InlineData("altered timestamp")]
    [InlineData("old timestamp")]
    [InlineData("early timestamp")]
    [InlineData("no timestamp")]
    [InlineData("no signature")]
    [InlineData("short signature")]
    [InlineData("long signature")]
    [InlineData("signature of letters")]
    [InlineData("another key")]
    [InlineData("no JSON")]
    public async Task Whatever_is_not_signed_rightly_is_refused_without_a_look(string fault)
    {
        await using var server = await LoopbackDiscord.StartAsync();
        await using var bench = Start(server);
        var body = Payloads.Command(bench.NewId(), "help").ToJsonString();
        var now = server.Clock.GetUtcNow().ToUnixTimeSeconds();
        var timestamp = (fault == "old timestamp" ? now - 302 : fault == "early timestamp" ? now + 302 : now).ToString(CultureInfo.InvariantCulture);
        using var other = Key.Create(SignatureAlgorithm.Ed25519);
        var signature = Sign(fault == "another key" ? other : Signer, timestamp, body);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["x-signature-timestamp"] = fault == "altered timestamp" ? (now + 1).ToString(CultureInfo.InvariantCulture) : timestamp,
            ["x-signature-ed25519"] = fault switch
            {
                "short signature" => signature[..126],
                "long signature" => signature + "00",
                "signature of letters" => new string('x', 128),
                _ => signature,
            },
        };
        if (fault is "no timestamp" or "no signature")
        {
            headers.Remove(fault == "no timestamp" ? "x-signature-timestamp" : "x-signature-ed25519");
        }

        var sent = fault == "altered body" ? body.Replace("help", "helq", StringComparison.Ordinal) : fault == "no JSON" ? "{" : body;
        var reply = await bench.Platform.Callbacks[0].HandleAsync(new CallbackCall { Body = Encoding.UTF8.GetBytes(sent), Headers = headers }, CancellationToken.None);

        Assert.Equal(401, reply.Status);
        Assert.Empty(bench.Desk.Calls.All);
    }

    /// <summary>Checklist 26: a key in the settings that is none lets nothing in, and RFC 8032's third test vector is understood.</summary>
    [Fact]
    public void Signatures_are_those_of_the_standard()
    {
        var vector = new CallSignature("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025");
        const string Signature = "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a";

        Assert.True(vector.Verify([0xaf], [0x82], Signature));
        Assert.False(vector.Verify([0xaf], [0x83], Signature));
        Assert.False(new CallSignature("").Verify([0xaf], [0x82], Signature));
        Assert.False(new CallSignature(new string('0', 63)).Verify([0xaf], [0x82], Signature));

        // The same signature with S moved up by the order of the group: RFC 8032, 5.1.7, wants it refused.
        var bytes = Convert.FromHexString(Signature);
        var order = Convert.FromHexString("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        var carry = 0;
        for (var i = 0; i < 32; i++)
        {
            var sum = bytes[32 + i] + order[i] + carry;
            (bytes[32 + i], carry) = ((byte)sum, sum >> 8);
        }

        Assert.False(vector.Verify([0xaf], [0x82], Convert.ToHexString(bytes)));
    }

    /// <summary>Checklist 18 holds for calls too: nobody waits longer than Discord does.</summary>
    [Fact]
    public async Task A_desk_that_hangs_ends_the_call_in_time()
    {
        var clock = new TestClock();
        await using var server = await LoopbackDiscord.StartAsync(clock);
        await using var bench = Start(server);
        using var release = new ManualResetEventSlim();
        bench.Desk.OnReceive = call =>
        {
            release.Wait();
            return new ChatTask(call, IsPrivate: true, AnswerPlacement.New) { Ready = ScriptedDesk.Answer("Too late.") };
        };

        var call = CallAsync(bench, Payloads.Command(bench.NewId(), "help").ToJsonString());
        await bench.Desk.Calls.NumberAsync(0);
        clock.Advance(TimeSpan.FromSeconds(2.8));
        var reply = await call.WaitAsync(Guard.Patience);
        release.Set();

        Assert.Equal(503, reply.Status);
        await bench.Logs.Written.FirstAsync(line => line.Contains(" 5050 ", StringComparison.Ordinal));
    }

    private static Bench Start(LoopbackDiscord server) => Bench.Start(server, options => options with { Mode = "http", PublicKey = PublicKeyHex });

    private static Task<CallbackReply> CallAsync(Bench bench, string body) => CallAsync(bench.Platform, bench.Server, body);

    private static Task<CallbackReply> CallAsync(DiscordPlatform platform, LoopbackDiscord server, string body)
    {
        var timestamp = server.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["X-Signature-Timestamp"] = timestamp,
            ["X-Signature-Ed25519"] = Sign(Signer, timestamp, body),
        };
        return platform.Callbacks[0].HandleAsync(new CallbackCall { Body = Encoding.UTF8.GetBytes(body), Headers = headers }, CancellationToken.None);
    }

    private static string Sign(Key key, string timestamp, string body) =>
        Convert.ToHexStringLower(SignatureAlgorithm.Ed25519.Sign(key, Encoding.UTF8.GetBytes(timestamp + body)));
}
