namespace TalksBot;

/// <summary>A setting that exists.</summary>
/// <param name="Key">"Section:Key".</param>
/// <param name="Default">Its value when nobody sets it.</param>
/// <param name="Check">Null for a good value, else what it should be ("must be …").</param>
internal sealed record SettingDeclaration(string Key, string Default, Func<string, string?> Check);

/// <summary>All settings there are; <c>config/talksbot.json</c> shows the same ones, which a test holds it to.</summary>
internal static class SettingCatalog
{
    public const string DataFolder = "Data:Folder";
    public const string StoreProvider = "Store:Provider";
    public const string StorePath = "Store:Path";
    public const string DossiersFolder = "Dossiers:Folder";

    public static IReadOnlyList<SettingDeclaration> All { get; } =
    [
        new(DataFolder, "", PathOrEmpty),
        new(StoreProvider, "Sqlite", value => value is "Sqlite" ? null : "must be Sqlite, the one store of this version"),
        new(StorePath, "talksbot.db", value => value.Length == 0 ? "must name the database file" : PathOrEmpty(value)),
        new(DossiersFolder, "config/dossiers", value => value.Length == 0 ? "must name a folder" : PathOrEmpty(value)),
    ];

    private static string? PathOrEmpty(string value) => value.Contains('\0', StringComparison.Ordinal) ? "must be a path" : null;
}
