namespace TalksBot.Tests.EndToEnd;

public class IngestTests
{
    [Fact]
    public async Task The_same_article_twice_is_stored_once_and_an_edited_one_is_a_new_revision()
    {
        using var call = new Call();
        var file = call.File("harbour.txt", Articles.Harbour);

        var first = await call.RunAsync("ingest", file);
        var second = await call.RunAsync("ingest", file);
        call.File("harbour.txt", Articles.Harbour.Replace("stays shut", "stays open", StringComparison.Ordinal));
        var third = await call.RunAsync("ingest", file);

        Assert.StartsWith("harbour: new; published 2026-05-12; ", first.Output, StringComparison.Ordinal);
        Assert.Equal("harbour: known already, unchanged\n", second.Output);
        Assert.StartsWith("harbour: a new revision", third.Output, StringComparison.Ordinal);
        Assert.Contains("(revision 2)", Assert.Single((await call.RunAsync("sources")).Lines), StringComparison.Ordinal);
        var answer = Articles.Json((await call.RunAsync("ask", "--json", "/who-said \"The quay stays shut until\"")).Output);
        Assert.DoesNotContain(answer.GetProperty("citations").EnumerateArray(), citation => citation.GetProperty("text").GetString()!.Contains("stays shut", StringComparison.Ordinal)); // The key is always there.
    }

    [Fact]
    public async Task A_bad_file_gets_one_line_and_the_others_go_in()
    {
        using var call = new Call();
        call.File("a/harbour.txt", Articles.Harbour);
        call.File("a/empty.txt", "");
        call.File(Path.Combine("a", "binary.txt"), [0, 1, 2, 3, 0, 255, 254, 0, 0]);
        call.File(Path.Combine("a", "latin.txt"), [.. "Caf"u8, 0xe9, .. " talks went on. The minister said so."u8]);
        call.File(Path.Combine("a", "huge.txt"), Enumerable.Repeat((byte)'a', (5 * 1024 * 1024) + 1).ToArray());

        var result = await call.RunAsync("ingest", call.At("a"), call.At("missing.txt"));

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Equal(5, result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.All(["empty.txt", "binary.txt", "latin.txt", "huge.txt", "missing.txt"], name => Assert.Contains(name, result.Error, StringComparison.Ordinal));
        Assert.StartsWith("harbour: new", Assert.Single(result.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ingest")]
    [InlineData("extract", "--json")]
    public async Task A_warning_names_its_file(params string[] command)
    {
        using var call = new Call();
        call.File("a/harbour.txt", Articles.Harbour);
        var undated = call.File("a/undated.txt", "The envoy said on Monday that the tug talks would resume.\n");

        var result = await call.RunAsync([.. command, call.At("a")]);

        var line = Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith($"talksbot: {undated}: it states no date", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dossier_that_is_neither_configured_nor_stored_for_is_named()
    {
        using var call = new Call();
        await call.RunAsync("ingest", "--dossier", "tugs", call.File("harbour.txt", Articles.Harbour));

        Assert.Single((await call.RunAsync("sources", "--dossier", "tugs")).Lines);
        Assert.Contains("Almqvist", (await call.RunAsync("ask", "--dossier", "tugs", "Who said the quay stays shut?")).Output, StringComparison.Ordinal);
        foreach (var args in new[] { new[] { "ask", "--dossier", "tusg", "Who said the quay stays shut?" }, ["sources", "--dossier", "tusg"], ["chat", "--dossier", "tusg"] })
        {
            var result = await call.RunAsync(args);

            Assert.Equal(ExitCode.WrongUsage, result.ExitCode);
            Assert.Contains("no dossier “tusg”", Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
            Assert.Empty(result.Output);
        }
    }

    [Fact]
    public async Task Standard_input_is_read_for_a_dash()
    {
        using var call = new Call();

        var result = await call.RunWithInputAsync(Articles.Harbour, "ingest", "--data", "data", "-");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Single((await call.RunAsync("sources")).Lines);
    }

    [Fact]
    public async Task A_store_that_is_no_store_is_told_and_left_alone()
    {
        using var call = new Call();
        Directory.CreateDirectory(Path.Combine(call.Folder, "data"));
        call.File(Path.Combine("data", "talksbot.db"), "This is not a database, but it is somebody's file."u8.ToArray());

        var result = await call.RunAsync("ingest", call.File("harbour.txt", Articles.Harbour));

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("This is not a database", await File.ReadAllTextAsync(Path.Combine(call.Folder, "data", "talksbot.db")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_says_what_is_there()
    {
        using var call = new Call();

        Assert.Equal(ExitCode.Done, (await call.RunAsync("doctor")).ExitCode);
        await call.RunAsync("ingest", call.File("harbour.txt", Articles.Harbour));
        var result = await call.RunAsync("doctor");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.All(result.Lines, line => Assert.StartsWith("ok ", line, StringComparison.Ordinal));
        Assert.Contains("1 articles", result.Output, StringComparison.Ordinal);
    }
}
