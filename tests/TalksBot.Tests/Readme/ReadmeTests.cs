using System.Text;
using System.Text.RegularExpressions;
using TalksBot.Chat;
using TalksBot.Domain;

namespace TalksBot.Tests.Readme;

/// <summary>What README.md says is so. The transcript is rewritten with UPDATE_README=1.</summary>
public partial class ReadmeTests
{
    private static readonly string Root = FindRoot();

    [Fact]
    public void Every_call_in_it_is_understood()
    {
        var calls = Calls().Matches(Readme()).Select(match => match.Groups["args"].Value.Trim()).ToArray();

        Assert.True(calls.Length >= 4, "The README names its calls.");
        Assert.All(calls, call => Assert.Empty(Parse(call)));
    }

    [Fact]
    public void Every_command_in_it_is_understood()
    {
        var lines = Examples().Matches(Readme()).Select(match => match.Groups["line"].Value.Replace("\\|", "|", StringComparison.Ordinal)).ToArray();

        Assert.True(lines.Length >= 7, "The README shows an example of each command.");
        Assert.All(lines, line => Assert.IsNotType<ChatInput.Misunderstood>(ChatGrammar.Parse(line, new ChatContext(FactScope.All, new DateOnly(2026, 5, 13)))));
    }

    [Fact]
    public void Every_setting_is_in_it_and_no_other() =>
        Assert.Equal(
            SettingCatalog.All.Select(setting => setting.Key).Order(),
            Settings().Matches(Readme()).Select(match => match.Groups["key"].Value).Order());

    [Fact]
    public void Its_test_command_is_what_a_clean_machine_runs()
    {
        Assert.Contains("\n```\ndotnet test\n```\n", Readme(), StringComparison.Ordinal);
        Assert.Contains("\ndotnet test 2>&1", File.ReadAllText(Path.Combine(Root, ".ci", "run")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_transcript_is_what_the_program_answers()
    {
        var readme = Readme();
        var block = Transcript().Match(readme);
        Assert.True(block.Success, "The README begins with a transcript.");
        var questions = block.Groups["text"].Value.Split('\n').Where(line => line.StartsWith("> ", StringComparison.Ordinal)).Select(line => line[2..]).ToArray();
        using var call = new Call { HasBundle = true };

        var answers = (await call.RunWithInputAsync(string.Join('\n', questions), "chat", "--data", "data")).Output.TrimEnd('\n').Split("\n\n");
        var transcript = new StringBuilder();
        foreach (var (question, answer) in questions.Zip(answers))
        {
            transcript.Append("> ").Append(question).Append('\n').Append(answer).Append("\n\n");
        }

        var expected = transcript.ToString().TrimEnd('\n') + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_README") == "1")
        {
            var text = block.Groups["text"];
            await File.WriteAllTextAsync(Path.Combine(Root, "README.md"), string.Concat(readme.AsSpan(0, text.Index), expected, readme.AsSpan(text.Index + text.Length)));
            return;
        }

        Assert.Equal(expected, block.Groups["text"].Value);
    }

    private static IEnumerable<string> Parse(string call)
    {
        var args = Words().Matches(call.Split('#')[0]).Select(match => match.Groups["plain"].Value + match.Groups["quoted"].Value).ToArray();
        return new CallBuilder(HostConsole.OfProcess()).Build().Parse(LiteralWords.Protect(args)).Errors.Select(error => $"{call}: {error.Message}");
    }

    private static string Readme() => File.ReadAllText(Path.Combine(Root, "README.md"));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TalksBot.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("No folder above the tests holds TalksBot.sln.");
    }

    [GeneratedRegex(@"^(dotnet run --project src/TalksBot( --)?|dotnet \S*talksbot\.dll)(?<args>[^\n]*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Calls();

    [GeneratedRegex(@"\| `(?<line>/[^`]*)` \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Examples();

    [GeneratedRegex(@"^\| `(?<key>[A-Z][A-Za-z]*:[A-Za-z]+)`", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Settings();

    [GeneratedRegex("^```text\n(?<text>> .*?\n)```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Transcript();

    [GeneratedRegex("\"(?<quoted>[^\"]*)\"|(?<plain>[^\\s\"]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();
}
