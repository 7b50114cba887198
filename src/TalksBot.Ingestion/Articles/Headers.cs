namespace TalksBot.Ingestion;

/// <summary>What a text says about itself; null where it does not.</summary>
internal sealed record Headers
{
    /// <summary>Headline.</summary>
    internal string? Title { get; init; }

    /// <summary>Publisher.</summary>
    internal string? Outlet { get; init; }

    /// <summary>Author.</summary>
    internal string? Byline { get; init; }

    /// <summary>Date of publication as written.</summary>
    internal string? Date { get; init; }

    /// <summary>Address; as written until the reader has made it canonical.</summary>
    internal string? Url { get; init; }
}
