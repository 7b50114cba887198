namespace TalksBot.Ingestion.Tests;

public sealed class ArticleFinderTests
{
    private const string Text = "The envoy said on Monday that the ferry talks would resume.";

    [Fact]
    public void A_folder_yields_its_articles_in_order_and_counts_what_it_passes_over()
    {
        using var folder = new TempFolder();
        foreach (var name in new[] { "b.md", "a.TXT", "deep/c.html", "deep/.git/d.txt", ".e.txt", "f.png", "ORIGIN", "g.htm" })
        {
            folder.Write(name, Text);
        }

        var found = Find(folder.Path);

        Assert.Equal(["a.TXT", "b.md", "deep/c.html", "g.htm"], found.Inputs.Select(input => Path.GetRelativePath(folder.Path, input.Name)));
        Assert.Equal((2, 2), (found.HiddenCount, found.UnsupportedCount));
    }

    [Fact]
    public void Arguments_keep_their_order_and_each_file_comes_once()
    {
        using var folder = new TempFolder();
        var (b, a) = (folder.Write("b.txt", Text), folder.Write("a.txt", Text));

        var found = Find(b, "-", folder.Path, a, "-");

        Assert.Equal([b, "-", a], found.Inputs.Select(input => input.Name));
    }

    [Fact]
    public void A_named_file_is_taken_whatever_its_ending() => Assert.IsType<ArticleInput.File>(Assert.Single(FindFile("notes.log").Inputs));

    [Fact]
    public async Task Links_that_lead_in_a_circle_end()
    {
        using var folder = new TempFolder();
        folder.Write("deep/a.txt", Text);
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "deep", "up"), folder.Path);
        File.CreateSymbolicLink(Path.Combine(folder.Path, "self.txt"), Path.Combine(folder.Path, "self.txt"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "gone.txt"), Path.Combine(folder.Path, "nowhere.txt"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "same.txt"), Path.Combine(folder.Path, "deep", "a.txt"));

        var outcomes = await Reading.AllAsync([folder.Path]);

        Assert.Single(outcomes.OfType<ReadOutcome.Read>());
        Assert.Equal(["gone.txt", "self.txt"], outcomes.OfType<ReadOutcome.Refused>().Select(refused => Path.GetFileName(refused.Name)));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_pipe_in_a_folder_is_passed_over_and_keeps_nobody_waiting()
    {
        using var folder = new TempFolder();
        var pipe = Path.Combine(folder.Path, "b.txt");
        using (var made = System.Diagnostics.Process.Start("mkfifo", [pipe]))
        {
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, made.ExitCode);
        }

        File.CreateSymbolicLink(Path.Combine(folder.Path, "c.txt"), pipe);
        folder.Write("a.txt", Text);
        folder.Write("d.txt", Text + " Again.");

        var outcomes = await Reading.AllAsync([folder.Path]);

        Assert.Equal([true, false, false, true], outcomes.Select(outcome => outcome is ReadOutcome.Read));
        Assert.Contains("no regular file", outcomes[1].Message(RefusalReason.Empty), StringComparison.Ordinal);
        Assert.StartsWith(Path.Combine(folder.Path, "c.txt"), outcomes[2].Message(RefusalReason.Empty), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_bad_file_does_not_keep_the_others_of_its_folder_out()
    {
        using var folder = new TempFolder();
        folder.Write("a.txt", Text);
        folder.Write("b.txt", "");
        folder.Write("c.txt", [0xFF]);
        folder.Write("d.txt", Text + " Again.");

        var outcomes = await Reading.AllAsync([folder.Path]);

        Assert.Equal([true, false, false, true], outcomes.Select(outcome => outcome is ReadOutcome.Read));
    }

    [Fact]
    public void Files_of_one_stem_are_told_apart_by_their_folder()
    {
        using var folder = new TempFolder();
        foreach (var name in new[] { "may/report.txt", "june/report.md", "old/june/report.txt", "other.txt" })
        {
            folder.Write(name, Text);
        }

        var stems = Find(folder.Path).Inputs.Cast<ArticleInput.File>().Select(file => file.Stem).ToList();

        Assert.Equal($"{Path.GetFileName(folder.Path)}/june/report", stems[0]);
        Assert.Equal(["may/report", "old/june/report", "other"], stems[1..].Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Two_endings_of_one_name_are_told_apart_too()
    {
        using var folder = new TempFolder();
        folder.Write("report.txt", Text);
        folder.Write("report.html", Text);

        var stems = Find(folder.Path).Inputs.Cast<ArticleInput.File>().Select(file => file.Stem);

        Assert.Equal(["report.html", "report.txt"], stems);
    }

    [Theory]
    [InlineData("https://example.org/a", RefusalReason.WebAddress, "use talksbot ingest")]
    [InlineData("ftp://example.org/a", RefusalReason.WebAddress, "no http or https address")]
    [InlineData("https://", RefusalReason.WebAddress, "no http or https address")]
    [InlineData("https://me:secret@example.org/a", RefusalReason.WebAddress, "user name or password")]
    [InlineData("/no/such/file.txt", RefusalReason.Missing, "check the path")]
    [InlineData("", RefusalReason.Missing, "give a file")]
    [InlineData("a\0b", RefusalReason.Missing, "give a file")]
    public async Task What_cannot_be_read_is_refused_with_what_to_do(string argument, RefusalReason reason, string what) =>
        Assert.Contains(what, Assert.Single(await Reading.AllAsync([argument])).Message(reason), StringComparison.Ordinal);

    [Fact]
    public async Task An_empty_folder_is_refused()
    {
        using var folder = new TempFolder();

        Assert.Single(await Reading.AllAsync([folder.Path])).Message(RefusalReason.Empty);
    }

    [Fact]
    public void An_address_is_to_be_fetched_and_is_shown_without_its_secrets()
    {
        var found = Find("HTTPS://Example.org/feed?key=abc&page=2", "https://example.org/feed?key=abc&page=2").Inputs;

        var address = Assert.IsType<ArticleInput.Address>(Assert.Single(found));
        Assert.Equal("https://example.org/feed?page=2", address.Name);
        Assert.Equal("https://example.org/feed?key=abc&page=2", address.Url);
    }

    [Fact]
    public void A_hostile_file_name_is_shown_without_its_control_characters()
    {
        using var folder = new TempFolder();
        folder.Write("a\n\u001b[31m\u202Eb.txt", Text);

        Assert.EndsWith("a\uFFFD\uFFFD[31m\uFFFDb.txt", Assert.Single(Find(folder.Path).Inputs).Name, StringComparison.Ordinal);
    }

    private static ArticleInputs FindFile(string name)
    {
        using var folder = new TempFolder();
        return Find(folder.Write(name, Text));
    }

    private static ArticleInputs Find(params string[] arguments) => ArticleFinder.Find(arguments, TestContext.Current.CancellationToken);
}
