namespace TalksBot;

/// <summary>The settings, checked, with every path made full.</summary>
/// <param name="DataFolder">Where everything that is stored lies; it may not exist yet.</param>
/// <param name="StorePath">The database file.</param>
/// <param name="DossiersFolder">Where the dossiers lie; it may not exist.</param>
/// <param name="Dossier">Name of the only dossier whose articles count, or null for all.</param>
public sealed record HostSettings(string DataFolder, string StorePath, string DossiersFolder, string? Dossier);
