namespace TalksBot.Tests.EndToEnd;

public class ChatTests
{
    [Fact]
    public async Task A_piped_chat_answers_line_by_line()
    {
        using var call = new Call();
        await call.RunAsync("ingest", call.File("harbour.txt", Articles.Harbour));

        var result = await call.RunWithInputAsync("Who said the quay stays shut?\n/nonsense\n/help\n", "chat", "--data", "data");
        var answers = result.Output.TrimEnd().Split("\n\n");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal(3, answers.Length);
        Assert.Contains("Almqvist", answers[0], StringComparison.Ordinal);
        Assert.Contains("/help", answers[1], StringComparison.Ordinal);
        Assert.Empty(result.Error);
    }

    [Theory]
    [InlineData("chat")]
    [InlineData("run")]
    public async Task On_an_empty_store_it_opens_on_the_samples_apart_from_the_data_and_says_so(string command)
    {
        using var call = new Call { HasBundle = true };

        var result = await call.RunWithInputAsync("/sources\n", command, "--data", "data");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("samples", result.Error, StringComparison.Ordinal);
        Assert.Contains("16 March 2025", result.Error, StringComparison.Ordinal);
        Assert.NotEqual("", result.Output);
        Assert.False(Directory.Exists(Path.Combine(call.Folder, "data")));
    }
}
