using System.Collections.Immutable;

namespace TalksBot.Domain;

/// <summary>One negotiation that is followed.</summary>
public sealed record Dossier
{
    /// <summary>a-z, 0-9 and hyphens; the name of its file.</summary>
    public required string Name { get; init; }

    /// <summary>What people read.</summary>
    public required string Title { get; init; }

    /// <summary>Servers and workspaces that may see it ("discord:1234"); empty means all.</summary>
    public ImmutableArray<string> VisibleTo { get; init; } = [];

    /// <summary>IANA time zone for digests where a channel sets none, or null.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Words that make an article belong to it.</summary>
    public ImmutableArray<string> Keywords { get; init; } = [];

    /// <summary>Those who take part.</summary>
    public ImmutableArray<Actor> Actors { get; init; } = [];

    /// <summary>What is polled for its articles.</summary>
    public ImmutableArray<Feed> Feeds { get; init; } = [];
}
