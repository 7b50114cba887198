namespace TalksBot.Store;

/// <summary>Where the store is and how patiently it waits.</summary>
public sealed record StoreOptions
{
    /// <summary>Configuration section of these options.</summary>
    public const string Section = "Store";

    /// <summary>The database file; it and its folder are made when they are missing.</summary>
    public required string Path { get; init; }

    /// <summary>How long a write waits for another process that is writing; 30 seconds by default.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether the file is only read: it must exist, and saving throws.</summary>
    public bool IsReadOnly { get; init; }
}
