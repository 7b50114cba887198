using TalksBot.Slack.Tests;

namespace TalksBot.Tests.Worker;

/// <summary>The worker as an operator starts it, over the samples, against a Slack on loopback.</summary>
public class SlackWorkerTests
{
    [Fact]
    public async Task A_workspace_is_answered_from_the_store_and_no_secret_is_logged()
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        await using var worker = await RunningWorker.StartAsync(Variables(slack));
        var socket = await slack.Sockets.NextAsync();

        await socket.CommandAsync("/who-said", "\"the ball is in Russia's court\"").Soon();
        var answer = await slack.Responses.NextAsync(response => response.Text.Contains("said", StringComparison.Ordinal) || response.Text.Contains("told", StringComparison.Ordinal));

        Assert.Contains("Keir Starmer", answer.Text, StringComparison.Ordinal);
        Assert.Equal("ephemeral", answer.Type);
        Assert.Equal(ExitCode.Done, await worker.StopAsync().Soon());
        Assert.Empty(slack.Violations);
        Assert.DoesNotContain("xoxb-", worker.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("xapp-", worker.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("/respond/", worker.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("ball is in", worker.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_refused_ends_the_worker_with_what_to_do()
    {
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        slack.LastingFaults["apps.connections.open"] = Fault.Of("invalid_auth");
        await using var worker = await RunningWorker.StartAsync(Variables(slack));

        Assert.Equal(ExitCode.WrongUsage, await worker.Ended.Soon());

        Assert.Contains("talksbot: slack: ", worker.Log, StringComparison.Ordinal);
        Assert.Contains("invalid_auth", worker.Log, StringComparison.Ordinal);
        Assert.DoesNotContain(LoopbackSlack.AppToken, worker.Log, StringComparison.Ordinal);
    }

    private static (string, string)[] Variables(LoopbackSlack slack) =>
    [
        ("SLACK_BOT_TOKEN", LoopbackSlack.BotToken),
        ("SLACK_APP_TOKEN", LoopbackSlack.AppToken),
        ("SLACK_API_URL", slack.ApiBaseUrl),
    ];
}
