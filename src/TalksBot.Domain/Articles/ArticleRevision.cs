namespace TalksBot.Domain;

/// <summary>One revision of an article as a citation shows it.</summary>
/// <param name="Id">The article.</param>
/// <param name="Revision">1 for the first text that was stored, counting up with each edit.</param>
/// <param name="Stem">What citations call it.</param>
/// <param name="Title">Headline, or null.</param>
/// <param name="Outlet">Publisher, or null.</param>
/// <param name="Url">Address, or null.</param>
/// <param name="PublishedOn">Day of publication.</param>
/// <param name="IsPublishedAssumed">Whether that day is only the file's own date.</param>
public sealed record ArticleRevision(
    ArticleId Id,
    int Revision,
    string Stem,
    string? Title,
    string? Outlet,
    string? Url,
    DateOnly PublishedOn,
    bool IsPublishedAssumed);

/// <summary>Exact words of one revision.</summary>
/// <param name="Article">The revision that holds them.</param>
/// <param name="Span">Where they stand in its text.</param>
/// <param name="Text">Equals that revision's text at <paramref name="Span"/> exactly.</param>
public sealed record Citation(ArticleRevision Article, TextSpan Span, string Text);
