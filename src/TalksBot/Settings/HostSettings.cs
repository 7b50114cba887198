using System.Collections.Immutable;

namespace TalksBot;

/// <summary>The settings, checked, with every path made full.</summary>
/// <param name="DataFolder">Where everything that is stored lies; it may not exist yet.</param>
/// <param name="StorePath">The database file.</param>
/// <param name="DossiersFolder">Where the dossiers lie; it may not exist.</param>
/// <param name="Dossier">Name of the only dossier whose articles count, or null for all.</param>
public sealed record HostSettings(string DataFolder, string StorePath, string DossiersFolder, string? Dossier)
{
    /// <summary>What is set, by key without regard to case; what is missing has its default.</summary>
    internal ImmutableDictionary<string, SettingValue> Values { get; init; } = ImmutableDictionary<string, SettingValue>.Empty;

    /// <summary>Where the key ring lies; it may not exist yet.</summary>
    internal string KeysFolder { get; init; } = "";

    /// <summary>The folder that relative paths in settings start from.</summary>
    internal string CurrentFolder { get; init; } = "";

    /// <summary>The value of the setting <paramref name="key"/>, or its default.</summary>
    internal string Value(string key) => Values.TryGetValue(key, out var set) ? set.Value : SettingCatalog.All.First(known => known.Key == key).Default;

    /// <summary>Whether anybody gave the setting <paramref name="key"/> a value that is not empty.</summary>
    internal bool IsSet(string key) => Values.TryGetValue(key, out var set) && set.Value.Length > 0;

    // The generated text would hold the secrets.
    /// <inheritdoc/>
    public override string ToString() => $"settings over {DataFolder}";
}
