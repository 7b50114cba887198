using System.Xml.Linq;

namespace TalksBot.Architecture.Tests;

/// <summary>The files of the project, as they lie on disk.</summary>
internal static class Repository
{
    /// <summary>The folder that holds TalksBot.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The C# files under <paramref name="folder"/>, generated ones left out.</summary>
    public static IEnumerable<string> SourceFiles(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !InBuildFolder(path));

    /// <summary>The project files under <paramref name="folder"/>.</summary>
    public static IEnumerable<string> Projects(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories).Where(path => !InBuildFolder(path)).Order(StringComparer.Ordinal);

    /// <summary>Names of the projects that the project file <paramref name="path"/> refers to directly.</summary>
    public static string[] ProjectReferences(string path) =>
        [.. Items(path, "ProjectReference").Select(include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/'))).Order(StringComparer.Ordinal)];

    /// <summary>Names of the packages that the project file <paramref name="path"/> refers to directly.</summary>
    public static string[] PackageReferences(string path) => [.. Items(path, "PackageReference")];

    /// <summary>Path from the root, with slashes.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static IEnumerable<string> Items(string path, string name) =>
        XDocument.Load(path).Descendants(name).Select(item => (string?)item.Attribute("Include") ?? "").Where(include => include.Length > 0);

    private static bool InBuildFolder(string path) => Relative(path).Split('/').Any(part => part is "bin" or "obj");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TalksBot.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("No folder above the tests holds TalksBot.sln.");
    }
}
