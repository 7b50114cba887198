using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Ingestion;

/// <summary>Why a text is not taken in.</summary>
public enum RefusalReason
{
    /// <summary>There is no such file or folder.</summary>
    Missing,

    /// <summary>The system does not let it be read.</summary>
    Unreadable,

    /// <summary>It is an address that is not fetched, or could not be.</summary>
    WebAddress,

    /// <summary>It holds no text, or a folder holds no article.</summary>
    Empty,

    /// <summary>It is larger than <see cref="ReadSettings.MaxBytes"/>.</summary>
    TooLarge,

    /// <summary>It is no text.</summary>
    Binary,

    /// <summary>Its bytes are not UTF-8 (a page: nor what it declares).</summary>
    NotUtf8,

    /// <summary>Its words are not English.</summary>
    NotEnglish,

    /// <summary>Its front matter is cut off or malformed.</summary>
    FrontMatter,

    /// <summary>It states a publication date that is none.</summary>
    Date,

    /// <summary>It is a page without an article in it, or one that cannot be taken apart.</summary>
    Page,
}

/// <summary>What became of one input.</summary>
/// <param name="Name">The input as it was given, or the path found in a given folder; control characters replaced.</param>
public abstract record ReadOutcome(string Name)
{
    /// <summary>It was read.</summary>
    /// <param name="Name">The input.</param>
    /// <param name="Article">The article; its stem may still be shared with one that is stored.</param>
    /// <param name="Warnings">One line each, for the person who gave the file: what was dropped or assumed; without the name.</param>
    public sealed record Read(string Name, Article Article, ImmutableArray<string> Warnings) : ReadOutcome(Name);

    /// <summary>It was not.</summary>
    /// <param name="Name">The input.</param>
    /// <param name="Reason">Why not.</param>
    /// <param name="Message">One line that begins with the name and says what to do.</param>
    public sealed record Refused(string Name, RefusalReason Reason, string Message) : ReadOutcome(Name);
}
