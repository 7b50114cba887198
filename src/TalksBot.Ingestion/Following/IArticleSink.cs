using TalksBot.Domain;

namespace TalksBot.Ingestion;

/// <summary>What became of an article that a feed brought.</summary>
public enum TakeOutcome
{
    /// <summary>It is stored: a new article, a new revision, or facts made anew.</summary>
    Stored,

    /// <summary>It was stored already, just so.</summary>
    Known,

    /// <summary>It does not concern the dossier of its feed.</summary>
    LeftOut,
}

/// <summary>Takes in the articles of feeds.</summary>
public interface IArticleSink
{
    /// <summary>Takes an article in. May be called by several threads.</summary>
    /// <param name="article">Its only dossier is that of the feed.</param>
    /// <param name="mustConcern">Whether it is to be left out unless it concerns that dossier: a broad feed brings all sorts of things; what was put into a folder, or a page that was named, is meant.</param>
    /// <param name="cancellationToken">A stop leaves the store as it was.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read or written; nothing changed.</exception>
    Task<TakeOutcome> TakeAsync(Article article, bool mustConcern, CancellationToken cancellationToken);
}
