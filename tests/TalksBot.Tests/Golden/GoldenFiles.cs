using TalksBot.Testing.Golden;

namespace TalksBot.Tests.Golden;

/// <summary>Where the golden articles, their gold and the questions lie.</summary>
internal static class GoldenFiles
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden");

    /// <summary>Paths of the articles, by stem.</summary>
    public static IReadOnlyList<string> Articles { get; } = [.. Directory.GetFiles(Path.Combine(Folder, "articles"), "*.txt").Order(StringComparer.Ordinal)];

    /// <summary>The questions.</summary>
    public static IReadOnlyList<GoldenQuestion> Questions { get; } = GoldenQuestion.Read(Path.Combine(Folder, "questions.jsonl"));

    /// <summary>The gold of the article with this stem.</summary>
    public static GoldArticle GoldOf(string stem) => GoldArticle.Read(Path.Combine(Folder, "gold", stem + ".json"));

    /// <summary>What is expected to pass, in the working copy: it is read from there and rewritten there.</summary>
    public static string Expected { get; } = Path.Combine(FindProject(), "Golden", "expected.json");

    private static string FindProject()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TalksBot.sln")))
            {
                return Path.Combine(folder.FullName, "tests", "TalksBot.Tests");
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds TalksBot.sln.");
    }
}
