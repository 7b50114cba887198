using System.Net.WebSockets;

namespace TalksBot.Slack.Tests;

/// <summary>Statements 37, 39 and 40 of the conformance checklist.</summary>
public class ConnectionTests
{
    [Fact]
    public async Task S37_The_second_connection_is_opened_ten_seconds_after_the_first()
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        var spacing = TimeSpan.FromMilliseconds(300);
        await using var bot = Bot.Make(slack, TimeProvider.System, new SlackTiming { Spacing = spacing }, connections: 2);

        bot.Start();
        await slack.Sockets.NextAsync();
        await slack.Sockets.NextAsync();

        var openings = slack.Openings.ToArray();
        Assert.Equal(2, openings.Length);
        Assert.True(TimeProvider.System.GetElapsedTime(openings[0], openings[1]) >= spacing);
        Assert.Equal(TimeSpan.FromSeconds(10), new SlackTiming().Spacing);
    }

    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    [InlineData("a_reason_of_next_year")]
    public async Task S39_The_replacement_says_hello_before_the_old_connection_is_closed_and_both_are_read(string reason)
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System, new SlackTiming { RefreshGrace = TimeSpan.FromSeconds(20), WarningGrace = TimeSpan.FromSeconds(20) });
        var old = await bot.ConnectAsync();

        await old.DisconnectAsync(reason);
        await old.CommandAsync("/who-said", "while it changes", "r1").Soon();
        var replacement = await slack.Sockets.NextAsync();
        Assert.False(old.Closed.IsCompleted);
        await Task.WhenAll(old.CommandAsync("/who-said", "on the old one", "r2"), replacement.CommandAsync("/who-said", "on the new one", "r3")).Soon();
        await old.CloseAsync();

        Assert.Equal(WebSocketCloseStatus.NormalClosure, await old.Closed.Soon());
        string[] answered = [(await slack.Responses.NextAsync()).Id, (await slack.Responses.NextAsync()).Id, (await slack.Responses.NextAsync()).Id];
        Assert.Equal(["r1", "r2", "r3"], answered.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task S39_A_server_that_does_not_close_the_old_connection_has_it_closed_by_the_client()
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System, new SlackTiming { RefreshGrace = TimeSpan.FromMilliseconds(50) });
        var old = await bot.ConnectAsync();

        await old.DisconnectAsync("refresh_requested");
        var replacement = await slack.Sockets.NextAsync();

        Assert.Equal(WebSocketCloseStatus.NormalClosure, await old.Closed.Soon());
        Assert.False(replacement.Closed.IsCompleted);
    }

    [Fact]
    public async Task S40_After_a_drop_envelopes_are_answered_again_at_once()
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);
        var socket = await bot.ConnectAsync();

        for (var i = 0; i < 3; i++)
        {
            var cutAt = TimeProvider.System.GetTimestamp();
            socket.Cut();
            socket = await slack.Sockets.NextAsync();
            await socket.CommandAsync("/who-said", "the harbour", $"r{i}").Soon();
            Assert.True(TimeProvider.System.GetElapsedTime(cutAt) < TimeSpan.FromSeconds(2));
        }
    }
}
