namespace TalksBot.Tests.Worker;

/// <summary>What is wrong with a platform's settings is said before anything starts.</summary>
public class ConfigurationTests
{
    private const string Secret = "geheim-0123456789abcdef";

    [Theory]
    [InlineData("SLACK_BOT_TOKEN", "xoxb-" + Secret, "Slack:AppToken is missing")]
    [InlineData("SLACK_APP_TOKEN", "xapp-" + Secret, "Slack:BotToken is missing")]
    [InlineData("DISCORD_PUBLIC_KEY", "aa", "Discord:Token is missing")]
    [InlineData("TALKSBOT_Discord__Token", "two words " + Secret, "Discord:Token holds a")]
    [InlineData("TALKSBOT_Slack__ClientId", "1.2", "Slack:")]
    public async Task A_platform_that_is_configured_by_half_is_an_error(string name, string value, string message)
    {
        using var call = new Call();
        call.Variables[name] = value;

        foreach (var args in (string[][])[["run"], ["run", "--require-platform"], []])
        {
            var result = await call.RunWithInputAsync("", args);

            Assert.Equal(ExitCode.WrongUsage, result.ExitCode);
            Assert.StartsWith($"talksbot: {message}", result.Error, StringComparison.Ordinal);
            Assert.Single(result.Error.Trim().Split('\n'));
            Assert.DoesNotContain(Secret, result.Error, StringComparison.Ordinal);
            Assert.Empty(result.Output);
        }
    }

    [Fact]
    public async Task With_no_platform_a_service_fails_and_a_person_chats()
    {
        using var call = new Call { HasBundle = true };

        var service = await call.RunWithInputAsync("", "run", "--require-platform", "--data", "data");
        var person = await call.RunWithInputAsync("/help\n", "--data", "data");

        Assert.Equal(ExitCode.WrongUsage, service.ExitCode);
        Assert.Contains("DISCORD_TOKEN", service.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, person.ExitCode);
        Assert.Contains("DISCORD_TOKEN connects Discord", person.Error, StringComparison.Ordinal);
        Assert.Contains("/who-said", person.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "cannot be read")]
    [InlineData("", "is empty")]
    [InlineData(" \n", "is empty")]
    public async Task A_file_that_should_hold_a_secret_and_does_not_is_named(string? content, string message)
    {
        using var call = new Call();
        call.Variables["TALKSBOT_Discord__TokenFile"] = "token.txt";
        if (content is not null)
        {
            call.File("token.txt", content);
        }

        var result = await call.RunWithInputAsync("", "run");

        Assert.Equal(ExitCode.WrongUsage, result.ExitCode);
        Assert.Contains("Discord:TokenFile", result.Error, StringComparison.Ordinal);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_names_every_fault()
    {
        using var call = new Call { HasBundle = true };
        call.Variables["SLACK_BOT_TOKEN"] = "xoxb-" + Secret;
        call.Variables["DISCORD_APPLICATION_ID"] = "12";

        var result = await call.RunAsync("doctor");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains(result.Lines, line => line.StartsWith("bad  platforms: Discord:Token is missing", StringComparison.Ordinal));
        Assert.Contains(result.Lines, line => line.StartsWith("bad  platforms: Slack:AppToken is missing", StringComparison.Ordinal));
        Assert.DoesNotContain(Secret, result.Output + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_of_ours_wins_over_the_usual_one()
    {
        using var call = new Call();
        call.Variables["DISCORD_TOKEN"] = "usual-token";
        call.Variables["TALKSBOT_Discord__Token"] = "own-token";
        call.Variables["SLACK_API_URL"] = " http://127.0.0.1:1/api/ ";

        var settings = SettingsReader.Read(call.Console(""), new CommonOptions(null, null, null));

        Assert.Equal("own-token", settings.Value("Discord:Token"));
        Assert.Equal("http://127.0.0.1:1/api/", settings.Value("Slack:ApiBaseUrl"));
    }
}
