using System.Collections.Immutable;

namespace TalksBot.Domain;

/// <summary>What an asker may see. Two scopes are equal when they show the same dossiers.</summary>
/// <param name="Dossier">Name of the only dossier whose articles count, or null for all that is not hidden.</param>
public sealed record FactScope(string? Dossier)
{
    /// <summary>Every article.</summary>
    public static FactScope All { get; } = new((string?)null);

    /// <summary>Names of dossiers that the asker may not see, each once, in ordinal order; unknown ones hide nothing.</summary>
    /// <remarks>An article that belongs to another dossier as well is seen all the same, and so is one that belongs to none.</remarks>
    public ImmutableArray<string> Hidden
    {
        get;
        init => field = value.IsDefaultOrEmpty ? [] : [.. value.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    } = [];

    /// <summary>Whether an article that belongs to <paramref name="dossiers"/> (empty for none) may be seen.</summary>
    public bool Shows(IReadOnlyCollection<string> dossiers)
    {
        ArgumentNullException.ThrowIfNull(dossiers);
        return Dossier is null
            ? Hidden.IsEmpty || dossiers.Count == 0 || dossiers.Any(name => !Hidden.Contains(name))
            : dossiers.Contains(Dossier) && !Hidden.Contains(Dossier);
    }

    /// <inheritdoc/>
    public bool Equals(FactScope? other) =>
        other is not null && Dossier == other.Dossier && Hidden.AsSpan().SequenceEqual(other.Hidden.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Dossier, StringComparer.Ordinal);
        foreach (var name in Hidden)
        {
            hash.Add(name, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }
}
