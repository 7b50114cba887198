using System.Text;
using TalksBot.Chat;

namespace TalksBot.Slack.Tests;

/// <summary>Statements 46 and 47 of the conformance checklist.</summary>
public class SignatureTests
{
    private const string Body = "command=%2Fwho-said&text=harbour&user_id=U1&channel_id=C1&team_id=T1";

    [Fact]
    public void S46_The_example_of_the_reference_is_right()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_600_000_000));
        var signature = new SlackSignature(LoopbackSlack.SigningSecret, time);

        Assert.True(signature.IsRight(Signed.Call(Body, Signed.Form, time)));
    }

    [Theory]
    [InlineData(-300, true)]
    [InlineData(-301, false)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public void S46_A_timestamp_may_be_five_minutes_off_either_way(long offset, bool isRight)
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();

        Assert.Equal(isRight, new SlackSignature(LoopbackSlack.SigningSecret, time).IsRight(Signed.Call(Body, Signed.Form, time, offset: offset)));
    }

    [Fact]
    public async Task S46_What_is_not_signed_with_our_secret_is_answered_401_and_not_read()
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System, mode: SlackMode.Http);
        bot.Start();
        var good = Signed.Call(Body, Signed.Form, TimeProvider.System);
        CallbackCall[] bad =
        [
            Signed.Call(Body, Signed.Form, TimeProvider.System, secret: "another"),
            good with { Body = Encoding.UTF8.GetBytes(Body + "&x=1") },
            good with { Headers = With(good, "X-Slack-Signature", null) },
            good with { Headers = With(good, "X-Slack-Request-Timestamp", null) },
            good with { Headers = With(good, "X-Slack-Request-Timestamp", "1") },
            good with { Headers = With(good, "X-Slack-Request-Timestamp", "99999999999999999999") },
            good with { Headers = With(good, "X-Slack-Request-Timestamp", "-5") },
            good with { Headers = With(good, "X-Slack-Request-Timestamp", good.Headers["X-Slack-Request-Timestamp"] + " ") },
            good with { Headers = With(good, "X-Slack-Signature", "v0=") },
            good with { Headers = With(good, "X-Slack-Signature", good.Headers["X-Slack-Signature"] + "00") },
            good with { Headers = With(good, "X-Slack-Signature", good.Headers["X-Slack-Signature"][..^2]) },
            good with { Headers = With(good, "X-Slack-Signature", "v0=" + new string('z', 64)) },
            good with { Headers = With(good, "X-Slack-Signature", good.Headers["X-Slack-Signature"].Replace("v0=", "v1=", StringComparison.Ordinal)) },
            new CallbackCall(),
        ];

        foreach (var call in bad)
        {
            Assert.Equal(401, (await bot.CallAsync("POST", SlackPaths.Commands, call)).Status);
        }

        Assert.Equal(0, bot.Desk.CallCount);
    }

    [Theory]
    [InlineData(SlackPaths.Events)]
    [InlineData(SlackPaths.Commands)]
    [InlineData(SlackPaths.Interactions)]
    public async Task S47_The_address_is_verified_and_certificates_are_checked(string path)
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System, mode: SlackMode.Http);
        bot.Start();

        var verified = await bot.CallAsync("POST", path, Signed.Call("""{"type":"url_verification","challenge":"3eZbrw1aB","token":"x"}""", Signed.Json, TimeProvider.System));
        var checkedSsl = await bot.CallAsync("POST", path, Signed.Call("ssl_check=1&token=x", Signed.Form, TimeProvider.System));

        Assert.Equal((200, "3eZbrw1aB"), (verified.Status, Encoding.UTF8.GetString(verified.Body.Span)));
        Assert.Equal((200, 0), (checkedSsl.Status, checkedSsl.Body.Length));
    }

    [Fact]
    public async Task S47_A_retry_has_no_second_effect()
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System, mode: SlackMode.Http);
        bot.Start();
        var mention = Payloads.Mention("<@U0BOT> the harbour", "8.000001");
        var command = Signed.Command(Payloads.Command(slack, "/who-said", "the harbour", "r1"), TimeProvider.System);

        for (var retry = 0; retry <= 3; retry++)
        {
            Assert.Equal(200, (await bot.CallAsync("POST", SlackPaths.Events, Signed.Event(mention, TimeProvider.System, retry == 0 ? null : retry))).Status);
            var again = retry == 0 ? command : command with { Headers = With(command, "X-Slack-Retry-Num", "1") };
            Assert.Equal(200, (await bot.CallAsync("POST", SlackPaths.Commands, again)).Status);
        }

        await slack.Calls.NextAsync();
        await slack.Responses.NextAsync();
        await bot.StopAsync();
        Assert.Equal(2, bot.Desk.CallCount);
    }

    [Theory]
    [InlineData("", Signed.Json)]
    [InlineData("[]", Signed.Json)]
    [InlineData("{", Signed.Json)]
    [InlineData("payload={", Signed.Form)]
    [InlineData("payload=%ff%fe", Signed.Form)]
    [InlineData("%%%=&=&&a", Signed.Form)]
    [InlineData("", "")]
    public async Task A_signed_call_that_makes_no_sense_is_answered_400(string body, string type)
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System, mode: SlackMode.Http);
        bot.Start();

        Assert.Equal(400, (await bot.CallAsync("POST", SlackPaths.Interactions, Signed.Call(body, type, TimeProvider.System))).Status);
    }

    private static Dictionary<string, string> With(CallbackCall call, string name, string? value)
    {
        var headers = new Dictionary<string, string>(call.Headers, StringComparer.OrdinalIgnoreCase);
        headers.Remove(name);
        if (value is not null)
        {
            headers.Add(name, value);
        }

        return headers;
    }
}
