namespace TalksBot.Domain;

/// <summary>What citations call the article of a file.</summary>
public static class ArticleStem
{
    /// <summary>The file's name without its ending, after the last <paramref name="folders"/> folders of its path, joined by slashes.</summary>
    public static string Of(string path, int folders)
    {
        var parts = path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        var first = (int)Math.Max(0, parts.Length - 1L - folders);
        parts[^1] = Path.GetFileNameWithoutExtension(parts[^1]) is { Length: > 0 } stem ? stem : parts[^1];
        return string.Join('/', parts[first..]);
    }
}
