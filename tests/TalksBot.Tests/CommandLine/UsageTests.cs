namespace TalksBot.Tests.CommandLine;

/// <summary>Wrong usage: exit code 2, one line on standard error that says what to do, nothing on standard output.</summary>
public class UsageTests
{
    [Theory]
    [InlineData("ask", "needs a question")]
    [InlineData("ask|--now|someday|who?", "--now takes one such as 2025-03-16")]
    [InlineData("ask|--now", "--now")]
    [InlineData("ask|--jsno|who?", "did you mean --json?")]
    [InlineData("ask|/nonsense", "There is no command /nonsense")]
    [InlineData("ask|--batch|none.jsonl", "none.jsonl")]
    [InlineData("ask|--batch|none.jsonl|who?", "not both")]
    [InlineData("extract|a.txt", "extract --json")]
    [InlineData("extract|--json|--published|someday|a.txt", "--published takes one such as 2025-03-15")]
    [InlineData("ingest", "talksbot ingest --help")]
    [InlineData("frobnicate", "frobnicate")]
    [InlineData("sources|--config|none.json", "none.json")]
    [InlineData("run|--require-platform", "no platform is configured")]
    [InlineData("--require-platform", "no platform is configured")]
    public async Task Wrong_usage_is_told_in_one_line(string args, string message)
    {
        using var call = new Call();

        var result = await call.RunWithInputAsync("", args.Split('|'));

        Assert.Equal(ExitCode.WrongUsage, result.ExitCode);
        Assert.Contains(message, Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Control_codes_in_arguments_do_not_reach_the_terminal()
    {
        using var call = new Call();

        var result = await call.RunAsync("ask", "/\u001b[31mred\u009b \u202e");

        Assert.Equal(ExitCode.WrongUsage, result.ExitCode);
        Assert.DoesNotContain(result.Error, c => char.IsControl(c) && c != '\n');
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("ask|--help")]
    [InlineData("--version")]
    public async Task Help_and_version_are_results(string args)
    {
        using var call = new Call();

        var result = await call.RunWithInputAsync("", args.Split('|'));

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.NotEmpty(result.Output);
        Assert.Empty(result.Error);
    }
}
