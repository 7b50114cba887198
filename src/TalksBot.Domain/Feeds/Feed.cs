namespace TalksBot.Domain;

/// <summary>Something that is polled for articles of a dossier.</summary>
/// <param name="Dossier">Name of the dossier.</param>
/// <param name="Url">Address of a feed, a news sitemap or a page, as it is fetched; null for a folder.</param>
/// <param name="Folder">A folder that is watched, relative to the data folder unless it is rooted; null for an address.</param>
/// <param name="Every">How long from one look to the next; at least 5 s for a folder and 60 s for an address.</param>
public sealed record Feed(string Dossier, string? Url, string? Folder, TimeSpan Every)
{
    /// <summary>The address as it may be shown and kept, without secret query keys; null where <see cref="Url"/> has none.</summary>
    public string? ShownUrl { get; init; }

    /// <summary>What it is called in the store and in lists: the address without secrets, or "folder:" with the folder.</summary>
    public string Name => ShownUrl ?? Url ?? $"folder:{Folder}";
}
