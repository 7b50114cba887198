using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace TalksBot.Domain;

/// <summary>What became of an article that was to be stored.</summary>
public enum StoreOutcome
{
    /// <summary>It was not known.</summary>
    Added,

    /// <summary>It was known with another text: a new revision, whose facts replace the old ones.</summary>
    Revised,

    /// <summary>It was known with this very text; nothing changed.</summary>
    Unchanged,

    /// <summary>It was known with this very text, but its facts came from another extractor version or its data (date, dossier) differ: facts replaced, no new revision.</summary>
    Refreshed,
}

/// <summary>What is stored of an article, without its text.</summary>
/// <param name="Article">Its latest revision.</param>
/// <param name="ContentHash">Of the latest text, as <see cref="HashOf"/> gives it.</param>
/// <param name="ExtractorVersion">What its facts were made with.</param>
public sealed record KnownArticle(ArticleRevision Article, string ContentHash, string ExtractorVersion)
{
    /// <summary>Names of the dossiers that it belongs to, in any order.</summary>
    public ImmutableArray<string> Dossiers { get; init; } = [];

    /// <summary>SHA-256 of the text in UTF-8, in lower-case hexadecimal.</summary>
    public static string HashOf(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
}

/// <summary>Puts articles and their facts into the store.</summary>
public interface IFactWriter
{
    /// <summary>What is stored under <paramref name="id"/>, or null.</summary>
    Task<KnownArticle?> FindArticleAsync(ArticleId id, CancellationToken cancellationToken);

    /// <summary>Stores the article with its facts in one transaction; older revisions stay readable, their facts are superseded.</summary>
    /// <param name="article">The text as read.</param>
    /// <param name="facts">Its facts; statements and meetings known from other articles are merged by id.</param>
    /// <param name="extractorVersion">What the facts were made with.</param>
    /// <param name="cancellationToken">A stop leaves the store as it was.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be written; nothing changed.</exception>
    Task<StoreOutcome> SaveAsync(Article article, ArticleFacts facts, string extractorVersion, CancellationToken cancellationToken);
}

/// <summary>The store cannot be opened, read or written; the message says what to do.</summary>
public sealed class StoreUnavailableException : Exception
{
    /// <summary>With a message that says what to do.</summary>
    public StoreUnavailableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
