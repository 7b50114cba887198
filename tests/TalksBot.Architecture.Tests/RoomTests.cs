namespace TalksBot.Architecture.Tests;

/// <summary>The rooms of the design and what each may use.</summary>
public class RoomTests
{
    private static readonly Dictionary<string, string[]> MayUse = new(StringComparer.Ordinal)
    {
        ["TalksBot.Domain"] = [],
        ["TalksBot.Extraction"] = ["TalksBot.Domain"],
        ["TalksBot.Ingestion"] = ["TalksBot.Domain"],
        ["TalksBot.Memory"] = ["TalksBot.Domain"],
        ["TalksBot.Store"] = ["TalksBot.Domain"],
        ["TalksBot.Answers"] = ["TalksBot.Domain"],
        ["TalksBot.Chat"] = ["TalksBot.Domain", "TalksBot.Answers"],
        ["TalksBot.Discord"] = ["TalksBot.Chat"],
        ["TalksBot.Slack"] = ["TalksBot.Chat"],
        ["TalksBot.Terminal"] = ["TalksBot.Chat", "TalksBot.Answers", "TalksBot.Domain"],
        ["TalksBot.Web"] = ["TalksBot.Chat", "TalksBot.Answers", "TalksBot.Domain"],
        ["TalksBot.Training"] = ["TalksBot.Extraction"],
    };

    [Fact]
    public void Every_room_refers_only_to_the_rooms_it_may_use()
    {
        var wrong = Repository.Projects("src")
            .Where(path => Name(path) != "TalksBot")
            .SelectMany(path => Repository.ProjectReferences(path)
                .Where(reference => !MayUse.TryGetValue(Name(path), out var allowed) || !allowed.Contains(reference))
                .Select(reference => $"{Name(path)} uses {reference}"));

        Offenders.AssertNone(wrong);
    }

    [Fact]
    public void Every_room_is_in_the_table() =>
        Offenders.AssertNone(Repository.Projects("src").Select(Name).Where(name => name != "TalksBot" && !MayUse.ContainsKey(name)));

    [Fact]
    public void The_domain_uses_no_packages() =>
        Offenders.AssertNone(Repository.PackageReferences(Repository.Projects("src").Single(path => Name(path) == "TalksBot.Domain")));

    [Theory]
    [InlineData("Spectre.Console", "TalksBot", "TalksBot.Terminal", "TalksBot.Training")]
    [InlineData("System.CommandLine", "TalksBot")]
    [InlineData("Microsoft.Data.Sqlite", "TalksBot.Store")]
    [InlineData("Dapper", "TalksBot.Store")]
    [InlineData("Npgsql", "TalksBot.Store")]
    [InlineData("SmartReader", "TalksBot.Ingestion")]
    [InlineData("YamlDotNet", "TalksBot.Ingestion")]
    public void A_package_stays_in_its_room(string package, params string[] rooms) =>
        Offenders.AssertNone(Repository.Projects("src").Where(path => Repository.PackageReferences(path).Contains(package)).Select(Name).Except(rooms));

    [Fact]
    public void Every_project_is_in_the_solution_and_tests_are_not_forgotten()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "TalksBot.sln"));
        var withoutTests = Repository.Projects("tests").Where(path => !HasTests(path)).Select(Name).ToHashSet();

        var missing = Repository.Projects("src").Concat(Repository.Projects("tests"))
            .Select(Name)
            .Where(name => !withoutTests.Contains(name) && !solution.Contains($"\"{name}\"", StringComparison.Ordinal));

        Offenders.AssertNone(missing);
    }

    [Fact]
    public void Every_project_in_the_solution_has_a_lock_file()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "TalksBot.sln"));

        Assert.All(
            Repository.Projects("src").Concat(Repository.Projects("tests")).Where(path => solution.Contains($"\"{Name(path)}\"", StringComparison.Ordinal)),
            path => Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(path) ?? "", "packages.lock.json")), Name(path)));
    }

    [Fact]
    public void The_top_level_holds_what_the_design_says()
    {
        string[] expected = ["src", "tests", "config", "README.md", "LICENSE", "TalksBot.sln", "Directory.Build.props", "Directory.Packages.props", "global.json", "data", "test.log", "TestResults"];

        Offenders.AssertNone(new DirectoryInfo(Repository.Root).EnumerateFileSystemInfos().Select(entry => entry.Name).Where(name => name[0] != '.').Except(expected));
    }

    private static string Name(string projectFile) => Path.GetFileNameWithoutExtension(projectFile);

    private static bool HasTests(string projectFile) =>
        Repository.SourceFiles(Repository.Relative(Path.GetDirectoryName(projectFile) ?? "")).Any(path => File.ReadAllText(path) is var text
            && (text.Contains("[Fact", StringComparison.Ordinal) || text.Contains("[Theory", StringComparison.Ordinal)));
}
