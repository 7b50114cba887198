namespace TalksBot.Chat.Tests.Subscriptions;

/// <summary>Texts that people read, kept as files that are reviewed: <c>UPDATE_GOLDEN=1</c> rewrites them.</summary>
internal static class GoldenFile
{
    public static void AssertSame(string name, string actual)
    {
        var path = Path.Combine(Root(), "tests", "TalksBot.Chat.Tests", "Subscriptions", "Golden", $"{name}.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? "");
            File.WriteAllText(path, actual + "\n");
        }

        Assert.True(File.Exists(path), $"{path} is missing; write it with UPDATE_GOLDEN=1.");
        Assert.Equal(File.ReadAllText(path).TrimEnd('\n'), actual);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TalksBot.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("No folder above the tests holds TalksBot.sln.");
    }
}
