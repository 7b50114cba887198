using System.Collections.Immutable;

namespace TalksBot.Ingestion;

/// <summary>How texts are read.</summary>
public sealed record ReadSettings
{
    /// <summary>Five mebibytes.</summary>
    public const int DefaultMaxBytes = 5 * 1024 * 1024;

    /// <summary>A larger file is refused; bytes, default 5 MiB.</summary>
    public int MaxBytes { get; init; } = DefaultMaxBytes;

    /// <summary>
    /// The day of publication of texts that state none, or null: then the file's own date is assumed. A text's own statement
    /// wins, so that one option can be given for a folder of which some files are dated.
    /// </summary>
    public DateOnly? PublishedOn { get; init; }

    /// <summary>Names of the dossiers that the texts are read for; empty when none is named.</summary>
    public ImmutableArray<string> Dossiers { get; init; } = [];
}
