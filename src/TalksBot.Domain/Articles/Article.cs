using System.Collections.Immutable;

namespace TalksBot.Domain;

/// <summary>The identity of an article over all its revisions: its canonical URL, else outlet and title, else its file's path.</summary>
public readonly record struct ArticleId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>One text as published.</summary>
public sealed record Article
{
    /// <summary>Same for all revisions of the article.</summary>
    public required ArticleId Id { get; init; }

    /// <summary>What citations call it: the file's stem, folder and stem where two files share one, or the URL of a page.</summary>
    public required string Stem { get; init; }

    /// <summary>Full path of the file it was read from, or null; not stored.</summary>
    public string? Path { get; init; }

    /// <summary>Its address without credentials, or null when it has none.</summary>
    public string? Url { get; init; }

    /// <summary>Who published it, or null when not stated.</summary>
    public string? Outlet { get; init; }

    /// <summary>Its headline, or null when not stated.</summary>
    public string? Title { get; init; }

    /// <summary>Who wrote it, or null when not stated.</summary>
    public string? Byline { get; init; }

    /// <summary>The day it was published, as its outlet counts days; relative dates are resolved against it.</summary>
    public required DateOnly PublishedOn { get; init; }

    /// <summary>Whether <see cref="PublishedOn"/> is only the file's own date, because none was stated.</summary>
    public bool IsPublishedAssumed { get; init; }

    /// <summary>The text, kept as read; all spans point into it.</summary>
    public required string Body { get; init; }

    /// <summary>Names of the dossiers it was ingested for; empty when none was named.</summary>
    public ImmutableArray<string> Dossiers { get; init; } = [];
}
