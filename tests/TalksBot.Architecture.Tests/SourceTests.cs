using System.Text.RegularExpressions;

namespace TalksBot.Architecture.Tests;

/// <summary>What no source file may hold.</summary>
public partial class SourceTests
{
    private const int MaxLines = 450;

    // Longer for now; each is to be split by subject and may not grow much until then.
    private static readonly Dictionary<string, int> Ceilings = new(StringComparer.Ordinal)
    {
        ["src/TalksBot.Extraction/Actors/MentionResolver.Nominals.cs"] = 560,
        ["src/TalksBot.Extraction/Actors/NameRegistry.cs"] = 560,
    };

    [Fact]
    public void A_file_does_one_job_and_is_no_longer_than_a_reader_follows() =>
        Offenders.AssertNone(Repository.SourceFiles("src").Concat(Repository.SourceFiles("tests"))
            .Select(path => (Path: Repository.Relative(path), Lines: File.ReadLines(path).Count()))
            .Where(file => file.Lines > Ceilings.GetValueOrDefault(file.Path, MaxLines))
            .Select(file => $"{file.Path}: {file.Lines} lines"));

    [Theory]
    [InlineData("TalksBot.Domain")]
    [InlineData("TalksBot.Extraction")]
    [InlineData("TalksBot.Answers")]
    [InlineData("TalksBot.Chat")]
    [InlineData("TalksBot.Memory")]
    public void Pure_rooms_touch_no_files_network_console_or_clock(string room) =>
        Offenders.AssertNone(Repository.SourceFiles($"src/{room}").Where(path => Outside().IsMatch(File.ReadAllText(path))).Select(Repository.Relative));

    [Fact]
    public void Sql_stays_in_the_store() =>
        Offenders.AssertNone(Repository.SourceFiles("src").Where(path => !Repository.Relative(path).StartsWith("src/TalksBot.Store/", StringComparison.Ordinal))
            .Where(path => Sql().IsMatch(File.ReadAllText(path))).Select(Repository.Relative));

    [Fact]
    public void The_terminal_gets_no_markup_from_text() =>
        Offenders.AssertNone(Repository.SourceFiles("src/TalksBot.Terminal").Concat(Repository.SourceFiles("src/TalksBot"))
            .Where(path => MarkupFromText().IsMatch(File.ReadAllText(path))).Select(Repository.Relative));

    [Fact]
    public void Folders_are_named_for_the_domain() =>
        Offenders.AssertNone(Repository.SourceFiles("src").Select(Repository.Relative).Where(path => path.Split('/').Any(part => part is "Helpers" or "Models.cs" or "Managers" or "Utils" or "Common")));

    [Fact]
    public void Nothing_is_left_undone_or_hidden_in_regions() =>
        Offenders.AssertNone(Repository.SourceFiles("src").Where(path => Leftover().IsMatch(File.ReadAllText(path))).Select(Repository.Relative));

    [Theory]
    [InlineData("DateTime.Now")]
    [InlineData("DateTime.UtcNow")]
    [InlineData("DateTime.Today")]
    [InlineData("DateTimeOffset.Now")]
    [InlineData("DateTimeOffset.UtcNow")]
    public void The_build_refuses_clocks_besides_the_time_provider(string call) =>
        Assert.Contains(
            $"P:System.{call};",
            File.ReadAllText(Path.Combine(Repository.Root, "config", "BannedSymbols.txt")),
            StringComparison.Ordinal);

    [GeneratedRegex(@"\b(File|Directory|FileStream|HttpClient|Socket|Console|Process)\.[A-Z]|new (FileStream|HttpClient|StreamWriter)\b|TimeProvider\.System|Environment\.GetEnvironmentVariable", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Outside();

    [GeneratedRegex("\"\\s*(SELECT|INSERT INTO|DELETE FROM|CREATE TABLE|PRAGMA) ", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Sql();

    [GeneratedRegex(@"\.Markup(Line)?\w*\(|new Markup\(|MarkupInterpolated", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex MarkupFromText();

    [GeneratedRegex(@"NotImplementedException|#region|\bFIXME\b|\bHACK\b|TODO(?! when)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Leftover();
}
